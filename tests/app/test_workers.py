"""Worker processes: untrusted work within limits of time and memory."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from candour.app.workers import ProcessWorkers
from candour.cases.errors import ReadingFailedError, WorkersClosedError, WorkersUnavailableError
from tests.running import until

MEMORY = 1024 * 1024 * 1024


def double(number: int) -> int:
    return number * 2


def sleep_for(seconds: float) -> None:
    time.sleep(seconds)


def loop_forever() -> None:
    while True:
        pass


def take_memory(size: int) -> int:
    return len(bytearray(size))


def die() -> None:
    os._exit(7)


def fail_with(text: str) -> None:
    raise ValueError(text)


def process_id() -> int:
    return os.getpid()


def parent_id() -> int:
    return os.getppid()


def wait_for_file(started: Path, file: Path) -> str:
    """Tell that it began, then wait for a file."""
    with started.open("a", encoding="utf-8") as beginnings:
        beginnings.write(f"{os.getpid()}\n")
    while not file.exists():
        time.sleep(0.01)
    return "done"


def die_at_first(beginnings: Path) -> str:
    """Die as the first of a kind, as when the kernel wants memory back."""
    if beginnings.exists():
        return "done"
    beginnings.touch()
    os.kill(os.getpid(), signal.SIGKILL)
    return "not reached"


def process_ids(file: Path) -> list[int]:
    return [int(line) for line in file.read_text(encoding="utf-8").split()] if file.exists() else []


@contextmanager
def no_more_files() -> Iterator[None]:
    """Let this process open nothing more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.fixture(scope="module")
def workers() -> Iterator[ProcessWorkers]:
    with ProcessWorkers(1, model="", memory_in_bytes=MEMORY) as running:
        yield running


def test_work_is_done_in_another_process_and_its_result_comes_back(workers: ProcessWorkers) -> None:
    assert workers.run(double, 21, timeout_in_seconds=20) == 42
    assert workers.run(process_id, timeout_in_seconds=20) != os.getpid()


@pytest.mark.parametrize("work", [loop_forever, die])
def test_work_that_hangs_or_dies_is_ended_and_the_next_work_is_done(workers: ProcessWorkers, work: object) -> None:
    assert callable(work)
    with pytest.raises(ReadingFailedError):
        workers.run(work, timeout_in_seconds=0.3)
    assert workers.run(double, 2, timeout_in_seconds=20) == 4


def test_the_reason_says_that_it_took_too_long(workers: ProcessWorkers) -> None:
    with pytest.raises(ReadingFailedError, match=r"longer than 0\.2 seconds"):
        workers.run(sleep_for, 30.0, timeout_in_seconds=0.2)


def test_work_that_wants_more_memory_than_a_report_may_is_refused(workers: ProcessWorkers) -> None:
    with pytest.raises(ReadingFailedError, match="memory"):
        workers.run(take_memory, 4 * MEMORY, timeout_in_seconds=20)
    assert workers.run(take_memory, 1000, timeout_in_seconds=20) == 1000


def test_a_failure_names_its_type_and_never_quotes_what_somebody_wrote(workers: ProcessWorkers) -> None:
    with pytest.raises(ReadingFailedError) as caught:
        workers.run(fail_with, "Alys Example, 3 Heol Ffug", timeout_in_seconds=20)
    assert "ValueError" in str(caught.value)
    assert "Alys" not in str(caught.value)


def test_a_small_delay_within_the_limit_is_no_failure(workers: ProcessWorkers) -> None:
    workers.run(sleep_for, 0.2, timeout_in_seconds=20)
    time.sleep(0.3)
    assert workers.run(double, 3, timeout_in_seconds=20) == 6


def test_work_of_which_a_worker_died_by_chance_is_done_once_more(workers: ProcessWorkers, tmp_path: Path) -> None:
    assert workers.run(die_at_first, tmp_path / "died", timeout_in_seconds=20) == "done"


def test_work_of_which_two_workers_died_is_not_given_to_a_third(workers: ProcessWorkers, tmp_path: Path) -> None:
    with pytest.raises(ReadingFailedError, match="died"):
        workers.run(leave_a_mark_and_die, tmp_path / "marks", timeout_in_seconds=20)
    assert len(process_ids(tmp_path / "marks")) == 2


def leave_a_mark_and_die(marks: Path) -> None:
    with marks.open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")
    die()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_the_whole_group_does_not_end_what_is_being_read(
    workers: ProcessWorkers, tmp_path: Path, number: signal.Signals
) -> None:
    fork_server = workers.run(parent_id, timeout_in_seconds=20)
    started, file = tmp_path / "started", tmp_path / "go on"
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(workers.run, wait_for_file, started, file, timeout_in_seconds=20)
        assert until(lambda: bool(process_ids(started)), seconds=20)
        for process in (*process_ids(started), fork_server):
            os.kill(process, number)
        file.touch()
        assert reading.result() == "done"
    assert len(process_ids(started)) == 1
    assert workers.run(parent_id, timeout_in_seconds=20) == fork_server


def test_a_worker_that_cannot_be_started_is_our_trouble_and_is_started_when_there_is_room_again(
    workers: ProcessWorkers,
) -> None:
    os.kill(workers.run(process_id, timeout_in_seconds=20), signal.SIGKILL)
    with no_more_files(), pytest.raises(WorkersUnavailableError) as caught:
        workers.run(double, 2, timeout_in_seconds=20)
    assert not isinstance(caught.value, ReadingFailedError)
    assert workers.run(double, 2, timeout_in_seconds=20) == 4


def test_closing_lets_the_work_under_way_be_finished_and_refuses_what_waits(tmp_path: Path) -> None:
    with in_three_threads(tmp_path) as (workers, busy, waiting):
        with ThreadPoolExecutor(1) as pool:
            closing = pool.submit(workers.close)
            for future in waiting:
                assert isinstance(future.exception(timeout=20), WorkersClosedError)
            (tmp_path / "go on").touch()
            closing.result(timeout=20)
        assert busy.result(timeout=20) == "done"
        with pytest.raises(WorkersClosedError):
            workers.run(double, 2, timeout_in_seconds=20)


def test_closing_does_not_wait_for_ever_for_slow_work_which_is_not_called_unreadable(tmp_path: Path) -> None:
    with in_three_threads(tmp_path, limit_in_seconds=600) as (workers, busy, _):
        workers.close()
        assert isinstance(busy.exception(timeout=20), WorkersClosedError)


@contextmanager
def in_three_threads(
    folder: Path, *, limit_in_seconds: float = 20
) -> Iterator[tuple[ProcessWorkers, "Future[str]", list["Future[str]"]]]:
    """One worker, one taker that has it and works, and two that wait for it."""
    workers = ProcessWorkers(1, model="", memory_in_bytes=MEMORY)
    started = folder / "started"
    with ThreadPoolExecutor(3) as pool:

        def taken() -> "Future[str]":
            return pool.submit(
                workers.run, wait_for_file, started, folder / "go on", timeout_in_seconds=limit_in_seconds
            )

        busy = taken()
        assert until(lambda: bool(process_ids(started)), seconds=20)
        try:
            yield workers, busy, [taken(), taken()]
        finally:
            workers.close()


def test_an_interpreter_that_ends_without_closing_its_workers_ends_all_the_same(tmp_path: Path) -> None:
    script = tmp_path / "careless.py"
    script.write_text(
        "from candour.app.workers import ProcessWorkers\n"
        "if __name__ == '__main__':\n"
        "    ProcessWorkers(1, model='', memory_in_bytes=2**30)\n",
        encoding="utf-8",
    )
    assert subprocess.run([sys.executable, str(script)], timeout=60, check=False).returncode == 0


def test_who_waits_is_served_in_turn_beside_a_backlog() -> None:
    """Somebody in a chat waits for what is under way, never for a whole mailbox that is being read."""
    with ProcessWorkers(1, model="", memory_in_bytes=MEMORY) as workers, ThreadPoolExecutor(3) as pool:
        stop, done = Event(), list[int]()

        def backlog() -> None:
            while not stop.is_set():
                done.append(workers.run(double, 1, timeout_in_seconds=10))

        readers = [pool.submit(backlog) for _ in range(2)]
        assert until(lambda: len(done) > 20, seconds=30)
        waited = []
        for _ in range(20):
            before = len(done)
            workers.run(double, 2, timeout_in_seconds=10)
            waited.append(len(done) - before)
        stop.set()
        for reader in readers:
            reader.result()
    assert max(waited) <= 6
