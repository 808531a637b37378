"""The watcher against pymap, which keeps no keywords: runs where no Dovecot is installed (and in the demonstration)."""

from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from candour.app.demo.mailbox import PASSWORD, USER, DemoMailbox
from intake.checking import check_mailbox
from intake.limits import Limits
from intake.mailbox import Mailbox
from intake.settings import MailboxSettings
from tests.intake.fakes import Core, a_mailbox, eventually, watching
from tests.intake.mails import a_mail


@pytest.fixture
def pymap() -> Iterator[DemoMailbox]:
    with DemoMailbox() as server:
        yield server


def settings_of(server: DemoMailbox) -> MailboxSettings:
    return a_mailbox(USER, server.port, password=SecretStr(PASSWORD))


def test_every_mail_is_accepted_once_and_moved_away(pymap: DemoMailbox) -> None:
    core = Core()
    pymap.deliver(a_mail(number=1))
    with watching(settings_of(pymap), core) as watcher:
        eventually(lambda: core.subjects == ["Trip list 1"])
        pymap.deliver(a_mail(number=2))
        eventually(lambda: core.subjects == ["Trip list 1", "Trip list 2"])
        eventually(lambda: watcher.status().accepted == 2)
    with Mailbox.open(settings_of(pymap), Limits()) as mailbox:
        assert mailbox.new_messages() == []
    assert len(core.receipts) == 2


def test_a_mail_accepted_but_not_moved_is_a_duplicate_next_time(pymap: DemoMailbox) -> None:
    core = Core()
    pymap.deliver(a_mail())
    for _ in range(2):
        with watching(settings_of(pymap), core) as watcher:
            eventually(lambda: watcher.status().accepted == 1)
        pymap.deliver(a_mail())
    assert len(core.reports) == 1


def test_the_check_warns_that_the_folder_is_the_mark(pymap: DemoMailbox) -> None:
    assert "the server allows no keywords, so the folder is the mark" in [
        finding.what for finding in check_mailbox(settings_of(pymap))
    ]
