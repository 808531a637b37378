"""The anonymous pages over a service with fakes, and a door to them whose workers do what a test tells them."""

import base64
import hashlib
from dataclasses import dataclass, field, replace
from random import Random

from starlette.applications import Starlette
from starlette.testclient import TestClient

from candour.cases.directory import School
from candour.cases.errors import ReadingFailedError
from candour.cases.facts import Facts
from candour.cases.ports import Cleaned
from candour.cases.report import Evidence
from candour.web.anonymous.door import AnonymousDoor
from candour.web.site import create_site
from tests.builders import some_facts
from tests.service import SAINT_FINNIAN, HandClock, Stage, a_stage
from tests.web.stage import a_web_stage

SCHOOL = "st-finnian"
TICKET_KEY = b"a key of the tests: thirty-two b"


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
    hands: Hands
    site: Starlette
    pages: str

    @property
    def clock(self) -> HandClock:
        return self.core.clock

    def browser(self) -> TestClient:
        """Return a browser without cookies; it follows no redirects and has no JavaScript."""
        return TestClient(self.site, base_url=self.pages, follow_redirects=False)


def an_anonymous_stage(core: Stage | None = None, *, others: tuple[School, ...] = ()) -> AnonymousStage:
    """Set up the site with the anonymous pages over a stage of the service."""
    core = core or a_stage(others=others)
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
    )
    surroundings = replace(a_web_stage(core).surroundings, anonymous=made)
    return AnonymousStage(core, hands, create_site(surroundings), surroundings.pages)


SISTER_SCHOOL = SAINT_FINNIAN.model_copy(
    update={"key": "st-elodie", "name": "St Elodie's Primary School", "prefix": "SE"}
)
