"""The register: every case that somebody may see, filtered and in pages, and as a file for a spreadsheet."""

from collections.abc import Iterable, Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from candour.cases.access import DECIDING, leads, roles_of
from candour.cases.directory import Directory, Person
from candour.cases.errors import NotAllowedError
from candour.cases.ports import RegisterEntry
from candour.cases.showing.case_views import level_in_words
from candour.cases.showing.lines import STATUSES
from candour.web.register_filter import matching, paged, wanted
from candour.web.shell import page
from candour.web.surroundings import Surroundings, surroundings
from candour.web.today import line_of
from candour.web.visiting import visitor

_ALL = ("", "All")
_NONE = ("none", "not known")
_MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def register(request: Request) -> Response:
    """Show a page of the register; raises NotAllowedError for whoever has no school to look after."""
    person, here = visitor(request).person, surroundings(request)
    entries = _entries(person, here)
    filter_ = wanted(request.query_params)
    found = paged(matching(entries, filter_), filter_.page)
    now, exports = here.now(), may_export(person, here.directory)
    return page(
        request,
        "register.html",
        422 if filter_.errors else 200,
        title="Register",
        filter=filter_,
        found=found,
        lines=tuple(line_of(here, entry, now) for entry in found.lines),
        choices=_choices(entries, here),
        exports=exports,
        taken=here.service.takings(person)[:1] if exports else (),
    )


def export(request: Request) -> Response:
    """Hand out the register as a file; raises NotAllowedError for all but Data Protection Officers and deputies."""
    person, here = visitor(request).person, surroundings(request)
    if not may_export(person, here.directory):
        raise NotAllowedError("only the Data Protection Officer and the deputy take the register out of Candour")
    ending = request.path_params["ending"]
    if ending not in _MEDIA_TYPES:
        raise HTTPException(404)
    filtered = matching(_entries(person, here), wanted(request.query_params))
    content = here.export(person, ending, [entry.reference for entry in reversed(filtered)])
    return Response(
        content,
        media_type=_MEDIA_TYPES[ending],
        headers={"Content-Disposition": f'attachment; filename="register.{ending}"'},
    )


def may_export(person: Person, directory: Directory) -> bool:
    """Tell whether somebody is Data Protection Officer or deputy of any school."""
    held = (roles_of(person.address, school) for school in directory.schools.values())
    return any(role in DECIDING for roles in held for role in roles)


def _entries(person: Person, here: Surroundings) -> Sequence[RegisterEntry]:
    if not leads(person.address, here.directory):
        raise NotAllowedError("the register is for Data Protection Officers, deputies and head teachers")
    return here.service.listing(person)


def _choices(entries: Iterable[RegisterEntry], here: Surroundings) -> dict[str, list[tuple[str, str]]]:
    """Return what can be chosen in the filter: what the policies of the listed schools know."""
    schools = {key: here.directory.school(key) for key in dict.fromkeys(entry.school for entry in entries)}
    policies = [here.policies(profile) for profile in dict.fromkeys(school.profile for school in schools.values())]
    fields = [field for policy in policies if (field := policy.field("incident_type"))]
    levels = {level: level_in_words(level) for policy in policies for level in policy.levels}
    types = {option.id: option.label for field in fields for option in field.options}
    return {
        "school": [_ALL, *((key, school.name) for key, school in schools.items())],
        "status": [_ALL, *((status.value, words) for status, words in STATUSES.items())],
        "level": [_ALL, *levels.items(), _NONE],
        "type": [_ALL, *types.items(), _NONE],
    }


ROUTES = (Route("/register", register), Route("/register/export.{ending}", export))
