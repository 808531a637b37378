"""What the bot says of a draft: what it understood with the words behind it, and the few questions that matter."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Literal

from bot import words
from bot.changing import visible_fields
from bot.draft import Draft
from bot.events import Talker
from bot.messages import Action, Button, Entries, Entry, Message, Part, Question, Questions, Text
from bot.plain_values import in_plain_words
from bot.reporting import as_report
from bot.turn import Around
from candour.cases.facts import CERTAIN, Value
from candour.cases.form import FormField
from candour.cases.showing.offered import offered
from candour.cases.showing.words import day_in_words, moment_in_words, one_line
from candour.cases.starts import LONDON

_LONGEST_VALUE, _LONGEST_WORDS = 200, 80
_NOT_FROM_WORDS = "date.receipt"
"""Ends the rule of a day that is none of the writer's words: the day of the report, where they name no other."""
_OF_CARD = (Action.SEND, Action.EDIT, Action.ANONYMOUS, Action.CANCEL)
_OF_REPLY = (Action.SEND, Action.EDIT, Action.CANCEL)
_STYLES: dict[Action, Literal["primary", "danger"]] = {Action.SEND: "primary", Action.CANCEL: "danger"}


def card(draft: Draft, around: Around, *before: str) -> Message:
    """Return the message that shows a whole draft: sentences before it, what was understood, what is asked, buttons."""
    parts = [*_paragraphs(before), *_understood(draft, around), *questions(draft, around, words.ASKED)]
    return Message(parts=tuple(parts), buttons=buttons(draft, *_OF_CARD), key=draft.id)


def brought_up_to_date(draft: Draft, around: Around) -> Message:
    """Return the card that takes the place of the one that was said before."""
    return card(draft, around, words.AS_IT_STANDS).model_copy(update={"only_replaces": True})


def short(draft: Draft, around: Around, *said: str, asked: str = "") -> tuple[Message, ...]:
    """Return a short answer, with what is asked now under the sentence `asked`, and the card brought up to date."""
    parts = [*_paragraphs(said), *(questions(draft, around, asked) if asked else ())]
    return (
        Message(parts=tuple(parts), buttons=buttons(draft, *_OF_REPLY)),
        brought_up_to_date(draft, around),
    )


def buttons(draft: Draft, *actions: Action) -> tuple[Button, ...]:
    """Return buttons that carry a draft's id and version."""
    return tuple(
        Button(
            action=action,
            label=words.LABELS[action],
            draft=draft.id,
            version=draft.version,
            style=_STYLES.get(action, "plain"),
        )
        for action in actions
    )


def questions(draft: Draft, around: Around, before: str) -> Iterator[Part]:
    """Yield the questions that are asked, by number, under a sentence; nothing where none is."""
    if asked := question_list(draft.asked, draft, around):
        yield Text(text=before)
        yield Questions(questions=asked)


def question_list(fields: Sequence[str], draft: Draft, around: Around) -> tuple[Question, ...]:
    """Return the questions about some entries, numbered from 1, in the policy's words."""
    entries = {field.id: field for field in around.policy.form.fields}
    return tuple(
        Question(number=number, text=entries[name].question, offered=offered(entries[name], draft.facts))
        for number, name in enumerate(fields, start=1)
        if name in entries
    )


def due(draft: Draft, talker: Talker, around: Around, now: datetime) -> str:
    """Return by when the policy asks for a report, in words; "" where it names no hour, or that has passed."""
    clocks = around.clocks(as_report(draft, talker, around.school.key), draft.facts)
    clock = next((clock for clock in clocks if clock.id == "report_by"), None)
    return _moment(clock.due_at) if clock and clock.due_at > now else ""


def _moment(moment: datetime) -> str:
    """Return a moment in words; few know on which side of a day its midnight lies."""
    local = moment.astimezone(LONDON)
    at_midnight = local.time() == time(0)
    return f"the end of {day_in_words(local.date() - timedelta(days=1))}" if at_midnight else moment_in_words(moment)


def _paragraphs(texts: Sequence[str]) -> Iterator[Part]:
    return (Text(text=text) for text in texts if text)


def _understood(draft: Draft, around: Around) -> Iterator[Part]:
    found = ((field, draft.facts.value(field.id)) for field in visible_fields(around.policy))
    entries = [_entry(field, value) for field, value in found if value and draft.facts.shown(field.id) is not None]
    if entries:
        yield Entries(entries=tuple(entries))


def _entry(field: FormField, found: Value) -> Entry:
    spans = () if found.rule.endswith(_NOT_FROM_WORDS) else found.spans
    typed = one_line(" … ".join(dict.fromkeys(span.text for span in spans)), limit=_LONGEST_WORDS)
    value = one_line(in_plain_words(field, found.value), limit=_LONGEST_VALUE)
    return Entry(label=words.name_of(field), value=value, words=typed, is_to_check=found.confidence < CERTAIN)
