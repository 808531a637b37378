"""From mailbox to case on every kind of mail server: real service, real store, mails put in by IMAP."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from candour.app.stored_places import StoredPlaces
from candour.cases.case import Case
from candour.cases.desk import Desk
from candour.cases.directory import Directory
from candour.cases.dispatch import Outcome, Receipt
from candour.cases.notice import NoticeStatus
from candour.cases.policy_file import load
from candour.cases.service import Service
from candour.store.folders import CaseFolderStore
from candour.store.keys import InstallationKey
from intake.delivery import Delivery
from intake.limits import Limits
from intake.message import Arrival
from intake.taking import Disposal, Taken, Taker
from intake.watcher import Watcher
from tests.dovecot import needs_dovecot
from tests.intake.fakes import WorkersHere, eventually, watched
from tests.intake.mails import MAILBOX, a_mail
from tests.intake.servers import DOVECOTS, KINDS, AnyServer, Box, running_server
from tests.service import CODES, SAINT_FINNIAN, HandClock, NoHolidays, ToldReader

PROCESSED, ASIDE = "Candour processed", "Candour aside"
LIMITS = Limits(message_bytes=100_000, excerpt_bytes=2_000)


def kinds(*names: str) -> list[object]:
    """Return these kinds as parameters; the tests of a kind stay together, so that each server is started once."""
    return [
        pytest.param(
            name,
            marks=[
                pytest.mark.xdist_group(f"server-{name}"),
                *([pytest.mark.dovecot, needs_dovecot] if name in DOVECOTS else []),
            ],
            id=name,
        )
        for name in names
    ]


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnyServer]:
    with running_server(request.param, tmp_path_factory.mktemp("server")) as running:
        yield running


on_every_server = pytest.mark.parametrize("server", kinds(*KINDS), indirect=True)
on_dovecot = pytest.mark.parametrize("server", kinds("Dovecot"), indirect=True)


@dataclass
class Installation:
    """Service and store of one start; `cases` looks into the store."""

    store: CaseFolderStore
    delivery: Delivery

    @property
    def cases(self) -> list[Case]:
        return [self.store.load(entry.reference) for entry in self.store.register()]

    @property
    def subjects(self) -> list[str]:
        return sorted(report.subject for case in self.cases for report in case.reports)

    @contextmanager
    def watches(self, box: Box, taker: Taker | None = None) -> Iterator[Watcher]:
        """Watch a mailbox until the block is left."""
        places = StoredPlaces(self.store, box.settings.name)
        with watched(box.settings, taker or self.delivery, places=places) as watcher:
            yield watcher


@contextmanager
def started(folder: Path) -> Iterator[Installation]:
    """Start over the store in this folder; a second time is a restart."""
    with closing(CaseFolderStore(folder / "store", InstallationKey(b"k" * 32))) as store:
        desk = Desk(
            store=store,
            reader=ToldReader(),
            directory=Directory(schools={"st-finnian": SAINT_FINNIAN}, watched=frozenset({MAILBOX})),
            policies=load,
            working_days=NoHolidays(),
            now=HandClock(),
            random=Random(1),  # noqa: S311  the same references in each run
            notify=lambda: None,
            codes=CODES,
        )
        receive = Service(desk).receive
        yield Installation(
            store, Delivery(store=store, workers=WorkersHere(), receive=receive, limits=LIMITS, now=desk.now)
        )


@on_every_server
def test_each_mail_is_one_case_however_often_it_came_and_whoever_has_read_it(server: AnyServer, tmp_path: Path) -> None:
    box = server.box()
    box.deliver(a_mail(number=1), a_mail(number=2), b"Received: by mx.example\r\n" + a_mail(number=1))
    with box.client() as person:
        person.select_folder("INBOX")
        person.fetch(person.search()[1:2], ["BODY[]"])
    with started(tmp_path) as candour:
        with candour.watches(box) as watcher:
            eventually(lambda: watcher.status().accepted == 3)
            box.deliver(a_mail(number=3))
            eventually(lambda: watcher.status().accepted == 4)
        assert candour.subjects == ["Trip list 1", "Trip list 2", "Trip list 3"]
    assert box.messages() == []
    assert len(box.messages(PROCESSED)) == 4


@on_every_server
def test_after_a_restart_what_was_accepted_is_not_taken_again_even_when_a_person_moves_it_back(
    server: AnyServer, tmp_path: Path
) -> None:
    box = server.box()
    box.deliver(a_mail(number=1))
    with started(tmp_path) as candour, candour.watches(box) as watcher:
        eventually(lambda: watcher.status().accepted == 1)
    with box.client() as person:
        person.select_folder(PROCESSED)
        person.copy(person.search(), "INBOX")
    box.deliver(a_mail(number=2))
    with started(tmp_path) as candour:
        with candour.watches(box):
            eventually(lambda: candour.subjects == ["Trip list 1", "Trip list 2"])
            eventually(lambda: box.messages() == [])
        assert len(candour.cases) == 2


@on_every_server
def test_what_cannot_be_read_is_a_case_that_says_so_and_holds_up_nothing(server: AnyServer, tmp_path: Path) -> None:
    box = server.box()
    big = a_mail(number=1, text="x" * 150_000)
    hostile = b"From: \xff\xfe\r\nContent-Type: multipart/mixed; boundary=\r\n\r\n--\r\n\x00\xff" + b"-" * 2000
    box.deliver(big, hostile, a_mail(number=2))
    with started(tmp_path) as candour:
        with candour.watches(box) as watcher:
            eventually(lambda: watcher.status().accepted == 3)
        too_big = next(case for case in candour.cases if case.reports[0].subject == "Trip list 1")
        assert len(candour.cases) == 3
    assert too_big.reports[0].unreadable == (
        "it has 0.2 MB, and Candour reads up to 0.1 MB. Kept here are its first 0.0 MB; "
        "the whole message stays in the mailbox"
    )
    assert too_big.reports[0].evidence[0].size_in_bytes == 2_000
    assert big in box.messages(PROCESSED)


@on_dovecot
def test_a_mail_that_is_never_handed_over_is_a_case_that_sends_a_person_to_the_mailbox(
    server: AnyServer, tmp_path: Path
) -> None:
    assert server.dovecot is not None
    box = server.box()
    box.deliver(a_mail(number=1), a_mail(number=2))
    files = (server.dovecot.folder / "home" / box.settings.user / "mail").glob("*/*,S=*")
    first = min(files, key=lambda path: path.name)
    first.write_bytes(b"")
    first.chmod(0)
    with started(tmp_path) as candour, candour.watches(box):
        eventually(lambda: candour.subjects == ["A message that could not be fetched", "Trip list 2"])
        told = next(case for case in candour.cases if case.reports[0].unreadable)
        kept = candour.store.open_evidence(told.reference, told.reports[0].evidence[0].digest)
        assert b"would not hand over message 1" in b"".join(kept)


@on_every_server
def test_a_mail_of_ours_that_comes_back_belongs_to_its_notice(server: AnyServer, tmp_path: Path) -> None:
    box = server.box()
    box.deliver(a_mail(number=1))
    with started(tmp_path) as candour:
        with candour.watches(box) as watcher:
            eventually(lambda: watcher.status().accepted == 1)
            (case,) = candour.cases
            box.deliver(_bounce_of(case.notices[0].message_id))
            eventually(lambda: watcher.status().accepted == 2)
        (case,) = candour.cases
    assert case.notices[0].status is NoticeStatus.FAILED
    assert len(box.messages(PROCESSED)) == 2


def _bounce_of(message_id: str) -> bytes:
    return (
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nNo such person.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        "Final-Recipient: rfc822; s.vaughan@saint-finnian.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {message_id}\r\n\r\n--b--\r\n"
    ).encode()


@on_every_server
def test_folders_below_come_and_go_while_they_are_watched(server: AnyServer, tmp_path: Path) -> None:
    box = server.box(folders=("INBOX", "Datenschutz/Fälle"), subfolders=True)
    with started(tmp_path) as candour:
        with candour.watches(box) as watcher:
            eventually(lambda: watcher.status().connected)
            for number, name in ((1, "Datenschutz/Fälle"), (2, "INBOX/Digwyddiadau Ysgol")):
                _make(box, name)
                box.deliver(a_mail(number=number), folder=name)
                eventually(lambda: watcher.status().accepted == number)  # noqa: B023 - asked within this turn
            with box.client() as person:
                person.delete_folder("INBOX/Digwyddiadau Ysgol")
            box.deliver(a_mail(number=3))
            eventually(lambda: watcher.status().accepted == 3)
        assert candour.subjects == ["Trip list 1", "Trip list 2", "Trip list 3"]
    assert len(box.messages(PROCESSED)) == 3


def _make(box: Box, folder: str) -> None:
    with box.client() as person:
        person.create_folder(folder)


class Sorter:
    """Takes what the mailbox's mode takes, and disposes of the rest; remembers what it was shown."""

    def __init__(self, delivery: Delivery, rest: Disposal, *, as_taken: Disposal = Disposal.FILE) -> None:
        self.limits = delivery.limits
        self._delivery = delivery
        self._rest = rest
        self._as_taken = as_taken
        self.shown: list[bytes] = []

    def take(self, raw: bytes, arrival: Arrival) -> Taken:
        self.shown.append(raw)
        if b"Lunch" in raw:
            return Taken(Receipt(outcome=Outcome.LEFT, reference=None), self._rest)
        return self._delivery.take(raw, arrival)._replace(disposal=self._as_taken)


@on_every_server
def test_in_a_shared_mailbox_all_mail_stays_unread_where_it_is_and_is_looked_at_once(
    server: AnyServer, tmp_path: Path
) -> None:
    box = server.box(mode="shared")
    mails = [a_mail(number=1), a_mail(number=2, text="Lunch is at one."), a_mail(number=3)]
    box.deliver(*mails)
    before = box.folders()
    with started(tmp_path) as candour:
        sorter = Sorter(candour.delivery, Disposal.LEAVE)
        with candour.watches(box, sorter) as watcher:
            eventually(lambda: watcher.status().accepted == 3)
        assert candour.subjects == ["Trip list 1", "Trip list 3"]
    box.deliver(a_mail(number=4))
    with started(tmp_path) as candour:
        again = Sorter(candour.delivery, Disposal.LEAVE)
        with candour.watches(box, again) as watcher:
            eventually(lambda: watcher.status().accepted == 1)
    assert again.shown == [a_mail(number=4)]
    assert box.messages() == [*mails, a_mail(number=4)]
    assert box.are_unread()
    assert box.folders() == before


@on_every_server
def test_from_a_confidential_mailbox_each_mail_is_deleted_and_what_a_person_must_open_is_put_aside(
    server: AnyServer, tmp_path: Path
) -> None:
    box = server.box(mode="confidential")
    box.deliver(a_mail(number=1), a_mail(number=2, text="Lunch is at one."), a_mail(number=3))
    with box.client() as person:
        person.select_folder("INBOX")
        person.delete_messages(person.search()[2:])
    with started(tmp_path) as candour:
        sorter = Sorter(candour.delivery, Disposal.ASIDE, as_taken=Disposal.EXPUNGE)
        with candour.watches(box, sorter) as watcher:
            eventually(lambda: watcher.status().accepted == 2)
    assert box.messages() == [a_mail(number=3)]
    assert box.messages(ASIDE) == [a_mail(number=2, text="Lunch is at one.")]
    assert PROCESSED not in box.folders()
