"""A whole Candour with Slack or Teams: staff report there, the officer is told there and by mail."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import cast

import httpx
import pytest

from bot.messages import Action
from bot.slack.keys import SlackKeys
from bot.teams import door
from bot.teams.door import TeamsDoor
from candour.app import chat_doors
from candour.app.chat_keys import slack_keys
from candour.app.demo.show import chat_page
from candour.app.settings import Secrets, Settings
from tests.app.running_chat import Chatting, candour_with
from tests.bot.slack.stage import standin
from tests.bot.slack.standin import StandInSlack
from tests.bot.slack.standin.slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from tests.bot.teams.people import Bot, Person
from tests.bot.teams.standin import APP, TENANT, bot_framework
from tests.running import DPO, until

STORY = "I left my school laptop on the train this morning. About thirty pupils' reports were on it."
PATIENCE_IN_SECONDS = 30
TOKENS = {
    "CANDOUR_SLACK_BOT_TOKEN": BOT_TOKEN,
    "CANDOUR_SLACK_APP_TOKEN": APP_TOKEN,
    "CANDOUR_SLACK_SIGNING_SECRET": SIGNING_SECRET,
}

pytestmark = pytest.mark.slow


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandInSlack]:
    """A stand-in to which every installation's Slack leads: no setting does."""
    with standin().running() as running_slack:

        def keys_of(settings: Settings, secrets: Secrets) -> SlackKeys | None:
            keys = slack_keys(settings, secrets)
            hosts = (running_slack.host,)
            return keys and replace(keys, api=running_slack.base_url, file_hosts=hosts, pause_in_seconds=0.1)

        monkeypatch.setattr(chat_doors, "slack_keys", keys_of)
        yield running_slack


@pytest.mark.parametrize("mode", ["socket", "http"])
def test_staff_report_in_slack_and_the_officer_is_told_there_and_by_mail(
    tmp_path: Path, slack: StandInSlack, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    gareth, dilys = slack.person("Gareth Pugh", "g.pugh@stteilos.example"), slack.person("Dilys Marlow", DPO)
    with candour_with(tmp_path, monkeypatch, {"slack": {"mode": mode}}, TOKENS) as candour:
        if mode == "http":
            slack.sends_http_to(f"{candour.site}/slack/events")
        else:
            slack.socket.waits_for_connection(1)
        gareth.types(STORY)
        assert until(lambda: bool(gareth.sees), seconds=PATIENCE_IN_SECONDS)
        gareth.presses("Send", gareth.sees[-1])
        assert until(lambda: bool(candour.references()), seconds=PATIENCE_IN_SECONDS)
        [reference] = candour.references()
        gareth.awaits(reference)
        dilys.awaits(reference)
        assert until(lambda: bool(candour.sink.to(DPO)), seconds=PATIENCE_IN_SECONDS)
        assert "laptop" not in " ".join(seen.words for seen in dilys.sees)
        assert slack.errors() == []


def test_by_socket_nobody_can_send_slacks_requests_to_the_pages(
    tmp_path: Path, slack: StandInSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    with candour_with(tmp_path, monkeypatch, {"slack": {}}, TOKENS) as candour:
        slack.socket.waits_for_connection(1)
        assert httpx.post(f"{candour.site}/slack/events", json={}).status_code == 404


def test_a_slack_that_refuses_every_connection_keeps_nobody_from_working(
    tmp_path: Path, slack: StandInSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    slack.refuses("apps.connections.open", "invalid_auth", times=1000)
    with candour_with(tmp_path, monkeypatch, {"slack": {}}, TOKENS) as candour:
        slack.waits_until(lambda: len(slack.errors()) > 1)
        assert httpx.get(f"{candour.site}/sign-in").status_code == 200


def test_without_a_platform_the_pages_have_no_address_of_any_chat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with candour_with(tmp_path, monkeypatch, {}, {}) as candour:
        for path in ("/chat", "/chat/staff/say", "/slack/events", "/slack/install", "/api/messages"):
            assert httpx.get(f"{candour.site}{path}").status_code == 404
            assert httpx.post(f"{candour.site}{path}").status_code == 404


@dataclass(frozen=True)
class BotInTeams:
    """Where the bot of an installation answers."""

    candour: Chatting

    @property
    def site(self) -> str:
        return self.candour.site

    @property
    def door(self) -> object:
        return self.candour.installation.chat.switchboard.doors["teams"]


def test_staff_report_in_teams_and_the_officer_is_told_there_once_they_said_hello(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bot_framework() as service:
        monkeypatch.setattr(door, "TeamsDoor", partial(TeamsDoor, cloud=service.cloud()))
        tables = {"teams": {"app_id": APP, "tenants": [TENANT]}}
        with candour_with(tmp_path, monkeypatch, tables, {"CANDOUR_TEAMS_CLIENT_SECRET": "secret"}) as candour:
            bot = cast("Bot", BotInTeams(candour))
            gareth = Person(service, bot, email="g.pugh@stteilos.example")
            dilys = Person(service, bot, name="Dilys Marlow", email=DPO, id="29:dilys", object_id=f"{APP[:-1]}1")
            assert dilys.types("hello")
            gareth.types(STORY)
            assert gareth.has(Action.SEND.value)
            assert "Your reference is" in gareth.presses(Action.SEND.value)
            [reference] = candour.references()
            assert until(lambda: reference in dilys.reads(), seconds=PATIENCE_IN_SECONDS)
            assert "laptop" not in dilys.reads()
            assert until(lambda: bool(candour.sink.to(DPO)), seconds=PATIENCE_IN_SECONDS)
            assert httpx.post(f"{candour.site}/api/messages", json={}).status_code in {400, 401}


def test_on_the_demonstrations_page_the_officer_is_told_by_the_running_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        candour_with(tmp_path, monkeypatch, {}, {}, [chat_page]) as candour,
        httpx.Client(base_url=candour.site, follow_redirects=True) as browser,
    ):
        for text in (STORY, "send"):
            page = browser.get("/chat").text
            hidden = dict(re.findall(r'type="hidden" name="(csrf|id)" value="([^"]*)"', page))
            browser.post("/chat/staff/say", data={**hidden, "text": text}, files={"file": ("", b"")})
        [reference] = candour.references()
        confirm = f"{reference}[\\s\\S]*Confirm level"
        assert until(lambda: bool(re.search(confirm, browser.get("/chat").text)), seconds=PATIENCE_IN_SECONDS)
