"""A draft as the report that it would be, and what was understood of it."""

from collections.abc import Sequence
from datetime import datetime

from bot.commands import declined_numbers
from bot.draft import Draft
from bot.events import Said, Talker
from bot.turn import Around
from candour.cases.asked import Asked
from candour.cases.asking import asked_entries
from candour.cases.assessment import open_questions
from candour.cases.errors import ReadingFailedError
from candour.cases.facts import PLEASE_CHECK, Facts, Method, Value
from candour.cases.record import Record
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
        not_known=draft.not_known,
        keys=(f"{KEY}{draft.id}",),
    )


def understood(draft: Draft, talker: Talker, around: Around) -> Draft:
    """Return the draft with what it says now; what can't be read is no reason to hold a report back."""
    try:
        facts = around.understand(as_report(draft, talker, around.school.key))
    except ReadingFailedError:
        facts = Facts()
    return draft.model_copy(update={"facts": facts})


def asked_now(draft: Draft, around: Around) -> tuple[Asked, ...]:
    """Return what the writer was shown last: the entries with what stands in them, the questions by their numbers."""
    numbers = {field: number for number, field in enumerate(draft.asked, start=1)}
    return asked_entries(around.policy, draft.facts, frozenset(draft.asked), numbers)


def open_fields(draft: Draft, around: Around) -> Sequence[str]:
    """Return the entries to ask for, what matters most to clock, score and route first."""
    shell = Report(
        id=draft.id, door=Door.CHAT, school=around.school.key, received_at=draft.began_at, evidence=draft.evidence
    )
    left = {*draft.declined, *draft.not_known}
    return [field for field in open_questions(around.policy, draft.facts, shell) if field not in left]


class Answered(Record):
    """A message as an answer to what was asked last: the entries that it answers or puts right, and can't tell."""

    message: str
    reply: Reply
    fields: tuple[str, ...]
    declined: tuple[str, ...] = ()


def answer_in(said: Said, draft: Draft, talker: Talker, around: Around, now: datetime) -> Answered | None:
    """Return what a message answers of what was asked, or puts right of what is known; None where it does neither."""
    reply = Reply(text=said.text, at=now, asked=asked_now(draft, around))
    try:
        facts = around.understand_reply(as_report(draft, talker, around.school.key), reply)
    except ReadingFailedError:
        return None
    fields = tuple(field for field, value in facts.values.items() if _is_told(value))
    numbers = declined_numbers(said.text)
    declined = tuple(
        field for number, field in enumerate(draft.asked, start=1) if number in numbers and field not in fields
    )
    return Answered(message=said.id, reply=reply, fields=fields, declined=declined) if fields or declined else None


def _is_told(value: Value) -> bool:
    is_answer = value.method is Method.ANSWER or value.rule.startswith("correction.")
    return is_answer and value.confidence >= PLEASE_CHECK
