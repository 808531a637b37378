"""A school's form as data: its entries in the order and the words in which they are printed."""

from typing import Literal

from candour.cases.record import Record

FieldType = Literal["text", "long_text", "date", "time", "number", "choice", "ticks", "yes_no", "file"]


class Option(Record):
    """One tick box or choice: its id, and the words as printed."""

    id: str
    label: str


class FormField(Record):
    """One entry of the form.

    `label` is printed as in the policy, its oddities included. `question` is what a person is asked; empty where
    nobody is asked, and only where the predicate `ask_when` holds (the ids of `route_rules`). `priority` orders the
    questions: 1 matters most to clock, score and route. `visible_to` lists roles; empty means everybody whom the
    policy sends the form to.
    """

    id: str
    section: str
    label: str
    type: FieldType
    source: str
    question: str = ""
    ask_when: str = ""
    priority: int = 9
    options: tuple[Option, ...] = ()
    visible_to: tuple[str, ...] = ()


class Section(Record):
    """A heading of the form, with the words printed under it and under its last entry."""

    id: str
    title: str
    text: str = ""
    after: str = ""
    source: str


class Form(Record):
    """The official form, in the order in which it is printed.

    `return_to` is the printed sentence, an address in it included: it is shown, never sent to.
    """

    id: str
    title: str
    source: str
    return_to: str
    total_label: str = ""
    sections: tuple[Section, ...]
    fields: tuple[FormField, ...]

    def field(self, field_id: str) -> FormField:
        """Return a field; raises KeyError where the form has none of that id."""
        for field in self.fields:
            if field.id == field_id:
                return field
        raise KeyError(field_id)
