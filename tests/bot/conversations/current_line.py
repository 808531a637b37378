"""The line of whichever conversation is played just now: one running platform serves all of them."""

from typing import Any, cast

from bot.line import ChatLine
from tests.bot.conversations.world import World


class CurrentLine:
    """Stands for the line of a world; a platform that was given this needs no new start for the next world."""

    def __init__(self) -> None:
        self.world: World | None = None

    def __getattr__(self, name: str) -> Any:
        assert self.world is not None
        return getattr(self.world.line, name)

    @property
    def as_line(self) -> ChatLine:
        """This, as platforms take it."""
        return cast("ChatLine", self)
