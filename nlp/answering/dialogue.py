"""A reply as a dialogue: what the writer put between, behind and below our own words, and to which question.

Three grounds differ. In *marked* text our words have ">" and the writer's have none. In *copied* text (Outlook, HTML)
nothing tells them apart but the words. On *own* ground the writer may have pasted a question of ours. Whatever stands
in quoted text and follows no question of ours is not the writer's.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from candour.cases.asked import Asked
from nlp.answering.entries import LONG, Kind, entry_of, fits
from nlp.answering.grounds import Ground, is_surely_ours
from nlp.answering.phrases import Role
from nlp.answering.printed import Printed, find_printed
from nlp.message.lines import Line, Part

_MOST = 120
"""Stretches of the writer's between ours: no form has so many entries."""
_LONGEST_ANSWER = 1_500
"""In characters."""
_LEAD = re.compile(
    r"[\s>|*_~=:;.,\u2022-]{0,40}(?:\[[^\]\n]{1,40}\]\s?:?|(?:my )?(?:answer|ans|reply|ateb|a)\s?[:=-]|[a-z]{2}\s?:)?"
    r"[\s>|*_~=:-]{0,10}"
)
_WORD = re.compile(r"[^\W_]")
_CLAUSE = re.compile(r"[.!;]\s+|,? (?:but|and|though|although) |, ")


@dataclass(frozen=True)
class Typed:
    """An answer: the entry's label as the rules know it, the words that asked for it, and where it stands."""

    label: str
    asked_from: int
    asked_to: int
    start: int
    end: int


@dataclass(frozen=True)
class Dialogue:
    """What a reply says in answer to our words.

    `answers` stand between or behind our questions, `free` are further words of the writer's there, `ours` are our own
    words among the writer's. `numbers` are the questions by the numbers under which they were printed. `quotes_us`
    tells whether the message holds our own mail at all.
    """

    answers: tuple[Typed, ...] = ()
    free: tuple[tuple[int, int], ...] = ()
    ours: tuple[tuple[int, int], ...] = ()
    numbers: Mapping[int, str] = field(default_factory=dict)
    quotes_us: bool = False


def read_dialogue(low: str, lines: Sequence[Line], parts: list[Part], asked: Sequence[Asked]) -> Dialogue:
    """Read what stands around our own words; marks as quoted, in `parts`, the lines of our mail that has no head."""
    printed = find_printed(low, asked)
    if not printed:
        return Dialogue(numbers=_numbers(printed, asked))
    ground = Ground(low, lines, parts)
    ground.mark_copy(printed, knows_all=bool(asked))
    reading = _Reading(ground, printed, {entry.field: entry for entry in asked})
    reading.read()
    return Dialogue(
        answers=tuple(reading.answers),
        free=tuple(reading.free),
        ours=tuple(ground.ours(printed)),
        numbers=_numbers(printed, asked),
        quotes_us=any(is_surely_ours(one) or one.phrase.role is Role.QUESTION for one in printed),
    )


def _numbers(printed: Sequence[Printed], asked: Sequence[Asked]) -> Mapping[int, str]:
    """Return the entries by number: as the quoted mail has them, or else as the newest mail to the writer had."""
    quoted = {
        one.number: one.phrase.field for one in reversed(printed) if one.number and one.phrase.role is Role.QUESTION
    }
    return quoted or {entry.number: entry.field for entry in asked if entry.number}


class _Reading:
    """One walk over our words in a message, from each to the next."""

    def __init__(self, ground: Ground, printed: Sequence[Printed], asked: Mapping[str, Asked]) -> None:
        self._ground, self._asked = ground, asked
        self._printed = [one for one in printed if one.start < ground.end or not ground.is_copied(one.start)]
        self.answers: list[Typed] = []
        self.free: list[tuple[int, int]] = []

    def read(self) -> None:
        """Give what stands behind each of our questions to that question."""
        run: list[Printed] = []
        is_asking = True
        for one, end in zip(
            self._printed, [*(later.start for later in self._printed[1:]), self._ground.end], strict=True
        ):
            role = one.phrase.role
            if role in {Role.ASKING, Role.HEADING}:
                is_asking = role is Role.ASKING
            if role is Role.QUESTION and (not run or run[-1].phrase.field != one.phrase.field):
                run.append(one)
            elif role not in {Role.QUESTION, Role.REST}:
                run = []
            takes = bool(run) and self._takes_answers(run[-1], is_asking=is_asking)
            pieces = list(self._pieces(one, end, behind=takes or role is Role.PERSONAL))
            if pieces and takes:
                self._assign(run, pieces)
            elif role is Role.PERSONAL:
                self.free += pieces
            run = [] if pieces else run
            if len(self.answers) + len(self.free) > _MOST:
                return

    def _takes_answers(self, question: Printed, *, is_asking: bool) -> bool:
        """Tell whether what follows a question can be an answer, and not a value that an older mail of ours printed."""
        if question.is_point or not self._ground.is_copied(question.start):
            return True
        known = self._asked.get(question.phrase.field)
        return is_asking and (question.number > 0 or known is None or known.is_open)

    def _pieces(self, one: Printed, end: int, *, behind: bool) -> Iterator[tuple[int, int]]:
        """Yield the writer's lines up to an offset; `behind` also what they typed into the line of our own words."""
        for number, (start, stop) in enumerate(
            self._ground.lines_between(one.end, min(end, one.end + _LONGEST_ANSWER))
        ):
            is_theirs = behind if number == 0 and start == one.end else self._ground.is_writers(start, behind=behind)
            if is_theirs and (piece := self._trimmed(start, stop)):
                yield piece

    def _trimmed(self, start: int, end: int) -> tuple[int, int] | None:
        lead = _LEAD.match(self._ground.low, start, end)
        start = lead.end() if lead else start
        if not _WORD.search(self._ground.low, start, end):
            return None
        return start, start + len(self._ground.low[start:end].rstrip())

    def _assign(self, run: Sequence[Printed], pieces: Sequence[tuple[int, int]]) -> None:
        """Give lines to the last question before them, or one each to as many questions as there are lines."""
        fields = [question.phrase.field for question in run]
        words = [self._ground.low[start:end] for start, end in pieces]
        if len(run) > 1 and len(pieces) == len(run) and all(map(fits, fields, words)):
            for question, piece in zip(run, pieces, strict=True):
                self._answer(question, [piece])
        elif fits(fields[-1], words[0]):
            self._answer(run[-1], pieces)
        else:
            self.free += pieces

    def _answer(self, question: Printed, pieces: Sequence[tuple[int, int]]) -> None:
        """Record an answer: long ones have all the lines, of others the first line answers and the rest is free."""
        entry = entry_of(question.phrase.field)
        start, end = pieces[0]
        if entry.label in LONG:
            end = pieces[-1][1]
        else:
            if entry.kind is Kind.YES_NO and (stop := _CLAUSE.search(self._ground.low, start, end)):
                self.free += [(stop.end(), end)] if _WORD.search(self._ground.low, stop.end(), end) else []
                end = stop.start()
            self.free += pieces[1:]
        self.answers.append(Typed(entry.label, question.start, question.end, start, end))
