"""How somebody works a page: with a mouse, or with the keyboard alone."""

from typing import Protocol

from playwright.sync_api import Locator, Page

_MOST_TABS = 600
_HAS_FOCUS = "element => element === document.activeElement"
_SHOWS_FOCUS = """element => {
    const style = getComputedStyle(element);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    return element.matches(':focus-visible') && (outlined || style.boxShadow !== 'none');
}"""
_SAME_GROUP_HAS_FOCUS = """element => {
    const active = document.activeElement;
    return active.type === 'radio' && active.name === element.name && active.form === element.form;
}"""


class Hands(Protocol):
    """Does to a page what a person does."""

    def activate(self, what: Locator) -> None:
        """Follow a link, press a button, open what is folded."""

    def write(self, where: Locator, text: str) -> None:
        """Replace what stands in an input; a day is given as YYYY-MM-DD."""

    def pick(self, what: Locator) -> None:
        """Choose a radio button, or tick a box."""


class Mouse:
    """Points and clicks."""

    def activate(self, what: Locator) -> None:
        what.click()

    def write(self, where: Locator, text: str) -> None:
        where.fill(text)

    def pick(self, what: Locator) -> None:
        what.check()


class Keyboard:
    """Tab, Enter, Space, arrows and letters; checks on the way that whoever looks can see where they are."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def activate(self, what: Locator) -> None:
        self._go_to(what, _HAS_FOCUS)
        self._press("Enter")

    def write(self, where: Locator, text: str) -> None:
        self._go_to(where, _HAS_FOCUS)
        if where.get_attribute("type") == "date":
            self._write_day(where, text)
        else:
            self._press("Control+a")
            self._page.keyboard.type(text)

    def _write_day(self, where: Locator, text: str) -> None:
        """Type day, month and year into their parts; in which order they stand is the browser's language's to say."""
        year, month, day = text.split("-")
        for parts in ((day, month, year), (month, day, year)):
            self._page.keyboard.type("".join(parts))
            if where.input_value() == text:
                return
            self._press("ArrowLeft")
            self._press("ArrowLeft")
        raise AssertionError(f"{text} can't be typed")

    def pick(self, what: Locator) -> None:
        if what.get_attribute("type") == "radio":
            self._go_to(what, _SAME_GROUP_HAS_FOCUS)
            for _ in range(_MOST_TABS):
                if what.evaluate(_HAS_FOCUS):
                    break
                self._press("ArrowDown")
        else:
            self._go_to(what, _HAS_FOCUS)
        if not what.is_checked():
            self._press("Space")
        assert what.is_checked(), "can't be chosen with the keyboard"

    def _go_to(self, what: Locator, is_there: str) -> None:
        """Press Tab until the focus is there, and visible."""
        element = what.element_handle()
        for _ in range(_MOST_TABS):
            if element.evaluate(is_there):
                self._check_focus()
                return
            self._press("Tab")
        raise AssertionError(f"not reached with the keyboard: {element.evaluate('e => e.outerHTML')}")

    def _check_focus(self) -> None:
        focused = self._page.evaluate_handle("document.activeElement")
        assert focused.evaluate(_SHOWS_FOCUS), f"no focus is seen on {focused.evaluate('e => e.outerHTML')}"

    def _press(self, key: str) -> None:
        self._page.keyboard.press(key)
