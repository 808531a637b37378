"""Coming back after a gap: what is said then waits until its writer goes on with their draft, or starts again."""

import re
from datetime import datetime

from bot import commands, words
from bot.asides import is_all
from bot.changing import attended
from bot.draft import Chat, Draft, Told
from bot.echo import buttons
from bot.events import Said
from bot.messages import Action, say
from bot.telling import began, holding, shown, told
from bot.turn import Around, Turn
from candour.cases.showing.words import one_line

_LONGEST_STORY = 90
_MOST_WAITING = 100
_I_AM_BACK = re.compile(
    r"\W*(?:(?:sorry|hi|hello|hey|ok(?:ay)?|right|so)\W+)*(?:(?:i'?m |i am |am )?back(?: now| again| here)?(?: sorry)?"
    r"|here again|hello|hi|hey|(?:are )?you (?:still )?there|sorry(?: about that)?|where were we)\W*",
    re.IGNORECASE,
)


def is_after_gap(draft: Draft, around: Around, now: datetime) -> bool:
    """Tell whether a draft's writer comes back after a while, or after this process was started anew."""
    return now - draft.touched_at > around.pauses_after or draft.touched_by != around.process


def waits(event: Said, chat: Chat, draft: Draft, now: datetime) -> Turn:
    """Return the question whether to go on; the message waits meanwhile, and is part of the report if nobody says."""
    waiting = (*draft.waiting, Told(id=event.id, text=event.text, at=now))[:_MOST_WAITING]
    told = (each.text for each in draft.story) if draft.story else (file.name for file in draft.evidence)
    story = one_line(" ".join(told), limit=_LONGEST_STORY)
    offers = buttons(draft, Action.CONTINUE, Action.START_AGAIN, Action.SEND)
    message = say(words.NOT_SENT_YET.format(story=story), buttons=offers)
    return Turn(chat=holding(chat, draft.model_copy(update={"waiting": waiting})), messages=(message,))


def gone_on(chat: Chat, draft: Draft, around: Around, now: datetime) -> Turn:
    """Return the draft with what waited."""
    waiting = _worth_keeping(draft)
    draft = attended(draft.model_copy(update={"waiting": ()}), around, now)
    chat = holding(chat, draft)
    for each in waiting:
        if chat.draft is not None:
            chat = told(Said(id=each.id, text=each.text), chat, chat.draft, around, now).chat
    after = chat.draft or draft
    return Turn(chat=chat, messages=shown(chat, after, around, now, words.GOES_ON))


def started_again(chat: Chat, draft: Draft, around: Around, now: datetime) -> Turn:
    """Return the conversation without its draft; what waited begins the next one."""
    waiting = _worth_keeping(draft)
    turn = begun_with(chat.model_copy(update={"draft": None}), waiting, around, now)
    return turn.after(say(words.STARTED_AGAIN, "" if waiting else words.STARTS))


def begun_with(chat: Chat, waiting: tuple[Told, ...], around: Around, now: datetime) -> Turn:
    """Return a conversation in which what waited begins a draft; nothing is said where nothing waited."""
    turn = Turn(chat=chat)
    for each in waiting:
        said = Said(id=each.id, text=each.text)
        draft = turn.chat.draft
        turn = began(said, chat, around, now) if draft is None else told(said, turn.chat, draft, around, now)
    if len(waiting) > 1 and turn.chat.draft is not None:
        return Turn(chat=turn.chat, messages=shown(turn.chat, turn.chat.draft, around, now, words.UNDERSTOOD))
    return turn


def taken_in(draft: Draft) -> Draft:
    """Return a draft that nobody came back to: what waited is part of its story, so that nothing is lost."""
    return draft.model_copy(update={"story": (*draft.story, *_worth_keeping(draft)), "waiting": ()})


def _worth_keeping(draft: Draft) -> tuple[Told, ...]:
    """Return what waited without "hello?" and "back now"."""
    return tuple(each for each in draft.waiting if not _is_nothing(each.text))


def _is_nothing(text: str) -> bool:
    flat = text.replace("\u2019", "'")
    return bool(_I_AM_BACK.fullmatch(flat)) or commands.agrees(flat) or is_all(flat)
