from collections.abc import Iterator
from typing import cast

import pytest

from tests.bot.slack.stage import Mode, SlackStage, standin
from tests.bot.slack.standin import StandInSlack


@pytest.fixture
def slack() -> Iterator[StandInSlack]:
    with standin().running() as running:
        yield running


@pytest.fixture(params=["socket", "http"])
def stage(slack: StandInSlack, request: pytest.FixtureRequest) -> Iterator[SlackStage]:
    """The door, listening in both ways."""
    made = SlackStage(slack)
    with made.listening(cast("Mode", request.param)):
        yield made


@pytest.fixture
def socket_stage(slack: StandInSlack) -> Iterator[SlackStage]:
    """The door, listening by Socket Mode."""
    made = SlackStage(slack)
    with made.listening("socket"):
        yield made


@pytest.fixture
def slack_stage_twice(slack: StandInSlack) -> tuple[SlackStage, SlackStage]:
    """The door before and after a restart, over the same store."""
    before, after = SlackStage(slack), SlackStage(slack)
    after.chat = before.chat
    after.line = before.chat.new_line()
    after.door = after.new_door()
    return before, after
