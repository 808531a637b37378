"""A mailbox's own report: what was taken, what was left and why, without a word of any mail."""

from collections.abc import Sequence
from datetime import date, timedelta

from candour.cases.access import DECIDING, roles_of
from candour.cases.desk import Desk
from candour.cases.directory import Directory, Person, WatchedMailbox
from candour.cases.mail_ledger import MailDay, days_of
from candour.cases.ports import Store
from candour.cases.probes import Probe, last_probe
from candour.cases.record import Record
from candour.cases.starts import LONDON


class MailboxReport(Record):
    """What became of a mailbox's mails on the days from `first` to `last`: those with mail, the latest first.

    `probe` is the last test mail, None where none was sent within two days.
    """

    mailbox: WatchedMailbox
    first: date
    last: date
    days: tuple[MailDay, ...]
    probe: Probe | None


def mailbox_reports(desk: Desk, by: Person, days: int) -> Sequence[MailboxReport]:
    """Return the reports that somebody may see; see `Service.mailbox_reports`."""
    today = desk.now().astimezone(LONDON).date()
    mailboxes = mailboxes_of(by, desk.directory)
    return [report_of(desk.store, mailbox, today, days) for mailbox in mailboxes]


def mailboxes_of(by: Person, directory: Directory) -> Sequence[WatchedMailbox]:
    """Return the mailboxes of the schools that somebody is Data Protection Officer or deputy of."""
    theirs = {
        key for key, school in directory.schools.items() if set(DECIDING).intersection(roles_of(by.address, school))
    }
    return [mailbox for mailbox in directory.mailboxes if theirs.intersection(mailbox.schools)]


def report_of(store: Store, mailbox: WatchedMailbox, today: date, days: int) -> MailboxReport:
    """Return a mailbox's report on so many days, today included."""
    first = today - timedelta(days=days - 1)
    kept = days_of(store, mailbox.name, first, today)
    return MailboxReport(mailbox=mailbox, first=first, last=today, days=kept, probe=last_probe(store, mailbox.name))
