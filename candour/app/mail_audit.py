"""`candour mail audit`: what the mail server holds against what the store knows, beside a running Candour."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import TypeVar

import typer

from candour.app.environment import configured, utc_now
from candour.app.mail_audit_told import messages_in_words, tell, tell_as_json
from candour.app.mail_comparing import Known, MailboxAudit, compare, known_mails
from candour.app.mail_servers import limits_of, mailbox_settings
from candour.app.people import directory_of
from candour.app.stored_places import StoredPlaces
from candour.app.stores import opened_store
from candour.cases.case import Case
from candour.cases.directory import WatchedMailbox
from candour.cases.errors import SettingsError, StoreDamagedError
from candour.cases.mail_ledger import kept_keys
from candour.cases.showing.words import number_in_words
from candour.store.folders import CaseFolderStore
from intake.errors import MailboxUnusableError
from intake.limits import Limits
from intake.settings import MailboxSettings
from intake.stocktaking import Lying, take_again, take_stock

T = TypeVar("T")
_TOLD_EVERY = 500


def audit_mail(
    config: Path, *, name: str = "", since: date | None = None, as_json: bool = False, again: Callable[[str], bool]
) -> bool:
    """Compare every mailbox, or one, with the store; print what there is, and return whether all is accounted for.

    What was taken, by its mark or folder, and is unknown is made new again where `again`, told what that would do, says
    so. Raises SettingsError for an unknown mailbox.
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
    (tell_as_json if as_json else tell)([audit for _, audit in audits], damaged)
    for mailbox, audit in audits if not damaged else ():  # the unknown may be theirs, and in a backup
        _take_again(mailbox, audit, again)
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


def _take_again(mailbox: MailboxSettings, audit: MailboxAudit, again: Callable[[str], bool]) -> None:
    """Make messages new again, so that the running Candour takes them in."""
    count = len(audit.unknown)
    what = f"{mailbox.name}: make {messages_in_words(count)} new again, in {mailbox.folder!r}"
    if not count or not again(f"{what}? They are taken in as new reports, and who must know is told."):
        return
    done = take_again(mailbox, audit.unknown)
    typer.echo(f"{mailbox.name}: {number_in_words(done)} of {number_in_words(count)} are new again", err=True)
