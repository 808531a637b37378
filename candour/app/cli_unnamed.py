"""The commands for reports without a name: `candour links` and `candour proof`."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from candour.app.cli_options import DEFAULT_CONFIG, FAILED, Config

links_app = typer.Typer(no_args_is_help=True, help="Cards and posters by which people report without a name.")
proof_app = typer.Typer(no_args_is_help=True, help="Check the proofs that people get who report without a name.")

School = Annotated[str, typer.Option(metavar="KEY", help="Which school, by its key in the configuration.")]
Force = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]


@links_app.command("mint")
def mint(
    school: School,
    number: Annotated[int, typer.Option("--number", "-n", help="How many cards, up to 500.")] = 30,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The last day on which they are good; 90 days on.")
    ] = None,
    out: Annotated[Path, typer.Option(help="Where to write the sheet, a PDF.")] = Path("cards.pdf"),
    config: Config = DEFAULT_CONFIG,
    *,
    force: Force = False,
) -> None:
    """Make one-time links, each on a card of a sheet to print and cut: whoever has the card can report once.

    Works beside a running Candour. Only a mark of each link is kept, so the sheet can't be made again. Delete it
    when the cards are cut.
    """
    from candour.app.links import mint_cards

    mint_cards(config, school, number, until.date() if until else None, out, force=force)


@links_app.command("poster")
def poster(
    school: School,
    out: Annotated[Path, typer.Option(help="Where to write it, a PDF.")] = Path("poster.pdf"),
    config: Config = DEFAULT_CONFIG,
    *,
    force: Force = False,
) -> None:
    """Draw a poster with the address of a school's own page for reports without a name; it is good for everybody."""
    from candour.app.links import draw_poster

    draw_poster(config, school, out, force=force)


@links_app.command("count")
def count(school: School, config: Config = DEFAULT_CONFIG) -> None:
    """Say how many one-time links of a school can still be used; which ones were used, nobody can tell."""
    from candour.app.links import count_links

    count_links(config, school)


@proof_app.command("check")
def check_proof(
    file: Annotated[str, typer.Argument(help="The proof as on the receipt, or - for standard input.")],
    key: Annotated[
        Path | None, typer.Option(help="The public key (see `candour proof key`), in place of a configuration.")
    ] = None,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Say whether a proof of filing is genuine: that this Candour took in a report on that day. Exits with 1 if not."""
    from candour.app.proof import check_proof

    if not check_proof(config, file, key_file=key):
        raise typer.Exit(FAILED)


@proof_app.command("key")
def proof_key(config: Config = DEFAULT_CONFIG) -> None:
    """Print the public key by which anybody can check proofs of filing: put it where staff and unions find it."""
    from candour.app.proof import print_public_key

    print_public_key(config)
