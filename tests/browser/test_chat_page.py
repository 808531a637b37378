"""The demonstration's chat in a real browser: wide with the mouse, narrow with the keyboard alone, without scripts."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from playwright.sync_api import Browser, Locator

from candour.app.web import PageServer, listening
from candour.app.web_table import WebTable
from candour.web.site import create_site
from tests.app.test_chat_page import STORY, a_chat_page
from tests.browser.audit import Audit
from tests.browser.chromium import needs_chromium
from tests.browser.visit import Visit, Way, visiting
from tests.dovecot import free_port
from tests.service import DPO
from tests.web.stage import a_web_stage

pytestmark = [needs_chromium, pytest.mark.browser, pytest.mark.xdist_group("browser")]

WAYS = {
    "wide": Way(width=1200),
    "narrow, keyboard alone": Way(width=320, keyboard_only=True),
    "narrow, without scripts": Way(width=320, scripts=False),
}


@contextmanager
def served() -> Iterator[str]:
    """Serve the pages of a stage with the chat on a free port."""
    port, stop = free_port(), Event()
    web = WebTable(url=f"http://127.0.0.1:{port}", port=port)
    stage, page = a_chat_page()
    opened = page.opened()
    site = create_site(a_web_stage(stage.core, pages=web.url).surroundings, opened.routes, opened.rooms)
    with closing(listening(web)) as where:
        thread = Thread(target=PageServer(site, where).run, args=(stop,))
        thread.start()
        try:
            yield web.url
        finally:
            stop.set()
            thread.join(30)


@pytest.mark.parametrize(
    "way", [pytest.param(way, id=name, marks=() if name == "wide" else pytest.mark.long) for name, way in WAYS.items()]
)
def test_a_report_and_its_level_are_made_in_the_chat_and_every_page_passes_the_audit(
    chromium: Browser, tmp_path: Path, way: Way
) -> None:
    audit = Audit()
    with served() as url, visiting(chromium, way, audit, tmp_path) as visit:
        visit.open(f"{url}/chat", "empty chat")
        say(visit, "Robin Example", STORY)
        visit.look("understood")
        press(visit, latest(visit, "staff"), "Edit the whole form")
        visit.arrives_at("Report an incident")
        visit.look("form")
        visit.hands.write(visit.page.get_by_label("How many individuals"), "lots")
        press(visit, visit.page.locator("main"), "Send")
        visit.sees("Please put this right")
        visit.look("form with an error")
        visit.hands.write(visit.page.get_by_label("How many individuals"), "31")
        press(visit, visit.page.locator("main"), "Send")
        visit.arrives_at("The chat")
        visit.sees("Your reference is")
        visit.look("receipt")
        say(visit, DPO.name, "cases")
        visit.look("cases")
    assert audit.violations == []


def latest(visit: Visit, side: str) -> Locator:
    return visit.page.locator(f"#{side}-latest")


def say(visit: Visit, name: str, text: str) -> None:
    visit.hands.write(visit.page.get_by_label(f"Message from {name}"), text)
    press(visit, visit.page.locator("main"), f"Say it as {name}")
    visit.sees(text)


def press(visit: Visit, where: Locator, words: str) -> None:
    visit.hands.activate(where.get_by_role("button", name=words, exact=True).first)
