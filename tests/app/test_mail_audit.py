"""`candour mail audit` and `candour mail report` against a real Dovecot and a real store."""

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from threading import Event, Thread

import pytest
from typer.testing import CliRunner, Result

from candour.app.cli import app
from candour.app.environment import configured, utc_now
from candour.app.mail_servers import mailbox_settings
from candour.app.people import directory_of
from candour.app.stores import opened_store
from candour.cases.desk import Desk
from candour.cases.errors import SettingsError
from candour.cases.policy_file import load
from candour.cases.service import Service
from candour.store.keys import create_key_file
from intake.checking import check_mailbox
from intake.delivery import Delivery
from intake.limits import Limits
from intake.watcher import Watcher
from tests.app.configurations import GOOD, changed, written
from tests.dovecot import PASSWORD, Dovecot, needs_dovecot, running_dovecot
from tests.intake.fakes import HURRIED, WorkersHere, eventually
from tests.running import a_mail
from tests.service import CODES, NoHolidays, ToldReader

pytestmark = needs_dovecot
PROCESSED = "Candour processed"
OUT_OF_OFFICE = b"Auto-Submitted: auto-replied\r\n" + a_mail(7, "I am away until Monday.", subject="Away")
HOUR_AGO = datetime.now(UTC) - timedelta(hours=1)


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with running_dovecot() as server:
        yield server


@dataclass
class School:
    """A configuration, its store, and a user of the Dovecot."""

    dovecot: Dovecot
    user: str
    folder: Path
    config: Path

    def deliver(self, *mails: bytes, folder: str = "INBOX", at: datetime | None = None) -> None:
        self.dovecot.deliver(self.user, *mails, folder=folder, at=at)

    def take_in(self, count: int) -> None:
        """Let a watcher take so many messages in."""
        settings, secrets = configured(self.config)
        mailbox = mailbox_settings(settings.mailbox[0], settings, secrets)
        with closing(opened_store(settings, secrets)) as store:
            desk = Desk(
                store=store,
                reader=ToldReader(),
                directory=directory_of(settings),
                policies=load,
                working_days=NoHolidays(),
                now=utc_now,
                random=Random(1),  # noqa: S311  nobody guesses here
                notify=lambda: None,
                codes=CODES,
            )
            receive = Service(desk).receive
            delivery = Delivery(store=store, workers=WorkersHere(), receive=receive, limits=Limits(), now=utc_now)
            watcher, stop = Watcher(mailbox, delivery, pace=HURRIED), Event()
            thread = Thread(target=watcher.run, args=(stop,))
            thread.start()
            try:
                eventually(lambda: watcher.status().accepted >= count)
            finally:
                stop.set()
                thread.join()

    def audit(self, *arguments: str, typed: str = "") -> Result:
        return self.call("mail", "audit", *arguments, typed=typed)

    def call(self, *arguments: str, typed: str = "") -> Result:
        return CliRunner().invoke(app, [*arguments, "--config", str(self.config)], input=typed)

    def found(self, *arguments: str) -> dict[str, object]:
        """Return what the audit says of the one mailbox, as a machine reads it."""
        (mailbox,) = json.loads(self.audit("--json", *arguments).stdout)["mailboxes"]
        assert isinstance(mailbox, dict)
        return mailbox


@pytest.fixture
def school(dovecot: Dovecot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> School:
    monkeypatch.setenv("CANDOUR_IMAP_PASSWORD", PASSWORD)
    user = f"user{abs(hash(request.node.name))}"
    document = changed(changed(GOOD, ("mailbox", 0, "port"), dovecot.port), ("mailbox", 0, "user"), user)
    for name, value in getattr(request, "param", {}).items():
        document = changed(document, ("mailbox", 0, name), value)
    places = {"folder": str(tmp_path / "store"), "key_file": str(tmp_path / "candour.key")}
    document = changed(document, ("store",), places)
    create_key_file(tmp_path / "candour.key")
    school = School(dovecot, user, tmp_path, written(tmp_path, document))
    with closing(opened_store(*configured(school.config))):
        return school


def uids(found: dict[str, object], difference: str) -> Sequence[tuple[str, int]]:
    differences = found["differences"]
    assert isinstance(differences, dict)
    return [(each["folder"], each["uid"]) for each in differences[difference]]


def said_by_check(school: School) -> str:
    settings, secrets = configured(school.config)
    findings = check_mailbox(mailbox_settings(settings.mailbox[0], settings, secrets))
    return " ".join(finding.what for finding in findings)


def test_everything_is_accounted_for_and_looking_changes_nothing(school: School) -> None:
    school.deliver(a_mail(1, "I sent the list to the wrong parent."), a_mail(2, "My laptop is gone."), OUT_OF_OFFICE)
    school.take_in(3)
    school.deliver(a_mail(3, "I have just lost a stick."))
    before = [school.dovecot.flags(school.user, folder) for folder in ("INBOX", PROCESSED)]
    files = {path: path.stat().st_mtime_ns for path in (school.folder / "store").rglob("*")}
    told = school.audit()
    assert told.exit_code == 0, told.output
    assert "4 messages" in told.output
    assert "accounted for: 2 new cases and 1 set aside" in told.output
    assert "1 just come, waiting" in told.output
    assert "All accounted for." in told.output
    assert [school.dovecot.flags(school.user, folder) for folder in ("INBOX", PROCESSED)] == before
    assert {path: path.stat().st_mtime_ns for path in (school.folder / "store").rglob("*")} == files


def test_what_an_older_backup_lacks_is_listed_without_a_word_of_it_and_taken_in_again(school: School) -> None:
    school.deliver(a_mail(1, "I sent the list to the wrong parent."))
    school.take_in(1)
    backup = shutil.copytree(school.folder / "store", school.folder / "backup")
    school.deliver(a_mail(2, "My laptop is gone.", subject="Zanzibar"), OUT_OF_OFFICE)
    school.take_in(2)
    shutil.rmtree(school.folder / "store")
    shutil.move(backup, school.folder / "store")
    told = school.audit()
    assert told.exit_code == 1
    assert "2 marked as taken in, but unknown to the store" in told.output
    assert f"{PROCESSED}, UID 2, " in told.output
    assert "candour mail audit --take-again" in told.output
    for word in ("Zanzibar", "laptop", "Member", "member2"):
        assert word not in told.output
    assert uids(school.found(), "lost") == [(PROCESSED, 2), (PROCESSED, 3)]
    refused = school.audit("--take-again", typed="n\n")
    assert "dataloss: make 2 messages new again, in 'INBOX'? They are taken in as new reports" in refused.output
    assert uids(school.found(), "lost") == [(PROCESSED, 2), (PROCESSED, 3)]
    again = school.audit("--take-again", typed="y\n")
    assert again.exit_code == 1
    assert "2 of 2 are new again" in again.output
    school.take_in(2)
    assert school.audit().exit_code == 0
    assert school.found()["accounted_for"] == {"case": 2, "automatic": 1}


def test_what_somebody_put_into_the_processed_folder_is_listed_and_can_be_taken_in(school: School) -> None:
    school.deliver(a_mail(1, "I sent the list to the wrong parent."))
    school.take_in(1)
    school.deliver(a_mail(2, "My laptop is gone."), folder=PROCESSED)
    assert uids(school.found(), "stray") == [(PROCESSED, 2)]
    assert "Did somebody put that there?" in school.audit("--take-again", "--yes").output
    school.take_in(1)
    assert school.audit().exit_code == 0


def test_what_waits_for_long_or_was_not_marked_is_listed_and_what_has_gone_is_a_number(school: School) -> None:
    school.deliver(*(a_mail(number, f"I lost stick number {number}.") for number in (1, 2, 3)), at=HOUR_AGO)
    school.take_in(3)
    assert "waiting" not in said_by_check(school)
    with school.dovecot.client(school.user) as person:
        person.select_folder(PROCESSED)
        person.remove_flags([1], ["CandourAccepted"])
        person.move([1], "INBOX")
        person.delete_messages([2])
        person.expunge()
    school.deliver(a_mail(4, "I lost another one."), at=HOUR_AGO)
    assert "2 of them waiting for more than a quarter of an hour, the longest since" in said_by_check(school)
    told = school.audit()
    assert told.exit_code == 1
    assert "1 waiting for more than a quarter of an hour" in told.output
    assert "1 known to the store, but still among the new ones" in told.output
    found = school.found()
    assert (found["gone"], len(uids(found, "waiting")), len(uids(found, "unmarked"))) == (1, 1, 1)
    later = school.found("--since", f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%d}")
    assert (later["total"], later["gone"]) == (0, 0)


@pytest.mark.parametrize("school", [{"mode": "shared"}], indirect=True)
def test_of_a_shared_mailbox_there_are_numbers_alone_and_ordinary_mail_is_not_fetched(school: School) -> None:
    school.deliver(*(a_mail(number, "The menu of this week.") for number in range(1, 5)), at=HOUR_AGO)
    with school.dovecot.client(school.user) as person:
        person.select_folder("INBOX")
        person.add_flags([1, 2], ["CandourLeft"])
        person.add_flags([3], ["CandourAccepted"])
    told = school.audit()
    assert told.exit_code == 1
    assert "2 left in place, as ordinary or in doubt" in told.output
    assert "1 marked as taken in, but unknown to the store" in told.output
    assert "1 waiting for" in told.output
    assert "UID" not in told.output
    assert school.found()["differences"] == {}
    school.audit("--take-again", "--yes")
    with school.dovecot.client(school.user) as person:
        person.select_folder("INBOX", readonly=True)
        assert person.search(["UNKEYWORD", "CandourLeft", "UNKEYWORD", "CandourAccepted"]) == [3, 4]


@pytest.mark.parametrize("school", [{"mode": "confidential"}], indirect=True)
def test_of_a_confidential_mailbox_it_tells_what_lies_aside(school: School) -> None:
    with school.dovecot.client(school.user) as person:
        person.create_folder("Candour aside")
    school.deliver(a_mail(1, "Hello"), folder="Candour aside", at=HOUR_AGO)
    told = school.audit()
    assert told.exit_code == 0
    assert "1 lying aside, for a person to open" in told.output


def test_a_mailbox_that_can_not_be_used_is_no_mailbox_that_is_accounted_for(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANDOUR_IMAP_PASSWORD", "wrong")
    told = school.audit()
    assert told.exit_code == 1
    assert "refuses user or password" in told.output


def test_an_unknown_mailbox_is_named_with_those_that_there_are(school: School) -> None:
    error = school.audit("--mailbox", "office").exception
    assert isinstance(error, SettingsError)
    assert "it has: dataloss" in str(error)


def test_the_report_tells_each_mailbox_s_days_in_numbers(school: School) -> None:
    school.deliver(a_mail(1, "I sent the list to the wrong parent.", subject="Zanzibar"), OUT_OF_OFFICE)
    school.take_in(2)
    told = school.call("mail", "report", "--days", "2")
    assert told.exit_code == 0, told.output
    assert "dataloss <dataloss@stteilos.example>  For reports alone" in told.output
    assert "1 new case and 1 set aside (1 automatic answer)" in told.output
    assert "Zanzibar" not in told.output
