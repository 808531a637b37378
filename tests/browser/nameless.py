"""The anonymous pages served on a port of this machine, and somebody who reports there and comes back."""

import socket
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from threading import Thread
from urllib.parse import urlsplit

import uvicorn
from playwright.sync_api import Locator, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from candour.web.anonymous.wording import words_of
from candour.web.site import create_site
from tests.browser.visit import Visit, Way
from tests.running import until
from tests.web.anonymous.stage import WORDS, AnonymousStage, an_anonymous_stage

PHONE = Way(keyboard_only=True, scripts=False, width=320)
PHOTO = {"name": "IMG_1.JPG", "mimeType": "image/jpeg", "buffer": b"a photo"}


@dataclass
class Weighed:
    """A site that remembers how many bytes each answer had, by its path."""

    site: ASGIApp
    sizes: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        size = 0

        async def weigh(part: Message) -> None:
            nonlocal size
            size += len(part.get("body", b""))
            await send(part)

        await self.site(scope, receive, weigh)
        self.sizes[scope["path"]].append(size)

    def heaviest_in_bytes(self) -> int:
        """Return the weight of the heaviest page with its style."""
        return max(size for path, sizes in self.sizes.items() for size in sizes) + max(
            self.sizes["/static/anonymous.css"]
        )


@dataclass
class Served:
    """The site on a port of this machine, over a stage."""

    stage: AnonymousStage
    pages: str
    weighed: Weighed


@contextmanager
def serving() -> Iterator[Served]:
    """Serve the site of a new stage."""
    stage = an_anonymous_stage()
    with closing(socket.create_server(("127.0.0.1", 0))) as where:
        pages = f"http://127.0.0.1:{where.getsockname()[1]}"
        site = Weighed(create_site(replace(stage.site.state.surroundings, pages=pages)))
        server = uvicorn.Server(uvicorn.Config(site, log_config=None, lifespan="off", ws="none"))
        thread = Thread(target=server.run, kwargs={"sockets": [where]}, daemon=True)
        thread.start()
        assert until(lambda: server.started, seconds=20)
        yield Served(stage, pages, site)
        server.should_exit = True
        thread.join(20)


@dataclass
class Reporter:
    """Somebody with a phone. `asked_for` are all addresses that their browser asked for."""

    visit: Visit
    served: Served
    language: str
    asked_for: list[str] = field(default_factory=list)
    code: str = ""
    proof: str = ""

    def __post_init__(self) -> None:
        self.visit.page.context.on("request", self._note)

    def says(self, key: str, **values: object) -> str:
        """Return words of the pages in the reporter's language."""
        return words_of(self.language)(key, **values)

    def opens(self, path: str, name: str) -> None:
        """Type an address, and look at the page."""
        self.visit.open(f"{self.served.pages}{path}?lang={self.language}", name)

    def presses(self, key: str, name: str, *, heading: str = "", **values: object) -> None:
        """Press a button by its words, and look at the page that comes."""
        button = self.visit.page.locator("main").get_by_role("button", name=self.says(key, **values), exact=True)
        with self.visit.page.expect_navigation():
            self.visit.hands.activate(button)
        if heading:
            self.visit.arrives_at(heading)
        self.visit.look(name)

    def enters(self, field_id: str, text: str, name: str) -> None:
        """Write into a field, press Enter, and look at the page that comes."""
        self.writes(field_id, text)
        with self.visit.page.expect_navigation():
            self.visit.page.keyboard.press("Enter")
        self.visit.look(name)

    def writes(self, field_id: str, text: str) -> None:
        """Write into a field."""
        self.visit.hands.write(self.visit.page.locator(f"#{field_id}"), text)

    def unfolds(self, key: str) -> None:
        """Open what is folded, by its words."""
        self.visit.hands.activate(self.summary(key))

    def summary(self, key: str) -> Locator:
        """Return the words of what is folded."""
        return self.visit.page.locator("summary", has_text=self.says(key))

    def sees(self, key: str, **values: object) -> None:
        """Check that the page says this."""
        self.visit.sees(self.says(key, **values))

    def adds_photo(self) -> None:
        """Choose a file: its dialog is the system's."""
        self.visit.page.locator("#file").set_input_files(PHOTO)  # type: ignore[arg-type]  # a FilePayload

    def nothing_leaked(self) -> bool:
        """Tell whether all that was asked for was ours, and named no code; and whether no cookie was left."""
        ours = urlsplit(self.served.pages).netloc
        assert {urlsplit(url).netloc for url in self.asked_for} == {ours}
        assert not any(self.code[:4] in url for url in self.asked_for)
        return self.visit.page.context.cookies() == []

    def _note(self, request: Request) -> None:
        self.asked_for.append(request.url)


def write_and_send(reporter: Reporter) -> None:
    """Go from the opened form to the receipt, with a detour over what is wrong."""
    reporter.opens("/r/st-finnian", "start")
    reporter.presses("frame.next", "start, nothing written")
    reporter.sees("wrong.nothing")
    reporter.writes("text", WORDS)
    reporter.presses("frame.next", "details", heading=reporter.says("details.title"))
    reporter.adds_photo()
    reporter.presses("files.add", "details with a file")
    reporter.visit.sees("file-1.jpg")
    reporter.unfolds("details.more")
    reporter.writes("entry-individuals", "30")
    reporter.visit.look("details unfolded")
    reporter.presses("details.send", "receipt", heading=reporter.says("receipt.title"))


def keep_the_code(reporter: Reporter) -> None:
    """Type the end of the code, a wrong one first; Enter in the field is enough."""
    page = reporter.visit.page
    reporter.enters("last", "0000", "receipt, wrong end")
    reporter.sees("receipt.wrong")
    reporter.code = "".join(page.locator(".code").inner_text().split())
    reporter.proof = page.locator(".proof").text_content() or ""
    reporter.enters("last", reporter.code[-4:].lower(), "done")
    reporter.visit.arrives_at(reporter.says("done.title"))


def come_back(reporter: Reporter) -> None:
    """Open the page for codes, mistype the code, and open the report."""
    reporter.opens("/back", "code")
    reporter.writes("code", reporter.code[:-2])
    reporter.presses("back.open", "code, too short")
    reporter.sees("back.length", count=14)
    reporter.enters("code", "0000 1111 2222 3333", "code, wrong")
    reporter.sees("back.wrong")
    reporter.unfolds("back.lost_title")
    reporter.visit.look("code, lost")
    reporter.enters("code", reporter.code.lower(), "told")
    reporter.visit.arrives_at(reporter.says("told.title", day="").strip())


def answer_and_be_named(reporter: Reporter, question: str) -> None:
    """Answer a question with a photo, then leave a name."""
    reporter.visit.sees(question)
    reporter.presses("told.send", "told, nothing written")
    reporter.sees("told.nothing")
    reporter.writes("text", "On the page of the Year 4 trip.")
    reporter.adds_photo()
    reporter.presses("told.send", "told, answered")
    reporter.sees("told.added")
    reporter.sees("told.one_file")
    reporter.unfolds("told.name_title")
    reporter.presses("told.name_send", "told, no name")
    reporter.sees("told.name_wrong")
    reporter.writes("name", "Wren Parry")
    reporter.writes("reach", "07700 900123")
    reporter.presses("told.name_send", "told, named")
    reporter.sees("told.name_done")


def give_up(reporter: Reporter) -> None:
    """End the code after going back once."""
    reporter.unfolds("told.stop_title")
    reporter.presses("told.stop", "stop", heading=reporter.says("stop.title"))
    reporter.presses("stop.no", "told again")
    reporter.unfolds("told.stop_title")
    reporter.presses("told.stop", "stop again", heading=reporter.says("stop.title"))
    reporter.presses("stop.yes", "stopped", heading=reporter.says("stopped.title"))


def check_the_proof(reporter: Reporter) -> None:
    """Check the proof of the receipt, with the code and the words."""
    reporter.opens("/proof", "proof")
    reporter.visit.page.locator("#proof").fill(reporter.proof)  # pasted
    reporter.unfolds("proof.whose_title")
    reporter.writes("code", reporter.code)
    reporter.writes("words", WORDS)
    reporter.presses("proof.check", "proof, genuine")
    reporter.sees("proof.yours")
    reporter.visit.page.locator("#proof").fill(reporter.proof.replace("2026-11-20", "2026-11-19"))
    reporter.presses("proof.check", "proof, changed")
    reporter.sees("proof.not_genuine")
