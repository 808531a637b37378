"""What `candour check` says about a mailbox: every finding with what to do about it."""

from collections.abc import Iterator
from datetime import UTC, datetime

from candour.cases.finding import Finding, Grade
from intake.errors import MailboxMisconfiguredError, MailboxUnusableError
from intake.limits import Limits
from intake.mailbox import Mailbox
from intake.settings import MailboxSettings
from intake.stocktaking import UNUSUAL_WAIT

_MANY = 200
"""New messages in a shared mailbox beyond which it is worth asking whether the old ones are meant."""


def check_mailbox(settings: MailboxSettings) -> list[Finding]:
    """Connect to the real server and look at everything that a watcher needs; changes no message.

    The folders to which messages are moved are created where they are missing, as the watcher would.
    """
    try:
        with Mailbox.open(settings, Limits()) as mailbox:
            return list(_findings(mailbox, settings))
    except MailboxUnusableError as error:
        return [Finding(grade=Grade.FAIL, what=f"the mailbox can't be used ({error.code})", advice=error.advice)]


def _findings(mailbox: Mailbox, settings: MailboxSettings) -> Iterator[Finding]:
    yield _signed_in(mailbox, settings)
    yield _mode(settings)
    yield from _folders(mailbox)
    mailbox.select(mailbox.first)
    yield _marks(mailbox, settings)
    yield from _waiting(mailbox, settings)
    match settings.mode:
        case "dedicated":
            yield _processed_folder(mailbox)
            yield _moving(mailbox)
        case "confidential":
            yield _expunging(mailbox)
            yield _aside_folder(mailbox, settings)
        case "shared":
            pass
    yield _idle(mailbox, settings)


def _signed_in(mailbox: Mailbox, settings: MailboxSettings) -> Finding:
    waiting = len(mailbox.new_messages())
    how = f" with a token of {settings.authorisation.vendor.title()}" if settings.authorisation else ""
    what = f"logged in{how}, folder {settings.folder!r}: {waiting} new messages"
    if settings.mode == "shared" and settings.since is None and waiting > _MANY:
        advice = (
            "Candour would look at each of them, and open a case for every old one that tells of an incident; "
            "name the first day that counts, such as since = 2026-11-22"
        )
        return Finding(grade=Grade.WARN, what=what, advice=advice)
    return Finding(grade=Grade.OK, what=what)


def _waiting(mailbox: Mailbox, settings: MailboxSettings) -> Iterator[Finding]:
    """Say where mail waits for longer than a running Candour lets it; without keywords, a cursor alone could tell."""
    if not (mailbox.marks_by_keyword or settings.moves_accepted):
        return
    listed = [message for batch in mailbox.batches(mailbox.new_messages()) for message in batch]
    now = datetime.now(UTC)
    moments = [
        message.received_at for message in listed if message.received_at and now - message.received_at > UNUSUAL_WAIT
    ]
    if moments:
        what = f"{len(moments)} of them waiting for more than a quarter of an hour, the longest since "
        advice = (
            "as it should be before the first start; else look whether `candour run` is running and at its log, and "
            "run `candour mail audit`"
        )
        yield Finding(grade=Grade.WARN, what=f"{what}{min(moments):%A %d %B %Y %H:%M} UTC", advice=advice)


def _mode(settings: MailboxSettings) -> Finding:
    match settings.mode:
        case "dedicated":
            return Finding(grade=Grade.OK, what="dedicated: every message is taken for a report")
        case "shared":
            what = "shared: what tells of an incident is taken in; all mail stays where it is"
            return Finding(grade=Grade.OK, what=what)
        case "confidential":
            return Finding(
                grade=Grade.OK,
                what="confidential: Candour keeps no sender, and deletes each message that it has taken in",
                advice="The school's mail system knows who sent it all the same, and its backups may keep the message.",
            )


def _folders(mailbox: Mailbox) -> Iterator[Finding]:
    for name in mailbox.missing_folders():
        advice = "Create it, or take it out of folders."
        yield Finding(grade=Grade.FAIL, what=f"there is no folder {name!r}", advice=advice)
    for name in mailbox.other_folders():
        try:
            mailbox.select(name)
        except MailboxMisconfiguredError as error:
            yield Finding(grade=Grade.FAIL, what=f"the folder {name!r} can't be used", advice=error.advice)
        else:
            what = f"folder {name!r} is looked through too: {len(mailbox.new_messages())} new messages"
            yield Finding(grade=Grade.OK, what=what)
    if unwatched := mailbox.unwatched_folders():
        yield Finding(
            grade=Grade.WARN,
            what=f"nobody looks through {len(unwatched)} folders below: {', '.join(map(repr, unwatched[:5]))}",
            advice="if rules sort reports into them, set subfolders = true for this mailbox, or name them in folders",
        )


def _marks(mailbox: Mailbox, settings: MailboxSettings) -> Finding:
    if mailbox.marks_by_keyword:
        left = f", others {settings.left_keyword}" if settings.mode == "shared" else ""
        return Finding(grade=Grade.OK, what=f"accepted messages get the keyword {settings.keyword}{left}")
    if settings.moves_accepted:
        return Finding(
            grade=Grade.WARN,
            what="the server allows no keywords, so the folder is the mark",
            advice=f"don't move messages out of {mailbox.processed_folder!r} back into the folder: they would be new "
            "again",
        )
    why = "the folder can only be read" if mailbox.is_read_only else "the server allows no keywords"
    return Finding(
        grade=Grade.WARN,
        what=f"{why}, so Candour remembers how far it has looked",
        advice="nothing to do; but where the server numbers its messages anew, all of them are looked at again",
    )


def _processed_folder(mailbox: Mailbox) -> Finding:
    if mailbox.has_processed_folder:
        return Finding(grade=Grade.OK, what=f"accepted messages go to {mailbox.processed_folder!r}")
    return Finding(
        grade=Grade.WARN,
        what=f"the folder {mailbox.processed_folder!r} can't be made; accepted messages stay where they are",
        advice="create it by hand, or give the user the right to create folders",
    )


def _aside_folder(mailbox: Mailbox, settings: MailboxSettings) -> Finding:
    if mailbox.can_put_aside():
        what = f"what can't be cleaned goes to {settings.aside_folder!r}, for a person to open"
        return Finding(grade=Grade.OK, what=what)
    return Finding(
        grade=Grade.WARN,
        what=f"the folder {settings.aside_folder!r} can't be made; what can't be cleaned stays where it is",
        advice="create it by hand, or give the user the right to create folders",
    )


def _expunging(mailbox: Mailbox) -> Finding:
    if not mailbox.may_delete:
        return Finding(
            grade=Grade.FAIL,
            what="the user may not delete messages here, and a confidential mailbox needs that",
            advice="give the user the right to mark messages as deleted and to remove them",
        )
    if mailbox.has_uidplus:
        return Finding(grade=Grade.OK, what="the server deletes single messages for good (UIDPLUS)")
    return Finding(
        grade=Grade.WARN,
        what="the server can't delete single messages (no UIDPLUS)",
        advice="leave no message in this folder marked as deleted: it would keep Candour from deleting its own",
    )


def _idle(mailbox: Mailbox, settings: MailboxSettings) -> Finding:
    if mailbox.has_idle and settings.idle:
        return Finding(grade=Grade.OK, what="the server announces new messages (IDLE)")
    return Finding(
        grade=Grade.WARN,
        what="new messages are looked for every half minute",
        advice="" if not settings.idle else "nothing to do; a server with IDLE would make it sooner",
    )


def _moving(mailbox: Mailbox) -> Finding:
    if not mailbox.may_delete:
        return Finding(
            grade=Grade.WARN,
            what="the user may not delete messages here, so accepted ones can't be moved away",
            advice="give the user the right to mark messages as deleted and to remove them",
        )
    if mailbox.has_move:
        return Finding(grade=Grade.OK, what="the server moves messages itself (MOVE)")
    if mailbox.has_uidplus:
        return Finding(grade=Grade.OK, what="messages are moved by copying (no MOVE on this server)")
    return Finding(
        grade=Grade.WARN,
        what="the server has neither MOVE nor UIDPLUS: accepted messages stay, marked as deleted",
        advice="have the folder expunged from time to time",
    )
