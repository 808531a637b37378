"""What stands on the disk tells nothing, and can't be changed unnoticed (R63, R87: evidence is kept securely)."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from candour.cases.case import Case
from candour.cases.errors import StoreDamagedError
from candour.cases.report import Evidence
from candour.store.folders import CaseFolderStore
from candour.store.keys import InstallationKey
from candour.store.streams import PIECE
from candour.store.times import HOUR_IN_NS, round_times
from tests.builders import LETTER, a_report, the_nth_case
from tests.store.conftest import OpenFolders

ATTACHMENT = b"Year 5 trip list: Gwilym Trevanion, asthma. " * 100


def _accepted(store: CaseFolderStore, number: int, *contents: bytes) -> Case:
    held = tuple(store.hold([content], name="trip list.txt", media_type="text/plain") for content in contents)
    case = the_nth_case(number, reports=(a_report(keys=(f"key-{number}",), evidence=held),))
    store.accept(case)
    return case


def _case_file(root: Path, case: Case) -> Path:
    return root / "data" / "cases" / case.reference / "case.json"


def _evidence_files(root: Path, case: Case) -> list[Path]:
    return sorted(
        (root / "data" / "cases" / case.reference / "evidence").iterdir(), key=lambda path: path.stat().st_size
    )


def _flip(path: Path, position: int) -> None:
    content = bytearray(path.read_bytes())
    content[position] ^= 1
    path.write_bytes(content)


def test_no_word_of_anybody_stands_on_the_disk(folders: CaseFolderStore, root: Path) -> None:
    """R63, R87."""
    case = _accepted(folders, 1, ATTACHMENT)
    folders.hold([ATTACHMENT, b"held"], name="held.txt", media_type="text/plain")
    folders.put("cursors", "mailbox of the office", {"seen": "Seren Vaughan"})
    folders.save(case.model_copy(update={"version": 2}))
    words = [*LETTER.split(), "Gwilym", "Trevanion", "trip list", "s.vaughan", "saint-finnian", "st-finnian"]
    words += ["sent_to_wrong_person", "token-1", "key-1", "notice-1", "mailbox of the office", "reports", "report-1"]
    words += [case.evidence[0].digest]
    files = [path for path in root.rglob("*") if path.is_file()]
    assert len(files) == 8  # lock and owner, two keys, case and evidence, held, record
    everything = b"".join(str(path.relative_to(root)).encode() + path.read_bytes() for path in files).lower()
    assert [word for word in words if len(word) > 3 and word.lower().encode() in everything] == []


def test_the_same_bytes_in_two_cases_look_different(folders: CaseFolderStore, root: Path) -> None:
    (one,), (two,) = (_evidence_files(root, _accepted(folders, number, ATTACHMENT)) for number in (1, 2))
    assert one.name != two.name
    assert one.read_bytes()[-100:] != two.read_bytes()[-100:]


def test_only_the_owner_may_look(folders: CaseFolderStore, root: Path) -> None:
    _accepted(folders, 1, ATTACHMENT)
    assert root.stat().st_mode & 0o777 == 0o700
    open_to_others = [path for path in root.rglob("*") if path.is_file() and path.stat().st_mode & 0o077]
    assert open_to_others == []


def test_another_key_is_refused_and_changes_nothing(open_folders: OpenFolders, root: Path) -> None:
    store = open_folders()
    case = _accepted(store, 1, ATTACHMENT)
    store.close()
    before = {path: path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()}
    with pytest.raises(StoreDamagedError, match="not the one that this store was made with"):
        CaseFolderStore(root, InstallationKey(bytes(32)))
    assert {path: path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()} == before
    assert open_folders().load(case.reference) == case


def test_a_store_without_its_check_keeps_the_key_of_its_cases(open_folders: OpenFolders, root: Path) -> None:
    store = open_folders()
    case = _accepted(store, 1)
    store.close()
    (root / "keys" / "installation.check").unlink()
    stranger = CaseFolderStore(root, InstallationKey(bytes(32)))
    assert stranger.damaged == (case.reference,)
    stranger.close()
    assert open_folders().load(case.reference) == case


def test_no_changed_byte_of_a_case_goes_unnoticed(open_folders: OpenFolders, root: Path) -> None:
    store = open_folders()
    case, other = _accepted(store, 1), _accepted(store, 2)
    store.close()
    path = _case_file(root, case)
    whole = path.read_bytes()
    for position in [*range(60), *range(60, len(whole), 97), len(whole) - 1]:
        _flip(path, position)
        store = open_folders()
        with pytest.raises(StoreDamagedError):
            store.load(case.reference)
        assert store.damaged == (case.reference,)
        assert store.load(other.reference) == other
        store.close()
        path.write_bytes(whole)
    assert open_folders().load(case.reference) == case


@pytest.mark.parametrize("kept", [0, 7, 35, 36, 100, -1])
def test_a_case_cut_short_is_noticed_at_the_start(open_folders: OpenFolders, root: Path, kept: int) -> None:
    store = open_folders()
    case = _accepted(store, 1)
    store.close()
    path = _case_file(root, case)
    path.write_bytes(path.read_bytes()[:kept])
    assert open_folders().damaged == (case.reference,)


def test_an_absurd_length_does_not_exhaust_the_memory(open_folders: OpenFolders, root: Path) -> None:
    store = open_folders()
    case = _accepted(store, 1)
    store.close()
    path = _case_file(root, case)
    content = bytearray(path.read_bytes())
    content[24:36] = b"\xff" * 12
    path.write_bytes(content)
    assert open_folders().damaged == (case.reference,)


def test_swapped_cases_are_noticed(open_folders: OpenFolders, root: Path) -> None:
    store = open_folders()
    one, two = _accepted(store, 1), _accepted(store, 2)
    store.close()
    _swap(_case_file(root, one), _case_file(root, two))
    assert open_folders().damaged == (one.reference, two.reference)


def test_swapped_folders_with_their_keys_are_noticed(open_folders: OpenFolders, root: Path) -> None:
    store = open_folders()
    one, two = _accepted(store, 1), _accepted(store, 2)
    store.close()
    _swap(_case_file(root, one).parent, _case_file(root, two).parent)
    _swap(root / "keys" / f"{one.reference}.key", root / "keys" / f"{two.reference}.key")
    assert open_folders().damaged == (one.reference, two.reference)


def test_the_head_of_an_older_version_does_not_pass(open_folders: OpenFolders, root: Path) -> None:
    """It would undo what was sent: notices would be due again."""
    store = open_folders()
    case = _accepted(store, 1)
    path = _case_file(root, case)
    old = path.read_bytes()
    store.save(case.model_copy(update={"version": 2}))
    store.close()
    new = path.read_bytes()
    head_end = 36 + int.from_bytes(new[24:28], "big")
    assert old[24:28] == new[24:28]
    for mixed in (old[:head_end] + new[head_end:], new[:36] + old[36:head_end] + new[head_end:]):
        path.write_bytes(mixed)
        store = open_folders()
        with pytest.raises(StoreDamagedError):
            store.load(case.reference)
        store.close()


def test_who_destroys_a_key_erases_the_case(open_folders: OpenFolders, root: Path) -> None:
    store = open_folders()
    gone, kept = _accepted(store, 1, ATTACHMENT), _accepted(store, 2, ATTACHMENT)
    (root / "keys" / f"{gone.reference}.key").unlink()
    with pytest.raises(StoreDamagedError):
        store.load(gone.reference)
    with pytest.raises(StoreDamagedError):
        store.open_evidence(gone.reference, gone.evidence[0].digest)
    store.close()
    store = open_folders()
    assert store.damaged == (gone.reference,)
    assert store.load(kept.reference) == kept


def _swap(one: Path, two: Path) -> None:
    aside = one.with_name("aside")
    one.rename(aside)
    two.rename(one)
    aside.rename(two)


def _cut_a_piece(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(48 + PIECE + 16)


def _cut_all_pieces(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(48)


def _swap_pieces(path: Path) -> None:
    content, size = path.read_bytes(), PIECE + 16
    path.write_bytes(
        content[:48] + content[48 + size : 48 + 2 * size] + content[48 : 48 + size] + content[48 + 2 * size :]
    )


def _double_the_last(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content + content[48 + 2 * (PIECE + 16) :])


TAMPERINGS: dict[str, Callable[[Path], None]] = {
    "mark": lambda path: _flip(path, 0),
    "salt": lambda path: _flip(path, 20),
    "first piece": lambda path: _flip(path, 48),
    "last byte": lambda path: _flip(path, -1),
    "cut at a piece": _cut_a_piece,
    "cut to nothing": _cut_all_pieces,
    "cut in the salt": lambda path: os.truncate(path, 30),
    "empty": lambda path: os.truncate(path, 0),
    "swapped pieces": _swap_pieces,
    "doubled": _double_the_last,
    "gone": lambda path: path.unlink(),
}

THREE_PIECES = bytes(2 * PIECE) + b"end"


@pytest.mark.parametrize("tamper", TAMPERINGS.values(), ids=TAMPERINGS)
def test_tampered_evidence_is_not_given_out_as_whole(
    folders: CaseFolderStore, root: Path, tamper: Callable[[Path], None]
) -> None:
    case = _accepted(folders, 1, THREE_PIECES)
    (path,) = _evidence_files(root, case)
    tamper(path)
    with pytest.raises(StoreDamagedError):
        b"".join(folders.open_evidence(case.reference, case.evidence[0].digest))


def test_swapped_evidence_is_noticed_before_a_byte_of_it_is_given_out(folders: CaseFolderStore, root: Path) -> None:
    case = _accepted(folders, 1, bytes(PIECE + 1), THREE_PIECES)
    _swap(*_evidence_files(root, case))
    for item in case.evidence:
        with pytest.raises(StoreDamagedError):
            next(folders.open_evidence(case.reference, item.digest))


@pytest.mark.parametrize("tamper", [TAMPERINGS["first piece"], TAMPERINGS["cut at a piece"], TAMPERINGS["salt"]])
def test_tampered_held_evidence_never_becomes_a_case(
    folders: CaseFolderStore, root: Path, tamper: Callable[[Path], None]
) -> None:
    held = folders.hold([THREE_PIECES], name="a", media_type="b")
    (path,) = (root / "data" / "incoming").iterdir()
    tamper(path)
    case = the_nth_case(1, reports=(a_report(evidence=(held,)),))
    with pytest.raises(StoreDamagedError):
        folders.accept(case)
    assert folders.register() == []
    _hold_again(folders, held)
    folders.accept(case)
    assert b"".join(folders.open_evidence(case.reference, held.digest)) == THREE_PIECES


def _hold_again(store: CaseFolderStore, held: Evidence) -> None:
    assert store.hold([THREE_PIECES], name="a", media_type="b") == held


def test_swapped_held_evidence_never_becomes_a_case(folders: CaseFolderStore, root: Path) -> None:
    held = [folders.hold([content], name="a", media_type="b") for content in (b"one", b"two")]
    _swap(*(root / "data" / "incoming").iterdir())
    with pytest.raises(StoreDamagedError, match="another content"):
        folders.accept(the_nth_case(1, reports=(a_report(evidence=(held[0],)),)))
    assert folders.register() == []


def test_tampered_records_are_reported_and_never_written_over(open_folders: OpenFolders, root: Path) -> None:
    store = open_folders()
    store.put("cursors", "a", {"uid": "1"})
    store.close()
    path = root / "data" / "records" / "cursors.json"
    _flip(path, -1)
    damaged = path.read_bytes()
    store = open_folders()
    with pytest.raises(StoreDamagedError):
        store.get("cursors", "a")
    with pytest.raises(StoreDamagedError):
        store.put("cursors", "a", {"uid": "2"})
    assert path.read_bytes() == damaged
    shutil.copy(path, path.with_name("digests.json"))
    with pytest.raises(StoreDamagedError):
        store.get("digests", "a")


def test_r33_the_times_of_files_tell_the_hour_of_what_came_confidentially_and_are_left_alone_else(
    folders: CaseFolderStore, root: Path
) -> None:
    for number, confidential in enumerate((True, False), start=1):
        file = folders.hold([ATTACHMENT], name="list.txt", media_type="text/plain")
        report = a_report(keys=(f"key-{number}",), evidence=(file,), confidential=confidential)
        case = the_nth_case(number, reports=(report,))
        folders.accept(case)
        folders.save(case.model_copy(update={"version": case.version + 1}))
        files = [*(root / "data" / "cases" / case.reference).rglob("*"), root / "keys" / f"{case.reference}.key"]
        assert len(files) == 4
        assert [path.stat().st_mtime % 3_600 == 0 for path in files] == [confidential] * 4


def test_a_time_that_can_not_be_rounded_is_told_and_keeps_no_case_back(
    caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    (tmp_path / "there").touch()
    (tmp_path / "file").touch()
    round_times([tmp_path / "gone", tmp_path / "file" / "below", tmp_path / "there"], HOUR_IN_NS)
    assert (tmp_path / "there").stat().st_mtime % 3_600 == 0
    assert [record.getMessage() for record in caplog.records] == ["the time of a file could not be rounded (ENOTDIR)"]
