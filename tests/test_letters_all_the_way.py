"""A digest from a running process: planned by its sweep, sent by its outbox, once through a crash and a restart."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from candour.app.environment import utc_now
from candour.app.people import directory_of
from candour.app.settings import read_settings
from candour.cases.desk import Desk
from candour.cases.policy_file import load
from candour.cases.service import Service
from candour.store.folders import CaseFolderStore
from candour.store.keys import create_key_file, read_key_file
from tests.app.configurations import GOOD, changed, written
from tests.builders import a_report, some_facts
from tests.letters import GRAVE
from tests.mail_sink import Accepted, MailSink
from tests.running import DPO, RunningCandour, until
from tests.service import CODES, NoHolidays, ToldReader


@pytest.fixture
def sink() -> Iterator[MailSink]:
    with MailSink() as server:
        yield server


def an_installation_with_a_grave_case(folder: Path, smtp_port: int) -> tuple[RunningCandour, str]:
    """Write a configuration whose mailbox nobody serves, and a store that holds a case of the highest level."""
    document = changed(GOOD, ("smtp", "port"), smtp_port)
    places = {"folder": str(folder / "store"), "key_file": str(folder / "candour.key")}
    config = written(folder, changed(document, ("store",), places))
    create_key_file(folder / "candour.key")
    key = read_key_file(folder / "candour.key", setting="store.key_file")
    with closing(CaseFolderStore(folder / "store", key)) as store:
        reference = _accepted(store, config)
    return RunningCandour(folder, config, folder / "store"), reference


def _accepted(store: CaseFolderStore, config: Path) -> str:
    """Accept a report, as a mailbox would bring it, and return the case's reference."""
    reader = ToldReader({"report-1": some_facts(**GRAVE)})
    desk = Desk(
        store=store,
        reader=reader,
        directory=directory_of(read_settings(config)),
        policies=load,
        working_days=NoHolidays(),
        now=utc_now,
        random=Random(1),  # noqa: S311  the same reference in each run
        notify=lambda: None,
        codes=CODES,
    )
    reference = Service(desk).receive(a_report(school="st-teilos", received_at=utc_now())).reference
    assert reference is not None
    return reference


def digests(sink: MailSink) -> list[Accepted]:
    """Return the digests that reached the DPO."""
    return [mail for mail in sink.to(DPO) if mail.subject.startswith("Candour digest")]


@pytest.mark.long
def test_a_case_of_the_highest_level_brings_one_digest_through_a_crash_and_a_restart(
    tmp_path: Path, sink: MailSink
) -> None:
    candour, reference = an_installation_with_a_grave_case(tmp_path, sink.port)
    candour.start()
    try:
        assert until(lambda: len(digests(sink)) == 1, seconds=90), candour.log()
        candour.kill()
        candour.start()
        assert until(lambda: candour.log().count("started ") == 2, seconds=90), candour.log()
        assert candour.stop() == 0
    finally:
        if candour.process is not None:
            candour.kill()
    assert all(mail.subject.startswith("Candour digest: 1 needs you") for mail in digests(sink))
    # A crash before it was written down that the mail was taken sends the same mail again, seen to be the same.
    assert len({mail.message["Message-ID"] for mail in digests(sink)}) == 1
    assert reference in digests(sink)[0].text
    assert "@" not in candour.log()
