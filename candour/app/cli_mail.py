"""The commands about mailboxes: what the server holds beside the store, and what became of every mail."""

from datetime import datetime
from typing import Annotated

import typer

from candour.app.cli_options import DEFAULT_CONFIG, FAILED, Config

mail_app = typer.Typer(no_args_is_help=True, help="Look at what became of the mails of each mailbox.")


@mail_app.command("audit")
def audit(
    mailbox: Annotated[str, typer.Option(metavar="NAME", help="Only this mailbox.")] = "",
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only mail that arrived on this day or later.")
    ] = None,
    config: Config = DEFAULT_CONFIG,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    again: Annotated[
        bool,
        typer.Option(
            "--take-again",
            help="Take our keyword off what the store doesn't know, and move it back, so that it is taken in again.",
        ),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask before that is done.")] = False,
) -> None:
    """Compare what the mail server holds with what the store knows, and list what is not accounted for.

    Works beside a running Candour. Marks nothing, moves nothing and reads no mail as "seen", unless --take-again is
    given. Exits with 1 where a mail is not accounted for, or something could not be looked at.
    """
    from candour.app.mail_audit import audit_mail

    day = since.date() if since else None

    def may_be_taken_again(what: str) -> bool:
        return again and (yes or typer.confirm(what, err=True))

    if not audit_mail(config, name=mailbox, since=day, as_json=as_json, again=may_be_taken_again):
        raise typer.Exit(FAILED)


@mail_app.command("report")
def report_mail(
    days: Annotated[int, typer.Option(min=1, max=3660, help="How many days, today included.")] = 30,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Say for each mailbox and day what was taken in, what was left, and why: counts alone, nothing of any mail."""
    from candour.app.mail_report import print_mail_report

    print_mail_report(config, days=days)
