"""A message of the conversation as one card, or several where it is too long for one."""

from collections.abc import Iterator

from bot.messages import Button, Entries, Entry, Message, Part, Question, Questions, Quote, Text
from bot.teams.cards.elements import (
    MOST_BYTES,
    Json,
    button,
    card_of,
    lines,
    link,
    paragraph,
    pieces,
    rows,
    run,
    shared_out,
    size_of,
)

_STYLES = {"plain": "default", "primary": "positive", "danger": "destructive"}


def cards_of(message: Message) -> list[Json]:
    """Return a message as cards; the buttons stand in the last one."""
    buttons = list(rows(_button(each) for each in message.buttons))
    parts = list(shared_out(([each] for each in _elements(message)), MOST_BYTES - size_of(card_of(buttons))))
    parts[-1] += buttons
    return [card_of(part) for part in parts]


def _elements(message: Message) -> Iterator[Json]:
    for part in message.parts:
        yield from _part(part)


def _part(part: Part) -> Iterator[Json]:
    match part:
        case Text(tone="heading"):
            yield from lines(part.text, weight="Bolder", size="Medium")
        case Text(tone="quiet"):
            yield from lines(part.text, isSubtle=True, size="Small")
        case Text():
            yield from lines(part.text) if part.around_link is None else _linked(part, *part.around_link)
        case Quote():
            yield from lines(part.text, italic=True)
        case Entries():
            for entry in part.entries:
                yield from _entry(entry)
        case Questions():
            for question in part.questions:
                yield from _question(question)


def _linked(part: Text, before: str, behind: str) -> Iterator[Json]:
    """Yield a paragraph in which an address of ours can be followed."""
    address = run(part.link, underline=True, selectAction={"type": "Action.OpenUrl", "url": part.link})
    yield paragraph(*([run(before)] if before else []), address, *([run(behind)] if behind else []))


def _entry(entry: Entry) -> Iterator[Json]:
    """Yield a value with its label in bold, and the words behind it in small print."""
    first, *rest = [piece for line in entry.value.splitlines() for piece in pieces(line)] or ["-"]
    check = [run(" (please check)", italic=True)] if entry.is_to_check else []
    yield paragraph(run(f"{entry.label}: ", weight="Bolder"), run(first), *check)
    for piece in rest:
        yield paragraph(run(piece), is_close=True)
    if entry.words:
        for line in lines(f"You wrote: “{entry.words}”", isSubtle=True, size="Small"):
            yield {**line, "spacing": "None"}


def _question(question: Question) -> Iterator[Json]:
    text = f"{question.number}. {question.text}{f' {question.offered}' if question.offered else ''}"
    yield from lines(text)


def _button(told: Button) -> Json:
    if told.url:
        return link(told.label, told.url)
    carries = {
        "action": told.action.value,
        "draft": told.draft,
        "version": told.version,
        "reference": told.reference,
        "value": told.value,
        "stamp": told.stamp,
    }
    return button(told.label, {name: value for name, value in carries.items() if value}, style=_STYLES[told.style])
