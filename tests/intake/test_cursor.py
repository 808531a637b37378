"""How far a folder was looked through: nothing that waits is ever passed by."""

from hypothesis import given
from hypothesis import strategies as st

from candour.app.stored_places import StoredPlaces
from candour.store.memory import MemoryStore
from intake.cursor import Cursor, Cursors, PassingPlaces, Place


def a_cursor(uid: int = 0) -> tuple[Cursor, list[Place]]:
    kept: list[Place] = []
    return Cursor(Place(7, uid), kept.append), kept


def test_the_place_goes_up_to_the_first_message_that_waits() -> None:
    cursor, kept = a_cursor()
    assert cursor.new([3, 5, 8]) == [3, 5, 8]
    cursor.look_at([3, 8])
    assert (cursor.place, kept) == (Place(7, 3), [Place(7, 3)])
    assert cursor.new([3, 5, 8]) == [5]
    cursor.look_at([5])
    assert cursor.place == Place(7, 8)


def test_what_lies_before_the_place_is_not_new() -> None:
    cursor, _ = a_cursor(uid=5)
    assert cursor.new([4, 5, 6]) == [6]


def test_what_was_looked_at_beyond_the_place_is_kept_only_when_the_place_moves() -> None:
    cursor, kept = a_cursor()
    cursor.new([1, 2])
    cursor.look_at([2])
    assert kept == []


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 30)), max_size=60))
def test_no_message_that_was_not_looked_at_is_ever_passed_by(steps: list[tuple[bool, int]]) -> None:
    """Messages arrive (their UIDs rise) and are looked at in any order; after any restart each other one is new."""
    cursor, kept = a_cursor()
    present: list[int] = []
    looked_at: set[int] = set()
    for arrives, number in steps:
        if arrives:
            present.append(max(present, default=0) + number)
            continue
        new = cursor.new(present)
        assert set(new) == set(present) - looked_at
        if new:
            uid = new[number % len(new)]
            looked_at.add(uid)
            cursor.look_at([uid])
    restarted, _ = a_cursor(uid=kept[-1].uid if kept else 0)
    assert set(present) - looked_at <= set(restarted.new(present))


def test_each_folder_has_its_place_and_it_survives_a_restart_while_the_numbers_mean_the_same() -> None:
    store = MemoryStore()
    for folder, uid in (("INBOX", 9), ("Mrs Vaughan", 4)):
        cursor = Cursors(StoredPlaces(store, "admin")).of(folder, 7)
        cursor.new([uid])
        cursor.look_at([uid])
    again = Cursors(StoredPlaces(store, "admin"))
    assert again.of("INBOX", 7).place == Place(7, 9)
    assert again.of("Mrs Vaughan", 7).place == Place(7, 4)
    assert again.of("INBOX", 8).place == Place(8, 0)
    assert Cursors(StoredPlaces(store, "office")).of("INBOX", 7).place == Place(7, 0)


def test_only_numbers_are_kept_and_a_hash_in_place_of_the_folders_name() -> None:
    store = MemoryStore()
    StoredPlaces(store, "admin").keep("Mrs Vaughan", Place(7, 4))
    ((key, record),) = store.records("cursor").items()
    assert (key.startswith("admin/"), "Vaughan" in key) == (True, False)
    assert dict(record) == {"uid_validity": "7", "uid": "4"}


def test_where_the_server_numbers_nothing_for_good_no_place_is_kept() -> None:
    places = PassingPlaces()
    cursor = Cursors(places).of("INBOX", None)
    cursor.new([1])
    cursor.look_at([1])
    assert places.place("INBOX") is None
