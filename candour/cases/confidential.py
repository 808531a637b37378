"""Reports by a confidential mailbox or without a name: what is never kept of them, and how roughly their times are.

Pure.
"""

from datetime import UTC, datetime, time

from candour.cases.case import Case
from candour.cases.report import Report
from candour.cases.starts import LONDON

COMES_IN = frozenset({"report_received", "message_received"})
"""The events of what somebody sent."""


def to_the_hour(moment: datetime) -> datetime:
    """Return the hour in which something happened, in UTC.

    A mail server logs each mail with its sender and the second. Kept as exactly, the time of a report would be the key
    to that log: among the staff of a school hardly two write within a minute.
    """
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def to_the_day(moment: datetime) -> datetime:
    """Return the London day in which something happened, as its midnight in UTC.

    Of a report without a name no more is kept: who was at a keyboard at five past eleven is known in every school.
    """
    return datetime.combine(moment.astimezone(LONDON).date(), time(), UTC)


def kept_moment(report: Report, moment: datetime) -> datetime:
    """Return a moment as roughly as a report's door lets it be kept."""
    if report.anonymous:
        return to_the_day(moment)
    return to_the_hour(moment) if report.confidential else moment


def came_confidentially(case: Case) -> bool:
    """Tell whether any message of a case came by a mailbox that promises not to keep who wrote."""
    return any(report.confidential for report in case.reports)


def came_anonymously(case: Case) -> bool:
    """Tell whether any message of a case came without a name, by a page that asks for none."""
    return any(report.anonymous for report in case.reports)


def is_told(case: Case, now: datetime) -> bool:
    """Tell whether those who must know have been told of a case: until its slot a report without a name is not shown.

    Else whoever looks at the pages at ten past eleven would see what came at five past.
    """
    told_at = case.reports[0].told_at
    return told_at is None or told_at <= now


def noted_at(case: Case, now: datetime) -> datetime:
    """Return the time that is written down for what Candour does in a case: it does it seconds after a mail has come.

    No event is earlier than the one before it.
    """
    if not came_confidentially(case):
        return now
    roughly = to_the_day(now) if came_anonymously(case) else to_the_hour(now)
    return max(roughly, case.events[-1].at) if case.events else roughly


def to_keep(report: Report) -> Report:
    """Return a report as its case keeps it: of a confidential one neither the address it was sent to nor a mark.

    Of what was shown before a reply it keeps the questions.
    """
    replies = tuple(reply.model_copy(update={"asked": reply.questions}) for reply in report.replies)
    unmarked = {"thread_token": None, "probe": ""} if report.confidential else {}
    return report.model_copy(update={**unmarked, "replies": replies}) if unmarked or replies else report
