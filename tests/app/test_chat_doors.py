"""Which doors the settings open, and which addresses of ours anybody can call then."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from starlette.routing import Route

from candour.app.chat_doors import doors_of
from candour.app.settings import read_secrets, read_settings
from candour.app.switchboard import OpenDoor
from tests.app.configurations import GOOD, written
from tests.app.test_chat_settings import HTTP, OAUTH, SOCKET, TEAMS, WEB
from tests.bot.stage import ChatStage

TWO = {"workspaces": ["T01", "T02"]}
OAUTH_BY_SOCKET = {name: value for name, value in OAUTH.items() if "SIGNING" not in name} | {
    "CANDOUR_SLACK_APP_TOKEN": "xapp-app"
}


def opened(folder: Path, tables: Mapping[str, object], secrets: Mapping[str, str]) -> list[OpenDoor]:
    stage = ChatStage()
    settings = read_settings(written(folder, {**GOOD, **tables}))
    return [opening(stage.line) for opening in doors_of(settings, read_secrets(secrets), stage.core.store)]


def calls(door: OpenDoor) -> set[tuple[str, str]]:
    """Return (method, path) of everything that is answered."""
    routes = [route for route in door.routes if isinstance(route, Route)]
    return {(method, route.path) for route in routes for method in (route.methods or set()) - {"HEAD"}}


@pytest.mark.parametrize(
    ("tables", "secrets", "answers"),
    [
        ({"slack": {}}, SOCKET, set()),
        ({"slack": {"mode": "http"}, "web": WEB}, HTTP, {("POST", "/slack/events")}),
        (
            {"slack": {"mode": "http", **TWO}, "web": WEB},
            OAUTH,
            {("POST", "/slack/events"), ("GET", "/slack/install"), ("GET", "/slack/callback")},
        ),
        # Without a signing secret anybody could sign with an empty one: such calls must find nobody.
        ({"slack": TWO, "web": WEB}, OAUTH_BY_SOCKET, {("GET", "/slack/install"), ("GET", "/slack/callback")}),
    ],
)
def test_slack_calls_only_what_its_mode_needs(
    tmp_path: Path, tables: Mapping[str, object], secrets: Mapping[str, str], answers: set[tuple[str, str]]
) -> None:
    [slack] = opened(tmp_path, tables, secrets)
    assert calls(slack) == answers
    assert (slack.run is None) == (("POST", "/slack/events") in answers)
    assert {room.begins for room in slack.rooms} == {path for _, path in answers}
    assert all(room.hands_on for room in slack.rooms)


def test_teams_is_called_and_keeps_no_connection(tmp_path: Path) -> None:
    [teams] = opened(tmp_path, {"teams": TEAMS, "web": WEB}, {"CANDOUR_TEAMS_CLIENT_SECRET": "secret"})
    try:
        assert calls(teams) == {("POST", "/api/messages")}
        assert teams.run is None
    finally:
        teams.close()


def test_without_their_tables_there_are_no_doors(tmp_path: Path) -> None:
    assert opened(tmp_path, {"web": WEB}, {**SOCKET, "CANDOUR_TEAMS_CLIENT_SECRET": "secret"}) == []
