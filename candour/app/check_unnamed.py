"""Whether people reach the page for reports without a name, by the very address that stands on cards and posters."""

import http.client
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from urllib.parse import urlsplit

from candour.app.web_table import WebTable
from candour.cases.finding import Finding, Grade

_SECONDS = 10.0
_ENOUGH = 512 * 1024
_FORM = b'<form id="report"'
_NOT_RUNNING = frozenset({502, 503, 504})
_LOOK_AT_PROXY = (
    "Does what speaks TLS pass requests on to web.port, with the Host header as it came? deploy/nginx and deploy/caddy "
    "have what it needs."
)


def check_unnamed(
    web: WebTable | None, schools: Iterable[str], ask: Callable[[str, str], tuple[int, bytes]] | None = None
) -> Iterator[Finding]:
    """Yield what was found. Each school's page is asked for once, which changes nothing; `ask` stands in for that."""
    if web is None or not web.anonymous:
        yield Finding(grade=Grade.OK, what="nobody can report without a name here: [web] anonymous is off")
        return
    for school in schools:
        yield _page(web, f"/r/{school}", ask or _asked)


def _page(web: WebTable, path: str, ask: Callable[[str, str], tuple[int, bytes]]) -> Finding:
    where = f"{web.url}{path}"
    try:
        status, page = ask(web.url, path)
    except ssl.SSLCertVerificationError as error:
        advice = "Get a certificate that browsers trust, for this very name; nobody should be told to go on regardless."
        return Finding(
            grade=Grade.FAIL, what=f"{where}: its certificate is refused ({error.verify_message})", advice=advice
        )
    except (OSError, http.client.HTTPException) as error:
        advice = "Start `candour run`, and what speaks TLS before it; then check again."
        return Finding(grade=Grade.WARN, what=f"{where}: nothing answers ({type(error).__name__})", advice=advice)
    if status == http.client.OK and _FORM in page:
        return Finding(grade=Grade.OK, what=f"people report without a name at {where}")
    if status in _NOT_RUNNING:
        advice = "Start `candour run`; then check again."
        return Finding(grade=Grade.WARN, what=f"{where}: Candour doesn't run behind it ({status})", advice=advice)
    return Finding(grade=Grade.FAIL, what=f"{where}: another page answers ({status})", advice=_LOOK_AT_PROXY)


def _asked(url: str, path: str) -> tuple[int, bytes]:
    """Return status and page, asked for as a browser does it; raises OSError, http.client.HTTPException."""
    address = urlsplit(url)
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    with closing(kind(address.hostname or "", address.port, timeout=_SECONDS)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read(_ENOUGH)
