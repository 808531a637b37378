"""What a platform brought and is not carried out yet: on the disk before the platform is told that we have it.

A platform wants to be acknowledged at once (Slack: within three seconds) and forgets the event then. Who asks for the
anonymous page leaves no trace even so: such an event is not kept, and whoever pressed in vain presses again.
"""

from collections.abc import Iterator, Mapping
from threading import Lock

from pydantic import ValidationError

from bot.chats import Records
from bot.commands import command_in
from bot.events import Brought, Decided, Deleted, Edited, Event, Filled, Pressed, Said, Talker
from bot.messages import Action
from candour.cases.errors import StoreError

INBOX = "chat-inbox"
"""The kind of the store's records; the key is that of the conversation and the event's id."""
_MOST_TRIES = 3
_KEPT: Mapping[str, type[Said | Edited | Deleted | Pressed | Filled | Decided | Brought]] = {
    kind.__name__: kind for kind in (Said, Edited, Deleted, Pressed, Filled, Decided, Brought)
}


class Inbox:
    """Events that were acknowledged and not carried out. Its methods may be called from any thread."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._in_hand: set[str] = set()
        self._tries: dict[str, int] = {}
        self._lock = Lock()

    def keep(self, event: Event, talker: Talker) -> None:
        """Keep an event that is about to be carried out; raises StoreError, and it must not be acknowledged then."""
        if type(event).__name__ not in _KEPT or _asks_for_no_trace(event):
            return
        key = _key(event, talker)
        with self._lock:
            self._in_hand.add(key)
        document = {"kind": type(event).__name__, "event": event.model_dump_json(), "talker": talker.model_dump_json()}
        try:
            self._records.put(INBOX, key, document)
        except StoreError:
            self.let_go(event, talker)
            raise

    def done(self, event: Event, talker: Talker) -> None:
        """Forget an event that was carried out, or will never be."""
        key = _key(event, talker)
        with self._lock:
            self._in_hand.discard(key)
            self._tries.pop(key, None)
        if self._records.get(INBOX, key) is not None:
            self._records.put(INBOX, key, None)

    def let_go(self, event: Event, talker: Talker, *, tries_again: bool = False) -> None:
        """Leave an event to the next look: it could not be carried out now. With `tries_again` that is no try of it."""
        key = _key(event, talker)
        with self._lock:
            self._in_hand.discard(key)
            if tries_again:
                self._tries.pop(key, None)

    def left(self) -> Iterator[tuple[Event, Talker]]:
        """Yield what nobody has in hand: of a process that died, or that failed before. Each is tried a few times."""
        for key, document in self._records.records(INBOX).items():
            with self._lock:
                tries = self._tries.get(key, 0)
                if key in self._in_hand or tries >= _MOST_TRIES:
                    continue
                self._tries[key] = tries + 1
                self._in_hand.add(key)
            try:
                kind = _KEPT[document["kind"]]
                yield kind.model_validate_json(document["event"]), Talker.model_validate_json(document["talker"])
            except (KeyError, ValidationError):  # another version of Candour wrote it; it stays where it is
                continue


def _asks_for_no_trace(event: Event) -> bool:
    if isinstance(event, Pressed):
        return event.action is Action.ANONYMOUS
    return isinstance(event, Said) and command_in(event.text) is Action.ANONYMOUS


def _key(event: Event, talker: Talker) -> str:
    return f"{talker.key} {type(event).__name__} {getattr(event, 'event', event.id)}"
