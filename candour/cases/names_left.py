"""The name that who reported without one leaves later: sealed apart from the case, and opened by a decision alone."""

from collections.abc import Iterator
from contextlib import suppress

from candour.cases.case import Case
from candour.cases.desk import Desk
from candour.cases.errors import CaseNotFoundError, StoreDamagedError, WrongCodeError
from candour.cases.way_back import GIVEN_UP, NAME_LEFT

NAMES = "names-left"
"""The kind of the store's records; the key is what is kept of the code."""


def name_left(desk: Desk, case: Case) -> str | None:
    """Return the name that the writer left, None where there is none. For the decision that releases it alone."""
    record = desk.store.get(NAMES, case.way_back.lookup) if case.way_back else None
    with suppress(WrongCodeError):  # the copy of a store may hold two states
        return desk.codes.opened(case.way_back.key, record["sealed"]) if record and case.way_back else None
    return None


def sealed_names(case: Case) -> tuple[str, ...]:
    """Return the cases whose writers have left a name that nobody has opened: this one, or parts of it. Pure."""
    sealed: dict[str, None] = {}
    for event in case.events:
        by = event.details.get("case", case.reference)
        if event.kind == NAME_LEFT:
            sealed[by] = None
        elif event.kind == GIVEN_UP:
            sealed.pop(by, None)
        elif event.details.get("what") == "release_name":
            sealed.clear()
    return tuple(sealed)


def names_left(desk: Desk, case: Case) -> Iterator[str]:
    """Yield the sealed names of a case and its parts. For the decision that releases them alone."""
    for reference in sealed_names(case):
        with suppress(CaseNotFoundError, StoreDamagedError):
            part = case if reference == case.reference else desk.store.load(reference)
            if name := name_left(desk, part):
                yield name
