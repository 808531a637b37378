"""Floods: what one program sends in a day beyond a budget is no case of its own, and is lost no more than any other.

It joins the first case of that day from that sender, whole and unread, and only the first such message is told of: two
systems that write to each other, or a form that is sent by a robot, would else drown those who decide. A person's
messages are never counted.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta

from candour.cases.case import Case
from candour.cases.desk import Desk
from candour.cases.directory import folded
from candour.cases.report import Report
from candour.cases.schools import without_detail
from candour.cases.starts import LONDON

KIND = "automatic-senders"
"""The kind of record that counts each day's messages of each program, and holds the case that the next ones join."""
FLOOD = "flood"
"""The rule of the one notice that says that a flood has begun."""
UNREAD = (
    "many messages came from one automatic sender on one day. The later ones are kept here whole, and nothing was "
    "filled in from them"
)
"""What a case says of them."""
_A_CASE_HOLDS = 500
"""Each message writes its whole case anew, so a flood of ten thousand begins a further case now and then."""
_DAY = timedelta(days=1)


def flooded(desk: Desk, report: Report) -> str | None:
    """Count a message that opens a case, and return the case which it joins instead; None where it gets its own."""
    if not _is_counted(report):
        return None
    budget = desk.cases_per_automatic_sender_and_day
    with desk.tally_lock:
        count, first = _today(desk, report)
        _keep(desk, report, count + 1, first)
    past = count + 1 - budget
    return first if first and past > 0 and past % _A_CASE_HOLDS else None


def opened(desk: Desk, report: Report, reference: str) -> None:
    """Note the case of a message: the first of a day is the one that a flood joins, and the last of a full one."""
    if not _is_counted(report):
        return
    with desk.tally_lock:
        count, first = _today(desk, report)
        if not first or count > desk.cases_per_automatic_sender_and_day:
            _keep(desk, report, count, reference)


def unread(report: Report) -> Report:
    """Return the message with the reason why nobody has read it for the form."""
    return report.model_copy(update={"limits": (*report.limits, UNREAD)})


def is_unread(report: Report) -> bool:
    """Tell whether a message is one of a flood."""
    return UNREAD in report.limits


def is_answering_on_and_on(desk: Desk, case: Case, report: Report, now: datetime) -> bool:
    """Tell whether a program has written into a case more often within a day than anybody wants to be told of."""
    if report.automatic is None:
        return False
    theirs = _sender(report)
    recent = (each for each in case.reports if each.automatic is not None and each.received_at > now - _DAY)
    return sum(_sender(each) == theirs for each in recent) >= desk.cases_per_automatic_sender_and_day


def is_told(case: Case, now: datetime) -> bool:
    """Tell whether a notice of the last day says that a flood has begun."""
    return any(notice.rule == FLOOD and notice.created_at > now - _DAY for notice in case.notices)


def _today(desk: Desk, report: Report) -> tuple[int, str]:
    """Return how many messages a program has sent today, and the case that a flood of them joins."""
    count, _, first = _record(desk).get(_mark(report), "0").partition(" ")
    return int(count), first


def _keep(desk: Desk, report: Report, count: int, first: str) -> None:
    document = {**_record(desk), _mark(report): f"{count} {first}".strip()}
    day = _day(desk)
    for other in desk.store.records(KIND):
        if other != day:
            desk.store.put(KIND, other, None)
    desk.store.put(KIND, day, document)


def _record(desk: Desk) -> Mapping[str, str]:
    return desk.store.get(KIND, _day(desk)) or {}


def _day(desk: Desk) -> str:
    return desk.now().astimezone(LONDON).date().isoformat()


def _mark(report: Report) -> str:
    """Return what a program is counted by: its address is not kept, and a detail that changes with each mail is cut."""
    return hashlib.sha256(f"{report.school} {_sender(report)}".encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _is_counted(report: Report) -> bool:
    """Tell whether a message counts as a program's. Nobody knows whose a confidential one is, so none joins another."""
    return report.automatic is not None and not report.confidential


def _sender(report: Report) -> str:
    return without_detail(folded(report.sender.address)) if report.sender else ""
