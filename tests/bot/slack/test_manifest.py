"""The manifest: what the app asks for is what it uses, and no more."""

import json

import pytest

from bot.slack.listeners.commands import COMMAND
from bot.slack.listeners.shortcuts import REPORT_THIS
from bot.slack.manifest import EVENTS, SCOPES, manifest, manifest_text
from tests.bot.slack.stage import SlackStage
from tests.bot.slack.standin import StandInSlack
from tests.bot.slack.standin.web_api import METHODS
from tests.bot.slack.test_reporting import STORY

_OF_NO_METHOD = {"app_mentions:read", "commands", "files:read"}
"""Scopes for events, commands and files rather than for a method."""


@pytest.mark.parametrize("scope", sorted(set(SCOPES) - _OF_NO_METHOD))
def test_each_scope_is_needed_by_a_method(scope: str) -> None:
    assert scope in {needed for needed, _ in METHODS.values()}


def test_every_method_that_the_stand_in_knows_is_covered_by_the_scopes() -> None:
    """Whatever the other tests call without a `missing_scope` is allowed by the manifest: the stand-in goes by it."""
    assert {needed for needed, _ in METHODS.values() if needed} <= set(SCOPES)


def test_for_socket_mode_it_names_no_address() -> None:
    made = manifest()
    assert made["settings"]["socket_mode_enabled"]
    assert "http" not in manifest_text()


def test_for_http_every_request_comes_to_our_address() -> None:
    made = manifest(address="https://candour.school.example", redirect="https://candour.school.example/slack/callback")
    there = "https://candour.school.example/slack/events"
    settings = made["settings"]
    assert not settings["socket_mode_enabled"]
    assert settings["event_subscriptions"]["request_url"] == there
    assert settings["interactivity"]["request_url"] == there
    assert made["features"]["slash_commands"][0]["url"] == there
    assert made["oauth_config"]["redirect_urls"] == ["https://candour.school.example/slack/callback"]


def test_it_names_what_the_listeners_listen_to() -> None:
    made = json.loads(manifest_text())
    assert made["features"]["slash_commands"][0]["command"] == COMMAND
    assert made["features"]["shortcuts"][0]["callback_id"] == REPORT_THIS
    assert made["settings"]["event_subscriptions"]["bot_events"] == list(EVENTS)
    assert made["features"]["app_home"]["home_tab_enabled"]


def test_its_texts_fit() -> None:
    made = manifest()
    assert len(made["display_information"]["name"]) <= 35
    assert len(made["display_information"]["description"]) <= 140
    shortcut = made["features"]["shortcuts"][0]
    assert len(shortcut["name"]) <= 24
    assert len(shortcut["description"]) <= 150


@pytest.mark.parametrize("scope", ["chat:write", "users:read"])
def test_a_scope_that_was_taken_away_loses_no_report(slack: StandInSlack, scope: str) -> None:
    slack.workspace.scopes -= {scope}
    stage = SlackStage(slack)
    with stage.listening():
        stage.gareth.types(STORY)
        stage.settles()
        stage.gareth.types("send")
        stage.settles()
        assert stage.case().reports[0].text == STORY
