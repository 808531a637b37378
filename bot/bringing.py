"""Files that a person brings: part of the report, or of the one that was just sent; refused ones are said."""

from datetime import datetime, timedelta

from bot import words
from bot.changing import begun, changed
from bot.draft import Chat, Draft, Reported
from bot.echo import card, short
from bot.events import Brought
from bot.messages import Message, say
from bot.reporting import as_report
from bot.telling import holding
from bot.turn import Answering, Around, Turn
from candour.cases.report import Evidence
from candour.cases.showing.words import one_line

MOST_FILES = 10
MOST_MEBIBYTES = 60
_MEBIBYTE = 1 << 20
_JOINS_FOR = timedelta(hours=1)
"""So long a file without a word belongs to the report that was sent last."""


def brought(event: Brought, chat: Chat, around: Around, now: datetime) -> Turn:
    """Return the draft with a file; one that was refused is said, and the report goes on without it."""
    name = one_line(event.name or (event.evidence.name if event.evidence else ""), limit=120)
    draft = chat.draft
    if event.evidence is None:
        return Turn(chat=chat, messages=(_refused(name, event.refused),))
    if draft is None and (sent := _just_sent(chat, now)) is not None:
        return _joins(event, sent, chat, around, now)
    draft = draft or begun(event.id, chat, around, now)
    if event.evidence.digest in {one.digest for one in draft.evidence}:
        return Turn(chat=chat, messages=(say(words.FILE_KNOWN.format(name=name)),))
    if too_much := _too_much(draft, event.evidence):
        return Turn(chat=chat, messages=(_refused(name, too_much),))
    after = changed(chat, draft, {"evidence": (*draft.evidence, event.evidence)}, around, now)
    return Turn(chat=holding(chat, after), messages=_said(after, name, around))


def _said(after: Draft, name: str, around: Around) -> tuple[Message, ...]:
    if not after.story:
        minutes = round(around.sends_after.total_seconds() / 60)
        return (card(after, around, words.FILE_ALONE.format(name=name), words.GOES_BY_ITSELF.format(minutes=minutes)),)
    added = words.FILE_ADDED.format(name=name)
    return short(after, around, added) if after.goes_by_itself else (say(added),)


def _refused(name: str, reason: str) -> Message:
    return say(words.FILE_REFUSED.format(name=name, reason=reason))


def _too_much(draft: Draft, file: Evidence) -> str:
    if len(draft.evidence) >= MOST_FILES:
        return words.TOO_MANY_FILES.format(most=MOST_FILES)
    size = sum(one.size_in_bytes for one in draft.evidence) + file.size_in_bytes
    return words.FILES_TOO_LARGE.format(most=MOST_MEBIBYTES) if size > MOST_MEBIBYTES * _MEBIBYTE else ""


def _just_sent(chat: Chat, now: datetime) -> Reported | None:
    return next((one for one in chat.reported if one.reference and now - one.at <= _JOINS_FOR), None)


def _joins(event: Brought, sent: Reported, chat: Chat, around: Around, now: datetime) -> Turn:
    """Add a file to the report that was just sent: as a message of its writer without a word."""
    files = (event.evidence,) if event.evidence else ()
    draft = begun(event.id, chat, around, now).model_copy(update={"evidence": files})
    said = say(words.FILE_JOINED.format(name=one_line(event.name, limit=120), reference=sent.reference))
    report = as_report(draft, chat.talker, chat.school)
    return Turn(chat=chat, messages=(said,), answering=Answering(reference=sent.reference, report=report))


def takes(turn: Turn, file: Evidence | None, before: Chat) -> bool:
    """Tell whether a file that was brought is claimed by what came of it: the draft, or the case that it joins."""
    if turn.answering is not None:
        return file in turn.answering.report.evidence
    drafts = [chat.draft for chat in (turn.chat, before)]
    after, known = (draft.evidence if draft else () for draft in drafts)
    return file in after and file not in known
