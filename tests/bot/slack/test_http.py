"""Slack's HTTP requests: nothing is looked at before its signature, and nobody else's workspace gets in."""

import json
import logging
from collections.abc import Iterator

import pytest

from bot.slack.endpoint import LARGEST_IN_BYTES
from tests.bot.slack.stage import SlackStage, keys_for, serving
from tests.bot.slack.standin import StandInSlack
from tests.bot.slack.standin.delivery import HttpEvents
from tests.bot.slack.standin.state import Json
from tests.bot.slack.test_reporting import STORY

WORDS = "I left my laptop with the secret words on the train"


@pytest.fixture
def http(slack: StandInSlack) -> Iterator[tuple[SlackStage, HttpEvents]]:
    stage = SlackStage(slack)
    with serving(stage.door, slack):
        assert isinstance(slack.delivery, HttpEvents)
        yield stage, slack.delivery
        stage.settles()


def an_event(team: str = "T0SCHOOL", **more: object) -> bytes:
    event = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "text": WORDS, "ts": "1.1", **more}
    return json.dumps({"type": "event_callback", "team_id": team, "event_id": "Ev1", "event": event}).encode()


def test_a_signed_event_is_taken(http: tuple[SlackStage, HttpEvents]) -> None:
    assert http[1].post(an_event(), "application/json").status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "v0=ä"},
        {"X-Slack-Request-Timestamp": "soon"},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Request-Timestamp": "-1"},
        {"X-Slack-Request-Timestamp": "9" * 400},
    ],
    ids=["wrong", "none", "letters", "no time", "empty time", "long ago", "a huge time"],
)
def test_a_wrong_signature_is_refused_and_logged_without_content(
    http: tuple[SlackStage, HttpEvents], headers: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    stage, events = http
    with caplog.at_level(logging.DEBUG):
        sent = {name: value.encode().decode("latin-1") for name, value in headers.items()}
        assert events.post(an_event(), "application/json", sent).status == 401
    assert "refused" in caplog.text
    assert "secret words" not in caplog.text
    assert stage.chat.core.store.records("chat-inbox") == {}


def test_a_signature_with_another_secret_is_refused(http: tuple[SlackStage, HttpEvents]) -> None:
    other = HttpEvents(http[1].address, "another secret")
    assert other.post(an_event(), "application/json").status == 401


@pytest.mark.parametrize("age", [600, -600])
def test_an_old_timestamp_is_refused(http: tuple[SlackStage, HttpEvents], age: int) -> None:
    assert http[1].post(an_event(), "application/json", age=age).status == 401


def test_without_a_signing_secret_nothing_is_taken(slack: StandInSlack) -> None:
    stage = SlackStage(slack)
    with serving(stage.new_door(signing_secret=""), slack):
        assert isinstance(slack.delivery, HttpEvents)
        assert slack.delivery.post(an_event(), "application/json").status == 401


@pytest.mark.parametrize("more", [{"team": "T0OTHER"}, {"user_team": "T0OTHER"}, {"team": ""}], ids=str)
def test_a_foreign_workspace_is_refused_and_logged_without_content(
    http: tuple[SlackStage, HttpEvents], more: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="bot"):
        assert http[1].post(an_event(**more), "application/json").status == 401
    assert "none of ours" in caplog.text
    assert "secret words" not in caplog.text


def test_a_guest_from_a_shared_channel_is_refused(http: tuple[SlackStage, HttpEvents]) -> None:
    stage, _ = http
    stranger = stage.slack.person("A Stranger", workspace=stage.slack.has_workspace("T0OTHER", "xoxb-other"))
    stranger.team = "T0SCHOOL"
    user = {"id": stranger.id, "team_id": "T0OTHER"}
    payload: Json = {"type": "block_actions", "team": {"id": "T0SCHOOL"}, "user": user, "trigger_id": "1"}
    payload["actions"] = [{"type": "button", "action_id": "status:0", "block_id": "b"}]
    assert stage.slack.delivery.deliver("interactive", payload).status == 401


def test_a_body_that_is_too_large_is_refused(http: tuple[SlackStage, HttpEvents]) -> None:
    assert http[1].post(b"x" * (LARGEST_IN_BYTES + 1), "application/json").status == 413


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"type": 7}', b'{"team_id": []}'], ids=repr)
def test_a_signed_body_that_makes_no_sense_is_no_crash(http: tuple[SlackStage, HttpEvents], body: bytes) -> None:
    stage, events = http
    assert events.post(body, "application/json").status in {400, 401, 404, 503}
    stage.gareth.types(STORY)
    stage.settles()
    assert stage.gareth.sees


def test_the_address_is_verified(http: tuple[SlackStage, HttpEvents]) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1aB10"}).encode()
    ack = http[1].post(body, "application/json")
    assert (ack.status, ack.body) == (200, {"challenge": "3eZbrw1aB10"})


def test_nothing_of_the_app_comes_from_the_environment(slack: StandInSlack, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BOT_TOKEN", "SIGNING_SECRET", "CLIENT_ID", "CLIENT_SECRET", "VERIFICATION_TOKEN", "APP_TOKEN"):
        monkeypatch.setenv(f"SLACK_{name}", "from-the-environment")
    stage = SlackStage(slack)
    with serving(stage.door, slack):
        stage.gareth.types(STORY)
        stage.settles()
        assert stage.gareth.sees
        assert "from-the-environment" not in {call.token for call in slack.kept.calls}
        assert isinstance(slack.delivery, HttpEvents)
        other = HttpEvents(slack.delivery.address, "from-the-environment")
        assert other.post(an_event(), "application/json").status == 401


def test_no_secret_stands_in_a_repr(slack: StandInSlack) -> None:
    keys = keys_for(slack, client_secret="hush")
    shown = repr(keys)
    assert not any(secret in shown for secret in (keys.bot_token, keys.app_token, keys.signing_secret, "hush"))


def test_events_that_nobody_listens_to_are_acknowledged(http: tuple[SlackStage, HttpEvents]) -> None:
    assert http[1].post(an_event(type="reaction_added"), "application/json").status == 200
