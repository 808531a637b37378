"""Reports without a name about one event, merged into a case: each writer finds their own, and nothing of another's."""

from datetime import UTC, datetime, timedelta

import pytest

from candour.cases.case import Case
from candour.cases.coming_back import Stage
from candour.cases.facts import Facts
from candour.cases.filing import Filing, digest_of
from candour.cases.order import Order
from candour.cases.showing.confidential import is_name_sealed
from candour.store.memory import MemoryStore
from tests.builders import some_facts
from tests.nameless import CODE, OTHER_CODE, WORDS, NamelessRoom, a_nameless_room
from tests.service import DPO

CAME = datetime(2026, 11, 23, 9, 5, 33, 412_345, tzinfo=UTC)
HOUR = timedelta(hours=1)


def merge(room: NamelessRoom, one: str, into: str) -> None:
    """Merge a case into another one after the next slot, and let the reports come over."""
    room.until(room.room.clock() + 3 * HOUR)
    room.room.service.decide(one, Order(what="merge", value=into, by=DPO, reason="They are one.", details={}))
    room.until(room.room.clock() + HOUR)


def said(room: NamelessRoom, code: str) -> list[str]:
    return [each.text for each in room.room.service.come_back(code).said]


def test_what_another_writer_adds_to_a_merged_case_is_shown_to_nobody_but_who_decides() -> None:
    store = MemoryStore()
    room = a_nameless_room(began=CAME, store=store)
    one, other = room.file("The list is on the website."), room.file("Pupils found a list.", code=OTHER_CODE)
    merge(room, other, into=one)
    room.add("I am the librarian.", code=OTHER_CODE)
    room.add("It is still there.")
    assert said(room, CODE) == ["The list is on the website.", "It is still there."]
    room.until(room.room.clock() + 24 * HOUR)
    assert said(room, CODE) == ["The list is on the website.", "It is still there."]
    assert {report.text for report in store.load(one).reports} >= {"I am the librarian.", "It is still there."}


def test_the_receipt_is_that_of_their_own_report_where_an_earlier_one_was_merged_into_its_case() -> None:
    room = a_nameless_room(began=CAME)
    named = room.room.incident(subject="The list")
    room.until(CAME + 30 * HOUR)
    reference = room.file()
    merge(room, named, into=reference)
    filed = room.room.service.file(Filing(school="st-finnian", text=WORDS, code=CODE))
    assert (filed.digest, filed.is_other) == (digest_of(CODE, WORDS), False)
    assert filed.filed_on == room.room.service.come_back(CODE).filed_on == (CAME + 30 * HOUR).date()


def test_a_report_that_is_read_over_midnight_is_of_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore()
    room = a_nameless_room(began=datetime(2026, 11, 23, 23, 59, 59, tzinfo=UTC), store=store)

    def slowly(*_shown: object) -> Facts:
        room.room.clock.move(timedelta(seconds=3))
        return some_facts()

    monkeypatch.setattr(room.room.reader, "read", slowly)
    case = store.load(room.file())
    days = {case.opened_at, case.reports[0].received_at, *(event.at for event in case.events)}
    assert days == {datetime(2026, 11, 23, tzinfo=UTC)}


def decide(room: NamelessRoom, reference: str, what: str, value: str = "") -> Case:
    return room.room.service.decide(reference, Order(what=what, value=value, by=DPO, reason="Needed.", details={}))


def test_who_reported_what_was_merged_into_a_named_case_finds_their_words_and_what_is_asked_since() -> None:
    room = a_nameless_room(began=CAME - 3 * HOUR)
    named = room.room.incident(subject="The list")
    decide(room, named, "ask", "Mrs Parry, why did you send it?")
    room.until(CAME)
    merge(room, room.file(), into=named)
    assert room.room.service.come_back(CODE).stage is Stage.TOGETHER
    room.add("It is still there.")
    assert said(room, CODE) == [WORDS, "It is still there."]
    room.until(room.room.clock() + 24 * HOUR)
    decide(room, named, "ask", "Which list?")
    assert said(room, CODE) == [WORDS, "It is still there.", "Which list?"]


@pytest.mark.parametrize("is_left_first", [True, False])
def test_a_name_left_by_the_writer_of_a_merged_report_is_seen_and_opened_in_the_case_that_it_went_to(
    is_left_first: bool,  # noqa: FBT001 - a parameter of the table
) -> None:
    store = MemoryStore()
    room = a_nameless_room(began=CAME - 3 * HOUR, store=store)
    named = room.room.incident(subject="The list")
    room.until(CAME)
    reference = room.file()
    if is_left_first:
        room.room.service.leave_name(CODE, "Wren Parry")
    merge(room, reference, into=named)
    if not is_left_first:
        room.room.service.leave_name(CODE, "Wren Parry")
        assert not is_name_sealed(store.load(named))
        room.until(room.room.clock() + 24 * HOUR)
    assert room.room.service.come_back(CODE).is_named
    assert is_name_sealed(store.load(named))
    opened = decide(room, named, "release_name")
    assert not is_name_sealed(opened)
    assert "Wren Parry" in opened.facts.model_dump_json()
    assert room.room.service.come_back(CODE).is_released


def test_a_writer_who_gives_up_after_their_report_was_merged_is_asked_nothing_more() -> None:
    store = MemoryStore()
    room = a_nameless_room(began=CAME, store=store)
    one, other = room.file("The list is on the website."), room.file("Pupils found a list.", code=OTHER_CODE)
    merge(room, other, into=one)
    room.room.service.leave_name(OTHER_CODE, "Wren Parry")
    room.until(room.room.clock() + 24 * HOUR)
    assert is_name_sealed(store.load(one))
    room.room.service.give_up_way_back(OTHER_CODE)
    room.until(room.room.clock() + 24 * HOUR)
    assert not is_name_sealed(store.load(one))
    decide(room, one, "ask", "Which list?")
    assert said(room, CODE)[-1] == "Which list?"
    assert (len(store.records("ways-back")), store.records("names-left")) == (1, {})
