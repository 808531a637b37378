"""What is kept of when somebody wrote without a name: days and slots. Seen over everything that the service keeps."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from candour.cases.errors import DecisionRefusedError, SendError, StoreFullError, WrongCodeError
from candour.cases.filing import Filing, Further
from candour.cases.notice import NoticeKind
from candour.cases.order import Order
from candour.store.memory import MemoryStore
from tests.builders import a_value, some_facts
from tests.letters import GRAVE, THURSDAY, a_school, digests
from tests.nameless import CODE, OTHER_CODE, a_nameless_room
from tests.service import DPO, HEAD, SAINT_FINNIAN, FillableStore

CAME = datetime(2026, 11, 23, 9, 5, 33, 412_345, tzinfo=UTC)
SLOT = datetime(2026, 11, 23, 11, 15, tzinfo=UTC)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def moments(store: MemoryStore) -> Iterator[tuple[str, datetime]]:
    """Yield every moment in all cases and records, with the name of its entry."""
    for line in store.register():
        yield from _moments("case", json.loads(store.load(line.reference).model_dump_json()))
    for kind in ("letters", "slots-planned", "ways-back", "names-left", "one-time-links", "audit", "mail-days"):
        for record in store.records(kind).values():
            for name, text in record.items():
                yield from _moments(f"{kind}.{name}", json.loads(text) if text.startswith("{") else text)


def _moments(name: str, value: object) -> Iterator[tuple[str, datetime]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _moments(f"{name}.{key}", inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _moments(name, inner)
    elif isinstance(value, str) and len(value) > len("2026-11-23T"):
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            return
        yield name, found


def test_r33_nothing_that_is_kept_tells_the_minute_at_which_anything_was_written() -> None:
    store = MemoryStore()
    room = a_nameless_room(began=THURSDAY, store=store)
    room.until(CAME)
    reference = room.file()
    room.carrier.refused[DPO.address] = SendError("451", permanent=False)
    room.until(SLOT)
    room.carrier.refused.clear()
    room.until(SLOT + 33 * MINUTE)
    written = {CAME}
    acts: tuple[Callable[[], None], ...] = (
        lambda: room.add("It is still there."),
        lambda: room.room.service.leave_name(CODE, "Wren Parry"),
        lambda: room.room.service.give_up_way_back(CODE),
    )
    for number, act in enumerate(acts):
        room.until(SLOT + timedelta(hours=2 + number, minutes=22 + number, seconds=11, milliseconds=417))
        written.add(room.room.clock())
        act()
    room.until(CAME + 4 * DAY)
    kept = list(moments(store))
    assert len(kept) > 40
    assert store.load(reference).events[-1].number > 10
    for name, moment in kept:
        assert not any(abs(moment - when) < 2 * MINUTE for when in written), (name, moment)


def test_two_that_came_on_one_day_stand_in_the_order_of_their_references() -> None:
    store = MemoryStore()
    room = a_nameless_room(began=CAME, store=store)
    references = []
    for code in (CODE, OTHER_CODE, "3333444455556666", "BBBBCCCCDDDDEEEE"):
        references.append(room.file(code=code))
        room.until(room.room.clock() + 7 * MINUTE)
    assert references != sorted(references)
    assert [line.reference for line in store.register()] == sorted(references)
    assert len({line.opened_at for line in store.register()}) == 1


def test_a_digest_names_such_a_case_when_it_is_told_and_not_before_without_content() -> None:
    room = a_nameless_room(began=CAME)
    room.until(CAME + MINUTE)
    reference = room.file(facts=some_facts(**GRAVE))
    came = room.room.clock()
    assert digests(room.room.post()) == []
    sent = room.until(came + timedelta(hours=1))
    mails = [mail for mail in sent if "digest" in mail.subject]
    assert len(mails) == 1
    assert came + 10 * MINUTE <= mails[0].at <= came + 55 * MINUTE
    assert f"{reference}, level High: a report without a name" in mails[0].text
    for words in ("attack", "Read the new message", "Decide the level", "00:00"):
        assert words not in mails[0].text


def test_a_case_that_came_before_the_last_digest_and_was_told_after_it_is_new_in_the_next() -> None:
    room = a_nameless_room(began=CAME)
    room.until(datetime(2026, 11, 24, 6, 0, tzinfo=UTC))
    reference = room.file()
    sent = room.until(datetime(2026, 11, 25, 7, 40, tzinfo=UTC))
    last = [mail for mail in sent if "digest" in mail.subject and mail.to == (DPO.address,)][-1]
    assert "New since the last digest (1)" in last.text
    assert reference in last.text


def test_the_alert_of_another_case_does_not_name_one_that_has_not_been_told() -> None:
    room = a_nameless_room(began=CAME)
    nameless = room.file(facts=some_facts())
    named = room.room.incident(subject=f"Is this {nameless}?")
    sent = room.until(CAME + MINUTE)
    alert = next(mail for mail in sent if "please decide" in mail.subject)
    assert nameless in room.room.store.load(named).related
    assert nameless not in alert.text + alert.markup


SAME = "I sent the trip list of Year 5 with the names of 27 pupils and who carries an inhaler to the wrong parent."
OF_TWO = ("nameless", "named")


@pytest.mark.parametrize("first", OF_TWO)
def test_of_two_reports_of_one_event_before_a_slot_none_says_which_came_first(first: str) -> None:
    store = MemoryStore()
    room = a_nameless_room(began=CAME, store=store)
    for which in (first, *(other for other in OF_TWO if other != first)):
        room.until(room.room.clock() + 10 * MINUTE)
        _ = room.file(SAME) if which == "nameless" else room.room.incident(text=SAME)
    listed = room.room.service.listing(DPO)
    assert [line.possible_duplicates for line in listed] == [()]
    assert "duplicate" not in listed[0].needs
    room.until(SLOT + MINUTE)
    assert [line.possible_duplicates for line in store.register()] == [(), ()]


@pytest.mark.parametrize("first", OF_TWO)
def test_a_report_of_the_same_event_after_the_slot_names_the_first_one(first: str) -> None:
    store = MemoryStore()
    room = a_nameless_room(began=CAME, store=store)
    one = room.file(SAME) if first == "nameless" else room.room.incident(text=SAME)
    room.until(SLOT + MINUTE)
    other = room.room.incident(text=SAME) if first == "nameless" else room.file(SAME)
    assert store.load(other).possible_duplicates == (one,)


def test_who_is_passed_over_sees_neither_line_nor_case() -> None:
    room = a_nameless_room(began=CAME)
    room.file(facts=some_facts(head_teacher_implicated=a_value(value=True)))
    room.until(SLOT + MINUTE)
    assert room.room.service.listing(HEAD) == []
    assert len(room.room.service.listing(DPO)) == 1


def test_a_damaged_case_keeps_back_no_mail_of_a_slot() -> None:
    store = FillableStore()
    room = a_nameless_room(began=CAME, store=store)
    reference = room.file()
    room.until(SLOT)
    store.damaged_case = reference
    next_slot = SLOT + timedelta(hours=4)
    sent = [mail for mail in room.until(next_slot) if mail.is_nameless and mail.to == (DPO.address,)]
    assert [(mail.at, mail.says_nothing_new) for mail in sent] == [(next_slot, True)]


def test_what_waits_for_its_slot_is_kept_once_however_often_sent_and_joins_once_whatever_is_cut_off() -> None:
    store = FillableStore()
    room = a_nameless_room(began=CAME, store=store)
    reference = room.file()
    room.until(SLOT + MINUTE)
    file = store.hold([b"the list"], name="file-1.csv", media_type="text/csv")
    further = Further(code=CODE, text="It is still there.", once="1", evidence=(file,))
    for _ in range(2):
        room.room.service.add(further)
    assert [len(store.load(reference).coming), len(store.load(reference).reports)] == [1, 1]
    again = a_nameless_room(began=room.room.clock(), store=store, seed=2)
    again.until(SLOT + timedelta(hours=4))
    again.room.service.sweep()
    case = store.load(reference)
    assert [report.text for report in case.reports[1:]] == ["It is still there."]
    assert case.coming == ()
    assert b"".join(store.open_evidence(reference, file.digest)) == b"the list"
    assert [event.kind for event in case.events].count("message_received") == 1


def test_what_waits_while_a_disk_is_full_joins_when_there_is_room() -> None:
    store = FillableStore()
    room = a_nameless_room(began=CAME, store=store)
    reference = room.file()
    room.until(SLOT + MINUTE)
    room.add("It is still there.")
    room.room.at(SLOT + timedelta(hours=4))
    store.full = True
    with pytest.raises(StoreFullError):
        room.room.service.sweep()
    store.full = False
    room.room.service.sweep()
    assert store.load(reference).reports[-1].text == "It is still there."


def test_what_waits_in_a_case_that_is_merged_comes_with_it() -> None:
    room = a_nameless_room(began=CAME)
    reference, other = room.file(), room.room.incident()
    room.until(SLOT + MINUTE)
    room.add("It is still there.")
    room.room.decide(reference, "merge", other)
    room.until(SLOT + timedelta(hours=5))
    assert [report.text for report in room.room.store.load(other).reports][-1] == "It is still there."


def test_each_school_has_its_own_slots() -> None:
    other = a_school(
        key="st-teilo", prefix="ST", slots=(SLOT.replace(hour=10).time(),), reply_address="dataloss@teilo.example"
    )
    room = a_nameless_room(SAINT_FINNIAN, other, began=CAME)
    first, second = room.file(), room.file(code=OTHER_CODE, school="st-teilo")
    room.until(SLOT + MINUTE)
    due = {
        notice.due_at
        for reference in (first, second)
        for notice in room.room.store.load(reference).notices
        if notice.kind is NoticeKind.ALERT
    }
    assert due == {SLOT, SLOT.replace(hour=10)}


def test_the_same_form_sent_again_after_the_slot_tells_nobody_anew() -> None:
    room = a_nameless_room(began=CAME)
    reference = room.file()
    room.until(SLOT + MINUTE)
    before = room.room.store.load(reference)
    room.room.service.file(Filing(school="st-finnian", text="again", code=CODE))
    assert room.room.store.load(reference) == before


@pytest.mark.parametrize("act", ["leave_name", "give_up_way_back"])
def test_what_a_writer_does_without_words_is_seen_in_the_case_at_the_next_slot_and_noted_once(act: str) -> None:
    store = MemoryStore()
    room = a_nameless_room(began=CAME, store=store)
    reference = room.file()
    room.until(SLOT + MINUTE)
    before = store.load(reference)
    for _ in range(2):
        with suppress(WrongCodeError):
            getattr(room.room.service, act)(CODE, *(["Wren Parry"] if act == "leave_name" else []))
    after = store.load(reference)
    assert (after.events, after.way_back, after.stamp) == (before.events, before.way_back, before.stamp)
    room.until(SLOT + timedelta(hours=3, minutes=57))
    assert store.load(reference).events == before.events
    room.until(SLOT + timedelta(hours=4))
    case = store.load(reference)
    assert [event.kind for event in case.events[len(before.events) :]] == [
        "name_left" if act == "leave_name" else "way_back_given_up"
    ]
    assert (case.acts, case.way_back is None) == ((), act == "give_up_way_back")


def test_a_name_that_waits_for_its_slot_is_not_opened_by_a_form_that_somebody_made() -> None:
    store = MemoryStore()
    room = a_nameless_room(began=CAME, store=store)
    reference = room.file()
    room.until(SLOT + MINUTE)
    room.room.service.leave_name(CODE, "Wren Parry")
    release = Order(what="release_name", value="", by=DPO, reason="Is there one yet?", details={})
    with pytest.raises(DecisionRefusedError):
        room.room.service.decide(reference, release)
    room.until(SLOT + timedelta(hours=4))
    opened = room.room.service.decide(reference, release)
    assert opened.facts.shown("reporter_name") == "Wren Parry"


def test_a_code_that_was_given_up_is_opened_by_no_form_that_is_sent_again_before_the_slot() -> None:
    store = MemoryStore()
    room = a_nameless_room(began=CAME, store=store)
    room.file()
    room.room.service.give_up_way_back(CODE)
    room.file()
    room.room.service.settle_links()
    assert store.records("ways-back") == {}
    with pytest.raises(WrongCodeError):
        room.room.service.come_back(CODE)


def levels_of(store: MemoryStore) -> list[str | None]:
    return [line.level for line in store.register()]


def test_r79_what_has_not_been_told_raises_no_level_before_its_slot_and_every_one_from_then_on() -> None:
    store = MemoryStore()
    room = a_nameless_room(began=CAME, store=store)
    before = room.room.store.load(room.room.incident()).assessment.level.level
    for letter in "ABCD":
        room.file(f"Something else, {letter}.", code=f"K7QM4T0V9XWE2HA{letter}")
        room.until(room.room.clock() + 5 * MINUTE)
    named = room.room.incident(subject="another", text="A parcel of letters has gone.")
    assert before != "high"
    assert store.load(named).assessment.level.level == before
    assert set(levels_of(store)) == {before}
    room.until(SLOT)
    assert levels_of(store).count("high") == 4
    kinds = [event.kind for line in store.register() for event in store.load(line.reference).events]
    assert kinds.count("assessed") == len(levels_of(store)) + 4
    assert all(line.next_step > SLOT for line in store.register() if line.next_step)
