"""The cases of somebody who reports: found by their mail address, whatever door they came by."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from candour.cases.case import Case, CaseStatus
from candour.cases.confidential import COMES_IN
from candour.cases.desk import Desk
from candour.cases.directory import Person, folded
from candour.cases.errors import CaseNotFoundError, StoreDamagedError
from candour.cases.notice import REPORTER, Notice, NoticeKind
from candour.cases.record import Moment, Record
from candour.cases.register import opening_reports
from candour.cases.report import Door
from candour.cases.showing.own_words import told_by
from candour.cases.threads import is_by, is_doubted

MOST = 50
"""As many of somebody's cases are told, the newest: an office may have reported hundreds."""
_IN_WORK = frozenset({CaseStatus.OPEN, CaseStatus.PROPOSED_NO_INCIDENT})


class OwnCase(Record):
    """A case as who reported it may be told of it.

    `open_questions` are the entries that are still asked for, by their id, the most pressing first; `asked` is the
    newest question that a person asked its writer, empty where there is none or they have answered since. Neither
    stands in a case that is done with. `incident_type` is what their own words say, or they chose (R35): of all that
    was understood nothing else is told. `merged_into` is the case of which it became a part, where that is theirs too.
    """

    reference: str
    school: str
    opened_at: Moment
    status: CaseStatus
    door: Door
    open_questions: tuple[str, ...] = ()
    asked: str = ""
    merged_into: str | None = None
    incident_type: str | None = None


def own_cases(desk: Desk, address: str) -> Sequence[OwnCase]:
    """Return somebody's cases, the newest first; see `Service.own_cases`."""
    references = desk.store.reported_by(address)[-MOST:]
    theirs = [case for reference in reversed(references) for case in _loaded(desk, reference)]
    known = frozenset(references)
    return [_own_case(case, folded(address), known) for case in theirs]


def reporters(case: Case) -> frozenset[str]:
    """Return the addresses, folded, under which a case was reported: those of its own mails and chats.

    Of one that became part of it they count too. Nobody has a part in a case that was opened without a name or by a
    confidential mailbox, though their own report was merged into it: they would learn that another wrote. A sender who
    may be another than the address says reported nothing under it (`threads.is_doubted`).
    """
    opening, opener = opening_reports(case), _opener(case)
    if any(report.id == opener and report.confidential for report in case.reports):
        return frozenset()
    theirs = (each for each in case.reports if each.id in opening and not each.confidential and not is_doubted(each))
    return frozenset(folded(each.sender.address) for each in theirs if each.sender and each.sender.address)


def _opener(case: Case) -> str | None:
    """Return the id of the report that opened a case: after a merge another may stand first."""
    return next((event.details.get("report") for event in case.events if event.kind == "report_received"), None)


def _loaded(desk: Desk, reference: str) -> Iterator[Case]:
    with suppress(CaseNotFoundError, StoreDamagedError):  # the store lists it; the others are told
        yield desk.store.load(reference)


def _own_case(case: Case, address: str, known: frozenset[str]) -> OwnCase:
    in_work = case.status in _IN_WORK and case.merged_into is None
    kind = told_by(case, [Person(name="", address=address)]).shown("incident_type")
    return OwnCase(
        reference=case.reference,
        school=case.school,
        opened_at=case.opened_at,
        status=case.status,
        door=next(report.door for report in case.reports if is_by(report, address)),
        open_questions=case.assessment.open_questions if in_work else (),
        asked=_asked(case, address) if in_work else "",
        merged_into=case.merged_into if case.merged_into in known else None,
        incident_type=kind if isinstance(kind, str) else None,
    )


def _asked(case: Case, address: str) -> str:
    """Return the newest question that a person asked this writer, by the order of events; none that was answered."""
    questions = {notice.id: notice.text for notice in case.notices if _is_asked(notice, case, address)}
    theirs = {report.id for report in case.reports if is_by(report, address)}
    asked = ""
    for event in case.events:
        if event.details.get("notice") in questions and event.kind == "notice_queued":
            asked = questions[event.details["notice"]]
        elif event.kind in COMES_IN and event.details.get("report") in theirs:
            asked = ""
    return asked


def _is_asked(notice: Notice, case: Case, address: str) -> bool:
    """Tell whether a notice puts a question to this writer: without a name it goes to whose report stands first."""
    if (notice.kind, notice.role) != (NoticeKind.QUESTIONS, REPORTER):
        return False
    reader = notice.recipient or case.reports[0].sender
    return reader is not None and folded(reader.address) == address
