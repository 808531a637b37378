"""How a writer may be named in their own mail: the forms of the name in the From header."""

import re
from dataclasses import dataclass

from candour.cases.report import Sender
from nlp.text import fold, lower

_NOT_THE_NAME = re.compile(r"\([^)]*\)|\[[^\]]*\]|\bvia\b.*$| [-|/] .*$|[\"<>]")
_TITLE = re.compile(r"(?:mr|mrs|ms|miss|mx|dr|prof|rev|sir|fr)\.?$")
_SHORTEST = 2
_SHORTEST_OF_ADDRESS = 3


@dataclass(frozen=True)
class Forms:
    """The forms of one writer's name, in lower case: `whole` ones name one person, `short` ones may be anybody's."""

    whole: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    address: str = ""

    @property
    def all(self) -> tuple[str, ...]:
        """Every form, the longest first."""
        return tuple(sorted({*self.whole, *self.short}, key=lambda form: (-len(form), form)))


def forms_of(writer: Sender | None) -> Forms:
    """Return how a writer may be named, from the name shown or, where that is none, from the address."""
    if writer is None:
        return Forms()
    address = lower(fold(writer.address[:254])).strip()
    words = _words(writer.name) or _words_of_address(address)
    if not words:
        return Forms(address=address)
    first, last = words[0], words[-1]
    short = tuple(dict.fromkeys(word for word in (first, last) if len(word) >= _SHORTEST))
    if len(words) == 1:
        return Forms(short=short, address=address)
    whole = (" ".join(words), f"{first} {last}", f"{last}, {first}", f"{last} {first}")
    initials = (f"{first[0]} {last}", f"{first[0]}. {last}", f"{first} {last[0]}")
    return Forms(whole=tuple(dict.fromkeys((*whole, *initials))), short=short, address=address)


def _words(name: str) -> list[str]:
    """Return the words of a shown name in their usual order: "Vaughan, Seren (Y4)" is Seren Vaughan."""
    if "@" in name:
        return []
    bare = _NOT_THE_NAME.sub(" ", lower(fold(name[:120])))
    last, comma, first = bare.partition(",")
    ordered = f"{first} {last}" if comma and first.strip() else last
    return [word for word in re.findall(r"\w[\w'-]*\.?", ordered.replace("' ", " ")) if not _TITLE.match(word)]


def _words_of_address(address: str) -> list[str]:
    parts = re.split(r"[^a-zà-ÿ]+", address.rpartition("@")[0].partition("+")[0])
    return [part for part in parts if len(part) >= _SHORTEST_OF_ADDRESS]
