"""What `candour mail audit` found, at the terminal and as JSON: nobody's name, and no word of any mail."""

import json
from collections.abc import Mapping, Sequence

import typer

from candour.app.mail_comparing import DIFFERENCES, MailboxAudit, State
from candour.cases.showing.mail import mail_in_words
from candour.cases.showing.words import LONDON, number_in_words, size_in_words
from intake.stocktaking import Lying

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
    State.LEFT: "left in place, as ordinary or in doubt",
    State.ASIDE: "lying aside, for a person to open",
    State.UNFETCHED: "not handed over by the mail server, so not compared (a case says so)",
    State.DELETED: "marked as deleted by a person before being taken in",
}


def tell(audits: Sequence[MailboxAudit], damaged: Sequence[str]) -> None:
    """Print what there is of each mailbox, and of the cases that can't be opened; names nobody."""
    for audit in audits:
        typer.secho(f"{audit.mailbox.name} <{audit.mailbox.address}>: {messages_in_words(audit.total)}", bold=True)
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


def messages_in_words(count: int) -> str:
    """Return "1 message" or "2,000 messages"."""
    return f"{number_in_words(count)} message{'' if count == 1 else 's'}"


def tell_as_json(audits: Sequence[MailboxAudit], damaged: Sequence[str]) -> None:
    """Print the same for machines, with every difference."""
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
