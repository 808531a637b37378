"""What a short notice says of its case: nothing that anybody wrote, only the policy's own words and figures."""

from collections.abc import Mapping

from candour.cases.dispatch import Dispatch
from candour.cases.showing import case_views, telling
from candour.cases.showing.words import one_line


def short_case(dispatch: Dispatch) -> Mapping[str, object]:
    """Return level, kind of incident, number of people concerned, and whom to ask."""
    case = dispatch.case
    title, people = telling.contact(dispatch)
    return {
        "level": case_views.level_now(case),
        "kind": case_views.kind_of_incident(dispatch.policy, case) or "not known yet",
        "individuals": case_views.people_concerned(case) or "not known yet",
        "contact_title": title,
        "contacts": tuple((one_line(person.name), person.address) for person in people),
    }
