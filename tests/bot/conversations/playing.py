"""Plays a script: step by step, and at the first thing that is otherwise than it says, tells the line."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.bot.conversations.expectations import expectation_of
from tests.bot.conversations.people import Somebody
from tests.bot.conversations.scene import Scene
from tests.bot.conversations.script import Line, Script
from tests.bot.conversations.steps import say, step_of
from tests.bot.conversations.world import World

Meets = Callable[[World, Script], Somebody]
"""Brings the writer of a script to the line of a world."""


@dataclass(frozen=True)
class Played:
    """How a script went: the turns to the first report, 0 where there was none or it was sent by itself."""

    script: Script
    turns: int


class OtherwiseError(AssertionError):
    """Something came otherwise than a script says."""


def play(script: Script, meets: Meets) -> Played:
    """Play a script with somebody; raises OtherwiseError."""
    world = World(script)
    scene = Scene(script=script, world=world, somebody=meets(world, script))
    for line in script.lines:
        try:
            deed_of(line)(scene)
        except AssertionError as error:
            raise OtherwiseError(f"{script.name}.txt, line {line.number}: {line.text}\n{error}") from error
    return Played(script, scene.turns)


def deed_of(line: Line) -> Callable[[Scene], None]:
    """Return what a line does or looks at; raises ScriptError."""
    match line.kind:
        case "says":
            return lambda scene: say(scene, line.text)
        case "does":
            return step_of(line.text)
        case _:
            return expectation_of(line.text)
