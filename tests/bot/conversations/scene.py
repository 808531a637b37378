"""A conversation under way: who talks, what they saw, and what stands behind it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.messages import Action
from candour.cases.case import Case
from candour.cases.references import find
from candour.cases.report import Door
from tests.bot.conversations.people import OpenForm, Seen, Somebody
from tests.bot.conversations.script import Script
from tests.bot.conversations.world import World

_BY_CHAT = frozenset({Door.CHAT, Door.TERMINAL})


@dataclass
class Scene:
    """What steps change and expectations look at. `seen` is what was said since the last act.

    `turns` counts what the writer did from the first description until it was sent, both included; 0 where it
    was not, or was sent by itself.
    """

    script: Script
    world: World
    somebody: Somebody
    seen: Sequence[Seen] = ()
    said: list[str] = field(default_factory=list)
    remembered: Any = None
    forms: dict[str, OpenForm] = field(default_factory=dict)
    refused: Sequence[str] = ()
    turns: int = 0
    of_report: int = 0
    _counted: int = 0
    _is_told: bool = False

    def act(self, deed: Callable[[], object]) -> None:
        """Do something and look at what comes of it; it counts as a turn."""
        self._look(deed)
        self._count(1)

    def look(self, deed: Callable[[], object]) -> None:
        """Let something happen that its writer doesn't do, and look at what comes of it."""
        self._look(deed)
        self._count(0)

    def _look(self, deed: Callable[[], object]) -> None:
        self.somebody.sees()
        deed()
        self.seen = self.somebody.sees()

    def button(self, action: Action) -> Any:
        """Return a button that must stand on the screen."""
        found = self.somebody.button(action)
        assert found is not None, f"there is no button for {action.value}"
        return found

    @property
    def text(self) -> str:
        """What was said since the last act."""
        return "\n".join(seen.text for seen in self.seen)

    @property
    def reference(self) -> str:
        """The reference of the newest case."""
        return self.world.cases()[-1].reference

    def mentions_a_reference(self) -> bool:
        """Tell whether what was said names the newest case."""
        return bool(self.world.cases()) and self.reference in find(self.text)

    @property
    def case(self) -> Case:
        """The case that is looked at: the newest, or the one that the script names."""
        return self.world.cases()[self.of_report - 1]

    def filled_in(self, text: str) -> str:
        """Return a text with the newest case's reference in the place of {reference}."""
        return re.sub(r"\{reference\}", lambda _: self.reference, text)

    def _count(self, turns: int) -> None:
        if self._is_told:
            return
        self._is_told = any(case.reports[0].door in _BY_CHAT for case in self.world.cases())
        if self._is_told:
            self.turns = (self._counted + turns) if turns else 0
        elif self.world.draft() is not None:
            self._counted += turns
        else:
            self._counted = 0
