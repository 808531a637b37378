"""Text as the rules see it: one character for one character of what was typed, so that every offset stays true."""

import bisect
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from nlp.message.dictated import punctuated
from nlp.places import Places

MAX_CHARACTERS = 40_000
"""How much of a source is read. A report of ten pages has about 30,000 characters; what is cut is said (`text.cut`)."""
MAX_SENTENCES = 600
"""How many sentences are looked at."""
MAX_MATCHES = 200
"""How many hits of one rule are looked at."""

_FOLD = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u2022\u25cf\u25aa\u00b7", "*"),
        **dict.fromkeys("\u2028\u2029\u0085\u000b\u000c", "\n"),
        **dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000\ufeff\r", " "),
        **dict.fromkeys(map(chr, range(0x2000, 0x2010)), " "),
        **dict.fromkeys(map(chr, range(0x202A, 0x202F)), " "),
        **dict.fromkeys(map(chr, range(0x2060, 0x2070)), " "),
        **{chr(code): " " for code in (*range(9), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0))},
    }
)


UPPER = "A-ZÀ-ÖØ-Þ" + "".join(chr(code) for code in range(0x100, 0x180) if chr(code).isupper())
"""The capitals of Latin scripts, for use inside a character class."""


def fold(raw: str) -> str:
    """Return text with plain quotes, dashes and spaces, as long as it was."""
    return raw.translate(_FOLD)


def lower(text: str) -> str:
    """Lower the case, as long as it was (some capitals would become two characters)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)


class Hit(NamedTuple):
    """Where a rule matched on a page."""

    page: "Page"
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words as typed."""
        return self.page.raw[self.start : self.end]

    @property
    def low(self) -> str:
        """The words as the rules see them."""
        return self.page.low[self.start : self.end]

    def record(self) -> dict[str, object]:
        """Return the parts of the `Span` that a value carries."""
        page, start, end = self
        return {"source": page.source, "start": start, "end": end, "text": page.raw[start:end]}


_NOTHING: Iterator[Hit] = iter(())


@dataclass(frozen=True)
class Page:
    """One source ("subject" or "body") with everything blanked that is not the writer's own report.

    `raw` is as typed; `cased` and `low` have the same length, and spaces where the writer doesn't speak. `starts` are
    the offsets at which sentences begin.
    """

    source: str
    raw: str
    cased: str
    low: str
    starts: Sequence[int]
    bounds: Sequence[int] = field(default=(), repr=False)

    def hits(self, pattern: re.Pattern[str], group: int | str = 0) -> Iterator[Hit]:
        """Return where a lower-case pattern matches, the first MAX_MATCHES of them."""
        found = self._places.matches(pattern)
        if not found:
            return _NOTHING
        return iter([Hit(self, *match.span(group)) for match in found[:MAX_MATCHES] if match.start(group) >= 0])

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Return the matches of a lower-case pattern, all of them."""
        return iter(self._places.matches(pattern))

    def matches_within(self, pattern: re.Pattern[str], start: int, end: int) -> Iterator[re.Match[str]]:
        """Return the matches of a lower-case pattern in a stretch of the page, which for it ends there."""
        return iter(self._places.matches_within(pattern, start, end))

    def may_match(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether a lower-case pattern has to be tried; quick, and never wrong in saying no."""
        return self._places.may_match(pattern)

    def worth_trying(self, keys: AbstractSet[int]) -> set[int]:
        """Return which of some patterns, known by identity, have to be tried: quicker than to ask of each."""
        return self._places.worth_trying(keys)

    def hits_of(self, patterns: Mapping[int, re.Pattern[str]]) -> Mapping[int, Sequence[Hit]]:
        """Return the hits of those of some patterns, known by identity, that match: quicker than to ask for each."""
        found = self._places.matches_of(patterns)
        return {key: [Hit(self, *match.span()) for match in every[:MAX_MATCHES]] for key, every in found.items()}

    @cached_property
    def _places(self) -> Places:
        return Places(self.low)

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """Return where the sentence around an offset starts and ends."""
        index = max(bisect.bisect_right(self.starts, offset) - 1, 0)
        start = self.starts[index] if self.starts else 0
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.low)
        return start, end

    def sentence_number(self, offset: int) -> int:
        """Return the number of the sentence around an offset, from 0."""
        return max(bisect.bisect_right(self.starts, offset) - 1, 0)

    def sentences(self) -> Iterator[Hit]:
        """Yield the sentences that hold a word, without their outer spaces."""
        for number, start in enumerate(self.starts[:MAX_SENTENCES]):
            end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.low)
            if trimmed := self.trim(start, end):
                yield trimmed

    def trim(self, start: int, end: int) -> Hit | None:
        """Return a stretch without spaces at its ends, or None where nothing is left."""
        inside = self.low[start:end]
        if not inside.strip():
            return None
        return Hit(self, start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip()))

    def before(self, offset: int, limit: int = 60) -> str:
        """Return what stands before an offset in its sentence, at most `limit` characters."""
        start, _ = self.sentence_at(offset)
        return self.low[max(start, offset - limit) : offset]

    def after(self, offset: int, limit: int = 60) -> str:
        """Return what follows an offset in its sentence, at most `limit` characters."""
        _, end = self.sentence_at(max(offset - 1, 0))
        return self.low[offset : min(end, offset + limit)]


_BREAK = re.compile(
    r"[.!?\n](?:"  # by the first sign alone most of a text is passed over
    r"(?<!\n)[.!?]*[\"')\]]{0,3}(?=\s)\s*"  # the end of a sentence
    r"|(?<=\n)\s{0,200}\n\s*"  # an empty line
    r"|(?<=\n)(?=[ \t]{0,8}(?:[-*+>]|\d{1,2}[.)])[ \t])[ \t]*"  # a list
    r")"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|st|no|nos|approx|e\.g|i\.e|eg|ie|ref|tel|ext|fr|rev|prof|inc|vs|yr|dept|est)|\b[a-z])$"
)


def sentence_starts(low: str) -> tuple[int, ...]:
    """Return where sentences begin. A line break is one only between short lines: mail programs wrap long ones."""
    starts = [0]
    for match in _BREAK.finditer(low):
        if low[match.start()] == "." and _ABBREVIATION.search(low, max(0, match.start() - 8), match.start()):
            continue
        if match.end() < len(low):
            starts.append(match.end())
        if len(starts) >= MAX_SENTENCES:
            break
    return tuple(starts)


_UNREADABLE = re.compile(r"[^\W_]{81,}|[^\w\s]{21,}|\s{200,}")
"""No word is that long, nor any row of signs or gap: nothing is lost, and no rule can spend long on them."""
_MOST_SIGNS, _SHORTEST_GAP = 20, 200
_LONG_GAP = re.compile(rf"\s{{{_SHORTEST_GAP}}}")


def _blank(match: re.Match[str]) -> str:
    """Return spaces of the same length, which begin with an empty line where there was one."""
    breaks = "\n\n" if match[0].count("\n") > 1 else ""
    return breaks + " " * (len(match[0]) - len(breaks))


def page(
    source: str, raw: str, own: Iterable[tuple[int, int]], breaks: Iterable[int] = (), folded: str | None = None
) -> Page:
    """Build a page from the stretches of `raw` that are the writer's own, with further sentence breaks.

    `folded` is the beginning of `raw` as `fold` returns it, where that is known.
    """
    stretches = sorted(own)
    cased = _only(fold(raw[:MAX_CHARACTERS]) if folded is None else folded, stretches)
    if not stretches:
        return Page(source, raw, cased, cased, (0,))
    if not _is_readable(cased):
        cased = _UNREADABLE.sub(_blank, cased)
    cased = punctuated(cased)
    low = lower(cased)
    starts = sorted({*sentence_starts(low), *(offset for offset in breaks if offset < len(low))})
    return Page(source, raw, cased, low, tuple(starts))


def _only(folded: str, stretches: Sequence[tuple[int, int]]) -> str:
    """Return a text with spaces in place of all that lies outside of some stretches, its line breaks kept."""
    pieces: list[str] = []
    place = 0
    for start, end in stretches:
        if end > place:
            pieces += (_spaces(folded[place:start]), folded[max(start, place) : end])
            place = end
    return "".join((*pieces, _spaces(folded[place:])))


def _spaces(text: str) -> str:
    return "\n".join([" " * len(line) for line in text.split("\n")])


def _is_readable(text: str) -> bool:
    """Tell quickly whether nothing in a text needs to be blanked."""
    lengths = list(map(len, text.split()))
    spaces = len(text) - sum(lengths)
    may_have_gap = spaces - len(lengths) >= _SHORTEST_GAP - 2  # one stands between two words, the rest in the gap
    has_gap = may_have_gap and _LONG_GAP.search(text) is not None
    return not has_gap and max(lengths, default=0) <= _MOST_SIGNS
