"""The service's way out: notices leased to a sender, reported as sent or failed, returned by a bounce."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from candour.cases.absences import Readers, readers
from candour.cases.access import Glance
from candour.cases.case import Case
from candour.cases.confidential import noted_at
from candour.cases.content_free import in_message_ids, is_content_free, leaves_at
from candour.cases.desk import Desk
from candour.cases.directory import Person
from candour.cases.dispatch import Dispatch
from candour.cases.errors import StaleCaseError, StoreDamagedError, StoreError
from candour.cases.notice import Notice, NoticeKind, NoticeStatus
from candour.cases.notices import (
    LEASE,
    failed,
    is_due,
    is_made_ahead,
    lease,
    make_notice,
    postponed,
    replaced,
    sent,
    unleased,
)
from candour.cases.opening import queued_event, with_events
from candour.cases.ports import DueNotice
from candour.cases.quiet import is_kept_back, never_waits
from candour.cases.readers import STOOD_IN, next_reader
from candour.cases.reminding import put_off_until, without_what_is_over
from candour.cases.starts import LONDON

_ALL = 1_000_000
_FAR = timedelta(days=3650)
_WAITING = frozenset({NoticeStatus.QUEUED, NoticeStatus.LEASED})
NOTICE_DELAYED = "notice_delayed"
"""The event of a notice that the mail server could not hand on yet."""
MOST_TOGETHER = 10
"""Notices that go out in one mail: as many as its size holds."""
NOBODY = "no-recipient"
"""The code of a notice whose role nobody holds, or only people whom the report is about."""


def lease_notices(desk: Desk, limit: int) -> Sequence[Dispatch]:
    """Lease the notices that are due, at most `limit`; what has no recipient fails here.

    A case that can't be opened keeps back no other's notices: the store lists it as damaged.
    """
    leased: list[Dispatch] = []
    for due in desk.store.due_notices(desk.now(), limit):
        try:
            dispatch = _lease(desk, due)
        except StoreDamagedError:
            continue
        except StoreError:
            if leased:  # a disk that fills up now must not keep back what is leased already
                break
            raise
        if dispatch is not None and _has_recipient(desk, dispatch):
            leased.append(_with_others(desk, dispatch))
    return leased


def _with_others(desk: Desk, dispatch: Dispatch) -> Dispatch:
    """Return a notice without content with all others that are due to the same people: they get one mail at a slot."""
    if not is_content_free(dispatch.case, dispatch.notice):
        return dispatch
    found: list[Dispatch] = []
    nameless = {line.reference for line in desk.store.register() if line.anonymous}
    for due in (each for each in desk.store.due_notices(desk.now(), _ALL) if each.reference in nameless):
        if len(found) == MOST_TOGETHER - 1:
            break
        with suppress(StoreError):  # it goes out by itself
            if (other := _lease(desk, due, only_to=dispatch.recipients)) is not None:
                found.append(other)
    carries = tuple(f"{other.case.reference} {other.notice.id}" for other in found)
    if carries != dispatch.notice.carries:
        desk.change(dispatch.case.reference, lambda case, _: _carrying(case, dispatch.notice.id, carries))
    return dispatch.model_copy(update={"together": tuple(found)})


def _carrying(case: Case, notice_id: str, carries: tuple[str, ...]) -> Case:
    notice = case.notice(notice_id).model_copy(update={"carries": carries})
    return case.model_copy(update={"notices": replaced(case, [notice])})


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


def _lease(desk: Desk, due: DueNotice, *, only_to: tuple[Person, ...] | None = None) -> Dispatch | None:
    """Lease one notice; None where somebody else was faster, or where it isn't one without content to these people."""

    def step(case: Case, now: datetime) -> Case:
        taken.clear()  # what an earlier try took was not written
        queued = next((notice for notice in case.notices if notice.id == due.notice_id), None)
        if queued is None or not is_due(queued, now):
            return case
        if only_to is not None and not is_content_free(case, queued):
            return case
        notice = without_what_is_over(case, queued)
        if notice is None:
            return _withdrawn(desk, case, queued, now)
        if (goes := max(put_off_until(desk, case, notice, now), _slot_of(desk, case, notice, now))) > now:
            waiting = notice.model_copy(update={"due_at": goes})
            return case.model_copy(update={"notices": replaced(case, [waiting])})
        found = readers(desk, case, notice, today=now.astimezone(LONDON).date())
        if only_to is not None and found.people != only_to:
            return case
        taken.append(found.people)
        changed = case.model_copy(update={"notices": replaced(case, [lease(notice, now)])})
        return with_events(changed, _leased_entries(case, notice, found), now=now, random=desk.random)

    taken: list[tuple[Person, ...]] = []
    try:
        case = desk.change(due.reference, step)
    except StaleCaseError:
        return None
    return _dispatch(desk, case, case.notice(due.notice_id), taken[-1]) if taken else None


def _slot_of(desk: Desk, case: Case, notice: Notice, now: datetime) -> datetime:
    """Return when a notice may leave as far as slots are concerned."""
    school = desk.directory.school(case.school)
    return leaves_at(case, notice, school, now, is_highest=never_waits(case, desk.policy_of(school)))


def _withdrawn(desk: Desk, case: Case, notice: Notice, now: datetime) -> Case:
    """Return the case without a reminder of what has been met while the reminder waited for the morning."""
    kept = tuple(other for other in case.notices if other.id != notice.id)
    entry = ("candour", "notice_withdrawn", {"notice": notice.id, "kind": notice.kind.value, "role": notice.role})
    return with_events(case.model_copy(update={"notices": kept}), [entry], now=now, random=desk.random)


def _leased_entries(case: Case, notice: Notice, found: Readers) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield that a notice is on its way, and once for each notice who stands in for those who are away, or nobody."""
    yield "candour", "notice_leased", {"notice": notice.id}
    said = {
        (event.kind, event.details.get("role")) for event in case.events if event.details.get("notice") == notice.id
    }
    if found.stand_in and (STOOD_IN, found.stand_in) not in said:
        yield "candour", STOOD_IN, {"notice": notice.id, "role": found.stand_in, "instead_of": notice.role}
    if found.nobody_present and ("nobody_present", notice.role) not in said:
        yield "candour", "nobody_present", {"notice": notice.id, "role": notice.role}


def _dispatch(desk: Desk, case: Case, notice: Notice, people: tuple[Person, ...]) -> Dispatch:
    school = desk.directory.school(case.school)
    policy, pages = desk.policy_of(school), desk.directory.pages
    case = _as_all_may_know(desk, case, people)
    return Dispatch(notice=notice, case=case, policy=policy, school=school, recipients=people, pages=pages)


def _as_all_may_know(desk: Desk, case: Case, people: tuple[Person, ...]) -> Case:
    """Return the case naming only those other cases that all who get a notice may see: one may be about a reader."""
    named = {*case.related, *case.possible_duplicates}
    if not named:
        return case
    schools = desk.directory.schools
    now = desk.now()
    lines = [
        line
        for line in desk.store.register()
        if line.reference in named and line.school in schools and line.is_told(now)
    ]
    glances = [Glance(person.address, schools) for person in people]
    known = {line.reference for line in lines if all(glance.sees(line) for glance in glances)}
    return case.model_copy(
        update={
            "related": tuple(each for each in case.related if each in known),
            "possible_duplicates": tuple(each for each in case.possible_duplicates if each in known),
        }
    )


def _has_recipient(desk: Desk, dispatch: Dispatch) -> bool:
    if dispatch.recipients:
        return True
    notice_failed(desk, dispatch.case.reference, dispatch.notice.id, code=NOBODY, permanent=True)
    return False


def _given_back(desk: Desk, case: Case, notice: Notice, now: datetime, *, mail: str = "") -> Case:
    """Return the case with a failed notice; who is to be told of one that is given up gets a notice of its own.

    An alert is never given up unseen: it goes to who stands in, and where nobody does it is tried on and on (R18).
    """
    others = _told_instead(desk, case, notice) if notice.status is NoticeStatus.FAILED else []
    if notice.kind is NoticeKind.ALERT and notice.status is NoticeStatus.FAILED and not others:
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
    if notice.kind is NoticeKind.NOT_DELIVERED:
        return []
    school = desk.directory.school(case.school)
    policy = desk.policy_of(school)
    if notice.kind is not NoticeKind.ALERT:
        role = next_reader(case, policy, school, besides={notice.role})
        return [(NoticeKind.NOT_DELIVERED, role)] if role else []
    tried = {other.role for other in case.notices if other.kind is NoticeKind.ALERT}
    role = next_reader(case, policy, school, besides=tried)
    return [(NoticeKind.ALERT, role), (NoticeKind.NOT_DELIVERED, role)] if role else []


def _outcome(notice: Notice) -> str:
    return "given_up" if notice.status is NoticeStatus.FAILED else "put_back"
