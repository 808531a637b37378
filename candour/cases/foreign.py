"""Notices of another Candour whose marks were lost on the way: known by the subject, since references bear a check."""

import re

from candour.cases.desk import Desk
from candour.cases.errors import CaseNotFoundError, StoreDamagedError
from candour.cases.references import normalise
from candour.cases.report import Automatic, Report

_TITLE = re.compile(r"\[([A-Za-z]{2,6}-[0-9]{2}-[0-9A-Za-z]{5})\] ")
"""How the subject of every notice begins; an answer or a forward begins with "Re:", "Fwd:" and the like."""


def as_it_is(desk: Desk, report: Report) -> Report:
    """Return a report; one that bears the title of a notice about a case that is none of ours as a program's.

    So two installations that write to each other through servers that take every mark away fall silent too: it is read
    like any other, not answered, and counted as a flood.
    """
    title = _TITLE.match(report.subject) if report.automatic is None else None
    reference = normalise(title[1]) if title else None
    if reference is None or _is_ours(desk, reference):
        return report
    return report.model_copy(update={"automatic": Automatic.GENERATED})


def _is_ours(desk: Desk, reference: str) -> bool:
    try:
        desk.store.load(reference)
    except CaseNotFoundError:
        return False
    except StoreDamagedError:
        return True
    return True
