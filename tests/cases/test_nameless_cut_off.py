"""What a writer without a name sends is cut off at any of its writes: sent again, or after a start, it is whole."""

from collections.abc import Callable, Mapping

import pytest

from candour.cases import one_time_links
from candour.cases.case import Case
from candour.cases.coming_back import KIND
from candour.cases.errors import StoreFullError, WrongCodeError
from candour.cases.facts import Facts
from candour.cases.filing import Filing, Further
from candour.cases.names_left import NAMES
from candour.cases.way_back import NAME_LEFT
from candour.store.memory import MemoryStore
from tests.builders import some_facts
from tests.letters import THURSDAY
from tests.nameless import CODE, WORDS, NamelessRoom, a_nameless_room
from tests.service import CODES


class KilledError(BaseException):
    """Stands in for the end of the process."""


class CutOffStore(MemoryStore):
    """Lets so many writes through, and raises at the next one."""

    left = -1
    error: BaseException = KilledError()

    def _count(self) -> None:
        self.left -= 1
        if self.left == -1:
            raise self.error

    def accept(self, case: Case) -> None:
        self._count()
        super().accept(case)

    def save(self, case: Case) -> None:
        self._count()
        super().save(case)

    def put(self, kind: str, key: str, document: Mapping[str, str] | None) -> None:
        self._count()
        super().put(kind, key, document)


FULL, KILLED = StoreFullError("there is no room left"), KilledError()
FURTHER = Further(code=CODE, text="It is still there.", once="once")


def a_room() -> tuple[NamelessRoom, CutOffStore, str]:
    """Set up a store whose writes may be cut off, and one link."""
    store = CutOffStore()
    room = a_nameless_room(began=THURSDAY, store=store)
    room.room.reader.usual = some_facts()
    [token] = room.room.service.mint_links("st-finnian", 1, THURSDAY.date())
    return room, store, token


def cut_off(store: CutOffStore, number: int, error: BaseException, act: Callable[[], object]) -> None:
    """Do something of which all writes but the first few fail."""
    store.left, store.error = number, error
    try:
        act()
    except (StoreFullError, KilledError):
        pass
    finally:
        store.left = -1


@pytest.mark.parametrize("number", range(4))
def test_a_report_that_is_sent_again_leaves_no_link_that_names_its_code(number: int) -> None:
    room, store, token = a_room()
    filing = Filing(school="st-finnian", text=WORDS, code=CODE, link=token)
    cut_off(store, number, FULL, lambda: room.room.service.file(filing))
    room.room.service.file(filing)
    assert store.records(one_time_links.KIND) == {}
    assert len(store.register()) == 1


@pytest.mark.parametrize("error", [FULL, KILLED])
@pytest.mark.parametrize("number", range(2))
def test_a_message_that_is_sent_again_is_shown_to_its_writer(number: int, error: BaseException) -> None:
    room, store, _ = a_room()
    room.file()
    room.room.reader.usual = Facts()
    cut_off(store, number, error, lambda: room.room.service.add(FURTHER))
    room.room.service.add(FURTHER)
    assert [said.text for said in room.room.service.come_back(CODE).said] == [WORDS, FURTHER.text]


@pytest.mark.parametrize("error", [FULL, KILLED])
@pytest.mark.parametrize("number", range(3))
def test_a_name_that_is_sent_again_is_noted_once(number: int, error: BaseException) -> None:
    room, store, _ = a_room()
    reference = room.file()
    for _ in range(2):
        cut_off(store, number, error, lambda: room.room.service.leave_name(CODE, "Wren Parry"))
    room.room.service.leave_name(CODE, "Wren Parry")
    room.until(THURSDAY.replace(hour=20))
    assert [event.kind for event in store.load(reference).events].count(NAME_LEFT) == 1
    assert room.room.service.come_back(CODE).is_named


def test_a_question_that_a_full_disk_kept_from_its_writer_is_shown_after_the_next_sweep() -> None:
    room, store, _ = a_room()
    reference = room.file()
    room.until(THURSDAY.replace(hour=20))
    cut_off(store, 1, FULL, lambda: room.room.decide(reference, "ask", "Which list?"))
    assert len(room.room.service.come_back(CODE).said) == 1
    room.room.service.sweep()
    assert room.room.service.come_back(CODE).said[-1].text == "Which list?"


def test_after_a_start_writers_are_shown_all_and_what_was_given_up_opens_nothing() -> None:
    room, store, _ = a_room()
    reference = room.file()
    room.until(THURSDAY.replace(hour=20))
    cut_off(store, 1, KILLED, lambda: room.room.decide(reference, "ask", "Which list?"))
    room.room.service.settle_links()
    assert room.room.service.come_back(CODE).said[-1].text == "Which list?"
    room.room.service.leave_name(CODE, "Wren Parry")
    cut_off(store, 1, KILLED, lambda: room.room.service.give_up_way_back(CODE))
    assert CODES.lookup(CODE) in store.records(KIND)
    room.room.service.settle_links()
    assert (store.records(KIND), store.records(NAMES)) == ({}, {})
    with pytest.raises(WrongCodeError):
        room.room.service.come_back(CODE)


def test_a_code_opens_a_case_of_a_copy_whose_records_are_of_another_moment() -> None:
    room, store, _ = a_room()
    room.file()
    room.room.service.leave_name(CODE, "Wren Parry")
    key, lookup = CODES.new_key(), CODES.lookup(CODE)
    store.put(KIND, lookup, {"locked": CODES.locked(CODE, key), "sealed": CODES.sealed(key, "{}")})
    store.put(NAMES, lookup, {"sealed": CODES.sealed(key, "Wren Parry")})
    for _ in range(2):
        assert [said.text for said in room.room.service.come_back(CODE).said] == [WORDS]
    room.room.service.leave_name(CODE, "Wren Parry")
    assert room.room.service.come_back(CODE).is_named
