"""What was already done about it: the writer's own words, clause by clause (`remedies` says how a clause is judged)."""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from candour.cases.facts import Method
from nlp.message.answers import PROSE
from nlp.message.layout import Layout
from nlp.outcome.clauses import Clause, clauses_of
from nlp.outcome.judging import judge
from nlp.outcome.remedies import Look, looks_of
from nlp.reading import Reading
from nlp.statistics.model import load
from nlp.statistics.odds import confidence_of
from nlp.text import Hit

MAX_CLAUSES = 300
"""How many clauses of a report are judged."""
_SHOWN_FROM = (0.2, 0.27, 0.35, 0.45)
"""From which probability the likeliest clause is shown, the second, the third, and any further one: reports tell of
one or two actions. At these the lessons' actions are found best (F1) in styles that the model had not seen."""
_ANSWER_FROM = 0.05
"""Whoever answers what was done says little else."""
_OFFERED_FROM = 0.1
_USUAL = 0.3
"""So likely its neighbour must be an action for a clause to be thought one rather than before."""
_TOLD_MANAGEMENT = re.compile(
    r"(?:told|informed|notified|rang|phoned|emailed|e-mailed|spoke(?:n)? (?:to|with)|contacted|let|asked|called|advised"
    r"|messaged|texted|report(?:ed)?(?: (?:it|this))? to|alerted|made|flagged (?:it|this) to)"
    r" (?:it |this )?(?:also )?(?:my |the |our |his |her |their )?(?:own )?"
    r"(?:line manager|manager|head ?teacher|head(?! office)|deputy|principal|slt|dsl|dpo|bursar|supervisor|boss|chair"
    r"|governors?|school business manager|senior|data protection|you|me|us)\b(?! to (?:delete|remove|take|change))"
)
"""To tell management, or to be told, is no action; to have them undo it is one."""
_NOT_DONE = re.compile(
    r"(?:\b(?:not|never|nothing|nobody|no one|none|cannot|havent|hasnt|didnt|wasnt|isnt|wont)\b|n't\b)"
)
_KINDS = frozenset({"action", "recovered", "complaint"})


def read_actions(reading: Reading) -> None:
    """Read remedial_action: a tick for each thing done, in the writer's words."""
    rule = f"action.{load('remedies').version}"
    pairs, likelihood = list(clauses_seen(reading.layout)), judge().likelihood
    alone = [0.0 if is_no_action(clause) else likelihood(look) for clause, look in pairs]
    likely = together(alone)
    for (clause, look), one, shown_from in zip(pairs, likely, thresholds(likely), strict=True):
        answers = bool(reading.asked) and "kind:action" in look.features
        if one >= (_ANSWER_FROM if answers else _OFFERED_FROM):
            reading.tick(
                "remedial_action",
                clause.words.text,
                confidence_of(one, _ANSWER_FROM if answers else shown_from),
                rule,
                [clause.words],
                method=Method.MODEL,
            )


def thresholds(likely: Sequence[float]) -> list[float]:
    """Return from which probability each clause is shown, by its place among all from the likeliest down."""
    places = sorted(range(len(likely)), key=lambda place: -likely[place])
    ranks = {place: rank for rank, place in enumerate(places)}
    return [_SHOWN_FROM[min(ranks[place], len(_SHOWN_FROM) - 1)] for place in range(len(likely))]


def together(likely: Sequence[float]) -> list[float]:
    """Raise what stands beside an action, and lower what stands alone: actions are told one after the other."""
    padded = [0.0, *likely, 0.0]
    return [
        _moved(one, max(before, after) - _USUAL) if one else 0.0
        for before, one, after in zip(padded, likely, padded[2:], strict=False)
    ]


def _moved(likely: float, by: float) -> float:
    """Move a probability by log-odds."""
    odds = likely / max(1.0 - likely, 1e-9) * math.exp(by)
    return odds / (1.0 + odds)


def is_no_action(clause: Clause) -> bool:
    """Tell whether a clause says that management was told, or that something was not done."""
    said = clause.words.low
    return bool(_TOLD_MANAGEMENT.match(said) or _NOT_DONE.search(" ".join(said.split()[:3])))


def clauses_seen(layout: Layout) -> Iterator[tuple[Clause, Look]]:
    """Yield the clauses of the report and of the answers that are no part of it, and what each looks like."""
    asked = [(answer.field, answer.value) for answer in layout.answers if answer.value]
    stretches = [("text", Hit(layout.body, 0, len(layout.body.low)))]
    stretches += [(field if field in _KINDS else "answer", value) for field, value in asked if field not in PROSE]
    actions = [value for field, value in asked if field == "action"]
    yield from islice((pair for kind, hit in stretches for pair in _of_stretch(kind, hit, actions)), MAX_CLAUSES)


def _of_stretch(kind: str, stretch: Hit, actions: Sequence[Hit]) -> Iterator[tuple[Clause, Look]]:
    clauses = list(clauses_of(stretch.page, stretch.start, stretch.end))
    kinds = [
        "action" if any(answer.start <= clause.start < answer.end for answer in actions) else kind for clause in clauses
    ]
    return zip(clauses, looks_of(clauses, kinds), strict=True)
