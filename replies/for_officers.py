"""What somebody is told who was given an action, or was let in to investigate: nothing of the case itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from candour.cases.case import Action, Case
from candour.cases.dispatch import Dispatch
from candour.cases.routing import first_free
from candour.cases.showing import telling
from candour.cases.showing.case_views import role_title
from candour.cases.showing.confidential import is_all_confidential
from candour.cases.showing.steps import action_of, authorisation_of, step_id
from candour.cases.showing.withholding import is_name_withheld
from candour.cases.showing.words import LONDON, day_in_words, moment_in_words, one_line, plain

_OVER = 100


@dataclass(frozen=True)
class Given:
    """An action as its officer reads it. `stage` says why they read it now."""

    text: str
    due: str
    by: str
    stage: str


def action(dispatch: Dispatch, now: datetime) -> Mapping[str, object]:
    """Return the context of an action (R114): its text, its day, who gave it."""
    case = dispatch.case
    title, _ = telling.contact(dispatch)
    found = ((topic, action_of(case, topic)) for topic in dispatch.notice.topics)
    return {
        "given": tuple(_given(case, entry, topic, title, now) for topic, entry in found if entry is not None),
        "contact_title": title,
    }


def _given(case: Case, entry: Action, topic: str, title: str, now: datetime) -> Given:
    return Given(
        text=plain(entry.text),
        due=day_in_words(entry.due_at.astimezone(LONDON).date()),
        by=_giver(case, entry) or title,
        stage=_stage(entry, step_id(topic).stage, now),
    )


def _giver(case: Case, entry: Action) -> str:
    """Return who gave it: the decision of that moment made it."""
    people = (decision.person for decision in case.decisions if (decision.what, decision.at) == _mark(entry))
    return one_line(next(people, ""))


def _mark(entry: Action) -> tuple[str, datetime]:
    return "action", entry.assigned_at


def _stage(entry: Action, stage: int, now: datetime) -> str:
    if entry.done_at is not None:
        return "done"
    if entry.due_at <= now:
        return "overdue"
    return "due now" if stage >= _OVER else "due soon" if stage else "new"


def authorisation(dispatch: Dispatch, now: datetime) -> Mapping[str, object]:
    """Return the context of an investigator's leave (R40, R41): until when, what they may see, who gets the report."""
    case, policy = dispatch.case, dispatch.policy
    entries = (authorisation_of(case, topic) for topic in dispatch.notice.topics)
    entry = next((entry for entry in entries if entry is not None), None)
    title, people = telling.contact(dispatch)
    return {
        "until": moment_in_words(entry.until) if entry else "",
        "ended": entry is None or entry.until <= now,
        "files": entry is not None and entry.evidence,
        "address": dispatch.recipients[0].address if dispatch.recipients else "",
        "duty": policy.investigator,
        "report_to": _reads_the_report(dispatch, title),
        "withheld": is_name_withheld(case.facts) and not is_all_confidential(case),
        "contact_title": title,
        "contacts": tuple((one_line(person.name), person.address) for person in people),
    }


def _reads_the_report(dispatch: Dispatch, contact_title: str) -> str:
    """Return who gets the investigator's report: who decides (saints-cardiff 3.5), else who reviews it and closes."""
    case, policy = dispatch.case, dispatch.policy
    if policy.closer.role in {"", telling.DPO}:
        return contact_title
    role, _ = first_free(policy.closer.role, policy, case.reports[0], case.facts, dispatch.school)
    return role_title(policy, role) if role else contact_title
