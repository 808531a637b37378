"""Conversations as staff type them: the same comes of each on the line itself, in Slack and in Teams."""

from collections.abc import Iterator
from functools import cache
from statistics import median

import pytest

from tests.bot.conversations.on_slack import SlackSchool, running_slack
from tests.bot.conversations.on_teams import TeamsSchool, running_teams
from tests.bot.conversations.on_the_line import on_the_line
from tests.bot.conversations.playing import Played, deed_of, play
from tests.bot.conversations.script import Script, scripts

SCRIPTS = scripts()
together = pytest.mark.xdist_group("conversations")
"""What was read once is not read again by the same worker."""
each_script = pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)


@cache
def played(script: Script) -> Played:
    """Return how a script goes on the line itself: it is looked at once more on each platform."""
    return play(script, on_the_line)


@pytest.fixture(scope="module")
def slack() -> Iterator[SlackSchool]:
    with running_slack() as school:
        yield school


@pytest.fixture(scope="module")
def teams() -> Iterator[TeamsSchool]:
    with running_teams() as school:
        yield school


def test_there_are_forty_conversations_and_each_line_of_them_is_understood() -> None:
    assert len(SCRIPTS) >= 40
    for script in SCRIPTS:
        assert [deed_of(line) for line in script.lines]
    assert {script.policy for script in SCRIPTS} == {"generic-school", "saints-cardiff", "wentworth-essex"}


@together
@each_script
def test_on_the_line(script: Script) -> None:
    played(script)


@together
@each_script
def test_in_slack(script: Script, slack: SlackSchool) -> None:
    assert play(script, slack.meets).outcome == played(script).outcome


@pytest.mark.long
@pytest.mark.xdist_group("conversations in Teams")
@each_script
def test_in_teams(script: Script, teams: TeamsSchool) -> None:
    assert play(script, teams.meets).outcome == played(script).outcome


@together
def test_the_median_from_the_first_description_to_sent_is_at_most_three_turns() -> None:
    sent = [turns for turns in (played(script).turns for script in SCRIPTS) if turns]
    assert median(sent) <= 3
