"""`candour mail report`: what became of each mailbox's mails, read beside a running Candour."""

from contextlib import closing
from pathlib import Path

import typer

from candour.app.environment import configured, utc_now
from candour.app.people import directory_of
from candour.app.stores import opened_store
from candour.cases.mail_ledger import added_up
from candour.cases.mail_reports import MailboxReport, report_of
from candour.cases.showing.mail import mail_in_words, mode_in_words, probe_in_words
from candour.cases.showing.words import LONDON, day_in_words


def print_mail_report(config: Path, *, days: int) -> None:
    """Print a part for each mailbox: what it is, the sum of the days, and each day. Names nobody but the mailboxes."""
    settings, secrets = configured(config)
    today = utc_now().astimezone(LONDON).date()
    with closing(opened_store(settings, secrets, read_only=True)) as store:
        for mailbox in directory_of(settings).mailboxes:
            _tell(report_of(store, mailbox, today, days))


def _tell(report: MailboxReport) -> None:
    mode, meaning = mode_in_words(report.mailbox)
    typer.secho(f"{report.mailbox.name} <{report.mailbox.address}>  {mode}", bold=True)
    typer.echo(f"  {meaning}")
    span = f"{day_in_words(report.first)} to {day_in_words(report.last)}"
    typer.echo(f"  {span}: {mail_in_words(added_up(report.days)) if report.days else 'no mail'}.")
    for day in report.days:
        typer.echo(f"    {day.day:%a %d %b %Y}  {mail_in_words(day)}")
    if report.probe:
        typer.echo(f"  {probe_in_words(report.probe)}")
    typer.echo()
