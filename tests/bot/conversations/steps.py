"""What somebody does in a script, by the words for it."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType

from bot.messages import Action
from candour.cases.report import Sender
from tests.bot.conversations.scene import Scene
from tests.bot.conversations.script import ScriptError

ACTIONS: Mapping[str, Action] = MappingProxyType(
    {
        "send": Action.SEND,
        "cancel": Action.CANCEL,
        "anonymous": Action.ANONYMOUS,
        "name hidden": Action.HOLD_NAME,
        "continue": Action.CONTINUE,
        "start again": Action.START_AGAIN,
        "report anyway": Action.REPORT,
    }
)
_FILES: Mapping[str, bytes] = MappingProxyType(
    {".pdf": b"%PDF-1.4\n%%EOF\n", ".png": b"\x89PNG\r\n\x1a\n", ".exe": b"MZ\x90\x00", ".mp4": b"\x00\x00\x00 ftyp"}
)
_MEBIBYTE = 1 << 20


def step_of(text: str) -> Callable[[Scene], None]:
    """Return what a line in brackets does; raises ScriptError."""
    for pattern, step in _STEPS:
        if found := pattern.fullmatch(text):
            return lambda scene: step(scene, *found.groups())
    raise ScriptError(f"nobody knows how to do this: {text}")


def say(scene: Scene, text: str) -> None:
    """Type a message."""
    scene.act(lambda: scene.said.append(scene.somebody.says(scene.filled_in(text))))


def _press(scene: Scene, words: str) -> None:
    button = scene.button(ACTIONS[words])
    scene.act(lambda: scene.somebody.presses(button))


def _press_if_there(scene: Scene, words: str) -> None:
    if (button := scene.somebody.button(ACTIONS[words])) is not None:
        scene.act(lambda: scene.somebody.presses(button))


def _press_twice(scene: Scene, words: str) -> None:
    button = scene.button(ACTIONS[words])

    def deed() -> None:
        for _ in range(2):
            scene.somebody.presses(button)

    scene.act(deed)


def _remember(scene: Scene) -> None:
    scene.remembered = scene.button(Action.SEND)


def _press_remembered(scene: Scene) -> None:
    scene.act(lambda: scene.somebody.presses(scene.remembered))


def _open(scene: Scene, which: str) -> None:
    button = scene.button(Action.EDIT)
    scene.act(lambda: scene.forms.update({which or "": scene.somebody.opens(button)}))


def _fill_in(scene: Scene, which: str, entries: str) -> None:
    values = {name.strip(): value.strip() for name, _, value in (one.partition("=") for one in entries.split(";"))}

    def deed() -> None:
        scene.refused = scene.somebody.fills_in(scene.forms[which or ""], values)

    scene.act(deed)


def _edit(scene: Scene, number: str, text: str) -> None:
    scene.act(lambda: scene.somebody.edits(scene.said[int(number) - 1], text))


def _delete(scene: Scene, number: str) -> None:
    scene.act(lambda: scene.somebody.deletes(scene.said[int(number) - 1]))


def _bring(scene: Scene, name: str, ending: str, mebibytes: str | None) -> None:
    content = (_FILES[ending] + name.encode()).ljust(int(mebibytes or 0) * _MEBIBYTE, b"\0")
    scene.act(lambda: scene.somebody.brings(name, content))


def _wait(scene: Scene, count: str, unit: str) -> None:
    how_long = timedelta(**{f"{unit}s": int(count)})
    scene.look(lambda: scene.world.wait(how_long, scene.somebody.door))


def _restart(scene: Scene) -> None:
    scene.world.restart()


def _again(scene: Scene) -> None:
    scene.look(scene.somebody.says_again)


def _mail(scene: Scene, writer: str, text: str) -> None:
    name, address = scene.script.writer
    if writer != "the writer":
        name, address = writer, f"{writer.rpartition(' ')[2].lower()}@saint-finnian.example"
    scene.world.mail(Sender(name=name, address=address), text)


def _ask(scene: Scene, question: str) -> None:
    scene.look(lambda: scene.world.ask(question, scene.somebody.door))


_BUTTON = f"press ({'|'.join(ACTIONS)})"
_STEPS: tuple[tuple[re.Pattern[str], Callable[..., None]], ...] = (
    (re.compile(rf"{_BUTTON} if it is still there"), _press_if_there),
    (re.compile(r"press send on the remembered card"), _press_remembered),
    (re.compile(rf"{_BUTTON} twice"), _press_twice),
    (re.compile(_BUTTON), _press),
    (re.compile(r"remember this card"), _remember),
    (re.compile(r"open the form( as a second one)?"), lambda scene, second: _open(scene, second and "second")),
    (re.compile(r"fill in(?: the (second) one)? (\w+ ?=.*)"), _fill_in),
    (re.compile(r"edit message (\d+): (.+)", re.DOTALL), _edit),
    (re.compile(r"delete message (\d+)"), _delete),
    (re.compile(r"bring (\S+(\.\w+))(?: of (\d+) MB)?"), _bring),
    (re.compile(r"wait (\d+) (minute|hour|day)s?"), _wait),
    (re.compile(r"restart"), _restart),
    (re.compile(r"the last message arrives again"), _again),
    (re.compile(r"a mail from ([^:]+): (.+)"), _mail),
    (re.compile(r"the DPO asks: (.+)"), _ask),
)
