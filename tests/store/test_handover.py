"""What a command leaves for the process that works on the store: taken once, or still there."""

import stat
from pathlib import Path

import pytest

from candour.cases.errors import StoreDamagedError
from candour.store.handover import Handover
from candour.store.keys import InstallationKey

KEY = InstallationKey(bytes(32))


def test_what_is_left_is_taken_once_and_gone(tmp_path: Path) -> None:
    left, taken = Handover(tmp_path, KEY), list[str]()
    names = [left.leave("one"), left.leave("two")]
    assert not any(map(left.is_taken, names))
    process = Handover(tmp_path, KEY)
    assert process.take_all(taken.append) == 2
    assert sorted(taken) == ["one", "two"]
    assert all(map(left.is_taken, names))
    assert process.take_all(taken.append) == 0


def test_nothing_waits_before_anything_was_left(tmp_path: Path) -> None:
    assert Handover(tmp_path, KEY).take_all(lambda _: None) == 0


def test_what_can_not_be_taken_now_stays(tmp_path: Path) -> None:
    handover = Handover(tmp_path, KEY)
    name = handover.leave("one")

    def refuse(_: str) -> None:
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011  ours, from above
        handover.take_all(refuse)
    assert not handover.is_taken(name)


def test_what_is_withdrawn_is_not_taken(tmp_path: Path) -> None:
    handover, taken = Handover(tmp_path, KEY), list[str]()
    handover.withdraw(handover.leave("one"))
    assert handover.take_all(taken.append) == 0


def test_it_is_sealed_for_its_owner_alone(tmp_path: Path) -> None:
    name = Handover(tmp_path, KEY).leave("the words")
    file = tmp_path / "handover" / name
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert b"the words" not in file.read_bytes()


@pytest.mark.parametrize("content", [b"", b"x" * 100])
def test_what_can_not_be_opened_is_removed_and_does_not_stand_in_the_way(tmp_path: Path, content: bytes) -> None:
    handover, taken = Handover(tmp_path, KEY), list[str]()
    handover.leave("one")
    (tmp_path / "handover" / ("0" * 32)).write_bytes(content)
    (tmp_path / "handover" / "notes.txt").write_bytes(b"somebody's")
    with pytest.raises(StoreDamagedError):
        handover.take_all(taken.append)
    assert handover.take_all(taken.append) == 1
    assert (taken, (tmp_path / "handover" / "notes.txt").exists()) == (["one"], True)


def test_a_piece_that_was_moved_to_another_name_is_not_opened(tmp_path: Path) -> None:
    handover = Handover(tmp_path, KEY)
    (tmp_path / "handover" / handover.leave("one")).rename(tmp_path / "handover" / ("0" * 32))
    with pytest.raises(StoreDamagedError):
        handover.take_all(lambda _: None)
