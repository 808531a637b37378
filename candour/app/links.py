"""`candour links`: one-time links on cards, the poster of a school's own address, and how many links are left."""

import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import SystemRandom

import typer

from candour.app.cards import write_cards
from candour.app.environment import configured, utc_now
from candour.app.handing_over import in_words
from candour.app.people import directory_of
from candour.app.poster import write_poster
from candour.app.replacing import replacing
from candour.app.settings import Settings
from candour.app.stores import installation_key
from candour.cases import one_time_links
from candour.cases.directory import Directory
from candour.cases.errors import CandourError, SettingsError, StoreLockedError
from candour.cases.starts import LONDON
from candour.store.beside import record_beside, records_beside
from candour.store.codes import PepperedCodes
from candour.store.folders import CaseFolderStore
from candour.store.handover import Handover
from candour.store.keys import InstallationKey

GOOD_FOR = timedelta(days=90)
LONGEST = timedelta(days=366)
_PATIENCE_IN_SECONDS = 30.0
_LOOK_EVERY_IN_SECONDS = 0.1


class LinksNotTakenError(CandourError):
    """The process that works on the store did not take the new links; there are none, and no card was written."""


def mint_cards(config: Path, school: str, count: int, until: date | None, out: Path, *, force: bool) -> None:
    """Make one-time links, and a sheet of cards on which alone they stand.

    Raises SettingsError (no such pages or school, a day that won't do, a file that is there), LinksNotTakenError.
    """
    settings, secrets = configured(config)
    directory = directory_of(settings)
    address, place = _pages_of(settings), directory.school(school)
    day = _checked_day(until)
    _refuse_to_write_over(out, force=force)
    key, random = installation_key(settings, secrets), SystemRandom()
    try:
        tokens = list(one_time_links.new_tokens(count, random))
    except ValueError as error:
        raise SettingsError(f"-n is {count}: {error}") from None
    with replacing(out) as file:  # first of all: links that no card bears would be of no use
        marks = sorted(map(PepperedCodes(key).mark, tokens))
        _keep((Path(settings.store.folder), key), directory, school, marks, day)
        random.shuffle(tokens)
        write_cards(file, place, [f"{address}/o/{token}" for token in tokens], day)
    typer.echo(
        f"{out}: {count} cards for {place.name}, each good once, until {day:%d %B %Y}.\n"
        "Print it, cut it, delete it, and hand the cards out so that nobody can tell who has which: the links stand "
        "nowhere else."
    )


def draw_poster(config: Path, school: str, out: Path, *, force: bool) -> None:
    """Write a poster with the address of a school's own page. Raises SettingsError."""
    settings, _ = configured(config)
    address, place = _pages_of(settings), directory_of(settings).school(school)
    _refuse_to_write_over(out, force=force)
    with replacing(out) as file:
        write_poster(file, place, f"{address}/r/{place.key}")
    typer.echo(f"{out}: a poster with {address}/r/{place.key}")


def count_links(config: Path, school: str) -> None:
    """Print how many links of a school can still be used. Raises SettingsError, StoreError."""
    settings, secrets = configured(config)
    place, key = directory_of(settings).school(school), installation_key(settings, secrets)
    records = records_beside(Path(settings.store.folder), key, one_time_links.KIND)
    typer.echo(f"{place.name}: {one_time_links.count_left(records.values(), school, utc_now())} links can be used")


def _pages_of(settings: Settings) -> str:
    if settings.web is None or not settings.web.anonymous:
        raise SettingsError("there are no pages for reports without a name: set [web] url, and anonymous = true")
    return settings.web.url


def _checked_day(until: date | None) -> date:
    today = utc_now().astimezone(LONDON).date()
    day = until or today + GOOD_FOR
    if not today <= day <= today + LONGEST:
        raise SettingsError(f"--until is {day}: name a day from {today} to {today + LONGEST}")
    return day


def _refuse_to_write_over(out: Path, *, force: bool) -> None:
    if out.exists() and not force:
        raise SettingsError(f"{out} is there already: use --force to write over it")


def _keep(store: tuple[Path, InstallationKey], directory: Directory, school: str, marks: list[str], day: date) -> None:
    """Keep the marks of the tokens: in the store itself, or by the process that works on it."""
    try:
        with closing(CaseFolderStore(*store)) as opened:
            one_time_links.keep(opened, directory, school, marks, day)
    except StoreLockedError:
        _hand_over(Handover(*store), in_words(school, marks, day))
        if any(record_beside(*store, one_time_links.KIND, mark) is None for mark in (marks[0], marks[-1])):
            raise LinksNotTakenError(
                f"the running Candour does not know the school {school!r}: restart it, so that it reads the "
                "configuration anew; no links were made"
            ) from None


def _hand_over(handover: Handover, piece: str) -> None:
    name = handover.leave(piece)
    if not _waited_for(lambda: handover.is_taken(name)):
        handover.withdraw(name)
        raise LinksNotTakenError(
            f"a running Candour has the store, but did not take the links in within {_PATIENCE_IN_SECONDS:g} seconds; "
            "no links were made. Does its log say why? If it is older than this command, restart it"
        )


def _waited_for(is_done: Callable[[], bool]) -> bool:
    """Wait, and show that; tell whether it came to be."""
    shows = sys.stderr.isatty()
    end = time.monotonic() + _PATIENCE_IN_SECONDS
    while not (done := is_done()) and time.monotonic() < end:
        if shows:
            typer.echo(f"\rWaiting for the running Candour: {end - time.monotonic():2.0f} s ", nl=False, err=True)
        time.sleep(_LOOK_EVERY_IN_SECONDS)
    if shows:
        typer.echo(f"\r{' ' * 50}\r", nl=False, err=True)
    return done
