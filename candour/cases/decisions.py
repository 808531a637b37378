"""The table of decisions: who may take each, in which state of the case, and what it must say.

| what | value | details |
|---|---|---|
| level | a level of the policy | |
| no_incident, incident, close, reopen | | close: no_measures = yes where no action is needed |
| value | an entry's id | answer = as `typed_answers` reads it (no ticks at all: none of them); known = no: not known |
| ico | report or no_report | an answer to each of the policy's `ico_questions`, by its id |
| ico_reported, data_subjects_informed | | day = YYYY-MM-DD |
| data_subjects | inform or not_inform | |
| complaint_acknowledged | | |
| route | a route's id | answer = send, told (somebody told them already) or decline; text = a word with it |
| authorise | an address | name; until = YYYY-MM-DD; evidence = yes or no; replaces what the person had |
| withdraw | an authorisation's id | |
| ask | the question | |
| note | the note | |
| acknowledge: "I have seen this" | | |
| release_name | | |
| action | what is to be done | name, address; due = YYYY-MM-DD |
| action_done, action_effective | an action's id | |
| action_ineffective | an action's id | due = YYYY-MM-DD, where it is to be done again by another day |
| step | an id of the policy's `steps` | |
| re_evaluated | reduced or not_reduced | |
| merge | the reference of the case that this one becomes a part of | |
| not_duplicate | the reference of a case that seemed to be about the same event | |

A detail that the table doesn't name is refused.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from candour.cases.access import Right
from candour.cases.case import SEEN, Case, CaseStatus

_OPEN = frozenset({CaseStatus.OPEN})
_OPEN_OR_CLOSED = frozenset({CaseStatus.OPEN, CaseStatus.CLOSED})
_NOT_OVER = frozenset({CaseStatus.OPEN, CaseStatus.PROPOSED_NO_INCIDENT})
_NOT_CLOSED = frozenset({CaseStatus.OPEN, CaseStatus.PROPOSED_NO_INCIDENT, CaseStatus.NO_INCIDENT})
_ANY = frozenset(CaseStatus)


class DecisionRule(NamedTuple):
    """One kind of decision. `says_why` where the value itself is the reason (a note, a question, an action).

    `says_all` where that it was said is all that there is to say, and no reason is asked for.
    """

    right: Right
    statuses: frozenset[CaseStatus] = _OPEN
    values: frozenset[str] = frozenset()
    details: frozenset[str] = frozenset()
    says_why: bool = False
    says_all: bool = False
    becomes: CaseStatus | None = None


DECISIONS: Mapping[str, DecisionRule] = {
    "level": DecisionRule(Right.CLASSIFY),
    "no_incident": DecisionRule(
        Right.DECIDE,
        _NOT_OVER,
        becomes=CaseStatus.NO_INCIDENT,
    ),
    "incident": DecisionRule(
        Right.DECIDE,
        frozenset({CaseStatus.PROPOSED_NO_INCIDENT, CaseStatus.NO_INCIDENT}),
        becomes=CaseStatus.OPEN,
    ),
    "value": DecisionRule(Right.DECIDE, _NOT_CLOSED, details=frozenset({"answer", "known"})),
    "ico": DecisionRule(Right.DECIDE, values=frozenset({"report", "no_report"})),
    "ico_reported": DecisionRule(Right.DECIDE, details=frozenset({"day"})),
    "data_subjects": DecisionRule(Right.DECIDE, values=frozenset({"inform", "not_inform"})),
    "data_subjects_informed": DecisionRule(Right.DECIDE, details=frozenset({"day"})),
    "complaint_acknowledged": DecisionRule(Right.DECIDE, _NOT_CLOSED),
    "route": DecisionRule(Right.DECIDE, _OPEN_OR_CLOSED, details=frozenset({"answer", "text"})),
    "authorise": DecisionRule(Right.AUTHORISE, details=frozenset({"name", "until", "evidence"})),
    "withdraw": DecisionRule(Right.AUTHORISE, _ANY),
    "ask": DecisionRule(Right.DECIDE, _NOT_CLOSED, says_why=True),
    "release_name": DecisionRule(Right.DECIDE, _ANY),
    "note": DecisionRule(Right.NOTE, _ANY, says_why=True),
    SEEN: DecisionRule(Right.NOTE, _NOT_CLOSED, says_all=True),
    "action": DecisionRule(Right.DECIDE, details=frozenset({"name", "address", "due"}), says_why=True),
    "action_done": DecisionRule(Right.DECIDE),
    "action_effective": DecisionRule(Right.DECIDE),
    "action_ineffective": DecisionRule(Right.DECIDE, details=frozenset({"due"})),
    "step": DecisionRule(Right.NOTE, _NOT_CLOSED),
    "close": DecisionRule(Right.CLOSE, details=frozenset({"no_measures"}), becomes=CaseStatus.CLOSED),
    "reopen": DecisionRule(Right.REOPEN, frozenset({CaseStatus.CLOSED}), becomes=CaseStatus.OPEN),
    "re_evaluated": DecisionRule(Right.DECIDE, _OPEN_OR_CLOSED, values=frozenset({"reduced", "not_reduced"})),
    "merge": DecisionRule(Right.DECIDE, _NOT_OVER, becomes=CaseStatus.CLOSED),
    "not_duplicate": DecisionRule(Right.DECIDE, _NOT_OVER),
}
"""What may be decided; the ids are those of `Order.what`."""
OF_MERGED = frozenset({"note", "withdraw"})
"""What may still be decided about a case that was merged into another one: everything else is decided there."""


def may_be_decided(what: str, case: Case, rights: Collection[Right]) -> bool:
    """Tell whether a decision can be offered: rights and the case's state allow it."""
    rule = DECISIONS[what]
    if case.merged_into is not None and what not in OF_MERGED:
        return False
    return rule.right in rights and case.status in rule.statuses
