"""Who holds a role that a report names without its holder ("the bursar left it on the bus"), where it is configured."""

import re
from collections.abc import Iterator

from nlp.people.roles import DEED
from nlp.reading import Reading
from nlp.text import Hit

_SAME_ROLE = {
    "head_teacher": "head ?teacher|headmaster|headmistress|head|principal",
    "headteacher": "head ?teacher|head",
}
"""Roles that people call otherwise than the settings do."""
_SURE = 0.6
_MANAGER = r"(?:line[- ]?manager|my manager|my boss) (?:is|was|would be|will be) "
_REPORTS = r"(?:report|reports|answer|answers) to "


def read_role_holders(reading: Reading) -> None:
    """Add the one holder of a role to which the text gives the deed, or which it calls the line manager."""
    for name, pattern in _roles(reading):
        deed = re.compile(rf"\b(?:our|the) (?:{pattern}),? (?:\w+ly |has |had |then |just ){{0,2}}{DEED}\b")
        managing = re.compile(rf"\b(?:{_MANAGER}|{_REPORTS})(?:our |the )?(?:{pattern})\b(?! of)")
        for field, found in (("responsible_employee", deed), ("line_manager", managing)):
            if not reading.shows(field) and (match := found.search(reading.body.low)):
                hit = Hit(reading.body, *match.span())
                reading.add(field, name, _SURE, f"role.holder.{field}", [hit])


def _roles(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield the roles with one holder: the holder's name, and how a text names the role."""
    for role, names in reading.surroundings.role_holders.items():
        if len(names) == 1:
            yield names[0], _SAME_ROLE.get(role, re.escape(role.replace("_", " ").lower()))
