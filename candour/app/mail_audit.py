"""`candour mail audit`: what the mail server holds against what the store knows, beside a running Candour."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import TypeVar

import typer

from candour.app.compose import limits_of, mailbox_settings, opened_store, utc_now
from candour.app.environment import configured
from candour.app.mail_comparing import DIFFERENCES, Known, MailboxAudit, State, compare, known_mails
from candour.app.people import directory_of
from candour.app.stored_places import StoredPlaces
from candour.cases.case import Case
from candour.cases.directory import WatchedMailbox
from candour.cases.errors import SettingsError, StoreDamagedError
from candour.cases.mail_ledger import kept_keys
from candour.cases.showing.mail import mail_in_words
from candour.cases.showing.words import LONDON, number_in_words, size_in_words
from candour.store.folders import CaseFolderStore
from intake.errors import MailboxUnusableError
from intake.limits import Limits
from intake.settings import MailboxSettings
from intake.stocktaking import Lying, take_again, take_stock

T = TypeVar("T")
_TOLD_EVERY = 500
_MOST_LINES = 50
_WORDS: Mapping[State, tuple[str, str]] = {
    State.LOST: (
        "marked as taken in, but unknown to the store",
        (
            "Was the store put back from a backup? To have it taken in again: candour mail audit --take-again. "
            "What the store knows is not touched."
        ),
    ),
    State.STRAY: (
        "in the processed folder without our mark, and unknown to the store",
        (
            "Did somebody put that there? If it is a report, have it taken in: candour mail audit --take-again. "
            "Else move it elsewhere."
        ),
    ),
    State.WAITING: (
        "waiting for more than a quarter of an hour",
        (
            "Is `candour run` running, and what does its log say? A mail that can't be taken in is tried again, and "
            "stays where it is."
        ),
    ),
    State.UNMARKED: (
        "known to the store, but still among the new ones",
        "Candour marks it when it next looks; if it stays so, run `candour check`.",
    ),
}
_NOTES: Mapping[State, str] = {
    State.JUST_COME: "just come, waiting",
    State.LEFT: "left as ordinary mail",
    State.ASIDE: "lying aside, for a person to open",
    State.UNFETCHED: "not handed over by the mail server, so not compared (a case says so)",
    State.DELETED: "marked as deleted by a person before being taken in",
}


def audit_mail(
    config: Path, *, name: str = "", since: date | None = None, as_json: bool = False, again: bool = False
) -> bool:
    """Compare every mailbox, or one, with the store; print what there is, and return whether all is accounted for.

    With `again` what was taken, by its mark or folder, and is unknown is made new again. Raises SettingsError for an
    unknown mailbox.
    """
    settings, secrets = configured(config)
    watched = {mailbox.name: mailbox for mailbox in directory_of(settings).mailboxes}
    if name and name not in watched:
        raise SettingsError(f"there is no mailbox {name!r} in the configuration; it has: {', '.join(watched)}")
    mailboxes = [mailbox_settings(table, settings, secrets) for table in settings.mailbox if name in {"", table.name}]
    # The server first, the store afterwards: whatever bears our mark was in the store before it was marked.
    stocks = [(mailbox, _stock(mailbox, limits_of(settings), since)) for mailbox in mailboxes]
    with closing(opened_store(settings, secrets, read_only=True)) as store:
        known = known_mails(_cases(store), kept_keys(store))
        audits = [
            (mailbox, _compared(store, watched[mailbox.name], lying, known, since))
            for mailbox, lying in stocks
            if lying is not None
        ]
        damaged = store.damaged
    (_tell_as_json if as_json else _tell)([audit for _, audit in audits], damaged)
    for mailbox, audit in audits if again else ():
        _take_again(mailbox, audit)
    return len(audits) == len(stocks) and not damaged and all(audit.is_complete for _, audit in audits)


def _stock(mailbox: MailboxSettings, limits: Limits, since: date | None) -> list[Lying] | None:
    """Return what lies in a mailbox; None, and told, where it can't be used."""
    try:
        return list(_told(take_stock(mailbox, limits, since), f"messages of {mailbox.name}"))
    except MailboxUnusableError as error:
        typer.echo(f"candour: {error}", err=True)
        return None


def _cases(store: CaseFolderStore) -> Iterator[Case]:
    """Yield all cases that can be opened; `store.damaged` names the others."""
    for entry in _told(store.register(), "cases"):
        with suppress(StoreDamagedError):  # noted by the store, and told below
            yield store.load(entry.reference)


def _told(things: Iterable[T], what: str) -> Iterator[T]:
    """Say at a terminal how far it is, where it takes a while."""
    for number, thing in enumerate(things, start=1):
        yield thing
        if number % _TOLD_EVERY == 0 and sys.stderr.isatty():
            typer.echo(f"{number_in_words(number)} {what}", err=True)


def _compared(
    store: CaseFolderStore,
    mailbox: WatchedMailbox,
    lying: list[Lying],
    known: Mapping[str, Known],
    since: date | None,
) -> MailboxAudit:
    """Compare a mailbox with the store; where its server keeps no keywords, the cursors tell what was looked at."""
    places = StoredPlaces(store, mailbox.name)
    kept = {folder: places.place(folder) for folder in dict.fromkeys(message.folder for message in lying)}
    looked_at = {(folder, place.uid_validity): place.uid for folder, place in kept.items() if place is not None}
    return compare(mailbox, lying, known, now=utc_now(), since=since, looked_at=looked_at)


def _tell(audits: list[MailboxAudit], damaged: tuple[str, ...]) -> None:
    for audit in audits:
        typer.secho(f"{audit.mailbox.name} <{audit.mailbox.address}>: {_messages(audit.total)}", bold=True)
        if audit.fates.counts:
            typer.echo(f"  accounted for: {mail_in_words(audit.fates)}")
        for state, note in _NOTES.items():
            if found := audit.states.get(state):
                typer.echo(f"  {number_in_words(len(found))} {note}")
        if audit.gone and audit.mailbox.mode != "confidential":
            typer.echo(f"  {number_in_words(audit.gone)} more in cases, and no longer on the server")
        for state in DIFFERENCES:
            _tell_difference(audit, state)
        if audit.is_complete:
            typer.secho("  All accounted for.", fg="green")
    for reference in damaged:
        typer.secho(f"{reference} can't be opened, so its mails are not known: restore it from the backup", fg="red")


def _tell_difference(audit: MailboxAudit, state: State) -> None:
    """Say how many there are and what to do; which, unless others' mail lies beside them."""
    found = audit.states.get(state, ())
    if not found:
        return
    what, advice = _WORDS[state]
    typer.secho(f"  {number_in_words(len(found))} {what}", fg="red")
    for message in found[:_MOST_LINES] if audit.mailbox.mode == "dedicated" else ():
        typer.echo(f"    {_line(message)}")
    if len(found) > _MOST_LINES and audit.mailbox.mode == "dedicated":
        typer.echo(f"    and {number_in_words(len(found) - _MOST_LINES)} more (--json lists all)")
    typer.echo(f"    {advice}")


def _line(message: Lying) -> str:
    when = f"{message.received_at.astimezone(LONDON):%a %d %b %Y %H:%M}" if message.received_at else "no date"
    return f"{message.folder}, UID {message.uid}, {when}, {size_in_words(message.size_in_bytes)}"


def _messages(count: int) -> str:
    return f"{number_in_words(count)} message{'' if count == 1 else 's'}"


def _tell_as_json(audits: list[MailboxAudit], damaged: tuple[str, ...]) -> None:
    mailboxes = [
        {
            "name": audit.mailbox.name,
            "mode": audit.mailbox.mode,
            "total": audit.total,
            "accounted_for": dict(audit.fates.counts),
            "counts": {state.value: len(found) for state, found in audit.states.items()},
            "gone": audit.gone,
            "is_complete": audit.is_complete,
            "differences": {
                state.value: [_as_json(message) for message in audit.states.get(state, ())] for state in DIFFERENCES
            }
            if audit.mailbox.mode == "dedicated"
            else {},
        }
        for audit in audits
    ]
    typer.echo(json.dumps({"mailboxes": mailboxes, "damaged": list(damaged)}, indent=2))


def _as_json(message: Lying) -> dict[str, object]:
    return {
        "folder": message.folder,
        "uid": message.uid,
        "uid_validity": message.uid_validity,
        "received_at": message.received_at.isoformat() if message.received_at else None,
        "size_in_bytes": message.size_in_bytes,
    }


def _take_again(mailbox: MailboxSettings, audit: MailboxAudit) -> None:
    """Say what is done before it is done: the messages are new again, and the running Candour takes them in."""
    count = len(audit.unknown)
    if not count:
        return
    typer.echo(f"{mailbox.name}: making {_messages(count)} new again, in {mailbox.folder!r}", err=True)
    done = take_again(mailbox, audit.unknown)
    typer.echo(f"{mailbox.name}: {number_in_words(done)} of {number_in_words(count)} are new again", err=True)
