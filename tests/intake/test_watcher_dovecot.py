"""The watcher against a real Dovecot: nothing is lost, nothing is taken twice (facts, mail 1-4)."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from candour.cases.dispatch import Outcome
from candour.cases.errors import StoreFullError, WorkersClosedError, WorkersUnavailableError
from candour.cases.report import Report
from intake.limits import Limits
from intake.mailbox import Mailbox
from intake.message import Arrival
from intake.watcher import Pace, Watcher
from tests.dovecot import Dovecot, Options, needs_dovecot, running_dovecot
from tests.intake.fakes import HURRIED, Core, WorkersThatGoAway, a_mailbox, delivery_to, eventually, watching
from tests.intake.mails import MAILBOX, a_mail

pytestmark = [pytest.mark.dovecot, needs_dovecot]
USER = "dataloss"
PROCESSED = "Candour processed"
KEYWORD = b"CandourAccepted"
ONLY_BY_IDLE = Pace(search_every_in_seconds=600)
WITHOUT_W = "lrstipekxa"
"""All rights but w: no keyword can be set (RFC 4314)."""


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    with running_dovecot() as server:
        yield server


def test_a_mail_is_accepted_marked_and_moved_but_not_marked_as_read(dovecot: Dovecot) -> None:
    core = Core()
    before = datetime.now(UTC) - timedelta(seconds=2)
    dovecot.deliver(USER, a_mail())
    with watching(a_mailbox(USER, dovecot.port), core) as watcher:
        eventually(lambda: watcher.status().accepted == 1)
        assert (watcher.name, watcher.status().connected, watcher.status().last_error_code) == ("dataloss", True, None)
    (report,) = core.reports
    assert (report.school, report.subject) == ("st-finnian", "Trip list 1")
    assert before <= report.received_at <= datetime.now(UTC)
    assert core.evidence(report) == [a_mail()]
    assert dovecot.messages(USER) == []
    assert dovecot.messages(USER, PROCESSED) == [a_mail()]
    (flags,) = dovecot.flags(USER, PROCESSED)
    assert KEYWORD in flags
    assert b"\\Seen" not in flags
    assert watcher.status().connected is False


def test_a_mail_that_a_person_has_deleted_is_left_alone(dovecot: Dovecot) -> None:
    dovecot.deliver(USER, a_mail(number=1), a_mail(number=2))
    with dovecot.client(USER) as person:
        person.select_folder("INBOX")
        person.delete_messages([1])
    core = Core()
    with watching(a_mailbox(USER, dovecot.port), core):
        eventually(lambda: core.subjects == ["Trip list 2"])
    assert dovecot.messages(USER) == [a_mail(number=1)]


def test_many_mails_are_each_accepted_once(dovecot: Dovecot) -> None:
    mails = [a_mail(number=number) for number in range(120)]
    dovecot.deliver(USER, *mails)
    core = Core()
    with watching(a_mailbox(USER, dovecot.port), core) as watcher:
        eventually(lambda: watcher.status().accepted == 120)
        assert watcher.status().waiting == 0
    assert core.subjects == sorted(f"Trip list {number}" for number in range(120))
    assert sorted(dovecot.messages(USER, PROCESSED)) == sorted(mails)


def test_idle_announces_a_mail_long_before_the_next_search(dovecot: Dovecot, caplog: pytest.LogCaptureFixture) -> None:
    core = Core()
    with watching(a_mailbox(USER, dovecot.port), core, pace=ONLY_BY_IDLE) as watcher:
        for number in (1, 2, 3):
            eventually(lambda: watcher.status().connected)
            dovecot.deliver(USER, a_mail(number=number))
            eventually(lambda: f"Trip list {number}" in core.subjects)  # noqa: B023 - asked within this turn
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_a_mail_that_comes_while_another_is_being_taken_waits_for_no_search(dovecot: Dovecot) -> None:
    def another_comes(report: Report) -> None:
        if report.subject == "Trip list 1":
            dovecot.deliver(USER, a_mail(number=2))

    core = Core(trouble=another_comes)
    dovecot.deliver(USER, a_mail(number=1))
    with watching(a_mailbox(USER, dovecot.port), core, pace=ONLY_BY_IDLE):
        eventually(lambda: core.subjects == ["Trip list 1", "Trip list 2"])


@pytest.mark.parametrize(
    ("options", "idle"),
    [(Options(capability="IMAP4rev1 NAMESPACE UIDPLUS MOVE"), True), (Options(), False)],
    ids=["the server has no IDLE", "IDLE is turned off"],
)
def test_without_idle_the_mailbox_is_searched_again_and_again(options: Options, idle: bool) -> None:  # noqa: FBT001 - a table's column
    core = Core()
    with running_dovecot(options) as server, watching(a_mailbox(USER, server.port, idle=idle), core) as watcher:
        eventually(lambda: watcher.status().connected)
        server.deliver(USER, a_mail())
        eventually(lambda: core.subjects == ["Trip list 1"])


def test_after_a_crash_between_acceptance_and_mark_the_mail_is_a_duplicate_and_then_marked(dovecot: Dovecot) -> None:
    core = Core()
    dovecot.deliver(USER, a_mail())
    with Mailbox.open(a_mailbox(USER, dovecot.port), Limits()) as mailbox:
        (batch,) = mailbox.batches(mailbox.new_messages())
        (message,) = mailbox.fetch(batch)
        assert message.raw is not None
        assert message.received_at is not None
        delivery_to(core).take(
            message.raw,
            Arrival("dataloss", message.received_at, school="st-finnian", own_addresses=frozenset({MAILBOX})),
        )
    assert dovecot.messages(USER) == [a_mail()]
    with watching(a_mailbox(USER, dovecot.port), core) as watcher:
        eventually(lambda: watcher.status().accepted == 1)
    assert len(core.reports) == 1
    assert dovecot.messages(USER, PROCESSED) == [a_mail()]


def test_after_a_crash_between_mark_and_move_the_mail_is_moved_and_not_taken_again(dovecot: Dovecot) -> None:
    dovecot.deliver(USER, a_mail())
    with dovecot.client(USER) as ours:
        ours.select_folder("INBOX")
        ours.add_flags([1], [KEYWORD])
    core = Core()
    with watching(a_mailbox(USER, dovecot.port), core) as watcher:
        eventually(lambda: dovecot.messages(USER, PROCESSED) == [a_mail()])
        assert watcher.status().accepted == 0
    assert core.reports == []


def test_a_connection_lost_while_idle_is_made_anew(dovecot: Dovecot) -> None:
    core = Core()
    with watching(a_mailbox(USER, dovecot.port), core, pace=ONLY_BY_IDLE) as watcher:
        dovecot.deliver(USER, a_mail(number=1))
        eventually(lambda: watcher.status().accepted == 1)
        for number in (2, 3):
            eventually(lambda: watcher.status().connected)
            assert dovecot.drop_connections() >= 1
            dovecot.deliver(USER, a_mail(number=number))
            eventually(lambda: f"Trip list {number}" in core.subjects)  # noqa: B023 - asked within this turn
    assert len(core.reports) == 3


def test_without_room_in_the_store_the_mail_stays_and_is_taken_when_there_is_room(dovecot: Dovecot) -> None:
    there_is_room = Event()

    def wait_for_room(report: Report) -> None:
        del report
        if not there_is_room.is_set():
            raise StoreFullError("there is no room left")

    core = Core(trouble=wait_for_room)
    dovecot.deliver(USER, a_mail(number=1), a_mail(number=2))
    with watching(a_mailbox(USER, dovecot.port), core) as watcher:
        eventually(lambda: watcher.status().last_error_code == "store_full")
        assert watcher.status().accepted == 0
        assert len(dovecot.messages(USER, criteria=f"UNKEYWORD {KEYWORD.decode()}")) == 2
        there_is_room.set()
        eventually(lambda: watcher.status().accepted == 2)
        eventually(lambda: watcher.status().last_error_code is None)
    assert core.subjects == ["Trip list 1", "Trip list 2"]


def test_a_mail_that_always_fails_holds_up_no_other_and_ends_as_unreadable(
    dovecot: Dovecot, caplog: pytest.LogCaptureFixture
) -> None:
    def choke(report: Report) -> None:
        if report.subject == "Trip list 1" and not report.unreadable:
            raise RuntimeError("Seren Vaughan's report chokes us")

    core = Core(trouble=choke)
    dovecot.deliver(USER, a_mail(number=1), a_mail(number=2))
    caplog.set_level(logging.INFO)
    with watching(a_mailbox(USER, dovecot.port), core) as watcher:
        eventually(lambda: watcher.status().accepted == 2)
    assert core.subjects == ["Trip list 1", "Trip list 2"]
    (given_up,) = [report for report in core.reports if report.subject == "Trip list 1"]
    assert given_up.unreadable == "Candour tried 2 times to take it in and could not"
    assert core.evidence(given_up) == [a_mail(number=1)]
    logged = " ".join(str(vars(record)) for record in caplog.records)
    assert "RuntimeError" in logged
    assert "Vaughan" not in logged
    assert "Trip" not in logged


def test_a_mail_that_was_being_read_when_candour_stopped_is_taken_at_the_next_start(
    dovecot: Dovecot, caplog: pytest.LogCaptureFixture
) -> None:
    dovecot.deliver(USER, a_mail())
    core = Core()
    stop = Event()
    workers = WorkersThatGoAway(WorkersClosedError(), then=stop.set)
    Watcher(a_mailbox(USER, dovecot.port), delivery_to(core, workers=workers), pace=HURRIED).run(stop)
    assert workers.errors == []
    assert dovecot.messages(USER) == [a_mail()]
    assert not any(KEYWORD in flags for flags in dovecot.flags(USER))
    assert core.reports == []
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []
    with watching(a_mailbox(USER, dovecot.port), core):
        eventually(lambda: core.subjects == ["Trip list 1"])
    assert core.reports[0].unreadable is None


@pytest.mark.parametrize("error", [WorkersClosedError(), WorkersUnavailableError("no memory")])
def test_want_of_workers_is_no_failed_try_of_the_message(dovecot: Dovecot, error: Exception) -> None:
    dovecot.deliver(USER, a_mail())
    core = Core()
    pace = Pace(search_every_in_seconds=0.2, tries=1, first_retry=timedelta(0))
    with watching(a_mailbox(USER, dovecot.port), core, pace=pace, workers=WorkersThatGoAway(error)):
        eventually(lambda: core.subjects == ["Trip list 1"])
    assert core.reports[0].unreadable is None


def test_where_keywords_are_forbidden_the_folder_is_the_mark() -> None:
    core = Core()
    with running_dovecot(Options(rights=WITHOUT_W)) as server:
        server.deliver(USER, a_mail(number=1))
        with Mailbox.open(a_mailbox(USER, server.port), Limits()) as mailbox:
            assert mailbox.marks_by_keyword is False
        with watching(a_mailbox(USER, server.port), core) as watcher:
            eventually(lambda: watcher.status().accepted == 1)
            server.deliver(USER, a_mail(number=2))
            eventually(lambda: watcher.status().accepted == 2)
        assert server.messages(USER) == []
        assert len(server.messages(USER, PROCESSED)) == 2
    assert [receipt.outcome for receipt in core.receipts] == [Outcome.NEW_CASE] * 2


def test_with_neither_keywords_nor_a_processed_folder_the_watcher_says_so_and_takes_nothing() -> None:
    core = Core()
    with running_dovecot(Options(rights="lrstipexa")) as server:
        server.deliver(USER, a_mail())
        with watching(a_mailbox(USER, server.port), core) as watcher:
            eventually(lambda: watcher.status().last_error_code == "processed_folder")
        assert server.messages(USER) == [a_mail()]
    assert core.reports == []


def test_without_move_mails_are_copied_and_only_they_are_expunged() -> None:
    core = Core()
    with running_dovecot(Options(capability="IMAP4rev1 IDLE NAMESPACE UIDPLUS")) as server:
        server.deliver(USER, a_mail(number=1), a_mail(number=2))
        with server.client(USER) as person:
            person.select_folder("INBOX")
            person.delete_messages([1])
        with watching(a_mailbox(USER, server.port), core) as watcher:
            eventually(lambda: watcher.status().accepted == 1)
        assert server.messages(USER) == [a_mail(number=1)]
        assert server.messages(USER, PROCESSED) == [a_mail(number=2)]


def test_with_neither_move_nor_uidplus_mails_stay_marked_as_deleted_and_are_not_taken_again() -> None:
    core = Core()
    with running_dovecot(Options(capability="IMAP4rev1 IDLE NAMESPACE")) as server:
        server.deliver(USER, a_mail())
        for _ in range(2):
            with watching(a_mailbox(USER, server.port), core) as watcher:
                eventually(lambda: watcher.status().connected)
                eventually(lambda: len(core.reports) == 1)
                eventually(lambda: server.messages(USER, PROCESSED) == [a_mail()])
        assert server.messages(USER, criteria="DELETED") == [a_mail()]
    assert len(core.receipts) == 1


def test_folders_below_inbox_are_found_by_the_servers_prefix_and_delimiter() -> None:
    core = Core()
    with running_dovecot(Options(prefix="INBOX.", separator=".")) as server:
        server.deliver(USER, a_mail())
        settings = a_mailbox(USER, server.port, processed_folder="Reports/Done")
        with watching(settings, core) as watcher:
            eventually(lambda: watcher.status().accepted == 1)
        assert server.messages(USER, "INBOX.Reports.Done") == [a_mail()]


def test_the_processed_folder_is_made_once_and_people_see_it(dovecot: Dovecot) -> None:
    for _ in range(2):
        with Mailbox.open(a_mailbox(USER, dovecot.port), Limits()) as mailbox:
            assert mailbox.has_processed_folder
    with dovecot.client(USER) as person:
        assert [name for _, _, name in person.list_sub_folders()] == [PROCESSED]


def test_a_watcher_stops_while_it_waits(dovecot: Dovecot) -> None:
    with watching(a_mailbox(USER, dovecot.port), Core(), pace=ONLY_BY_IDLE) as watcher:
        eventually(lambda: watcher.status().connected)
    assert not watcher.status().connected


def test_the_server_gone_and_back_again_is_no_end_and_the_next_loss_is_a_first_one(
    dovecot: Dovecot, caplog: pytest.LogCaptureFixture
) -> None:
    core = Core()
    port = dovecot.port
    caplog.set_level(logging.INFO)
    with watching(a_mailbox(USER, port), core, pace=HURRIED) as watcher:
        eventually(lambda: watcher.status().connected)
        dovecot.stop()
        eventually(lambda: not watcher.status().connected)
        with running_dovecot(at=port) as again:
            again.deliver(USER, a_mail())
            eventually(lambda: core.subjects == ["Trip list 1"])
            eventually(lambda: watcher.status().last_error_code is None)
        eventually(lambda: not watcher.status().connected)
    failures = [vars(record)["failures"] for record in caplog.records if "is not watched" in record.message]
    assert failures.count(1) == 2
