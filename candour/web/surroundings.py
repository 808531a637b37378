"""What every page works with, and how a page comes to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

from starlette.requests import Request

from candour.cases.directory import Directory, Person
from candour.cases.policy import Policy
from candour.cases.ports import Now
from candour.cases.service import Service
from candour.web.anonymous.door import AnonymousDoor
from candour.web.links import Links
from candour.web.sessions import Sessions


@dataclass(frozen=True)
class Surroundings:
    """The site's surroundings. `pages` is where people reach it ("https://candour.school.example"), `hosts`
    are further names of the same host, such as that of an onion service.

    `send_link` takes (address, the browser's cookie, local path to go on to) and returns at once; whether anybody has
    that address is found out elsewhere, by `links.issue`. `export` writes the cases of these references as a file of
    an ending ("xlsx" or "csv"), as far as that person may see them. Without `anonymous` there are no pages for reports
    without a name.
    """

    service: Service
    directory: Directory
    policies: Callable[[str], Policy]
    now: Now
    pages: str
    links: Links
    sessions: Sessions
    send_link: Callable[[str, str, str], None]
    export: Callable[[Person, str, Sequence[str]], bytes]
    anonymous: AnonymousDoor | None = None
    hosts: tuple[str, ...] = ()

    @property
    def is_https(self) -> bool:
        """Tell whether browsers reach the pages over TLS."""
        return self.pages.startswith("https://")

    @property
    def origins(self) -> frozenset[str]:
        """Where our own forms may come from, as browsers say it in Origin."""
        address = urlsplit(self.pages)
        others = (f"{scheme}://{host}" for host in self.hosts for scheme in ("http", "https"))
        return frozenset({f"{address.scheme}://{address.netloc}", *others})


def surroundings(request: Request) -> Surroundings:
    """Return the surroundings of the site that got this request."""
    return cast(Surroundings, request.app.state.surroundings)
