"""What in a text may say who wrote it, shown before it is sent: to be changed or kept, as its writer likes. Pure."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from candour.cases.facts import Facts
from candour.cases.showing.words import one_line

MAY_IDENTIFY = "may_identify"
_KINDS = frozenset({"name", "role", "theirs", "work", "first", "welsh"})
_SIGNED = "signature"
_OTHER = "other"
_MOST = 20
_LONGEST_LAST_LINE = 40
_MOST_WORDS = 4
_LINES_OF_A_SIGNATURE = 3


class Hint(NamedTuple):
    """Words that may say who wrote, and what kind of words they are (a key of the table "identity")."""

    kind: str
    words: str


def hints(facts: Facts | None, text: str) -> Sequence[Hint]:
    """Return the words to look at, each once, in the order in which they stand in the text."""
    found: dict[str, Hint] = {}
    for hint in (*_signature(text), *_read(facts)):
        found.setdefault(hint.words.casefold(), hint)
    return sorted(found.values(), key=lambda hint: _place(hint, text))[:_MOST]


def _read(facts: Facts | None) -> Iterator[Hint]:
    value = facts.value(MAY_IDENTIFY) if facts else None
    for part in value.parts if value else ():
        kind = part.rule.rpartition(".")[2]
        yield Hint(kind if kind in _KINDS else _OTHER, one_line(str(part.value), limit=120))
    name = facts.value("reporter_name") if facts else None
    if name is not None:
        yield Hint(_SIGNED, one_line(str(name.value), limit=120))


def _signature(text: str) -> Iterator[Hint]:
    """Yield the short lines at the end of several, which read like a signature: no full stop, a few words."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in reversed(lines[1:][-_LINES_OF_A_SIGNATURE:]):
        if (
            len(line) > _LONGEST_LAST_LINE
            or len(line.split()) > _MOST_WORDS
            or line.endswith((".", "!", "?", ":", ")"))
        ):
            return
        yield Hint(_SIGNED, line)


def _place(hint: Hint, text: str) -> int:
    at = text.casefold().find(hint.words.casefold())
    return at if at >= 0 else len(text)
