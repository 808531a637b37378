"""What the bot says, free of any platform: parts that each platform draws in its own way.

Everything here is plain text. Words that people wrote are never markup: whoever draws them escapes them.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from candour.cases.record import Record


class Action(StrEnum):
    """What a button does. A button of an officer's message carries the case's reference, any other the draft's id."""

    SEND = "send"
    EDIT = "edit"
    """Opens the whole form; the platform asks `ChatLine.form` for it."""
    CANCEL = "cancel"
    ANONYMOUS = "anonymous"
    """The draft is deleted, and the address of the anonymous page is said."""
    HOLD_NAME = "hold_name"
    """Goes on in the chat: the name is kept from everybody but who decides (R33)."""
    CONTINUE = "continue"
    START_AGAIN = "start_again"
    REPORT = "report"
    """What did not read like an incident is reported all the same; without a draft: begin a report."""
    SHOW = "show"
    """Shows the draft as it stands."""
    STATUS = "status"
    HELP = "help"
    ACKNOWLEDGE = "acknowledge"
    CONFIRM_LEVEL = "confirm_level"
    CHANGE_LEVEL = "change_level"
    """Opens a choice of levels with room for the reason; the platform asks `ChatLine.form` for it."""
    ASK = "ask"
    """Opens room for a question to whoever reported; the platform asks `ChatLine.form` for it."""
    OPEN = "open"
    """A link alone."""


class Text(Record):
    """A paragraph. `quiet` is small print; `link` is an address of ours in the text, which can be followed."""

    kind: Literal["text"] = "text"
    text: str
    tone: Literal["plain", "heading", "quiet"] = "plain"
    link: str = ""

    @property
    def around_link(self) -> tuple[str, str] | None:
        """What stands before and behind the link, None where there is none."""
        before, found, behind = self.text.partition(self.link) if self.link else (self.text, "", "")
        return (before, behind) if found else None


class Quote(Record):
    """Words as somebody typed them."""

    kind: Literal["quote"] = "quote"
    text: str


class Entry(Record):
    """A value of the form: the entry's label, the value in words, the words behind it, and whether to look at it."""

    label: str
    value: str
    words: str = ""
    is_to_check: bool = False


class Entries(Record):
    """What was understood, in the order of the form."""

    kind: Literal["entries"] = "entries"
    entries: tuple[Entry, ...]


class Question(Record):
    """A question under its number; `offered` is what it may be ("Is it 9 or 10?")."""

    number: int
    text: str
    offered: str = ""


class Questions(Record):
    """The questions that stand open."""

    kind: Literal["questions"] = "questions"
    questions: tuple[Question, ...]


Part = Annotated[Text | Quote | Entries | Questions, Field(discriminator="kind")]


class Button(Record):
    """A button; `value` belongs to the action (a level's id). With a `url` it is a link and tells nobody anything.

    `stamp` says of an officer's message what it was made from; platforms carry it back as it is.
    """

    action: Action
    label: str
    draft: str = ""
    version: int = 0
    reference: str = ""
    value: str = ""
    stamp: str = ""
    url: str = ""
    style: Literal["plain", "primary", "danger"] = "plain"


class Message(Record):
    """A message. One that has the `key` of an earlier one takes its place, where the platform can do that.

    With `only_replaces` it is the earlier one brought up to date: it is left out where it can't take that place (where
    none was posted, in a terminal), and nobody is notified of it.

    `plain` is all of it as text, for notifications and for the terminal.
    """

    parts: tuple[Part, ...]
    buttons: tuple[Button, ...] = ()
    key: str = ""
    only_replaces: bool = False

    @property
    def plain(self) -> str:
        """Return the message as plain text, without its buttons."""
        return "\n\n".join(_plain(part) for part in self.parts)


def say(*paragraphs: str | Text, buttons: tuple[Button, ...] = (), key: str = "") -> Message:
    """Return a message of plain paragraphs; empty ones are left out."""
    parts = tuple(each if isinstance(each, Text) else Text(text=each) for each in paragraphs if each)
    return Message(parts=parts, buttons=buttons, key=key)


def _plain(part: Part) -> str:
    match part:
        case Text():
            return part.text
        case Quote():
            return "\n".join(f"> {line}" for line in part.text.splitlines())
        case Entries():
            return "\n".join(map(_entry, part.entries))
        case Questions():
            return "\n".join(
                f"{one.number}. {one.text}{f' {one.offered}' if one.offered else ''}" for one in part.questions
            )


def _entry(entry: Entry) -> str:
    words = f" (you wrote: “{entry.words}”)" if entry.words else ""
    return f"{entry.label}: {entry.value}{', please check' if entry.is_to_check else ''}{words}"
