"""Tokens of Google Workspace for a service account that acts for a mailbox (RFC 7523; domain-wide delegation)."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import requests
from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from google.auth.transport.requests import Request
from google.oauth2.service_account import Credentials

from candour.app.mail_tables import GoogleTable
from candour.app.settings import Secrets
from candour.app.tokens import Grant
from candour.cases.errors import AuthorisationError, SettingsError

_SCOPE = "https://mail.google.com/"
"""What IMAP and SMTP need."""
_TIMEOUT_IN_SECONDS = 20.0
_ADVICE = (
    (
        "unauthorized_client",
        "token_delegation",
        "the service account may not act for this mailbox; in Google's Admin console (Security, API controls, "
        "Domain-wide delegation) add its client id {client_id} with the scope " + _SCOPE,
    ),
    (
        "access_denied",
        "token_delegation",
        "the Workspace's policy keeps the service account out; allow its client id {client_id} in the Admin console",
    ),
    (
        "invalid jwt signature",
        "token_key",
        "the key of the service account is no longer good; make a new one in Google Cloud, and put in its JSON",
    ),
    (
        "reasonable timeframe",
        "token_clock",
        "Google finds the time of this machine wrong; set its clock, and let NTP keep it",
    ),
    (
        "account not found",
        "token_client",
        "Google knows no such service account any more; make one in Google Cloud, and put in its JSON",
    ),
    ("invalid_client", "token_client", "Google knows no such service account; put in the JSON of one that there is"),
    ("invalid_grant", "token_subject", "Google knows no mailbox {user}; check user"),
    ("invalid_scope", "token_delegation", "add the scope " + _SCOPE + " to the client id {client_id} in the console"),
)
"""A sign in Google's answer, our code, and what to do; the first that fits counts."""


def google_fetch(table: GoogleTable, user: str, secrets: Secrets) -> Callable[[], Grant]:
    """Return what gets a new token for a mailbox; raises SettingsError where the service account's JSON is no good."""
    if table.ca_file is not None and not Path(table.ca_file).is_file():
        raise SettingsError(f"google.ca_file: there is no file {table.ca_file}")
    account = _service_account(table, secrets)
    try:
        credentials = Credentials.from_service_account_info(account, scopes=[_SCOPE], subject=user)  # type: ignore[no-untyped-call]  # google-auth's own
    except (ValueError, GoogleAuthError):
        raise SettingsError(_NO_ACCOUNT) from None
    return partial(_fetched, credentials, str(account.get("client_id", "")), user, table.ca_file)


_NO_ACCOUNT = (
    "the JSON of Google's service account is missing or no good: put what Google Cloud gave for its key in the file "
    "google.service_account_file, or in CANDOUR_GOOGLE_SERVICE_ACCOUNT"
)


def _service_account(table: GoogleTable, secrets: Secrets) -> Mapping[str, object]:
    try:
        if secrets.google_service_account is not None:
            text = secrets.google_service_account.get_secret_value()
        else:
            text = Path(table.service_account_file or "").read_text(encoding="utf-8")
        account = json.loads(text)
    except (OSError, ValueError):
        raise SettingsError(_NO_ACCOUNT) from None
    if not isinstance(account, dict):
        raise SettingsError(_NO_ACCOUNT)
    return account


def _fetched(credentials: Credentials, client_id: str, user: str, ca_file: str | None) -> Grant:
    with requests.Session() as http:
        # Named with each request: the environment's REQUESTS_CA_BUNDLE would go before a session's own.
        request = partial(Request(http), timeout=_TIMEOUT_IN_SECONDS, verify=ca_file)
        try:
            credentials.refresh(request)  # type: ignore[no-untyped-call]  # google-auth's own
        except TransportError as error:
            raise _unreachable(error) from None
        except RefreshError as error:
            raise _refused(error, client_id, user) from None
    ends_at = credentials.expiry or datetime.now(UTC).replace(tzinfo=None)  # naive, in UTC; None where none was told
    return Grant(token=str(credentials.token), lifetime=ends_at.replace(tzinfo=UTC) - datetime.now(UTC))


def _unreachable(error: TransportError) -> AuthorisationError:
    if isinstance(error.__cause__, requests.exceptions.SSLError):
        return AuthorisationError(
            "token_tls", "Google's certificate can't be trusted; name its certificate authority in google.ca_file"
        )
    advice = "Google can't be reached for a token; check the network and the firewall"
    return AuthorisationError("token_server", advice, passing=True)


def _refused(error: RefreshError, client_id: str, user: str) -> AuthorisationError:
    """Return an error in our words."""
    if error.retryable:
        return AuthorisationError("token_server", "Google gives no tokens at the moment; wait", passing=True)
    said = str(error).casefold()
    for sign, code, advice in _ADVICE:
        if sign in said:
            return AuthorisationError(code, advice.format(client_id=client_id or "(see the JSON)", user=user))
    return AuthorisationError("token", "Google gives no token; check the service account and its delegation")
