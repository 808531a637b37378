"""The wheel in an environment of its own: templates, policies and samples are inside, the checkout is not used."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAIL = (
    "From: Megan Tudor <m.tudor@stteilos.example>\r\nDate: Fri, 20 Nov 2026 09:30:00 +0000\r\n"
    "Subject: Class list\r\n\r\n"
    "This morning I emailed the class list of Year 4 to the wrong parent, 28 pupils.\r\n"
)


pytestmark = [pytest.mark.long, pytest.mark.xdist_group("wheel")]
PACKAGES = ("bot", "candour", "intake", "nlp", "replies")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy of the packages, install it alone, and return the environment's bin folder."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    for package in PACKAGES:
        shutil.copytree(ROOT / package, source / package, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / file, source)
    build = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder), str(source)]
    subprocess.run(build, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv" / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    return python.parent


def candour(installed: Path, folder: Path, *arguments: str, given: str = "") -> "subprocess.CompletedProcess[str]":
    """Run the installed command away from the checkout; the dependencies are those of the tests' environment."""
    environment = {**os.environ, "PYTHONPATH": sysconfig.get_path("purelib")}
    command = [str(installed / "candour"), *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, input=given, capture_output=True, text=True, timeout=110, check=False
    )


def test_the_installed_command_fills_in_the_form(installed: Path, tmp_path: Path) -> None:
    done = candour(installed, tmp_path, "prefill", "--json", given=MAIL)
    assert done.returncode == 0, done.stderr
    facts = json.loads(done.stdout)
    assert facts["individuals"]["value"] == 28
    form = candour(installed, tmp_path, "prefill", given=MAIL)
    assert "Employee Responsible" in form.stdout


def test_the_installed_demonstration_runs_to_its_end(installed: Path, tmp_path: Path) -> None:
    done = candour(installed, tmp_path, "demo", "--once", "--folder", "here")
    assert done.returncode == 0, done.stderr
    assert "Class list sent to the wrong parent" in done.stdout
    sent = list((tmp_path / "here" / "sent").glob("*.txt"))
    assert len(sent) > 20


def test_help_teaches_and_a_mistake_is_one_line(installed: Path, tmp_path: Path) -> None:
    assert "candour demo" in candour(installed, tmp_path, "--help").stdout
    done = candour(installed, tmp_path, "run")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "candour init" in done.stderr


def test_the_installed_command_holds_a_conversation_and_brings_the_page_for_it(installed: Path, tmp_path: Path) -> None:
    done = candour(installed, tmp_path, "chat", given="I left my school laptop on the train this morning\nsend\n")
    assert done.returncode == 0, done.stderr
    assert "Reported: ST-" in done.stdout
    folder = "files('candour.app').joinpath('templates/demo')"
    looking = f"from importlib.resources import files; print(*(each.name for each in {folder}.iterdir()))"
    command = [str(installed / "python"), "-c", looking]
    found = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert {"chat.html", "chat_form.html", "chat.css", "_message.html"} <= set(found.stdout.split())
