"""A report's words rewritten with pseudonyms, and where each place of the old text is in the new one."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from candour.cases.facts import Answer, Candidate, Span
from nlp.pseudonyms.days import find_days, moved
from nlp.pseudonyms.names import NamesOf, initials
from nlp.pseudonyms.numbers import Kind, Stretch, find_numbers
from nlp.pseudonyms.pseudonyms import Pseudonyms

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ENDING = ".example"
_SHORTEST_IN_DOMAIN = 4


@dataclass(frozen=True)
class Rewritten:
    """A text in which stretches were replaced, with the way from old offsets to new ones."""

    text: str
    stretches: tuple[Stretch, ...] = ()

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the old text is now; one that cuts into what was replaced takes in all of it."""
        return self._moved(start, is_end=False), self._moved(end, is_end=True)

    def _moved(self, offset: int, *, is_end: bool) -> int:
        by = 0
        for stretch in self.stretches:
            if stretch.end <= offset:
                by += len(stretch.new) - (stretch.end - stretch.start)
            elif stretch.start < offset:
                return stretch.start + by + (len(stretch.new) if is_end else 0)
            else:
                break
        return offset + by


@dataclass(frozen=True)
class Disguise:
    """How one case is rewritten: its names, its days, and what stands for what in the whole export."""

    pseudonyms: Pseudonyms
    names: NamesOf
    received: date
    shift: timedelta

    def rewritten(self, text: str) -> Rewritten:
        """Return a text with everything replaced that points at somebody."""
        stretches = tuple(_one_after_another(self._found(text), len(text)))
        made: list[str] = []
        last = 0
        for stretch in stretches:
            made += [text[last : stretch.start], stretch.new]
            last = stretch.end
        return Rewritten("".join((*made, text[last:])), stretches)

    def answer(self, answer: Answer) -> Answer:
        """Return a value rewritten: days are moved, words are replaced as in the text, all else stays."""
        if isinstance(answer, tuple):
            return tuple(str(self.answer(part)) for part in answer)
        if not isinstance(answer, str):
            return answer
        if _DAY.fullmatch(answer):
            return moved(date.fromisoformat(answer), self.received, self.shift, self.pseudonyms).isoformat()
        return self.rewritten(answer).text

    def _found(self, text: str) -> Iterator[Stretch]:
        for stretch in (*find_days(text, self.received, self.shift, self.pseudonyms), *find_numbers(text)):
            yield stretch if stretch.new else stretch._replace(new=self._for(stretch, text))
        words = sorted(self.names.find(text))
        for word, later in zip_longest(words, words[1:]):
            is_first = later is not None and text[word.end : later.start] == " "
            yield Stretch(word.start, word.end, Kind.NAME, self.pseudonyms.name(word.typed, is_first=is_first))
        for start, end in initials(text, words):
            yield Stretch(start, end, Kind.NAME, self.pseudonyms.code(text[start:end]))

    def _for(self, stretch: Stretch, text: str) -> str:
        typed = text[stretch.start : stretch.end]
        makers: dict[Kind, Callable[[str], str]] = {
            Kind.MAIL: self.address,
            Kind.WEB: self._web,
            Kind.NETWORK: lambda one: "203.0.113." + str(int(self.pseudonyms.code(one.rpartition(".")[2])) % 250 + 1),
            Kind.PHONE: self._phone,
            Kind.POSTCODE: lambda one: self.pseudonyms.code(one, is_postcode=True),
        }
        return makers.get(stretch.kind, self.pseudonyms.code)(typed)

    def address(self, typed: str) -> str:
        """Return a mail address of the fictional person and school, under .example."""
        local, _, domain = typed.partition("@")
        return f"{self._parts(local)}@{self._domain(domain)}" if domain else self._parts(local)

    def _parts(self, local: str) -> str:
        """Return the local part of an address by its words; short ones are initials."""
        return re.sub(r"[^\W_]+", lambda match: self._part(match[0]), local)

    def _part(self, word: str) -> str:
        if not word.isalpha() or len(word) <= 2:  # noqa: PLR2004 - an initial or two
            return self.pseudonyms.code(word)
        return word if word.casefold() in _PLAIN else self.pseudonyms.name(word)

    def _domain(self, domain: str) -> str:
        """Return a domain whose letters are those of the fictional school where the old one's were the school's."""
        label = domain.casefold().partition(".")[0].replace("-", "")
        known = sorted((word for word in self.names.all() if len(word) >= _SHORTEST_IN_DOMAIN), key=len, reverse=True)
        pattern = "|".join(re.escape(re.sub(r"\W", "", word)) for word in known)
        made, count = re.subn(pattern, lambda match: self._plain(match[0]), label) if known else (label, 0)
        return (made if count else self._plain(label)) + _ENDING

    def _plain(self, word: str) -> str:
        return re.sub(r"\W", "", self.pseudonyms.name(word)).casefold()

    def _web(self, typed: str) -> str:
        match = re.match(r"(https?://)?(www\.)?([^/]+)(/.*)?", typed, re.IGNORECASE | re.DOTALL)
        if match is None:
            return "www.page" + _ENDING
        return f"{match[1] or ''}{match[2] or ''}{self._domain(match[3])}{'/page' if match[4] else ''}"

    def _phone(self, typed: str) -> str:
        """Return a telephone number of those that Ofcom keeps for fiction, with the spaces of the old one."""
        digits = sum(character.isdecimal() for character in typed)
        is_mobile = re.sub(r"\D", "", typed).removeprefix("44").lstrip("0").startswith("7")
        kept = "07700900" if is_mobile else "01632960"
        wanted = iter(
            (kept + self.pseudonyms.code("".join(filter(str.isdecimal, typed)))[-3:])[-digits:].ljust(digits, "0")
        )
        return "".join(next(wanted) if character.isdecimal() else character for character in typed.lstrip("+"))


_WORDS_OF_ADDRESSES = (
    "head headteacher office admin info enquiries reception exams finance school secretary it support dpo noreply reply"
    " staff mail hr library bursar mr mrs ms miss mx dr the of and prof rev sir st saint primary academy high college"
    " junior infant infants nursery ysgol team department contact data incident incidents dataloss helpdesk"
)
_PLAIN = frozenset(_WORDS_OF_ADDRESSES.split())
"""Words of an address that name nobody."""


def _one_after_another(found: Iterable[Stretch], length: int) -> Sequence[Stretch]:
    """Return the stretches of a text in their order; of those that overlap the one that was found first."""
    taken = bytearray(length)
    kept: list[Stretch] = []
    for stretch in found:
        if not any(taken[stretch.start : stretch.end]):
            taken[stretch.start : stretch.end] = b"\1" * (stretch.end - stretch.start)
            kept.append(stretch)
    return sorted(kept)


def moved_span(span: Span, texts: Mapping[str, Rewritten]) -> Span | None:
    """Return a span at its place in the rewritten text; None where it isn't of these texts."""
    if (rewritten := texts.get(span.source)) is None:
        return None
    start, end = rewritten.place(span.start, span.end)
    return Span(source=span.source, start=start, end=end, text=rewritten.text[start:end])


def moved_spans(candidate: Candidate, texts: Mapping[str, Rewritten]) -> Sequence[Span]:
    """Return a candidate's spans at their new places."""
    return [span for old in candidate.spans if (span := moved_span(old, texts)) is not None]
