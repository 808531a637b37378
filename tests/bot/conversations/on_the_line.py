"""Somebody who talks to the line itself: the conversation without any platform."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from bot.events import Deleted, Edited, Event, Filled, Pressed, Said, Talker
from bot.files import Offered
from bot.form import ChatForm, FormEntry
from bot.line import ChatLine
from bot.messages import Action, Button, Message
from bot.turn import Turn
from tests.bot.conversations.people import OpenForm, Seen
from tests.bot.conversations.script import Script
from tests.bot.conversations.world import World
from tests.bot.kept_door import KeptDoor


def on_the_line(world: World, script: Script) -> "OnTheLine":
    """Bring the writer of a script to its line."""
    name, address = script.writer
    talker = Talker(platform="page", place="here", conversation="one", person="one", name=name, address=address)
    return OnTheLine(lambda: world.line, talker)


class OnTheLine:
    """A person without a platform; a message that has the key of an earlier one takes its place."""

    def __init__(self, line: Callable[[], ChatLine], talker: Talker) -> None:
        self._line, self._talker = line, talker
        self.door = KeptDoor(platform=talker.platform)
        self._screen: list[Message] = []
        self._new: list[Message] = []
        self._numbers = count(1)
        self._newest: Said | None = None
        self._redrawn: dict[int, ChatForm] = {}

    def says(self, text: str) -> str:
        self._newest = Said(id=f"m{next(self._numbers)}", text=text)
        self._hear(self._newest)
        return self._newest.id

    def says_again(self) -> None:
        assert self._newest is not None
        self._hear(self._newest)

    def edits(self, message: str, text: str) -> None:
        self._hear(Edited(id=message, text=text, event=f"e{next(self._numbers)}"))

    def deletes(self, message: str) -> None:
        self._hear(Deleted(id=message, event=f"d{next(self._numbers)}"))

    def presses(self, button: Any) -> None:
        self._hear(_press(button, f"p{next(self._numbers)}"))

    def opens(self, button: Any) -> OpenForm:
        return OpenForm(self._line().form(self._talker, _press(button, f"p{next(self._numbers)}")))

    def fills_in(self, form: OpenForm, values: Mapping[str, str]) -> Sequence[str]:
        shown = self._redrawn.get(id(form), form.own)
        filled = Filled(
            id=f"f{next(self._numbers)}",
            draft=shown.draft,
            version=shown.version,
            values={entry.id: _filled_in(entry, values) for entry in shown.entries},
        )
        turn = self._hear(filled)
        if turn.form is None:
            return []
        self._redrawn[id(form)] = turn.form
        return [entry.id for entry in turn.form.entries if entry.error]

    def brings(self, name: str, content: bytes) -> None:
        def fetch() -> Iterator[bytes]:
            yield content

        offered = Offered(
            event=f"b{next(self._numbers)}",
            name=name,
            media_type="application/octet-stream",
            fetch=fetch,
            size_in_bytes=len(content),
        )
        self._show(self._line().bring(offered, self._talker).messages)

    def sees(self) -> Sequence[Seen]:
        self._show([message for _, message in self.door.posted])
        self.door.posted.clear()
        seen, self._new = [_seen(message) for message in self._new], []
        return seen

    def button(self, action: Action) -> Any | None:
        buttons = [button for message in self._screen for button in message.buttons if button.action is action]
        return buttons[-1] if buttons else None

    def _hear(self, event: Event) -> Turn:
        turn = self._line().hear(event, self._talker)
        self._show(turn.messages)
        for reported in turn.chat.reported[:1]:
            if any(message.key == reported.draft for message in turn.messages):
                self._line().receipted(self._talker, reported.draft)
        return turn

    def _show(self, messages: Sequence[Message]) -> None:
        for message in messages:
            self._screen = [one for one in self._screen if not message.key or one.key != message.key]
        self._screen += messages
        self._new += messages


def _filled_in(entry: FormEntry, values: Mapping[str, str]) -> str:
    """Return what stands in an entry; scripts put commas between ticks."""
    return values.get(entry.id, entry.value).replace(",", "" if entry.kind == "many" else ",")


def _press(button: Button, event: str) -> Pressed:
    return Pressed.model_validate(
        {"id": event, **button.model_dump(include={"action", "draft", "version", "reference", "value", "stamp"})}
    )


def _seen(message: Message) -> Seen:
    return Seen(text=message.plain, buttons={button.action: button for button in message.buttons})
