"""A disk that is full, or broken, at every single step of every kind of writing."""

import errno
import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from candour.cases.case import Case
from candour.cases.errors import CaseNotFoundError, StoreError, StoreFullError, StoreReadOnlyError
from candour.cases.report import Evidence
from candour.store.folders import CaseFolderStore
from tests.builders import a_report, an_evidence, the_nth_case
from tests.small_disk import a_small_disk
from tests.store.conftest import KEY
from tests.store.failing import FILE_SYNC, FOLDER_SYNC, WRITES, FailingDisk

Act = Callable[[CaseFolderStore], object]

OLD, NEW = an_evidence(b"old"), an_evidence(b"new" * 1000)
STANDING = the_nth_case(1, reports=(a_report(keys=("one",), evidence=(OLD,)),))
CHANGED = STANDING.model_copy(
    update={"version": 2, "reports": (*STANDING.reports, a_report(id="r2", keys=("two",), evidence=(NEW,)))}
)
ACCEPTED = the_nth_case(2, reports=(a_report(keys=("three",), evidence=(NEW,)),))

ACTS: dict[str, Act] = {
    "accept": lambda store: store.accept(ACCEPTED),
    "save": lambda store: store.save(CHANGED),
    "hold": lambda store: store.hold([b"more"], name="a", media_type="b"),
    "put": lambda store: store.put("cursors", "a", {"uid": "2"}),
    "put of a new kind": lambda store: store.put("digests", "a", {"uid": "2"}),
}


def _prepared(root: Path) -> CaseFolderStore:
    """Return a store with a case, held evidence and a record."""
    store = CaseFolderStore(root, KEY)
    store.hold([b"old"], name="trip.pdf", media_type="application/pdf")
    store.accept(STANDING)
    store.hold([b"new" * 1000], name="trip.pdf", media_type="application/pdf")
    store.put("cursors", "a", {"uid": "1"})
    return store


def _state(store: CaseFolderStore) -> list[object]:
    return [
        store.register(),
        [store.find_key(key) for key in ("one", "two", "three")],
        [_loaded(store, case.reference) for case in (STANDING, ACCEPTED)],
        store.get("cursors", "a"),
        store.get("digests", "a"),
        b"".join(store.open_evidence(STANDING.reference, OLD.digest)),
        store.damaged,
    ]


def _loaded(store: CaseFolderStore, reference: str) -> Case | None:
    try:
        return store.load(reference)
    except CaseNotFoundError:
        return None


def _files(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*"))


def _each_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, Path, FailingDisk]]:
    """Return fresh folders for the first, second, ... step, until the test saw no step fail any more."""
    disk = FailingDisk(monkeypatch)
    for nth in itertools.count(1):
        yield nth, tmp_path / str(nth), disk
        if not disk.has_failed:
            assert nth > 1, "no step could fail: the disk is watched in the wrong place"
            return


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT], ids=errno.errorcode.get)
def test_without_room_at_any_step_nothing_is_changed_and_with_room_it_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: Act, code: int
) -> None:
    """R122: what was received is not lost, and what was not received is not pretended."""
    for nth, root, disk in _each_step(tmp_path, monkeypatch):
        store = _prepared(root)
        before, files = _state(store), _files(root)
        try:
            with disk.failing(code, nth, *WRITES, FILE_SYNC):
                act(store)
        except StoreFullError:
            assert _state(store) == before
            assert _files(root) == files
            act(store)
        after = _state(store)
        store.close()
        again = CaseFolderStore(root, KEY)
        assert _state(again) == after
        again.close()


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_after_a_failed_sync_nothing_is_written_until_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: Act
) -> None:
    for nth, root, disk in _each_step(tmp_path, monkeypatch):
        store = _prepared(root)
        before = _state(store)
        try:
            with disk.failing(errno.EIO, nth, FILE_SYNC, FOLDER_SYNC):
                act(store)
        except StoreReadOnlyError:
            for refused in ACTS.values():
                with pytest.raises(StoreReadOnlyError, match="a sync failed"):
                    refused(store)
            assert store.register() == before[0]
            store.close()
            _assert_whole_or_absent(root, before, act)
        else:
            store.close()


def _assert_whole_or_absent(root: Path, before: list[object], act: Act) -> None:
    """What was not acknowledged may be there after the next start, but then all of it; and the store works."""
    store = CaseFolderStore(root, KEY)
    if _state(store) == before:
        if act in (ACTS["accept"], ACTS["save"]):
            act(store)
    else:
        for case in (STANDING, CHANGED, ACCEPTED):
            if _loaded(store, case.reference) == case:
                assert all(_read(store, case, item) for item in case.evidence)
    assert store.damaged == ()
    store.close()


def _read(store: CaseFolderStore, case: Case, item: Evidence) -> bytes:
    return b"".join(store.open_evidence(case.reference, item.digest))


def test_a_folder_that_cannot_be_synced_for_want_of_room_ends_writing_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new file stands in its place then, so "nothing was changed" would not be true."""
    store = _prepared(tmp_path / "store")
    disk = FailingDisk(monkeypatch)
    with pytest.raises(StoreReadOnlyError), disk.failing(errno.ENOSPC, 1, FOLDER_SYNC):
        store.save(STANDING.model_copy(update={"version": 2}))
    store.close()


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize(
    ("code", "error"), [(errno.EROFS, StoreReadOnlyError), (errno.EIO, StoreError), (errno.EACCES, StoreError)]
)
def test_what_the_system_refuses_is_a_store_error_that_tells_no_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: Act, code: int, error: type[StoreError]
) -> None:
    store = _prepared(tmp_path / "store")
    disk = FailingDisk(monkeypatch)
    words = "mounted read-only" if error is StoreReadOnlyError else errno.errorcode[code]
    with pytest.raises(error, match=words) as caught, disk.failing(code, 1, "open"):
        act(store)
    assert str(tmp_path) not in str(caught.value)
    store.close()


def test_bytes_that_are_written_in_parts_are_written_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    store = CaseFolderStore(tmp_path / "store", KEY)
    monkeypatch.setattr(os, "write", lambda file, content: real(file, content[:1000]))
    store.hold([b"old"], name="trip.pdf", media_type="application/pdf")
    store.accept(STANDING)
    monkeypatch.undo()
    assert store.load(STANDING.reference) == STANDING
    store.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 1 MiB."""
    with a_small_disk(tmp_path / "small") as disk:
        yield disk.folder


def test_a_disk_that_fills_up_loses_nothing_and_goes_on_when_there_is_room(small_disk: Path) -> None:
    """R122; the default storage of TinyDB, measured, lost every case here."""
    root, ballast = small_disk / "store", small_disk / "ballast"
    store = CaseFolderStore(root, KEY)
    ballast.write_bytes(bytes(600_000))
    acknowledged = _fill(store)
    assert acknowledged
    for _ in range(20):
        with pytest.raises(StoreFullError):
            _accept(store, len(acknowledged), size=50_000)
    assert [store.load(case.reference) for case in acknowledged] == acknowledged
    store.close()

    store = CaseFolderStore(root, KEY)
    assert store.damaged == ()
    assert {line.reference for line in store.register()} == {case.reference for case in acknowledged}
    with pytest.raises(StoreFullError):
        _accept(store, len(acknowledged), size=50_000)
    ballast.unlink()
    acknowledged.append(_accept(store, len(acknowledged), size=50_000))
    store.save(acknowledged[0].model_copy(update={"version": 2}))
    store.close()

    store = CaseFolderStore(root, KEY)
    for case in acknowledged[1:]:
        assert store.load(case.reference) == case
        assert all(len(_read(store, case, item)) == item.size_in_bytes for item in case.evidence)
    store.close()


def _fill(store: CaseFolderStore) -> list[Case]:
    """Accept cases until the disk is full; return those that were acknowledged."""
    acknowledged: list[Case] = []
    try:
        while True:
            acknowledged.append(_accept(store, len(acknowledged), size=7_000 * (len(acknowledged) % 3)))
    except StoreFullError:
        return acknowledged


def _accept(store: CaseFolderStore, number: int, *, size: int) -> Case:
    held = store.hold([number.to_bytes(4, "big") * (size // 4)], name="a", media_type="b")
    case = the_nth_case(number, reports=(a_report(keys=(str(number),), evidence=(held,)),))
    try:
        store.accept(case)
    except StoreFullError:
        store.release(held.digest)
        raise
    return case
