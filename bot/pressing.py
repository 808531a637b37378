"""What a button, or the word that means the same, does."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot import own_reports, words
from bot.anonymity import left_for_page, name_held, went_on
from bot.changing import attended
from bot.draft import Chat, Draft
from bot.echo import buttons
from bot.events import Pressed
from bot.messages import Action, Button, Message, say
from bot.telling import holding, shown
from bot.turn import Around, Turn
from bot.waiting import gone_on, started_again

_AT_ANY_TIME = frozenset({Action.HELP, Action.STATUS, Action.ANONYMOUS})


def pressed(event: Pressed, chat: Chat, around: Around, now: datetime) -> Turn:
    """Return what comes of a button; a stale one is refused kindly, and nothing is lost."""
    if event.action in _AT_ANY_TIME:
        return _ASKED[event.action](chat, around, now)
    if done := next((one for one in chat.reported if one.draft == event.draft), None):
        return Turn(chat=chat, messages=(say(words.REPORTED_ALREADY.format(reference=done.reference)),))
    draft, does = chat.draft, _DONE.get(event.action)
    if draft is None or does is None:
        return Turn(chat=chat, messages=(_without_draft(event),))
    if event.action is Action.REPORT and not event.draft:
        return _shown(chat, draft, around, now)
    if _is_stale(event, draft):
        return Turn(chat=chat, messages=shown(chat, draft, around, now, words.STALE))
    return does(chat, draft, around, now)


def help_text(around: Around) -> Message:
    """Return what the bot is for and how to use it."""
    first, *rest = words.HELP
    return say(first.format(school=around.school.name), *rest)


def _is_stale(event: Pressed, draft: Draft) -> bool:
    """Tell whether a card shows another draft, or would send what it doesn't show."""
    return event.draft != draft.id or (event.action is Action.SEND and event.version != draft.version)


def _without_draft(event: Pressed) -> Message:
    if event.action is Action.EDIT:
        return say(words.OPEN_FORM, buttons=(Button(action=Action.EDIT, label=words.LABELS[Action.EDIT]),))
    if event.draft:
        return say(words.GONE)
    said = {Action.CANCEL: words.NOTHING_TO_CANCEL, Action.REPORT: words.STARTS, Action.START_AGAIN: words.STARTS}
    return say(said.get(event.action, words.TELL_ME))


def _sent(chat: Chat, draft: Draft, around: Around, now: datetime) -> Turn:
    """Hand a draft in; whoever sends what stood back for their name goes on with it kept back."""
    del around, now
    return Turn(chat=chat, files=name_held(draft) if draft.wants_no_name else draft)


def _cancelled(chat: Chat, draft: Draft, around: Around, now: datetime) -> Turn:
    del draft, around, now
    return Turn(chat=chat.model_copy(update={"draft": None}), messages=(say(words.CANCELLED),))


def _shown(chat: Chat, draft: Draft, around: Around, now: datetime) -> Turn:
    chat = holding(chat, attended(draft, around, now))
    return Turn(chat=chat, messages=shown(chat, draft, around, now, words.AS_IT_STANDS))


def _to_the_form(chat: Chat, draft: Draft, around: Around, now: datetime) -> Turn:
    """Offer the form: only a button can open it."""
    chat = holding(chat, attended(draft, around, now))
    return Turn(chat=chat, messages=(say(words.OPEN_FORM, buttons=buttons(draft, Action.EDIT)),))


def _helped(chat: Chat, around: Around, now: datetime) -> Turn:
    del now
    return Turn(chat=chat, messages=(help_text(around),))


def _status(chat: Chat, around: Around, now: datetime) -> Turn:
    del now
    return Turn(chat=own_reports.with_question(chat, around), messages=(own_reports.status(chat, around),))


_ASKED: Mapping[Action, Callable[[Chat, Around, datetime], Turn]] = {
    Action.HELP: _helped,
    Action.STATUS: _status,
    Action.ANONYMOUS: left_for_page,
}
_DONE: Mapping[Action, Callable[[Chat, Draft, Around, datetime], Turn]] = {
    Action.SEND: _sent,
    Action.REPORT: _sent,
    Action.CANCEL: _cancelled,
    Action.START_AGAIN: started_again,
    Action.CONTINUE: gone_on,
    Action.HOLD_NAME: went_on,
    Action.SHOW: _shown,
    Action.EDIT: _to_the_form,
}
