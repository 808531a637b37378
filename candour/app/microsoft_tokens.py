"""Tokens of Microsoft 365 for an application without a person (client credentials; RFC 6749, 4.4)."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msal  # type: ignore[import-untyped]  # msal ships no types
import requests
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from msal.exceptions import MsalError  # type: ignore[import-untyped]  # likewise

from candour.app.mail_tables import MicrosoftTable
from candour.app.settings import Secrets
from candour.app.tokens import Grant
from candour.cases.errors import AuthorisationError, SettingsError

_PUBLIC = "https://login.microsoftonline.com"
_TIMEOUT_IN_SECONDS = 20.0
_AN_HOUR_IN_SECONDS = 3600
_ADVICE = {
    "7000215": (
        "token_secret",
        "Microsoft refuses the secret; put the secret's value (not its id) in CANDOUR_MICROSOFT_SECRET",
    ),
    "7000222": (
        "token_secret",
        "the application's secret has run out; make a new one in Entra, and put its value in CANDOUR_MICROSOFT_SECRET",
    ),
    "700016": ("token_client", "no application has this client_id in the tenant; check microsoft.client_id and tenant"),
    "7000112": ("token_client", "the application is switched off in the tenant; switch it on in Entra"),
    "90002": ("token_tenant", "Microsoft knows no such tenant; check microsoft.tenant"),
    "900023": ("token_tenant", "microsoft.tenant is neither a domain name nor the id of a tenant; check it"),
    "700027": (
        "token_certificate",
        "the certificate is not among the application's; upload it in Entra, or check CANDOUR_MICROSOFT_CERTIFICATE",
    ),
    "700024": ("token_clock", "Microsoft finds the time of this machine wrong; set its clock, and let NTP keep it"),
    "65001": (
        "token_consent",
        "nobody has consented to the application's permissions; let an administrator grant admin consent in Entra",
    ),
    "500011": (
        "token_scope",
        "the tenant has no Exchange Online, or microsoft.scope is not that of its mail; check it",
    ),
    "70011": ("token_scope", "microsoft.scope is none that Microsoft knows; it ends in /.default"),
    "1002012": ("token_scope", "microsoft.scope is none that Microsoft knows; it ends in /.default"),
    "53003": ("token_policy", "a Conditional Access policy keeps the application out; let it in from this machine"),
}
"""What Microsoft's commonest error codes (AADSTS...) mean, with what to do."""
_PASSING = frozenset({"temporarily_unavailable", "server_error", "timeout"})


def microsoft_fetch(table: MicrosoftTable, secrets: Secrets) -> Callable[[], Grant]:
    """Return what gets a new token; raises SettingsError where secret and certificate are missing or unusable."""
    credential = _credential(secrets)
    if table.ca_file is not None and not Path(table.ca_file).is_file():
        raise SettingsError(f"microsoft.ca_file: there is no file {table.ca_file}")
    return partial(_fetched, table, credential)


def _credential(secrets: Secrets) -> str | dict[str, str]:
    """Return the secret, or key and certificate as msal wants them."""
    if secrets.microsoft_secret is not None:
        return secrets.microsoft_secret.get_secret_value()
    if secrets.microsoft_certificate is None:
        raise SettingsError(
            "the Microsoft application has neither secret nor certificate: set CANDOUR_MICROSOFT_SECRET, or "
            "CANDOUR_MICROSOFT_CERTIFICATE (private key and certificate in PEM form), in the environment"
        )
    pem = secrets.microsoft_certificate.get_secret_value()
    try:
        serialization.load_pem_private_key(pem.encode(), password=None)
        certificate = x509.load_pem_x509_certificate(pem.encode())
    except (ValueError, TypeError):
        raise SettingsError(
            "CANDOUR_MICROSOFT_CERTIFICATE must hold a private key without passphrase and its certificate in PEM form"
        ) from None
    public = certificate.public_bytes(serialization.Encoding.PEM).decode("ascii")
    return {"private_key": pem, "public_certificate": public}


def _fetched(table: MicrosoftTable, credential: str | dict[str, str]) -> Grant:
    """Ask for a token; once an hour a new connection costs nothing, and none is left to go stale."""
    authority = table.authority.rstrip("/")
    with requests.Session() as http:
        # Named with each request: the environment's REQUESTS_CA_BUNDLE would go before a session's own.
        http.request = partial(http.request, timeout=_TIMEOUT_IN_SECONDS, verify=table.ca_file)  # type: ignore[method-assign]  # sessions have no timeout
        try:
            application = msal.ConfidentialClientApplication(
                table.client_id,
                client_credential=credential,
                authority=f"{authority}/{table.tenant}",
                # A server that Microsoft doesn't know is one that whoever wrote the configuration does.
                instance_discovery=None if authority == _PUBLIC else False,
                http_client=http,
            )
            answer: Mapping[str, Any] = application.acquire_token_for_client([table.scope])
        except requests.exceptions.SSLError:
            raise _untrusted(authority) from None
        except (requests.RequestException, MsalError, RuntimeError):
            raise _unreachable(authority) from None
        except ValueError as error:  # the tenant's description can't be had; its text holds Microsoft's code
            raise _refused({"error_description": str(error)}, or_else="90002") from None
    if "access_token" not in answer:
        raise _refused(answer)
    return Grant(
        token=str(answer["access_token"]),
        lifetime=timedelta(seconds=int(answer.get("expires_in", _AN_HOUR_IN_SECONDS))),
    )


def _refused(answer: Mapping[str, Any], or_else: str = "") -> AuthorisationError:
    """Return an error in our words. Microsoft's own text names people and addresses, and is never kept."""
    found = re.findall(r"AADSTS(\d{4,8})", str(answer.get("error_description", "")))
    number = next((code for code in found if code in _ADVICE), or_else or (found[0] if found else ""))
    if number in _ADVICE:
        return AuthorisationError(*_ADVICE[number])
    if answer.get("error") in _PASSING:
        return AuthorisationError("token_server", "Microsoft gives no tokens at the moment; wait", passing=True)
    said = f"AADSTS{number}" if number else "an answer without a code"
    return AuthorisationError("token", f"Microsoft gives no token ({said}); look that up, and check [microsoft]")


def _unreachable(authority: str) -> AuthorisationError:
    advice = f"{authority} can't be reached for a token; check the network and the firewall, and microsoft.authority"
    return AuthorisationError("token_server", advice, passing=True)


def _untrusted(authority: str) -> AuthorisationError:
    advice = f"the certificate of {authority} can't be trusted; name its certificate authority in microsoft.ca_file"
    return AuthorisationError("token_tls", advice)
