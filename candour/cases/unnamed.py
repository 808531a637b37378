"""When the news of a message without a name goes out: it waits for a slot (`slots`), and with it the clocks."""

from collections.abc import Sequence
from datetime import datetime

from candour.cases.agenda import shown_at
from candour.cases.case import Case
from candour.cases.confidential import noted_at
from candour.cases.desk import Desk
from candour.cases.notice import REPORTER, NoticeStatus
from candour.cases.notices import replaced
from candour.cases.opening import with_events
from candour.cases.reached import Entry
from candour.cases.report import Report
from candour.cases.slots import told_at
from candour.cases.threads import opened
from candour.cases.way_back import GIVEN_UP, WriterAct


def told_in_time(desk: Desk, report: Report, level: str | None) -> Report:
    """Return a message without a name with the moment at which it is told; `level` is that of its case."""
    if not report.anonymous:
        return report
    school = desk.directory.school(report.school)
    is_highest = level == desk.policy_of(school).levels[0]
    moment = told_at(desk.now(), school.slots, is_highest=is_highest, random=desk.random)
    return report.model_copy(update={"told_at": moment})


def told_sooner(desk: Desk, case: Case, told_at: datetime | None, level: str | None) -> Case:
    """Return a case without a name whose latest message goes out at `told_at`: what waits for a later slot goes too.

    `level` is the one that the case has with the message.

    A message that makes the case one of the highest level leaves before the slot, and earlier news must not come after
    it. Where not even the report had been told, its clocks start sooner with it.
    """
    school = desk.directory.school(case.school)
    if told_at is None or level != desk.policy_of(school).levels[0]:
        return case
    waiting = (each for each in case.notices if each.status is NoticeStatus.QUEUED and not each.attempts)
    sooner = [each.model_copy(update={"due_at": told_at}) for each in waiting if each.due_at > told_at]
    first = case.reports[0]
    if first.told_at is not None and first.told_at > told_at:
        first = first.model_copy(update={"told_at": told_at})
        assessment = desk.assess(case.facts, first, school, case.reference)
        case = case.model_copy(update={"reports": (first, *case.reports[1:]), "assessment": assessment})
    return case.model_copy(update={"notices": replaced(case, sooner)})


def show(desk: Desk, reference: str) -> None:
    """Let it be seen what a case's writer did by a slot that has come; of a merged one, in the case that it went to.

    Raises StoreError; nothing is lost then, and it can be repeated.
    """
    case = desk.store.load(reference)
    acts = _reached(case, desk.now())
    target = opened(desk, case.merged_into) if acts and case.merged_into is not None else None
    if target is not None:
        desk.change(target.reference, lambda found, now: _noted(desk, found, acts, now, part=reference))
    desk.change(reference, lambda found, now: _shown(desk, found, now))


def _shown(desk: Desk, case: Case, now: datetime) -> Case:
    acts = _reached(case, now)
    if not acts:
        return case
    left = tuple(act for act in case.acts if act not in acts)
    gave_up = any(act.kind == GIVEN_UP for act in acts)
    after = case.model_copy(update={"acts": left, "way_back": None if gave_up else case.way_back})
    return _noted(desk, after, acts, now)


def _noted(desk: Desk, case: Case, acts: Sequence[WriterAct], now: datetime, part: str = "") -> Case:
    """Return a case with the events of acts, by their day; of those of a part each that it doesn't end with already."""
    of_part = {"case": part} if part else {}
    last = [event.kind for event in case.events if part and event.details.get("case") == part][-1:]
    entries: list[Entry] = [(REPORTER, act.kind, of_part) for act in acts if [act.kind] != last]
    return with_events(case, entries, now=noted_at(case, now), random=desk.random) if entries else case


def _reached(case: Case, now: datetime) -> Sequence[WriterAct]:
    return [act for act in case.acts if shown_at(act) <= now]
