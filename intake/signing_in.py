"""Signing in to an IMAP server: with a password, or with a token (XOAUTH2) where the server takes no passwords."""

import imaplib
from collections.abc import Callable

from imapclient import IMAPClient  # type: ignore[import-untyped]  # imapclient ships no types
from imapclient.exceptions import LoginError  # type: ignore[import-untyped]  # likewise

from candour.cases.authorisation import Authorisation, Vendor
from candour.cases.errors import AuthorisationError
from intake.errors import MailboxMisconfiguredError, MailboxUnusableError
from intake.settings import MailboxSettings

_PASSING_REFUSALS = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]")
"""Refused now, perhaps not later (RFC 5530)."""
_WITHOUT_PERMISSION: dict[Vendor, str] = {
    "microsoft": (
        "{server} does not open the mailbox {user}. Look at three things: the application has IMAP.AccessAsApp "
        "of Office 365 Exchange Online with admin consent; it is registered in Exchange (New-ServicePrincipal, with "
        "the object id of the enterprise application); it may open this mailbox (Add-MailboxPermission, FullAccess), "
        "for which IMAP must be on (Set-CASMailbox). A change may take an hour"
    ),
    "google": (
        "{server} does not open the mailbox {user}. Check that it is one of the Workspace, that IMAP is on for it, "
        "and that the service account may use https://mail.google.com/ for the whole domain (domain-wide delegation)"
    ),
}


def sign_in(client: IMAPClient, settings: MailboxSettings) -> None:
    """Sign in; raises what the driver raises (LoginError for a refused password), MailboxUnusableError for tokens."""
    if settings.authorisation is None:
        _or_dropped(lambda: client.login(settings.user, settings.password.get_secret_value()))
        return
    if not client.has_capability("AUTH=XOAUTH2"):
        raise MailboxMisconfiguredError(
            "mechanism",
            settings.name,
            f"{settings.host}:{settings.port} takes no tokens (XOAUTH2); check host, or set auth to 'password'",
        )
    # A token that was good may have been withdrawn since: only a fresh one shows who is to blame.
    if _is_let_in(client, settings, settings.authorisation) or _is_let_in(client, settings, settings.authorisation):
        return
    raise without_permission(settings, settings.authorisation)


def without_permission(settings: MailboxSettings, authorisation: Authorisation) -> MailboxMisconfiguredError:
    """Return the error for a server that takes our tokens and does not open this mailbox, or takes none of them."""
    server = f"{settings.host}:{settings.port}"
    advice = _WITHOUT_PERMISSION[authorisation.vendor].format(server=server, user=settings.user)
    return MailboxMisconfiguredError("permission", settings.name, advice)


def _is_let_in(client: IMAPClient, settings: MailboxSettings, authorisation: Authorisation) -> bool:
    """Show a token; where it is refused, see to it that the next one is another."""
    token = _token(settings, authorisation)
    try:
        _or_dropped(lambda: client.sasl_login("XOAUTH2", _Xoauth2(settings.user, token)))
    except LoginError as error:
        if is_passing(error):
            raise
        authorisation.refused(token)
        return False
    return True


def _token(settings: MailboxSettings, authorisation: Authorisation) -> str:
    try:
        return authorisation.token()
    except AuthorisationError as error:
        kind = MailboxUnusableError if error.passing else MailboxMisconfiguredError
        raise kind(error.code, settings.name, error.advice) from error


def is_passing(error: LoginError) -> bool:
    """Tell whether a server lets nobody in at the moment."""
    return any(code in str(error).upper() for code in _PASSING_REFUSALS)


def _or_dropped(log_in: Callable[[], object]) -> None:
    """Log in; imapclient calls it a refusal too when the server hangs up meanwhile, which is none."""
    try:
        log_in()
    except LoginError as error:
        if isinstance(error.__context__, imaplib.IMAP4.abort):
            raise error.__context__ from error
        raise


class _Xoauth2:
    """The client's side of the mechanism: the token first, and nothing more when the server says what is wrong."""

    def __init__(self, user: str, token: str) -> None:
        self._answers = [f"user={user}\1auth=Bearer {token}\1\1".encode()]

    def __call__(self, _challenge: bytes) -> bytes:
        return self._answers.pop() if self._answers else b""
