"""The service's front door: a report becomes a new case, joins one, or is accounted for otherwise."""

from collections.abc import Sequence
from contextlib import suppress

from candour.cases import floods
from candour.cases.answering import answers_left
from candour.cases.case import Case
from candour.cases.channels import with_channels
from candour.cases.coming_back import new_way_back
from candour.cases.desk import Desk
from candour.cases.dispatch import Outcome, Receipt
from candour.cases.errors import DuplicateReportError, ReferenceTakenError, StoreDamagedError
from candour.cases.facts import Facts
from candour.cases.foreign import as_it_is
from candour.cases.joining import join
from candour.cases.mail_ledger import account_for, known_fate
from candour.cases.opening import open_case
from candour.cases.probes import take_probe
from candour.cases.reading import read
from candour.cases.report import Automatic, Report
from candour.cases.resembling import possible_duplicates
from candour.cases.returned import returned
from candour.cases.schools import school_of
from candour.cases.threads import thread_of
from candour.cases.trust import doubts
from candour.cases.unnamed import told_in_time

_SET_ASIDE = frozenset({Automatic.REPLY, Automatic.OWN, Automatic.BOUNCE})
_TRIES = 50
"""New references to try: there are a million for a school and year, so even one of ten thousand cases finds one."""


def receive(desk: Desk, report: Report, among: Sequence[str] = ()) -> Receipt:
    """Take a report in; see `Service.receive`."""
    found = placed(desk, report, among)
    receipt = _receive(desk, found)
    account_for(desk, found, receipt)
    return receipt


def placed(desk: Desk, report: Report, among: Sequence[str]) -> Report:
    """Return the report with the school that it belongs to, and with what speaks against its sender."""
    key = school_of(report, among, desk.directory)
    school = desk.directory.school(key)
    known = [domain for other in desk.directory.schools.values() for domain in other.domains]
    found = doubts(report, school, desk.policy_of(school), known)
    return as_it_is(desk, report.model_copy(update={"school": key, "doubts": found}))


def _receive(desk: Desk, report: Report) -> Receipt:
    known = next((reference for key in report.keys if (reference := desk.store.find_key(key))), None)
    if known is not None:
        return Receipt(outcome=Outcome.DUPLICATE, reference=known)
    if known_fate(desk.store, report.keys) is not None:
        return Receipt(outcome=Outcome.DUPLICATE, reference=None)
    if (receipt := take_probe(desk, report)) is not None:
        return receipt
    if report.automatic in _SET_ASIDE:
        return _account_for_automatic(desk, report)
    thread = thread_of(desk, report)
    try:
        joins, related = thread
        return _join_or_open(desk, joins, report) if joins else _open_or_add(desk, report, related)
    except DuplicateReportError as error:
        return Receipt(outcome=Outcome.DUPLICATE, reference=error.reference)


def answer(desk: Desk, reference: str, report: Report) -> Receipt:
    """Join a message to a case; see `Service.answer`."""
    try:
        return join(desk, reference, report)
    except DuplicateReportError as error:
        return Receipt(outcome=Outcome.DUPLICATE, reference=error.reference)


def _join_or_open(desk: Desk, reference: str, report: Report) -> Receipt:
    """Join the case; an answer to one that can't be opened becomes a new case, related to it."""
    try:
        return join(desk, reference, report)
    except StoreDamagedError:
        return _open(desk, report, related=(reference,))


def _open_or_add(desk: Desk, report: Report, related: tuple[str, ...]) -> Receipt:
    """Open a case; what a program sends beyond its day's budget is added to the first one of the day instead."""
    if (first := floods.flooded(desk, report)) is not None:
        return _join_or_open(desk, first, floods.unread(report))
    receipt = _open(desk, report, related)
    floods.opened(desk, report, receipt.reference or "")
    return receipt


def _open(desk: Desk, report: Report, related: tuple[str, ...] = ()) -> Receipt:
    """Open a case. Reports are read side by side and opened one by one, so that two of one event see each other."""
    facts, report = read(desk, report)
    with desk.opening_lock:
        case = _accepted(desk, report, facts, related)
    desk.notify()
    return Receipt(outcome=Outcome.NEW_CASE, reference=case.reference, status=case.status)


def _accepted(desk: Desk, report: Report, facts: Facts, related: tuple[str, ...]) -> Case:
    school = desk.directory.school(report.school)
    assessment = desk.assess(facts, report, school)
    if report.anonymous:
        report = told_in_time(desk, report, assessment.level.level)
        assessment = desk.assess(facts, report, school)
    duplicates = possible_duplicates(desk, report, facts, assessment)
    for _ in range(_TRIES):
        case = open_case(
            report,
            facts,
            assessment,
            policy=desk.policy_of(school),
            school=school,
            now=desk.now(),
            random=desk.random,
            answers=answers_left(desk, report),
            related=related,
            possible_duplicates=duplicates,
            way_back=new_way_back(desk.codes, report),
        )
        case = with_channels(None, case, school, desk.random)
        with suppress(ReferenceTakenError):
            desk.store.accept(case)
            return case
    raise ReferenceTakenError("")


def _account_for_automatic(desk: Desk, report: Report) -> Receipt:
    """An automatic answer never becomes a case: a bounce goes to the mail that it returns, the rest is set aside."""
    return returned(desk, report) or Receipt(outcome=Outcome.SET_ASIDE, reference=None)
