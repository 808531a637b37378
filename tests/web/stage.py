"""The site over a service with fakes: several browsers, mailed links that are kept, a hand-set clock."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from httpx import Response
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from candour.cases.directory import Person
from candour.cases.policy_file import load
from candour.web.links import Link, Links
from candour.web.sessions import Sessions
from candour.web.site import create_site
from candour.web.surroundings import Surroundings
from tests.service import DPO, HandClock, Stage, a_stage

HTTPS = "https://candour.saint-finnian.example"


@dataclass
class Post:
    """Takes what the sign-in page sends, and makes the link at once; who isn't known gets none."""

    links: Links
    asked: list[str] = field(default_factory=list)
    sent: list[Link] = field(default_factory=list)

    def send_link(self, address: str, browser: str, onward: str) -> None:
        self.asked.append(address)
        link = self.links.issue(address, browser, onward)
        if link is not None:
            self.sent.append(link)


@dataclass
class WebStage:
    """Everything that a test of the pages looks at. `core` is the stage of the service below."""

    core: Stage
    site: Starlette
    surroundings: Surroundings
    post: Post

    @property
    def clock(self) -> HandClock:
        return self.core.clock

    def browser(self) -> TestClient:
        """Return a browser without cookies; it follows no redirects and has no JavaScript."""
        return TestClient(self.site, base_url=self.surroundings.pages, follow_redirects=False)

    def ask_for_link(self, browser: TestClient, address: str, onward: str = "") -> Response:
        """Open the sign-in page and give an address there; return the answer."""
        page = browser.get("/sign-in", params={"next": onward} if onward else {})
        data = {"csrf": csrf_in(page.text), "address": address, "next": onward}
        answer: Response = browser.post("/sign-in", data=data)
        return answer

    def signed_in(self, person: Person = DPO, onward: str = "") -> TestClient:
        """Return a browser in which somebody has signed in by a link, the way that people do."""
        browser = self.browser()
        assert self.ask_for_link(browser, person.address, onward).status_code == 200
        answer = press(browser, self.post.sent[-1].token)
        assert answer.status_code == 303, answer.text
        return browser


def a_web_stage(core: Stage | None = None, *, pages: str = HTTPS) -> WebStage:
    """Set up the site over a stage of the service."""
    core = core or a_stage()
    links = Links(core.store, core.service.who, core.clock)
    post = Post(links)
    surroundings = Surroundings(
        service=core.service,
        directory=core.directory,
        policies=load,
        now=core.clock,
        pages=pages,
        links=links,
        sessions=Sessions(core.store, core.service.who, core.clock),
        send_link=post.send_link,
        export=lambda _by, ending, references: f"{ending}: {' '.join(references)}".encode(),
    )
    return WebStage(core, create_site(surroundings), surroundings, post)


def press(browser: TestClient, token: str) -> Response:
    """Open the page behind a link, and press its button; where it has none, return that page."""
    page: Response = browser.get(f"/sign-in/{token}")
    if 'name="csrf"' not in page.text:
        return page
    answer: Response = browser.post(f"/sign-in/{token}", data={"csrf": csrf_in(page.text)})
    return answer


def csrf_in(html: str) -> str:
    """Return the token of the first form on a page."""
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', html)
    assert found, html
    return found[1]


@contextmanager
def failing_pages(stage: WebStage, path: str, error: Exception) -> Iterator[None]:
    """Let a page of the site raise an error, for as long as the block runs."""

    def fails(_request: object) -> None:
        raise error

    route = Route(path, fails)
    stage.site.router.routes.insert(0, route)
    try:
        yield
    finally:
        stage.site.router.routes.remove(route)
