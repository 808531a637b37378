"""What axe-core finds on a page: WCAG 2.0, 2.1 and 2.2, A and AA; its own advice beside that."""

from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Route

_AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
_WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RUN = f"axe.run(document, {{runOnly: {[*_WCAG, 'best-practice']}, resultTypes: ['violations']}})"


@dataclass
class Audit:
    """What was found, page by page: against the guidelines, and what axe advises beyond them."""

    pages: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)

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
