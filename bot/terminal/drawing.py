"""Messages as plain text: wrapped, without colour, and nothing in it that a terminal would obey. Pure."""

import textwrap
from collections.abc import Iterator, Sequence

from bot.messages import Button, Entries, Entry, Message, Part, Questions, Quote, Text
from candour.cases.showing.words import plain

NARROWEST = 20
PRESS = "#"
"""Begins the number of a button: a number alone would be an answer to a question."""


def drawn(message: Message, width: int) -> str:
    """Return a message as lines of at most `width` characters, its buttons below it."""
    width = max(width, NARROWEST)
    paragraphs = ["\n".join(_lines(part, width)) for part in message.parts]
    if message.buttons:
        paragraphs.append("\n".join(_buttons(message.buttons, width)))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def button_for(typed: str, buttons: Sequence[Button]) -> Button | None:
    """Return the button that a line presses, by its number ("#2") or all of its words; None where it presses none."""
    text = " ".join(typed.split()).casefold()
    if text.startswith(PRESS) and text[1:].isdecimal():
        number = int(text[1:])
        return buttons[number - 1] if 0 < number <= len(buttons) else None
    return next((button for button in buttons if button.label.casefold() == text), None)


def _lines(part: Part, width: int) -> Iterator[str]:
    match part:
        case Text(tone="heading"):
            lines = list(wrapped(part.text, width))
            yield from lines
            yield "-" * max(map(len, lines))
        case Text():
            yield from wrapped(part.text, width)
        case Quote():
            yield from wrapped(part.text, width, indent="> ")
        case Entries():
            for entry in part.entries:
                yield from wrapped(_entry(entry), width, first="  * ", indent="    ")
        case Questions():
            for one in part.questions:
                text = f"{one.text} {one.offered}".strip()
                yield from wrapped(text, width, first=f"  {one.number}. ", indent="     ")


def wrapped(text: str, width: int, *, first: str = "", indent: str = "") -> Iterator[str]:
    """Yield foreign text in lines of at most `width` characters, its own line ends kept."""
    for number, line in enumerate(plain(text, limit=50_000).splitlines() or [""]):
        begin = indent if number or not first else first
        yield from textwrap.wrap(line, width, initial_indent=begin, subsequent_indent=indent) or [begin.rstrip()]


def _entry(entry: Entry) -> str:
    check = " (please check)" if entry.is_to_check else ""
    words = f" - you wrote “{entry.words}”" if entry.words else ""
    return f"{entry.label}: {entry.value}{check}{words}"


def _buttons(buttons: Sequence[Button], width: int) -> Iterator[str]:
    for number, button in enumerate(buttons, start=1):
        label = f"{button.label}: {button.url}" if button.url else button.label
        yield from wrapped(label, width, first=f"  {PRESS}{number} ", indent="     ")
