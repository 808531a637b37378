"""What the disk tells of when something came without a name: days, and no order."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from candour.cases.report import Report
from candour.store.folders import CaseFolderStore
from candour.store.keys import subkey
from candour.store.sealing import unseal
from tests.builders import a_report, the_nth_case
from tests.nameless import CODE, a_nameless_room
from tests.service import DPO
from tests.store.conftest import KEY, OpenFolders

DAY_IN_SECONDS = 24 * 3_600
ODD = 1_700_000_123
MORNING = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
SLOT = datetime(2026, 11, 23, 11, 15, tzinfo=UTC)
KINDS = ("ways-back", "names-left", "one-time-links", "letters")


def nameless(number: int, folders: CaseFolderStore) -> Report:
    """Return a report without a name, with a file."""
    file = folders.hold([b"a list of names %d" % number], name="file-1.txt", media_type="text/plain")
    return a_report(keys=(f"key-{number}",), evidence=(file,), confidential=True, anonymous=True, sender=None)


def everything(root: Path) -> list[Path]:
    """Return every file and folder of the store but those of the process that owns it."""
    own = {"lock", "owner.json", "installation.check"}
    return [path for path in root.rglob("*") if path.name not in own and path != root / "data"]


def test_no_file_nor_folder_tells_more_than_the_day(folders: CaseFolderStore, root: Path) -> None:
    case = the_nth_case(1, reports=(nameless(1, folders),))
    folders.accept(case)
    folders.save(case.model_copy(update={"version": case.version + 1}))
    folders.hold([b"of nobody yet"], name="held", media_type="text/plain")
    for kind in KINDS:
        folders.put(kind, "a", {"sealed": "x"})
    found = everything(root)
    assert {"case.json", "evidence", "incoming", "keys", *(f"{kind}.json" for kind in KINDS)} <= {
        path.name for path in found
    }
    assert [path.name for path in found if path.stat().st_mtime % DAY_IN_SECONDS] == []


def test_nor_does_the_folder_of_what_is_held_once_it_is_let_go(folders: CaseFolderStore, root: Path) -> None:
    for end in ("release", "accept"):
        report = nameless(1, folders)
        if end == "release":
            folders.release(report.evidence[0].digest)
        else:
            folders.accept(the_nth_case(1, reports=(report,)))
        assert (root / "data" / "incoming").stat().st_mtime % DAY_IN_SECONDS == 0


@pytest.mark.parametrize("keys", [("a", "b", "c"), ("c", "a", "b"), ("b", "c", "a")])
def test_the_order_of_records_tells_nothing_of_what_came_first(
    keys: tuple[str, ...], folders: CaseFolderStore, root: Path
) -> None:
    for key in keys:
        folders.put("ways-back", key, {"sealed": "x"})
    folders.put("ways-back", keys[0], {"sealed": "y"})
    sealed = (root / "data" / "records" / "ways-back.json").read_bytes()
    tables = json.loads(unseal(subkey(KEY.secret, b"candour records"), sealed, b"ways-back"))
    assert [(number, row["key"]) for number, row in tables["records"].items()] == [("1", "a"), ("2", "b"), ("3", "c")]
    assert list(folders.records("ways-back")) == ["a", "b", "c"]


def test_after_a_slot_all_files_of_what_came_without_a_name_are_touched_together(
    folders: CaseFolderStore, root: Path
) -> None:
    for number in (1, 2):
        folders.accept(the_nth_case(number, reports=(nameless(number, folders),)))
    folders.put("ways-back", "a", {"sealed": "x"})
    folders.accept(the_nth_case(3, reports=(a_report(keys=("key-3",)),)))
    named = root / "data" / "cases" / the_nth_case(3).reference
    files = everything(root)
    for path in files:
        os.utime(path, (ODD, ODD))  # whose times are set anew after this, the moment of its last change is, too
    folders.even_times()
    left = {path for path in files if path.stat().st_mtime == ODD}
    assert left == {named, *named.rglob("*"), root / "keys" / f"{named.name}.key"}
    assert folders.load(the_nth_case(1).reference).reports[0].anonymous


def test_nor_after_a_day_of_mails_answers_and_a_restart(open_folders: OpenFolders, root: Path) -> None:
    store = open_folders()
    room = a_nameless_room(began=MORNING, store=store)
    reference = room.file()
    assert [mail for mail in room.until(SLOT) if mail.is_nameless and not mail.says_nothing_new]
    room.add("It is still there.")
    room.room.service.leave_name(CODE, "Wren Parry")
    assert [mail for mail in room.until(SLOT + timedelta(hours=4)) if mail.to == (DPO.address,)]
    store.close()
    again = a_nameless_room(began=room.room.clock(), store=open_folders(), seed=2)
    again.room.service.free_leases()
    assert again.until(room.room.clock() + timedelta(hours=1)) == []
    assert again.room.store.load(reference).reports[-1].text == "It is still there."
    assert [path.name for path in everything(root) if path.stat().st_mtime % DAY_IN_SECONDS] == []
