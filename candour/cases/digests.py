"""What a digest says: taken from the register when the letter is sent, so that a late one is not out of date."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial

from candour.cases.absences import is_away
from candour.cases.case import CaseStatus
from candour.cases.daily_audit import DailyAudit, audit_of_day
from candour.cases.desk import Desk
from candour.cases.digest_readers import Reader, digest_readers
from candour.cases.directory import Person
from candour.cases.leaving import DoubtfulMail, doubtful, doubtful_since
from candour.cases.letter import Letter
from candour.cases.letters import all_letters, letters_of
from candour.cases.mail_ledger import Fate, MailDay, added_up, days_of
from candour.cases.notice import NoticeKind, NoticeStatus
from candour.cases.overview import Overview, overview
from candour.cases.policy import Policy
from candour.cases.ports import RegisterEntry
from candour.cases.record import Record
from candour.cases.starts import LONDON

_NOT_DONE = frozenset({CaseStatus.OPEN, CaseStatus.PROPOSED_NO_INCIDENT})


class Digest(Record):
    """Where everything stands for its reader. `undelivered` are letters that could not be delivered since the last one.

    `mail` is what became of the mails of each mailbox on the whole days since the last digest, `set_aside` how many
    automatic ones became no case, by their kind. `doubtful` are the mails that were left in a shared mailbox since then
    and may be about an incident. `highest` are the cases of the highest level that are not done with,
    those told before included.
    """

    overview: Overview
    audit: DailyAudit
    mail: Mapping[str, MailDay]
    set_aside: Mapping[str, int]
    doubtful: tuple[DoubtfulMail, ...]
    undelivered: tuple[Letter, ...]
    highest: tuple[str, ...]


def readers_now(desk: Desk, entries: Iterable[RegisterEntry]) -> Mapping[str, Reader]:
    """Return who gets a digest today."""
    now = desk.now()
    today = now.astimezone(LONDON).date()
    told = (entry for entry in entries if entry.is_told(now))
    return digest_readers(told, desk.directory, is_away=partial(is_away, desk, day=today))


def digest_of(desk: Desk, reader: Reader, entries: Iterable[RegisterEntry]) -> Digest:
    """Return the digest of a reader as of now."""
    now, address = desk.now(), reader.person.address
    letters = all_letters(desk).values()
    before = last_told(letters, reader.person)
    since = before.as_of if before else None
    mail = _mail(desk, reader, since)
    return Digest(
        overview=overview(
            reader.lines, address, directory=desk.directory, policies=desk.policies, now=now, since=since
        ),
        audit=audit_of_day(desk.store, entries, now),
        mail=mail,
        set_aside=_set_aside(mail),
        doubtful=doubtful_since(doubtful(desk, reader.person), since, now),
        undelivered=tuple(letter for letter in letters if _is_undelivered(letter, reader, since)),
        highest=highest(reader, before.highest if before else (), desk.policies),
    )


def last_told(letters: Iterable[Letter], person: Person) -> Letter | None:
    """Return the last digest that the mail server took for somebody."""
    digests = letters_of(letters, NoticeKind.DIGEST, person)
    return next((each for each in reversed(digests) if each.notice.status is NoticeStatus.SENT), None)


def highest(reader: Reader, told: Iterable[str], policies: Callable[[str], Policy]) -> tuple[str, ...]:
    """Return the cases that are at their policy's highest level, or were told as such, and are not done with."""
    known = frozenset(told)
    first = {school.key: policies(school.profile).levels[0] for school in reader.schools}
    open_lines = (line for line in reader.lines if line.status in _NOT_DONE)
    return tuple(line.reference for line in open_lines if line.level == first[line.school] or line.reference in known)


def _is_undelivered(letter: Letter, reader: Reader, since: datetime | None) -> bool:
    """Tell whether a letter about one of the reader's schools was given up or came back since they were last told."""
    theirs = {school.key for school in reader.schools}
    failed_at = letter.failed_at
    return failed_at is not None and not theirs.isdisjoint(letter.schools) and (since is None or failed_at >= since)


def _mail(desk: Desk, reader: Reader, since: datetime | None) -> Mapping[str, MailDay]:
    """Add up, by the mailboxes of the reader's schools, the whole days since the last digest; without one, yesterday.

    Days are London's, as they are counted.
    """
    theirs = {school.key for school in reader.schools}
    today = desk.now().astimezone(LONDON).date()
    yesterday = today - timedelta(days=1)
    first = min(since.astimezone(LONDON).date(), today) if since else yesterday
    mailboxes = (mailbox for mailbox in desk.directory.mailboxes if theirs.intersection(mailbox.schools))
    found = ((mailbox.name, days_of(desk.store, mailbox.name, first, yesterday)) for mailbox in mailboxes)
    return {name: added_up(days) for name, days in found if days}


def _set_aside(mail: Mapping[str, MailDay]) -> Mapping[str, int]:
    """Return how many automatic mails were set aside, by their kind."""
    counts: dict[str, int] = {}
    for day in mail.values():
        for name, count in day.reasons.items():
            fate, _, kind = name.partition(" ")
            if fate == Fate.AUTOMATIC:
                counts[kind] = counts.get(kind, 0) + count
    return counts
