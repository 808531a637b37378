"""Mails about reports without a name: what they say, and what a mail server's log could tell of them."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from candour.cases.directory import Person
from candour.cases.errors import SendError
from candour.cases.facts import Facts
from candour.cases.leasing import MOST_TOGETHER
from candour.cases.notice import NoticeKind
from candour.store.memory import MemoryStore
from tests.builders import a_value, some_facts
from tests.letters import DEPUTY, GRAVE, a_school
from tests.nameless import CODE, OTHER_CODE, WORDS, NamelessRoom, Sent, a_nameless_room
from tests.service import DPO, HEAD, SAINT_FINNIAN

MORNING = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
"""A Monday, between the slots of 07:30 and 11:15."""
SLOT = datetime(2026, 11, 23, 11, 15, tzinfo=UTC)
AFTERNOON = datetime(2026, 11, 23, 15, 15, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WITH_DEPUTY = a_school(roles={**SAINT_FINNIAN.roles, "deputy_dpo": (DEPUTY,)})
SHORT = Facts()


def to(person: Person, sent: list[Sent]) -> list[Sent]:
    """Return the mails about reports without a name that one person got."""
    return [mail for mail in sent if mail.is_nameless and mail.to == (person.address,)]


def outside(mail: Sent) -> tuple[object, ...]:
    """Return what stands on a mail's envelope and in its head, random parts and dates aside."""
    shapes = [(name, re.sub(r"[0-9A-Za-z]{16}", "*", str(value))) for name, value in mail.message.items()]
    head = tuple((name, value) for name, value in shapes if name not in {"Date", "Content-Type"})
    return (mail.to, mail.size, head)


def test_two_mails_about_different_reports_have_the_same_size_to_the_byte() -> None:
    short, long = a_nameless_room(began=MORNING), a_nameless_room(began=MORNING, seed=2)
    short.file("It is lost.", facts=SHORT)
    long.file(WORDS * 200, facts=some_facts(complaint=a_value(value=True)))
    sent, others = short.until(SLOT), long.until(SLOT)
    for person in (DPO, HEAD):
        (first, *_), (second, *_) = to(person, sent), to(person, others)
        assert first.text != second.text
        assert outside(first) == outside(second)


def test_a_slot_without_news_sends_a_mail_of_the_same_size_subject_and_shape() -> None:
    room = a_nameless_room(began=MORNING)
    (quiet,) = to(DPO, room.until(SLOT))
    room.file()
    news = to(DPO, room.until(AFTERNOON))[0]
    assert (quiet.says_nothing_new, news.says_nothing_new) == (True, False)
    assert (quiet.at, news.at) == (SLOT, AFTERNOON)
    assert outside(quiet) == outside(news)


def test_who_is_told_something_at_a_slot_gets_no_mail_that_there_is_nothing_new() -> None:
    room = a_nameless_room(began=MORNING)
    room.file()
    assert not any(mail.says_nothing_new for mail in room.until(SLOT))


def test_the_mail_goes_out_at_every_slot_of_every_day() -> None:
    room = a_nameless_room(began=MORNING)
    sent = to(DPO, room.until(MORNING + timedelta(days=7)))
    assert [f"{mail.at:%a %H:%M}" for mail in sent][:6] == [
        "Mon 11:15",
        "Mon 15:15",
        "Mon 19:15",
        "Tue 07:30",
        "Tue 11:15",
        "Tue 15:15",
    ]
    assert len(sent) == 28
    assert len({outside(mail) for mail in sent}) == 1


def test_it_can_be_switched_off_and_is_where_nobody_can_report_so() -> None:
    for room in (
        a_nameless_room(a_school(slot_mails=False), began=MORNING),
        a_nameless_room(began=MORNING, pages=""),
    ):
        assert to(DPO, room.until(MORNING + timedelta(days=1))) == []


def test_a_head_teacher_whom_a_report_was_told_gets_the_mails_of_slots_from_then_on() -> None:
    room = a_nameless_room(began=MORNING)
    assert to(HEAD, room.until(SLOT)) == []
    room.file()
    room.until(AFTERNOON)
    assert [mail.says_nothing_new for mail in to(HEAD, room.until(AFTERNOON + timedelta(days=1)))] == [True] * 4


def test_whom_a_report_is_about_can_t_tell_it_from_a_mail_that_stays_away() -> None:
    room = a_nameless_room(began=MORNING)
    room.file()
    room.until(AFTERNOON)
    room.file(code=OTHER_CODE, facts=some_facts(head_teacher_implicated=a_value(value=True)))
    sent = room.until(AFTERNOON + timedelta(hours=4))
    assert [mail.says_nothing_new for mail in to(HEAD, sent)] == [True]
    assert False in [mail.says_nothing_new for mail in to(DPO, sent)]


def test_nothing_leaves_before_the_slot_and_nothing_of_the_report_ever_does() -> None:
    room = a_nameless_room(began=MORNING)
    reference = room.file()
    assert room.until(SLOT - MINUTE) == []
    sent = room.until(SLOT + timedelta(days=5))
    assert {"alert", "head_notice", "reminder"} <= {
        notice.kind.value for notice in room.room.store.load(reference).notices
    }
    for mail in (mail for mail in sent if mail.is_nameless):
        seen = f"{mail.text} {mail.markup} {mail.subject}".casefold()
        for word in ("spreadsheet", "27", "health", "wrong person", "medium", "proposed", "head teacher", "reminder"):
            assert word not in seen.replace("2027", "").replace("#", ""), word


def test_the_mail_names_the_reference_the_clock_and_the_page() -> None:
    room = a_nameless_room(began=MORNING)
    reference = room.file()
    mail = to(DPO, room.until(SLOT))[0]
    assert f"Reference: {reference}" in mail.text
    assert re.search(r"until Thursday 26 November 2026, 11:15, London time", mail.text)
    assert f"{room.room.desk.directory.pages}/cases/{reference}" in mail.text
    assert f'href="{room.room.desk.directory.pages}/cases/{reference}"' in mail.markup


def test_no_header_names_the_case_nor_an_earlier_mail() -> None:
    room = a_nameless_room(began=MORNING)
    reference = room.file()
    room.until(SLOT)
    room.add("It is still there.")
    for mail in to(DPO, room.until(AFTERNOON)):
        assert reference.casefold() not in " ".join(map(str, mail.message.values())).casefold()
        assert not {"In-Reply-To", "References"} & set(mail.message)


@pytest.mark.parametrize("seed", range(5))
def test_the_highest_level_leaves_ten_to_forty_minutes_after_it_came(seed: int) -> None:
    room = a_nameless_room(began=SLOT + MINUTE, seed=seed)
    room.file(facts=some_facts(**GRAVE))
    came = room.room.clock()
    (first, *_) = room.until(AFTERNOON)
    assert timedelta(minutes=10) <= first.at - came <= timedelta(minutes=40)
    assert first.is_nameless


def test_a_further_message_that_makes_it_the_highest_level_brings_the_alert_forward_and_its_clocks() -> None:
    room = a_nameless_room(began=SLOT + MINUTE)
    reference = room.file(facts=SHORT)
    assert room.until(SLOT + 30 * MINUTE) == []
    room.add("Somebody is attacking the server.", facts=Facts(values=GRAVE))
    came = room.room.clock()
    (first, *_) = to(DPO, room.until(AFTERNOON - MINUTE))
    assert timedelta(minutes=10) <= first.at - came <= timedelta(minutes=40)
    case = room.room.store.load(reference)
    assert {clock.starts_at for clock in case.assessment.deadlines if clock.id.startswith("ico")} == {first.at}
    assert all(notice.due_at <= first.at for notice in case.notices if notice.kind is NoticeKind.ALERT)


def test_news_of_a_further_message_waits_for_the_next_slot() -> None:
    room = a_nameless_room(began=MORNING)
    room.file()
    room.until(SLOT + MINUTE)
    room.add("It is still there.")
    (news,) = to(DPO, room.until(AFTERNOON))
    assert (news.at, news.says_nothing_new) == (AFTERNOON, False)


def test_in_a_summer_night_nothing_leaves_before_the_slot_either() -> None:
    night = datetime(2026, 7, 6, 23, 20, tzinfo=UTC)  # twenty past midnight in London
    room = a_nameless_room(began=night)
    room.file()
    sent = room.until(datetime(2026, 7, 7, 6, 30, tzinfo=UTC))
    assert {mail.at for mail in sent if mail.is_nameless} == {datetime(2026, 7, 7, 6, 30, tzinfo=UTC)}


def test_a_restart_sends_nothing_twice() -> None:
    store = MemoryStore()
    room = a_nameless_room(began=MORNING, store=store)
    room.file()
    first = room.until(SLOT)
    again = a_nameless_room(began=SLOT + MINUTE, store=store, seed=2)
    again.room.service.free_leases()
    assert first
    assert again.until(AFTERNOON - MINUTE) == []
    assert [mail.says_nothing_new for mail in to(DPO, again.until(AFTERNOON))] == [True]


def test_a_restart_between_slots_sends_neither_two_mails_of_a_slot_nor_none() -> None:
    store = MemoryStore()
    a_nameless_room(began=MORNING, store=store).until(MORNING + MINUTE)
    room = a_nameless_room(began=MORNING + 2 * MINUTE, store=store, seed=2)
    room.room.service.free_leases()
    assert len(to(DPO, room.until(SLOT))) == 1


def test_r18_an_alert_that_can_t_be_delivered_goes_to_who_stands_in() -> None:
    room = a_nameless_room(WITH_DEPUTY, began=MORNING)
    reference = room.file()
    room.carrier.refused[DPO.address] = SendError("550", permanent=True)
    sent = room.until(SLOT + 5 * MINUTE)
    assert to(DEPUTY, sent)
    assert reference in to(DEPUTY, sent)[0].text
    alerts = [notice for notice in room.room.store.load(reference).notices if notice.kind is NoticeKind.ALERT]
    assert [(notice.role, notice.status.value) for notice in alerts] == [("dpo", "failed"), ("deputy_dpo", "sent")]


def test_each_of_two_officers_gets_a_mail_alone_and_whom_it_reached_gets_it_once() -> None:
    other = Person(name="Nia Rowe", address="nia@saint-finnian.example")
    room = a_nameless_room(a_school(roles={**SAINT_FINNIAN.roles, "dpo": (DPO, other)}), began=MORNING)
    room.file()
    room.carrier.refused[other.address] = SendError("451", permanent=False)
    first = room.until(SLOT)
    room.carrier.refused.clear()
    then = room.until(SLOT + 20 * MINUTE)
    assert len(to(DPO, first)) == len(to(other, then)) == 1
    assert not to(DPO, then)
    assert to(DPO, first)[0].size == to(other, then)[0].size


def test_a_reminder_waits_for_a_slot_and_a_clock_that_runs_out_does_not() -> None:
    room = a_nameless_room(began=MORNING)
    room.file()
    sent = to(DPO, room.until(SLOT + timedelta(hours=71)))
    slots = {(7, 30), (11, 15), (15, 15), (19, 15)}
    assert {(mail.at.hour, mail.at.minute) for mail in sent} <= slots
    over = to(DPO, room.until(SLOT + timedelta(hours=73)))
    assert SLOT + timedelta(hours=72) in {mail.at for mail in over}


def test_all_news_of_a_slot_come_to_a_person_in_one_mail_of_the_same_size() -> None:
    room = a_nameless_room(began=MORNING)
    several = Facts(values={"complaint": a_value(value=True)})
    references = [room.file(code=code, facts=several) for code in (CODE, OTHER_CODE, "3333444455556666")]
    (one,) = to(DPO, room.until(SLOT))
    assert all(one.text.count(f"Reference: {reference}") == 1 for reference in references)
    (quiet,) = to(DPO, room.until(AFTERNOON))
    assert outside(one) == outside(quiet)
    for reference in references:
        sent = [notice for notice in room.room.store.load(reference).notices if notice.role == "dpo"]
        assert {notice.status.value for notice in sent} == {"sent"}
        assert {notice.kind for notice in sent} == {NoticeKind.ALERT, NoticeKind.COMPLAINT}


def test_what_is_over_the_room_of_a_mail_goes_out_in_a_second_one() -> None:
    room = a_nameless_room(began=MORNING)
    codes = [f"{number:016d}" for number in range(MOST_TOGETHER + 2)]
    references = {room.file(code=code, facts=SHORT) for code in codes}
    first, second = to(DPO, room.until(SLOT))
    assert first.size == second.size
    named = re.findall(r"Reference: (\S+)", f"{first.text} {second.text}")
    assert (len(named), set(named)) == (len(references), references)


@pytest.mark.parametrize("comes_back", [False, True])
def test_r18_when_such_a_mail_can_t_be_delivered_each_alert_goes_to_who_stands_in(*, comes_back: bool) -> None:
    room = a_nameless_room(WITH_DEPUTY, began=MORNING)
    references = {room.file(code=code) for code in (CODE, OTHER_CODE)}
    if not comes_back:
        room.carrier.refused[DPO.address] = SendError("550", permanent=True)
    sent = room.until(SLOT)
    if comes_back:
        room.room.bounce(str(to(DPO, sent)[0].message["Message-ID"]))
    sent += room.until(SLOT + 5 * MINUTE)
    told = " ".join(mail.text for mail in to(DEPUTY, sent))
    assert set(re.findall(r"Reference: (\S+)", told)) == references


def test_other_cases_are_told_as_before() -> None:
    room = a_nameless_room(began=MORNING)
    room.room.incident()
    sent = room.until(MORNING + MINUTE)
    assert any("New incident report" in mail.subject for mail in sent)
    assert not any(mail.is_nameless for mail in sent)


@pytest.mark.parametrize("length", [1, 900, 40_000])
def test_what_needs_more_room_is_filled_to_a_multiple(length: int) -> None:
    school = a_school(name="S" + "é" * length)
    room: NamelessRoom = a_nameless_room(school, began=MORNING)
    (mail,) = to(DPO, room.until(SLOT))
    assert mail.size % 8192 == 0
