"""Who talks to the bot: name and mail address of their profile, asked for once in a while."""

import logging
import re
import time
from collections.abc import Callable

from bot.doors import Contact, contact_of
from bot.events import Talker
from bot.profiles import LONGEST_NAME, KnownProfiles, Profile
from bot.teams.connector import SERVICE, Connector
from bot.teams.sdk import Activity, TeamsChannelAccount
from candour.cases.directory import is_address
from candour.cases.errors import SendError
from candour.cases.showing.words import one_line

_PERSONAL = "personal"
_NOT_OURS = frozenset({"guest", "anonymous"})
_NOT_IN_ADDRESSES = re.compile(r"[^A-Za-z0-9-]")

log = logging.getLogger(__name__)


class Profiles:
    """The profiles of people who talked to the bot. `clock` counts seconds."""

    def __init__(self, connector: Connector, clock: Callable[[], float] = time.monotonic) -> None:
        self._connector = connector
        self._known = KnownProfiles(clock)

    def complete(self, talker: Talker) -> Talker:
        """Return somebody as their profile has them; Teams is asked where we don't know, and may be unreachable."""
        profile = self._known.of(talker.place, talker.person)
        if profile is None:
            try:
                profile = profile_in(self._connector.member(contact_of(talker)), talker.name)
            except SendError as error:
                log.warning("a profile could not be read", extra={"code": error.code})
                return talker
            self._known.keep(talker.place, talker.person, profile)
        return _with(talker, profile)

    def at_once(self, talker: Talker) -> Talker:
        """Return somebody as far as we know them without asking: it is the same conversation."""
        profile = self._known.of(talker.place, talker.person)
        return talker if profile is None else _with(talker, profile)


def profile_in(member: TeamsChannelAccount, name: str) -> Profile:
    """Return what is used of a member: the mail address, or the name of the account where that is one.

    The school vouches for its own people alone: the address of a guest finds nobody's cases.
    """
    if (member.user_role or "").lower() in _NOT_OURS:
        return Profile(name=one_line(member.name or name, limit=LONGEST_NAME), address="")
    found = (text.strip() for text in (member.email, member.user_principal_name) if text)
    address = next((text for text in found if is_address(text) and "#" not in text), "")
    return Profile(name=one_line(member.name or name, limit=LONGEST_NAME), address=address)


def talker_of(activity: Activity) -> Talker:
    """Return who an activity comes from, as far as it says; the address is one that is none (RFC 2606)."""
    sender, conversation = activity.from_, activity.conversation
    tenant = (conversation.tenant_id or (activity.tenant.id if activity.tenant else "") or "").lower()
    person = _NOT_IN_ADDRESSES.sub("-", sender.aad_object_id or sender.id)
    return Talker(
        platform="teams",
        place=tenant,
        conversation=conversation.id,
        person=sender.id,
        name=one_line(sender.name or "", limit=LONGEST_NAME),
        address=f"{person}@{tenant}.teams.invalid".lower(),
        details={SERVICE: activity.service_url or ""},
    )


def is_personal(activity: Activity) -> bool:
    """Tell whether nobody else reads the conversation."""
    return activity.conversation.conversation_type == _PERSONAL


def in_chat_with(talker: Talker, connector: Connector) -> Talker:
    """Return somebody in their own chat with the bot; raises SendError where they have none."""
    contact: Contact = contact_of(talker)
    return talker.model_copy(update={"conversation": connector.chat_with(contact)})


def _with(talker: Talker, profile: Profile) -> Talker:
    return talker.model_copy(update={"name": profile.name or talker.name, "address": profile.address or talker.address})
