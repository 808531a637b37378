"""The register as a file: `candour register export`, read beside a running Candour, and the same from the page."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import Literal

import typer

from candour.app.environment import configured, utc_now
from candour.app.people import directory_of
from candour.app.replacing import replacing
from candour.app.stores import opened_store, told_cases
from candour.cases.case import Case
from candour.cases.directory import Directory, Person
from candour.cases.errors import CaseNotFoundError, SettingsError, StoreDamagedError
from candour.cases.policy_file import load
from candour.cases.ports import Now
from candour.cases.service import Service
from replies.register_export import write

_TOLD_EVERY = 500
"""Cases; fewer are done in a moment, and nothing needs to be told of them."""


def export_register(config: Path, file: Path, *, school: str = "", force: bool = False) -> bool:
    """Write the register of all cases, or of one school's, and tell whether every case could be read.

    Reports without a name are left out before their slot. What can't be opened has a row that says so (with `school`
    too: nobody knows whose it is), and is named at the terminal. Raises SettingsError where the file has another ending
    than .xlsx or .csv, can't be written, or is there already and `force` is not given.
    """
    form = _form(file.suffix)
    settings, secrets = configured(config)
    directory = directory_of(settings)
    if school:
        directory.school(school)
    if file.exists() and not force:
        raise SettingsError(f"{file} is there already: choose another name, or write over it with --force")
    with closing(opened_store(settings, secrets, read_only=True)) as store, replacing(file) as output:
        told = told_cases(store, utc_now())
        references = [entry.reference for entry in told if school in {"", entry.school}]
        not_read = list(store.damaged)
        rows = len(references) + len(not_read)
        cases = _told(_opened(references, store.load, not_read), len(references))
        write(output, cases, directory=directory, policies=load, form=form, now=utc_now(), not_read=not_read)
    for reference in not_read:
        typer.secho(f"{reference} can't be opened: restore it from the backup", fg="red", err=True)
    typer.echo(f"{file} has {rows:,} cases{_but(not_read)}.")
    return not not_read


def exporter(service: Service, directory: Directory, now: Now) -> Callable[[Person, str, Sequence[str]], bytes]:
    """Return what the page calls: (person, "xlsx" or "csv", references) to a file of those cases.

    A case that the person may not see is left out. That they took it is recorded before; one file is written at a time,
    since each is made in memory.
    """
    one_at_a_time = Lock()

    def export(by: Person, ending: str, references: Sequence[str]) -> bytes:
        not_read: list[str] = []
        cases = _opened(references, lambda reference: service.view(reference, by).case, not_read)
        file, form, reader = io.BytesIO(), _form(f".{ending}"), by.name or by.address
        service.record_taking(by, references)
        with one_at_a_time:
            write(
                file, cases, directory=directory, policies=load, form=form, now=now(), not_read=not_read, reader=reader
            )
        return file.getvalue()

    return export


def _opened(references: Iterable[str], load_case: Callable[[str], Case], not_read: list[str]) -> Iterator[Case]:
    """Yield the cases; one that can't be opened is added to `not_read`."""
    for reference in references:
        try:
            case = load_case(reference)
        except StoreDamagedError:
            not_read.append(reference)
        except CaseNotFoundError:
            continue  # not theirs to see since a moment ago: an answer said that it is about them
        else:
            yield case


def _told(cases: Iterable[Case], total: int) -> Iterator[Case]:
    """Say on standard error how far it is, where it takes a while."""
    for number, case in enumerate(cases, start=1):
        yield case
        if number % _TOLD_EVERY == 0:
            typer.echo(f"{number:,} of {total:,} cases", err=True)


def _but(not_read: Sequence[str]) -> str:
    return f", {len(not_read):,} of which could not be read" if not_read else ""


def _form(ending: str) -> Literal["xlsx", "csv"]:
    match ending.casefold():
        case ".xlsx":
            return "xlsx"
        case ".csv":
            return "csv"
        case _:
            raise SettingsError(f"the register is written as .xlsx or .csv, not as {ending or 'a file without ending'}")
