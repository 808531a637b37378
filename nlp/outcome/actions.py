"""What was already done about it: the writer's own words, clause by clause (`remedies` says how a clause is judged)."""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from candour.cases.facts import Method
from nlp.message.answers import PROSE
from nlp.message.layout import Layout
from nlp.outcome.clause_words import Words
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
_MAY_DENY = re.compile(r"n(?:o|e|'?t)")
"""Stands in whatever _NOT_DONE finds, and is looked for sooner."""
_KINDS = frozenset({"action", "recovered", "complaint"})


def read_actions(reading: Reading) -> None:
    """Read remedial_action: a tick for each thing done, in the writer's words."""
    rule = f"action.{load('remedies').version}"
    known, likelihood = judge().words, judge().likelihood
    pairs = clauses_seen(reading.layout, known)
    likely = together([0.0 if is_no_action(clause) else likelihood(look) for clause, look in pairs])
    for (clause, look), one, shown_from in zip(pairs, likely, thresholds(likely), strict=True):
        answers = bool(reading.asked) and look.kind == "action"
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
    shown_from = [_SHOWN_FROM[-1]] * len(likely)
    for place, one in zip(sorted(range(len(likely)), key=likely.__getitem__, reverse=True), _SHOWN_FROM, strict=False):
        shown_from[place] = one
    return shown_from


def together(likely: Sequence[float]) -> list[float]:
    """Raise what stands beside an action, and lower what stands alone: actions are told one after the other."""
    beside = map(max, [0.0, *likely], [*likely[1:], 0.0])
    return [_moved(one, most - _USUAL) if one else 0.0 for one, most in zip(likely, beside, strict=False)]


def _moved(likely: float, by: float) -> float:
    """Move a probability by log-odds."""
    odds = likely / max(1.0 - likely, 1e-9) * math.exp(by)
    return odds / (1.0 + odds)


def is_no_action(clause: Clause) -> bool:
    """Tell whether a clause says that management was told, or that something was not done."""
    said = clause.said()
    if _TOLD_MANAGEMENT.match(said):
        return True
    return _MAY_DENY.search(said) is not None and _NOT_DONE.search(" ".join(said.split()[:3])) is not None


def clauses_seen(layout: Layout, known: Words) -> list[tuple[Clause, Look]]:
    """Return the clauses of the report and of the answers that are no part of it, and what each looks like."""
    asked = [(answer.field, value) for answer in layout.answers if (value := answer.value)]
    stretches = [("text", Hit(layout.body, 0, len(layout.body.low)))]
    stretches += [(field if field in _KINDS else "answer", value) for field, value in asked if field not in PROSE]
    actions = [value for field, value in asked if field == "action"]
    return list(
        islice(chain.from_iterable(_of_stretch(kind, hit, actions, known) for kind, hit in stretches), MAX_CLAUSES)
    )


def _of_stretch(kind: str, stretch: Hit, actions: Sequence[Hit], known: Words) -> Iterator[tuple[Clause, Look]]:
    clauses = list(clauses_of(*stretch))
    kinds = [kind] * len(clauses)
    for action in actions:
        for place, clause in enumerate(clauses):
            if action.start <= clause.start < action.end:
                kinds[place] = "action"
    return zip(clauses, looks_of(clauses, kinds, known), strict=True)
