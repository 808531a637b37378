"""The commands about chat: talking to the line in a terminal, and what Slack and Teams are given to install it."""

from pathlib import Path
from typing import Annotated

import typer

from candour.app.cli_options import DEFAULT_CONFIG, FAILED, Config

teams_app = typer.Typer(no_args_is_help=True, help="What Teams needs to know of the app.")
slack_app = typer.Typer(no_args_is_help=True, help="What Slack needs to know of the app.")


def chat(
    config: Config = DEFAULT_CONFIG,
    *,
    name: Annotated[str, typer.Option(help="Who writes.")] = "",
    address: Annotated[str, typer.Option(help="Their mail address at the school.")] = "",
    demo: Annotated[bool, typer.Option("--demo", help="Try it without a school, also where there is one.")] = False,
) -> None:
    r"""Report an incident in the terminal, in the same conversation as in Slack and in Teams.

    Say what happened in your own words; see what was understood; answer the questions; say "send". A button is pressed
    by its number (#1) or its words, a file is brought by "file" and its path, and "form" asks for the whole form.
    Without a configuration it is a demonstration with a school that is made up, and nothing is kept.

    Lines may come from a pipe: `printf 'I left my laptop on the train\nsend\n' | candour chat`. Exits with 1 when
    nothing was sent.
    """
    from candour.app.chat_command import chat as talk

    has_none = config == DEFAULT_CONFIG and not config.exists()
    if not talk(None if demo or has_none else Path(config), name=name, address=address):
        raise typer.Exit(FAILED)


@slack_app.command("manifest")
def manifest(config: Config = DEFAULT_CONFIG) -> None:
    """Print the app's manifest: at api.slack.com/apps choose "Create New App", "From a manifest", and put it in.

    It is for Socket Mode, unless the configuration's table called slack has mode = "http". It needs no secrets.
    """
    from candour.app.chat_papers import print_manifest

    print_manifest(config)


@teams_app.command("package")
def package(
    out: Annotated[Path, typer.Option(help="Where to write it, a zip.")] = Path("candour-teams.zip"),
    version: Annotated[str, typer.Option(help="Teams takes an update only with a higher one.")] = "1.0.0",
    config: Config = DEFAULT_CONFIG,
    *,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Write the app package: in the Teams admin centre choose "Manage apps", "Upload new app", and give it that file.

    The configuration needs the tables called teams and web. It needs no secrets, and not Microsoft's package.
    """
    from candour.app.chat_papers import write_package

    write_package(config, out, version=version, force=force)
