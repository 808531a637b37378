"""What was said in a chat of the demonstration, in memory alone."""

from collections.abc import Iterable, Sequence
from itertools import count
from threading import Lock
from typing import NamedTuple

from bot.messages import Message, say

_MOST_LINES = 60


class Line(NamedTuple):
    """Something that was said: `by` is empty for the bot. The number is never given twice."""

    number: int
    by: str
    message: Message


class Transcript:
    """One person's chat. Its methods may be called from any thread."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._numbers = count(1)
        self._lock = Lock()

    @property
    def lines(self) -> Sequence[Line]:
        """What stands there now, the oldest first."""
        with self._lock:
            return tuple(self._lines)

    def typed(self, by: str, text: str) -> None:
        """Add what a person said."""
        self._add(by, say(text))

    def told(self, messages: Iterable[Message]) -> None:
        """Add what the bot said. A message with the key of an earlier one takes its place.

        One that only brings it up to date stands where that stood, any other one last: there people look.
        """
        for message in messages:
            if message.only_replaces:
                self._bring_up_to_date(message)
            else:
                self._take_away(message.key)
                self._add("", message)

    def clear(self) -> None:
        """Forget all of it."""
        with self._lock:
            self._lines.clear()

    def _add(self, by: str, message: Message) -> None:
        with self._lock:
            self._lines = [*self._lines, Line(next(self._numbers), by, message)][-_MOST_LINES:]

    def _bring_up_to_date(self, message: Message) -> None:
        with self._lock:
            self._lines = [_with(line, message) for line in self._lines]

    def _take_away(self, key: str) -> None:
        with self._lock:
            self._lines = [line for line in self._lines if not key or line.message.key != key]


def _with(line: Line, message: Message) -> Line:
    return line._replace(message=message) if message.key and line.message.key == message.key else line
