"""The anonymous pages over a service with fakes, and a door to them whose workers do what a test tells them."""

import base64
import hashlib
from dataclasses import dataclass, field, replace
from random import Random

from httpx import Response
from starlette.applications import Starlette
from starlette.testclient import TestClient

from candour.cases.case import Case
from candour.cases.directory import School
from candour.cases.errors import ReadingFailedError
from candour.cases.facts import Facts
from candour.cases.ports import Cleaned
from candour.cases.report import Evidence
from candour.web.anonymous.door import AnonymousDoor
from candour.web.anonymous.limits import Limits
from candour.web.anonymous.turnstile import Turnstile
from candour.web.site import create_site
from tests.builders import some_facts
from tests.service import SAINT_FINNIAN, FillableStore, HandClock, Stage, a_stage
from tests.web.anonymous.forms import PageForm, form_in
from tests.web.stage import a_web_stage

SCHOOL = "st-finnian"
WORDS = "I saw the trip list with the names of 27 pupils on the school's website this morning."
TICKET_KEY = b"a key of the tests: thirty-two b"


class WatchedStore(FillableStore):
    """A store that tells which files it holds for no case, and how many claims there are on them."""

    def claims(self) -> dict[str, int]:
        return dict(self._claims)


@dataclass
class Hands:
    """What the workers and the key of a door would do; a test changes what they find."""

    core: Stage
    facts: Facts = field(default_factory=some_facts)
    is_reading_broken: bool = False
    read_texts: list[str] = field(default_factory=list)
    cleaned: list[bytes] = field(default_factory=list)
    held: list[Evidence] = field(default_factory=list)
    released: list[str] = field(default_factory=list)

    def read(self, school: str, text: str) -> Facts:
        assert school in self.core.directory.schools
        self.read_texts.append(text)
        if self.is_reading_broken:
            raise ReadingFailedError("it took longer than 20 seconds")
        return self.facts

    def clean(self, content: bytes, media_type: str) -> Cleaned:
        """Clean everything but what begins like a PDF."""
        self.cleaned.append(content)
        if content.startswith(b"%PDF"):
            return Cleaned(content=None, media_type="", reason="a PDF; a picture of it (JPEG or PNG) can be cleaned")
        return Cleaned(content=b"clean " + content, media_type=media_type)

    def hold(self, content: bytes, name: str, media_type: str) -> Evidence:
        evidence = self.core.store.hold([content], name=name, media_type=media_type)
        self.held.append(evidence)
        return evidence

    def release(self, digest: str) -> None:
        self.released.append(digest)
        self.core.store.release(digest)

    def sign(self, statement: str) -> str:
        return base64.b64encode(hashlib.sha256(b"the key " + statement.encode()).digest()).decode()

    def is_genuine(self, statement: str, signature: str) -> bool:
        return self.sign(statement) == signature


@dataclass
class AnonymousStage:
    """Everything that a test of the anonymous pages looks at."""

    core: Stage
    store: WatchedStore
    hands: Hands
    site: Starlette
    pages: str

    @property
    def clock(self) -> HandClock:
        return self.core.clock

    @property
    def cases(self) -> list[Case]:
        """All cases, the oldest first."""
        return [self.store.load(entry.reference) for entry in self.store.register()]

    def opened(self, browser: TestClient, path: str = "/r/st-finnian") -> PageForm:
        """Open a form."""
        answer = browser.get(path)
        assert answer.status_code == 200, answer.text
        return form_in(answer.text)

    def on_details(self, browser: TestClient, text: str = WORDS, path: str = "/r/st-finnian") -> PageForm:
        """Open a form, say what happened and go on to the second page."""
        answer = self.opened(browser, path).press(browser, "do", "next", text=text)
        assert answer.status_code == 200, answer.text
        return form_in(answer.text)

    def sent(self, browser: TestClient, text: str = WORDS, path: str = "/r/st-finnian") -> Response:
        """Report without filling in anything but what happened; return the receipt."""
        answer = self.on_details(browser, text, path).press(browser, "do", "send")
        assert answer.status_code == 200, answer.text
        return answer

    def browser(self) -> TestClient:
        """Return a browser without cookies; it follows no redirects and has no JavaScript."""
        return TestClient(self.site, base_url=self.pages, follow_redirects=False)


def an_anonymous_stage(
    *,
    others: tuple[School, ...] = (),
    profile: str = "saints-cardiff",
    limits: Limits | None = None,
    turnstile: Turnstile | None = None,
    **school: str,
) -> AnonymousStage:
    """Set up the site with the anonymous pages over a stage of the service; `school` changes the school's settings."""
    store = WatchedStore()
    core = a_stage(others=others, profile=profile, store=store)
    if school:
        changed = core.directory.school(SCHOOL).model_copy(update=school)
        schools = {**core.directory.schools, SCHOOL: changed}
        core.directory = core.directory.model_copy(update={"schools": schools})
    hands = Hands(core)
    made = AnonymousDoor(
        read=hands.read,
        clean=hands.clean,
        hold=hands.hold,
        release=hands.release,
        sign=hands.sign,
        is_genuine=hands.is_genuine,
        ticket_key=TICKET_KEY,
        random=Random(7),  # noqa: S311  the same codes in each run
        limits=limits or Limits(),
        turnstile=turnstile or Turnstile(),
    )
    surroundings = replace(a_web_stage(core).surroundings, anonymous=made)
    return AnonymousStage(core, store, hands, create_site(surroundings), surroundings.pages)


SISTER_SCHOOL = SAINT_FINNIAN.model_copy(
    update={"key": "st-elodie", "name": "St Elodie's Primary School", "prefix": "SE"}
)
