"""Two cases of one event, for the tests of merging."""

from datetime import timedelta
from typing import Any

from candour.cases.case import Case
from candour.cases.notice import NoticeKind
from candour.cases.report import Evidence, Sender
from tests.cases.working import a_received_case
from tests.service import Stage

OWAIN = Sender(name="Owain Price", address="o.price@saint-finnian.example")
TEXT = "Seren Vaughan's Year 5 trip list, 27 pupils with their inhalers, went to a wrong parent: she rang me about it."


def two_cases(stage: Stage, *, minutes: int = 30, **facts: Any) -> tuple[Case, Case]:
    """Return a case, and a later one of another writer; `facts` are read from the later report."""
    older = a_received_case(stage)
    stage.clock.move(timedelta(minutes=minutes))
    return older, a_second_case(stage, **facts)


def a_second_case(stage: Stage, number: int = 2, evidence: tuple[Evidence, ...] = (), **facts: Any) -> Case:
    report: dict[str, Any] = {
        "id": f"report-{number}",
        "keys": (f"key-{number}",),
        "message_id": f"<second-{number}@saint-finnian.example>",
        "sender": OWAIN,
        "text": TEXT,
        "received_at": stage.clock(),
        "evidence": evidence,
    }
    return a_received_case(stage, report=report, **facts)


def now(stage: Stage, case: Case) -> Case:
    return stage.store.load(case.reference)


def updated(case: Case) -> list[str]:
    return [notice.role for notice in case.notices if notice.kind is NoticeKind.UPDATE]
