"""A message of a shared mailbox: understood in memory first, and written down only where it is about an incident."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

import pytest

from candour.cases.dispatch import Outcome
from candour.cases.errors import StoreFullError, WorkersClosedError
from candour.cases.ports import Workers
from candour.cases.report import Evidence, Report
from candour.cases.sorting import Sorting, Verdict
from candour.store.memory import MemoryStore
from intake.limits import Limits
from intake.shared import SharedTaker
from intake.taking import Disposal
from tests.intake.fakes import Core, WorkersHere, WorkersThatFail, WorkersThatGoAway, delivery_to
from tests.intake.mails import ARRIVAL, DATA, a_mail

HERE = replace(ARRIVAL, mailbox="admin")
SECRET = "grandmother"
T = TypeVar("T")


class WatchedStore(MemoryStore):
    """Knows what was held, and everything that was put."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []

    def hold(self, chunks: Iterable[bytes], *, name: str, media_type: str) -> Evidence:
        self.written.append(name)
        return super().hold(chunks, name=name, media_type=media_type)


class Sorter:
    """Sorts as it was told, and remembers what it was asked about."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        self.seen: list[Report] = []

    def __call__(self, report: Report, among: Sequence[str]) -> Sorting:
        del among
        self.seen.append(report)
        return Sorting(verdict=self.verdict, rule="told")


class CountingWorkers(WorkersHere):
    """Counts how often something was given to it."""

    count = 0

    def run(self, work: Callable[..., T], *arguments: object, timeout_in_seconds: float) -> T:
        self.count += 1
        return super().run(work, *arguments, timeout_in_seconds=timeout_in_seconds)


def a_taker(
    sorter: Sorter, store: MemoryStore | None = None, workers: Workers | None = None
) -> tuple[SharedTaker, Core]:
    core = Core(store=store or MemoryStore())
    return SharedTaker(delivery_to(core, workers=workers), sorter), core


@pytest.mark.parametrize(("verdict", "outcome"), [(Verdict.LEAVE, Outcome.LEFT), (Verdict.DOUBTFUL, Outcome.DOUBTFUL)])
def test_what_is_left_stays_in_its_place_and_nothing_is_written(verdict: Verdict, outcome: Outcome) -> None:
    store = WatchedStore()
    taker, core = a_taker(Sorter(verdict), store)
    taken = taker.take((DATA / "d015.eml").read_bytes(), HERE)
    assert (taken.receipt.outcome, taken.receipt.reference, taken.disposal) == (outcome, None, Disposal.LEAVE)
    assert (store.written, core.reports) == ([], [])


def test_what_is_taken_is_accepted_as_by_any_mailbox_with_its_files() -> None:
    sorter = Sorter(Verdict.TAKE)
    taker, core = a_taker(sorter)
    taken = taker.take((DATA / "d015.eml").read_bytes(), HERE)
    assert (taken.receipt.outcome, taken.disposal) == (Outcome.NEW_CASE, Disposal.FILE)
    (report,) = core.reports
    assert [file.name for file in report.evidence] == ["message.eml", "allergy_list_copy.csv"]
    assert core.evidence(report)[0] == (DATA / "d015.eml").read_bytes()
    assert sorter.seen[0].evidence == ()
    assert sorter.seen[0].text == report.text


def test_a_message_is_parsed_once() -> None:
    workers = CountingWorkers()
    taker, _ = a_taker(Sorter(Verdict.TAKE), workers=workers)
    taker.take(a_mail(), HERE)
    assert workers.count == 1


def test_what_was_accepted_before_is_known_without_being_sorted() -> None:
    sorter = Sorter(Verdict.TAKE)
    taker, _ = a_taker(sorter)
    taker.take(a_mail(), HERE)
    again = taker.take(a_mail(), HERE)
    assert (again.receipt.outcome, again.disposal) == (Outcome.DUPLICATE, Disposal.FILE)
    assert len(sorter.seen) == 1


@pytest.mark.parametrize(
    ("raw", "unreadable", "workers", "reason"),
    [
        (a_mail(), None, WorkersThatFail(), "it took longer than 30 seconds"),
        (a_mail(), "Candour tried 5 times", None, "Candour tried 5 times"),
        (a_mail(text="x" * 2_000), None, None, "it has 0.0 MB, and Candour reads up to 0.0 MB"),
    ],
    ids=["defeats the parser", "given up", "too large"],
)
def test_what_can_not_be_parsed_is_sorted_by_its_header_alone(
    raw: bytes, unreadable: str | None, workers: Workers | None, reason: str
) -> None:
    sorter, store = Sorter(Verdict.DOUBTFUL), WatchedStore()
    limits = Limits(message_bytes=1_000) if reason.startswith("it has") else Limits()
    taker = SharedTaker(delivery_to(Core(store=store), limits, workers=workers), sorter)
    assert taker.take(raw, replace(HERE, unreadable=unreadable)).disposal is Disposal.LEAVE
    assert taker.limits is limits
    assert (sorter.seen[0].unreadable, sorter.seen[0].text) == (reason, "")
    assert sorter.seen[0].sender is not None
    assert store.written == []


def test_what_was_left_is_logged_by_its_outcome_alone(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    taker, _ = a_taker(Sorter(Verdict.LEAVE), workers=WorkersThatFail())
    taker.take(a_mail(f"X-Note: {SECRET}", text=SECRET), HERE)
    assert [(entry.getMessage(), vars(entry)["mailbox"]) for entry in caplog.records] == [
        ("a message could not be read", "admin"),
        ("a message was left", "admin"),
    ]
    assert vars(caplog.records[1])["outcome"] == "left"
    everything = str([vars(entry) for entry in caplog.records])
    for word in (SECRET, "Seren", "Vaughan", "Trip list", "trip-1"):
        assert word not in everything


def test_trouble_that_is_not_the_messages_leaves_it_untouched_for_later() -> None:
    def no_room(report: Report, among: Sequence[str]) -> Sorting:
        del report, among
        raise StoreFullError("there is no room left")

    store = WatchedStore()
    with pytest.raises(StoreFullError):
        SharedTaker(delivery_to(Core(store=store)), no_room).take(a_mail(), HERE)
    closed = WorkersThatGoAway(WorkersClosedError())
    with pytest.raises(WorkersClosedError):
        SharedTaker(delivery_to(Core(store=store), workers=closed), Sorter(Verdict.TAKE)).take(a_mail(), HERE)
    assert store.written == []
