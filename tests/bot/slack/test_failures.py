"""A listener that fails: its person is told, nothing is lost, and no log says what was written."""

import logging

import pytest

from bot.events import Event, Talker
from bot.turn import Turn
from candour.cases.errors import StoreFullError
from tests.bot.slack.stage import SlackStage
from tests.bot.slack.test_reporting import STORY


def test_what_can_not_be_carried_out_is_said_and_carried_out_later(
    stage: SlackStage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    line = stage.line
    with monkeypatch.context() as broken, caplog.at_level(logging.DEBUG):
        broken.setattr(type(line), "_heard", _full)
        stage.gareth.types(STORY)
        stage.settles()
    assert "Nothing is lost" in stage.gareth.sees[-1].words
    assert "StoreFullError" in str([vars(record).get("error") for record in caplog.records])
    assert not any("laptop" in record.getMessage() for record in caplog.records if record.name.startswith("bot"))
    line.pass_time({"slack": stage.door})
    stage.gareth.presses("send")
    stage.settles()
    assert stage.case().reports[0].text == STORY


def test_what_can_not_even_be_noted_is_not_acknowledged(stage: SlackStage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Slack brings an event again that was not acknowledged; a person is told to press once more."""
    gareth = stage.gareth
    event = {"type": "message", "channel": gareth.channel, "channel_type": "im", "user": gareth.id, "ts": "1795.1"}
    told = {**event, "text": STORY}
    with monkeypatch.context() as broken:
        broken.setattr(stage.line, "note", _not_noted)
        broken.setattr("tests.bot.slack.standin.delivery._PATIENCE_IN_SECONDS", 0.3)
        assert gareth.event(told, event_id="Ev1").status in {0, 503}
    stage.settles()
    assert "Nothing is lost" in gareth.sees[-1].words
    assert gareth.event(told, event_id="Ev1", retry=1).status == 200
    stage.settles()
    gareth.presses("send")
    stage.settles()
    assert stage.case().reports[0].text == STORY


def test_a_profile_that_can_not_be_read_holds_no_report_up(stage: SlackStage) -> None:
    stage.slack.refuses("users.info", "internal_error", times=20)
    stage.gareth.types(STORY)
    stage.settles()
    stage.gareth.presses("send")
    stage.settles()
    assert stage.case().reports[0].text == STORY


def test_a_slack_that_takes_no_answer_loses_no_message(socket_stage: SlackStage) -> None:
    stage = socket_stage
    stage.slack.breaks("chat.postMessage", times=2)
    stage.gareth.types(STORY)
    stage.settles()
    stage.gareth.types("send")
    stage.settles()
    assert stage.case().reports[0].text == STORY


def test_one_persons_trouble_is_not_anothers(socket_stage: SlackStage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage, hear = socket_stage, socket_stage.line.hear
    mali = stage.slack.person("Mali Rees", "m.rees@saint-finnian.example")

    def for_gareth_alone(event: Event, talker: Talker) -> Turn:
        if talker.person == mali.id:
            raise RuntimeError(STORY)
        return hear(event, talker)

    monkeypatch.setattr(stage.line, "hear", for_gareth_alone)
    mali.types(STORY)
    stage.gareth.types(STORY)
    stage.settles()
    assert "Nothing is lost" in mali.sees[-1].words
    assert stage.gareth.sees[-1].buttons


def _full(*_arguments: object) -> Turn:
    raise StoreFullError


def _not_noted(*_arguments: object) -> None:
    raise StoreFullError
