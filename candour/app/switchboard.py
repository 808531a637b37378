"""The chat of a running Candour: the line, the doors by which people reach it, and what has to be done all the time."""

import logging
from collections.abc import Callable, Mapping, Sequence
from threading import Event
from typing import NamedTuple

from starlette.routing import BaseRoute

from bot.doors import Door
from bot.line import ChatLine
from candour.app.link_pool import LinkPool
from candour.cases.ports import Now
from candour.web.forms import Room

EVERY_IN_SECONDS = 3.0
"""How often is looked for what is due in all conversations; most looks find nothing, and cost next to nothing."""
_AFTER_TROUBLE_IN_SECONDS = 30.0
_CALL_IN_BYTES = 1 << 20
_CALL_IN_SECONDS = 20.0

log = logging.getLogger(__name__)

Loop = Callable[[Event], None]


class OpenDoor(NamedTuple):
    """A platform: `run` keeps its connection until the event is set, `routes` are what it calls, where it does.

    `close` ends what the door has begun by itself.
    """

    door: Door
    run: Loop | None = None
    routes: tuple[BaseRoute, ...] = ()
    rooms: tuple[Room, ...] = ()
    close: Callable[[], object] = lambda: None


def room_for_calls(path: str) -> Room:
    """Return the room for what a platform posts to this path."""
    return Room(path, _CALL_IN_BYTES, _CALL_IN_SECONDS, hands_on=True)


class Switchboard:
    """Brings line and doors together. Trouble with a door stops neither Candour nor the other doors."""

    def __init__(self, line: ChatLine, opened: Sequence[OpenDoor], *, now: Now, pool: LinkPool | None = None) -> None:
        self.line = line
        self.doors: Mapping[str, Door] = {each.door.platform: each.door for each in opened}
        self.routes = tuple(route for each in opened for route in each.routes)
        self.rooms = tuple(room for each in opened for room in each.rooms)
        self._opened = opened
        self._now = now
        self._pool = pool

    def loops(self) -> list[tuple[str, Loop]]:
        """Return the loops for `candour run`, by name: that of time, and one for each door that has a connection."""
        connections = [(each.door.platform, each.run) for each in self._opened if each.run is not None]
        return [(name, _kept_alive(name, run)) for name, run in (("chat", self._pass_time), *connections)]

    def close(self) -> None:
        """Close all doors."""
        for each in self._opened:
            each.close()

    def pass_time(self) -> None:
        """Do what is due now. Raises StoreError."""
        if self._pool is not None:
            self._pool.fill(self._now())
        self.line.pass_time(self.doors)

    def _pass_time(self, stop: Event) -> None:
        while not stop.is_set():
            self.pass_time()
            stop.wait(EVERY_IN_SECONDS)


def _kept_alive(name: str, loop: Loop) -> Loop:
    """Return a loop that begins anew after trouble: half a chat is better than no Candour."""

    def keep(stop: Event) -> None:
        while not stop.is_set():
            try:
                loop(stop)
            except Exception:
                log.exception("a part of the chat failed; it is tried again", extra={"kind": name})
            stop.wait(_AFTER_TROUBLE_IN_SECONDS)

    return keep
