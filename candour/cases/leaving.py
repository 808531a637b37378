"""What a shared mailbox keeps: its mails are sorted here, and the doubtful ones noted without a word of them.

A note holds the mailbox, the day and the domain that a mail came from. So it can be found in the mailbox by a person
who may read it, and tells nobody else whom it is from or what it says. There is no key and no digest of the mail
either: whoever has the store can't look whether somebody's mail was in that mailbox.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from candour.cases.access import DECIDING, roles_of
from candour.cases.desk import Desk
from candour.cases.directory import Person
from candour.cases.errors import ReadingFailedError
from candour.cases.facts import Facts
from candour.cases.letters import all_letters
from candour.cases.mail_ledger import Fate, account
from candour.cases.receiving import placed
from candour.cases.record import Moment, Record
from candour.cases.report import Report
from candour.cases.sign_in_mails import is_sign_in_mail
from candour.cases.sorting import Sorting, Verdict, reporting_addresses, sort_by_header, sort_by_reading
from candour.cases.sorting_signs import Seen
from candour.cases.starts import LONDON
from candour.cases.threads import thread_of

KIND = "doubtful"
"""The kind of the store's records: one for each mailbox, school, day and domain."""
KEPT = timedelta(days=30)
_MOST_DOMAINS_A_DAY = 100
"""A sender can make up as many domains as they like; those over this many are counted together, without a name."""
_DOMAIN = re.compile(r"(?:[a-z0-9_-]{1,63}\.){1,8}[a-z0-9-]{2,63}")
_FATES = {Verdict.LEAVE: Fate.LEFT, Verdict.DOUBTFUL: Fate.DOUBTFUL}


class DoubtfulMail(Record):
    """So many mails of a day (in London) from a domain that were left in a mailbox, and may be about an incident.

    `domain` is empty where it isn't known. `noted_at` is when the last of them was looked at.
    """

    mailbox: str
    school: str
    day: date
    domain: str
    count: int
    noted_at: Moment


def sort_mail(desk: Desk, report: Report, among: Sequence[str]) -> Sorting:
    """Sort a mail of a shared mailbox; see `Service.sort`."""
    found = placed(desk, report, among)
    keys = set(among) | {found.school}
    reporting = frozenset[str]().union(
        *(reporting_addresses(desk.directory.school(key), desk.directory) for key in keys)
    )
    seen = Seen(report=found, answers=_is_known(desk, found), reporting=reporting)
    sorting = sort_by_header(seen) or sort_by_reading(seen._replace(facts=_facts(desk, found)))
    if sorting.verdict is Verdict.DOUBTFUL:
        _note(desk, found)
    if sorting.verdict is not Verdict.TAKE:
        account(desk, found.mailbox, _FATES[sorting.verdict], sorting.rule)
    return sorting


def doubtful(desk: Desk, by: Person) -> Sequence[DoubtfulMail]:
    """Return what was left in doubt in the last 30 days; see `Service.doubtful`."""
    theirs = {
        key
        for key, school in desk.directory.schools.items()
        if set(DECIDING).intersection(roles_of(by.address, school))
    }
    oldest = desk.now() - KEPT
    known = [mail for mail in _notes(desk).values() if mail.school in theirs and mail.noted_at >= oldest]
    return sorted(known, key=lambda mail: (mail.day, mail.noted_at), reverse=True)


def doubtful_since(mails: Iterable[DoubtfulMail], since: datetime | None, now: datetime) -> tuple[DoubtfulMail, ...]:
    """Return those that were noted since somebody was last told; without such a time, in the last day."""
    first = since or now - timedelta(days=1)
    return tuple(mail for mail in mails if mail.noted_at >= first)


def _facts(desk: Desk, report: Report) -> Facts | None:
    try:
        return desk.reader.read(report, (), desk.surroundings_of(report))
    except ReadingFailedError:  # its reason is about this mail: not even that is kept
        return None


def _is_known(desk: Desk, report: Report) -> bool:
    """Tell whether a mail belongs to a case, returns a mail of ours, or is a test of ours."""
    if report.probe and desk.probe_mark(report.probe) is not None:
        return True
    if report.bounce_of and _is_ours(desk, report.bounce_of):
        return True
    thread = thread_of(desk, report)
    return thread.joins is not None or bool(thread.related)


def _is_ours(desk: Desk, message_id: str) -> bool:
    """Tell whether a Message-ID is that of a notice, a letter or a sign-in mail."""
    if desk.store.find_notice(message_id) is not None or is_sign_in_mail(desk.store, message_id):
        return True
    return any(letter.notice.message_id == message_id for letter in all_letters(desk).values())


def _note(desk: Desk, report: Report) -> None:
    """Count a doubtful mail with those of its mailbox, school, day and domain; forget what is older than 30 days."""
    now, day = desk.now(), report.received_at.astimezone(LONDON).date()
    with desk.tally_lock:
        notes = _notes(desk)
        for key, note in notes.items():
            if note.noted_at < now - KEPT:
                desk.store.put(KIND, key, None)
        place = f"{report.mailbox}/{report.school}/{day.isoformat()}/"
        domain = _domain_of(report)
        if place + domain not in notes and sum(key.startswith(place) for key in notes) >= _MOST_DOMAINS_A_DAY:
            domain = ""
        before = notes.get(place + domain)
        desk.store.put(KIND, place + domain, _document(report, day, domain, before.count + 1 if before else 1, now))


def _document(report: Report, day: date, domain: str, count: int, now: datetime) -> Mapping[str, str]:
    return {
        "mailbox": report.mailbox,
        "school": report.school,
        "day": day.isoformat(),
        "domain": domain,
        "count": str(count),
        "noted_at": now.astimezone(UTC).isoformat(),
    }


def _notes(desk: Desk) -> Mapping[str, DoubtfulMail]:
    return {
        key: DoubtfulMail(
            mailbox=record["mailbox"],
            school=record["school"],
            day=date.fromisoformat(record["day"]),
            domain=record["domain"],
            count=int(record["count"]),
            noted_at=datetime.fromisoformat(record["noted_at"]),
        )
        for key, record in desk.store.records(KIND).items()
    }


def _domain_of(report: Report) -> str:
    """Return the domain of the sender's address; empty where it is none, so that it can carry no other words."""
    domain = report.sender.address.rpartition("@")[2].strip().lower() if report.sender else ""
    return domain if _DOMAIN.fullmatch(domain) else ""
