"""`candour probe` all the way: a real SMTP server that delivers into a real Dovecot, which a real Candour watches."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from typer.testing import CliRunner, Result

from candour.app.cli import app
from candour.cases.errors import SettingsError
from candour.cases.mail_ledger import Fate, kept_keys
from candour.cases.probes import KIND
from tests.dovecot import PASSWORD, Dovecot, free_port, needs_dovecot, running_dovecot
from tests.mail_sink import MailSink
from tests.running import RunningCandour, an_installation, until

pytestmark = needs_dovecot
USER = "dataloss"


@dataclass
class DeliveringSink(MailSink):
    """Delivers what it accepts to the mailbox, as the school's mail server would."""

    dovecot: Dovecot | None = None

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's
        answer = await super().handle_DATA(server, session, envelope)
        if self.dovecot:
            self.dovecot.deliver(USER, bytes(envelope.original_content or b""))
        return answer


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with running_dovecot() as server:
        yield server


@pytest.fixture
def sink(dovecot: Dovecot) -> Iterator[DeliveringSink]:
    with DeliveringSink(dovecot=dovecot) as server:
        yield server


@pytest.fixture
def candour(
    tmp_path: Path, dovecot: Dovecot, sink: DeliveringSink, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RunningCandour]:
    monkeypatch.setenv("CANDOUR_IMAP_PASSWORD", PASSWORD)
    with an_installation(tmp_path, dovecot, USER, sink.port) as installation:
        yield installation


def call(candour: RunningCandour, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--config", str(candour.config)])


def probe(candour: RunningCandour, *arguments: str) -> Result:
    return call(candour, "probe", *arguments)


def test_a_probe_says_how_long_it_took_and_leaves_no_case_no_notice_and_one_record(
    candour: RunningCandour, sink: DeliveringSink, dovecot: Dovecot
) -> None:
    candour.start()
    assert until(lambda: "mailbox connected" in candour.log(), seconds=60), candour.log()
    told = probe(candour, "--timeout", "60")
    assert told.exit_code == 0, told.output + candour.log()
    assert "dataloss: a test report was read and assessed after" in told.output
    assert "of that until Candour had it from the mailbox" in told.output
    quiet = probe(candour, "--timeout", "60", "--quiet", "--mailbox", "dataloss")
    assert (quiet.exit_code, quiet.output) == (0, "")
    (first, second) = sink.accepted
    assert first.message["X-Candour-Probe"] != second.message["X-Candour-Probe"]
    assert until(lambda: len(dovecot.messages(USER, "Candour processed")) == 2, seconds=10)
    assert dovecot.messages(USER) == []
    audit = call(candour, "mail", "audit")
    assert (audit.exit_code, "accounted for: 2 test mails" in audit.output) == (0, True), audit.output
    assert "came through in" in call(candour, "mail", "report").output
    assert candour.stop() == 0
    with candour.store() as store:
        assert not store.register()
        assert len(store.records(KIND)) == 2
        assert set(kept_keys(store).values()) == {Fate.PROBE}
    assert len(sink.accepted) == 2


def test_a_probe_that_nobody_takes_in_says_how_far_it_came(candour: RunningCandour, sink: DeliveringSink) -> None:
    told = probe(candour, "--timeout", "1")
    assert told.exit_code == 1
    assert "the mail server took the test mail, but after 1 s Candour had not" in told.output
    assert len(sink.accepted) == 1
    assert told.output.count("\n") == 1


def test_a_probe_that_the_mail_server_does_not_take_says_so(candour: RunningCandour, sink: DeliveringSink) -> None:
    settings = candour.config.read_text(encoding="utf-8")
    candour.config.write_text(settings.replace(str(sink.port), str(free_port())), encoding="utf-8")
    told = probe(candour)
    assert (told.exit_code, sink.accepted) == (1, [])
    assert told.output == (
        "candour: dataloss: the mail server did not take the test mail (connection): run `candour check`\n"
    )


def test_an_unknown_mailbox_is_named_with_those_that_there_are(candour: RunningCandour) -> None:
    error = probe(candour, "--mailbox", "office").exception
    assert isinstance(error, SettingsError)
    assert "it has: dataloss" in str(error)
