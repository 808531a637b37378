"""`candour corrections export`: what people changed of what was read, pseudonymised, for the next training."""

import json
import secrets as randomness
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import typer

from candour.app.correction_rows import lessons, names_in, row
from candour.app.environment import configured
from candour.app.people import directory_of
from candour.app.replacing import replacing
from candour.app.stores import opened_store
from candour.cases.case import Case
from candour.cases.corrections import may_be_taught
from candour.cases.directory import Directory
from candour.cases.errors import SettingsError, StoreDamagedError
from nlp.pseudonyms.names import NamesOf, left_to_check, recogniser
from nlp.pseudonyms.pseudonyms import Pseudonyms
from nlp.text import lower

_SECRET_IN_BYTES = 32
_REVIEW = "{word}\t{times}\t{reports}\n"


def export_corrections(
    config: Path,
    file: Path,
    *,
    school: str = "",
    review: Path | None = None,
    also: Sequence[str] = (),
    force: bool = False,
) -> bool:
    """Write a line for each report whose values somebody changed or confirmed, and tell whether all could be read.

    `review` gets the words that may still be names, for a person to look through; `also` are further words to replace.
    Never a case with a confidential message, or whose writer may not be named, or that can't be opened: those are
    counted at the terminal. Raises SettingsError where a file can't be written, or is there and `force` is not given.
    """
    settings, secrets = configured(config)
    directory = directory_of(settings)
    if school:
        directory.school(school)
    for path in (file, review):
        if path is not None and path.exists() and not force:
            raise SettingsError(f"{path} is there already: choose another name, or write over it with --force")
    people = _recogniser(settings.nlp.model)
    with closing(opened_store(settings, secrets, read_only=True)) as store:
        references = [entry.reference for entry in store.register() if school in {"", entry.school}]
        not_read = list(store.damaged)
        cases = [case for case in _opened(references, store.load, not_read) if lessons(case)]
    taught = [case for case in cases if may_be_taught(case)]
    rows = list(_rows(taught, directory, people, also))
    with replacing(file) as output:
        output.writelines(f"{json.dumps(line, ensure_ascii=False)}\n".encode() for line in rows)
    if review is not None:
        with replacing(review) as output:
            output.writelines(line.encode() for line in _to_review(rows))
    _tell(file, rows, len(cases) - len(taught), not_read, review)
    return not not_read


def _recogniser(model: str) -> Callable[[str], Sequence[str]]:
    try:
        return recogniser(model)
    except OSError:
        raise SettingsError(f"spaCy has no model {model!r} here: install it, or set nlp.model") from None


def _opened(references: Iterable[str], load_case: Callable[[str], Case], not_read: list[str]) -> Iterator[Case]:
    """Yield the cases; one that can't be opened is added to `not_read`."""
    for reference in references:
        try:
            yield load_case(reference)
        except StoreDamagedError:
            not_read.append(reference)


def _rows(
    cases: Sequence[Case], directory: Directory, people: Callable[[str], Sequence[str]], also: Sequence[str]
) -> Iterator[Mapping[str, Any]]:
    """Yield the lines in a random order, under numbers that say nothing; the secret is gone afterwards."""
    pseudonyms = Pseudonyms(randomness.token_bytes(_SECRET_IN_BYTES))
    order = list(cases)
    randomness.SystemRandom().shuffle(order)
    for number, case in enumerate(order, start=1):
        first = case.reports[0]
        around = directory.school(case.school).surroundings()
        known = [*names_in(case, around), *also]
        found = [*people(first.subject), *people(first.text)]
        yield row(case, number, pseudonyms, NamesOf(known, (first.subject, first.text), found))


def _to_review(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield each word that may be a name with how often and where it stands, the rarest first: names are rare."""
    places: dict[str, list[str]] = defaultdict(list)
    for line in rows:
        for word in left_to_check(f"{line['subject']}\n{line['body']}"):
            places[word].append(line["id"])
    for word, found in sorted(places.items(), key=lambda entry: (len(entry[1]), lower(entry[0]))):
        yield _REVIEW.format(word=word, times=len(found), reports=" ".join(dict.fromkeys(found)))


def _tell(
    file: Path, rows: Sequence[Mapping[str, Any]], left_out: int, not_read: Sequence[str], review: Path | None
) -> None:
    for reference in not_read:
        typer.secho(f"{reference} can't be opened and is left out", fg="red", err=True)
    typer.echo(f"{file} has {len(rows):,} reports.")
    if left_out:
        typer.echo(f"{left_out:,} more are left out: confidential, anonymous, or their writers may not be named.")
    if review is None:
        typer.echo("Names may be left: write a list of words to look through with --review FILE.", err=True)
    typer.echo(
        "Candour has no record that these were taken, since this command only reads: note it in your own records.",
        err=True,
    )
