"""Which letters are made when: working days, clock changes, absences, downtime, the highest level at once."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest

from candour.app.working_days import BankHolidays
from candour.cases.notice import NoticeKind
from candour.cases.planning import review_stage
from candour.cases.report import Automatic
from candour.cases.starts import LONDON
from tests.builders import a_value, some_facts
from tests.letters import (
    DAY,
    DEPUTY,
    FRIDAY_DIGEST,
    GRAVE,
    THURSDAY,
    PostRoom,
    a_post_room,
    a_school,
    digests,
)
from tests.service import CHAIR, DPO, HEAD, SAINT_FINNIAN

ROLES = SAINT_FINNIAN.roles
WITH_DEPUTY = a_school(roles={**ROLES, "deputy_dpo": (DEPUTY,)})
MINUTE = timedelta(minutes=1)


def moments(room: PostRoom, first: datetime, days: int) -> list[datetime]:
    """Sweep every half hour for days, and return when digests went to the DPO."""
    sent = []
    for half_hour in range(days * 48):
        room.at(first + half_hour * 30 * MINUTE)
        sent += [room.clock() for address, _ in digests(room.post()) if address == DPO.address]
    return sent


def told(room: PostRoom) -> dict[str, set[str]]:
    """Send what is due; return the cases that each reader's digest names in any list."""
    return {
        address: {
            line.reference
            for name in type(dispatch.digest.overview).model_fields
            if isinstance(lines := getattr(dispatch.digest.overview, name), tuple)
            for line in lines
        }
        for address, dispatch in digests(room.post())
        if dispatch.digest
    }


def test_a_digest_comes_each_working_day_at_its_time_also_when_nothing_is_new() -> None:
    room = a_post_room()
    assert moments(room, THURSDAY, 8) == [FRIDAY_DIGEST + days * DAY for days in (0, 3, 4, 5, 6, 7)]


def test_the_time_is_that_of_london_also_when_the_clocks_change() -> None:
    easter = datetime(2027, 3, 25, 12, 0, tzinfo=UTC)
    spring = a_post_room(a_school(country="ENG"), began=easter)
    assert moments(spring, easter, 6) == [datetime(2027, 3, day, 6, 30, tzinfo=UTC) for day in (30, 31)]
    autumn = datetime(2026, 10, 22, 12, 0, tzinfo=UTC)
    assert moments(a_post_room(began=autumn), autumn, 5) == [
        datetime(2026, 10, 23, 6, 30, tzinfo=UTC),
        datetime(2026, 10, 26, 7, 30, tzinfo=UTC),
        datetime(2026, 10, 27, 7, 30, tzinfo=UTC),
    ]


def test_a_bank_holiday_of_the_school_s_country_has_no_digest() -> None:
    """St Andrew's Day, 30 November 2026, is one in Scotland alone."""
    sunday = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
    assert moments(a_post_room(began=sunday), sunday, 1) == [datetime(2026, 11, 30, 7, 30, tzinfo=UTC)]
    assert moments(a_post_room(a_school(country="SCT"), began=sunday), sunday, 1) == []


def test_one_letter_tells_of_all_schools_at_the_earliest_of_their_times() -> None:
    later = a_school(key="st-teilo", prefix="ST", digest_at=time(9, 15))
    room = a_post_room(later, a_school(digest_at=time(8, 0)))
    room.at(THURSDAY + MINUTE)
    one, other = room.incident(), room.incident(school="st-teilo")
    room.at(FRIDAY_DIGEST + 29 * MINUTE)
    assert told(room) == {}
    room.at(FRIDAY_DIGEST + 30 * MINUTE)
    assert told(room) == {DPO.address: {one, other}}
    room.at(FRIDAY_DIGEST + 4 * 60 * MINUTE)
    assert told(room) == {}


def test_after_days_of_downtime_one_digest_comes_and_none_on_a_weekend() -> None:
    room = a_post_room().at(FRIDAY_DIGEST)
    room.post()
    room.at(FRIDAY_DIGEST + 8 * DAY)
    assert room.post() == []
    room.at(FRIDAY_DIGEST + 11 * DAY + 3 * 60 * MINUTE)
    assert len(digests(room.post())) == 1
    room.at(FRIDAY_DIGEST + 11 * DAY + 9 * 60 * MINUTE)
    assert digests(room.post()) == []


def test_a_digest_that_waits_for_the_mail_server_is_not_followed_by_another_and_tells_what_came_meanwhile() -> None:
    room = a_post_room().at(FRIDAY_DIGEST)
    room.plan()
    (dispatch,) = room.service.lease_letters(1)
    room.service.letter_failed(dispatch.letter.notice.id, code="connection", permanent=False)
    room.at(FRIDAY_DIGEST + 3 * DAY - MINUTE)
    reference = room.incident()
    room.at(FRIDAY_DIGEST + 3 * DAY + MINUTE)
    assert told(room) == {DPO.address: {reference}}
    assert told(room) == {}


def test_a_fresh_installation_has_missed_no_digest() -> None:
    room = a_post_room(began=FRIDAY_DIGEST + 60 * MINUTE)
    assert room.post() == []


def test_a_clock_that_ran_a_month_ahead_and_was_set_right_keeps_no_digest_back() -> None:
    room = a_post_room()
    assert moments(room, THURSDAY, 2) == [FRIDAY_DIGEST]
    room.at(FRIDAY_DIGEST + 32 * DAY)
    assert len(digests(room.post())) == 1
    assert moments(room, FRIDAY_DIGEST + 2 * DAY, 3) == [FRIDAY_DIGEST + days * DAY for days in (3, 4)]
    assert moments(room, FRIDAY_DIGEST + 32 * DAY - 30 * MINUTE, 1) == [FRIDAY_DIGEST + 32 * DAY]


def test_a_clock_that_is_set_back_a_little_sends_no_digest_twice() -> None:
    room = a_post_room()
    assert moments(room, THURSDAY, 2) == [FRIDAY_DIGEST]
    room.at(FRIDAY_DIGEST - 10 * MINUTE)
    assert not digests(room.post())
    room.at(FRIDAY_DIGEST + 5 * MINUTE)
    assert not digests(room.post())


def test_an_installation_whose_first_clock_ran_ahead_has_its_digests_once_it_is_right() -> None:
    assert moments(a_post_room(began=THURSDAY + 60 * DAY), THURSDAY, 2) == [FRIDAY_DIGEST]


def test_what_is_new_is_what_came_since_the_last_digest_that_arrived() -> None:
    room = a_post_room().at(FRIDAY_DIGEST - 60 * MINUTE)
    first = room.incident()
    room.at(FRIDAY_DIGEST)
    assert new_in(room) == [first]
    room.at(FRIDAY_DIGEST + 60 * MINUTE)
    second = room.incident()
    room.at(FRIDAY_DIGEST + 3 * DAY).plan()
    (refused,) = room.service.lease_letters(1)
    room.service.letter_failed(refused.letter.notice.id, code="550", permanent=True)
    room.at(FRIDAY_DIGEST + 4 * DAY)
    assert new_in(room) == [second]


def new_in(room: PostRoom) -> list[str]:
    """Send what is due; return the cases that the one digest calls new."""
    ((_, dispatch),) = digests(room.post())
    assert dispatch.digest is not None
    return [line.reference for line in dispatch.digest.overview.new]


def test_a_case_of_the_highest_level_brings_a_digest_at_once_even_at_night_and_once_a_case() -> None:
    room = a_post_room().at(FRIDAY_DIGEST)
    room.post()
    saturday_night = FRIDAY_DIGEST + DAY + timedelta(hours=18)
    room.at(saturday_night).incident()
    room.at(saturday_night + MINUTE)
    assert told(room) == {}
    grave = room.incident(facts=some_facts(**GRAVE))
    ((_, dispatch),) = digests(room.post())
    assert dispatch.letter.notice.topics == (grave,)
    for later in (1, 60, 600):
        room.at(saturday_night + later * MINUTE)
        assert told(room) == {}
    room.at(FRIDAY_DIGEST + 3 * DAY)
    assert grave in told(room)[DPO.address]
    room.at(FRIDAY_DIGEST + 3 * DAY + MINUTE)
    assert told(room) == {}


def test_a_level_that_a_person_raises_to_the_highest_brings_a_digest_at_once_too() -> None:
    room = a_post_room().at(FRIDAY_DIGEST - MINUTE)
    reference = room.incident()
    room.at(FRIDAY_DIGEST).post()
    room.at(FRIDAY_DIGEST + MINUTE)
    room.decide(reference, "level", "high")
    assert told(room) == {DPO.address: {reference}}
    for level in ("medium", "high"):
        room.at(room.clock() + MINUTE).decide(reference, "level", level)
        assert told(room) == {}


def test_two_cases_of_the_highest_level_bring_one_digest() -> None:
    room = a_post_room().at(THURSDAY + MINUTE)
    first, second = (room.incident(facts=some_facts(**GRAVE)) for _ in range(2))
    ((_, dispatch),) = digests(room.post())
    assert set(dispatch.letter.notice.topics) == {first, second}


def test_a_person_whom_a_case_is_about_sees_nothing_of_it_and_who_decides_instead_sees_it_alone() -> None:
    room = a_post_room(WITH_DEPUTY)
    about_dpo = room.incident(facts=some_facts(dpo_implicated=a_value(value=True), **GRAVE))
    assert told(room) == {DEPUTY.address: {about_dpo}}
    room.incident()
    room.at(FRIDAY_DIGEST)
    sent = dict(digests(room.post()))
    assert about_dpo not in str(sent[DPO.address].digest)
    assert [each.digest.overview.open_count for each in sent.values() if each.digest] == [1, 1]
    room.at(FRIDAY_DIGEST + MINUTE)
    room.decide(about_dpo, "no_incident", by=DEPUTY)
    room.at(FRIDAY_DIGEST + 3 * DAY)
    assert set(told(room)) == {DPO.address}


def test_while_the_officer_is_away_the_deputy_gets_the_digest_too() -> None:
    room = a_post_room(WITH_DEPUTY)
    reference = room.incident()
    room.service.set_absence(DPO, date(2026, 11, 20), date(2026, 11, 22))
    room.at(FRIDAY_DIGEST)
    assert told(room) == {DPO.address: {reference}, DEPUTY.address: {reference}}
    room.at(FRIDAY_DIGEST + 3 * DAY)
    assert set(told(room)) == {DPO.address}


def test_a_letter_to_whom_a_digest_is_no_longer_due_is_forgotten() -> None:
    room = a_post_room(WITH_DEPUTY)
    room.service.set_absence(DPO, date(2026, 11, 20), date(2026, 11, 22))
    room.at(FRIDAY_DIGEST).plan()
    room.service.end_absence(DPO)
    assert [address for address, _ in digests(room.send())] == [DPO.address]
    assert len(room.letters()) == 1


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2027, 3, 30), None),
        (date(2027, 3, 31), "soon"),
        (date(2027, 4, 29), "soon"),
        (date(2027, 4, 30), "due 0"),
        (date(2027, 7, 28), "due 0"),
        (date(2027, 7, 29), "due 1"),
        (date(2028, 4, 30), "due 4"),
    ],
)
def test_r129_a_review_is_called_to_mind_a_month_before_when_due_and_each_term_after(
    today: date, stage: str | None
) -> None:
    assert review_stage(date(2027, 4, 30), today) == stage


def test_r129_the_officer_and_the_chair_of_governors_are_reminded_once_for_each_stage() -> None:
    """The policy of saints-cardiff is due on 30 April 2027."""
    began = datetime(2027, 3, 29, 12, 0, tzinfo=UTC)
    room = a_post_room(a_school(), a_school(key="st-teilo", prefix="ST"), began=began)
    sent = []
    for day in range(215):
        room.at(began + day * DAY)
        for dispatch in room.post():
            if dispatch.letter.notice.kind is NoticeKind.POLICY_REVIEW and dispatch.letter.notice.recipient:
                assert len(dispatch.schools) == 2
                sent.append((room.clock().date(), dispatch.letter.notice.recipient.address))
    days = [date(2027, 3, 31), date(2027, 4, 30), date(2027, 7, 29), date(2027, 10, 27)]
    assert sorted(sent) == [(day, address) for day in days for address in (CHAIR.address, DPO.address)]


def test_r129_a_policy_without_a_date_of_review_is_never_called_to_mind() -> None:
    room = a_post_room(a_school(profile="generic-school")).at(FRIDAY_DIGEST + 1600 * DAY)
    assert {each.letter.notice.kind for each in room.post()} <= {NoticeKind.DIGEST}


def test_r128_staff_are_reminded_on_the_days_that_are_set_once_each_and_made_up_for_after_downtime() -> None:
    days = (date(2026, 11, 20), date(2026, 11, 24), date(2027, 1, 5))
    everybody = ("all-staff@saint-finnian.example", "supply@saint-finnian.example")
    room = a_post_room(a_school(staff_addresses=everybody, staff_reminder_days=days))

    def reminded() -> list[str]:
        return [
            each.letter.notice.recipient.address
            for each in room.post()
            if each.letter.notice.kind is NoticeKind.STAFF_REMINDER and each.letter.notice.recipient
        ]

    room.at(FRIDAY_DIGEST - MINUTE)
    assert reminded() == []
    room.at(FRIDAY_DIGEST)
    assert reminded() == list(everybody)
    assert reminded() == []
    room.at(FRIDAY_DIGEST + 6 * DAY)
    assert reminded() == list(everybody)
    room.at(FRIDAY_DIGEST + 60 * DAY)
    assert reminded() == []


def test_r128_without_addresses_or_days_nobody_is_reminded() -> None:
    for settings in (
        {"staff_addresses": ("all@saint-finnian.example",)},
        {"staff_reminder_days": (date(2026, 11, 20),)},
    ):
        room = a_post_room(a_school(**settings)).at(FRIDAY_DIGEST)
        assert {each.letter.notice.kind for each in room.post()} == {NoticeKind.DIGEST}


def test_a_letter_that_comes_back_is_marked_and_stands_in_the_next_digest_as_not_delivered() -> None:
    school = a_school(staff_addresses=("all-staff@saint-finnian.example",), staff_reminder_days=(date(2026, 11, 20),))
    room = a_post_room(school).at(FRIDAY_DIGEST)
    sent = {each.letter.notice.kind: each.letter.notice for each in room.post()}
    room.at(FRIDAY_DIGEST + MINUTE)
    room.bounce(sent[NoticeKind.STAFF_REMINDER].message_id)
    room.bounce("<nobody-knows@saint-finnian.example>")
    assert len(room.store.register()) == 0
    room.at(FRIDAY_DIGEST + 3 * DAY)
    ((_, dispatch),) = digests(room.post())
    assert dispatch.digest is not None
    assert [letter.notice.kind for letter in dispatch.digest.undelivered] == [NoticeKind.STAFF_REMINDER]
    assert dispatch.digest.set_aside == {Automatic.BOUNCE: 1}
    room.at(FRIDAY_DIGEST + 4 * DAY)
    ((_, following),) = digests(room.post())
    assert following.digest is not None
    assert (following.digest.undelivered, following.digest.set_aside) == ((), {})


def test_a_head_teacher_gets_no_digest() -> None:
    room = a_post_room()
    room.incident()
    room.at(FRIDAY_DIGEST)
    assert HEAD.address not in told(room)


def test_a_digest_that_cannot_be_written_is_tried_again_later_and_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    school = a_school(staff_addresses=("all-staff@saint-finnian.example",), staff_reminder_days=(date(2026, 11, 20),))
    room = a_post_room(school).at(FRIDAY_DIGEST)

    def broken(*_: object) -> None:
        raise ValueError("Dilys Marlow")

    with monkeypatch.context() as fault:
        fault.setattr("candour.cases.mailing.digest_of", broken)
        assert [each.letter.notice.kind for each in room.post()] == [NoticeKind.STAFF_REMINDER]
    assert "Dilys" not in caplog.text
    assert "ValueError" in caplog.text
    room.at(FRIDAY_DIGEST + 5 * MINUTE)
    assert set(told(room)) == {DPO.address}


@pytest.mark.parametrize("seed", range(2))
def test_through_a_year_of_crashes_and_downtime_each_working_day_has_one_digest(seed: int) -> None:
    """Every hour a sweep, unless Candour is down; now and then it dies with a letter in its hands."""
    chance = Random(seed)  # noqa: S311  the same year in each run
    began = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
    room = a_post_room(a_school(country="ENG"), began=began)
    days: list[date] = []
    up: list[date] = []
    down = 0
    for hour in range(365 * 24):
        room.at(began + timedelta(hours=hour))
        down = down - 1 if down else chance.choice([0] * 60 + [5, 30, 90])
        if down:
            continue
        local = room.clock().astimezone(LONDON)
        up += [local.date()] if local.hour >= 8 else []
        room.plan()
        if chance.random() < 0.2:  # it dies after the mail was taken, before that is written down
            room.service.lease_letters(1)
            room.service.free_leases()
        days += [local.date() for _ in digests(room.send())]
    holidays = BankHolidays()
    working = {day for day in up if day.weekday() < 5 and not holidays.is_bank_holiday(day, "ENG")}
    assert days == sorted(working - {began.date()})
