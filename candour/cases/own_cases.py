"""The cases that somebody reported under a mail address, by whichever door."""

from candour.cases.case import CaseStatus
from candour.cases.record import Moment, Record
from candour.cases.report import Door


class OwnCase(Record):
    """A case as whoever reported it may see it.

    `open_questions` are ids of entries, `asked` is the newest question of a person that its writer has not answered.
    """

    reference: str
    school: str
    opened_at: Moment
    status: CaseStatus
    door: Door
    open_questions: tuple[str, ...] = ()
    asked: str = ""
    merged_into: str | None = None
