"""Writing to people: messages into their direct message, a card in the place of the card before it, modals, home."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk import WebClient

from bot.messages import Message
from bot.slack.blocks import payloads
from bot.slack.calling import translated
from bot.slack.text import Json
from bot.slack.workspaces import Workspaces
from candour.cases.errors import SendError
from candour.cases.newest import Newest

log = logging.getLogger(__name__)

_MOST_CARDS = 500
_CLOSED = "not_found"
_UNTIL_ANSWERED_IN_SECONDS = (0.05, 0.1, 0.2, 0.4, 0.8)
_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})


@dataclass(frozen=True)
class Card:
    """A message with buttons that stands in a chat. `payload` is None where we only know where it stands."""

    channel: str
    ts: str
    payload: Json | None = None


class Posting:
    """Writes to people. Every method raises SendError."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces
        self._cards: Newest[tuple[str, str, str], Card] = Newest(_MOST_CARDS)

    def client(self, team: str) -> WebClient:
        """Return a workspace's client; raises SendError for one that is none of ours any more."""
        client = self._workspaces.client(team)
        if client is None:
            raise SendError("not-installed", permanent=True)
        return client

    def say(self, team: str, person: str, messages: Sequence[Message], pressed: Card | None = None) -> None:
        """Write to somebody. A card takes the place of the one that was pressed.

        What somebody said is answered below it, though, where they look: the older card loses its buttons then.
        """
        for message in (each for each in messages if not each.only_replaces):
            place = (team, person, message.key)
            *before, last = payloads(message)
            for payload in before:
                self._post(team, person, payload)
            in_place = pressed if message.key else None
            card = self._put(team, person, last, in_place)
            pressed = None if in_place else pressed
            if message.key:
                self._retire(team, self._cards.put(place, card), card)
        for message in (each for each in messages if each.only_replaces):
            self._bring_up_to_date((team, person, message.key), message, pressed)

    def _bring_up_to_date(self, place: tuple[str, str, str], message: Message, pressed: Card | None) -> None:
        """Show a card as it stands now where it was posted, or was pressed; where it can't be, nobody misses it."""
        card = self._cards.get(place) or pressed
        drawn = payloads(message)
        if card is None or len(drawn) > 1:
            return
        try:
            with translated():
                self.client(place[0]).chat_update(channel=card.channel, ts=card.ts, **_for_update(drawn[0]))
        except SendError:
            return
        self._cards.put(place, Card(card.channel, card.ts, drawn[0]))

    def take_back(self, team: str, person: str, pressed: Card | None = None) -> None:
        """Delete the cards that show somebody's draft, the pressed one too: they left for the anonymous page.

        What they wrote themselves is theirs to delete: a bot can't.
        """
        places = [place for place, _ in self._cards.items() if place[:2] == (team, person)]
        cards = filter(None, (*map(self._cards.pop, places), pressed))
        for channel, ts in dict.fromkeys((card.channel, card.ts) for card in cards):
            try:
                with translated():
                    self.client(team).chat_delete(channel=channel, ts=ts)
            except SendError as error:
                log.warning("a card could not be deleted", extra={"code": error.code})

    def modal(self, team: str, view_id: str, view: Json) -> None:
        """Show something else in a modal that is open; one that was closed meanwhile is no trouble."""
        try:
            with translated():
                self.client(team).views_update(view_id=view_id, view=view)
        except SendError as error:
            if error.code != _CLOSED:
                raise

    def modal_after_answer(self, team: str, name: str, view: Json) -> None:
        """Show something else in a modal whose name (its external_id) Slack is only just learning from our answer.

        What came before that answer would be replaced by it: so Slack is asked for the name until it knows it.
        """
        for pause in (*_UNTIL_ANSWERED_IN_SECONDS, None):
            try:
                with translated():
                    self.client(team).views_update(external_id=name, view=view)
            except SendError as error:
                if error.code != _CLOSED:
                    raise
            else:
                return
            if pause is not None:
                time.sleep(pause)

    def open(self, team: str, trigger: str, view: Json) -> str:
        """Open a modal and return its id; the trigger of a press can be used once, within three seconds."""
        with translated():
            answer = self.client(team).views_open(trigger_id=trigger, view=view)
        return str((answer.get("view") or {}).get("id", ""))

    def publish(self, team: str, person: str, view: Json) -> None:
        """Show somebody their home page."""
        with translated():
            self.client(team).views_publish(user_id=person, view=view)

    def whisper(self, team: str, channel: str, person: str, text: str) -> None:
        """Say something in a channel that one person alone sees."""
        with translated():
            self.client(team).chat_postEphemeral(channel=channel, user=person, text=text)

    def is_new(self, team: str, channel: str) -> bool:
        """Tell whether nothing was ever said in a direct message."""
        with translated():
            return not self.client(team).conversations_history(channel=channel, limit=1).get("messages")

    def _put(self, team: str, person: str, payload: Json, place: Card | None) -> Card:
        if place is None:
            return self._post(team, person, payload)
        try:
            with translated():
                self.client(team).chat_update(channel=place.channel, ts=place.ts, **_for_update(payload))
        except SendError as error:
            if error.code in _GONE:
                return self._post(team, person, payload)
            raise
        return Card(place.channel, place.ts, payload)

    def _post(self, team: str, person: str, payload: Json) -> Card:
        with translated():
            answer = self.client(team).chat_postMessage(channel=person, **payload)
        return Card(str(answer["channel"]), str(answer["ts"]), payload)

    def _retire(self, team: str, before: Card | None, card: Card) -> None:
        """Take the buttons from an older card; where that fails they are refused kindly when they are pressed."""
        if before is None or before.payload is None or (before.channel, before.ts) == (card.channel, card.ts):
            return
        blocks = [block for block in before.payload["blocks"] if block["type"] != "actions"]
        if blocks == before.payload["blocks"] or not blocks:
            return
        payload = _for_update({**before.payload, "blocks": blocks})
        try:
            with translated():
                self.client(team).chat_update(channel=before.channel, ts=before.ts, **payload)
        except SendError:
            return


def _for_update(payload: Json) -> Json:
    """Return what chat.update knows of a payload."""
    return {name: payload[name] for name in ("text", "blocks", "link_names", "parse")}
