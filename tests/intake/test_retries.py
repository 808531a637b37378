"""How long to wait, and for what: tables over pure functions."""

from datetime import timedelta

import pytest

from candour.cases.errors import (
    StoreDamagedError,
    StoreFullError,
    StoreReadOnlyError,
    WorkersClosedError,
    WorkersUnavailableError,
)
from intake.errors import MailboxMisconfiguredError, MailboxUnusableError
from intake.fetching import BATCH_BYTES, Listed, batches
from intake.limits import Limits
from intake.retries import Retries, code_of, needs_people, pause_in_seconds
from tests.intake.mails import NOON


@pytest.mark.parametrize(
    ("failures", "for_people", "jitter", "seconds"),
    [
        (1, False, 0.0, 1.0),
        (1, False, 1.0, 0.5),
        (2, False, 0.0, 2.0),
        (5, False, 0.0, 16.0),
        (5, False, 0.5, 12.0),
        (100_000, False, 0.0, 300.0),
        (1, True, 0.0, 60.0),
        (2, True, 0.0, 120.0),
        (9, True, 0.0, 300.0),
    ],
)
def test_the_pause_grows_to_five_minutes(failures: int, for_people: bool, jitter: float, seconds: float) -> None:  # noqa: FBT001 - a table's column
    assert pause_in_seconds(failures, for_people=for_people, jitter=jitter) == seconds


@pytest.mark.parametrize(
    ("error", "code", "people"),
    [
        (MailboxUnusableError("dropped", "dataloss", "x"), "dropped", False),
        (MailboxMisconfiguredError("login", "dataloss", "x"), "login", True),
        (StoreFullError("x"), "store_full", False),
        (StoreReadOnlyError("x"), "store_read_only", True),
        (StoreDamagedError("x"), "StoreDamagedError", False),
        (WorkersClosedError(), "workers_closed", False),
        (WorkersUnavailableError("no memory"), "workers", False),
        (ValueError("about Seren Vaughan"), "ValueError", False),
    ],
)
def test_an_error_is_told_by_a_code_that_names_nobody(error: Exception, code: str, people: bool) -> None:  # noqa: FBT001 - a table's column
    assert code_of(error) == code
    assert needs_people(error) is people


def test_a_message_that_failed_waits_longer_each_time_and_holds_up_no_other() -> None:
    retries = Retries(timedelta(seconds=10), timedelta(seconds=25))
    assert retries.due([1, 2], NOON) == [1, 2]
    waits = []
    for _ in range(4):
        retries.failed(1, NOON)
        waits.append(next(second for second in range(60) if 1 in retries.due([1, 2], NOON + timedelta(seconds=second))))
    assert waits == [10, 20, 25, 25]
    assert retries.due([1, 2], NOON) == [2]
    assert (retries.count(1), retries.count(2)) == (4, 0)


def test_a_message_that_has_gone_is_forgotten_and_so_is_everything_with_a_new_uid_validity() -> None:
    retries = Retries(timedelta(hours=1), timedelta(hours=1))
    retries.failed(1, NOON)
    retries.due([2], NOON)
    assert retries.due([1], NOON) == [1]
    retries.failed(1, NOON)
    retries.forget()
    assert retries.due([1], NOON) == [1]


def sizes(*messages: int) -> list[list[int]]:
    listed = [Listed(uid=number, size_in_bytes=size, received_at=None) for number, size in enumerate(messages)]
    return [[message.size_in_bytes for message in batch] for batch in batches(listed, Limits(message_bytes=1000))]


def test_a_batch_holds_fifty_messages() -> None:
    assert [len(batch) for batch in sizes(*([1] * 120))] == [50, 50, 20]


def test_a_batch_is_bounded_by_bytes() -> None:
    half = BATCH_BYTES // 2
    listed = [Listed(uid=number, size_in_bytes=half, received_at=None) for number in range(5)]
    assert [len(batch) for batch in batches(listed, Limits())] == [2, 2, 1]


def test_a_message_over_the_limit_stands_alone() -> None:
    assert sizes(1, 2, 5000, 3) == [[1, 2], [5000], [3]]
    assert sizes(5000, 6000) == [[5000], [6000]]
    assert sizes() == []


def test_a_message_under_suspicion_stands_alone() -> None:
    listed = [Listed(uid=number, size_in_bytes=1, received_at=None) for number in range(5)]
    assert [[message.uid for message in batch] for batch in batches(listed, Limits(), {2})] == [[0, 1], [2], [3, 4]]


def test_a_batch_that_ends_the_connection_is_fetched_one_by_one_until_the_culprit_is_known() -> None:
    retries = Retries(timedelta(0), timedelta(0))
    retries.batch_failed([1, 2, 3], NOON)
    assert (retries.suspects, retries.count(2)) == ({1, 2, 3}, 0)
    retries.batch_failed([2], NOON)
    assert not retries.is_beyond_fetching(2, tries=2)
    retries.batch_failed([2], NOON)
    assert retries.is_beyond_fetching(2, tries=2)
    retries.failed(3, NOON)
    retries.failed(3, NOON)
    assert not retries.is_beyond_fetching(3, tries=2)
