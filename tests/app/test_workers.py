"""Worker processes: untrusted work within limits of time and memory."""

import os
import time
from collections.abc import Iterator

import pytest

from candour.app.workers import ProcessWorkers
from candour.cases.errors import ReadingFailedError

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
