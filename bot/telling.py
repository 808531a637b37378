"""What a person tells: a new report, more of it, an answer, a correction; and what they take back or change."""

from collections.abc import Mapping
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from bot.draft import Chat, Draft, Told, ToldReply
from bot.echo import echoed, with_questions
from bot.events import Brought, Deleted, Edited, Said
from bot.messages import say
from bot.reporting import as_report, reply_of, understood
from bot.turn import Around, Turn
from candour.cases.errors import ReadingFailedError
from candour.cases.facts import Facts, Method


def told(event: Said, chat: Chat, around: Around, now: datetime) -> Turn:
    """Return what comes of a message that commands nothing."""
    if chat.draft is None:
        return _begun(event, chat, around, now)
    if _answers(event, chat, chat.draft, around, now):
        reply = ToldReply(id=event.id, reply=reply_of(event.text, chat.draft, around, now))
        return changed(
            chat, chat.draft, {"replies": (*chat.draft.replies, reply)}, around, now, "Thank you. That is noted."
        )
    story = (*chat.draft.story, Told(id=event.id, text=event.text, at=now))
    return changed(chat, chat.draft, {"story": story}, around, now, "Thank you. I have added that.")


def edited(event: Edited, chat: Chat, around: Around, now: datetime) -> Turn:
    """Return the draft with a message as it reads now; one that was sent stays as it was sent."""
    draft = chat.draft
    if draft is None or event.id not in {told.id for told in draft.story}:
        return Turn(chat=chat)
    story = tuple(each.model_copy(update={"text": event.text}) if each.id == event.id else each for each in draft.story)
    return changed(chat, draft, {"story": story}, around, now, "You changed your message. This is how I read it now.")


def deleted(event: Deleted, chat: Chat, around: Around, now: datetime) -> Turn:
    """Return the draft without a message; without a story there is no draft."""
    draft = chat.draft
    if draft is None:
        return Turn(chat=chat)
    story = tuple(each for each in draft.story if each.id != event.id)
    replies = tuple(each for each in draft.replies if each.id != event.id)
    if not story:
        return Turn(
            chat=chat.model_copy(update={"draft": None}),
            messages=(say("You took your message back. Nothing was sent."),),
        )
    return changed(chat, draft, {"story": story, "replies": replies}, around, now, "You took that back.")


def brought(event: Brought, chat: Chat, around: Around, now: datetime) -> Turn:
    """Return the draft with a file; one that was refused is said, and the report goes on without it."""
    if event.evidence is None:
        return Turn(chat=chat, messages=(say(f"{event.name}: {event.refused} The report goes on without it."),))
    draft = chat.draft or begun(event.id, chat, around, now)
    return changed(
        chat,
        draft,
        {"evidence": (*draft.evidence, event.evidence)},
        around,
        now,
        f"I have added {event.evidence.name}.",
    )


def changed(chat: Chat, draft: Draft, change: Mapping[str, object], around: Around, now: datetime, *said: str) -> Turn:
    """Return the draft after a change, read anew, with what is asked next."""
    draft = draft.model_copy(update={**change, "version": draft.version + 1, "touched_at": now})
    draft = with_questions(understood(draft, chat.talker, around), around)
    return Turn(chat=chat.model_copy(update={"draft": draft}), messages=(echoed(draft, around, *said),))


def _begun(event: Said, chat: Chat, around: Around, now: datetime) -> Turn:
    draft = begun(event.id, chat, around, now)
    minutes = round(around.sends_after.total_seconds() / 60)
    return changed(
        chat,
        draft,
        {"story": (Told(id=event.id, text=event.text, at=now),)},
        around,
        now,
        "Thank you for saying so. This is what I understood.",
        f"I send it as it is in {minutes} minutes, unless you cancel it.",
    )


def begun(event: str, chat: Chat, around: Around, now: datetime) -> Draft:
    """Return an empty draft; the same event makes the same one, so that a retry is the same report."""
    return Draft(
        id=uuid5(NAMESPACE_URL, f"{chat.talker.key} {event}").hex,
        began_at=now,
        touched_at=now,
        sends_at=now + around.sends_after,
    )


def _answers(event: Said, chat: Chat, draft: Draft, around: Around, now: datetime) -> bool:
    """Tell whether a message answers what was asked, or corrects what is known."""
    report = as_report(draft, chat.talker, around.school.key)
    try:
        facts = around.understand_reply(report, reply_of(event.text, draft, around, now))
    except ReadingFailedError:
        facts = Facts()
    return any(value.method is Method.ANSWER or value.rule.startswith("correction.") for value in facts.values.values())
