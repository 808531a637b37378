"""Folders beside the inbox, under any name and delimiter, and what is never looked into."""

import imaplib
import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from candour.cases.finding import Grade
from intake.checking import check_mailbox
from intake.folders import FolderNames, move
from intake.limits import Limits
from intake.mailbox import Mailbox
from tests.dovecot import Dovecot, Options, needs_dovecot, running_dovecot
from tests.intake.fakes import Core, a_mailbox, eventually, watching
from tests.intake.mails import a_mail

BELOW_INBOX = Options(prefix="INBOX.", separator=".", sent="Anfonwyd")
USER = "dataloss"


@pytest.fixture(scope="module")
def below_inbox() -> Iterator[Dovecot]:
    with running_dovecot(BELOW_INBOX) as server:
        yield server


def made(server: Dovecot, user: str, *folders: str) -> None:
    with server.client(user) as person:
        for name in folders:
            person.create_folder(name)


@pytest.mark.dovecot
@needs_dovecot
def test_all_below_inbox_is_watched_but_sent_mail_and_what_candour_moves_away(below_inbox: Dovecot) -> None:
    wanted = ["INBOX.Clwb", "INBOX.Clwb.2026.Haf", "INBOX.Digwyddiadau Ysgol", "INBOX.Fälle"]
    others = ["INBOX.Candour processed.Old", "INBOX.Trash.Clwb", "INBOX.Candour aside", "INBOX.drafts"]
    made(below_inbox, "watched", *wanted, *others)
    settings = a_mailbox("watched", below_inbox.port, subfolders=True)
    with Mailbox.open(settings, Limits()) as mailbox:
        found = mailbox.other_folders()
    assert [name for name in found if name != "INBOX.Clwb.2026"] == wanted
    assert "INBOX.Anfonwyd" not in found


@pytest.mark.dovecot
@needs_dovecot
def test_a_folder_that_holds_only_folders_is_not_opened(below_inbox: Dovecot) -> None:
    made(below_inbox, "noselect", "INBOX.Top.Lower")
    with below_inbox.client("noselect") as person:
        flags = {name: flags for flags, _, name in person.list_folders()}
    settings = a_mailbox("noselect", below_inbox.port, subfolders=True)
    with Mailbox.open(settings, Limits()) as mailbox:
        assert mailbox.other_folders() == ["INBOX.Top.Lower"]
    assert {b"\\Noselect", b"\\NonExistent"} & set(flags.get("INBOX.Top", [b"\\Noselect"]))


@pytest.mark.dovecot
@needs_dovecot
def test_a_folder_of_another_use_is_watched_where_it_is_named(below_inbox: Dovecot) -> None:
    made(below_inbox, "named", "INBOX.Junk")
    below_inbox.deliver("named", a_mail(), folder="INBOX.Junk")
    core = Core()
    with watching(a_mailbox("named", below_inbox.port, folders=("INBOX", "Junk")), core):
        eventually(lambda: core.subjects == ["Trip list 1"])


@pytest.mark.dovecot
@needs_dovecot
def test_the_check_names_folders_that_nobody_looks_through_and_those_that_are_missing(below_inbox: Dovecot) -> None:
    made(below_inbox, "checked", "INBOX.Clwb")
    findings = check_mailbox(a_mailbox("checked", below_inbox.port, folders=("INBOX", "Not there")))
    told = {finding.what: finding for finding in findings}
    assert told["there is no folder 'Not there'"].grade is Grade.FAIL
    (unwatched,) = [finding for what, finding in told.items() if "nobody looks through" in what]
    assert ("'INBOX.Clwb'" in unwatched.what, "subfolders = true" in unwatched.advice) == (True, True)


@pytest.mark.dovecot
@needs_dovecot
def test_a_folder_that_can_only_be_read_holds_up_no_other_and_is_told_once_without_its_name(
    caplog: pytest.LogCaptureFixture,
) -> None:
    options = Options(rights="lrwstipekxa", read_only="Mrs Vaughan")
    core = Core()
    with running_dovecot(options) as server:
        made(server, USER, "Mrs Vaughan", "Open")
        settings = a_mailbox(USER, server.port, folders=("INBOX", "Mrs Vaughan", "Open"))
        with watching(settings, core) as watcher:
            for number in (1, 2):
                server.deliver(USER, a_mail(number=number), folder="Open")
                eventually(lambda: watcher.status().accepted == number)  # noqa: B023 - asked within this turn
        grades = {finding.what: finding.grade for finding in check_mailbox(settings)}
    assert grades["the folder 'Mrs Vaughan' can't be used"] is Grade.FAIL
    warnings = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert [vars(record)["error"] for record in warnings] == ["read_only"]
    assert "Vaughan" not in str([vars(record) for record in warnings])


@pytest.mark.dovecot
@needs_dovecot
def test_mail_from_before_the_first_day_is_none_of_ours(below_inbox: Dovecot) -> None:
    below_inbox.deliver("since", a_mail(number=1), at=datetime(2020, 1, 1, tzinfo=UTC))
    below_inbox.deliver("since", a_mail(number=2))
    with Mailbox.open(a_mailbox("since", below_inbox.port, since=date(2021, 1, 1)), Limits()) as mailbox:
        assert mailbox.new_messages() == [2]


@pytest.mark.parametrize(
    ("names", "configured", "on_server"),
    [
        (FolderNames("", "/"), "Reports/Done", "Reports/Done"),
        (FolderNames("", "."), "Reports/Done", "Reports.Done"),
        (FolderNames("INBOX.", "."), "Reports/Done", "INBOX.Reports.Done"),
        (FolderNames("INBOX.", "."), "INBOX.Reports", "INBOX.Reports"),
        (FolderNames("INBOX.", "."), "Inbox", "Inbox"),
        (FolderNames("INBOX/", "/"), "Datenschutz/Fälle", "INBOX/Datenschutz/Fälle"),
        (FolderNames("", ""), "Reports/Done", "Reports/Done"),
    ],
)
def test_a_folder_is_named_as_the_server_wants_it(names: FolderNames, configured: str, on_server: str) -> None:
    assert names.on_server(configured) == on_server


@pytest.mark.parametrize(
    ("name", "top", "is_below"),
    [("INBOX/A", "INBOX", True), ("Inbox/A", "INBOX", True), ("INBOXES", "INBOX", False), ("INBOX", "INBOX", False)],
)
def test_what_lies_below_a_folder_is_told_by_the_delimiter(name: str, top: str, is_below: bool) -> None:  # noqa: FBT001 - a table's column
    assert FolderNames("", "/").is_below(name, top) is is_below


class RefusingServer:
    """Says NO to some messages, by every command."""

    def __init__(self, *refused: int, capabilities: tuple[str, ...] = ("MOVE", "UIDPLUS")) -> None:
        self.refused = set(refused)
        self.capabilities = capabilities
        self.commands: list[tuple[str, list[int]]] = []

    def has_capability(self, name: str) -> bool:
        return name in self.capabilities

    def _obey(self, command: str, uids: list[int]) -> None:
        self.commands.append((command, uids))
        if self.refused & set(uids):
            raise imaplib.IMAP4.error(f"{command} failed")

    def move(self, uids: list[int], _folder: str) -> None:
        self._obey("move", uids)

    def copy(self, uids: list[int], _folder: str) -> None:
        self._obey("copy", uids)

    def delete_messages(self, uids: list[int], *, silent: bool) -> None:
        assert silent
        self._obey("delete", uids)

    def uid_expunge(self, uids: list[int]) -> None:
        self.commands.append(("expunge", uids))


@pytest.mark.parametrize("capabilities", [("MOVE", "UIDPLUS"), ("UIDPLUS",)])
def test_one_message_that_the_server_will_not_move_holds_up_no_other(capabilities: tuple[str, ...]) -> None:
    server = RefusingServer(4, capabilities=capabilities)
    assert move(server, [1, 2, 3, 4, 5, 6], "Done") == [4]
    moved = [uids for command, uids in server.commands if command == ("move" if "MOVE" in capabilities else "expunge")]
    assert 4 not in moved[-1]


def test_where_every_message_is_refused_not_each_is_tried() -> None:
    server = RefusingServer(*range(100))
    assert move(server, list(range(100)), "Done") == list(range(100))
    assert len(server.commands) == 4
