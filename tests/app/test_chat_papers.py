"""What Slack and Teams are given: by the command, from the configuration, without any secret."""

import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from candour.app.cli import app
from candour.cases.errors import SettingsError
from tests.app.configurations import GOOD, written
from tests.app.test_chat_settings import APP, TEAMS, WEB


def printed(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_without_a_configuration_the_manifest_is_that_of_socket_mode(tmp_path: Path) -> None:
    manifest = json.loads(printed("slack", "manifest", "--config", str(tmp_path / "none.toml")))
    assert manifest["settings"]["socket_mode_enabled"]
    assert "url" not in json.dumps(manifest["features"])


def test_the_manifest_for_http_names_our_address_and_where_installations_come_back_to(tmp_path: Path) -> None:
    config = written(tmp_path, {**GOOD, "web": WEB, "slack": {"mode": "http", "workspaces": ["T01"]}})
    manifest = json.loads(printed("slack", "manifest", "--config", str(config)))
    assert not manifest["settings"]["socket_mode_enabled"]
    assert manifest["settings"]["interactivity"]["request_url"] == f"{WEB['url']}/slack/events"
    assert manifest["oauth_config"]["redirect_urls"] == [f"{WEB['url']}/slack/callback"]


def test_http_without_pages_is_refused(tmp_path: Path) -> None:
    config = written(tmp_path, {**GOOD, "slack": {"mode": "http"}})
    with pytest.raises(SettingsError, match=r"set \[web\] url"):
        printed("slack", "manifest", "--config", str(config))


def test_the_package_is_written_from_the_configuration_and_never_over_a_file_unasked(tmp_path: Path) -> None:
    config, out = written(tmp_path, {**GOOD, "web": WEB, "teams": TEAMS}), tmp_path / "app.zip"
    command = ("teams", "package", "--config", str(config), "--out", str(out))
    assert "Teams admin centre" in printed(*command)
    with pytest.raises(SettingsError, match="--force"):
        printed(*command)
    with pytest.raises(SettingsError, match="must look like"):
        printed(*command, "--version", "2", "--force")
    printed(*command, "--version", "1.0.1", "--force")
    with zipfile.ZipFile(out) as package:
        manifest = json.loads(package.read("manifest.json"))
        assert {"color.png", "outline.png"} < set(package.namelist())
    assert (manifest["id"], manifest["version"]) == (APP, "1.0.1")
    assert "St Teilo's Primary School" in manifest["description"]["full"]
    assert manifest["validDomains"] == ["candour.stteilos.example"]


def test_without_its_tables_there_is_no_package(tmp_path: Path) -> None:
    for tables in ({"web": WEB}, {"teams": TEAMS}):
        config = written(tmp_path, {**GOOD, **tables})
        with pytest.raises(SettingsError, match=r"needs \[teams\] .* and \[web\]"):
            printed("teams", "package", "--config", str(config), "--out", str(tmp_path / "app.zip"))
