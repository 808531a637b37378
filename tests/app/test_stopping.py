"""Candour stops when it is asked to, however early, and a passing trouble of the store doesn't stop it."""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from candour.app.stopping import stop_on_signals
from candour.app.sweeping import sweep_until_stopped
from candour.cases.errors import StoreFullError
from candour.store.keys import create_key_file
from tests.app.configurations import GOOD, written
from tests.running import until


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_sets_the_event_and_afterwards_means_what_it_meant_before(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with stop_on_signals() as stop:
        os.kill(os.getpid(), number)
        assert stop.wait(timeout=20)
        os.kill(os.getpid(), number)
    assert signal.getsignal(number) is before


def test_a_signal_that_another_thread_was_given_is_heard_too() -> None:
    program = (
        "import signal, threading, time\n"
        "from candour.app.stopping import stop_on_signals, wait_for\n"
        "def strike():\n"
        "    time.sleep(0.5)\n"
        "    signal.pthread_kill(threading.get_ident(), signal.SIGTERM)\n"
        "with stop_on_signals() as stop:\n"
        "    threading.Thread(target=strike, daemon=True).start()\n"
        "    wait_for(stop)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], timeout=20, check=False).returncode == 0


def test_a_full_disk_does_not_end_the_sweep_and_its_log_names_the_kind_of_trouble_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    stop = threading.Event()
    answers: Iterator[Sequence[str] | None] = iter([None, ["ST-26-K7QM4"]])

    def sweep() -> Sequence[str]:
        answer = next(answers)
        if answer is None:
            raise StoreFullError("no room beside the letter of Alys Example")
        stop.set()
        return answer

    def plan_letters() -> int:
        if not stop.is_set():
            raise StoreFullError("no room beside the digest of Alys Example")
        return 0

    with caplog.at_level(logging.WARNING, logger="candour"):
        sweep_until_stopped(sweep, plan_letters, stop, every_in_seconds=0.01)
    assert [getattr(record, "error", None) for record in caplog.records] == ["StoreFullError"] * 2
    assert "Alys" not in caplog.text


def _running_until_the_model_loads(folder: Path) -> "subprocess.Popen[str]":
    """Return a `candour run` in a group of its own, seen to have started its fork server."""
    create_key_file(folder / "candour.key")
    written(folder, GOOD)
    process = subprocess.Popen(
        [sys.executable, "-m", "candour.app", "run", "--config", "candour.toml"],
        cwd=folder,
        env={**os.environ, "CANDOUR_IMAP_PASSWORD": "x"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert until(lambda: _has_a_fork_server(process.pid), seconds=60)
    return process


def _has_a_fork_server(parent: int) -> bool:
    children = Path(f"/proc/{parent}/task/{parent}/children")
    return any(
        b"multiprocessing.forkserver" in Path(f"/proc/{child}/cmdline").read_bytes()
        for child in children.read_text(encoding="ascii").split()
    )


@pytest.mark.long
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_whole_group_may_be_told_to_stop_while_the_model_loads(tmp_path: Path, number: signal.Signals) -> None:
    process = _running_until_the_model_loads(tmp_path)
    os.killpg(process.pid, number)
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0, out
    assert "Traceback" not in out
    assert "stopped" in out
