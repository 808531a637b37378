"""The name that who reported without one leaves later: sealed apart from the case, and opened by a decision alone."""

from candour.cases.case import Case
from candour.cases.desk import Desk

NAMES = "names-left"
"""The kind of the store's records; the key is what is kept of the code."""


def name_left(desk: Desk, case: Case) -> str | None:
    """Return the name that the writer left, None where there is none. For the decision that releases it alone."""
    record = desk.store.get(NAMES, case.way_back.lookup) if case.way_back else None
    return desk.codes.opened(case.way_back.key, record["sealed"]) if record and case.way_back else None
