"""A case as one visitor may see it: what their role hides is gone before anything is put into words."""

from candour.cases.access import Right
from candour.cases.case import Case, Event
from candour.cases.notice import OFFICER, REPORTER
from candour.cases.readers import STOOD_IN
from candour.cases.register import MERGED_HERE
from candour.cases.showing.steps import step_id
from candour.cases.viewing import CaseView

_FOR_DECIDERS = frozenset(
    {"role_bypassed", STOOD_IN, "nobody_present", "related_found", "duplicates_found", MERGED_HERE}
)
"""Events that may tell whom a report is about, or that there is another case: for those who decide alone."""
_BETWEEN_CASES = frozenset({"merge", "not_duplicate"})
"""Decisions that tell that there is another case, which may be about the visitor."""


def seen(view: CaseView) -> Case:
    """Return the case without the decisions and events that tell of what the visitor's role hides.

    The writers' names are not masked yet: what puts the case into words does that (R33).
    """
    case = _without_hidden(view)
    return case if Right.DECIDE in view.rights else _without_others(view, case)


def _without_others(view: CaseView, case: Case) -> Case:
    """Leave out who else was told: a mail to somebody's stand-in tells whom the report is about."""
    mine = {notice.id for notice in case.notices if notice.role in {view.role, REPORTER, OFFICER}}
    between = {entry.id for entry in case.decisions if entry.what in _BETWEEN_CASES}
    told = (
        event
        for event in case.events
        if event.kind not in _FOR_DECIDERS
        and event.details.get("decision") not in between
        and step_id(event.details.get("step", "")).kind != "merge"
    )
    return case.model_copy(
        update={
            "decisions": tuple(entry for entry in case.decisions if entry.id not in between),
            "notices": tuple(notice for notice in case.notices if notice.id in mine),
            "events": tuple(event for event in told if event.details.get("notice", "") in {"", *mine}),
            "assessment": case.assessment.model_copy(update={"routes": ()}),
        }
    )


def _without_hidden(view: CaseView) -> Case:
    """Leave out the decisions about entries that the visitor's role hides, and the events that tell of them."""
    hidden = _hidden_fields(view)
    out = {entry.id for entry in view.case.decisions if entry.what == "value" and entry.value in hidden}

    def is_seen(event: Event) -> bool:
        return event.details.get("decision") not in out and event.details.get("field") not in hidden

    return view.case.model_copy(
        update={
            "decisions": tuple(entry for entry in view.case.decisions if entry.id not in out),
            "events": tuple(event for event in view.case.events if is_seen(event)),
        }
    )


def _hidden_fields(view: CaseView) -> frozenset[str]:
    forms = (view.policy.form, *((view.policy.asset_form,) if view.policy.asset_form else ()))
    fields = (field for form in forms for field in form.fields)
    return frozenset(field.id for field in fields if field.visible_to and view.role not in field.visible_to)
