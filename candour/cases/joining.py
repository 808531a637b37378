"""A further message joins its case: facts are merged, assessed anew, and those told who must know."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial

from candour.cases import floods
from candour.cases.agenda import joins_at
from candour.cases.answering import answers_left
from candour.cases.asking import asked_of
from candour.cases.case import Case, CaseStatus
from candour.cases.confidential import noted_at, to_keep
from candour.cases.content_free import in_message_ids
from candour.cases.desk import Desk
from candour.cases.directory import Person, School, folded
from candour.cases.dispatch import Outcome, Receipt
from candour.cases.errors import DuplicateReportError
from candour.cases.facts import Facts
from candour.cases.merging import FactChange, differing, held, merge
from candour.cases.notice import REPORTER, Notice, NoticeKind
from candour.cases.notices import make_notice
from candour.cases.opening import Telling, bypassed_events, newly_told, queued_event, with_events, within
from candour.cases.reached import Entry, late_entry, told_by_update
from candour.cases.readers import deciding_role
from candour.cases.reading import read
from candour.cases.register import decided_level
from candour.cases.report import Report
from candour.cases.routing import recipients, whom_it_is_about
from candour.cases.threads import SOMEBODY, writer_of
from candour.cases.unnamed import told_in_time, told_sooner

KEPT_INFORMED = frozenset({NoticeKind.ALERT, NoticeKind.HEAD_NOTICE, NoticeKind.COMPLAINT})
"""Whoever got one of these is told when the case changes."""


def join(desk: Desk, reference: str, report: Report) -> Receipt:
    """Join a message to a case, or to the one that it was merged into meanwhile.

    Raises DuplicateReportError, CaseNotFoundError, StoreDamagedError.
    """
    if floods.is_unread(report):
        facts, understood = Facts(), report
    else:
        before = desk.store.load(reference)
        if before.merged_into is not None:
            return join(desk, before.merged_into, report)
        policy = desk.policy_of(desk.directory.school(before.school))
        facts, understood = read(desk, report, asked_of(policy, before, report))

    def step(case: Case, now: datetime) -> Case:
        if set(report.keys) & set(case.keys) or any(_is_same_mail(report, known) for known in case.reports):
            raise DuplicateReportError(case.reference)
        if case.merged_into is not None:
            return case
        if report.anonymous:
            return _waiting(desk, case, report, facts)
        return _joined(desk, case, understood, facts, now)

    after = desk.change(reference, step)
    if after.merged_into is not None:  # while the message was read
        return join(desk, after.merged_into, report)
    desk.notify()
    return Receipt(outcome=Outcome.JOINED, reference=reference)


def take_in(desk: Desk, reference: str) -> None:
    """Join the messages of a case that waited for their slot, so early that their news leaves at it.

    Raises what reading and the store raise; the message waits on then.
    """
    case = desk.store.load(reference)
    policy = desk.policy_of(desk.directory.school(case.school))
    for report in case.coming:
        if joins_at(report) <= desk.now():
            facts, understood = read(desk, report, asked_of(policy, case, report))
            desk.change(reference, partial(_taken_in, desk, understood, facts))
            desk.notify()


def status_after(status: CaseStatus, facts: Facts) -> CaseStatus:
    """Open what was only proposed to be no incident; what a person decided stays decided."""
    proposed = status is CaseStatus.PROPOSED_NO_INCIDENT
    return CaseStatus.OPEN if proposed and not facts.holds("not_an_incident") else status


def changed_entry(change: FactChange) -> Entry:
    """Return the event of a field that changed: the field and the rule, never the value (that may be erased later)."""
    return "candour", "fact_changed", {"field": change.field, "rule": change.after.rule}


def updates(desk: Desk, before: Case, after: Case, *, writer: str, rule: str) -> list[tuple[str, NoticeKind, str]]:
    """List (rule, kind, role) of the news for those who were told before, did not write, and may still read it."""
    school = desk.directory.school(after.school)
    informed = dict.fromkeys(notice.role for notice in before.originals if notice.kind in KEPT_INFORMED)
    return [
        (rule, NoticeKind.UPDATE, role)
        for role in informed
        if role != writer and recipients(role, after.reports[0], after.facts, school)
    ]


def made(
    desk: Desk,
    before: Case,
    after: Case,
    told: Collection[tuple[str, NoticeKind, str]],
    now: datetime,
    *,
    due_at: datetime | None = None,
) -> tuple[Notice, ...]:
    """Return the notices of (rule, kind, role), due now or later; an update tells what is shown otherwise now."""
    differences = differing(before, after)
    return tuple(
        make_notice(
            kind,
            role,
            rule,
            reference=in_message_ids(after),
            school=desk.directory.school(after.school),
            now=now,
            random=desk.random,
            changes=differences if kind is NoticeKind.UPDATE else (),
            due_at=due_at,
        )
        for rule, kind, role in told
    )


def consequences(desk: Desk, before: Case, after: Case, notices: Collection[Notice]) -> list[Entry]:
    """Return the events that follow from changed facts: who is passed over, what is late, who is told."""
    school = desk.directory.school(after.school)
    entries = list(bypassed_events(after.assessment, before.assessment))
    entries += late_entry(after)
    entries += told_by_update(before, after, notices, deciding_role(after, desk.policy_of(school), school))
    return [*entries, *(queued_event(notice) for notice in notices)]


def _waiting(desk: Desk, case: Case, report: Report, answered: Facts) -> Case:
    """Return the case with a message without a name that waits for its slot; it is read again when that has come."""
    school = desk.directory.school(case.school)
    facts, _ = merge(case.facts, answered, held=_held(case, report, writer_of(desk, case, report), school))
    assessment = desk.assess(facts, case.reports[0], school, case.reference)
    level = decided_level(case.model_copy(update={"assessment": assessment}))
    coming = told_in_time(desk, report, level)
    sooner = told_sooner(desk, case, coming.told_at, level)
    return sooner.model_copy(update={"coming": (*case.coming, to_keep(coming))})


def _taken_in(desk: Desk, report: Report, facts: Facts, case: Case, now: datetime) -> Case:
    """Return the case with a message that has waited; unchanged where somebody else was faster."""
    others = tuple(each for each in case.coming if each.id != report.id)
    if len(others) == len(case.coming):
        return case
    return _joined(desk, case.model_copy(update={"coming": others}), report, facts, now)


def _joined(desk: Desk, case: Case, report: Report, answered: Facts, now: datetime) -> Case:
    """Return the case with a further message."""
    school = desk.directory.school(case.school)
    writer = writer_of(desk, case, report)
    facts, changes = merge(case.facts, answered, held=_held(case, report, writer, school))
    joined = case.model_copy(
        update={
            "reports": (*case.reports, to_keep(report)),
            "facts": facts,
            "assessment": desk.assess(facts, case.reports[0], school, case.reference),
            "status": status_after(case.status, facts),
        }
    )
    told = _told_of_answer(desk, case, joined, report, writer)
    notices = made(desk, case, joined, told, noted_at(joined, now), due_at=report.told_at)
    notices = tuple(_to_writer(notice, case, report) for notice in notices)
    entries: list[Entry] = [(writer, "message_received", {"report": report.id, "door": report.door})]
    entries += [changed_entry(change) for change in changes]
    entries += consequences(desk, case, joined, notices)
    return with_events(
        joined.model_copy(update={"notices": case.notices + notices}), entries, now=now, random=desk.random
    )


def _held(case: Case, report: Report, writer: str, school: School) -> frozenset[str]:
    """Return the fields that a message doesn't change.

    Whom the report is about changes nothing that is known, so that no mail they got before makes it look smaller: their
    words stand beside it. Where they reported it themselves, they may correct it as any reporter.
    """
    sender = report.sender
    about = whom_it_is_about(case.facts, school)
    if writer == SOMEBODY and sender and about.includes(Person(name=sender.name, address=folded(sender.address))):
        return frozenset(case.facts.values)
    return held(case, is_outsider=writer == SOMEBODY)


def _to_writer(notice: Notice, case: Case, report: Report) -> Notice:
    """Return a thank-you to who wrote: the reporter's role alone means the first of several who reported."""
    first, writer = case.reports[0].sender, report.sender
    is_thanks = notice.kind is NoticeKind.UPDATE and notice.role == REPORTER
    if not is_thanks or writer is None or (first and folded(first.address) == folded(writer.address)):
        return notice
    return notice.model_copy(update={"recipient": Person(name=writer.name, address=writer.address)})


def _told_of_answer(desk: Desk, before: Case, case: Case, report: Report, writer: str) -> Sequence[Telling]:
    """List (rule, kind, role): routes that hit only now, and an update for who was told before but did not write.

    Of writers only who reported gets one: what somebody else writes is never answered with anything about the case.
    """
    routes = newly_told(desk.policy_of(desk.directory.school(case.school)), case)
    new = [telling for telling in routes if telling[1] is not NoticeKind.ACKNOWLEDGEMENT]
    news = [*within(answers_left(desk, case.reports[0]), new), *_news(desk, before, case, report, writer)]
    return tuple(within(answers_left(desk, report), news)) if writer == REPORTER else news


def _news(desk: Desk, before: Case, case: Case, report: Report, writer: str) -> Sequence[Telling]:
    """List the updates. Of a flood only its beginning is told: two programs that answer each other fall silent."""
    now = desk.now()
    is_flood = floods.is_unread(report) or floods.is_answering_on_and_on(desk, before, report, now)
    if is_flood and floods.is_told(before, now):
        return ()
    news = updates(desk, before, case, writer=writer, rule=floods.FLOOD if is_flood else "answer")
    return [*news, ("answer", NoticeKind.UPDATE, REPORTER)] if writer == REPORTER else news


def _is_same_mail(one: Report, other: Report) -> bool:
    """Tell whether it is one mail that came to the mailboxes of two schools: their keys differ by the school."""
    if one.school == other.school or one.message_id is None:
        return False
    return (one.message_id, one.text) == (other.message_id, other.text)
