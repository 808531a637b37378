"""A case's line of the register in words: what digest, today and register show without opening the case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from candour.cases.case import CaseStatus
from candour.cases.policy import Policy
from candour.cases.ports import RegisterEntry
from candour.cases.showing.answers import option_label
from candour.cases.showing.case_views import level_in_words
from candour.cases.showing.words import id_in_words, moment_in_words, noted_in_words, number_in_words

STATUSES: Mapping[CaseStatus, str] = {
    CaseStatus.OPEN: "Open",
    CaseStatus.PROPOSED_NO_INCIDENT: "Taken for no incident, waits for a decision",
    CaseStatus.NO_INCIDENT: "No incident",
    CaseStatus.CLOSED: "Closed",
}
PART_OF_ANOTHER = "Closed: part of another case"
NEEDS: Mapping[str, str] = {
    "duplicate": "Say whether this is the same incident as another case",
    "incident": "Say whether this is an incident",
    "level": "Decide the level",
    "ico": "Decide whether the ICO is told",
    "ico_report": "Tell the ICO and record it",
    "data_subjects": "Decide whether the people concerned are told",
    "data_subjects_report": "Tell the people concerned and record it",
    "complaint": "Acknowledge the complaint",
    "proposals": "Decide who else is told",
    "message": "Read the new message",
    "undelivered": "See what could not be delivered",
    "re_evaluation": "Look at the case again and record it",
}
"""The codes of `register.needs` as something to do."""


@dataclass(frozen=True)
class LineView:
    """A line in words; `due` is the first clock that nobody has met, `passed` that its time is over."""

    reference: str
    school: str
    status: str
    opened: str
    kind: str
    level: str
    score: str
    clock: str
    due: str
    passed: bool
    action_due: str
    needs: tuple[str, ...]


def line_in_words(entry: RegisterEntry, policy: Policy, school: str, now: datetime) -> LineView:
    """Return a line as people read it; `school` is the school's name."""
    return LineView(
        reference=entry.reference,
        school=school,
        status=status_in_words(entry.status, is_part=entry.merged_into is not None),
        opened=noted_in_words(entry.opened_at, only_day=entry.anonymous),
        kind=type_in_words(policy, entry.incident_type),
        level=level_in_words(entry.level) if entry.level else "none",
        score="" if entry.score is None else number_in_words(entry.score),
        clock=clock_in_words(policy, entry.next_deadline_id),
        due=moment_in_words(entry.next_deadline) if entry.next_deadline else "",
        passed=entry.next_deadline is not None and entry.next_deadline <= now,
        action_due=moment_in_words(entry.action_due) if entry.action_due else "",
        needs=needs_in_words(entry.needs),
    )


def status_in_words(status: CaseStatus, *, is_part: bool) -> str:
    """Return where a case stands; `is_part` where it was merged into another one."""
    return PART_OF_ANOTHER if is_part else STATUSES[status]


def needs_in_words(needs: tuple[str, ...]) -> tuple[str, ...]:
    """Return what waits for somebody, as things to do."""
    return tuple(NEEDS.get(code) or id_in_words(code).capitalize() for code in needs)


def type_in_words(policy: Policy, incident_type: str | None) -> str:
    """Return the type of incident as the form prints it; "not known" where it is open."""
    if not incident_type:
        return "not known"
    field = policy.field("incident_type")
    return option_label(field, incident_type) if field else id_in_words(incident_type)


def clock_in_words(policy: Policy, deadline_id: str | None) -> str:
    """Return the label of a clock; empty where none runs."""
    if not deadline_id:
        return ""
    labels = {rule.id: rule.label for rule in policy.deadlines}
    return labels.get(deadline_id) or id_in_words(deadline_id)
