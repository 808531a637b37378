"""What becomes of messages in shared and confidential mailboxes, on servers that don't let us do what we would."""

import logging
import os

import pytest

from candour.cases.dispatch import Outcome, Receipt
from candour.cases.finding import Grade
from intake.checking import check_mailbox
from intake.cursor import Cursors, PassingPlaces, Place
from intake.limits import Limits
from intake.mailbox import Mailbox
from intake.message import Arrival
from intake.settings import MailboxSettings
from intake.taking import Disposal, Taken
from tests.dovecot import EVERYTHING, Dovecot, Options, needs_dovecot, running_dovecot
from tests.intake.fakes import a_mailbox, eventually, watched
from tests.intake.mails import a_mail

pytestmark = [pytest.mark.dovecot, needs_dovecot]
USER = "dataloss"
WITHOUT_UIDPLUS = Options(capability="IMAP4rev1 IDLE NAMESPACE MOVE")
WITHOUT_DELETING = Options(rights="lrwsikxa")
WITHOUT_NEW_FOLDERS = Options(rights="lrwstipexa")


class Disposer:
    """Accounts for every message, and disposes of it as it is told to."""

    limits = Limits()

    def __init__(self, disposal: Disposal) -> None:
        self._disposal = disposal
        self.shown: list[bytes] = []

    def take(self, raw: bytes, arrival: Arrival) -> Taken:
        del arrival
        self.shown.append(raw)
        return Taken(Receipt(outcome=Outcome.LEFT, reference=None), self._disposal)


def confidential(server: Dovecot, **changes: object) -> MailboxSettings:
    return a_mailbox(USER, server.port, mode="confidential", **changes)


def disposed(settings: MailboxSettings, disposal: Disposal, *uids: int) -> None:
    """Dispose of messages as a watcher would, and hang up."""
    with Mailbox.open(settings, Limits()) as mailbox:
        mailbox.dispose(disposal, list(uids))


def marked_as_deleted(server: Dovecot, uid: int) -> None:
    with server.client(USER) as person:
        person.select_folder("INBOX")
        person.delete_messages([uid])


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.message for record in caplog.records if record.levelno >= logging.ERROR]


def test_without_uidplus_a_confidential_mail_is_deleted_for_good_where_nothing_else_is_marked_as_deleted() -> None:
    with running_dovecot(WITHOUT_UIDPLUS) as server:
        server.deliver(USER, a_mail(number=1), a_mail(number=2))
        disposed(confidential(server), Disposal.EXPUNGE, 1)
        assert server.messages(USER) == [a_mail(number=2)]


def test_without_uidplus_what_a_person_has_marked_as_deleted_is_never_taken_along(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with running_dovecot(WITHOUT_UIDPLUS) as server:
        server.deliver(USER, a_mail(number=1), a_mail(number=2), a_mail(number=3))
        marked_as_deleted(server, 2)
        disposed(confidential(server), Disposal.EXPUNGE, 1)
        assert len(server.messages(USER)) == 3
        assert "could not be deleted" in errors(caplog)[0]
        with server.client(USER) as person:
            person.select_folder("INBOX")
            person.remove_flags([2], [b"\\Deleted"])
        disposed(confidential(server), Disposal.EXPUNGE, 3)
        assert server.messages(USER) == [a_mail(number=2)]
        told = {finding.what: finding.grade for finding in check_mailbox(confidential(server))}
    assert told["the server can't delete single messages (no UIDPLUS)"] is Grade.WARN


def test_a_confidential_mail_that_was_marked_and_not_deleted_goes_at_the_next_start() -> None:
    with running_dovecot() as server:
        server.deliver(USER, a_mail(number=1), a_mail(number=2))
        with server.client(USER) as ours:
            ours.select_folder("INBOX")
            ours.add_flags([1], [b"CandourAccepted"])
        taker = Disposer(Disposal.EXPUNGE)
        with watched(confidential(server), taker):
            eventually(lambda: server.messages(USER) == [])
    assert taker.shown == [a_mail(number=2)]


def test_without_the_right_to_delete_a_confidential_mail_is_taken_once_and_the_failure_is_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with running_dovecot(WITHOUT_DELETING) as server:
        server.deliver(USER, a_mail())
        for _ in range(2):
            taker = Disposer(Disposal.EXPUNGE)
            with watched(confidential(server), taker) as watcher:
                eventually(lambda: watcher.status().connected)
                eventually(lambda: len(errors(caplog)) > 0)
        failed = [finding for finding in check_mailbox(confidential(server)) if finding.grade is Grade.FAIL]
    assert taker.shown == []
    assert "may not delete" in failed[0].what


def test_without_the_right_to_delete_an_accepted_mail_stays_where_it_is_marked_and_nothing_is_in_trouble() -> None:
    taker = Disposer(Disposal.FILE)
    mails = [a_mail(number=number) for number in (1, 2)]
    with running_dovecot(WITHOUT_DELETING) as server:
        with watched(a_mailbox(USER, server.port), taker) as watcher:
            for taken, mail in enumerate(mails, start=1):
                server.deliver(USER, mail)
                eventually(lambda: watcher.status().accepted == taken)  # noqa: B023 - asked within this turn
                eventually(lambda: watcher.status().connected)
            assert watcher.status().last_error_code is None
        assert server.messages(USER) == mails
        assert all(b"CandourAccepted" in flags for flags in server.flags(USER))
    assert taker.shown == mails


def test_what_cannot_be_put_aside_stays_marked_and_is_not_taken_again(caplog: pytest.LogCaptureFixture) -> None:
    with running_dovecot(WITHOUT_NEW_FOLDERS) as server:
        server.deliver(USER, a_mail())
        disposed(confidential(server), Disposal.ASIDE, 1)
        assert b"CandourLeft" in server.flags(USER)[0]
        with Mailbox.open(confidential(server), Limits()) as mailbox:
            assert mailbox.new_messages() == []
        told = {finding.what: finding.grade for finding in check_mailbox(confidential(server))}
    assert "there is no folder for them" in errors(caplog)[0]
    assert told["the folder 'Candour aside' can't be made; what can't be cleaned stays where it is"] is Grade.WARN


def test_what_is_taken_of_a_shared_mailbox_stays_where_it_is_after_a_restart_too() -> None:
    taker = Disposer(Disposal.FILE)
    with running_dovecot() as server:
        server.deliver(USER, a_mail(number=1))
        with server.client(USER) as before:  # as where the mailbox was a dedicated one
            before.create_folder("Candour processed")
        settings = a_mailbox(USER, server.port, mode="shared")
        for number in (1, 2):
            with watched(settings, taker) as watcher:
                eventually(lambda: watcher.status().accepted == 1)
            assert len(server.messages(USER)) == number
            server.deliver(USER, a_mail(number=number + 1))
    assert taker.shown == [a_mail(number=1), a_mail(number=2)]


def test_of_a_shared_mailbox_it_is_enough_to_read_it() -> None:
    places = PassingPlaces()
    with running_dovecot(Options(rights="lr")) as server:
        settings = a_mailbox(USER, server.port, mode="shared")
        _put(server, a_mail(number=1), a_mail(number=2))
        with Mailbox.open(settings, Limits(), Cursors(places)) as mailbox:
            assert (mailbox.is_read_only, mailbox.new_messages()) == (True, [1, 2])
            mailbox.dispose(Disposal.LEAVE, [1])
            assert mailbox.new_messages() == [2]
        with Mailbox.open(settings, Limits(), Cursors(places)) as mailbox:
            assert mailbox.new_messages() == [2]
        told = [finding.what for finding in check_mailbox(settings)]
    assert "the folder can only be read, so Candour remembers how far it has looked" in told


def _put(server: Dovecot, *messages: bytes) -> None:
    """Put messages into the inbox of a user who may not: as files."""
    owner = server.folder.stat()
    place = server.folder / "home" / USER / "mail" / "new"
    place.mkdir(parents=True)
    for number, message in enumerate(messages):
        (place / f"{number}.M{number}P1.host").write_bytes(message)
    for path in (server.folder / "home").rglob("*"):
        os.chown(path, owner.st_uid, owner.st_gid)


def test_when_the_server_numbers_its_messages_anew_all_are_looked_at_again() -> None:
    places = PassingPlaces()
    with running_dovecot(Options(rights="lrstipekxa")) as server:
        server.deliver(USER, a_mail())
        settings = a_mailbox(USER, server.port, mode="shared")
        with Mailbox.open(settings, Limits(), Cursors(places)) as mailbox:
            mailbox.new_messages()
            mailbox.dispose(Disposal.LEAVE, [1])
            assert mailbox.uid_validity is not None
            places.keep("INBOX", Place(mailbox.uid_validity - 1, 1))
        with Mailbox.open(settings, Limits(), Cursors(places)) as mailbox:
            assert mailbox.new_messages() == [1]


def test_a_mail_that_a_person_moves_away_while_it_is_taken_says_nothing_about_keywords() -> None:
    with running_dovecot() as server:
        server.deliver(USER, a_mail(number=1), a_mail(number=2))
        with Mailbox.open(a_mailbox(USER, server.port, mode="shared"), Limits()) as mailbox:
            assert mailbox.new_messages() == [1, 2]
            with server.client(USER) as person:
                person.select_folder("INBOX")
                person.delete_messages([1])
                person.expunge()
            mailbox.dispose(Disposal.LEAVE, [1])
            assert mailbox.marks_by_keyword
            assert mailbox.new_messages() == [2]


def test_a_shared_mailbox_full_of_old_mail_is_told_by_the_check() -> None:
    with running_dovecot(Options(capability=EVERYTHING + " MULTIAPPEND")) as server:
        with server.client(USER) as person:
            person.multiappend("INBOX", [a_mail(number=number) for number in range(201)])
        first = check_mailbox(a_mailbox(USER, server.port, mode="shared"))[0]
    assert (first.grade, "since" in first.advice) == (Grade.WARN, True)


NO_KEYWORDS = "lrstipekxa"
WITHOUT_SEVERAL = {
    "no keywords, no MOVE": Options(capability="IMAP4rev1 NAMESPACE UIDPLUS", rights=NO_KEYWORDS),
    "no keywords, no UIDPLUS": Options(capability="IMAP4rev1 NAMESPACE MOVE", rights=NO_KEYWORDS),
    "no keywords, neither": Options(capability="IMAP4rev1", rights=NO_KEYWORDS),
    "neither": Options(capability="IMAP4rev1"),
}


@pytest.mark.parametrize("options", WITHOUT_SEVERAL.values(), ids=WITHOUT_SEVERAL.keys())
def test_every_mode_works_where_a_server_lacks_several_things_at_once(options: Options) -> None:
    disposals = {"dedicated": Disposal.FILE, "shared": Disposal.LEAVE, "confidential": Disposal.EXPUNGE}
    mails = [a_mail(number=number) for number in (1, 2, 3)]
    with running_dovecot(options) as server:
        for mode, disposal in disposals.items():
            settings, places = a_mailbox(mode, server.port, mode=mode), PassingPlaces()
            for new in (mails[:2], mails[2:]):
                server.deliver(mode, *new)
                taker = Disposer(disposal)
                with watched(settings, taker, places=places) as watcher:
                    eventually(lambda: watcher.status().accepted == len(new))  # noqa: B023 - asked within this turn
                assert sorted(taker.shown) == new
            stay = mails if mode == "shared" else []
            assert server.messages(mode, criteria="UNDELETED") == stay
            assert sorted(server.messages(mode, "Candour processed")) == (mails if mode == "dedicated" else [])
