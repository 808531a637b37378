"""Whether a chat platform reaches the address that it calls: asked as it would, but without what would be believed."""

import http.client
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing
from urllib.parse import urlsplit

from candour.app.web_table import WebTable
from candour.cases.finding import Finding, Grade

_SECONDS = 10.0
_REFUSED = 401
_NOT_RUNNING = frozenset({502, 503, 504})

Posting = Callable[[str, str], int]
"""Posts an empty object to (address of the pages, path) and returns the status; raises OSError, HTTPException."""


def check_calls(web: WebTable, path: str, platform: str, post: Posting | None = None) -> Iterator[Finding]:
    """Yield what was found; `post` stands in for asking. Nothing is changed: what isn't signed is refused."""
    where = f"{web.url}{path}"
    if not web.url.startswith("https://"):
        advice = f"Give web.url an https address that {platform} reaches from the internet."
        yield Finding(grade=Grade.WARN, what=f"{platform} can't reach {where}", advice=advice)
        return
    try:
        status = (post or _posted)(web.url, path)
    except ssl.SSLCertVerificationError as error:
        advice = f"Get a certificate that {platform} trusts, for this very name."
        yield Finding(
            grade=Grade.FAIL, what=f"{where}: its certificate is refused ({error.verify_message})", advice=advice
        )
        return
    except (OSError, http.client.HTTPException) as error:
        advice = "Start `candour run`, and what speaks TLS before it; then check again."
        yield Finding(grade=Grade.WARN, what=f"{where}: nothing answers ({type(error).__name__})", advice=advice)
        return
    yield _finding(status, where, platform)


def _finding(status: int, where: str, platform: str) -> Finding:
    if status == _REFUSED:
        return Finding(grade=Grade.OK, what=f"{where} answers, and refuses whoever is not {platform}")
    if status in _NOT_RUNNING:
        advice = "Start `candour run`; then check again."
        return Finding(grade=Grade.WARN, what=f"{where}: Candour doesn't run behind it ({status})", advice=advice)
    advice = "Does what speaks TLS pass this path on to web.port, with POST and the Host header as it came?"
    return Finding(grade=Grade.FAIL, what=f"{where}: something else answers ({status})", advice=advice)


def _posted(url: str, path: str) -> int:
    address = urlsplit(url)
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    with closing(kind(address.hostname or "", address.port, timeout=_SECONDS)) as connection:
        connection.request("POST", path, body=b"{}", headers={"Content-Type": "application/json"})
        return connection.getresponse().status
