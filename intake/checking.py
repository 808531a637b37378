"""What `candour check` says about a mailbox: every finding with what to do about it."""

from candour.cases.finding import Finding, Grade
from intake.errors import MailboxUnusableError
from intake.limits import Limits
from intake.mailbox import Mailbox
from intake.settings import MailboxSettings


def check_mailbox(settings: MailboxSettings) -> list[Finding]:
    """Connect to the real server and look at everything that a watcher needs; changes no message.

    The processed folder is created where it is missing, as the watcher would.
    """
    try:
        with Mailbox.open(settings, Limits()) as mailbox:
            waiting = len(mailbox.new_messages())
            return [
                Finding(grade=Grade.OK, what=f"logged in, folder {settings.folder!r}: {waiting} new messages"),
                _keyword(mailbox, settings),
                _processed_folder(mailbox),
                _idle(mailbox, settings),
                _moving(mailbox),
            ]
    except MailboxUnusableError as error:
        return [Finding(grade=Grade.FAIL, what=f"the mailbox can't be used ({error.code})", advice=error.advice)]


def _keyword(mailbox: Mailbox, settings: MailboxSettings) -> Finding:
    if mailbox.marks_by_keyword:
        return Finding(grade=Grade.OK, what=f"accepted messages get the keyword {settings.keyword}")
    return Finding(
        grade=Grade.WARN,
        what="the server allows no keywords, so the folder is the mark",
        advice=f"don't move messages out of {mailbox.processed_folder!r} back into the folder: they would be new again",
    )


def _processed_folder(mailbox: Mailbox) -> Finding:
    if mailbox.has_processed_folder:
        return Finding(grade=Grade.OK, what=f"accepted messages go to {mailbox.processed_folder!r}")
    return Finding(
        grade=Grade.WARN,
        what=f"the folder {mailbox.processed_folder!r} can't be made; accepted messages stay where they are",
        advice="create it by hand, or give the user the right to create folders",
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
    if mailbox.has_move:
        return Finding(grade=Grade.OK, what="the server moves messages itself (MOVE)")
    if mailbox.has_uidplus:
        return Finding(grade=Grade.OK, what="messages are moved by copying (no MOVE on this server)")
    return Finding(
        grade=Grade.WARN,
        what="the server has neither MOVE nor UIDPLUS: accepted messages stay, marked as deleted",
        advice="have the folder expunged from time to time",
    )
