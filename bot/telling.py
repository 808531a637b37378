"""What a person tells: a new report, more of it, an answer, a correction."""

from collections.abc import Iterable
from datetime import datetime

from bot import words
from bot.changing import MOST_ASKED, asking, asking_on, begun, changed, changes, loses
from bot.draft import Chat, Draft, Told, ToldReply
from bot.echo import card, due, short
from bot.events import Said
from bot.holding import choice, doubt
from bot.messages import Message, say
from bot.reporting import Answered, answer_in, asked_now, open_fields
from bot.turn import Around, Turn
from candour.cases.report import Reply

_MOST_CHARACTERS, _MOST_MESSAGES = 200_000, 200
_MOST_REPLIES = 40
"""Each is read anew with each message: what comes after them is read as part of the story."""
_FEW_WORDS = 4


def began(event: Said, chat: Chat, around: Around, now: datetime) -> Turn:
    """Return a new draft with what was understood, and the questions that matter."""
    return more(event, chat, begun(event.id, chat, around, now), around, now)


def told(event: Said, chat: Chat, draft: Draft, around: Around, now: datetime) -> Turn:
    """Return what a message makes of a draft: an answer or a correction where it is one, else more of the story."""
    answer = answered(event, chat, draft, around, now)
    return replied(answer, chat, draft, around, now) if answer else more(event, chat, draft, around, now)


def answered(event: Said, chat: Chat, draft: Draft, around: Around, now: datetime) -> Answered | None:
    """Return what a message answers of what was asked, or puts right of what is known; None where it does neither."""
    is_open = bool(draft.story) and draft.goes_by_itself and len(draft.replies) < _MOST_REPLIES
    return answer_in(event, draft, chat.talker, around, now) if is_open else None


def declined(chat: Chat, draft: Draft, around: Around, now: datetime) -> Turn:
    """Return the draft where its writer can't tell what was asked: nobody asks it again."""
    asked = draft.asked or tuple(open_fields(draft, around)[:MOST_ASKED])
    change = {"declined": (*draft.declined, *asked), "asked": ()}
    draft = asking_on(changed(chat, draft, change, around, now), around)
    return Turn(chat=holding(chat, draft), messages=short(draft, around, words.DECLINED))


def holding(chat: Chat, draft: Draft) -> Chat:
    """Return the conversation with a draft."""
    return chat.model_copy(update={"draft": draft})


def started(draft: Draft, around: Around) -> Draft:
    """Return a draft with what is asked of it, as long as nothing of that was answered."""
    return asking(draft, around) if draft.goes_by_itself and not draft.replies and draft.rounds <= 1 else draft


def announced(chat: Chat, draft: Draft, around: Around, now: datetime, *said: str) -> tuple[Message, ...]:
    """Return the whole draft, with when it is sent by itself."""
    minutes = round(around.sends_after.total_seconds() / 60)
    return shown(chat, draft, around, now, *said, words.GOES_BY_ITSELF.format(minutes=minutes))


def shown(chat: Chat, draft: Draft, around: Around, now: datetime, *said: str) -> tuple[Message, ...]:
    """Return the whole draft as it stands, or what keeps it from being sent by itself."""
    if draft.wants_no_name:
        return (choice(draft, around, *said),)
    if draft.is_doubtful:
        return (doubt(draft, *said, words.STILL_NO_INCIDENT, words.REPORT_ANYWAY),)
    by = due(draft, chat.talker, around, now)
    return (card(draft, around, *said, words.REPORT_BY.format(moment=by) if by else ""),)


def replied(answer: Answered, chat: Chat, draft: Draft, around: Around, now: datetime) -> Turn:
    """Return a draft with an answer. It wins over what its writer had typed into the form before, and emptied there."""
    change = {
        "replies": (*draft.replies, ToldReply(id=answer.message, reply=answer.reply)),
        "declined": (*draft.declined, *answer.declined),
        "typed": {field: value for field, value in draft.typed.items() if field not in answer.fields},
        "not_known": tuple(field for field in draft.not_known if field not in answer.fields),
    }
    after = changed(chat, draft, change, around, now)
    answers_asked = not _moments(answer.fields + answer.declined).isdisjoint(_moments(draft.asked))
    after = asking_on(after, around) if answers_asked else after
    if after.wants_no_name:
        return Turn(chat=holding(chat, after), messages=(choice(after, around, words.NOTED),))
    said = (words.NOTED, "\n".join(changes(draft.facts, after.facts, around.policy)))
    enough = words.ENOUGH if draft.asked and not after.asked else ""
    asked = words.STILL_OPEN if answers_asked else ""
    return Turn(chat=holding(chat, after), messages=short(after, around, *said, enough, asked=asked))


def _moments(fields: Iterable[str]) -> frozenset[str]:
    """Return entries with the day and the time of a moment taken for one: who is asked the one may tell the other."""
    return frozenset(field.removesuffix("_date").removesuffix("_time") for field in fields)


def more(event: Said, chat: Chat, draft: Draft, around: Around, now: datetime) -> Turn:
    """Return a draft with more of its story: the whole of it is shown once, when it first reads like an incident."""
    if _is_full(draft, event.text):
        return Turn(chat=chat, messages=(say(words.TOO_MUCH),))
    after = _with_more(event, chat, draft, around, now)
    is_first = not draft.story or not draft.goes_by_itself
    after = asking_on(after, around) if _is_answered(draft, after, around) else started(after, around)
    return Turn(chat=holding(chat, after), messages=_said_of_more(chat, draft, after, around, now, is_first=is_first))


def _with_more(event: Said, chat: Chat, draft: Draft, around: Around, now: datetime) -> Draft:
    """Return the draft with more of its story, read as one.

    "Yesterday at break" can blur what the story said alone. It is kept as a reply then, which adds to what is known.
    """
    story = (*draft.story, Told(id=event.id, text=event.text, at=now))
    after = changed(chat, draft, {"story": story}, around, now)
    if not draft.story or len(draft.replies) >= _MOST_REPLIES or not loses(draft, after, around.policy):
        return after
    reply = ToldReply(id=event.id, reply=Reply(text=event.text, at=now, asked=asked_now(draft, around)))
    apart = changed(chat, draft, {"replies": (*draft.replies, reply)}, around, now)
    return after if loses(draft, apart, around.policy) else apart


def _is_answered(before: Draft, after: Draft, around: Around) -> bool:
    """Tell whether more of the story told something that was asked: no new question takes its place then."""
    still = open_fields(after, around)
    return before.goes_by_itself and any(field not in still for field in before.asked)


def _said_of_more(
    chat: Chat, before: Draft, after: Draft, around: Around, now: datetime, *, is_first: bool
) -> tuple[Message, ...]:
    if after.wants_no_name:
        return (choice(after, around, words.STILL_NOT_SENT if before.wants_no_name else ""),)
    if after.is_doubtful:
        return (_doubted(before, after),)
    if is_first:
        return announced(chat, after, around, now, words.UNDERSTOOD)
    said = (words.ADDED, "\n".join(changes(before.facts, after.facts, around.policy)))
    asked = words.ASKED if after.rounds == 1 else words.STILL_OPEN
    return short(after, around, *said, asked=asked if after.asked != before.asked else "")


def _doubted(before: Draft, after: Draft) -> Message:
    """Return why it is not reported; whoever has hardly begun is asked to go on."""
    if len(" ".join(told.text for told in after.story).split()) < _FEW_WORDS:
        return doubt(after, words.TELL_MORE)
    return doubt(after, words.STILL_NO_INCIDENT if before.is_doubtful else words.NO_INCIDENT, words.REPORT_ANYWAY)


def _is_full(draft: Draft, text: str) -> bool:
    size = sum(len(told.text) for told in draft.story) + sum(len(told.reply.text) for told in draft.replies)
    return size + len(text) > _MOST_CHARACTERS or len(draft.messages) >= _MOST_MESSAGES
