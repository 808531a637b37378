"""What who reported without a name finds when they come back with their code.

It is a document of its own, sealed with a key that only the case and the code hold, so that coming back opens no case,
and derived from the case alone: `publish` writes it after every change. Its days are days; no times are in it.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from pydantic import ValidationError

from candour.cases.case import SEEN, Case, CaseStatus, Event
from candour.cases.codes import Codes
from candour.cases.confidential import COMES_IN, to_the_day
from candour.cases.errors import CaseNotFoundError, StoreDamagedError, WrongCodeError
from candour.cases.notice import NoticeKind, NoticeStatus
from candour.cases.ports import Store
from candour.cases.record import Record
from candour.cases.register import merged_here
from candour.cases.report import Report
from candour.cases.way_back import NAME_LEFT, WayBack

KIND = "ways-back"
"""The kind of the store's records; the key is what is kept of the code."""
KEY = "code:"
"""What stands before what is kept of a code, among the keys of the report that it brought."""
FURTHER = "further:"
"""Likewise, among the keys of a message that was added by a code; behind it and a colon stands what makes it once."""
COME_BACK_AFTER = timedelta(days=7)
"""By then who decides has looked at it, and asked what is missing."""


class Stage(StrEnum):
    """How far a report has come, as its writer is told."""

    RECEIVED = "received"
    """Kept; who must know is told at the next slot."""
    TOLD = "told"
    """Who decides has been told."""
    LOOKED_INTO = "looked_into"
    """Somebody has decided something."""
    NO_INCIDENT = "no_incident"
    CLOSED = "closed"
    TOGETHER = "together"
    """Put together with another report of the same, whose questions its writer finds too."""


class Said(Record):
    """A question of who decides, or a further message of the writer; `files` counts what came with it."""

    day: date
    by: str
    text: str
    files: int = 0


SCHOOL, WRITER = "school", "writer"
"""Who said something."""
_NOTHING = {"locked": "A" * 80, "sealed": ""}
"""Stands in for the record of a wrong code, so that it takes as long as a right one to open."""


class WhatIsTold(Record):
    """What the writer is shown. `reference` is never shown: it finds the case when they answer."""

    reference: str
    school: str
    filed_on: date
    come_back_by: date
    stage: Stage
    said: tuple[Said, ...] = ()
    is_named: bool = False
    """They have left their name, sealed apart."""
    is_released: bool = False
    """Who decides has opened it."""


def what_is_told(store: Store, case: Case) -> WhatIsTold:
    """Return what the writer is shown to whom a case's way back belongs.

    Other reports may have been merged into the case, and come first: they are not theirs. Where the case was merged
    into another one, they find what is asked there since, and what they have added. Raises StoreError.
    """
    filed_on = to_the_day(filed_by(case, _lookup(case)).received_at).date()
    parts = tuple(_parts(store, case))
    events = [event for part in parts for event in part.events]
    return WhatIsTold(
        reference=case.reference,
        school=case.school,
        filed_on=filed_on,
        come_back_by=filed_on + COME_BACK_AFTER,
        stage=_stage(case),
        said=tuple(said for part in parts for said in _said(part, _lookup(case))),
        is_named=NAME_LEFT in {*(event.kind for event in case.events), *(act.kind for act in case.acts)},
        is_released=any(event.details.get("what") == "release_name" for event in events),
    )


class _Part(NamedTuple):
    """A case that a writer's report came to: `events` are those since it did."""

    case: Case
    events: tuple[Event, ...]


def _parts(store: Store, case: Case) -> Iterator[_Part]:
    """Yield a case, the one that it was merged into, and so on; one that can't be opened ends it."""
    yield _Part(case, case.events)
    seen = {case.reference}
    while case.merged_into is not None and case.merged_into not in seen:
        part = case.reference
        try:
            case = store.load(case.merged_into)
        except (CaseNotFoundError, StoreDamagedError):
            return
        seen.add(case.reference)
        came = next((number for number, event in enumerate(case.events) if event.details.get("case") == part), None)
        yield _Part(case, () if came is None else case.events[came:])


def renew(store: Store, codes: Codes, references: Iterable[str]) -> None:
    """Write what writers are shown where a crash or a full disk kept it back; a case that can't be opened waits.

    So do the cases that became a part of each. Raises StoreError where there still is no room.
    """
    left, seen = list(references), set[str]()
    while left:
        if (reference := left.pop()) in seen:
            continue
        seen.add(reference)
        with suppress(CaseNotFoundError, StoreDamagedError):
            case = store.load(reference)
            left += merged_here(case)
            if case.open_way_back is not None and not _is_published(store, codes, case, case.open_way_back):
                publish(store, codes, case)


def _is_published(store: Store, codes: Codes, case: Case, way_back: WayBack) -> bool:
    record = store.get(KIND, way_back.lookup)
    if record is None:
        return False
    with suppress(WrongCodeError):
        return codes.opened(way_back.key, record["sealed"]) == what_is_told(store, case).model_dump_json()
    return False


def filed_by(case: Case, lookup: str) -> Report:
    """Return the report that a code brought to a case, by what is kept of the code; else the case's first one."""
    return next((report for report in case.reports if f"{KEY}{lookup}" in report.keys), case.reports[0])


def new_way_back(codes: Codes, report: Report) -> WayBack | None:
    """Return the way back of a report that opens a case; None for one that came by another door."""
    lookup = next((key.removeprefix(KEY) for key in report.keys if key.startswith(KEY)), None)
    return WayBack(lookup=lookup, key=codes.new_key()) if lookup and report.anonymous else None


def open_way_back(store: Store, codes: Codes, code: str, lookup: str) -> WhatIsTold:
    """Return what a code's holder is shown; raises WrongCodeError. Takes the same time whatever the code.

    `lookup` is what is kept of the code (`Codes.lookup`): deriving it takes long, so it is done once.
    """
    record = store.get(KIND, lookup) or _NOTHING
    key = codes.unlocked(code, record["locked"])
    try:
        return WhatIsTold.model_validate_json(codes.opened(key, record["sealed"]))
    except ValidationError:  # its message would quote what was said
        raise WrongCodeError from None


def publish(store: Store, codes: Codes, case: Case, code: str | None = None) -> None:
    """Write what the writer of a case is shown, where they kept a way back; writing it again changes nothing.

    The first time `code` is given: nothing but the code can lock the key. What was locked stays as it was, unless it
    no longer fits the case's key: the copy of a store that was made while it was written may hold two states.
    """
    if (way_back := case.open_way_back) is None:
        return
    before = store.get(KIND, way_back.lookup)
    if before is None and code is None:
        return  # its filing was cut off: the writer's next try brings the code
    locked = before["locked"] if before else ""
    if code is not None and not (before and _is_for(codes, code, before["locked"], way_back.key)):
        locked = codes.locked(code, way_back.key)
    text = codes.sealed(way_back.key, what_is_told(store, case).model_dump_json())
    store.put(KIND, way_back.lookup, {"locked": locked, "sealed": text})


def _is_for(codes: Codes, code: str, locked: str, key: str) -> bool:
    with suppress(WrongCodeError):
        return codes.unlocked(code, locked) == key
    return False


def _stage(case: Case) -> Stage:
    if case.merged_into is not None:
        return Stage.TOGETHER
    if case.status is CaseStatus.CLOSED:
        return Stage.CLOSED
    if case.status is CaseStatus.NO_INCIDENT:
        return Stage.NO_INCIDENT
    if any(decision.what != SEEN for decision in case.decisions):
        return Stage.LOOKED_INTO
    told = any(each.kind is NoticeKind.ALERT and each.status is NoticeStatus.SENT for each in case.originals)
    return Stage.TOLD if told else Stage.RECEIVED


def _said(part: _Part, lookup: str) -> Iterator[Said]:
    """Yield what was said to and fro, in its order: an event has no time that could be sorted by, but a number."""
    case = part.case
    reports = {report.id: report for report in case.reports if _is_theirs(report, lookup)}
    questions = {decision.id: decision for decision in case.decisions if decision.what == "ask"}
    for event in part.events:
        day = to_the_day(event.at).date()
        if question := questions.get(event.details.get("decision", "")):
            yield Said(day=day, by=SCHOOL, text=question.value)
        elif event.kind in COMES_IN and (report := reports.get(event.details["report"])):
            yield _written(report, day)
    for report in case.coming:
        if _is_theirs(report, lookup):
            yield _written(report, to_the_day(report.received_at).date())


def _lookup(case: Case) -> str:
    return case.way_back.lookup if case.way_back else ""


def _is_theirs(report: Report, lookup: str) -> bool:
    """Tell whether a message came by a code: what the writer of a merged report adds comes to this case too."""
    return any(key == f"{KEY}{lookup}" or key.startswith(f"{FURTHER}{lookup}:") for key in report.keys)


def _written(report: Report, day: date) -> Said:
    return Said(day=day, by=WRITER, text=report.text, files=len(report.evidence))
