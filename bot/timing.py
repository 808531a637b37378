"""What time brings about: a draft that its writer left is announced and sent as it is (R16, R23), or forgotten."""

from datetime import datetime

from bot.draft import Chat
from bot.messages import say
from bot.turn import Around, Turn


def passed(chat: Chat, around: Around, now: datetime) -> Turn:
    """Return what is due in a conversation."""
    draft = chat.draft
    if draft is None or draft.sends_at is None:
        return Turn(chat=chat)
    if draft.is_sent_off or (now >= draft.sends_at and draft.was_announced):
        return Turn(chat=chat, files=draft)
    if now < draft.sends_at - around.warns_before or draft.was_announced:
        return Turn(chat=chat)
    sends_at = max(draft.sends_at, now + around.warns_before)
    announced = draft.model_copy(update={"was_announced": True, "sends_at": sends_at})
    minutes = round(around.warns_before.total_seconds() / 60)
    return Turn(
        chat=chat.model_copy(update={"draft": announced}),
        messages=(say(f"I send your report as it is in {minutes} minutes. Say “cancel” if you don't want that."),),
    )
