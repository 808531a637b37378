"""The demonstration: leaves nothing behind, empties nothing that isn't its own, and says what was not done."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest
from typer.testing import CliRunner

from candour.app.cli import app
from candour.app.demo.folder import DemoFolder
from candour.app.demo.show import DemonstrationUnfinishedError, show_demonstration
from candour.cases.errors import SettingsError
from tests.running import until


@pytest.mark.long
def test_it_says_what_was_not_done_when_its_patience_runs_out(tmp_path: Path) -> None:
    with pytest.raises(DemonstrationUnfinishedError, match="of 13 sample mails"):
        show_demonstration(tmp_path, Event(), once=True, patience_in_seconds=0.0)


@pytest.mark.slow
def test_it_ends_by_itself_when_all_is_done_and_one_mail_was_set_aside(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["demo", "--once", "--folder", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert "out-of-office answer was set aside" in done.output
    assert re.search(r"Somebody reports without a name, at http://127\.0\.0\.1:\d+/r/st-teilos", done.output)
    assert re.search(r"with the code [0-9A-Z]{4}(-[0-9A-Z]{4}){3}\.", done.output)
    assert re.search(
        r"came in     The spreadsheet with the free[\s\S]*chair of governors: head notice \(at \d\d:\d\d\)", done.output
    )
    assert any((tmp_path / "sent").iterdir())


def test_an_earlier_demonstration_is_removed_and_other_files_beside_it_stay(tmp_path: Path) -> None:
    folder = DemoFolder(tmp_path)
    folder.make_fresh()
    folder.sent.mkdir()
    (folder.sent / "001.txt").touch()
    (tmp_path / "notes.txt").touch()
    folder.make_fresh()
    assert {path.name for path in tmp_path.iterdir()} == {"demo.json", "notes.txt"}


def test_the_folder_one_stands_in_may_be_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    DemoFolder(Path()).make_fresh()
    assert (tmp_path / "demo.json").exists()


def test_a_folder_with_other_files_is_refused_as_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").touch()
    for path in (tmp_path, tmp_path / "letter.txt"):
        with pytest.raises(SettingsError, match="--folder"):
            DemoFolder(path).make_fresh()
    assert (tmp_path / "letter.txt").exists()


@pytest.mark.long
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_its_mailbox_ends_with_it_however_it_ends(tmp_path: Path, number: signal.Signals) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "candour.app", "demo", "--folder", str(tmp_path / "demo")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert until(lambda: bool(_mailboxes(process.pid)), seconds=60)
    mailboxes = _mailboxes(process.pid)
    os.kill(process.pid, number)
    _, errors = process.communicate(timeout=60)
    assert b"Traceback" not in errors
    assert process.returncode == (0 if number == signal.SIGTERM else -signal.SIGKILL)
    assert until(lambda: not any(_runs(mailbox) for mailbox in mailboxes), seconds=20)


def _mailboxes(parent: int) -> list[int]:
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
    return [int(child) for child in children if b"pymap" in Path(f"/proc/{child}/cmdline").read_bytes()]


def _runs(process: int) -> bool:
    """Tell whether a process is there and no zombie that its adopter has not buried yet."""
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
