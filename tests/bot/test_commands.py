"""The words that mean the same at any time, and those that only look like them."""

import pytest

from bot.commands import another_incident, command_in, declined_numbers, declines
from bot.messages import Action

COMMANDS = {
    Action.SEND: [
        "send",
        "Send it!",
        "ok send it please",
        "that's it, send",
        "submit",
        "send it now",
        "yes, send it",
        "snd",
        "anfon",
        "Anfonwch o os gwelwch yn dda",
    ],
    Action.CANCEL: [
        "cancel",
        "never mind",
        "delete it",
        "forget it",
        "don\u2019t send it",
        "cancel it, found it in my coat",
        "canslo",
    ],
    Action.HELP: ["help", "?", "what can you do", "cymorth", "helpwch fi"],
    Action.STATUS: ["status", "my reports", "show my reports", "any news"],
    Action.START_AGAIN: ["start again", "Start over please", "restart"],
    Action.CONTINUE: ["continue", "carry on", "yes continue please"],
    Action.SHOW: ["show", "show me what you have"],
    Action.EDIT: ["form", "show me the whole form"],
    Action.ANONYMOUS: ["anonymous", "can I report this anonymously?", "I want to stay anonymous"],
}


@pytest.mark.parametrize(("action", "text"), [(action, text) for action, texts in COMMANDS.items() for text in texts])
def test_a_command_is_known_however_it_is_said(action: Action, text: str) -> None:
    assert command_in(text) is action


@pytest.mark.parametrize(
    "text",
    [
        "send it to the wrong parent",
        "I pressed send too early and the list went to all parents",
        "the form went home in the wrong bag",
        "help, I lost my laptop",
        "cancel culture poster with pupils' names is on the wall, and it is still there after I asked the office twice",
        "please keep my name out of it",
        f"send{' ' * 400}the letters to the wrong mum",
        "",
    ],
)
def test_whoever_says_more_than_a_command_commands_nothing(text: str) -> None:
    assert command_in(text) is None


@pytest.mark.parametrize("text", ["dunno", "I don't know", "not sure tbh", "no idea sorry", "skip", "can't remember"])
def test_not_knowing_is_known(text: str) -> None:
    assert declines(text)


@pytest.mark.parametrize("text", ["I don't know who got it", "not sure it was Tuesday", "no", "30"])
def test_knowing_something_is_not_taken_for_knowing_nothing(text: str) -> None:
    assert not declines(text)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1. don't know 2. 30", {1}),
        ("not sure about 2", {2}),
        ("1) 9am 2) dunno 3) ?", {2, 3}),
        ("1. 30 2. names", set()),
    ],
)
def test_a_question_that_nobody_can_answer_is_named_by_its_number(text: str, numbers: set[int]) -> None:
    assert declined_numbers(text) == numbers


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("there's another one: I lost my keys", "I lost my keys"),
        ("and a different thing, yesterday I found a box", "yesterday I found a box"),
        ("new report: lost laptop", "lost laptop"),
        ("there's another one", ""),
        ("another child was on it", None),
        ("there was another one on the desk", None),
        ("the parent rang about another incident", None),
    ],
)
def test_another_incident_is_told_from_more_of_the_same(text: str, rest: str | None) -> None:
    assert another_incident(text) == rest
