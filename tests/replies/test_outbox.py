"""The loop that carries notices: what it records, what it refuses, and what it survives."""

import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from queue import Queue
from threading import Event, Thread

import pytest

from candour.cases.directory import Directory, Person
from candour.cases.dispatch import Dispatch
from candour.cases.errors import SendError, ServerUnreachableError, StoreFullError
from candour.cases.mailing import LetterDispatch
from candour.cases.notice import NoticeKind, NoticeStatus
from replies.outbox import Outbox
from replies.smtp import SmtpSender, SmtpSettings
from tests.builders import NOON, a_report
from tests.replies.mail_server import MailServer
from tests.replies.stage import LINE, a_dispatch
from tests.service import SAINT_FINNIAN, a_stage

DIRECTORY = Directory(schools={SAINT_FINNIAN.key: SAINT_FINNIAN}, watched=frozenset({"dataloss@saint-finnian.example"}))


@dataclass
class ListedNotices:
    """A service whose notices are listed by the test; it remembers what became of them."""

    waiting: deque[Dispatch] = field(default_factory=deque)
    letters: deque[LetterDispatch] = field(default_factory=deque)
    became: list[tuple[str, str]] = field(default_factory=list)
    due: datetime | None = None
    troubles: list[Exception] = field(default_factory=list)
    unwritable: list[Exception] = field(default_factory=list)
    asked: Queue[int] = field(default_factory=Queue)

    def lease_notices(self, limit: int) -> Sequence[Dispatch]:
        self.asked.put(limit)
        if self.troubles:
            raise self.troubles.pop(0)
        return [self.waiting.popleft() for _ in range(min(limit, len(self.waiting)))]

    def notice_sent(self, reference: str, notice_id: str) -> None:
        if self.unwritable:
            raise self.unwritable.pop(0)
        self.became.append((notice_id, f"sent of {reference}"))

    def notice_failed(self, reference: str, notice_id: str, *, code: str, permanent: bool) -> None:
        del reference
        self.became.append((notice_id, f"{code} for {'good' if permanent else 'now'}"))

    def lease_letters(self, limit: int) -> Sequence[LetterDispatch]:
        return [self.letters.popleft() for _ in range(min(limit, len(self.letters)))]

    def letter_sent(self, letter_id: str) -> None:
        self.became.append((letter_id, "sent"))

    def letter_failed(self, letter_id: str, *, code: str, permanent: bool) -> None:
        self.became.append((letter_id, f"{code} for {'good' if permanent else 'now'}"))

    def next_due(self) -> datetime | None:
        return self.due


@dataclass
class KeepingSender:
    """Keeps what it is to send, or fails as it was told."""

    sent: list[tuple[EmailMessage, Sequence[str]]] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)
    is_closed: bool = False
    on_send: Callable[[], None] = lambda: None

    def send(self, message: EmailMessage, recipients: Sequence[str]) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.sent.append((message, recipients))
        self.on_send()

    def close(self) -> None:
        self.is_closed = True


def an_outbox(*dispatches: Dispatch) -> tuple[Outbox, ListedNotices, KeepingSender]:
    notices, sender = ListedNotices(waiting=deque(dispatches)), KeepingSender()
    return Outbox(notices, sender, directory=DIRECTORY, identity=LINE, now=lambda: NOON), notices, sender


def test_what_is_due_is_sent_and_recorded() -> None:
    outbox, notices, sender = an_outbox(a_dispatch(NoticeKind.ALERT), a_dispatch(NoticeKind.HEAD_NOTICE))
    assert outbox.deliver_due() == 2
    assert notices.became == [("n-alert", "sent of SF-26-K7QM4"), ("n-head_notice", "sent of SF-26-K7QM4")]
    assert [recipients for _, recipients in sender.sent] == [
        ["dpo@saint-finnian.example"],
        ["head@saint-finnian.example"],
    ]


def test_more_than_one_batch_is_sent() -> None:
    outbox, notices, _ = an_outbox(*[a_dispatch(NoticeKind.ALERT)] * 45)
    assert outbox.deliver_due() == 45
    assert len(notices.became) == 45


@pytest.mark.parametrize(
    ("error", "became"),
    [
        (SendError("550", permanent=True), "550 for good"),
        (SendError("connection", permanent=False), "connection for now"),
    ],
)
def test_a_failure_is_recorded_with_its_code_and_the_next_notice_goes_on(error: SendError, became: str) -> None:
    outbox, notices, sender = an_outbox(a_dispatch(NoticeKind.ALERT), a_dispatch(NoticeKind.HEAD_NOTICE))
    sender.failures = [error]
    assert outbox.deliver_due() == 1
    assert notices.became == [("n-alert", became), ("n-head_notice", "sent of SF-26-K7QM4")]


def test_where_the_server_can_not_be_reached_one_mail_finds_that_out_for_all() -> None:
    outbox, notices, sender = an_outbox(a_dispatch(NoticeKind.ALERT), a_dispatch(NoticeKind.HEAD_NOTICE))
    sender.failures = [ServerUnreachableError("connection")]
    assert outbox.deliver_due() == 0
    assert notices.became == [("n-alert", "connection for now")]
    assert outbox.deliver_due() == 1
    assert notices.became[1:] == [("n-head_notice", "sent of SF-26-K7QM4")]


def test_it_makes_way_for_what_is_being_taken_in_and_goes_on_all_the_same() -> None:
    asked: list[int] = []

    def makes_way() -> bool:
        asked.append(len(notices.became))
        return len(asked) == 1

    _, notices, sender = an_outbox(a_dispatch(NoticeKind.ALERT), a_dispatch(NoticeKind.HEAD_NOTICE))
    outbox = Outbox(notices, sender, directory=DIRECTORY, identity=LINE, now=lambda: NOON, makes_way=makes_way)
    assert outbox.deliver_due() == 2
    assert asked == [0, 1, 2]


@pytest.mark.parametrize(
    "address",
    ["dataloss@saint-finnian.example", "DataLoss@Saint-Finnian.Example", "dataloss+c-token@saint-finnian.example"],
)
def test_a_watched_address_is_never_written_to(address: str) -> None:
    watched = (Person(name="The line itself", address=address), Person(name="Dilys", address="dpo@council.example"))
    outbox, notices, sender = an_outbox(a_dispatch(NoticeKind.ALERT, recipients=watched))
    assert outbox.deliver_due() == 0
    assert notices.became == [("n-alert", "watched-address for good")]
    assert sender.sent == []


def test_an_unusable_address_fails_for_good() -> None:
    outbox, notices, _ = an_outbox(a_dispatch(NoticeKind.ALERT, recipients=(Person(name="x", address="a b@c"),)))
    outbox.deliver_due()
    assert notices.became == [("n-alert", "bad-address for good")]


def test_a_notice_that_cannot_be_written_does_not_stop_the_others_and_is_logged_by_type_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = a_dispatch(NoticeKind.ALERT)
    broken = broken.model_copy(update={"policy": broken.policy.model_copy(update={"form": None})})
    outbox, notices, _ = an_outbox(broken, a_dispatch(NoticeKind.HEAD_NOTICE))
    with caplog.at_level(logging.DEBUG):
        assert outbox.deliver_due() == 1
    assert notices.became[0] == ("n-alert", "render for now")
    assert "AttributeError" in caplog.text
    assert "Traceback" not in caplog.text


def test_logs_hold_no_address_and_no_name(caplog: pytest.LogCaptureFixture) -> None:
    outbox, _, sender = an_outbox(a_dispatch(NoticeKind.ACKNOWLEDGEMENT), a_dispatch(NoticeKind.ALERT))
    sender.failures = [SendError("550", permanent=True)]
    with caplog.at_level(logging.DEBUG):
        outbox.deliver_due()
    assert "SF-26-K7QM4" in caplog.text
    assert "@" not in caplog.text
    assert "Vaughan" not in caplog.text


def test_the_loop_sends_a_new_notice_when_it_is_woken_and_stops_when_asked() -> None:
    outbox, notices, sender = an_outbox()
    stop, arrived = Event(), Event()
    sender.on_send = arrived.set
    loop = Thread(target=outbox.run, args=(stop,))
    loop.start()
    try:
        notices.asked.get(timeout=30)
        notices.waiting.append(a_dispatch(NoticeKind.ALERT))
        outbox.wake()
        assert arrived.wait(20)
    finally:
        stop.set()
        outbox.wake()
        loop.join(30)
    assert not loop.is_alive()
    assert sender.is_closed
    assert notices.became == [("n-alert", "sent of SF-26-K7QM4")]


def test_the_loop_looks_again_when_the_next_notice_is_due_without_being_woken() -> None:
    outbox, notices, _ = an_outbox()
    notices.due = NOON + timedelta(milliseconds=300)
    stop = Event()
    loop = Thread(target=outbox.run, args=(stop,))
    loop.start()
    try:
        for _ in range(3):
            notices.asked.get(timeout=20)
    finally:
        stop.set()
        outbox.wake()
        loop.join(30)
    assert not loop.is_alive()


def test_a_full_disk_does_not_end_the_loop() -> None:
    outbox, notices, sender = an_outbox(a_dispatch(NoticeKind.ALERT))
    notices.troubles = [StoreFullError("there is no room left")]
    stop, arrived = Event(), Event()
    sender.on_send = arrived.set
    loop = Thread(target=outbox.run, args=(stop,))
    loop.start()
    try:
        notices.asked.get(timeout=30)
        while not arrived.wait(0.05):
            outbox.wake()
    finally:
        stop.set()
        outbox.wake()
        loop.join(30)
    assert notices.became == [("n-alert", "sent of SF-26-K7QM4")]


def test_what_was_sent_while_the_disk_was_full_is_recorded_later_and_not_sent_again() -> None:
    outbox, notices, sender = an_outbox(a_dispatch(NoticeKind.ALERT), a_dispatch(NoticeKind.HEAD_NOTICE))
    notices.unwritable = [StoreFullError("there is no room left")] * 2
    with pytest.raises(StoreFullError):
        outbox.deliver_due()
    assert len(sender.sent) == 1
    assert outbox.deliver_due() == 1
    assert [notice for notice, _ in notices.became] == ["n-alert", "n-head_notice"]
    assert len(sender.sent) == 2


def test_stopping_leaves_the_rest_of_a_batch_to_the_end_of_its_lease() -> None:
    stop = Event()
    outbox, notices, sender = an_outbox(*[a_dispatch(NoticeKind.ALERT)] * 5)
    sender.on_send = stop.set
    assert outbox.deliver_due(stop.is_set) == 1
    assert len(notices.became) == 1


def test_a_report_becomes_mails_through_the_real_service_and_a_real_server() -> None:
    """The whole way out: a lost answer of the server, a second try with the same Message-ID, and nothing sent twice."""
    stage, server = a_stage(), MailServer()
    server.start()
    sender = SmtpSender(
        SmtpSettings(host="127.0.0.1", port=server.port, security="plain", sender=LINE.address, sender_name=LINE.name)
    )
    outbox = Outbox(stage.service, sender, directory=DIRECTORY, identity=LINE, now=stage.clock)
    try:
        reference = stage.service.receive(a_report()).reference or ""
        server.clerk.drops = 1
        first = outbox.deliver_due()
        stage.clock.move(timedelta(hours=1))
        second = outbox.deliver_due()
        assert outbox.deliver_due() == 0
    finally:
        sender.close()
        server.stop()
    case = stage.store.load(reference)
    assert (first, second) == (len(case.notices) - 1, 1)
    assert {notice.status for notice in case.notices} == {NoticeStatus.SENT}
    sent = [taken.content for taken in server.clerk.taken]
    for notice in case.notices:
        assert len([content for content in sent if f"Message-ID: {notice.message_id}\r\n".encode() in content]) == 1
