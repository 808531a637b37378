"""Microsoft's connector as threads use it: cards, profiles and tokens; its errors in our own words."""

import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import httpx

from bot.doors import Contact
from bot.teams.app import ForeignAddressError
from bot.teams.cards.elements import Json
from bot.teams.loop import Loop
from bot.teams.sdk import (
    Account,
    App,
    CreateConversationParams,
    MessageActivityInput,
    TeamsChannelAccount,
)
from candour.cases.errors import SendError

SERVICE = "service_url"
"""The detail of a contact that says which service reaches them."""
CARD = "application/vnd.microsoft.card.adaptive"
_ANNOUNCED = "The incident line has written to you."
"""Stands in notifications and on locked screens: nothing of a report."""
_IN_SECONDS = 15.0
_TRIES = 2
_LONGEST_WAIT_IN_SECONDS = 5.0
_TOO_MANY = 429
_NEVER = frozenset({400, 403, 404, 405, 413})
"""Statuses at which trying again is useless: the chat is gone, the bot was taken out of it, or the card is wrong."""
T = TypeVar("T")


class Connector:
    """Calls the SDK for threads. Every method waits a little where Microsoft is busy, and raises SendError.

    Nothing takes longer than 35 seconds: the outbox's one thread calls here too.
    """

    def __init__(self, app: App, loop: Loop, sleep: Callable[[float], None] = time.sleep) -> None:
        self._app = app
        self._loop = loop
        self._sleep = sleep

    def post(self, contact: Contact, card: Json) -> str:
        """Write a card into somebody's chat, and return the id of the activity."""
        return self._sent(contact, card, "")

    def replace(self, contact: Contact, activity: str, card: Json) -> None:
        """Put a card in the place of another."""
        self._sent(contact, card, activity)

    def take_away(self, contact: Contact, activity: str) -> None:
        """Delete an activity of ours."""
        api = self._app.api.from_service_url(contact.details.get(SERVICE, ""))
        self._patiently(lambda: api.conversations.delete_activity(contact.conversation, activity))

    def member(self, contact: Contact) -> TeamsChannelAccount:
        """Return somebody's profile as their tenant has it."""
        api = self._app.api.from_service_url(contact.details.get(SERVICE, ""))
        found: TeamsChannelAccount = self._patiently(
            lambda: api.conversations.get_member_by_id(contact.conversation, contact.person)
        )
        return found

    def chat_with(self, contact: Contact) -> str:
        """Return the conversation of the bot with somebody alone; permanent where they haven't the bot."""
        api = self._app.api.from_service_url(contact.details.get(SERVICE, ""))
        params = CreateConversationParams(members=[Account(id=contact.person)], tenant_id=contact.place)
        return self._patiently(lambda: api.conversations.create(params)).id

    def token(self) -> str:
        """Return the bot's own token, with which pictures in a message are fetched."""
        token = self._patiently(self._app.token_provider.get_app_token)
        return str(token) if token is not None else ""

    def _sent(self, contact: Contact, card: Json, activity: str) -> str:
        def send() -> Coroutine[Any, Any, Any]:
            drawn = {"contentType": CARD, "content": card}
            message = MessageActivityInput.model_validate({"summary": _ANNOUNCED, "attachments": [drawn]})
            message.id = activity or None
            return self._app.send(contact.conversation, message, service_url=contact.details.get(SERVICE, ""))

        return str(self._patiently(send).id)

    def _patiently(self, call: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Call, and call again after the wait that a 429 asks for, where it is short."""
        for left in reversed(range(_TRIES)):
            try:
                return self._loop.wait(call(), _IN_SECONDS)
            except httpx.HTTPStatusError as error:
                wait = _wait_asked_by(error.response)
                if wait is None or not left:
                    status = error.response.status_code
                    raise SendError(str(status), permanent=status in _NEVER) from None
                self._sleep(wait)
            except ForeignAddressError:
                raise SendError("address", permanent=True) from None
            except (httpx.HTTPError, TimeoutError, OSError, ValueError):  # ValueError: msal gave no token
                raise SendError("connection", permanent=False) from None
        raise AssertionError("the last try returns or raises")


def _wait_asked_by(answer: httpx.Response) -> float | None:
    """Return the seconds of Retry-After, None where nothing is to be waited for or longer than anybody here should."""
    if answer.status_code != _TOO_MANY:
        return None
    text = answer.headers.get("retry-after", "1")
    seconds = float(text) if text.isdecimal() else _LONGEST_WAIT_IN_SECONDS + 1
    return seconds if seconds <= _LONGEST_WAIT_IN_SECONDS else None
