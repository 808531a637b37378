"""Access tokens (OAuth 2.0) for mailboxes and mail servers that take no passwords: had once, kept, renewed in time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock

from candour.app.mail_tables import Auth
from candour.app.settings import Secrets, Settings
from candour.cases.authorisation import Authorisation, Vendor
from candour.cases.errors import AuthorisationError, SettingsError
from candour.cases.ports import Now

_AHEAD = timedelta(minutes=5)
"""A token is renewed so long before its end: servers' clocks differ, and signing in takes its time."""


@dataclass(frozen=True)
class Grant:
    """A token as it was given."""

    token: str = field(repr=False)
    lifetime: timedelta


class KeptAuthorisation:
    """Keeps a token until shortly before its end, or until a server refuses it; may be used from several threads."""

    def __init__(self, vendor: Vendor, fetch: Callable[[], Grant], now: Now) -> None:
        """`fetch` gets a new token; raises AuthorisationError."""
        self._vendor = vendor
        self._fetch = fetch
        self._now = now
        self._token = ""
        self._ends_at = datetime.min.replace(tzinfo=UTC)
        self._lock = Lock()

    @property
    def vendor(self) -> Vendor:
        """Whose tokens they are."""
        return self._vendor

    def token(self) -> str:
        """Return a token that is good for some minutes; raises AuthorisationError where there is none.

        A token near its end is good enough while no new one can be had.
        """
        with self._lock:
            if not self._token or self._now() + _AHEAD >= self._ends_at:
                self._renew()
            return self._token

    def refused(self, token: str) -> None:
        """Forget a token that a server would not take, unless there is a newer one already."""
        with self._lock:
            if token == self._token:
                self._token = ""

    def _renew(self) -> None:
        try:
            grant = self._fetch()
        except AuthorisationError as error:
            if error.passing and self._token and self._now() < self._ends_at:
                return
            raise
        self._token, self._ends_at = grant.token, self._now() + grant.lifetime


def authorisation(auth: Auth, name: str, user: str, settings: Settings, secrets: Secrets) -> Authorisation | None:
    """Return the tokens for `user` (the address of a mailbox), None where a password is used.

    `name` is the mailbox's, or "smtp". Raises SettingsError naming the setting or variable that is missing or wrong.
    """
    match auth:
        case "password":
            return None
        case "microsoft":
            from candour.app.microsoft_tokens import microsoft_fetch  # noqa: PLC0415  msal takes a while to load

            if settings.microsoft is None:
                raise SettingsError(f"{name} has auth = 'microsoft', and there is no table [microsoft]")
            return KeptAuthorisation("microsoft", microsoft_fetch(settings.microsoft, secrets), _utc_now)
        case "google":
            from candour.app.google_tokens import google_fetch  # noqa: PLC0415  likewise google-auth

            table = settings.google
            if table is None:
                raise SettingsError(f"{name} has auth = 'google', and there is no table [google]")
            return KeptAuthorisation("google", google_fetch(table, user, secrets), _utc_now)


def _utc_now() -> datetime:
    return datetime.now(UTC)
