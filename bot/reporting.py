"""A draft as the report that it would be, and what was understood of it."""

from collections.abc import Sequence
from datetime import datetime

from bot.draft import Draft
from bot.events import Talker
from bot.turn import Around
from candour.cases.asked import Asked
from candour.cases.asking import asked_entries
from candour.cases.assessment import open_questions
from candour.cases.errors import ReadingFailedError
from candour.cases.facts import Facts
from candour.cases.report import Door, Reply, Report, Sender

KEY = "chat:"
"""Begins the key by which the core knows a draft's report, however often it is handed in."""


def as_report(draft: Draft, talker: Talker, school: str) -> Report:
    """Return the report that a draft would be now; it arrived when its writer began."""
    return Report(
        id=draft.id,
        door=Door.TERMINAL if talker.platform == "terminal" else Door.CHAT,
        school=school,
        received_at=draft.began_at,
        sent_at=draft.began_at,
        sender=Sender(name=talker.name, address=talker.address),
        text="\n\n".join(told.text for told in draft.story),
        replies=tuple(told.reply for told in draft.replies),
        typed=draft.typed,
        evidence=draft.evidence,
        limits=draft.limits,
        keys=(f"{KEY}{draft.id}",),
    )


def understood(draft: Draft, talker: Talker, around: Around) -> Draft:
    """Return the draft with what it says now; what can't be read is no reason to hold a report back."""
    try:
        facts = around.understand(as_report(draft, talker, around.school.key))
    except ReadingFailedError:
        facts = Facts()
    return draft.model_copy(update={"facts": facts.without(set(draft.not_known))})


def asked_now(draft: Draft, around: Around) -> tuple[Asked, ...]:
    """Return what the writer was shown last: the entries with what stands in them, the questions by their numbers."""
    numbers = {field: number for number, field in enumerate(draft.asked, start=1)}
    return asked_entries(around.policy, draft.facts, frozenset(open_fields(draft, around)), numbers)


def open_fields(draft: Draft, around: Around) -> Sequence[str]:
    """Return the entries to ask for, what matters most to clock, score and route first."""
    shell = Report(
        id=draft.id, door=Door.CHAT, school=around.school.key, received_at=draft.began_at, evidence=draft.evidence
    )
    left = {*draft.declined, *draft.not_known}
    return [field for field in open_questions(around.policy, draft.facts, shell) if field not in left]


def reply_of(text: str, draft: Draft, around: Around, now: datetime) -> Reply:
    """Return a message as an answer to what was asked last."""
    return Reply(text=text, at=now, asked=asked_now(draft, around))
