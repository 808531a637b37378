"""Who talks to the bot: name and mail address of their profile, asked for once in a while."""

import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

from bot.events import Talker
from bot.profiles import LONGEST_NAME, KnownProfiles, Profile
from bot.slack.calling import translated
from bot.slack.workspaces import Workspaces
from candour.cases.directory import is_address
from candour.cases.errors import SendError
from candour.cases.showing.words import one_line

_NOT_OURS = ("is_stranger", "deleted", "is_bot")

log = logging.getLogger(__name__)


_UNKNOWN = Profile(name="", address="")


class Profiles:
    """The profiles of people in our workspaces. `clock` counts seconds."""

    def __init__(self, workspaces: Workspaces, clock: Callable[[], float] = time.monotonic) -> None:
        self._workspaces = workspaces
        self._known = KnownProfiles(clock)

    def talker(self, team: str, person: str) -> Talker:
        """Return somebody as their profile has them; Slack is asked where we don't know, and may be unreachable."""
        profile = self._known.of(team, person)
        if profile is None:
            try:
                profile = self._asked(team, person)
            except SendError as error:
                log.warning("a profile could not be read", extra={"code": error.code})
                profile = _UNKNOWN
            else:
                self._known.keep(team, person, profile)
        return _talker(team, person, profile)

    def at_once(self, team: str, person: str) -> Talker:
        """Return somebody as far as we know them without asking: it is the same conversation."""
        return _talker(team, person, self._known.of(team, person) or _UNKNOWN)

    def name(self, team: str, person: str) -> str:
        """Return somebody's name, "" where nobody of ours has this id."""
        return self.talker(team, person).name

    def name_at_once(self, team: str, person: str) -> str:
        """Return somebody's name as far as we know it without asking."""
        return self.at_once(team, person).name

    def _asked(self, team: str, person: str) -> Profile:
        client = self._workspaces.client(team)
        if client is None:
            return _UNKNOWN
        with translated():
            user: Mapping[str, Any] = client.users_info(user=person).get("user") or {}
        return profile_in(user, team)


def profile_in(user: Mapping[str, Any], team: str) -> Profile:
    """Return what is used of Slack's user object.

    An address counts only where Slack has confirmed it, and only of a person whose own workspace this is and who still
    belongs to it: it finds their cases.
    """
    shown: Mapping[str, Any] = user.get("profile") or {}
    name = one_line(str(user.get("real_name") or shown.get("real_name") or user.get("name") or ""), limit=LONGEST_NAME)
    address = str(shown.get("email") or "").strip()
    is_ours = user.get("team_id", team) == team and not any(user.get(mark) for mark in _NOT_OURS)
    is_theirs = is_ours and user.get("is_email_confirmed", True) is not False and is_address(address)
    return Profile(name=name, address=address if is_theirs else "")


def _talker(team: str, person: str, profile: Profile) -> Talker:
    """Return a person; their direct message is known by their own id, which every kind of event carries."""
    return Talker(
        platform="slack",
        place=team,
        conversation=person,
        person=person,
        name=profile.name,
        address=profile.address or f"{person}@{team}.slack.invalid".lower(),
    )
