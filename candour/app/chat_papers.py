"""What Slack and Teams are given so that the app can be installed: a manifest, and an app package."""

from pathlib import Path

import typer

from bot.slack.keys import CALLBACK
from bot.slack.manifest import manifest_text
from candour.app.settings import Settings, read_settings
from candour.cases.errors import SettingsError


def print_manifest(config: Path) -> None:
    """Print Slack's manifest; without a configuration it is that of Socket Mode. Raises SettingsError."""
    settings = read_settings(config) if config.exists() else None
    typer.echo(_manifest(settings), nl=False)


def _manifest(settings: Settings | None) -> str:
    table = settings.slack if settings else None
    pages = settings.web.url if settings and settings.web else ""
    if table is None:
        return manifest_text()
    if not pages and (table.mode == "http" or table.workspaces):
        raise SettingsError("[slack] is called from outside, at the address of the pages: set [web] url")
    return manifest_text(
        address=pages if table.mode == "http" else "", redirect=f"{pages}{CALLBACK}" if table.workspaces else ""
    )
