"""Whether the pages can be served: the address at which people reach them, and the port on this machine."""

import http.client
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

from candour.app.web import listening
from candour.app.web_table import WebTable
from candour.cases.errors import SettingsError
from candour.cases.finding import Finding, Grade

_SECONDS = 5.0
_ENOUGH = 64 * 1024


def check_pages(web: WebTable | None) -> Iterator[Finding]:
    """Yield what was found; nothing is sent but a request for the page to sign in, to this machine."""
    if web is None:
        advice = "Add [web] with a url, so that the Data Protection Officer can work cases on a page."
        yield Finding(grade=Grade.WARN, what="there are no pages: everything comes by mail alone", advice=advice)
        return
    if web.url.startswith("https://"):
        yield Finding(grade=Grade.OK, what=f"people reach the pages at {web.url}, over TLS")
    else:
        advice = "Give web.url an https address when others are to use them, and put a server for TLS before Candour."
        yield Finding(grade=Grade.WARN, what=f"only this machine reaches the pages, at {web.url}", advice=advice)
    yield _port(web)


def _port(web: WebTable) -> Finding:
    try:
        with closing(listening(web)):
            return Finding(grade=Grade.OK, what=f"port {web.port} on {web.host} is free for them")
    except SettingsError as error:
        if _is_ours(web):
            advice = "That is as it should be while Candour runs."
            return Finding(grade=Grade.WARN, what=f"Candour's pages are on port {web.port} already", advice=advice)
        return Finding(grade=Grade.FAIL, what=str(error), advice="Choose another web.port, or end what is there.")


def _is_ours(web: WebTable) -> bool:
    """Tell whether a Candour with this address answers on the port."""
    with closing(http.client.HTTPConnection(web.host.strip("[]"), web.port, timeout=_SECONDS)) as connection:
        try:
            connection.request("GET", "/sign-in", headers={"Host": urlsplit(web.url).netloc})
            answer = connection.getresponse()
            return answer.status == http.client.OK and b"Candour" in answer.read(_ENOUGH)
        except (OSError, http.client.HTTPException):
            return False
