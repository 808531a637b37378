"""From a real mailbox to the DPO: `candour run` as a process between a real Dovecot and a real SMTP server."""

import email
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dovecot import Dovecot, needs_dovecot, running_dovecot
from tests.mail_sink import MailSink
from tests.running import DPO, HEAD, RunningCandour, a_mail, an_installation, until
from tests.small_disk import a_small_disk

pytestmark = [needs_dovecot, pytest.mark.dovecot, pytest.mark.xdist_group("all-the-way")]

LETTER = (
    "Hello,\n\nThis morning at twenty past eight I emailed the Year 4 class list to the wrong parent. It has the names "
    "and dates of birth of 28 pupils. I rang her and she has deleted it.\n\nMegan Tudor\n"
)
PROCESSED = "Candour processed"


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with running_dovecot() as server:
        yield server


@pytest.fixture
def sink() -> Iterator[MailSink]:
    with MailSink() as server:
        yield server


def test_a_mail_becomes_a_filled_form_for_the_dpo_and_an_acknowledgement_for_its_writer(
    tmp_path: Path, dovecot: Dovecot, sink: MailSink
) -> None:
    with an_installation(tmp_path, dovecot, "whole", sink.port) as candour:
        candour.start()
        dovecot.deliver("whole", a_mail(1, LETTER, subject="Class list of Year 4"))
        assert until(lambda: len(sink.accepted) >= 3, seconds=60), candour.log()
        assert until(lambda: len(dovecot.messages("whole", PROCESSED)) == 1, seconds=10)
        assert candour.stop() == 0
        alert, acknowledgement = sink.to(DPO)[0].text, sink.to("member1@stteilos.example")[0].text
        with candour.store() as store:
            reference = store.register()[0].reference
    assert "Employee Responsible" in alert
    assert "28" in alert
    assert reference in acknowledgement
    assert sink.to(HEAD)
    for subject in [mail.subject for mail in (*sink.to(DPO), *sink.to("member1@stteilos.example"))]:
        assert reference in subject
        assert "Year 4" not in subject
    for word in ("Megan", "Tudor", "member1", "Class list"):
        assert word not in candour.log()


def test_an_answer_by_a_real_mail_program_joins_its_case(tmp_path: Path, dovecot: Dovecot, sink: MailSink) -> None:
    with an_installation(tmp_path, dovecot, "answer", sink.port) as candour:
        candour.start()
        dovecot.deliver("answer", a_mail(1, LETTER))
        assert until(lambda: len(sink.to("member1@stteilos.example")) == 1, seconds=60), candour.log()
        acknowledgement = sink.to("member1@stteilos.example")[0].message
        answer = email.message_from_bytes(a_mail(2, "We have everything back now.\n"))
        del answer["From"], answer["To"]
        answer["From"] = "Member 1 <member1@stteilos.example>"
        answer["To"] = acknowledgement["Reply-To"]
        dovecot.deliver("answer", answer.as_bytes())
        assert until(lambda: len(sink.to("member1@stteilos.example")) == 2, seconds=30), candour.log()
        assert candour.stop() == 0
        with candour.store() as store:
            [entry] = store.register()
            assert len(store.load(entry.reference).reports) == 2


@pytest.mark.long
@pytest.mark.timeout(240)
def test_killed_again_and_again_it_loses_no_mail_and_acknowledges_each_once(
    tmp_path: Path, dovecot: Dovecot, sink: MailSink
) -> None:
    count, chance = 30, random.Random(7)  # noqa: S311  the same moments in each run
    with an_installation(tmp_path, dovecot, "killed", sink.port) as candour:
        dovecot.deliver("killed", *(a_mail(number, LETTER) for number in range(count)))
        for _ in range(3):
            candour.start()
            until(lambda: False, seconds=chance.uniform(1.5, 3.5))
            candour.kill()
        candour.start()
        assert until(lambda: len(_acknowledged(sink)) == count and _all_sent(candour), seconds=120), candour.log()
        candour.stop()
        assert_each_accounted_for_once(candour, sink, count)
        before = len(sink.about_cases())
        candour.start()
        until(lambda: False, seconds=4)
        candour.stop()
        assert len(sink.about_cases()) == before
        assert_each_accounted_for_once(candour, sink, count)


@pytest.mark.long
def test_a_second_process_on_the_same_store_is_refused_with_the_reason(
    tmp_path: Path, dovecot: Dovecot, sink: MailSink
) -> None:
    with an_installation(tmp_path, dovecot, "second", sink.port) as candour:
        candour.start()
        assert until(lambda: "started" in candour.log(), seconds=60), candour.log()
        second = RunningCandour(candour.folder, candour.config, candour.store_folder)
        second.start()
        assert second.process is not None
        assert second.process.wait(timeout=60) == 1
        assert "stop it first" in candour.log()
        assert candour.stop() == 0


@pytest.mark.long
def test_a_message_over_the_limit_or_hostile_becomes_a_case_and_the_watch_goes_on(
    tmp_path: Path, dovecot: Dovecot, sink: MailSink
) -> None:
    nested = b"From: x@stteilos.example\r\nSubject: nested\r\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(3000)
    )
    with an_installation(tmp_path, dovecot, "hostile", sink.port) as candour:
        candour.start()
        dovecot.deliver("hostile", nested, b"\x00\xff\xfe" * 2000, a_mail(3, LETTER))
        assert until(lambda: len(sink.to(DPO)) >= 3, seconds=90), candour.log()
        assert candour.stop() == 0
        with candour.store() as store:
            assert len(store.register()) == 3


@pytest.mark.long
def test_with_a_full_disk_the_message_stays_in_the_mailbox_and_work_resumes_when_there_is_room(
    tmp_path: Path, dovecot: Dovecot, sink: MailSink
) -> None:
    count = 60
    with (
        a_small_disk(tmp_path / "small") as disk,
        an_installation(tmp_path, dovecot, "disk", sink.port, store_folder=disk.folder) as candour,
    ):
        dovecot.deliver("disk", *(a_mail(number, LETTER * 20) for number in range(count)))
        candour.start()
        assert until(lambda: "StoreFull" in candour.log(), seconds=60), candour.log()
        with candour.store() as store:
            stored = len(store.register())
        assert stored < count
        assert len(dovecot.messages("disk")) >= count - stored - 2
        disk.grow()
        assert until(lambda: len(dovecot.messages("disk", PROCESSED)) == count, seconds=90), candour.log()
        assert until(lambda: len(_acknowledged(sink)) == count and _all_sent(candour), seconds=60), candour.log()
        assert candour.stop() == 0
        assert_each_accounted_for_once(candour, sink, count)


def _acknowledged(sink: MailSink) -> set[str]:
    return {address for mail in sink.accepted for address in mail.recipients if address.startswith("member")}


def _all_sent(candour: RunningCandour) -> bool:
    with candour.store() as store:
        return store.next_due() is None


def assert_each_accounted_for_once(candour: RunningCandour, sink: MailSink, count: int) -> None:
    with candour.store() as store:
        assert len(store.register()) == count
        assert not store.damaged
    acknowledgements = {
        str(mail.message["Message-ID"]) for mail in sink.accepted if mail.recipients[0].startswith("member")
    }
    assert len(acknowledgements) == count
