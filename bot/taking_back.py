"""Messages that their writer changed or took back: honoured until the report is sent."""

from collections.abc import Mapping
from datetime import datetime

from bot import words
from bot.changing import changed, changes
from bot.draft import Chat, Draft
from bot.echo import short
from bot.events import Deleted, Edited
from bot.messages import say
from bot.telling import holding, shown, started
from bot.tidying import has_words, tidied
from bot.turn import Around, Turn


def edited(event: Edited, chat: Chat, around: Around, now: datetime) -> Turn:
    """Return the draft with a message as it reads now; of one that was sent it is said how to change it."""
    draft = chat.draft
    if draft is None or not _holds(draft, event.id):
        return _too_late(event.id, chat)
    if event.id in draft.retold:
        return Turn(chat=chat, messages=(say(words.IN_THE_FORM),))
    if not has_words(event.text):
        return _without(event.id, chat, draft, around, now)
    text = {"text": tidied(event.text)}
    story = tuple(each.model_copy(update=text) if each.id == event.id else each for each in draft.story)
    waiting = tuple(each.model_copy(update=text) if each.id == event.id else each for each in draft.waiting)
    replies = tuple(
        each.model_copy(update={"reply": each.reply.model_copy(update=text)}) if each.id == event.id else each
        for each in draft.replies
    )
    return _anew(chat, draft, {"story": story, "replies": replies, "waiting": waiting}, around, now, words.EDITED)


def deleted(event: Deleted, chat: Chat, around: Around, now: datetime) -> Turn:
    """Return the draft without a message; without a story or a file there is no draft."""
    draft = chat.draft
    if draft is None or not _holds(draft, event.id):
        return _too_late(event.id, chat)
    if event.id in draft.retold:
        return Turn(chat=chat, messages=(say(words.IN_THE_FORM),))
    return _without(event.id, chat, draft, around, now)


def _holds(draft: Draft, message: str) -> bool:
    return message in {*draft.messages, *draft.retold, *(each.id for each in draft.waiting)}


def _without(message: str, chat: Chat, draft: Draft, around: Around, now: datetime) -> Turn:
    story = tuple(each for each in draft.story if each.id != message)
    replies = tuple(each for each in draft.replies if each.id != message)
    waiting = tuple(each for each in draft.waiting if each.id != message)
    if not story and not draft.evidence:
        return Turn(chat=chat.model_copy(update={"draft": None}), messages=(say(words.ALL_DELETED),))
    return _anew(chat, draft, {"story": story, "replies": replies, "waiting": waiting}, around, now, words.DELETED)


def _anew(chat: Chat, draft: Draft, change: Mapping[str, object], around: Around, now: datetime, *said: str) -> Turn:
    """Return a draft that reads otherwise now, with what that changes; nothing is kept of how it read before."""
    after = started(changed(chat, draft, {**change, "earlier": ()}, around, now), around)
    chat = holding(chat, after)
    if not after.goes_by_itself:
        return Turn(chat=chat, messages=shown(chat, after, around, now, *said))
    lines = "\n".join(changes(draft.facts, after.facts, around.policy))
    asked = words.ASKED if after.asked != draft.asked else ""
    return Turn(chat=chat, messages=short(after, around, *said, lines, asked=asked))


def _too_late(message: str, chat: Chat) -> Turn:
    """Say once of each report that is sent how to change it."""
    sent = next((one for one in chat.reported if message in one.messages and not one.was_told_of_edits), None)
    if sent is None:
        return Turn(chat=chat)
    told = sent.model_copy(update={"was_told_of_edits": True})
    reported = tuple(told if one is sent else one for one in chat.reported)
    said = say(words.SENT_ALREADY.format(reference=sent.reference))
    return Turn(chat=chat.model_copy(update={"reported": reported}), messages=(said,))
