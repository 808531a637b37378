"""The stage of the tests about Teams."""

from collections.abc import Iterator

import pytest

from tests.bot.teams.people import Person
from tests.bot.teams.stage import TeamsStage, a_teams_stage


@pytest.fixture
def stage() -> Iterator[TeamsStage]:
    with a_teams_stage() as running:
        yield running


@pytest.fixture
def gareth(stage: TeamsStage) -> Person:
    return stage.person()
