"""Without a name: the draft goes and the anonymous address is said, or the report goes on with its name kept back."""

from datetime import datetime

from bot import words
from bot.changing import changed
from bot.draft import Chat, Draft
from bot.holding import choice, no_page, promised
from bot.messages import say
from bot.telling import announced, holding, started
from bot.turn import Around, Turn
from candour.cases.merging import WISH


def left_for_page(chat: Chat, around: Around, now: datetime) -> Turn:
    """Return the address of the anonymous page, and nothing of the draft.

    Where a school has no such page nothing is deleted: the draft waits for what its writer chooses.
    """
    address = around.anonymous()
    if address:
        deleted = words.DELETED_FOR_PAGE if chat.draft else ""
        message = say(promised(address), deleted)
        return Turn(chat=chat.model_copy(update={"draft": None}), messages=(message,), erases=True)
    if chat.draft is None:
        return Turn(chat=chat, messages=(say(*no_page(around)),))
    draft = changed(chat, chat.draft, {"typed": {**chat.draft.typed, WISH: True}, "hides_name": False}, around, now)
    return Turn(chat=holding(chat, draft), messages=(choice(draft, around),))


def name_held(draft: Draft) -> Draft:
    """Return a draft whose writer goes on in the chat: the wish not to be named goes with it (R33)."""
    return draft.model_copy(
        update={"hides_name": True, "wants_no_name": False, "is_meant": True, "typed": {**draft.typed, WISH: True}}
    )


def went_on(chat: Chat, draft: Draft, around: Around, now: datetime) -> Turn:
    """Return the draft that goes on with its name kept back."""
    draft = started(changed(chat, name_held(draft), {}, around, now), around)
    return Turn(chat=holding(chat, draft), messages=announced(chat, draft, around, now, words.HIDES_NAME))
