"""[chat], [slack] and [teams]: a mistake stops with one clear line; no message quotes a secret."""

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from candour.app import chat_keys
from candour.app.chat_keys import refuse_unusable_chat, slack_keys, teams_secret
from candour.app.chat_schools import school_by, served_by
from candour.app.chat_tables import ChatTable, SlackTable
from candour.app.cli import app
from candour.app.people import directory_of
from candour.app.settings import Settings, read_secrets, read_settings
from candour.cases.errors import SettingsError
from tests.app.configurations import GOOD, changed, written
from tests.app.test_commands import ANSWERS
from tests.bot.stage import GARETH

WEB = {"url": "https://candour.stteilos.example"}
TENANT = "72f988bf-0000-4000-8000-2d7cd011db47"
APP = "5f0e4a1c-0000-4000-8000-2d7cd011db47"
TEAMS = {"app_id": APP, "tenants": [TENANT]}
SOCKET = {"CANDOUR_SLACK_BOT_TOKEN": "xoxb-bot", "CANDOUR_SLACK_APP_TOKEN": "xapp-app"}
HTTP = {"CANDOUR_SLACK_BOT_TOKEN": "xoxb-bot", "CANDOUR_SLACK_SIGNING_SECRET": "signing"}
OAUTH = {
    "CANDOUR_SLACK_CLIENT_ID": "1.2",
    "CANDOUR_SLACK_CLIENT_SECRET": "client",
    "CANDOUR_SLACK_SIGNING_SECRET": "signing",
}


def settings_with(folder: Path, **tables: object) -> Settings:
    return read_settings(written(folder, {**GOOD, **tables}))


@pytest.mark.parametrize(
    ("table", "value", "message"),
    [
        ("chat", {"sends_after_minutes": 5}, r"chat\.sends_after_minutes .*greater than or equal to 10"),
        ("chat", {"sends_after_minutes": 241}, r"chat\.sends_after_minutes .*240"),
        ("chat", {"anonymous": "yes"}, r"chat\.anonymous .*'address' or 'links'"),
        ("chat", {"personal_detail": "no"}, r"chat\.personal_detail "),
        ("chat", {"token": "x"}, r"chat\.token is no setting"),
        ("slack", {"mode": "sockets"}, r"slack\.mode .*'socket' or 'http'"),
        ("slack", {"bot_token": "xoxb-1"}, r"slack\.bot_token is no setting"),
        ("slack", {"workspaces": ["our-school"]}, r"slack\.workspaces\[1\] must look like \^T"),
        ("slack", {"schools": ["St Teilo"]}, r"slack\.schools\[1\] must look like"),
        ("teams", {"tenants": [TENANT]}, r"teams\.app_id is missing"),
        ("teams", {"app_id": APP, "tenants": []}, r"teams\.tenants .*at least 1"),
        ("teams", {"app_id": APP, "tenants": ["stteilos.example"]}, r"teams\.tenants\[1\] must look like"),
        ("teams", {**TEAMS, "unauthenticated": True}, r"teams\.unauthenticated is no setting"),
        ("teams", {**TEAMS, "cloud": "local"}, r"teams\.cloud is no setting"),
    ],
)
def test_a_wrong_setting_is_named_with_what_it_accepts(tmp_path: Path, table: str, value: object, message: str) -> None:
    with pytest.raises(SettingsError, match=message) as caught:
        settings_with(tmp_path, **{table: value})
    assert "\n" not in str(caught.value)


def test_r16_a_report_is_sent_after_half_an_hour_unless_the_school_says_otherwise(tmp_path: Path) -> None:
    assert settings_with(tmp_path).chat.sends_after == timedelta(minutes=30)
    assert settings_with(tmp_path, chat={"sends_after_minutes": 60}).chat.sends_after == timedelta(hours=1)


@pytest.mark.parametrize(
    ("tables", "environment", "message"),
    [
        ({"slack": {}}, {}, "needs either CANDOUR_SLACK_BOT_TOKEN"),
        ({"slack": {}}, {"CANDOUR_SLACK_BOT_TOKEN": "xoxb-1"}, "no CANDOUR_SLACK_APP_TOKEN .*begins with xapp-"),
        ({"slack": {}}, {**SOCKET, "CANDOUR_SLACK_APP_TOKEN": "xoxb-1"}, "APP_TOKEN must begin with xapp-"),
        ({"slack": {}}, {**SOCKET, "CANDOUR_SLACK_BOT_TOKEN": "xoxp-1"}, "BOT_TOKEN must begin with xoxb-"),
        ({"slack": {"mode": "http"}}, HTTP, r"\[slack\] is called from outside.*set \[web\] url"),
        ({"slack": {"mode": "http"}, "web": WEB}, SOCKET, "no CANDOUR_SLACK_SIGNING_SECRET"),
        ({"slack": {"mode": "http"}, "web": WEB}, OAUTH, r"slack\.workspaces is empty"),
        ({"slack": {"mode": "http", "workspaces": ["T01"]}, "web": WEB}, {**OAUTH, **SOCKET}, "and not both"),
        (
            {"slack": {"workspaces": ["T01"]}, "web": WEB},
            {"CANDOUR_SLACK_CLIENT_ID": "1.2", "CANDOUR_SLACK_APP_TOKEN": "xapp-1"},
            "no CANDOUR_SLACK_CLIENT_SECRET",
        ),
    ],
)
def test_what_slack_lacks_is_named_and_no_secret_is_quoted(
    tmp_path: Path, tables: Mapping[str, object], environment: Mapping[str, str], message: str
) -> None:
    with pytest.raises(SettingsError, match=message) as caught:
        slack_keys(settings_with(tmp_path, **tables), read_secrets(environment))
    assert not any(secret in str(caught.value) for secret in environment.values())


def test_each_way_to_slack_gets_what_it_needs(tmp_path: Path) -> None:
    assert slack_keys(settings_with(tmp_path), read_secrets(SOCKET)) is None
    by_socket = slack_keys(settings_with(tmp_path, slack={}), read_secrets(SOCKET))
    assert by_socket is not None
    assert (by_socket.bot_token, by_socket.app_token, by_socket.installs) == ("xoxb-bot", "xapp-app", False)
    assert "xoxb" not in repr(by_socket)
    tables = {"slack": {"mode": "http", "workspaces": ["T01", "T02"]}, "web": WEB}
    by_oauth = slack_keys(settings_with(tmp_path, **tables), read_secrets(OAUTH))
    assert by_oauth is not None
    assert (by_oauth.installs, by_oauth.teams) == (True, ("T01", "T02"))
    assert by_oauth.redirect_uri == "https://candour.stteilos.example/slack/callback"


def test_teams_needs_pages_a_secret_and_microsofts_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert teams_secret(settings_with(tmp_path), read_secrets({})) == ""
    secrets = read_secrets({"CANDOUR_TEAMS_CLIENT_SECRET": "very secret"})
    with pytest.raises(SettingsError, match=r"\[teams\] is called from outside"):
        teams_secret(settings_with(tmp_path, teams=TEAMS), secrets)
    served = settings_with(tmp_path, teams=TEAMS, web=WEB)
    with pytest.raises(SettingsError, match="no CANDOUR_TEAMS_CLIENT_SECRET"):
        teams_secret(served, read_secrets({}))
    assert teams_secret(served, secrets) == "very secret"
    monkeypatch.setattr(chat_keys, "find_spec", lambda _name: None)
    with pytest.raises(SettingsError, match=r"requirements/teams\.txt"):
        teams_secret(served, secrets)


def test_links_are_for_schools_whose_pages_take_reports_without_a_name(tmp_path: Path) -> None:
    chat = {"anonymous": "links"}
    refused_for(settings_with(tmp_path, chat=chat, web=WEB))
    for web in ({}, {"web": {**WEB, "anonymous": False}}):
        with pytest.raises(SettingsError, match=r'chat\.anonymous is "links"'):
            refused_for(settings_with(tmp_path, chat=chat, **web))


def refused_for(settings: Settings) -> None:
    refuse_unusable_chat(settings, read_secrets({}), directory_of(settings))


def two_schools(folder: Path, **tables: object) -> Settings:
    document = changed({**GOOD, **tables}, ("school", 0, "domains"), ["stteilos.example"])
    schools = document["school"]
    assert isinstance(schools, list)
    second = {
        **schools[0],
        "key": "st-cadoc",
        "name": "St Cadoc's",
        "prefix": "SC",
        "domains": ["cadoc.stteilos.example"],
    }
    return read_settings(written(folder, changed(document, ("school",), [schools[0], second])))


@pytest.mark.parametrize(
    ("address", "school"),
    [
        ("g.pugh@stteilos.example", "st-teilos"),
        ("G.Pugh@Cadoc.StTeilos.example", "st-cadoc"),
        ("someone@elsewhere.example", "st-teilos"),
        ("u1@t1.slack.invalid", "st-teilos"),
    ],
)
def test_a_person_belongs_to_the_school_whose_domain_fits_best_else_to_the_first(
    tmp_path: Path, address: str, school: str
) -> None:
    settings = two_schools(tmp_path)
    directory = directory_of(settings)
    talker = GARETH.model_copy(update={"address": address})
    assert school_by(directory, served_by(settings, directory))(talker) == school


def test_a_platform_serves_its_own_schools_alone(tmp_path: Path) -> None:
    settings = two_schools(tmp_path, slack={"schools": ["st-cadoc"]})
    directory = directory_of(settings)
    school_of = school_by(directory, served_by(settings, directory))
    talker = GARETH.model_copy(update={"address": "g.pugh@stteilos.example"})
    assert school_of(talker.model_copy(update={"platform": "slack"})) == "st-cadoc"
    assert school_of(talker) == "st-teilos"


def test_a_platform_for_a_school_that_there_is_not_is_refused(tmp_path: Path) -> None:
    settings = two_schools(tmp_path, slack={"schools": ["st-elsewhere"]})
    with pytest.raises(SettingsError, match="no school 'st-elsewhere'"):
        served_by(settings, directory_of(settings))


def test_what_init_writes_of_chat_works_when_its_marks_are_taken_away(tmp_path: Path) -> None:
    config = tmp_path / "candour.toml"
    CliRunner().invoke(app, ["init", "--config", str(config)], input="\n".join(ANSWERS) + "\n")
    text = config.read_text(encoding="utf-8")
    at, end = text.index("# [chat]"), text.index("[nlp]")
    chat = re.sub(r"^# (?=\[|\w+ = )", "", text[at:end], flags=re.MULTILINE)
    roles = text[:at].replace("# chat_roles", "chat_roles")
    config.write_text(roles + chat + text[end:], encoding="utf-8")
    settings = read_settings(config)
    assert settings.chat == ChatTable()
    assert settings.slack == SlackTable(schools=[settings.school[0].key])
    assert settings.teams is not None
    assert directory_of(settings).school(settings.school[0].key).chat_roles == ("dpo",)
