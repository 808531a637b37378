"""The mailboxes' own report: what was taken in, what was left, and why, for those who decide about their schools."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from candour.cases.leaving import DoubtfulMail
from candour.cases.mail_ledger import IN_A_CASE, NOT_TAKEN, MailDay, added_up
from candour.cases.mail_reports import MailboxReport
from candour.cases.showing.mail import doubtful_in_words, mail_in_words, mode_in_words, probe_in_words
from candour.cases.showing.words import day_in_words
from candour.web.shell import page
from candour.web.surroundings import Surroundings, surroundings
from candour.web.visiting import visitor

DAYS = 30
MOST_LINES = 50


@dataclass(frozen=True)
class DayView:
    """A day of a mailbox, or the sum of all."""

    name: str
    taken: int
    left: int
    words: str


@dataclass(frozen=True)
class MailboxView:
    """A mailbox in words. `id` marks its part of the page; `rows` are the sum and the days, none where no mail came.

    `doubtful` says of which days and from where mails were left that may be about an incident.
    """

    id: str
    address: str
    mode: str
    meaning: str
    is_shared: bool
    schools: tuple[str, ...]
    rows: tuple[DayView, ...]
    doubtful: tuple[str, ...]
    more_doubtful: int
    probe: str


def mailboxes(request: Request) -> Response:
    """Show the mailboxes of the schools that somebody is Data Protection Officer or deputy of; 404 for others."""
    person, here = visitor(request).person, surroundings(request)
    reports = here.service.mailbox_reports(person, DAYS)
    if not reports:
        raise HTTPException(404)
    doubtful = here.service.doubtful(person)
    return page(
        request,
        "mailboxes.html",
        title="Mailboxes",
        mailboxes=tuple(_view(report, doubtful, here) for report in reports),
        days=DAYS,
    )


def _view(report: MailboxReport, doubtful: Sequence[DoubtfulMail], here: Surroundings) -> MailboxView:
    mailbox = report.mailbox
    theirs = [doubtful_in_words(mail) for mail in doubtful if mail.mailbox == mailbox.name]
    mode, meaning = mode_in_words(mailbox)
    return MailboxView(
        id=f"mailbox-{mailbox.name}",
        address=mailbox.address,
        mode=mode,
        meaning=meaning,
        is_shared=mailbox.mode == "shared",
        schools=tuple(here.directory.school(key).name for key in mailbox.schools),
        rows=_rows(report),
        doubtful=tuple(theirs[:MOST_LINES]),
        more_doubtful=max(0, len(theirs) - MOST_LINES),
        probe=probe_in_words(report.probe) if report.probe else "",
    )


def _rows(report: MailboxReport) -> tuple[DayView, ...]:
    if not report.days:
        return ()
    days = (_day(day_in_words(each.day), each) for each in report.days)
    return (_day("All together", added_up(report.days)), *days)


def _day(name: str, day: MailDay) -> DayView:
    return DayView(
        name=name,
        taken=sum(day.counts.get(fate, 0) for fate in IN_A_CASE),
        left=sum(day.counts.get(fate, 0) for fate in NOT_TAKEN),
        words=mail_in_words(day),
    )


ROUTES = (Route("/mailboxes", mailboxes),)
