"""What became of notices: reported as sent or failed, returned by a bounce, freed where whoever held them is gone."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from candour.cases.case import Case
from candour.cases.channels import by_mail
from candour.cases.confidential import noted_at
from candour.cases.content_free import in_message_ids
from candour.cases.desk import Desk
from candour.cases.errors import StoreDamagedError
from candour.cases.notice import Channel, Notice, NoticeKind, NoticeStatus
from candour.cases.notices import (
    LEASE,
    failed,
    is_made_ahead,
    make_notice,
    postponed,
    replaced,
    sent,
    unleased,
)
from candour.cases.opening import queued_event, with_events
from candour.cases.quiet import is_kept_back, never_waits
from candour.cases.readers import next_reader

_ALL = 1_000_000
_FAR = timedelta(days=3650)
_WAITING = frozenset({NoticeStatus.QUEUED, NoticeStatus.LEASED})
NOTICE_DELAYED = "notice_delayed"
"""The event of a notice that the mail server could not hand on yet."""


def free_leases(desk: Desk) -> None:
    """Free the leases of a process that is gone; see `Service.free_leases`."""
    _make_due(desk, lambda _case, notice, now: notice.status is NoticeStatus.LEASED or is_made_ahead(notice, now))


def free_stuck(desk: Desk) -> None:
    """Make due what a clock that was set back would hold: made in the future, or leased until far in it.

    And what waits for the end of the quiet hours while its case has come to the highest level.
    """

    def is_stuck(case: Case, notice: Notice, now: datetime) -> bool:
        if is_made_ahead(notice, now) or (notice.lease_until or now) > now + LEASE:
            return True
        return is_kept_back(notice, now) and never_waits(case, desk.policy_of(desk.directory.school(case.school)))

    _make_due(desk, is_stuck)


def _make_due(desk: Desk, is_stuck: Callable[[Case, Notice, datetime], bool]) -> None:
    def step(case: Case, now: datetime) -> Case:
        stuck = [notice for notice in case.notices if notice.status in _WAITING and is_stuck(case, notice, now)]
        if not stuck:
            return case
        return case.model_copy(update={"notices": replaced(case, [unleased(notice, now) for notice in stuck])})

    waiting = desk.store.due_notices(desk.now() + _FAR, _ALL)
    for reference in dict.fromkeys(due.reference for due in waiting if due.due_at > desk.now()):
        with suppress(StoreDamagedError):  # listed by the store
            desk.change(reference, step)


def notice_sent(desk: Desk, reference: str, notice_id: str) -> None:
    """Record that the mail server accepted a notice."""

    def step(case: Case, now: datetime) -> Case:
        notice = case.notice(notice_id)
        if notice.status is NoticeStatus.SENT:
            return case
        changed = case.model_copy(update={"notices": replaced(case, [sent(notice, noted_at(case, now))])})
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


def came_back(desk: Desk, reference: str, notice_id: str, *, code: str | None, mail: str) -> None:
    """Record that a notice which had been accepted came back, or (without a code) is delayed (RFC 3464).

    A delay changes nothing about the notice and tells nobody: the mail server goes on trying. `mail` is the mark of the
    bounce, so that one that is taken twice changes nothing twice, also where the notice was made due again meanwhile.
    """

    def step(case: Case, now: datetime) -> Case:
        notice = case.notice(notice_id)
        if notice.status is NoticeStatus.FAILED or any(event.details.get("mail") == mail for event in case.events):
            return case
        if code is None:
            delayed = ("candour", NOTICE_DELAYED, {"notice": notice.id, "mail": mail})
            return with_events(case, [delayed], now=now, random=desk.random)
        return _given_back(desk, case, failed(notice, now, code=code, permanent=True), now, mail=mail)

    desk.change(reference, step)
    if code is not None:
        desk.notify()


def _given_back(desk: Desk, case: Case, notice: Notice, now: datetime, *, mail: str = "") -> Case:
    """Return the case with a failed notice; who is to be told of one that is given up gets a notice of its own.

    An alert is never given up unseen: it goes to who stands in, and where nobody does it is tried on and on (R18).
    What a chat doesn't take goes by mail; of a copy nobody hears anything, since its original goes by mail anyway.
    """
    if notice.status is NoticeStatus.FAILED and notice.channel is Channel.CHAT:
        notice = by_mail(case, notice, now) or notice
    others = _told_instead(desk, case, notice) if notice.status is NoticeStatus.FAILED else []
    if (
        notice.copy_of is None
        and notice.kind is NoticeKind.ALERT
        and notice.status is NoticeStatus.FAILED
        and not others
    ):
        notice = postponed(notice, now)
    school = desk.directory.school(case.school)
    made = [
        make_notice(
            kind,
            role,
            "not_delivered",
            reference=in_message_ids(case),
            school=school,
            now=now,
            random=desk.random,
            about=notice.id,
        )
        for kind, role in others
    ]
    details = {"notice": notice.id, "code": notice.error or "", **({"mail": mail} if mail else {})}
    entries = [("candour", f"notice_{_outcome(notice)}", details)]
    entries += [queued_event(other) for other in made]
    changed = case.model_copy(update={"notices": replaced(case, [notice, *made])})
    return with_events(changed, entries, now=now, random=desk.random)


def _told_instead(desk: Desk, case: Case, notice: Notice) -> list[tuple[NoticeKind, str]]:
    """List (kind, role) of the notices that a given-up one leads to: the DPO hears of it, or who stands in."""
    if notice.kind is NoticeKind.NOT_DELIVERED or notice.copy_of is not None:
        return []
    school = desk.directory.school(case.school)
    policy = desk.policy_of(school)
    if notice.kind is not NoticeKind.ALERT:
        role = next_reader(case, policy, school, besides={notice.role})
        return [(NoticeKind.NOT_DELIVERED, role)] if role else []
    tried = {other.role for other in case.originals if other.kind is NoticeKind.ALERT}
    role = next_reader(case, policy, school, besides=tried)
    return [(NoticeKind.ALERT, role), (NoticeKind.NOT_DELIVERED, role)] if role else []


def _outcome(notice: Notice) -> str:
    return "given_up" if notice.status is NoticeStatus.FAILED else "put_back"
