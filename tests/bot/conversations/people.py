"""Somebody who talks to the bot, on whatever platform: what they do, and what they see of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.doors import Door
from bot.messages import Action

PLATFORMS = ("line", "slack", "teams")


@dataclass(frozen=True)
class Seen:
    """A message as its reader sees it: its text, and what can be pressed. `button` is the platform's own.

    `live` is every mention, command or link in it that the platform would act on.
    """

    text: str
    buttons: Mapping[Action, Any]
    live: tuple[str, ...] = ()


@dataclass(frozen=True)
class OpenForm:
    """A form that stands open on somebody's screen; `own` is the platform's."""

    own: Any


class Somebody(Protocol):
    """A person on a platform. Each act returns when all that comes of it has come."""

    @property
    def door(self) -> Door:
        """The platform, as the line writes to it by itself."""

    def says(self, text: str) -> str:
        """Type a message; returns its id."""

    def says_again(self) -> None:
        """Let the platform deliver the newest message once more."""

    def edits(self, message: str, text: str) -> None:
        """Change a message."""

    def deletes(self, message: str) -> None:
        """Take a message back."""

    def presses(self, button: Any) -> None:
        """Press a button."""

    def opens(self, button: Any) -> OpenForm:
        """Press the button that opens the whole form."""

    def fills_in(self, form: OpenForm, values: Mapping[str, str]) -> Sequence[str]:
        """Send a form in with these entries changed; returns the entries at which something is said to be wrong."""

    def brings(self, name: str, content: bytes) -> None:
        """Send a file."""

    def sees(self) -> Sequence[Seen]:
        """Return what was said since this was asked last."""

    def button(self, action: Action) -> Any | None:
        """Return the newest button of a kind that stands on the screen."""
