"""Who stands behind the roles: the installation's settings as the core sees them.

A policy names roles; only an installation gives them addresses, so a fresh one can't mail a stranger.
"""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Literal

from candour.cases.errors import SettingsError
from candour.cases.record import Record
from candour.cases.surroundings import Lesson, Surroundings

_LONGEST = 254


ADDRESS = r"^[^@\s<>,;]+@[^@\s<>,;]+$"
"""One plain mail address: what settings and pages accept."""


def is_address(text: str) -> bool:
    """Tell whether a text is one plain mail address, with nothing in it that nobody sees."""
    return re.fullmatch(ADDRESS, text) is not None and len(text) <= _LONGEST and text.isprintable()


def folded(address: str) -> str:
    """Return an address as it is compared: people write theirs in capitals, and forms add blanks."""
    return address.strip().casefold()


def is_mailable(address: str) -> bool:
    """Tell whether there may be a mailbox behind an address: none under ".invalid" (RFC 2606).

    A chat gives such a one to people of whose mail address it doesn't know.
    """
    return not folded(address).rstrip(".").endswith(".invalid")


SLOTS = (time(7, 30), time(11, 15), time(15, 15), time(19, 15))
"""One before every noon, when what the policies want known by noon has to be known."""


class Person(Record):
    """Somebody who holds a role."""

    name: str
    address: str


class School(Record):
    """One school: its policy profile, its reference prefix, its people.

    `roles` maps a role of the profile (dpo, head_teacher, service_desk ...) to who holds it; `country`
    is the subdivision whose bank holidays count (ENG, WLS, SCT or NIR).

    `digest_at` is the local time of the daily digest. Between `quiet_from` and `quiet_until` (local times, and on days
    on which nobody works) reminders wait, but never those of the highest level. `timescales` is the slot for what a
    policy leaves to another paper (R30), `whistle_blowing_link` where that policy can be read (R36). On each of
    `staff_reminder_days` everybody behind `staff_addresses` is told how to report (R128): off where either is empty.

    `domains` are those of the school's own mail: whoever writes from another is from outside. Where several schools
    share a mailbox, a report is the school's whose `addresses` it was sent to, else from whose `domains` it came, else
    whose name or `words` stand in it.

    Who must know of a report without a name is told at the next of `slots` (local times, each day), so that the mail
    doesn't say when somebody was at a keyboard. With `slot_mails` a mail of the same size leaves at each slot at which
    there is nothing to tell.

    Who holds one of `chat_roles` gets a copy of their notices in the chat (`channels`).

    `staff` and `timetable` are for reading: names that people write in small letters, "after period 3".
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
    digest_at: time = time(7, 30)
    quiet_from: time = time(19, 0)
    quiet_until: time = time(7, 0)
    timescales: str = ""
    whistle_blowing_link: str = ""
    staff_addresses: tuple[str, ...] = ()
    staff_reminder_days: tuple[date, ...] = ()
    domains: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    timetable: tuple[Lesson, ...] = ()
    slots: tuple[time, ...] = SLOTS
    slot_mails: bool = True
    chat_roles: tuple[str, ...] = ()

    def surroundings(self) -> Surroundings:
        """Return what a reader of this school's reports may know."""
        holders = {role: tuple(person.name for person in people if person.name) for role, people in self.roles.items()}
        return Surroundings(school=self.name, staff=self.staff, timetable=self.timetable, role_holders=holders)


class WatchedMailbox(Record):
    """A mailbox that Candour watches: its name in the settings, its address, its mode, the schools that it serves."""

    name: str
    address: str
    schools: tuple[str, ...]
    mode: Literal["dedicated", "shared", "confidential"] = "dedicated"


class Directory(Record):
    """All schools of the installation, and the addresses that Candour watches (never to be written to).

    `pages` is where the DPO's pages are reached ("https://candour.school.example"), empty where there are none.
    """

    schools: Mapping[str, School]
    watched: frozenset[str]
    pages: str = ""
    mailboxes: tuple[WatchedMailbox, ...] = ()

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
