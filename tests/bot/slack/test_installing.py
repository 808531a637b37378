"""Installation into several workspaces: by OAuth, into those that the settings name, and forgotten with the app."""

from collections.abc import Iterator
from datetime import timedelta
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.messages import say
from bot.slack.installing import INSTALLATIONS, STATES
from candour.cases.errors import SendError
from tests.bot.slack.stage import SlackStage, serving
from tests.bot.slack.standin import StandInSlack
from tests.bot.slack.test_reporting import STORY


class Browser:
    """A browser of whoever installs the app; it keeps its cookie."""

    def __init__(self, address: str) -> None:
        self.host = address.removeprefix("http://")
        self.cookie = ""

    def gets(self, path: str) -> tuple[HTTPResponse, str]:
        connection = HTTPConnection(self.host, timeout=20)
        connection.request("GET", path, headers={"Cookie": self.cookie} if self.cookie else {})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer, text

    def begins(self) -> str:
        """Begin the installation and return its state."""
        answer, _ = self.gets("/slack/install")
        self.cookie = str(answer.headers["Set-Cookie"]).partition(";")[0]
        assert "HttpOnly" in answer.headers["Set-Cookie"]
        return parse_qs(urlsplit(str(answer.headers["Location"])).query)["state"][0]

    def ends(self, state: str, code: str = "code-1") -> int:
        return self.gets(f"/slack/callback?state={state}&code={code}")[0].status


@pytest.fixture
def installing(slack: StandInSlack) -> Iterator[tuple[SlackStage, Browser]]:
    """The door with OAuth for two workspaces, and a browser."""
    stage = SlackStage(slack)
    slack.kept.workspaces.clear()
    keys = {"client_id": "1.2", "client_secret": "hush", "teams": ("T0SCHOOL", "T0SECOND"), "bot_token": ""}
    stage.door = stage.new_door(**keys, redirect_uri="https://candour.school.example/slack/callback")
    with serving(stage.door, slack) as address:
        yield stage, Browser(address)
        stage.settles()


def test_two_workspaces_install_the_app_and_both_are_served(installing: tuple[SlackStage, Browser]) -> None:
    stage, browser = installing
    for team in ("T0SCHOOL", "T0SECOND"):
        stage.slack.gives_code(f"code-{team}", team, f"xoxb-{team}")
        assert browser.ends(browser.begins(), f"code-{team}") == 200
    second = stage.slack.person(
        "Mali Rees", "m.rees@saint-finnian.example", workspace=stage.slack.kept.workspaces["T0SECOND"]
    )
    for person in (stage.gareth, second):
        person.types(STORY)
        stage.settles()
        person.presses("send")
        stage.settles()
    assert len(stage.cases()) == 2
    tokens = {call.token for call in stage.slack.calls("chat.postMessage")}
    assert tokens == {"xoxb-T0SCHOOL", "xoxb-T0SECOND"}


def test_it_asks_slack_for_the_scopes_of_the_manifest_alone(installing: tuple[SlackStage, Browser]) -> None:
    stage, browser = installing
    answer, _ = browser.gets("/slack/install")
    address = urlsplit(str(answer.headers["Location"]))
    asked = parse_qs(address.query)
    assert (address.scheme, address.netloc) == ("https", "slack.com")
    assert set(asked["scope"][0].split(",")) == stage.slack.scopes
    assert asked["redirect_uri"] == ["https://candour.school.example/slack/callback"]


def test_a_workspace_that_nobody_named_is_refused_and_its_token_given_back(
    installing: tuple[SlackStage, Browser],
) -> None:
    stage, browser = installing
    stage.slack.gives_code("code-1", "T0OTHER", "xoxb-other")
    assert browser.ends(browser.begins()) == 403
    assert stage.slack.calls("auth.revoke")
    assert stage.chat.core.store.records(INSTALLATIONS) == {}


def test_an_installation_of_a_whole_organisation_is_refused(installing: tuple[SlackStage, Browser]) -> None:
    stage, browser = installing
    stage.slack.gives_code("code-1", "T0SCHOOL", "xoxb-org", is_enterprise=True)
    assert browser.ends(browser.begins()) == 403


def test_a_state_can_be_used_once(installing: tuple[SlackStage, Browser]) -> None:
    stage, browser = installing
    for code in ("code-1", "code-2"):
        stage.slack.gives_code(code, "T0SCHOOL", f"xoxb-{code}")
    state = browser.begins()
    assert browser.ends(state) == 200
    assert browser.ends(state, "code-2") == 401


def test_a_state_lives_for_ten_minutes(installing: tuple[SlackStage, Browser]) -> None:
    stage, browser = installing
    stage.slack.gives_code("code-1", "T0SCHOOL", "xoxb-1")
    state = browser.begins()
    stage.chat.clock.move(timedelta(minutes=10))
    assert browser.ends(state) == 401
    browser.begins()
    assert len(stage.chat.core.store.records(STATES)) == 1


def test_the_store_holds_no_state_that_could_be_used(installing: tuple[SlackStage, Browser]) -> None:
    stage, browser = installing
    state = browser.begins()
    assert state not in str(stage.chat.core.store.records(STATES))


@pytest.mark.parametrize("query", ["state=made-up&code=1", "code=1", "", "state=%00&code=1"])
def test_another_browser_can_not_end_an_installation(installing: tuple[SlackStage, Browser], query: str) -> None:
    stage, browser = installing
    browser.begins()
    browser.cookie = ""
    answer, _ = browser.gets(f"/slack/callback?{query}")
    assert answer.status == 400
    assert stage.chat.core.store.records(INSTALLATIONS) == {}


def test_a_refusal_at_slack_and_a_wrong_code_change_nothing(installing: tuple[SlackStage, Browser]) -> None:
    stage, browser = installing
    answer, text = browser.gets(f"/slack/callback?state={browser.begins()}&error=access_denied<script>")
    assert answer.status == 400
    assert "<script>" not in text
    assert browser.ends(browser.begins(), "wrong") == 502
    assert stage.chat.core.store.records(INSTALLATIONS) == {}


@pytest.mark.parametrize("event", [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": ["U1"]}}])
def test_a_workspace_that_takes_the_app_away_is_forgotten(
    installing: tuple[SlackStage, Browser], event: dict[str, object]
) -> None:
    stage, browser = installing
    stage.slack.gives_code("code-1", "T0SCHOOL", "xoxb-1")
    browser.ends(browser.begins())
    assert stage.gareth.event({**event}).status == 200
    assert stage.chat.core.store.records(INSTALLATIONS) == {}
    assert stage.gareth.event({"type": "app_mention", "channel": "C1", "user": "U1", "ts": "1"}).status == 401


def test_nobody_can_be_written_to_in_a_workspace_that_is_gone(installing: tuple[SlackStage, Browser]) -> None:
    stage, _ = installing
    assert stage.door.find("g.pugh@saint-finnian.example") is None
    with pytest.raises(SendError) as refused:
        stage.says(stage.gareth, say("A question"))
    assert refused.value.permanent


def test_with_a_token_there_is_nothing_to_install(slack: StandInSlack) -> None:
    with serving(SlackStage(slack).door, slack) as address:
        assert Browser(address).gets("/slack/install")[0].status == 404
