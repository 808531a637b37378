"""A case whose key was destroyed is gone, and with it what its writer's code opened; a damaged one may come back."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from candour.cases.errors import WrongCodeError
from tests.nameless import CODE, OTHER_CODE, WORDS, a_nameless_room
from tests.store.conftest import OpenFolders

MORNING = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
KINDS = ("ways-back", "names-left")


def two_cases(open_folders: OpenFolders) -> tuple[str, str]:
    """File two reports whose writers leave their names, and stop; return the references."""
    store = open_folders()
    room = a_nameless_room(began=MORNING, store=store)
    references = room.file(), room.file(code=OTHER_CODE)
    for code in (CODE, OTHER_CODE):
        room.room.service.leave_name(code, "Wren Parry")
    store.close()
    return references


def test_where_a_key_was_destroyed_the_next_start_forgets_words_and_name(open_folders: OpenFolders, root: Path) -> None:
    erased, _ = two_cases(open_folders)
    (root / "keys" / f"{erased}.key").unlink()
    store = open_folders()
    room = a_nameless_room(began=MORNING, store=store)
    room.room.service.settle_links()
    assert [len(store.records(kind)) for kind in KINDS] == [1, 1]
    with pytest.raises(WrongCodeError):
        room.room.service.come_back(CODE)
    assert room.room.service.come_back(OTHER_CODE).is_named


@pytest.mark.parametrize("is_other_erased", [False, True])
def test_where_a_case_is_damaged_nothing_is_forgotten_until_it_is_restored(
    open_folders: OpenFolders,
    root: Path,
    is_other_erased: bool,  # noqa: FBT001 - a parameter of the table
) -> None:
    damaged, other = two_cases(open_folders)
    (file,) = (root / "data" / "cases" / damaged).glob("case*")
    whole = file.read_bytes()
    file.write_bytes(b"torn")
    if is_other_erased:
        (root / "keys" / f"{other}.key").unlink()
    store = open_folders()
    a_nameless_room(began=MORNING, store=store).room.service.settle_links()
    assert [len(store.records(kind)) for kind in KINDS] == [2, 2]
    store.close()
    file.write_bytes(whole)
    store = open_folders()
    room = a_nameless_room(began=MORNING, store=store)
    room.room.service.settle_links()
    assert [len(store.records(kind)) for kind in KINDS] == [2 - is_other_erased] * 2
    assert room.room.service.come_back(CODE).said[0].text == WORDS
