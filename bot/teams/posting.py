"""Writing to people: cards into their chat, a card in the place of the card before it."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from bot.doors import Contact
from bot.messages import Message, say
from bot.teams.cards.elements import Json
from bot.teams.cards.messages import cards_of
from bot.teams.connector import Connector
from candour.cases.errors import SendError
from candour.cases.newest import Newest

log = logging.getLogger(__name__)

_MOST_CARDS = 500
_BUTTONS = "ActionSet"
CLOSED = "This card is closed. Nothing was changed."


@dataclass(frozen=True)
class Card:
    """A card that stands in a chat, under the id of its activity. It is drawn for a draft where it has its key."""

    activity: str
    drawn: Json


class Posting:
    """Writes to people. Every method raises SendError.

    Where a card stands is known until the process ends; what a card from before carries says enough to refuse it
    kindly, and a press on it says where it stands.
    """

    def __init__(self, connector: Connector) -> None:
        self._connector = connector
        self._cards: Newest[tuple[str, str], Card] = Newest(_MOST_CARDS)
        self._traces: Newest[str, tuple[str, ...]] = Newest(_MOST_CARDS)
        self._lock = Lock()

    def say(
        self, contact: Contact, messages: Sequence[Message], pressed: str = "", *, closes: bool = False
    ) -> Json | None:
        """Write to somebody; return the card that stands in the place of the one that was pressed, if another does.

        A message with a key takes that place. Where what was pressed `closes` its card, the first message takes it,
        whatever it says: nobody can press its buttons again.
        """
        taken, answer = "", None
        for message in (each for each in messages if not each.only_replaces):
            *before, last = cards_of(message)
            for card in before:
                self.show(contact, card)
            takes_place = bool(pressed) and (closes or bool(message.key))
            activity = self.show(contact, last, pressed if takes_place else "")
            if takes_place:
                taken, answer, pressed = activity, last, ""
                self._forget_at(contact, activity)
            if message.key:
                self._retire(contact, self._remember(contact, message.key, Card(activity, last)), activity)
        for message in (each for each in messages if each.only_replaces):
            drawn = self._brought_up_to_date(contact, message, pressed, taken)
            answer = answer or drawn
        return answer

    def show(self, contact: Contact, card: Json, activity: str = "") -> str:
        """Write a card, in the place of another where that still stands; return where it stands now."""
        if activity:
            try:
                self._connector.replace(contact, activity, card)
            except SendError as error:
                if not error.permanent:
                    raise
            else:
                return activity
        activity = self._connector.post(contact, card)
        with self._lock:
            known = self._traces.get(contact.conversation) or ()
            self._traces.put(contact.conversation, (*known, activity))
        return activity

    def close(self, contact: Contact, activity: str) -> Json:
        """Put a sentence in the place of a form that nobody wants to send."""
        (card,) = cards_of(say(CLOSED))
        self.show(contact, card, activity)
        return card

    def close_drafts(self, contact: Contact, *, but: str) -> None:
        """Take the buttons from the cards of all drafts but one: they are sent, or gone."""
        for key, card in self._of(contact):
            if key != but:
                self._forget(contact, key)
                self._retire(contact, card, "")
        if not but:
            self._traces.pop(contact.conversation)

    def take_away(self, contact: Contact, pressed: str) -> None:
        """Delete what was said of a draft from the chat, as far as it is known: nothing of it may stay."""
        for key, _ in self._of(contact):
            self._forget(contact, key)
        found = self._traces.pop(contact.conversation) or ()
        for activity in dict.fromkeys([*found, *([pressed] if pressed else [])]):
            try:
                self._connector.take_away(contact, activity)
            except SendError as error:  # the rest of it goes even so, and its writer is told where to go on
                log.warning("Teams did not delete a card", extra={"code": error.code})

    def _brought_up_to_date(self, contact: Contact, message: Message, pressed: str, taken: str) -> Json | None:
        """Draw a card anew where it stands; return it where that is the place that was pressed.

        What has become too long for one card is said anew.
        """
        card = self._cards.get((contact.conversation, message.key))
        activity = card.activity if card else pressed
        if not activity or activity == taken:
            return None
        drawn = cards_of(message)
        if len(drawn) > 1:
            return self.say(contact, [message.model_copy(update={"only_replaces": False})])
        self._remember(contact, message.key, Card(self.show(contact, drawn[0], activity), drawn[0]))
        return drawn[0] if activity == pressed else None

    def _of(self, contact: Contact) -> list[tuple[str, Card]]:
        """Return the cards of drafts that stand in a chat."""
        return [
            (key, card)
            for (conversation, key), card in self._cards.items()
            if conversation == contact.conversation and _is_of_draft(card.drawn, key)
        ]

    def _remember(self, contact: Contact, key: str, card: Card) -> Card | None:
        """Keep where a card stands; return the one before it."""
        return self._cards.put((contact.conversation, key), card)

    def _forget_at(self, contact: Contact, activity: str) -> None:
        """Forget a card in whose place stands another."""
        for place, card in self._cards.items():
            if place[0] == contact.conversation and card.activity == activity:
                self._cards.pop(place)

    def _forget(self, contact: Contact, key: str) -> None:
        self._cards.pop((contact.conversation, key))

    def _retire(self, contact: Contact, before: Card | None, activity: str) -> None:
        """Take the buttons from an older card; where that fails they are refused kindly when they are pressed."""
        if before is None or before.activity == activity:
            return
        body = [element for element in before.drawn["body"] if element["type"] != _BUTTONS]
        if body == before.drawn["body"] or not body:
            return
        try:
            self._connector.replace(contact, before.activity, {**before.drawn, "body": body})
        except SendError:
            return


def _is_of_draft(card: Json, key: str) -> bool:
    rows = (element for element in card["body"] if element["type"] == _BUTTONS)
    return any(action.get("data", {}).get("draft") == key for row in rows for action in row["actions"])
