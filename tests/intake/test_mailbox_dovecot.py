"""Reaching a mailbox: encryption, trust, refusals, lost connections, and what `candour check` says of each."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from pydantic import SecretStr

from candour.cases.errors import MailboxError
from candour.cases.finding import Finding, Grade
from intake.announcements import Announcements
from intake.checking import check_mailbox
from intake.connection import connected
from intake.errors import MailboxMisconfiguredError, MailboxUnusableError
from intake.fetching import Listed
from intake.limits import Limits
from intake.mailbox import Mailbox
from intake.settings import MailboxSettings
from intake.taking import Disposal
from tests.dovecot import PASSWORD, Dovecot, Options, free_port, needs_dovecot, running_dovecot
from tests.intake.fakes import Core, a_mailbox, eventually, watching
from tests.intake.mails import a_mail

USER = "dataloss"


@pytest.fixture(scope="module")
def encrypted() -> Iterator[Dovecot]:
    with running_dovecot(Options(tls=True)) as server:
        yield server


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    with running_dovecot() as server:
        yield server


def refusal(settings: MailboxSettings) -> MailboxUnusableError:
    """Return why a mailbox can't be opened, and make sure that nothing secret is told."""
    with pytest.raises(MailboxError) as caught:
        Mailbox.open(settings, Limits())
    assert isinstance(caught.value, MailboxUnusableError)
    assert PASSWORD not in str(caught.value)
    return caught.value


def grades(findings: list[Finding]) -> list[Grade]:
    return [finding.grade for finding in findings]


@pytest.mark.dovecot
@needs_dovecot
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_reports_come_in_over_an_encrypted_connection(encrypted: Dovecot, security: str) -> None:
    user = f"user-{security}"
    port = encrypted.tls_port if security == "tls" else encrypted.port
    encrypted.deliver(user, a_mail())
    core = Core()
    settings = a_mailbox(user, port, security=security, ca_file=encrypted.ca_file)
    with watching(settings, core):
        eventually(lambda: core.subjects == ["Trip list 1"])
    assert grades(check_mailbox(settings)) == [Grade.OK] * 6


def returns_soon(mailbox: Mailbox) -> bool:
    """Tell whether a wait of ten minutes ends within some seconds."""
    stop = Event()
    waiting = Thread(target=mailbox.wait, args=(stop,), kwargs={"seconds": 600})
    waiting.start()
    waiting.join(20)
    ended = not waiting.is_alive()
    stop.set()
    waiting.join()
    return ended


@pytest.mark.dovecot
@needs_dovecot
@pytest.mark.parametrize("security", ["plain", "tls", "starttls"])
def test_a_mail_that_comes_between_the_search_and_idle_ends_the_wait(encrypted: Dovecot, security: str) -> None:
    user = f"window-{security}"
    port = encrypted.tls_port if security == "tls" else encrypted.port
    with Mailbox.open(a_mailbox(user, port, security=security, ca_file=encrypted.ca_file), Limits()) as mailbox:
        assert mailbox.new_messages() == []
        encrypted.deliver(user, a_mail())
        assert returns_soon(mailbox)
        assert mailbox.new_messages() == [1]


@pytest.mark.dovecot
@needs_dovecot
@pytest.mark.parametrize("idle", [True, False])
def test_a_mail_that_is_announced_in_the_answer_to_another_command_ends_the_wait(dovecot: Dovecot, idle: bool) -> None:  # noqa: FBT001 - a table's column
    dovecot.deliver(USER, a_mail(number=1))
    with Mailbox.open(a_mailbox(USER, dovecot.port, idle=idle), Limits()) as mailbox:
        assert mailbox.new_messages() == [1]
        dovecot.deliver(USER, a_mail(number=2))
        mailbox.dispose(Disposal.FILE, [1])
        assert returns_soon(mailbox)
        assert mailbox.new_messages() == [2]


@pytest.mark.dovecot
@needs_dovecot
@pytest.mark.parametrize("security", ["plain", "tls", "starttls"])
def test_while_the_server_is_silent_nothing_lies_unread_and_the_wait_goes_on(encrypted: Dovecot, security: str) -> None:
    user = f"silent-{security}"
    port = encrypted.tls_port if security == "tls" else encrypted.port
    settings = a_mailbox(user, port, security=security, ca_file=encrypted.ca_file)
    with connected(settings) as client:
        client.select_folder("INBOX")
        announcements = Announcements(client)
        announcements.forget()
        client.idle()
        assert not announcements.lie_unread()
        assert not announcements.take()
        assert not announcements.wait(0.2)
        encrypted.deliver(user, a_mail())
        assert announcements.wait(20)
        assert announcements.lie_unread()
        client.idle_done()


@pytest.mark.dovecot
@needs_dovecot
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_from_nobody_we_know_is_refused(encrypted: Dovecot, security: str) -> None:
    port = encrypted.tls_port if security == "tls" else encrypted.port
    error = refusal(a_mailbox(USER, port, security=security))
    assert isinstance(error, MailboxMisconfiguredError)
    assert error.code == "certificate"
    assert "ca_file" in error.advice


@pytest.mark.dovecot
@needs_dovecot
def test_a_certificate_for_another_name_is_refused(encrypted: Dovecot) -> None:
    settings = a_mailbox(USER, encrypted.tls_port, security="tls", ca_file=encrypted.ca_file, host="127.0.0.2")
    assert refusal(settings).code in {"certificate", "refused"}


@pytest.mark.dovecot
@needs_dovecot
def test_starttls_where_the_server_has_none_is_refused_before_the_password_is_sent(dovecot: Dovecot) -> None:
    error = refusal(a_mailbox(USER, dovecot.port, security="starttls"))
    assert error.code == "starttls"
    assert "Login" not in (dovecot.folder / "dovecot.log").read_text(encoding="utf-8").replace("imap-login", "")


@pytest.mark.dovecot
@needs_dovecot
def test_tls_against_a_port_that_speaks_none_says_which_settings_to_look_at(dovecot: Dovecot) -> None:
    error = refusal(a_mailbox(USER, dovecot.port, security="tls"))
    assert error.code == "tls"
    assert "port and security" in error.advice


@pytest.mark.dovecot
@needs_dovecot
def test_a_wrong_password_is_told_without_the_password(dovecot: Dovecot) -> None:
    settings = a_mailbox(USER, dovecot.port, password=SecretStr("not-the-password"))
    error = refusal(settings)
    assert isinstance(error, MailboxMisconfiguredError)
    assert error.code == "login"
    assert "not-the-password" not in str(error) + repr(settings)


@pytest.mark.dovecot
@needs_dovecot
def test_a_folder_that_is_not_there_is_told(dovecot: Dovecot) -> None:
    error = refusal(a_mailbox(USER, dovecot.port, folders=("Reports",)))
    assert (error.code, isinstance(error, MailboxMisconfiguredError)) == ("folder", True)


@pytest.mark.dovecot
@needs_dovecot
def test_a_folder_that_can_only_be_read_is_told() -> None:
    with running_dovecot(Options(rights="lr")) as server:
        assert refusal(a_mailbox(USER, server.port)).code == "read_only"


@pytest.mark.dovecot
@needs_dovecot
@pytest.mark.parametrize(
    ("options", "folder", "processed_folder"),
    [
        (Options(), "INBOX", "INBOX"),
        (Options(), "INBOX", "Inbox"),
        (Options(), "Reports", "reports"),
        (Options(prefix="INBOX.", separator="."), "INBOX", "INBOX"),
        (Options(prefix="INBOX.", separator="."), "INBOX.Reports", "Reports"),
        (Options(prefix="INBOX.", separator="."), "INBOX.Reports.New", "Reports/New"),
    ],
)
def test_one_folder_for_what_is_new_and_what_is_accepted_is_refused_and_the_check_says_so(
    options: Options, folder: str, processed_folder: str
) -> None:
    with running_dovecot(options) as server:
        with server.client(USER) as person:
            if not person.folder_exists(folder):
                person.create_folder(folder)
            before = [name for _, _, name in person.list_folders()]
        settings = a_mailbox(USER, server.port, folders=(folder,), processed_folder=processed_folder)
        error = refusal(settings)
        (finding,) = check_mailbox(settings)
        with server.client(USER) as person:
            assert [name for _, _, name in person.list_folders()] == before
    assert (error.code, isinstance(error, MailboxMisconfiguredError)) == ("processed_folder", True)
    assert (finding.grade, finding.advice) == (Grade.FAIL, error.advice)
    assert "name another processed_folder" in finding.advice


@pytest.mark.parametrize("host", ["imap.saint-finnian.example", "10.0.0.1", "192.0.2.7", "127.0.0.1.evil.example"])
def test_an_unencrypted_connection_to_another_machine_is_refused_before_anything_is_sent(host: str) -> None:
    error = refusal(a_mailbox(USER, 143, host=host))
    assert isinstance(error, MailboxMisconfiguredError)
    assert error.code == "plain"
    assert "'tls'" in error.advice


def test_a_server_that_is_not_there_is_told() -> None:
    assert refusal(a_mailbox(USER, free_port())).code == "refused"
    assert refusal(a_mailbox(USER, 993, host="no-such-host.invalid", security="tls")).code == "name"


def test_a_file_of_certificates_that_is_none_is_told(tmp_path: Path) -> None:
    nonsense = tmp_path / "ca.pem"
    nonsense.write_text("this is no certificate", encoding="utf-8")
    for file in (nonsense, tmp_path / "missing.pem"):
        assert refusal(a_mailbox(USER, free_port(), security="tls", ca_file=file)).code == "ca_file"


PROPERTIES = {name for name, value in vars(Mailbox).items() if isinstance(value, property)}
USES: dict[str, Callable[[Mailbox], object]] = {
    "other_folders": lambda mailbox: mailbox.other_folders() or mailbox.new_messages(),
    "missing_folders": lambda mailbox: mailbox.missing_folders() or mailbox.new_messages(),
    "unwatched_folders": lambda mailbox: mailbox.unwatched_folders(),
    "can_put_aside": lambda mailbox: mailbox.can_put_aside(),
    "select": lambda mailbox: mailbox.select("INBOX.elsewhere"),
    "new_messages": lambda mailbox: mailbox.new_messages(),
    "batches": lambda mailbox: mailbox.batches([1]),
    "fetch": lambda mailbox: mailbox.fetch([Listed(uid=1, size_in_bytes=10, received_at=None)]),
    "dispose": lambda mailbox: mailbox.dispose(Disposal.FILE, [1]),
    "tidy": lambda mailbox: mailbox.tidy(),
    "wait": lambda mailbox: mailbox.wait(Event(), seconds=30),
}


@pytest.mark.dovecot
@needs_dovecot
@pytest.mark.parametrize("use", USES)
def test_whatever_is_asked_of_a_lost_connection_is_answered_in_our_own_words(dovecot: Dovecot, use: str) -> None:
    dovecot.deliver(USER, a_mail())
    with Mailbox.open(a_mailbox(USER, dovecot.port), Limits()) as mailbox:
        dovecot.drop_connections()
        with pytest.raises(MailboxUnusableError) as caught:
            USES[use](mailbox)
    assert caught.value.code == "dropped"


def test_where_imaplib_has_a_buffer_of_its_own_that_is_where_to_look() -> None:
    """Python 3.14 on: to peek into the file would take bytes away from imaplib."""

    class Newer:
        def __init__(self, *read: bytes) -> None:
            self._readbuf = list(read)
            self.sock = None

    class Client:
        def __init__(self, *read: bytes) -> None:
            self._imap = Newer(*read)

    assert Announcements(Client(b"* 1 EXISTS\r\n")).lie_unread()
    assert not Announcements(Client()).lie_unread()


def test_every_method_of_a_mailbox_that_asks_the_server_is_tried_on_a_lost_connection() -> None:
    public = {name for name in vars(Mailbox) if not name.startswith("_")}
    assert set(USES) == public - {"open", "close"} - PROPERTIES


@pytest.mark.dovecot
@needs_dovecot
def test_the_check_says_what_a_good_mailbox_has_and_changes_no_message(dovecot: Dovecot) -> None:
    dovecot.deliver(USER, a_mail())
    findings = check_mailbox(a_mailbox(USER, dovecot.port))
    assert grades(findings) == [Grade.OK] * 6
    assert findings[0].what == "logged in, folder 'INBOX': 1 new messages"
    assert dovecot.messages(USER) == [a_mail()]
    assert not {b"\\Seen", b"CandourAccepted"} & dovecot.flags(USER)[0]


@pytest.mark.dovecot
@needs_dovecot
@pytest.mark.parametrize(
    ("options", "what"),
    [
        (Options(rights="lrstipekxa"), "the folder is the mark"),
        (Options(rights="lrwstipexa"), "can't be made"),
        (Options(capability="IMAP4rev1 NAMESPACE UIDPLUS MOVE"), "every half minute"),
        (Options(capability="IMAP4rev1 NAMESPACE IDLE"), "neither MOVE nor UIDPLUS"),
    ],
    ids=["no keywords", "no new folders", "no idle", "no moving"],
)
def test_the_check_says_what_a_mailbox_lacks(options: Options, what: str) -> None:
    with running_dovecot(options) as server:
        lacking = [finding for finding in check_mailbox(a_mailbox(USER, server.port)) if finding.grade is Grade.WARN]
    assert len(lacking) == 1
    assert what in lacking[0].what
    assert lacking[0].advice


def test_the_check_of_a_mailbox_that_cannot_be_reached_says_what_to_do() -> None:
    (finding,) = check_mailbox(a_mailbox(USER, free_port()))
    assert finding.grade is Grade.FAIL
    assert "check host and port" in finding.advice
