"""The other cases that a case's page names: only to who decides, and only those that they may see as well."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from candour.cases.access import Right
from candour.cases.directory import Person
from candour.cases.register import merged_here, open_duplicates
from candour.cases.viewing import CaseView
from candour.web.surroundings import Surroundings


class OtherCases(NamedTuple):
    """References of other cases: possibly related, possibly the same incident, become part of this one, the whole."""

    related: tuple[str, ...] = ()
    duplicates: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    whole: str = ""


def other_cases(here: Surroundings, person: Person, view: CaseView) -> OtherCases:
    """Return the other cases that a visitor may know of.

    A case also names those that came later and name it: the later one alone keeps what they may have in common.
    """
    case = view.case
    if Right.DECIDE not in view.rights:
        return OtherCases()
    visible = {entry.reference: entry for entry in here.service.others(case, person)}
    later = (entry.reference for entry in visible.values() if case.reference in entry.possible_duplicates)
    duplicates = () if case.merged_into else (*open_duplicates(case), *later)
    return OtherCases(
        related=tuple(_among(visible, case.related)),
        duplicates=tuple(_among(visible, duplicates)),
        parts=tuple(_among(visible, merged_here(case))),
        whole=next(_among(visible, [case.merged_into] if case.merged_into else []), ""),
    )


def _among(visible: Iterable[str], references: Iterable[str]) -> Iterator[str]:
    return (reference for reference in dict.fromkeys(references) if reference in visible)
