"""The conversation, free of any platform and pure: event + chat + now -> the new chat, and what is said.

A message is understood in this order: global words, a correction, an answer to what was asked, more of the story, a new
report. It interrupts nobody with "are you sure?": it acts, and says how to come back.
"""

from datetime import datetime

from bot import commands, pressing, timing
from bot.draft import Chat, Reported
from bot.events import Brought, Deleted, Edited, Event, Filled, Opened, Pressed, Said, TimePassed
from bot.filling import filled
from bot.receipt import receipt
from bot.telling import brought, deleted, edited, told
from bot.turn import Around, Turn

_KEPT_RECEIPTS = 5


def hear(event: Event, chat: Chat, around: Around, now: datetime) -> Turn:  # noqa: PLR0911  one line an event
    """Return what comes of an event."""
    match event:
        case Said():
            return _said(event, chat, around, now)
        case Edited():
            return edited(event, chat, around, now)
        case Deleted():
            return deleted(event, chat, around, now)
        case Brought():
            return brought(event, chat, around, now)
        case Filled():
            return filled(event, chat, around, now)
        case Pressed():
            return pressing.pressed(event, chat, around, now)
        case TimePassed():
            return timing.passed(chat, around, now)
        case Opened():
            return Turn(chat=chat, messages=(pressing.help_text(around),))
        case _:
            return Turn(chat=chat)


def filed(chat: Chat, reported: Reported, around: Around) -> Turn:
    """Return what is said when a draft has become a report: the receipt, in the place of its card."""
    kept = chat.model_copy(update={"draft": None, "reported": (reported, *chat.reported)[:_KEPT_RECEIPTS]})
    return Turn(chat=kept, messages=(receipt(reported, around),))


def _said(event: Said, chat: Chat, around: Around, now: datetime) -> Turn:
    action = commands.command_in(event.text)
    if action is None:
        return told(event, chat, around, now)
    draft = chat.draft
    press = Pressed(id=event.id, action=action, draft=draft.id if draft else "", version=draft.version if draft else 0)
    return pressing.pressed(press, chat, around, now)
