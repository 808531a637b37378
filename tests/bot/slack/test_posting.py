"""What the line writes by itself: found by mail address, taken by Slack, or refused for now or for good."""

import pytest

from bot.messages import Message, Quote, Text, say
from candour.cases.errors import SendError
from tests.bot.slack.stage import SlackStage
from tests.bot.slack.standin import StandInSlack


@pytest.fixture
def stage(slack: StandInSlack) -> SlackStage:
    """The door, listening to nobody: it can write all the same."""
    return SlackStage(slack)


def test_somebody_is_found_by_the_address_of_their_profile(stage: SlackStage) -> None:
    contact = stage.door.find("G.Pugh@Saint-Finnian.example")
    assert contact is not None
    stage.door.post(contact, [say("The DPO asks: was it encrypted?")])
    assert stage.gareth.sees[-1].words == "The DPO asks: was it encrypted?"
    assert (contact.platform, contact.place, contact.person) == ("slack", "T0SCHOOL", stage.gareth.id)


@pytest.mark.parametrize(
    "profile",
    [
        {"deleted": True},
        {"is_bot": True},
        {"is_email_confirmed": False},
        {"is_stranger": True},
    ],
    ids=str,
)
def test_who_has_left_or_proves_nothing_is_not_found(stage: SlackStage, profile: dict[str, object]) -> None:
    stage.slack.kept.profiles[stage.gareth.id] |= profile
    assert stage.door.find("g.pugh@saint-finnian.example") is None


def test_nobody_is_found_by_an_unknown_address(stage: SlackStage) -> None:
    assert stage.door.find("nobody@saint-finnian.example") is None


@pytest.mark.parametrize(
    ("error", "is_permanent"),
    [
        ("account_inactive", True),
        ("channel_not_found", True),
        ("token_revoked", True),
        ("missing_scope", True),
        ("internal_error", False),
        ("fatal_error", False),
        ("service_unavailable", False),
        ("request_timeout", False),
    ],
)
def test_a_refusal_says_whether_trying_again_can_help(stage: SlackStage, error: str, is_permanent: bool) -> None:  # noqa: FBT001  a table
    stage.slack.refuses("chat.postMessage", error)
    with pytest.raises(SendError) as refused:
        stage.says(stage.gareth, say("A question"))
    assert (refused.value.code, refused.value.permanent) == (error, is_permanent)


def test_a_busy_slack_is_not_for_good_and_nobody_waits_for_an_hour(stage: SlackStage) -> None:
    stage.slack.is_busy("chat.postMessage", retry_after=3600)
    with pytest.raises(SendError) as refused:
        stage.says(stage.gareth, say("A question"))
    assert (refused.value.code, refused.value.permanent) == ("ratelimited", False)


def test_a_slack_that_is_busy_for_a_moment_is_waited_for_once(stage: SlackStage) -> None:
    stage.slack.is_busy("chat.postMessage", retry_after=0)
    stage.says(stage.gareth, say("A question"))
    assert stage.gareth.sees[-1].words == "A question"


def test_a_broken_slack_is_not_for_good(stage: SlackStage) -> None:
    stage.slack.breaks("chat.postMessage", times=3)
    with pytest.raises(SendError) as refused:
        stage.says(stage.gareth, say("A question"))
    assert not refused.value.permanent


def test_a_refusal_holds_nothing_of_what_was_written(stage: SlackStage) -> None:
    stage.slack.refuses("chat.postMessage", "no such <b>laptop</b>")
    with pytest.raises(SendError) as refused:
        stage.says(stage.gareth, say("laptop"))
    assert "laptop" not in str(refused.value)


def test_a_message_that_is_too_long_for_one_comes_as_several_in_order(stage: SlackStage) -> None:
    story = "It was in a grey bag on the train. " * 1000
    stage.says(stage.gareth, Message(parts=(Text(text="The reporter says:"), Quote(text=story))))
    shown = "".join(one.words for one in stage.gareth.sees).replace("\n", "")
    assert len(stage.gareth.sees) > 1
    assert shown == "The reporter says:" + story
    assert stage.slack.errors() == []
