"""What is said of notices that did not arrive: which, whose, why, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from candour.cases.dispatch import Dispatch
from candour.cases.notice import Notice, NoticeStatus
from candour.cases.showing.failures import Failure, explain
from candour.cases.showing.telling import notice_in_words, reader_in_words
from candour.cases.showing.words import one_line


@dataclass(frozen=True)
class Undelivered:
    """A notice that did not arrive: what it says, whose it was, and the error's code in words.

    `of_several` where several people hold the role: what came back is a mail to all of them, and one of them is enough.
    """

    what: str
    role: str
    of_several: bool
    code: str
    failure: Failure


def not_delivered(dispatch: Dispatch, _now: datetime) -> Mapping[str, object]:
    """Return the context: the notice that this one is about, or all that failed."""
    case, notice = dispatch.case, dispatch.notice
    failed = [
        other
        for other in case.originals
        if (other.id == notice.about if notice.about else other.status is NoticeStatus.FAILED)
    ]
    return {"undelivered": tuple(_undelivered(dispatch, other) for other in failed)}


def _undelivered(dispatch: Dispatch, notice: Notice) -> Undelivered:
    code = one_line(notice.error or "unknown", limit=40)
    return Undelivered(
        what=notice_in_words(notice.kind),
        role=reader_in_words(dispatch.policy, notice),
        of_several=len(dispatch.school.roles.get(notice.role, ())) > 1 and notice.recipient is None,
        code=code,
        failure=explain(code),
    )
