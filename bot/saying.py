"""What somebody says, in the order in which it is understood."""

from datetime import datetime

from bot import commands, own_reports, policy_questions, remarks, words
from bot.asides import aside, is_all
from bot.changing import attended, begun
from bot.draft import Chat, Draft, Told
from bot.echo import buttons, questions
from bot.events import Pressed, Said
from bot.messages import Action, Message, Text, say
from bot.pressing import pressed
from bot.reporting import answer_in
from bot.telling import answered, began, declined, holding, more, replied
from bot.tidying import MOST_CHARACTERS, has_words, is_cut, tidied
from bot.turn import Around, Turn
from bot.waiting import is_after_gap, waits


def said(event: Said, chat: Chat, around: Around, now: datetime) -> Turn:
    """Return what comes of a message."""
    kept = event.model_copy(update={"text": tidied(event.text)})
    if not has_words(kept.text) and commands.command_in(kept.text) is None:
        return _without_words(chat)
    turn = _understood(kept, chat, around, now)
    return _cut(turn) if is_cut(event.text) else turn


def _understood(event: Said, chat: Chat, around: Around, now: datetime) -> Turn:
    draft = chat.draft
    if (action := commands.command_in(event.text)) is not None:
        return _commanded(action, event, chat, around, now)
    if (turn := _of_report(event, chat, around, now)) is not None:
        return turn
    if draft is not None and draft.is_doubtful and is_after_gap(draft, around, now):
        chat, draft = chat.model_copy(update={"draft": None}), None
    if draft is None:
        if (message := remarks.without_draft(event.text, chat, around)) is not None:
            return Turn(chat=chat, messages=(message,))
        event = event.model_copy(update={"text": commands.another_incident(event.text) or event.text})
        message = aside(event.text, around, to_draft=False)
        if message is not None and is_all(event.text, to_draft=False):
            return Turn(chat=chat, messages=(message,))
        asked = own_reports.still_asked(chat, around) or own_reports.not_found(event.text, around)
        turn = began(_told(event), chat, around, now)
        return turn.after(*((message,) if message else ()), *((say(asked),) if asked else ()))
    return _in_draft(event, chat, draft, around, now)


def _of_report(event: Said, chat: Chat, around: Around, now: datetime) -> Turn | None:
    """Return what comes of a message that belongs to a report which is sent; what its receipt asked counts as asked."""
    sent = next((one for one in chat.reported if one.asked), None)
    if sent is None or chat.draft is not None or chat.asked_about:
        return own_reports.answering(event, chat, around, now)
    shell = begun(event.id, chat, around, now).model_copy(update={"asked": sent.asked})
    is_answer = answer_in(event, shell, chat.talker, around, now) is not None
    asked = chat.model_copy(update={"asked_about": sent.reference if is_answer else ""})
    turn = own_reports.answering(event, asked, around, now)
    return turn.model_copy(update={"chat": turn.chat.model_copy(update={"asked_about": ""})}) if turn else None


def _commanded(action: Action, event: Said, chat: Chat, around: Around, now: datetime) -> Turn:
    draft = chat.draft
    press = Pressed(id=event.id, action=action, draft=draft.id if draft else "", version=draft.version if draft else 0)
    return pressed(press, chat, around, now)


def _in_draft(event: Said, chat: Chat, draft: Draft, around: Around, now: datetime) -> Turn:
    """Return what a message makes of a draft that is open."""
    if draft.goes_by_itself and is_after_gap(draft, around, now):
        goes_on = draft.waiting and commands.agrees(event.text)
        return _commanded(Action.CONTINUE, event, chat, around, now) if goes_on else waits(event, chat, draft, now)
    if draft.goes_by_itself and (rest := commands.another_incident(event.text)) is not None:
        next_one = Told(id=event.id, text=rest, at=now)
        return Turn(chat=chat, files=draft.model_copy(update={"waiting": (next_one,)}))
    if draft.goes_by_itself and draft.story and (message := remarks.on_draft(event.text, draft)) is not None:
        return Turn(chat=holding(chat, attended(draft, around, now)), messages=(message,))
    if is_all(event.text) and (message := aside(event.text, around, to_draft=draft.goes_by_itself)) is not None:
        return Turn(chat=holding(chat, attended(draft, around, now)), messages=(message,))
    return _told_to(event, chat, draft, around, now)


def _told_to(event: Said, chat: Chat, draft: Draft, around: Around, now: datetime) -> Turn:
    """Return what a message that is about a draft makes of it."""
    if draft.story and draft.goes_by_itself and commands.declines(event.text):
        return declined(chat, draft, around, now)
    if (answer := answered(event, chat, draft, around, now)) is not None:
        return replied(answer, chat, draft, around, now)
    if draft.goes_by_itself and draft.story and (message := _unsaid(event.text, draft, around)) is not None:
        return Turn(chat=holding(chat, attended(draft, around, now)), messages=(message,))
    message = remarks.on_call(event.text, around) or policy_questions.answer(event.text, around)
    return more(_told(event), chat, draft, around, now).after(*((message,) if message else ()))


def _told(event: Said) -> Said:
    """Return a message without what was asked in it: the bot has answered that."""
    return event.model_copy(update={"text": policy_questions.what_is_told(event.text)})


def _unsaid(text: str, draft: Draft, around: Around) -> Message | None:
    """Return the answer to "yes" and "that's right", which don't say to what."""
    if commands.is_bare(text) and draft.asked:
        which = words.WHICH_QUESTION.format(example=f"{min(2, len(draft.asked))}. {text.strip()[:20]}")
        return Message(parts=(Text(text=which), *questions(draft, around, words.ASKED)))
    if commands.agrees(text) or commands.is_bare(text):
        return say(words.ENOUGH, buttons=buttons(draft, Action.SEND, Action.EDIT, Action.CANCEL))
    return None


def _without_words(chat: Chat) -> Turn:
    return Turn(chat=chat, messages=() if chat.draft else (say(words.NO_WORDS),))


def _cut(turn: Turn) -> Turn:
    """Say that not all of a message could be taken, and keep that with the report."""
    most = f"{MOST_CHARACTERS:,}"
    limit = words.CUT.format(most=most)
    chat, draft = turn.chat, turn.chat.draft
    if draft is not None and limit not in draft.limits:
        chat = holding(chat, draft.model_copy(update={"limits": (*draft.limits, limit)}))
    return turn.model_copy(update={"chat": chat}).after(say(words.TOO_LONG.format(most=most)))
