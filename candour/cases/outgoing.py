"""The service's way out: notices leased to a sender, reported as sent or failed, returned by a bounce."""

from collections.abc import Sequence
from datetime import datetime

from candour.cases.case import Case
from candour.cases.desk import Desk
from candour.cases.dispatch import Dispatch
from candour.cases.errors import StaleCaseError, StoreError
from candour.cases.notice import Notice, NoticeKind, NoticeStatus
from candour.cases.notices import LEASE, failed, is_due, lease, make_notice, replaced, sent, unleased
from candour.cases.opening import queued_event, with_events
from candour.cases.ports import DueNotice
from candour.cases.routing import first_free, recipients

DPO = "dpo"
_ALL = 1_000_000
NOBODY = "no-recipient"
"""The code of a notice whose role nobody holds, or only people whom the report is about."""


def lease_notices(desk: Desk, limit: int) -> Sequence[Dispatch]:
    """Lease the notices that are due, at most `limit`; what has no recipient fails here."""
    leased: list[Dispatch] = []
    for due in desk.store.due_notices(desk.now(), limit):
        try:
            dispatch = _lease(desk, due)
        except StoreError:
            if leased:  # a disk that fills up now must not keep back what is leased already
                break
            raise
        if dispatch is not None and _has_recipient(desk, dispatch):
            leased.append(dispatch)
    return leased


def free_leases(desk: Desk) -> None:
    """Free the leases of a process that is gone; see `Service.free_leases`."""

    def step(case: Case, now: datetime) -> Case:
        held = [notice for notice in case.notices if notice.status is NoticeStatus.LEASED]
        if not held:
            return case
        return case.model_copy(update={"notices": replaced(case, [unleased(notice, now) for notice in held])})

    waiting = desk.store.due_notices(desk.now() + LEASE, _ALL)
    for reference in dict.fromkeys(due.reference for due in waiting):
        desk.change(reference, step)


def notice_sent(desk: Desk, reference: str, notice_id: str) -> None:
    """Record that the mail server accepted a notice."""

    def step(case: Case, now: datetime) -> Case:
        notice = case.notice(notice_id)
        if notice.status is NoticeStatus.SENT:
            return case
        changed = case.model_copy(update={"notices": replaced(case, [sent(notice, now)])})
        entry = ("candour", "notice_sent", {"notice": notice_id, "attempts": str(notice.attempts)})
        return with_events(changed, [entry], now=now, random=desk.random)

    desk.change(reference, step)


def notice_failed(desk: Desk, reference: str, notice_id: str, *, code: str, permanent: bool) -> None:
    """Record that a notice was not taken: tried again later, or given up and the DPO told."""

    def step(case: Case, now: datetime) -> Case:
        notice = case.notice(notice_id)
        if notice.status in {NoticeStatus.SENT, NoticeStatus.FAILED}:
            return case
        return _given_back(desk, case, failed(notice, now, code=code, permanent=permanent), now)

    desk.change(reference, step)
    desk.notify()


def came_back(desk: Desk, reference: str, notice_id: str) -> None:
    """Record that a notice which had been accepted came back later as undeliverable (RFC 3464)."""

    def step(case: Case, now: datetime) -> Case:
        notice = case.notice(notice_id)
        if notice.status is NoticeStatus.FAILED:
            return case
        return _given_back(desk, case, failed(notice, now, code="returned", permanent=True), now)

    desk.change(reference, step)
    desk.notify()


def _lease(desk: Desk, due: DueNotice) -> Dispatch | None:
    """Lease one notice; None where somebody else was faster."""

    def step(case: Case, now: datetime) -> Case:
        notice = case.notice(due.notice_id)
        if not is_due(notice, now):
            return case
        changed = case.model_copy(update={"notices": replaced(case, [lease(notice, now)])})
        taken.append(notice.id)
        return with_events(changed, [("candour", "notice_leased", {"notice": notice.id})], now=now, random=desk.random)

    taken: list[str] = []
    try:
        case = desk.change(due.reference, step)
    except StaleCaseError:
        return None
    return _dispatch(desk, case, case.notice(due.notice_id)) if taken else None


def _dispatch(desk: Desk, case: Case, notice: Notice) -> Dispatch:
    school = desk.directory.school(case.school)
    people = recipients(notice.role, case.reports[0], case.facts, school)
    return Dispatch(notice=notice, case=case, policy=desk.policy_of(school), school=school, recipients=people)


def _has_recipient(desk: Desk, dispatch: Dispatch) -> bool:
    if dispatch.recipients:
        return True
    notice_failed(desk, dispatch.case.reference, dispatch.notice.id, code=NOBODY, permanent=True)
    return False


def _given_back(desk: Desk, case: Case, notice: Notice, now: datetime) -> Case:
    """Return the case with a failed notice; one that is given up is shown to the DPO, or to who stands in (R18)."""
    notices = [notice]
    entries = [("candour", f"notice_{_outcome(notice)}", {"notice": notice.id, "code": notice.error or ""})]
    if notice.status is NoticeStatus.FAILED and notice.kind is not NoticeKind.NOT_DELIVERED:
        school = desk.directory.school(case.school)
        role, _ = first_free(DPO, desk.policy_of(school), case.facts, school)
        if role is not None and role != notice.role:
            told = make_notice(
                NoticeKind.NOT_DELIVERED,
                role,
                "not_delivered",
                reference=case.reference,
                school=school,
                now=now,
                random=desk.random,
                about=notice.id,
            )
            notices.append(told)
            entries.append(queued_event(told))
    changed = case.model_copy(update={"notices": replaced(case, notices)})
    return with_events(changed, entries, now=now, random=desk.random)


def _outcome(notice: Notice) -> str:
    return "given_up" if notice.status is NoticeStatus.FAILED else "put_back"
