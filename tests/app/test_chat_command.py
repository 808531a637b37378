"""`candour chat` as somebody starts it: a process with lines from a pipe, over a demonstration or a real store."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from candour.app.environment import configured
from candour.app.stores import opened_store
from candour.store.keys import create_key_file
from tests.app.configurations import GOOD, changed, written

STORY = "I left my school laptop on the train this morning."
REFERENCE = re.compile(r"^Reported: (ST-\d\d-[0-9A-Z]{5})$", re.MULTILINE)


def chatted(folder: Path, lines: str, *options: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "candour.app", "chat", *options],
        input=lines,
        cwd=folder,
        env={name: value for name, value in os.environ.items() if not name.startswith("CANDOUR_")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """Return a folder with the configuration of a school."""
    places = {"folder": str(tmp_path / "store"), "key_file": str(tmp_path / "candour.key")}
    create_key_file(tmp_path / "candour.key")
    written(tmp_path, changed({**GOOD, "nlp": {"model": ""}}, ("store",), places))
    return tmp_path


def references(school: Path) -> list[str]:
    settings, secrets = configured(school / "candour.toml")
    store = opened_store(settings, secrets, read_only=True)
    try:
        return [entry.reference for entry in store.register()]
    finally:
        store.close()


@pytest.mark.long
def test_without_a_configuration_it_is_a_demonstration_that_leaves_nothing_behind(tmp_path: Path) -> None:
    done = chatted(tmp_path, f"{STORY}\nsend\n")
    assert done.returncode == 0, done.stderr
    assert "this is a demonstration" in done.stdout
    assert REFERENCE.search(done.stdout)
    assert "dpo: alert" in done.stdout
    assert "\x1b" not in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.long
def test_nothing_sent_is_said_and_is_the_exit_code(tmp_path: Path) -> None:
    done = chatted(tmp_path, f"{STORY}\ncancel\n")
    assert (done.returncode, "Nothing was sent." in done.stdout) == (1, True)


@pytest.mark.long
def test_with_a_configuration_the_report_is_a_case_of_the_school(school: Path) -> None:
    done = chatted(school, f"{STORY}\nsend\n", "--address", "g.pugh@stteilos.example", "--name", "Gareth Pugh")
    assert done.returncode == 0, done.stderr
    assert REFERENCE.findall(done.stdout) == references(school)
    assert "as soon as `candour run` works" in done.stdout
    assert chatted(school, "help\n", "--demo").returncode == 1
    assert len(references(school)) == 1


@pytest.mark.parametrize(
    ("options", "says"), [((), "--address"), (("--address", "gareth"), "one mail address"), (("-c", "x"), "no x")]
)
def test_what_it_needs_to_know_is_asked_for_plainly(school: Path, options: tuple[str, ...], says: str) -> None:
    done = chatted(school, f"{STORY}\nsend\n", *options)
    assert (done.returncode, says in done.stderr, "Traceback" in done.stderr) == (2, True, False)


def test_beside_a_running_candour_it_says_what_to_do_instead(school: Path) -> None:
    settings, secrets = configured(school / "candour.toml")
    store = opened_store(settings, secrets)
    try:
        done = chatted(school, f"{STORY}\nsend\n", "--address", "g.pugh@stteilos.example")
    finally:
        store.close()
    assert (done.returncode, "candour chat --demo" in done.stderr) == (1, True)
    assert references(school) == []
