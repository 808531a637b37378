"""A report without a name in a real browser: no JavaScript, 320 pixels, the keyboard alone, in both languages."""

import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from playwright.sync_api import Browser

from candour.web.anonymous.wording import LANGUAGES, words_of
from candour.web.site import create_site
from tests.browser.audit import Audit
from tests.browser.chromium import needs_chromium
from tests.browser.visit import Visit, Way, visiting
from tests.running import until
from tests.web.anonymous.stage import WORDS, AnonymousStage, an_anonymous_stage

pytestmark = [needs_chromium, pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

PHONE = Way(keyboard_only=True, scripts=False, width=320)


@dataclass
class Served:
    """The site on a port of this machine, over a stage."""

    stage: AnonymousStage
    pages: str


@pytest.fixture
def served() -> Iterator[Served]:
    stage = an_anonymous_stage()
    with closing(socket.create_server(("127.0.0.1", 0))) as where:
        pages = f"http://127.0.0.1:{where.getsockname()[1]}"
        site = create_site(replace(stage.site.state.surroundings, pages=pages))
        server = uvicorn.Server(uvicorn.Config(site, log_config=None, lifespan="off", ws="none"))
        thread = Thread(target=server.run, kwargs={"sockets": [where]}, daemon=True)
        thread.start()
        assert until(lambda: server.started, seconds=20)
        yield Served(stage, pages)
        server.should_exit = True
        thread.join(20)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_is_sent_with_the_keyboard_alone_on_a_small_phone_and_all_pages_pass(
    chromium: Browser, served: Served, tmp_path: Path, language: str
) -> None:
    audit = Audit()
    with visiting(chromium, PHONE, audit, tmp_path) as visit:
        write_and_send(visit, served, language)
        keep_the_code(visit, language)
        visit.open(f"{served.pages}/o/0123456789ABCDEF?lang={language}", "spent")
        assert visit.page.context.cookies() == []
    assert audit.violations == []
    assert audit.advice == []
    [case] = served.stage.cases
    assert case.reports[0].text == WORDS
    assert case.reports[0].typed == {"individuals": 30}
    assert [item.name for item in case.reports[0].evidence] == ["file-1.jpg"]


def write_and_send(visit: Visit, served: Served, language: str) -> None:
    """Go from the opened form to the receipt, with a detour over what is wrong."""
    say, hands, page = words_of(language), visit.hands, visit.page
    visit.open(f"{served.pages}/r/st-finnian?lang={language}", "start")
    main = page.locator("main")
    hands.activate(main.get_by_role("button", name=say("frame.next")))
    visit.sees(say("wrong.nothing"))
    visit.look("start, nothing written")
    hands.write(page.locator("#text"), WORDS)
    hands.activate(main.get_by_role("button", name=say("frame.next")))
    visit.arrives_at(say("details.title"))
    visit.look("details")
    page.locator("#file").set_input_files({"name": "IMG_1.JPG", "mimeType": "image/jpeg", "buffer": b"a photo"})
    hands.activate(main.get_by_role("button", name=say("files.add")))
    visit.sees("file-1.jpg")
    visit.look("details with a file")
    hands.activate(page.get_by_text(say("details.more")))
    hands.write(page.locator("#entry-individuals"), "30")
    visit.look("details unfolded")
    hands.activate(main.get_by_role("button", name=say("details.send"), exact=True))
    visit.arrives_at(say("receipt.title"))
    visit.look("receipt")


def keep_the_code(visit: Visit, language: str) -> None:
    """Type the end of the code, a wrong one first; Enter in the field is enough."""
    say, page = words_of(language), visit.page
    visit.hands.write(page.locator("#last"), "0000")
    page.keyboard.press("Enter")
    visit.sees(say("receipt.wrong"))
    visit.look("receipt, wrong end")
    code = "".join(page.locator(".code").inner_text().split())
    visit.hands.write(page.locator("#last"), code[-4:].lower())
    page.keyboard.press("Enter")
    visit.arrives_at(say("done.title"))
    visit.look("done")
