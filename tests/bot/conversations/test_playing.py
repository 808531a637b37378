"""The runner of the conversations: what is otherwise than a script says is told by its line."""

import re

import pytest

from tests.bot.conversations.on_the_line import on_the_line
from tests.bot.conversations.playing import OtherwiseError, deed_of, play
from tests.bot.conversations.script import ScriptError, script_of

TOLD = "# A title\npolicy: generic-school\n\n> I left the register of 28 children on the bus\n[press send]\n"


@pytest.mark.parametrize(
    "wrong",
    [
        "= reports: 2",
        "= individuals: 29",
        "= individuals: open",
        '= words: "on the train"',
        '= no words: "on the bus"',
        '= words once: "the"',
        "= evidence: letter.pdf",
        "= status: closed",
        "= told: nobody@saint-finnian.example",
        "= not told: dpo@saint-finnian.example",
        "= turns: 3",
        "= data_types has: biometrics",
        "= not read yet: individuals: 28",
        "< says nothing",
        '< says "purple"',
        "< never says the reference",
        "< says the anonymous address",
        "< cites Scope",
        "< offers send",
        "< asks 0",
        "< understood individuals = 5",
        "< refuses individuals",
        "[press cancel]",
    ],
)  # fmt: skip
def test_what_is_otherwise_is_told_by_its_line(wrong: str) -> None:
    with pytest.raises(OtherwiseError, match=re.escape("a_test.txt, line 6")):
        play(script_of("a_test", TOLD + wrong), on_the_line)


def test_a_script_that_is_right_tells_its_turns_and_what_came_of_it() -> None:
    played = play(script_of("a_test", TOLD + "= reports: 1\n= individuals: 28\n= turns: 2\n"), on_the_line)
    assert played.turns == 2
    assert [outcome.values["individuals"] for outcome in played.outcome] == [28]


def test_a_draft_that_is_kept_is_noticed() -> None:
    with pytest.raises(OtherwiseError, match="nothing is kept"):
        play(script_of("a_test", "> lost laptop\n= nothing is kept of the draft"), on_the_line)


@pytest.mark.parametrize(
    "row", ["I forgot the sign", "[dance]", "[wait a bit]", "< smiles", "[press sned]", "< offers tea", "[press send"]
)
def test_what_nobody_understands_is_refused_before_anything_is_played(row: str) -> None:
    with pytest.raises(ScriptError):
        list(map(deed_of, script_of("a_test", row).lines))


def test_an_entry_that_no_policy_has_is_refused() -> None:
    with pytest.raises(ScriptError, match="indivduals"):
        play(script_of("a_test", TOLD + "= indivduals: 28"), on_the_line)


def test_a_message_of_several_lines_is_one_message() -> None:
    script = script_of("a_test", "> first\n  second\n> third\n")
    assert [line.text for line in script.lines] == ["first\nsecond", "third"]


def test_a_script_begins_with_its_policy_its_moment_and_its_writer() -> None:
    script = script_of("a_test", "# Late\npolicy: wentworth-essex\nnow: Saturday 21 November 2026, 22:15\n> hi\n")
    assert (script.title, script.policy, script.now.isoformat()) == (
        "Late",
        "wentworth-essex",
        "2026-11-21T22:15:00+00:00",
    )
    assert script.writer == ("Seren Vaughan", "s.vaughan@saint-finnian.example")
