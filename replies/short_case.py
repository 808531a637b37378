"""What a short notice says of its case: nothing that anybody wrote, only the policy's own words and figures."""

from collections.abc import Mapping

from candour.cases.dispatch import Dispatch
from candour.cases.facts import Answer
from candour.cases.showing import case_views, telling
from candour.cases.showing.words import number_in_words, one_line


def short_case(dispatch: Dispatch) -> Mapping[str, object]:
    """Return level, kind of incident, number of people concerned, and whom to ask."""
    case = dispatch.case
    title, people = telling.contact(dispatch)
    return {
        "level": case_views.level_now(case),
        "kind": case_views.kind_of_incident(dispatch.policy, case) or "not known yet",
        "individuals": _number(case.facts.shown("individuals")) or "not known yet",
        "contact_title": title,
        "contacts": tuple((one_line(person.name), person.address) for person in people),
    }


def _number(answer: Answer | None) -> str:
    """Return a number in words; empty for anything else that may stand in the entry."""
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        return ""
    return number_in_words(answer)
