"""Somebody at a terminal: lines become events of the conversation, its messages become lines."""

import mimetypes
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from uuid import uuid4

from bot.commands import command_in
from bot.doors import Contact
from bot.events import Event, Filled, Opened, Platform, Pressed, Said, Talker
from bot.files import FileRefusedError, Offered
from bot.form import ChatForm
from bot.line import ChatLine
from bot.messages import Action, Button, Message
from bot.terminal.drawing import button_for, drawn, wrapped
from bot.terminal.filling import HOW, answers_to
from bot.turn import Turn

FILE = "file "
LEAVE = frozenset({"bye", "exit", "quit"})
_PIECE_IN_BYTES = 1 << 16


class Terminal:
    """One conversation. `read` returns the next line (None at the end) for a prompt, `write` shows a paragraph.

    It is a door too: what the line says by itself is shown between two lines.
    """

    platform: Platform = "terminal"

    def __init__(
        self,
        line: ChatLine,
        talker: Talker,
        *,
        read: Callable[[str], str | None],
        write: Callable[[str], None],
        width: int = 100,
    ) -> None:
        self._line = line
        self._talker = talker
        self._read = read
        self._write = write
        self._width = width
        self._buttons: tuple[Button, ...] = ()
        self._seen: set[str] = set()
        self.references: list[str] = []
        """Of the reports that were sent here, the newest last."""

    def talk(self) -> None:
        """Greet, then take lines until they end or somebody leaves. Raises StoreError."""
        greeting = self._line.hear(Opened(id=uuid4().hex), self._talker)
        self._seen.update(reported.reference for reported in greeting.chat.reported)
        self._show(greeting)
        while (typed := self._read("> ")) is not None:
            if typed.strip().casefold() in LEAVE:
                return
            self.take(typed)

    def take(self, typed: str) -> None:
        """Carry out one line: a button, a file, the form, or something said."""
        button = button_for(typed, self._buttons)
        if typed.casefold().startswith(FILE):
            self._show(self._line.bring(_offered(typed[len(FILE) :].strip()), self._talker))
        elif (button and button.action is Action.EDIT) or command_in(typed) is Action.EDIT:
            self._fill(self._line.form(self._talker))
        elif button is not None:
            self._press(button)
        elif typed.strip():
            self._hear(Said(id=uuid4().hex, text=typed))

    def find(self, address: str) -> Contact | None:
        """Return nobody: who sits at a terminal is known only while they do."""
        del address
        return None

    def post(self, contact: Contact, messages: Sequence[Message]) -> None:
        """Show what the line says by itself."""
        del contact
        self._say(messages)

    def _press(self, button: Button) -> None:
        if not button.url:
            carried = button.model_dump(include={"action", "draft", "version", "reference", "value", "stamp"})
            self._hear(Pressed.model_validate({"id": uuid4().hex, **carried}))

    def _fill(self, form: ChatForm | None) -> None:
        """Ask for the entries of a form; of those that were wrong, again."""
        self._write("\n".join(wrapped(HOW, self._width)))
        while form is not None:
            values = answers_to(form, self._read, self._write, self._width)
            event = Filled(id=uuid4().hex, draft=form.draft, version=form.version, values=values, sends=False)
            turn = self._line.hear(event, self._talker)
            before, form = form, turn.form
            if form == before:  # the same mistake again, or the lines have ended: leave it
                self._write("The form was left as it was before.")
                return
            self._show(turn)

    def _hear(self, event: Event) -> None:
        self._show(self._line.hear(event, self._talker))

    def _show(self, turn: Turn) -> None:
        self._say(turn.messages)
        for reported in reversed(turn.chat.reported):
            if reported.reference not in self._seen:
                self._seen.add(reported.reference)
                self.references.append(reported.reference)

    def _say(self, messages: Sequence[Message]) -> None:
        for message in (message for message in messages if not message.only_replaces):
            self._buttons = message.buttons or self._buttons
            self._write(drawn(message, self._width))


def _offered(path: str) -> Offered:
    """Return a file of this machine; one that can't be read is refused when it is fetched."""
    file = Path(path.strip("\"'")).expanduser()
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    size = file.stat().st_size if file.is_file() else 0
    return Offered(
        event=uuid4().hex, name=file.name, media_type=media_type, fetch=lambda: _bytes_of(file), size_in_bytes=size
    )


def _bytes_of(file: Path) -> Iterator[bytes]:
    try:
        with file.open("rb") as content:
            while piece := content.read(_PIECE_IN_BYTES):
                yield piece
    except OSError:
        raise FileRefusedError("I can't read that file. Is the path right?") from None
