"""The service's way out: notices that are due are leased to a sender, with all that is needed to write them."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime

from candour.cases.absences import Readers, readers
from candour.cases.access import Glance
from candour.cases.case import Case
from candour.cases.channels import mailable, may_leave
from candour.cases.content_free import is_content_free, leaves_at
from candour.cases.desk import Desk
from candour.cases.directory import Person
from candour.cases.dispatch import Dispatch
from candour.cases.errors import StaleCaseError, StoreDamagedError, StoreError
from candour.cases.notice import Notice
from candour.cases.notices import is_due, lease, replaced
from candour.cases.opening import kind_of, with_events
from candour.cases.outgoing import notice_failed
from candour.cases.ports import DueNotice
from candour.cases.quiet import never_waits
from candour.cases.readers import STOOD_IN
from candour.cases.reminding import put_off_until, without_what_is_over
from candour.cases.starts import LONDON

_ALL = 1_000_000
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
        if notice is None or not may_leave(case, notice):
            return _withdrawn(desk, case, queued, now)
        if (goes := max(put_off_until(desk, case, notice, now), _slot_of(desk, case, notice, now))) > now:
            waiting = notice.model_copy(update={"due_at": goes})
            return case.model_copy(update={"notices": replaced(case, [waiting])})
        found = readers(desk, case, notice, today=now.astimezone(LONDON).date())
        found = found._replace(people=mailable(notice, found.people))
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
    """Return the case without a notice that is not wanted any more: what it reminds of has been met while it waited."""
    kept = tuple(other for other in case.notices if other.id != notice.id)
    entry = ("candour", "notice_withdrawn", kind_of(notice))
    return with_events(case.model_copy(update={"notices": kept}), [entry], now=now, random=desk.random)


def _leased_entries(case: Case, notice: Notice, found: Readers) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield that a notice is on its way, and once for each notice who stands in for those who are away, or nobody."""
    yield "candour", "notice_leased", {"notice": notice.id}
    if notice.copy_of is not None:  # its original tells the rest
        return
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
