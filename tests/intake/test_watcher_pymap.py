"""What the check says of pymap, which keeps no keywords; `test_every_server` watches it."""

from pydantic import SecretStr

from candour.app.demo.mailbox import PASSWORD, USER, DemoMailbox
from intake.checking import check_mailbox
from tests.intake.fakes import a_mailbox


def test_the_check_warns_that_the_folder_is_the_mark() -> None:
    with DemoMailbox() as server:
        findings = check_mailbox(a_mailbox(USER, server.port, password=SecretStr(PASSWORD)))
    assert "the server allows no keywords, so the folder is the mark" in [finding.what for finding in findings]
