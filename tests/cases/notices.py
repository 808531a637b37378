"""The notices of a case, for the tests of their channels."""

from collections.abc import Sequence

from candour.cases.case import Case
from candour.cases.dispatch import Dispatch
from candour.cases.notice import Notice, NoticeKind
from tests.service import Stage


def leased(stage: Stage) -> Sequence[Dispatch]:
    return stage.service.lease_notices(50)


def the(case: Case, kind: NoticeKind, *, copy: bool = False) -> Notice:
    [found] = [notice for notice in case.notices if notice.kind is kind and (notice.copy_of is not None) is copy]
    return found


def give_up(stage: Stage, case: Case, notice: Notice, code: str = "550") -> Case:
    """Let a notice that is leased be refused for good."""
    leased(stage)
    stage.service.notice_failed(case.reference, notice.id, code=code, permanent=True)
    return stage.store.load(case.reference)
