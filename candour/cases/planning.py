"""Which letters are due: decided from the calendar, the register and the letters before. Each is made once.

Nothing is made for a time before the installation was first asked: a fresh one has missed no letter.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from candour.cases.desk import Desk
from candour.cases.digest_readers import DPO, Reader, needs_somebody
from candour.cases.digests import highest, last_told, readers_now
from candour.cases.directory import Person, School, folded
from candour.cases.letter import Letter
from candour.cases.letters import all_letters, forget_digests_ahead, free_stuck_letters, letters_of, make_letter, prune
from candour.cases.notice import NoticeKind, NoticeStatus
from candour.cases.ports import WorkingDays
from candour.cases.slot_mails import note_planned, slot_readers, slots_to_plan
from candour.cases.starts import LONDON

CHAIR = "chair_of_governors"
REVIEW_NOTICE = timedelta(days=30)
REVIEW_REPEATED = timedelta(days=90)
"""About a term: how often a review that is overdue is called to mind (R129)."""
STAFF_LATE = timedelta(days=7)
"""A reminder to staff whose day passed while Candour was down is made up for within these days."""
_BEGAN = "letters-began"
_SATURDAY = 5


class _Planned(NamedTuple):
    """A letter that is to be there."""

    kind: NoticeKind
    person: Person
    key: str
    rule: str
    schools: tuple[School, ...]
    since: datetime | None = None
    topics: tuple[str, ...] = ()
    due_at: datetime | None = None


def plan_letters(desk: Desk) -> int:
    """Make the letters that are due and not made yet; return how many. See `Service.plan_letters`."""
    with desk.letters_lock:
        began = _began(desk)
        free_stuck_letters(desk)
        forget_digests_ahead(desk)
        known = all_letters(desk)
        slots = slots_to_plan(desk)
        wanted = (
            *_digests(desk, known.values(), began),
            *_reviews(desk, began),
            *_staff_reminders(desk, began),
            *_no_news(desk, slots),
        )
        new = {planned.key: planned for planned in wanted if planned.key not in known}
        for key, planned in new.items():
            make_letter(
                desk,
                planned.kind,
                planned.person,
                key=key,
                rule=planned.rule,
                schools=planned.schools,
                since=planned.since,
                topics=planned.topics,
                due_at=planned.due_at,
            )
        note_planned(desk, slots)
        prune(desk)
    if new:
        desk.notify()
    return len(new)


def review_stage(due: date, today: date) -> str | None:
    """Return which reminder of a policy's review it is time for: soon, due, or the how-manieth after; None before."""
    if today < due - REVIEW_NOTICE:
        return None
    if today < due:
        return "soon"
    return f"due {(today - due) // REVIEW_REPEATED}"


def moment_of(day: date, schools: tuple[School, ...]) -> datetime:
    """Return the earliest of the schools' digest times on a day, in UTC."""
    return datetime.combine(day, min(school.digest_at for school in schools), LONDON).astimezone(UTC)


def is_working_day(day: date, schools: tuple[School, ...], working_days: WorkingDays) -> bool:
    """Tell whether people work at one of the schools on a day."""
    return day.weekday() < _SATURDAY and any(not working_days.is_bank_holiday(day, each.country) for each in schools)


def _digests(desk: Desk, letters: Iterable[Letter], began: datetime) -> Iterator[_Planned]:
    entries = [entry for entry in desk.store.register() if needs_somebody(entry)]
    for reader in readers_now(desk, entries).values():
        theirs = letters_of(letters, NoticeKind.DIGEST, reader.person)
        if any(each.notice.status in {NoticeStatus.QUEUED, NoticeStatus.LEASED} for each in theirs):
            continue  # what is on its way tells everything when it is sent
        yield from _of_the_day(desk, reader, theirs, began) or _at_once(desk, reader, theirs)


def _of_the_day(desk: Desk, reader: Reader, theirs: Iterable[Letter], began: datetime) -> list[_Planned]:
    """Return the day's digest where its time has come, and none has told of it yet."""
    moment = _todays_moment(desk, reader.schools, began)
    told = last_told(theirs, reader.person)
    if moment is None or (told and told.as_of and told.as_of >= moment):
        return []
    key = f"digest {moment.astimezone(LONDON):%Y-%m-%d} {folded(reader.person.address)}"
    return [] if any(letter.key == key for letter in theirs) else [_digest(reader, key, told)]


def _at_once(desk: Desk, reader: Reader, theirs: Iterable[Letter]) -> list[_Planned]:
    """Return a digest for a case of the highest level that its reader was not told of as such; once a case."""
    told = last_told(theirs, reader.person)
    known = told.highest if told else ()
    made = {topic for letter in theirs for topic in letter.notice.topics}
    new = tuple(case for case in highest(reader, known, desk.policies) if case not in known and case not in made)
    key = f"digest {' '.join(new)} {folded(reader.person.address)}"
    return [_digest(reader, key, told, new)] if new else []


def _digest(reader: Reader, key: str, told: Letter | None, topics: tuple[str, ...] = ()) -> _Planned:
    since = told.as_of if told else None
    return _Planned(NoticeKind.DIGEST, reader.person, key, "digest", reader.schools, since, topics)


def _todays_moment(desk: Desk, schools: tuple[School, ...], began: datetime) -> datetime | None:
    """Return today's time of letters where it has come, on a day on which people work."""
    now = desk.now()
    today = now.astimezone(LONDON).date()
    if not is_working_day(today, schools, desk.working_days):
        return None
    moment = moment_of(today, schools)
    return moment if began < moment <= now else None


def _reviews(desk: Desk, began: datetime) -> Iterator[_Planned]:
    today = desk.now().astimezone(LONDON).date()
    for profile, schools in _by_profile(desk).items():
        review = desk.policies(profile).review
        stage = review_stage(review.due, today) if review and review.due else None
        if stage is None or _todays_moment(desk, schools, began) is None:
            continue
        for address, (person, theirs) in _holders(schools, (DPO, CHAIR)).items():
            key = f"policy_review {profile} {review.due if review else ''} {stage} {address}"
            yield _Planned(NoticeKind.POLICY_REVIEW, person, key, profile, theirs)


def _staff_reminders(desk: Desk, began: datetime) -> Iterator[_Planned]:
    now = desk.now()
    for school in desk.directory.schools.values():
        for day in school.staff_reminder_days:
            moment = moment_of(day, (school,))
            if not (began < moment <= now < moment + STAFF_LATE):
                continue
            for address in school.staff_addresses:
                key = f"staff_reminder {school.key} {day} {folded(address)}"
                yield _Planned(NoticeKind.STAFF_REMINDER, Person(name="", address=address), key, school.key, (school,))


def _no_news(desk: Desk, slots: Mapping[str, datetime]) -> Iterator[_Planned]:
    """Yield the letters for the next slot, one a person: at the slot they are sent or forgotten (`slot_mails`)."""
    found: dict[tuple[datetime, str], tuple[Person, tuple[School, ...]]] = {}
    for school, slot in ((desk.directory.schools[key], slot) for key, slot in slots.items()):
        for person in slot_readers(desk, school):
            first, schools = found.get((slot, folded(person.address)), (person, ()))
            found[slot, folded(person.address)] = (first, (*schools, school))
    for (slot, address), (person, schools) in found.items():
        key = f"no_news {slot:%Y-%m-%dT%H:%M} {address}"
        yield _Planned(NoticeKind.NO_NEWS, person, key, "no_news", schools, topics=(slot.isoformat(),), due_at=slot)


def _by_profile(desk: Desk) -> dict[str, tuple[School, ...]]:
    found: dict[str, tuple[School, ...]] = {}
    for school in desk.directory.schools.values():
        found[school.profile] = (*found.get(school.profile, ()), school)
    return found


def _holders(schools: tuple[School, ...], roles: tuple[str, ...]) -> dict[str, tuple[Person, tuple[School, ...]]]:
    """Return who holds one of the roles, by folded address, with their schools."""
    found: dict[str, tuple[Person, tuple[School, ...]]] = {}
    for school in schools:
        people = {folded(person.address): person for role in roles for person in school.roles.get(role, ())}
        for address, person in people.items():
            first, theirs = found.get(address, (person, ()))
            found[address] = (first, (*theirs, school))
    return found


def _began(desk: Desk) -> datetime:
    """Return when the installation first planned letters; now, where the clock that was read then ran ahead."""
    now, kept = desk.now(), desk.store.get(_BEGAN, _BEGAN)
    if kept is not None and (began := datetime.fromisoformat(kept["at"])) <= now:
        return began
    desk.store.put(_BEGAN, _BEGAN, {"at": now.isoformat()})
    return now
