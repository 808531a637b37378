"""Steps that have been reached: what the case's events keep of them, and which were told by something else. Pure."""

from collections.abc import Collection, Iterator, Mapping

from candour.cases.agenda import STAGES, AgendaStep, steps
from candour.cases.case import Case
from candour.cases.notice import Notice, NoticeKind

Entry = tuple[str, str, dict[str, str]]
"""(actor, kind, details) of an event."""
_REPORT_BY = "report_by"


def step_entry(step: AgendaStep, told: Mapping[str, str]) -> Entry:
    """Return the event of a step. `told` says how: "notices" are ids, "told_by" is another notice's kind."""
    details = {"step": step.id, "at": step.at.isoformat(), **told}
    if step.kind == "clock" and step.stage == STAGES[-1]:
        return "candour", "deadline_missed", {**details, "deadline": step.about, "due_at": step.at.isoformat()}
    return "candour", "step_reached", details


def told_when_opened(case: Case) -> Iterator[Entry]:
    """Yield the ends of clocks that had passed when the case was opened: its alert tells them."""
    if any(notice.kind is NoticeKind.ALERT for notice in case.originals):
        yield from (
            step_entry(step, {"told_by": NoticeKind.ALERT.value}) for step in steps(case) if step.at <= case.opened_at
        )


def told_by_update(before: Case, after: Case, notices: Collection[Notice], decider: str | None) -> Iterator[Entry]:
    """Yield the stages that had passed when an answer moved their clocks: the update tells who decides.

    Where who decides gets no update (they wrote themselves), nothing: they are reminded.
    """
    update = next((notice for notice in notices if notice.kind is NoticeKind.UPDATE and notice.role == decider), None)
    if update is None:
        return
    now, known = update.created_at, {clock.id: clock.due_at for clock in before.assessment.deadlines}
    moved = {clock.id for clock in after.assessment.deadlines if known.get(clock.id) != clock.due_at}
    for step in steps(after):
        if step.kind == "clock" and step.about in moved and step.at <= now:
            yield step_entry(step, {"told_by": NoticeKind.UPDATE.value})


def late_entry(case: Case) -> Iterator[Entry]:
    """Yield that the report came after the time by which the policy asks for it: once, and no blame (R20, R21)."""
    clock = next((clock for clock in case.assessment.deadlines if clock.id == _REPORT_BY), None)
    is_late = clock is not None and clock.due_at < case.reports[0].received_at
    if clock and is_late and all(event.kind != "reported_late" for event in case.events):
        yield "candour", "reported_late", {"deadline": clock.id, "due_at": clock.due_at.isoformat()}
