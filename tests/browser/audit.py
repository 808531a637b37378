"""What axe-core finds on a page: WCAG 2.0, 2.1 and 2.2, A and AA; its own advice beside that."""

from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Route

_AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
_WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RUN = f"axe.run(document, {{runOnly: {[*_WCAG, 'best-practice']}, resultTypes: ['violations']}})"


_SHAPES = """() => [...new Set([...document.querySelectorAll('body *')].map(element => {
    const names = node => node.tagName + '.' + node.className + '[' + node.getAttributeNames().sort() + ']';
    const above = [element.parentElement, element.parentElement.parentElement].map(node => node ? names(node) : '');
    return [document.querySelector('h1')?.textContent, names(element), ...above].join(' < ');
}))]"""
"""What axe judges is how a page is built: each kind of element of a page, and what it stands in."""


@dataclass
class Audit:
    """What was found, page by page: against the guidelines, and what axe advises beyond them.

    `seen` are all pages that somebody met, `pages` those that were audited.
    `shapes` are the kinds of elements of all pages that were looked at, by the page's heading: a page with nothing new
    among them was judged already, with other words in it. An audit takes seconds, and a case has some thirty pages.
    """

    seen: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    shapes: set[str] = field(default_factory=set)
    violations: list[str] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)

    def has_judged(self, page: Page) -> bool:
        """Tell whether all that a page is built of was judged before; from now on it counts as judged."""
        new = set(page.evaluate(_SHAPES)) - self.shapes
        self.shapes |= new
        return not new

    def note(self, name: str, found: list[dict[str, Any]]) -> None:
        self.pages.append(name)
        for rule in found:
            places = "; ".join(node["html"][:160] for node in rule["nodes"][:3])
            line = f"{name}: {rule['id']}: {rule['help']}: {places}"
            (self.violations if set(_WCAG) & set(rule["tags"]) else self.advice).append(line)


def audit_page(page: Page) -> list[dict[str, Any]]:
    """Return axe's findings on a page whose browser runs scripts."""
    page.evaluate(_AXE)
    found: list[dict[str, Any]] = page.evaluate(_RUN)["violations"]
    return found


def audit_copy(browser: Browser, page: Page) -> list[dict[str, Any]]:
    """Return axe's findings on a page whose browser runs no scripts: on the same document in a browser that does.

    axe waits for timers, which never run where scripts are switched off.
    """
    context = browser.new_context(
        viewport=page.viewport_size, storage_state=page.context.storage_state(), locale="en-GB"
    )
    try:
        return audit_page(_copied(context, page))
    finally:
        context.close()


def _copied(context: BrowserContext, page: Page) -> Page:
    content = page.content()

    def answer(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html; charset=utf-8", body=content)

    copy = context.new_page()
    copy.route(page.url.partition("#")[0], answer)
    copy.goto(page.url)
    return copy
