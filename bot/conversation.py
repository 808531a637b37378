"""The conversation, free of any platform and pure: event + chat + now -> the new chat, and what is said.

A message is understood in this order: global words, a correction, an answer to what was asked, more of the story, a new
report. It interrupts nobody with "are you sure?": it acts, and says how to come back.
"""

from datetime import datetime

from bot import own_reports, pressing, timing, words
from bot.bringing import brought
from bot.draft import Chat, Draft, Reported
from bot.events import Brought, Deleted, Edited, Event, Filled, Opened, Pressed, Said, TimePassed
from bot.filling import filled
from bot.messages import Message, say
from bot.receipt import asked_after, receipt
from bot.saying import said
from bot.taking_back import deleted, edited
from bot.turn import Around, Turn
from bot.waiting import begun_with

_KEPT_RECEIPTS = 5


def hear(event: Event, chat: Chat, around: Around, now: datetime) -> Turn:  # noqa: PLR0911  one line an event
    """Return what comes of an event."""
    match event:
        case Said():
            return said(event, chat, around, now)
        case Edited():
            return edited(event, chat, around, now)
        case Deleted():
            return deleted(event, chat, around, now)
        case Brought():
            return own_reports.answering(event, chat, around, now) or brought(event, chat, around, now)
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


def filed(chat: Chat, draft: Draft, reference: str, around: Around, now: datetime) -> Turn:
    """Return what is said when a draft has become a report, and the next draft where something waits to begin it."""
    reported = Reported(
        draft=draft.id, reference=reference, at=now, messages=draft.messages, asked=asked_after(draft, around)
    )
    kept = chat.model_copy(update={"draft": None, "reported": (reported, *chat.reported)[:_KEPT_RECEIPTS]})
    went = receipt(draft, reported, chat.talker, around, now, _why(draft, now))
    next_one = begun_with(kept, tuple(each for each in draft.waiting if each.text), around, now)
    return next_one.after(went, *_next_one(draft))


def _why(draft: Draft, now: datetime) -> str:
    """Return why a report was sent where its writer didn't press Send."""
    if draft.waiting:
        return words.SENT_FIRST
    went_by_itself = draft.was_announced and draft.sends_at is not None and now >= draft.sends_at
    return words.SENT_FOR_YOU if went_by_itself else ""


def _next_one(draft: Draft) -> tuple[Message, ...]:
    """Return the question for the next report, where only that there is one was said."""
    return (say(words.NEXT_ONE),) if any(not each.text for each in draft.waiting) else ()
