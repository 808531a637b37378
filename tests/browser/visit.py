"""Somebody at a browser: opens pages, signs in by the mailed link, decides; every page that they meet is looked at."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.audit import Audit, audit_copy, audit_page
from tests.browser.hands import Hands, Keyboard, Mouse
from tests.mail_sink import MailSink
from tests.running import until

_LINK = re.compile(r"http://127\.0\.0\.1:\d+/sign-in/\S+")
_PATIENCE_IN_MS = 15_000
_SAME_FOR_ALL = frozenset({"sign in", "link sent", "link opened"})
"""Pages that know nobody yet: audited when a story comes to them first."""
_PICKED = frozenset({"radio", "checkbox"})
SIGN_IN_SUBJECT = "Your link to sign in to Candour"


@dataclass(frozen=True)
class Way:
    """How a case is worked: by keyboard alone, without scripts, on how wide a screen."""

    keyboard_only: bool = False
    scripts: bool = True
    width: int = 1280


@dataclass
class Visit:
    """One person's browser. `pages` is where Candour's pages are, `shots` where pictures of what they met are kept."""

    browser: Browser
    page: Page
    way: Way
    audit: Audit
    shots: Path

    @property
    def hands(self) -> Hands:
        """What works the page."""
        return Keyboard(self.page) if self.way.keyboard_only else Mouse()

    def open(self, url: str, name: str) -> None:
        """Open an address, and look at what is there."""
        self.page.goto(url)
        self.look(name)

    def follow(self, words: str, heading: str) -> None:
        """Follow a link by its words, and look at the page with this heading."""
        self.hands.activate(self.page.get_by_role("link", name=words).first)
        self.arrives_at(heading)
        self.look(words)

    def look(self, name: str) -> None:
        """Look at the page that is there now: a picture, an audit, and nothing that sticks out sideways."""
        self.page.wait_for_load_state("load")
        width = self.page.evaluate("document.documentElement.scrollWidth")
        assert width <= self.way.width, f"{name}: {width} pixels wide on a screen of {self.way.width}"
        self.audit.seen.append(name)
        picture = self.shots / f"{name}.png"
        if not picture.exists():
            self.page.screenshot(path=picture, full_page=True)
        if name in _SAME_FOR_ALL.intersection(self.audit.pages) or self.audit.has_judged(self.page):
            return
        found = audit_page(self.page) if self.way.scripts else audit_copy(self.browser, self.page)
        self.audit.note(name, found)

    def arrives_at(self, heading: str) -> None:
        """Wait for the page with this heading."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading)

    def look_again(self, name: str) -> None:
        """Open the page of the case anew."""
        self.open(self.page.url.partition("?")[0].partition("#")[0], name)

    def sees(self, *texts: str) -> None:
        """Check that the page says this."""
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)

    def sign_in(self, url: str, address: str, sink: MailSink) -> None:
        """Open one of the pages, ask for a link there, and come back by the mailed one."""
        before = len(_links(sink, address))
        self.open(url, "sign in")
        self.hands.write(self.page.get_by_label("Your mail address at the school"), address)
        self.hands.activate(self.page.get_by_role("button", name="Send me a link"))
        self.arrives_at("Look at your mail")
        self.look("link sent")
        assert until(lambda: len(_links(sink, address)) > before, seconds=20), "no link was mailed"
        self.open(_links(sink, address)[-1], "link opened")
        self.hands.activate(self.page.get_by_role("button", name="Sign in now"))
        expect(self.page).to_have_url(url)
        self.look("signed in")

    def decide(self, form: str, answers: Mapping[str, str], *, done: str) -> None:
        """Fill in a decision's form by its labels and send it; `done` is what the page says then."""
        scope = self.page.locator(f"details[id='d-{form}']")
        if scope.get_attribute("open") is None:
            self.hands.activate(scope.locator("summary").first)
        for label, answer in answers.items():
            self._answer(scope, label, answer)
        self.hands.activate(scope.get_by_role("button"))
        expect(self.page.locator("#done")).to_have_text(done)
        self.look(f"after {form.partition('-')[0]}")

    def _answer(self, scope: Locator, label: str, answer: str) -> None:
        """Write an answer into an input; a radio button or box is chosen by its own label, and its answer is empty."""
        where = scope.get_by_label(label, exact=True)
        if where.get_attribute("type") in _PICKED:
            assert not answer
            self.hands.pick(where)
        else:
            self.hands.write(where, answer)


@contextmanager
def visiting(browser: Browser, way: Way, audit: Audit, shots: Path) -> Iterator[Visit]:
    """Open a browser window without cookies for somebody."""
    context = browser.new_context(
        java_script_enabled=way.scripts, viewport={"width": way.width, "height": 800}, locale="en-GB"
    )
    context.set_default_timeout(_PATIENCE_IN_MS)
    expect.set_options(timeout=_PATIENCE_IN_MS)
    try:
        yield Visit(browser, context.new_page(), way, audit, shots)
    finally:
        context.close()


def _links(sink: MailSink, address: str) -> list[str]:
    found = (_LINK.search(mail.text) for mail in sink.to(address) if mail.subject == SIGN_IN_SUBJECT)
    return [link[0] for link in found if link]
