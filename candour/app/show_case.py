"""`candour case list` and `candour case show`: cases at the terminal, read beside a running Candour."""

from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import typer

from candour.app.environment import configured, utc_now
from candour.app.people import directory_of
from candour.app.stores import opened_store, told_cases
from candour.cases.case import Case
from candour.cases.errors import CaseNotFoundError, SettingsError
from candour.cases.notice import Channel
from candour.cases.policy_file import load
from candour.cases.references import normalise
from candour.cases.register import decided_level
from candour.cases.showing.confidential import confidential_in_words, is_all_confidential
from candour.cases.showing.form import fill_form
from candour.cases.showing.withholding import is_name_withheld, without_writers
from replies.form_text import render_text

LONDON = ZoneInfo("Europe/London")
_COLUMNS = "{:14} {:16} {:21} {:8} {:28} {}"


def list_register(config: Path) -> None:
    """Print a line a case, oldest first. Names nobody.

    A report without a name is left out before its slot: who ran this again and again would learn when it came.
    """
    settings, secrets = configured(config)
    with closing(opened_store(settings, secrets, read_only=True)) as store:
        entries = told_cases(store, utc_now())
        if not entries:
            typer.echo("No cases yet.")
            return
        typer.secho(_COLUMNS.format("reference", "school", "state", "level", "type", "report by"), bold=True)
        for entry in entries:
            report_by = f"{entry.report_by.astimezone(LONDON):%a %d %b %Y %H:%M}" if entry.report_by else ""
            typer.echo(
                _COLUMNS.format(
                    entry.reference,
                    entry.school,
                    entry.status.replace("_", " "),
                    entry.level or "",
                    (entry.incident_type or "").replace("_", " "),
                    report_by,
                )
            )
        for reference in store.damaged:
            typer.secho(f"{reference:14} can't be opened: restore it from the backup", fg="red")


def show(config: Path, text: str) -> None:
    """Print one case, without the writer's name where that is withheld (R33).

    Raises SettingsError for what is no reference, CaseNotFoundError for an unknown one.
    """
    settings, secrets = configured(config)
    reference = normalise(text)
    if reference is None:
        raise SettingsError(f"{text!r} is no reference: they look like SF-26-K7QM4, and a mistyped one is noticed")
    with closing(opened_store(settings, secrets, read_only=True)) as store:
        case = store.load(reference)
    school = directory_of(settings).schools.get(case.school)
    if school is None:
        raise CaseNotFoundError(reference)
    policy = load(school.profile)
    typer.secho(f"{case.reference}  {case.status.replace('_', ' ')}  level: {decided_level(case) or 'none'}", bold=True)
    for sentence in confidential_in_words(case, decides=True):
        typer.echo(sentence)
    if is_name_withheld(case.facts):
        if not is_all_confidential(case):
            typer.echo("The writer asked not to be named: their name is left out here.")
        case = without_writers(case, policy)
    typer.echo()
    typer.echo(render_text(fill_form(policy, case.facts, case.assessment.score)))
    _show_clocks(case)
    _show_notices(case)
    _show_events(case)


def _show_clocks(case: Case) -> None:
    typer.secho("Clocks", bold=True)
    for clock in case.assessment.deadlines:
        estimate = " (estimated)" if clock.estimated else ""
        typer.echo(f"  {clock.due_at.astimezone(LONDON):%a %d %b %Y %H:%M}  {clock.label}{estimate}")


def _show_notices(case: Case) -> None:
    typer.secho("\nNotices", bold=True)
    for notice in case.notices:
        moment = (notice.sent_at or notice.due_at).astimezone(LONDON)
        error = f" ({notice.error})" if notice.error else ""
        kind, role = notice.kind.replace("_", " "), notice.role.replace("_", " ")
        by = " in chat" if notice.channel is Channel.CHAT else ""
        typer.echo(f"  {moment:%a %d %b %Y %H:%M}  {notice.status:8} {kind} to {role}{by}{error}")


def _show_events(case: Case) -> None:
    typer.secho("\nEvents", bold=True)
    for event in case.events:
        details = ", ".join(f"{name} {value}" for name, value in event.details.items() if value)
        kind = event.kind.replace("_", " ")
        typer.echo(f"  {event.at.astimezone(LONDON):%a %d %b %Y %H:%M:%S}  {event.actor:10} {kind}  {details}")
