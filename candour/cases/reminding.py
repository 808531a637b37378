"""Who is told of steps that have been reached: one notice for each reader, about the furthest stage of each clock."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from candour.cases.agenda import STAGES, AgendaStep, highest_stages, planned
from candour.cases.case import Action, Case
from candour.cases.content_free import in_message_ids
from candour.cases.desk import Desk
from candour.cases.directory import Person
from candour.cases.notice import OFFICER, Notice, NoticeKind, NoticeStatus
from candour.cases.notices import make_notice, replaced
from candour.cases.quiet import goes_at, never_waits
from candour.cases.readers import deciding_role

_RULE = "agenda"
_BY_TIME = frozenset({NoticeKind.REMINDER, NoticeKind.FOLLOW_UP, NoticeKind.ACTION})


class Reader(NamedTuple):
    """Who is to be told, and by which kind of notice; `person` for an officer alone."""

    kind: NoticeKind
    role: str
    person: Person | None = None


class Told(NamedTuple):
    """The case with its notices, those that are new, and which notice tells each step."""

    case: Case
    queued: tuple[Notice, ...]
    pairs: tuple[tuple[str, str], ...]

    def notices_of(self, step: AgendaStep) -> tuple[str, ...]:
        """Return the ids of the notices that tell a step, or a later one of the same clock in its place."""
        return tuple(notice for told, notice in self.pairs if told == step.id)


def remind(desk: Desk, case: Case, reached: Sequence[AgendaStep], now: datetime) -> Told:
    """Queue one notice for each reader of these steps, or add them to one that nobody has been sent yet."""
    school = desk.directory.school(case.school)
    decider = deciding_role(case, desk.policy_of(school), school)
    by_reader: dict[Reader, list[AgendaStep]] = {}
    for step in reached:
        for reader in _readers(case, step, decider):
            by_reader.setdefault(reader, []).append(step)
    notices = {reader: _notice(desk, case, reader, told, now) for reader, told in by_reader.items()}
    known = {notice.id for notice in case.notices}
    return Told(
        case=case.model_copy(update={"notices": replaced(case, notices.values())}),
        queued=tuple(notice for notice in notices.values() if notice.id not in known),
        pairs=tuple((step.id, notices[reader].id) for reader, told in by_reader.items() for step in told),
    )


def without_what_is_over(case: Case, notice: Notice) -> Notice | None:
    """Return a notice of steps without those that have been met since it was queued; None where none is left."""
    if notice.kind not in _BY_TIME or notice.rule != _RULE or notice.attempts:
        return notice
    pending = {step.id for step in planned(case)}
    topics = tuple(topic for topic in notice.topics if topic in pending)
    return notice.model_copy(update={"topics": topics}) if topics else None


def put_off_until(desk: Desk, case: Case, notice: Notice, now: datetime) -> datetime:
    """Return when a notice of steps may go that is due now: later where the process was down until the quiet hours."""
    if notice.kind not in _BY_TIME or notice.rule != _RULE or notice.attempts:
        return now
    return _goes_at(desk, case, [step for step in planned(case) if step.id in notice.topics], now)


def _readers(case: Case, step: AgendaStep, decider: str | None) -> Iterator[Reader]:
    """Yield who is told of a step; nobody of an authorisation's end, which is an event alone."""
    if step.kind == "clock" and decider:
        yield Reader(NoticeKind.REMINDER, decider)
    if step.kind == "re_evaluation" and decider:
        yield Reader(NoticeKind.FOLLOW_UP, decider)
    if step.kind == "action":
        yield from _readers_of_action(case, step, decider)


def _readers_of_action(case: Case, step: AgendaStep, decider: str | None) -> Iterator[Reader]:
    """Yield the officer before and when it is due (R115), who decides when it is overdue.

    An officer whom the report turned out to be about hears no more of it; who decides does in their place.
    """
    action = _action(case, step)
    is_about_officer = action.officer.address.strip().casefold() in case.assessment.implicated
    if not is_about_officer:
        yield Reader(NoticeKind.ACTION, OFFICER, action.officer)
    if decider and (is_about_officer or step.stage == STAGES[-1]):
        yield Reader(NoticeKind.FOLLOW_UP, decider)


def _action(case: Case, step: AgendaStep) -> Action:
    return next(action for action in case.actions if action.id == step.about)


def _notice(desk: Desk, case: Case, reader: Reader, told: Sequence[AgendaStep], now: datetime) -> Notice:
    """Return a new notice, or one that still waits with these steps added: who sleeps through two stages gets one."""
    school = desk.directory.school(case.school)
    waiting = next((notice for notice in case.originals if _waits_for(notice, reader)), None)
    earlier = [step for step in planned(case) if waiting and step.id in waiting.topics]
    furthest = highest_stages([*earlier, *told])
    due_at = _goes_at(desk, case, furthest, now)
    topics = tuple(step.id for step in furthest)
    if waiting is not None:
        return waiting.model_copy(update={"topics": topics, "due_at": min(waiting.due_at, due_at)})
    return make_notice(
        reader.kind,
        reader.role,
        _RULE,
        reference=in_message_ids(case),
        school=school,
        now=now,
        random=desk.random,
        topics=topics,
        recipient=reader.person,
        due_at=due_at,
    )


def _goes_at(desk: Desk, case: Case, told: Sequence[AgendaStep], now: datetime) -> datetime:
    school = desk.directory.school(case.school)
    highest = never_waits(case, desk.policy_of(school))
    return goes_at(now, told, never_waits=highest, school=school, working_days=desk.working_days)


def _waits_for(notice: Notice, reader: Reader) -> bool:
    is_untouched = notice.status is NoticeStatus.QUEUED and notice.attempts == 0 and notice.rule == _RULE
    return is_untouched and (notice.kind, notice.role, notice.recipient) == reader
