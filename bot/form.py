"""The policy's form as every platform draws it: entries with what is known of them, and what was wrong with them."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Literal

from candour.cases.facts import CERTAIN, Answer, Facts
from candour.cases.form import FormField
from candour.cases.policy import Policy
from candour.cases.record import Record
from candour.cases.showing.answers import option_label

DESCRIPTION = "description"
"""The entry that holds the story; no field of a policy's form has this id."""
VALUE, REASON = "value", "reason"
"""The entries of an officer's form."""
Kind = Literal["text", "long_text", "date", "time", "number", "one", "many"]
_KINDS: Mapping[str, Kind] = {
    "text": "text",
    "long_text": "long_text",
    "date": "date",
    "time": "time",
    "number": "number",
    "yes_no": "one",
    "choice": "one",
    "ticks": "many",
}


class FormEntry(Record):
    """An input. `value` is what stands in it, as `typed_answers` reads it: ticks are ids with spaces between them.

    `choices` are (id, words) for the kinds "one" and "many". Only the description is required, and that only where
    a form begins a report: everything else can be left open (R16).
    """

    id: str
    section: str
    label: str
    kind: Kind
    value: str = ""
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    is_required: bool = False
    is_to_check: bool = False
    error: str = ""


class ChatForm(Record):
    """A form to fill in. It carries nothing but the draft's id and version (or a case's reference and stamp).

    What an officer's form asks ("level", "question") stands in the entries VALUE and REASON, and comes back as an
    `events.Decided` with its reference and stamp as they were.
    """

    title: str
    entries: tuple[FormEntry, ...]
    sends: str = "Send"
    draft: str = ""
    version: int = 0
    reference: str = ""
    stamp: str = ""
    asks: Literal["report", "level", "question"] = "report"
    note: str = ""


def entries_of(
    policy: Policy, facts: Facts, errors: Mapping[str, str], typed: Mapping[str, str]
) -> Iterator[FormEntry]:
    """Yield the entries of a policy's form that its writer can fill in, with what was understood.

    `typed` is what they had filled in when something was wrong with it.
    """
    titles = {section.id: section.title for section in policy.form.sections}
    for field in policy.form.fields:
        if field.type == "file" or field.visible_to:
            continue
        shown = facts.shown(field.id)
        found = facts.value(field.id)
        yield FormEntry(
            id=field.id,
            section=titles.get(field.section, ""),
            label=field.label,
            kind=_KINDS[field.type],
            value=typed.get(field.id, "" if shown is None else typed_text(shown)),
            hint=field.question,
            choices=tuple(_choices(field)),
            is_to_check=shown is not None and found is not None and found.confidence < CERTAIN,
            error=errors.get(field.id, ""),
        )


def is_pickable(entry: FormEntry) -> bool:
    """Tell whether an input for days or for times can hold what stands in an entry of that kind."""
    try:
        match entry.kind:
            case "date":
                return not entry.value or date.fromisoformat(entry.value).isoformat() == entry.value
            case "time":
                return not entry.value or f"{time.fromisoformat(entry.value):%H:%M}" == entry.value
            case _:
                return False
    except ValueError:
        return False


def typed_text(answer: Answer) -> str:
    """Return a value as `typed_answers` would read it back."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    if isinstance(answer, tuple):
        return " ".join(answer)
    return str(answer)


def _choices(field: FormField) -> Iterator[tuple[str, str]]:
    if field.type == "yes_no":
        yield from (("yes", "Yes"), ("no", "No"))
    else:
        yield from ((option.id, option_label(field, option.id)) for option in field.options)
