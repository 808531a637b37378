"""Starting: after a clean end, after a crash, beside another process, over damage."""

import logging
import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from candour.cases.case import CaseStatus
from candour.cases.errors import (
    CaseNotFoundError,
    ReferenceTakenError,
    StoreDamagedError,
    StoreError,
    StoreLockedError,
    StoreReadOnlyError,
)
from candour.cases.notice import NoticeStatus
from candour.store import casefile
from candour.store.folders import CaseFolderStore
from tests.builders import NOON, a_notice, a_report, the_nth_case
from tests.store.conftest import KEY, OpenFolders


def test_a_store_that_is_opened_again_answers_as_before(open_folders: OpenFolders) -> None:
    store = open_folders()
    held = store.hold([b"attached"], name="a.txt", media_type="text/plain")
    case = the_nth_case(
        1,
        reports=(a_report(keys=("key-1",), evidence=(held,)),),
        notices=(
            a_notice(id="sent", message_id="<sent@candour.example>", status=NoticeStatus.SENT),
            a_notice(id="late", message_id="<late@candour.example>", due_at=NOON + timedelta(hours=1)),
        ),
    )
    store.accept(case)
    store.accept(the_nth_case(2))
    store.put("cursors", "dataloss", {"uid": "5"})
    answers = _answers(store)
    store.close()
    store = open_folders()
    assert store.damaged == ()
    assert _answers(store) == answers
    assert store.load(case.reference) == case
    assert b"".join(store.open_evidence(case.reference, held.digest)) == b"attached"
    store.save(case.model_copy(update={"version": 2}))


def _answers(store: CaseFolderStore) -> list[object]:
    return [
        store.register(),
        store.find_key("key-1"),
        store.find_thread("token-1"),
        store.find_notice("<sent@candour.example>"),
        store.due_notices(NOON + timedelta(days=1), 9),
        store.next_due(),
        store.answers_since("s.vaughan@saint-finnian.example", NOON),
        store.reported_by("s.vaughan@saint-finnian.example"),
        store.get("cursors", "dataloss"),
    ]


def test_what_a_crash_leaves_behind_does_not_stop_the_start(
    open_folders: OpenFolders, root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = open_folders()
    case = the_nth_case(1)
    store.accept(case)
    store.close()
    cases = root / "data" / "cases"
    (cases / case.reference / "case.json.new").write_bytes(b"half")
    (cases / "SF-26-CRASH" / "evidence").mkdir(parents=True)
    (cases / "SF-26-CRASH" / "case.json.new").write_bytes(b"half")
    (cases / ".DS_Store").write_bytes(b"foreign")
    (cases / "a-file").write_bytes(b"foreign")
    (cases / "lost+found").mkdir()
    (root / "keys" / "SF-26-CRASH.key").write_bytes(b"hal")
    (root / "data" / "incoming" / "3.new").write_bytes(b"half")
    store = open_folders()
    assert store.damaged == ()
    assert [line.reference for line in store.register()] == [case.reference]
    assert list((root / "data" / "incoming").iterdir()) == []
    assert "SF-26-CRASH has a folder but no case" in caplog.text
    store.save(case.model_copy(update={"version": 2}))
    store.accept(the_nth_case(2, reference="SF-26-CRASH"))
    store.close()
    assert open_folders().load("SF-26-CRASH").reference == "SF-26-CRASH"


def test_a_key_that_a_crash_left_is_used_for_the_case_that_comes_after_all(
    open_folders: OpenFolders, root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = open_folders()
    case = the_nth_case(1)
    store.accept(case)
    store.close()
    (root / "data" / "cases" / case.reference / "case.json").unlink()
    store = open_folders()
    assert "SF-26-00001 has a folder but no case" in caplog.text
    with pytest.raises(CaseNotFoundError):
        store.load(case.reference)
    store.accept(case)
    assert store.load(case.reference) == case


def test_keys_without_cases_are_pointed_out(
    open_folders: OpenFolders, root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Older data that was put back lacks cases whose keys are there: somebody must be told."""
    store = open_folders()
    for number in range(3):
        store.accept(the_nth_case(number))
    store.close()
    for number in range(2):
        (root / "data" / "cases" / f"SF-26-{number:05d}").rename(root / f"away-{number}")
    open_folders()
    assert "2 keys have no case" in caplog.text


def test_evidence_that_was_held_is_held_after_a_restart(open_folders: OpenFolders) -> None:
    store = open_folders()
    held = store.hold([b"uploaded"], name="a.txt", media_type="text/plain")
    store.close()
    store = open_folders()
    case = the_nth_case(1, reports=(a_report(evidence=(held,)),))
    store.accept(case)
    assert b"".join(store.open_evidence(case.reference, held.digest)) == b"uploaded"


def test_held_evidence_that_a_case_has_adopted_is_cleaned_away(open_folders: OpenFolders, root: Path) -> None:
    store = open_folders()
    held = store.hold([b"adopted"], name="a.txt", media_type="text/plain")
    store.hold([b"waiting"], name="b.txt", media_type="text/plain")
    incoming = root / "data" / "incoming"
    copies = {path.name: path.read_bytes() for path in incoming.iterdir()}
    store.accept(the_nth_case(1, reports=(a_report(evidence=(held,)),)))
    (waiting,) = incoming.iterdir()
    store.close()
    for name, content in copies.items():
        (incoming / name).write_bytes(content)
    open_folders()
    assert list(incoming.iterdir()) == [waiting]


def test_a_damaged_case_is_listed_and_logged_and_the_others_work(
    open_folders: OpenFolders, root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """R122: nothing is silently dropped."""
    store = open_folders()
    bad, good = the_nth_case(1), the_nth_case(2)
    store.accept(bad)
    store.accept(good)
    store.close()
    path = root / "data" / "cases" / bad.reference / "case.json"
    path.write_bytes(b"not what was written")
    store = open_folders()
    assert store.damaged == (bad.reference,)
    assert f"{bad.reference} can't be opened" in caplog.text
    with pytest.raises(StoreDamagedError):
        store.load(bad.reference)
    with pytest.raises(StoreDamagedError):
        store.save(bad.model_copy(update={"version": 2}))
    with pytest.raises(ReferenceTakenError):
        store.accept(bad)
    assert path.read_bytes() == b"not what was written"
    store.save(good.model_copy(update={"version": 2}))


def test_a_case_file_that_is_a_folder_is_damage(open_folders: OpenFolders, root: Path) -> None:
    store = open_folders()
    store.accept(the_nth_case(1))
    store.close()
    path = root / "data" / "cases" / "SF-26-00001" / "case.json"
    path.unlink()
    path.mkdir()
    assert open_folders().damaged == ("SF-26-00001",)


def test_damage_that_shows_while_running_is_listed_until_the_case_is_written_again(
    folders: CaseFolderStore, root: Path
) -> None:
    case = the_nth_case(1)
    folders.accept(case)
    path = root / "data" / "cases" / case.reference / "case.json"
    path.write_bytes(path.read_bytes()[:-1])
    assert case.reference not in folders.damaged
    with pytest.raises(StoreDamagedError):
        folders.load(case.reference)
    assert folders.damaged == (case.reference,)
    assert folders.due_notices(NOON + timedelta(days=1), 10) == []
    assert folders.next_due() is None
    assert folders.find_key(case.keys[0]) == case.reference
    folders.save(case.model_copy(update={"version": 2}))
    assert case.reference not in folders.damaged
    assert folders.load(case.reference).version == 2


def test_a_head_of_another_version_of_candour_is_made_anew_from_the_case(
    open_folders: OpenFolders, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_folders()
    with monkeypatch.context() as patched:
        patched.setattr(casefile, "extract_to_json", lambda _extract: b'{"of": "another version"}')
        store.accept(the_nth_case(1, status=CaseStatus.CLOSED))
    answers = _answers(store)
    store.close()
    assert _answers(open_folders()) == answers


def test_a_second_process_is_told_who_has_the_store(folders: CaseFolderStore, root: Path) -> None:
    code = (
        "import sys, pathlib\n"
        "from candour.store.folders import CaseFolderStore\n"
        "from candour.store.keys import InstallationKey\n"
        "CaseFolderStore(pathlib.Path(sys.argv[1]), InstallationKey(bytes(range(32))))\n"
    )
    folders.accept(the_nth_case(1))
    second = subprocess.run([sys.executable, "-c", code, str(root)], capture_output=True, text=True, check=False)
    assert second.returncode == 1
    assert f"StoreLockedError: another Candour works on {root} (process {os.getpid()}, since 20" in second.stderr
    assert "stop it first" in second.stderr
    folders.save(the_nth_case(1, version=2))


def test_a_second_store_in_one_process_is_refused_until_the_first_is_closed(open_folders: OpenFolders) -> None:
    first = open_folders()
    with pytest.raises(StoreLockedError, match="process"):
        open_folders()
    first.close()
    open_folders().accept(the_nth_case(1))


def test_who_has_the_store_may_be_unknown(open_folders: OpenFolders, root: Path) -> None:
    open_folders()
    for written in ("", "[]", '{"pid": "x"}', "{}"):
        (root / "owner.json").write_text(written)
        with pytest.raises(StoreLockedError, match="it has not said which process it is"):
            open_folders()


def test_a_start_that_fails_lets_go_of_the_store(open_folders: OpenFolders, root: Path) -> None:
    open_folders().close()
    check = root / "keys" / "installation.check"
    whole = check.read_bytes()
    check.write_bytes(b"damaged")
    with pytest.raises(StoreDamagedError):
        open_folders()
    check.write_bytes(whole)
    open_folders().accept(the_nth_case(1))


def test_a_reader_looks_at_a_store_that_another_works_on_and_writes_nothing(
    folders: CaseFolderStore, root: Path
) -> None:
    folders.accept(the_nth_case(1))
    files = sorted(root.rglob("*"))
    reader = CaseFolderStore(root, KEY, read_only=True)
    assert reader.load("SF-26-00001") == the_nth_case(1)
    for call in (
        lambda: reader.accept(the_nth_case(2)),
        lambda: reader.save(the_nth_case(1, version=2)),
        lambda: reader.hold([b"x"], name="a", media_type="b"),
        lambda: reader.release("00" * 32),
        lambda: reader.put("cursors", "a", {}),
    ):
        with pytest.raises(StoreReadOnlyError, match="for reading only"):
            call()
    reader.close()
    assert sorted(root.rglob("*")) == files
    folders.save(the_nth_case(1, version=2))


def test_a_reader_of_a_folder_without_a_store_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=re.escape(f"there is no store in {tmp_path}")):
        CaseFolderStore(tmp_path, KEY, read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_the_log_of_a_start_names_references_alone(
    open_folders: OpenFolders, root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    store = open_folders()
    store.accept(the_nth_case(1))
    store.close()
    path = root / "data" / "cases" / "SF-26-00001" / "case.json"
    path.write_bytes(path.read_bytes()[:-1])
    open_folders()
    for word in ("vaughan", "finnian", "token-1", "Trip"):
        assert word not in caplog.text
