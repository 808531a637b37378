"""Plays a script: step by step, and at the first thing that is otherwise than it says, tells the line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.bot.conversations.expectations import expectation_of
from tests.bot.conversations.outcome import Outcome, outcome_of
from tests.bot.conversations.people import Somebody
from tests.bot.conversations.scene import Scene
from tests.bot.conversations.script import Line, Script
from tests.bot.conversations.steps import say, step_of
from tests.bot.conversations.world import World

SORRY = "Something went wrong"
"""Begins what platforms say where something failed; no script is about that."""

Meets = Callable[[World, Script], Somebody]
"""Brings the writer of a script to the line of a world."""


@dataclass(frozen=True)
class Played:
    """How a script went: the turns to the first report (0 where there was none or it was sent by itself), and what is
    there now, which is the same on each platform.
    """

    turns: int
    outcome: Sequence[Outcome]


class OtherwiseError(AssertionError):
    """Something came otherwise than a script says."""


def play(script: Script, meets: Meets) -> Played:
    """Play a script with somebody; raises OtherwiseError."""
    world = World(script)
    scene = Scene(script=script, world=world, somebody=meets(world, script))
    for line in script.lines:
        try:
            deed_of(line)(scene)
            assert SORRY not in scene.text, scene.text
        except AssertionError as error:
            raise OtherwiseError(f"{script.name}.txt, line {line.number}: {line.text}\n{error}") from error
    return Played(scene.turns, [outcome_of(case) for case in world.cases()])


def deed_of(line: Line) -> Callable[[Scene], None]:
    """Return what a line does or looks at; raises ScriptError."""
    match line.kind:
        case "says":
            return lambda scene: say(scene, line.text)
        case "does":
            return step_of(line.text)
        case _:
            return expectation_of(line.text)
