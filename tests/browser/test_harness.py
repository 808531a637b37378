"""What the whole cases rely on: the audit finds what is wrong, and the keyboard notices what can't be seen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.audit import audit_copy, audit_page
from tests.browser.chromium import needs_chromium
from tests.browser.hands import Keyboard

pytestmark = [needs_chromium, pytest.mark.browser, pytest.mark.long, pytest.mark.xdist_group("browser")]

ADDRESS = "http://candour.example/page"
PAGE = "<!doctype html><html lang='en'><head><title>Page</title>{style}</head><body><main><h1>Page</h1>{body}</main>"
DAY = "<form><label>Day <input type='date' id='day'></label></form>"
CHOICE = "<form>{0}One</label>{0}Two</label></form>".format("<label><input type='radio' name='c'>")


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=request.param, viewport={"width": 400, "height": 400})
    yield context.new_page()
    context.close()


def shown(page: Page, body: str, style: str = "") -> Page:
    content = PAGE.format(body=body, style=f"<style>{style}</style>")

    def answer(route: Route) -> None:
        route.fulfill(content_type="text/html", body=content)

    page.route(ADDRESS, answer)
    page.goto(ADDRESS)
    return page


def findings(chromium: Browser, page: Page) -> set[str]:
    """Return what axe says, by the way that fits the page's browser."""
    has_scripts = page.evaluate("window.matchMedia('(scripting: enabled)').matches")
    found = audit_page(page) if has_scripts else audit_copy(chromium, page)
    return {rule["id"] for rule in found}


def test_the_audit_finds_what_is_wrong_with_and_without_scripts(chromium: Browser, page: Page) -> None:
    assert "label" in findings(chromium, shown(page, "<form><input name='a'></form>"))
    page.unroute(ADDRESS)
    assert findings(chromium, shown(page, DAY)) == set()


def test_days_and_choices_can_be_made_with_the_keyboard(page: Page) -> None:
    hands = Keyboard(shown(page, DAY + CHOICE, style=":focus { outline: 3px solid }"))
    hands.write(page.locator("#day"), "2026-12-04")
    assert page.locator("#day").input_value() == "2026-12-04"
    hands.pick(page.get_by_label("Two"))
    assert page.get_by_label("Two").is_checked()


def test_the_keyboard_notices_a_focus_that_can_not_be_seen(page: Page) -> None:
    hands = Keyboard(shown(page, "<button>Go</button>", style=":focus { outline: none }"))
    with pytest.raises(AssertionError, match="no focus is seen"):
        hands.activate(page.get_by_role("button"))


def test_the_keyboard_notices_what_it_can_not_reach(page: Page) -> None:
    hands = Keyboard(shown(page, "<a id='nowhere'>Somewhere</a>"))
    with pytest.raises(AssertionError, match="not reached"):
        hands.activate(page.locator("#nowhere"))
