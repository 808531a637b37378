"""`candour check`: whether Slack and Teams take what they are given, and reach the address that they call."""

import ssl
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from candour.app.check_calls import check_calls
from candour.app.check_chat import check_chat
from candour.app.check_slack import check_slack
from candour.app.check_teams import PATH, check_teams
from candour.app.settings import Settings, read_settings
from candour.app.tokens import Grant
from candour.app.web_table import WebTable
from candour.cases.errors import AuthorisationError
from candour.cases.finding import Finding, Grade
from tests.app.configurations import GOOD, changed, written
from tests.app.test_chat_settings import TEAMS, WEB
from tests.bot.slack.stage import keys_for
from tests.bot.slack.standin import StandInSlack

HTTPS = WebTable(url="https://candour.stteilos.example")
REFUSED = ssl.SSLCertVerificationError("refused")
REFUSED.verify_message = "self-signed certificate"


def answering(status: int) -> Callable[[str, str], int]:
    return lambda _url, _path: status


def failing(error: Exception) -> Callable[[str, str], int]:
    def fail(_url: str, _path: str) -> int:
        raise error

    return fail


def refusing(code: str, *, passing: bool = False) -> Callable[[], Grant]:
    def refuse() -> Grant:
        raise AuthorisationError(code, "what Microsoft said", passing=passing)

    return refuse


def granting() -> Grant:
    return Grant(token="token", lifetime=timedelta(hours=1))


def settings_with(folder: Path, **tables: object) -> Settings:
    return read_settings(written(folder, {**GOOD, **tables}))


def told(findings: Iterator[Finding]) -> list[tuple[Grade, str]]:
    found = list(findings)
    assert all(each.advice or each.grade is Grade.OK for each in found)
    return [(each.grade, f"{each.what} {each.advice}") for each in found]


@pytest.fixture
def slack() -> Iterator[StandInSlack]:
    with StandInSlack(["chat:write"]).running() as running:
        yield running


@pytest.mark.parametrize(
    ("post", "grade", "words"),
    [
        (answering(401), Grade.OK, "refuses whoever is not Slack"),
        (answering(404), Grade.FAIL, "something else answers (404)"),
        (answering(200), Grade.FAIL, "something else answers (200)"),
        (answering(502), Grade.WARN, "Candour doesn't run behind it (502)"),
        (failing(ConnectionRefusedError()), Grade.WARN, "nothing answers (ConnectionRefusedError)"),
        (failing(REFUSED), Grade.FAIL, "its certificate is refused (self-signed certificate)"),
    ],
)
def test_what_answers_at_a_called_address_is_told_from_what_should(
    post: Callable[[str, str], int], grade: Grade, words: str
) -> None:
    [(found, text)] = told(check_calls(HTTPS, "/slack/events", "Slack", post))
    assert (found, words in text) == (grade, True)


def test_an_address_of_this_machine_alone_is_said_to_be_out_of_reach() -> None:
    web = WebTable(url="http://127.0.0.1:8710")
    [(grade, text)] = told(check_calls(web, PATH, "Teams", failing(AssertionError())))
    assert (grade, "Teams can't reach" in text) == (Grade.WARN, True)


@pytest.mark.parametrize(
    ("tables", "roles", "says"),
    [
        ({}, [], [(Grade.OK, "neither [slack] nor [teams]")]),
        ({}, ["dpo"], [(Grade.WARN, "chat_roles wants it (st-teilos: dpo)")]),
        (
            {"slack": {}, "web": WEB},
            ["dpo", "head_teacher"],
            [(Grade.OK, "after 30 minutes"), (Grade.OK, "beside the mail: st-teilos: dpo, head_teacher")],
        ),
        (
            {"slack": {}, "chat": {"sends_after_minutes": 60}},
            [],
            [(Grade.OK, "after 60 minutes"), (Grade.OK, "by mail alone"), (Grade.WARN, "no page for it")],
        ),
    ],
)
def test_what_the_settings_make_of_chat_is_said(
    tmp_path: Path, tables: Mapping[str, object], roles: list[str], says: list[tuple[Grade, str]]
) -> None:
    document = changed({**GOOD, **tables}, ("school", 0, "chat_roles"), roles)
    found = told(check_chat(read_settings(written(tmp_path, document))))
    assert [grade for grade, _ in found] == [grade for grade, _ in says]
    assert all(words in text for (_, words), (_, text) in zip(says, found, strict=True))


def test_what_is_not_used_is_not_asked(tmp_path: Path) -> None:
    settings = settings_with(tmp_path)
    assert told(check_slack(settings, None, failing(AssertionError()))) == [
        (Grade.OK, "not used: there is no [slack] ")
    ]
    assert told(check_teams(settings, "", refusing(""), failing(AssertionError()))) == [
        (Grade.OK, "not used: there is no [teams] ")
    ]


def test_slack_says_which_workspace_it_is_what_the_bot_may_not_and_that_it_offers_a_connection(
    tmp_path: Path, slack: StandInSlack
) -> None:
    found = told(check_slack(settings_with(tmp_path, slack={}), keys_for(slack)))
    assert [grade for grade, _ in found] == [Grade.OK, Grade.FAIL, Grade.OK]
    assert "T0SCHOOL" in found[0][1]
    assert "users:read.email" in found[1][1]
    assert "chat:write," not in found[1][1]
    assert "candour slack manifest" in found[1][1]


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"bot_token": "xoxb-wrong"}, "CANDOUR_SLACK_BOT_TOKEN (invalid_auth)"),
        ({"app_token": "xapp-wrong"}, "CANDOUR_SLACK_APP_TOKEN (invalid_auth)"),
    ],
)
def test_a_token_that_slack_refuses_is_named_and_not_quoted(
    tmp_path: Path, slack: StandInSlack, keys: Mapping[str, str], says: str
) -> None:
    found = told(check_slack(settings_with(tmp_path, slack={}), keys_for(slack, **keys)))
    assert any(grade is Grade.FAIL and says in text for grade, text in found)
    assert not any("wrong" in text for _, text in found)


def test_a_slack_that_can_not_be_reached_is_a_warning_with_what_to_look_at(tmp_path: Path, slack: StandInSlack) -> None:
    keys = keys_for(slack, api="http://127.0.0.1:9/api/")
    found = told(check_slack(settings_with(tmp_path, slack={}), keys))
    assert [grade for grade, _ in found] == [Grade.WARN, Grade.WARN]
    assert all("reach the internet" in text for _, text in found)


def test_slack_by_http_is_checked_at_our_own_address(tmp_path: Path, slack: StandInSlack) -> None:
    settings = settings_with(tmp_path, slack={"mode": "http", "workspaces": ["T01", "T02"]}, web=WEB)
    keys = keys_for(slack, bot_token="", client_id="1.2", teams=("T01", "T02"))
    (_, install), (_, events) = told(check_slack(settings, keys, answering(401)))
    assert "2 workspaces may install the app, at https://candour.stteilos.example/slack/install" in install
    assert "https://candour.stteilos.example/slack/events answers" in events


@pytest.mark.parametrize(
    ("fetch", "grade", "words"),
    [
        (granting, Grade.OK, "gives the bot a token"),
        (refusing("token_secret"), Grade.FAIL, "CANDOUR_TEAMS_CLIENT_SECRET"),
        (refusing("token_client"), Grade.FAIL, "teams.app_id"),
        (refusing("unreachable", passing=True), Grade.WARN, "login.microsoftonline.com"),
    ],
)
def test_what_microsoft_says_to_the_bots_secret_comes_with_what_to_do(
    tmp_path: Path, fetch: Callable[[], Grant], grade: Grade, words: str
) -> None:
    settings = settings_with(tmp_path, teams=TEAMS, web=WEB)
    first, second = told(check_teams(settings, "secret", fetch, answering(401)))
    assert (first[0], words in first[1]) == (grade, True)
    assert "https://candour.stteilos.example/api/messages answers" in second[1]


def test_the_path_that_teams_calls_is_that_of_the_door() -> None:
    endpoint = pytest.importorskip("bot.teams.endpoint", reason="needs Microsoft's package: requirements/teams.txt")
    assert endpoint.PATH == PATH
