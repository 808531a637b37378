"""Who stands behind the roles: the installation's settings as the core sees them.

A policy names roles; only an installation gives them addresses, so a fresh one can't mail a stranger.
"""

from collections.abc import Mapping

from candour.cases.errors import SettingsError
from candour.cases.record import Record


class Person(Record):
    """Somebody who holds a role."""

    name: str
    address: str


class School(Record):
    """One school: its policy profile, its reference prefix, its people.

    `roles` maps a role of the profile (dpo, head_teacher, service_desk ...) to who holds it; `country`
    is the subdivision whose bank holidays count (ENG, WLS, SCT or NIR).
    """

    key: str
    name: str
    prefix: str
    profile: str
    country: str
    roles: Mapping[str, tuple[Person, ...]]
    reply_address: str
    plus_addressing: bool = True
    bank_holidays_as_weekend: bool = False


class Directory(Record):
    """All schools of the installation, and the addresses that Candour watches (never to be written to)."""

    schools: Mapping[str, School]
    watched: frozenset[str]

    def school(self, key: str) -> School:
        """Return a school; raise SettingsError where the configuration has none of that key."""
        try:
            return self.schools[key]
        except KeyError:
            raise SettingsError(
                f"no school {key!r} in the configuration; it has: {', '.join(sorted(self.schools))}"
            ) from None

    def is_watched(self, address: str) -> bool:
        """Tell whether mail to this address would come back to Candour itself (plus-addresses included)."""
        local, _, domain = address.strip().casefold().rpartition("@")
        return f"{local.split('+', 1)[0]}@{domain}" in self.watched or f"{local}@{domain}" in self.watched
