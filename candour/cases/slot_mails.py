"""The mail of a slot at which somebody is told nothing: it says that there is nothing new about reports without a name.

Without it a mail server's log would say when something came. It is made ahead, so that it is due at the very moment at
which news would be, and forgotten where news goes instead.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime

from candour.cases.absences import readers
from candour.cases.access import roles_of
from candour.cases.case import Case
from candour.cases.content_free import is_content_free
from candour.cases.desk import Desk
from candour.cases.digest_readers import DPO
from candour.cases.directory import Person, School, folded
from candour.cases.errors import CaseNotFoundError, StoreDamagedError
from candour.cases.letter import Letter
from candour.cases.notice import Notice, NoticeStatus
from candour.cases.readers import STOOD_IN
from candour.cases.slots import next_slot
from candour.cases.starts import LONDON

_PLANNED = "slots-planned"
"""The kind of the store's records; the key is the school's, and what it holds is the slot that was planned last."""


def slots_to_plan(desk: Desk) -> Mapping[str, datetime]:
    """Return the keys of the schools whose next slot has not been planned yet, with that slot.

    Without pages nobody can report without a name, so there is nothing to hide.
    """
    schools = desk.directory.schools.values() if desk.directory.pages else ()
    coming = {school.key: next_slot(desk.now(), school.slots) for school in schools}
    return {key: slot for key, slot in coming.items() if _planned(desk, key) != slot.isoformat()}


def note_planned(desk: Desk, planned: Mapping[str, datetime]) -> None:
    """Keep which slots have been planned: what a slot has told is told, so nothing on the disk need tell more."""
    if planned:
        desk.store.even_times()
    for key, slot in planned.items():
        desk.store.put(_PLANNED, key, {"slot": slot.isoformat()})


def slot_readers(desk: Desk, school: School) -> tuple[Person, ...]:
    """Return who gets a mail at each slot of a school: the officers, and whoever got news of such a report before.

    Nobody, where the school wants no such mails.
    """
    if not school.slot_mails:
        return ()
    roles = {DPO}
    for case in _nameless(desk, school.key):
        roles.update(notice.role for notice in case.notices if is_content_free(case, notice))
        roles.update(event.details["role"] for event in case.events if event.kind == STOOD_IN)
    people = {folded(person.address): person for role in sorted(roles) for person in school.roles.get(role, ())}
    return tuple(people.values())


def is_still_wanted(desk: Desk, letter: Letter) -> bool:
    """Tell whether its reader is to be told that there is nothing new: they hold a role, and no news went to them."""
    person, (slot,) = letter.notice.recipient, letter.notice.topics
    if person is None:
        return False
    wanted = folded(person.address)
    schools = [desk.directory.schools[key] for key in letter.schools if key in desk.directory.schools]
    is_reader = any(roles_of(wanted, school) for school in schools if school.slot_mails)
    return is_reader and not _is_told(desk, wanted, datetime.fromisoformat(slot))


def _is_told(desk: Desk, address: str, slot: datetime) -> bool:
    now = desk.now()
    today = now.astimezone(LONDON).date()
    for case in _nameless(desk, due_since=slot):
        for notice in (each for each in case.notices if is_content_free(case, each) and _goes_at(each, slot, now)):
            if any(folded(reader.address) == address for reader in readers(desk, case, notice, today=today).people):
                return True
    return False


def _goes_at(notice: Notice, slot: datetime, now: datetime) -> bool:
    """Tell whether a notice went out at a slot, or would have and is tried again."""
    is_tried_again = notice.status is NoticeStatus.QUEUED and notice.attempts > 0
    return slot <= notice.due_at <= now or is_tried_again


def _nameless(desk: Desk, school: str | None = None, due_since: datetime | None = None) -> Iterator[Case]:
    for line in desk.store.register():
        is_theirs = school is None or line.school == school
        is_recent = due_since is None or (line.news_due is not None and line.news_due >= due_since)
        if line.anonymous and is_theirs and is_recent:
            with suppress(StoreDamagedError, CaseNotFoundError):  # listed by the store; the others' mails go on
                yield desk.store.load(line.reference)


def _planned(desk: Desk, school: str) -> str:
    return (desk.store.get(_PLANNED, school) or {}).get("slot", "")
