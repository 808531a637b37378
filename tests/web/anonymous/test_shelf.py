"""Files between the pages: few, small, in memory, and gone after an hour."""

from datetime import timedelta

import pytest

from candour.web.anonymous.shelf import LASTING, MOST_BYTES, MOST_FILES, NoRoomError, Shelf
from tests.builders import NOON


@pytest.mark.parametrize(
    ("media_type", "name"),
    [
        ("image/jpeg", "file-1.jpg"),
        ("application/pdf", "file-1.pdf"),
        ("text/csv", "file-1.csv"),
        ("application/x-surprise", "file-1.bin"),
    ],
)
def test_a_file_has_a_name_that_tells_its_kind_alone(media_type: str, name: str) -> None:
    assert Shelf().add("drawer", b"a", media_type, NOON).name == name


def test_drawers_know_nothing_of_each_other() -> None:
    shelf = Shelf()
    shelf.add("mine", b"a", "text/plain", NOON)
    assert shelf.files("yours", NOON) == ()
    assert [file.content for file in shelf.files("mine", NOON)] == [b"a"]


def test_the_same_file_twice_is_one_and_numbers_are_not_used_again() -> None:
    shelf = Shelf()
    for content in (b"a", b"b", b"a"):
        shelf.add("drawer", content, "text/plain", NOON)
    shelf.remove("drawer", 1)
    shelf.add("drawer", b"c", "text/plain", NOON)
    assert [(file.number, file.content) for file in shelf.files("drawer", NOON)] == [(2, b"b"), (3, b"c")]


def test_an_hour_after_the_last_file_all_are_gone() -> None:
    shelf = Shelf()
    shelf.add("drawer", b"a", "text/plain", NOON)
    shelf.add("drawer", b"b", "text/plain", NOON + timedelta(minutes=50))
    assert len(shelf.files("drawer", NOON + LASTING)) == 2
    shelf.sweep(NOON + timedelta(minutes=50) + LASTING)
    assert shelf.files("drawer", NOON) == ()


def test_what_was_sent_is_forgotten_at_once() -> None:
    shelf = Shelf()
    shelf.add("drawer", b"a", "text/plain", NOON)
    shelf.forget("drawer")
    shelf.forget("drawer")
    shelf.remove("drawer", 1)
    assert shelf.files("drawer", NOON) == ()


def test_there_is_room_for_so_many_so_large_and_so_much_in_all() -> None:
    shelf = Shelf(most_in_all=MOST_BYTES + 6 * 64 * 1024)
    for number in range(MOST_FILES):
        shelf.add("many", bytes([number]), "text/plain", NOON)
    refused = []
    for drawer, content in (("many", b"x"), ("large", bytes(MOST_BYTES + 1)), ("last", bytes(MOST_BYTES - 1))):
        try:
            shelf.add(drawer, content, "text/plain", NOON)
        except NoRoomError as error:
            refused.append((drawer, error.why))
    assert refused == [("many", "too_many"), ("large", "too_large")]
    with pytest.raises(NoRoomError, match="too_busy"):
        shelf.add("more", bytes(MOST_BYTES), "text/plain", NOON)


def test_very_many_small_files_find_no_room_either() -> None:
    shelf = Shelf(most_in_all=1024 * 1024)
    for number in range(16):
        shelf.add(f"drawer {number}", b"a", "text/plain", NOON)
    with pytest.raises(NoRoomError, match="too_busy"):
        shelf.add("one more", b"a", "text/plain", NOON)


def test_on_a_full_shelf_the_largest_and_oldest_drawer_makes_room_for_a_smaller_one() -> None:
    shelf = Shelf(most_in_all=3 * 1024 * 1024)
    for number in range(3):
        shelf.add(f"flood {number}", bytes(1024 * 1024), "text/plain", NOON + timedelta(seconds=number))
    shelf.add("a photo", bytes(200_000), "text/plain", NOON + timedelta(minutes=1))
    kept = [name for name in ("flood 0", "flood 1", "flood 2", "a photo") if shelf.files(name, NOON)]
    assert kept == ["flood 1", "flood 2", "a photo"]


def test_where_room_could_not_be_made_all_the_same_nobody_loses_a_file() -> None:
    shelf = Shelf(most_in_all=3 * 1024 * 1024)
    for name, size in (("large", 1024 * 1024), ("small", 900_000), ("other", 900_000)):
        shelf.add(name, bytes(size), "text/plain", NOON)
    with pytest.raises(NoRoomError, match="too_busy"):
        shelf.add("more", bytes(2_000_000), "text/plain", NOON)
    assert all(shelf.files(name, NOON) for name in ("large", "small", "other"))
    with pytest.raises(NoRoomError, match="too_busy"):
        shelf.add("large", bytes(1_000_000), "text/plain", NOON)
    assert len(shelf.files("large", NOON)) == 1
