"""The entries of the policy's form on the second page: what was understood, and the few that it helps to fill in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from candour.cases.assessment import open_questions
from candour.cases.errors import DecisionRefusedError
from candour.cases.facts import Answer, Facts
from candour.cases.form import FormField
from candour.cases.policy import Policy
from candour.cases.report import Door, Report
from candour.cases.route_rules import ROUTE_RULES
from candour.cases.showing.answers import option_label
from candour.cases.typed_answers import typed_answer
from candour.web.anonymous.draft import ENTRY
from candour.web.anonymous.values import value_in, yes_and_no
from candour.web.anonymous.wording import Words

MOST_ASKED = 5
_OF_THE_WRITER = frozenset({"reporter_name", "employee_number", "line_manager_told", "wants_anonymity"})
"""What would say who writes, or that they may not be asked here."""
_NOT_SHOWN = _OF_THE_WRITER | {"summary"}
_KINDS = {"long_text": "long_text", "date": "date", "time": "time", "number": "number"}


@dataclass(frozen=True)
class Entry:
    """An input for an entry of the form. `kind` is text, long_text, date, time, number, radio or checkbox."""

    name: str
    question: str
    kind: str
    typed: str
    choices: tuple[tuple[str, str], ...] = ()
    understood: str = ""

    @property
    def chosen(self) -> tuple[str, ...]:
        """The values of the chosen radio button or the ticked boxes."""
        return tuple(self.typed.split()) if self.kind == "checkbox" else (self.typed,)


@dataclass(frozen=True)
class Entries:
    """`understood` are (question, answer) in plain words; `asked` matter most; `more` are all the others."""

    understood: Sequence[tuple[str, str]]
    asked: Sequence[Entry]
    more: Sequence[Entry]


def entries_of(policy: Policy, facts: Facts, report: Report, typed: Mapping[str, str], say: Words) -> Entries:
    """Return the second page's entries; each one can be left empty. Pure."""
    fields = [field for field in policy.form.fields if _is_for_writer(field, facts, report)]
    first = [name for name in open_questions(policy, facts, report) if name not in _OF_THE_WRITER]
    by_id = {field.id: field for field in fields}
    asked = [by_id[name] for name in first if name in by_id][:MOST_ASKED]
    shown = {field.id: _in_words(field, facts, say) for field in policy.form.fields if field.id not in _NOT_SHOWN}

    def entry(field: FormField) -> Entry:
        return _entry(field, typed.get(field.id, ""), shown.get(field.id, ""), say)

    return Entries(
        understood=[(_asks(field), shown[field.id]) for field in policy.form.fields if shown.get(field.id)],
        asked=[entry(field) for field in asked],
        more=[entry(field) for field in fields if field not in asked],
    )


def answers(policy: Policy, typed: Mapping[str, str], today: date) -> tuple[Mapping[str, Answer], Mapping[str, str]]:
    """Return the values of what was typed, and for each entry that holds none the kind of entry that it is."""
    values: dict[str, Answer] = {}
    wrong: dict[str, str] = {}
    for field in policy.form.fields:
        if field.id in typed and field.type != "file" and field.id not in _NOT_SHOWN:
            try:
                values[field.id] = typed_answer(field, typed[field.id], today=today)
            except DecisionRefusedError:
                wrong[f"{ENTRY}{field.id}"] = field.type
    return values, wrong


def as_report(school: str, text: str, now: datetime) -> Report:
    """Return a draft as the report that it would be, for the rules that ask one."""
    return Report(
        id="draft", door=Door.WEB, school=school, received_at=now, text=text, confidential=True, anonymous=True
    )


def _is_for_writer(field: FormField, facts: Facts, report: Report) -> bool:
    if not field.question or field.type == "file" or field.id in _NOT_SHOWN:
        return False
    return not field.ask_when or ROUTE_RULES[field.ask_when](facts, report)


def _asks(field: FormField) -> str:
    """Return a field's question without the sentences behind it; the printed label where nobody is asked."""
    question, mark, _ = field.question.partition("?")
    return f"{question}{mark}" if mark else field.question or field.label


def _in_words(field: FormField, facts: Facts, say: Words) -> str:
    answer = facts.shown(field.id)
    return "" if answer is None or field.type == "file" else value_in(say, field, answer)


def _entry(field: FormField, typed: str, understood: str, say: Words) -> Entry:
    name = f"{ENTRY}{field.id}"
    if choices := tuple(_choices(field, say, "as_understood" if understood else "not_known")):
        kind = "checkbox" if field.type == "ticks" else "radio"
        return Entry(name, field.question, kind, typed, choices, understood)
    return Entry(name, field.question, _KINDS.get(field.type, "text"), typed, understood=understood)


def _choices(field: FormField, say: Words, otherwise: str) -> Iterator[tuple[str, str]]:
    if field.type == "yes_no":
        yield from yes_and_no(say, field).items()
    if field.type in {"choice", "ticks"}:
        yield from ((option.id, option_label(field, option.id)) for option in field.options)
    if field.type in {"yes_no", "choice"}:
        yield "", say(f"details.{otherwise}")
