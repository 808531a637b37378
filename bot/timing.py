"""What time brings about: a draft that its writer left is announced and sent as it is (R16, R23), or forgotten."""

from datetime import datetime, timedelta

from bot import words
from bot.draft import Chat, Draft
from bot.echo import buttons
from bot.holding import promised
from bot.messages import Action, say
from bot.turn import Around, Turn
from bot.waiting import taken_in

RECEIPTS_KEPT = timedelta(days=1)


def passed(chat: Chat, around: Around, now: datetime) -> Turn:
    """Return what is due in a conversation; old receipts are forgotten with it."""
    young = tuple(one for one in chat.reported if now - one.at < RECEIPTS_KEPT)
    chat = chat if young == chat.reported else chat.model_copy(update={"reported": young})
    draft = chat.draft
    if draft is None:
        return Turn(chat=chat)
    if draft.is_sent_off:
        return Turn(chat=chat, files=draft)
    if draft.ends_at is not None and now >= draft.ends_at:
        return _forgotten(chat, draft, around)
    if draft.sends_at is None or now < draft.sends_at - around.warns_before:
        return Turn(chat=chat)
    return _left(chat, draft, draft.sends_at, around, now)


def due(chat: Chat, warns_before: timedelta) -> datetime | None:
    """Return when something is next to be done in a conversation by itself, None where nothing is."""
    draft = chat.draft
    moments = [one.at + RECEIPTS_KEPT for one in chat.reported]
    if draft is not None and draft.is_sent_off:
        moments.append(draft.touched_at)
    elif draft is not None and draft.sends_at is not None:
        moments.append(draft.sends_at if draft.was_announced else draft.sends_at - warns_before)
    elif draft is not None and draft.ends_at is not None:
        moments.append(draft.ends_at)
    return min(moments, default=None)


def _left(chat: Chat, draft: Draft, sends_at: datetime, around: Around, now: datetime) -> Turn:
    """Announce that a draft is sent soon; send it where that was said in time, also after this process was down."""
    if draft.was_announced:
        return Turn(chat=chat, files=taken_in(draft)) if now >= sends_at else Turn(chat=chat)
    later = max(sends_at, now + around.warns_before)
    announced = draft.model_copy(update={"was_announced": True, "sends_at": later})
    minutes = round(around.warns_before.total_seconds() / 60)
    offers = buttons(announced, Action.SEND, Action.SHOW, Action.CANCEL)
    message = say(words.LEAVING_SOON.format(minutes=minutes), buttons=offers)
    return Turn(chat=chat.model_copy(update={"draft": announced}), messages=(message,))


def _forgotten(chat: Chat, draft: Draft, around: Around) -> Turn:
    """Forget a draft that is never sent by itself: whoever asked not to be named is told so, and where to go."""
    chat = chat.model_copy(update={"draft": None})
    if not draft.wants_no_name:
        return Turn(chat=chat)
    address = around.anonymous()
    promise = promised(address) if address else ""
    return Turn(chat=chat, messages=(say(words.NEVER_CHOSEN, promise, key=draft.id),))
