"""The grounds of a reply: which lines are the writer's, which are ours with ">", and which are ours without a mark."""

import bisect
import re
from collections.abc import Iterator, Sequence

from nlp.answering.phrases import Role
from nlp.answering.printed import Printed
from nlp.message.lines import Line, Part
from nlp.message.quoted import marked_lines
from nlp.message.thread_heads import thread_head

_FEWEST_TO_BE_COPIED = 2
_SURELY_OURS = 5
"""Sentences of ours with this many words nobody writes by chance; shorter ones only count among others."""
_OURS_ALONE = 7
"""So many where it stands alone in the writer's own text."""
_HEAD_LINES = 6
_LOOKS_LIKE_HEAD = re.compile(r"[^:]{2,20}:\s[^:]{0,120}@|.{0,160}(?:@|\d[:.h]\d\d)[^\n]{0,160}:\s*$|\s*[_-]{5,}\s*$")


def is_surely_ours(one: Printed) -> bool:
    """Tell whether a phrase can only stand in a mail of ours: a question may be anybody's."""
    return one.phrase.role is Role.SENTENCE and len(one.phrase.words) >= _SURELY_OURS


class Ground:
    """A message by its lines. `end` is where the mail ends that it answers: older ones below are not looked at."""

    def __init__(self, low: str, lines: Sequence[Line], parts: list[Part]) -> None:
        self.low, self._lines, self._parts = low, lines, parts
        self._starts = [line.start for line in lines]
        self._marked = marked_lines(lines)
        self.end = lines[-1].end if lines else 0

    def mark_copy(self, printed: Sequence[Printed], *, knows_all: bool) -> None:
        """Mark as quoted the lines of our mail that stand without head and ">", and find where our mail ends.

        With `knows_all`, what stands below our mail and nothing above it is the writer's: our last words are known.
        """
        alone = [one for one in printed if is_surely_ours(one) and self._is_own(one.start)]
        if len({self._number(one.start) for one in alone}) >= _FEWEST_TO_BE_COPIED:
            first = self._with_head(self._number(alone[0].start))
            for number in range(first, len(self._lines)):
                if self._parts[number] is not Part.QUOTED:
                    self._parts[number] = Part.QUOTED
        self.end = self._end_of_first(printed)
        if knows_all:
            self._open_below(printed)

    def lines_between(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the lines between two offsets, the first and the last cut short."""
        for number in range(self._number(start), len(self._lines)):
            line = self._lines[number]
            if line.start >= end:
                return
            yield max(line.start, start), min(line.end, end)

    def is_copied(self, offset: int) -> bool:
        """Tell whether an offset is on copied ground: quoted, and no mark says so."""
        number = self._number(offset)
        return self._parts[number] is Part.QUOTED and not self._is_marked(number)

    def is_writers(self, offset: int, *, behind: bool) -> bool:
        """Tell whether a line is the writer's; on copied ground it is where it follows (`behind`) a question."""
        number = self._number(offset)
        if self._parts[number] is Part.QUOTED:
            return behind and not self._is_marked(number)
        return self._parts[number] is Part.OWN

    def ours(self, printed: Sequence[Printed]) -> Iterator[tuple[int, int]]:
        """Yield our own words on the writer's ground: pasted, or wrapped so that their end lost its ">"."""
        for one in printed:
            last = self._number(max(one.end - 1, one.start))
            if self._parts[last] is Part.QUOTED:
                continue
            line = self._lines[last]
            starts_above = one.start < line.start and not self._is_own(one.start)
            is_below = last > 0 and self._is_marked(last - 1)
            if starts_above or (is_below and not re.search(r"[.?!]", self.low[line.start : one.start])):
                yield (line.start if starts_above else min(one.start, line.start)), one.end
            elif one.phrase.role is Role.QUESTION or (is_surely_ours(one) and len(one.phrase.words) >= _OURS_ALONE):
                yield one.start, one.end

    def _with_head(self, number: int) -> int:
        """Return the line where a copy begins: with the head above it, in whatever language that is."""
        above = range(max(number - _HEAD_LINES, 0), number)
        return next((line for line in above if _LOOKS_LIKE_HEAD.match(self._lines[line].low)), number)

    def _end_of_first(self, printed: Sequence[Printed]) -> int:
        """Return where the next older message begins below the first of our words on copied ground."""
        first = next((one for one in printed if self.is_copied(one.start)), None)
        if first is None:
            return self.end
        low = [line.low for line in self._lines]
        for number in range(self._number(first.start) + 1, len(low)):
            if not self._is_marked(number) and thread_head(low, number):
                return self._lines[number].start
        return self.end

    def _open_below(self, printed: Sequence[Printed]) -> None:
        if any(part is Part.OWN and line.bare for part, line in zip(self._parts, self._lines, strict=True)):
            return
        inside = [one for one in printed if one.start < self.end]
        if not inside or not self.is_copied(inside[-1].start) or not is_surely_ours(inside[-1]):
            return
        for number in range(self._number(inside[-1].end) + 1, len(self._lines)):
            if self._lines[number].start < self.end and not self._is_marked(number):
                self._parts[number] = Part.OWN

    def _number(self, offset: int) -> int:
        return max(bisect.bisect_right(self._starts, offset) - 1, 0)

    def _is_own(self, offset: int) -> bool:
        return self._parts[self._number(offset)] is not Part.QUOTED

    def _is_marked(self, number: int) -> bool:
        return self._marked[number]
