"""What Slack and Teams are given so that the app can be installed: a manifest, and an app package."""

import re
from pathlib import Path

import typer

from bot.slack.keys import CALLBACK
from bot.slack.manifest import manifest_text
from bot.teams.package import AppCard, app_package
from candour.app.chat_schools import served_by
from candour.app.people import directory_of
from candour.app.replacing import replacing
from candour.app.settings import Settings, read_settings
from candour.cases.errors import SettingsError


def print_manifest(config: Path) -> None:
    """Print Slack's manifest; without a configuration it is that of Socket Mode. Raises SettingsError."""
    settings = read_settings(config) if config.exists() else None
    typer.echo(_manifest(settings), nl=False)


def write_package(config: Path, out: Path, *, version: str, force: bool) -> None:
    """Write the app package of Teams. Raises SettingsError (no [teams] or [web], a file that is there, no version)."""
    settings = read_settings(config)
    if settings.teams is None or settings.web is None:
        raise SettingsError("the package needs [teams] with its app_id, and [web] with the address of the pages")
    if not re.fullmatch(r"\d{1,5}(\.\d{1,5}){2}", version, re.ASCII):
        raise SettingsError(f"--version is {version!r}; it must look like 1.0.1")
    if out.exists() and not force:
        raise SettingsError(f"{out} is there already: use --force to write over it")
    directory = directory_of(settings)
    school = directory.school(served_by(settings, directory)["teams"][0])
    card = AppCard(app_id=settings.teams.app_id, school=school.name, pages=settings.web.url, version=version)
    with replacing(out) as file:
        file.write(app_package(card))
    typer.echo(f"{out}: upload it in the Teams admin centre (Manage apps, Upload new app), and allow it for staff.")


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
