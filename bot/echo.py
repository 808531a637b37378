"""What the bot says of a draft: what it understood with the words behind it, and the few questions that matter."""

from collections.abc import Iterator

from bot.draft import Draft
from bot.messages import Action, Button, Entries, Entry, Message, Part, Question, Questions, Text
from bot.reporting import open_fields
from bot.turn import Around
from candour.cases.facts import CERTAIN, Value
from candour.cases.form import FormField
from candour.cases.showing.answers import answer_in_words
from candour.cases.showing.offered import offered
from candour.cases.showing.words import one_line

MOST_ASKED = 3
_LONGEST_VALUE, _LONGEST_WORDS = 200, 80
_NOT_SHOWN = frozenset({"summary", "reporter_name"})


def with_questions(draft: Draft, around: Around) -> Draft:
    """Return the draft with the questions that are asked now."""
    return draft.model_copy(update={"asked": tuple(open_fields(draft, around)[:MOST_ASKED])})


def echoed(draft: Draft, around: Around, *before: str) -> Message:
    """Return the message that shows a draft: sentences before it, what was understood, what is asked, the buttons."""
    parts: list[Part] = [Text(text=text) for text in before if text]
    if entries := tuple(_entries(draft, around)):
        parts.append(Entries(entries=entries))
    if questions := tuple(_questions(draft, around)):
        parts.append(Questions(questions=questions))
    return Message(parts=tuple(parts), buttons=buttons(draft), key=draft.id)


def buttons(draft: Draft) -> tuple[Button, ...]:
    """Return what can be done with a draft."""
    labels = {
        Action.SEND: "Send",
        Action.EDIT: "Edit the whole form",
        Action.ANONYMOUS: "Report without my name",
        Action.CANCEL: "Cancel",
    }
    styles = {Action.SEND: "primary", Action.CANCEL: "danger"}
    return tuple(
        Button.model_validate(
            {
                "action": action,
                "label": label,
                "draft": draft.id,
                "version": draft.version,
                "style": styles.get(action, "plain"),
            }
        )
        for action, label in labels.items()
    )


def _entries(draft: Draft, around: Around) -> Iterator[Entry]:
    for field in around.policy.form.fields:
        found = draft.facts.value(field.id)
        if found is not None and field.id not in _NOT_SHOWN and draft.facts.shown(field.id) is not None:
            yield _entry(field, found)


def _entry(field: FormField, found: Value) -> Entry:
    words = one_line(" … ".join(dict.fromkeys(span.text for span in found.spans)), limit=_LONGEST_WORDS)
    value = one_line(answer_in_words(field, found.value), limit=_LONGEST_VALUE)
    return Entry(label=field.label, value=value, words=words, is_to_check=found.confidence < CERTAIN)


def _questions(draft: Draft, around: Around) -> Iterator[Question]:
    fields = {field.id: field for field in around.policy.form.fields}
    for number, name in enumerate(draft.asked, start=1):
        if name in fields:
            yield Question(number=number, text=fields[name].question, offered=offered(fields[name], draft.facts))
