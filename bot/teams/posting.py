"""Writing to people: cards into their chat, a card in the place of the card before it."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from bot.doors import Contact
from bot.messages import Message, say
from bot.teams.cards.elements import Json
from bot.teams.cards.messages import cards_of
from bot.teams.connector import Connector
from candour.cases.errors import SendError

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
        self._cards: OrderedDict[tuple[str, str], Card] = OrderedDict()
        self._lock = Lock()

    def say(self, contact: Contact, messages: Sequence[Message], pressed: str = "") -> Json | None:
        """Write to somebody. A card takes the place of the one that was pressed, and is returned then.

        What somebody said is answered below it, though, where they look: the older card loses its buttons then.
        """
        answer = None
        for message in messages:
            if message.only_replaces:
                self._bring_up_to_date(contact, message)
                continue
            *before, last = cards_of(message)
            for card in before:
                self._connector.post(contact, card)
            activity = pressed if message.key else ""
            answer = last if activity else answer
            pressed = "" if activity else pressed
            activity = self.show(contact, last, activity)
            if message.key:
                self._retire(contact, self._remember(contact, message.key, Card(activity, last)), activity)
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
        return self._connector.post(contact, card)

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

    def take_away(self, contact: Contact, pressed: str) -> None:
        """Delete every card of a draft from the chat: nothing of it may stay."""
        found = {card.activity for _, card in self._of(contact)} | ({pressed} if pressed else set())
        for key, _ in self._of(contact):
            self._forget(contact, key)
        for activity in sorted(found):
            try:
                self._connector.take_away(contact, activity)
            except SendError as error:
                if not error.permanent:
                    raise

    def _bring_up_to_date(self, contact: Contact, message: Message) -> None:
        with self._lock:
            card = self._cards.get((contact.conversation, message.key))
        if card is not None:
            drawn = cards_of(message)[-1]
            self._remember(contact, message.key, Card(self.show(contact, drawn, card.activity), drawn))

    def _of(self, contact: Contact) -> list[tuple[str, Card]]:
        """Return the cards of drafts that stand in a chat."""
        with self._lock:
            return [
                (key, card)
                for (conversation, key), card in self._cards.items()
                if conversation == contact.conversation and _is_of_draft(card.drawn, key)
            ]

    def _remember(self, contact: Contact, key: str, card: Card) -> Card | None:
        """Keep where a card stands; return the one before it."""
        place = (contact.conversation, key)
        with self._lock:
            before = self._cards.pop(place, None)
            self._cards[place] = card
            while len(self._cards) > _MOST_CARDS:
                self._cards.popitem(last=False)
        return before

    def _forget(self, contact: Contact, key: str) -> None:
        with self._lock:
            self._cards.pop((contact.conversation, key), None)

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
