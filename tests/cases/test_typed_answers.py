"""What a person types becomes a value of the entry's type, or is refused in plain words."""

from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.cases.errors import DecisionRefusedError
from candour.cases.facts import Answer
from candour.cases.form import FieldType, FormField, Option
from candour.cases.typed_answers import LONGEST, coming_day, past_day, typed_answer

TODAY = date(2026, 11, 20)
IDS = ("name", "health", "other")


def an_entry(type_: FieldType) -> FormField:
    options = tuple(Option(id=id_, label=id_.capitalize()) for id_ in IDS)
    return FormField(id="entry", section="s", label="Entry", type=type_, source="project", options=options)


@pytest.mark.parametrize(
    ("type_", "text", "answer"),
    [
        ("text", " the office ", "the office"),
        ("long_text", "first\r\nsecond\rthird", "first\nsecond\nthird"),
        ("date", "2026-11-20", "2026-11-20"),
        ("date", " 1999-02-28 ", "1999-02-28"),
        ("time", "08:40", "08:40"),
        ("time", "00:00", "00:00"),
        ("number", "27", 27),
        ("number", "0", 0),
        ("number", "1,200", 1200),
        ("number", "10,000,000", 10_000_000),
        ("yes_no", "yes", True),
        ("yes_no", "no", False),
        ("choice", "health", "health"),
        ("ticks", "other name", ("name", "other")),
        ("ticks", "name name", ("name",)),
        ("ticks", "", ()),
    ],
)
def test_an_answer_becomes_a_value_of_the_entrys_type(type_: FieldType, text: str, answer: Answer) -> None:
    found = typed_answer(an_entry(type_), text, today=TODAY)
    assert found == answer
    assert type(found) is type(answer)


@pytest.mark.parametrize(
    ("type_", "text", "words"),
    [
        ("text", " \n ", "write an answer first"),
        ("text", "\u200b\u202e", "write an answer"),
        ("number", "", "write an answer"),
        ("text", "x" * (LONGEST + 1), "longer than 20,000 characters"),
        ("date", "2026-11-21", "is in the future"),
        ("date", "20/11/2026", "year-month-day"),
        ("date", "2026-02-30", "year-month-day"),
        ("date", "0000-01-01", "year-month-day"),
        ("date", "2026-11-20T10:00", "year-month-day"),
        ("date", "\uff12\uff10\uff12\uff16-11-20", "year-month-day"),
        ("time", "8:40", "write the time like 08:40"),
        ("time", "24:30", "write the time like 08:40"),
        ("time", "08:40+01", "write the time like 08:40"),
        ("number", "about 30", "in figures"),
        ("number", "-1", "in figures"),
        ("number", "1e3", "in figures"),
        ("number", "1_0", "in figures"),
        ("number", "2.5", "in figures"),
        ("number", "nan", "in figures"),
        ("number", "1,2", "in figures"),
        ("number", "\uff12\uff17", "in figures"),
        ("number", "9" * 5000, "in figures"),
        ("number", "10000001", "from 0 to 10,000,000"),
        ("yes_no", "Yes please", "choose yes or no"),
        ("choice", "cake", "one of the answers in the list"),
        ("choice", "name health", "one of the answers in the list"),
        ("ticks", "name cake", "tick only what is in the list"),
        ("file", "list.pdf", "comes with a message"),
    ],
)
def test_what_an_entry_can_not_hold_is_refused_in_plain_words(type_: FieldType, text: str, words: str) -> None:
    with pytest.raises(DecisionRefusedError, match=words) as refused:
        typed_answer(an_entry(type_), text, today=TODAY)
    assert str(refused.value).startswith("Entry: ")


typed = st.one_of(
    st.text(),
    st.text(alphabet="0123456789,.:-+_ eE\n", max_size=12),
    st.dates().map(str),
    st.times().map(str),
    st.lists(st.sampled_from(["name", "health", "other", "cake"])).map(" ".join),
    st.sampled_from(["yes", "no"]),
)


@given(type_=st.sampled_from(get_args(FieldType)), text=typed)
def test_any_text_is_a_value_of_the_right_type_or_refused(type_: FieldType, text: str) -> None:
    try:
        answer = typed_answer(an_entry(type_), text, today=TODAY)
    except DecisionRefusedError:
        return
    assert OF_TYPE[type_](answer)


OF_TYPE: Mapping[FieldType, Callable[[Answer], bool]] = {
    "text": lambda answer: isinstance(answer, str) and answer == answer.strip() != "" and "\r" not in answer,
    "long_text": lambda answer: isinstance(answer, str) and answer == answer.strip() != "" and "\r" not in answer,
    "date": lambda answer: isinstance(answer, str) and date.fromisoformat(answer) <= TODAY,
    "time": lambda answer: isinstance(answer, str) and f"{time.fromisoformat(answer):%H:%M}" == answer,
    "number": lambda answer: type(answer) is int and answer >= 0,
    "yes_no": lambda answer: isinstance(answer, bool),
    "choice": lambda answer: answer in {"name", "health", "other"},
    "ticks": lambda answer: isinstance(answer, tuple) and answer == tuple(id_ for id_ in IDS if id_ in answer),
    "file": lambda _answer: False,
}
"""What the rest of the core expects of an entry of each type."""


@given(text=typed)
def test_any_text_for_a_day_is_a_day_within_bounds_or_refused(text: str) -> None:
    for read, is_within in ((past_day, TODAY.__ge__), (coming_day, TODAY.__le__)):
        try:
            day = read("Due", text, today=TODAY)
        except DecisionRefusedError:
            continue
        assert is_within(day)
        assert day - TODAY <= timedelta(days=731)


@pytest.mark.parametrize(
    ("text", "words"), [("2026-11-19", "has passed"), ("2029-01-01", "check the year"), ("soon", "year-month-day")]
)
def test_a_day_to_come_is_neither_over_nor_years_away(text: str, words: str) -> None:
    with pytest.raises(DecisionRefusedError, match=words):
        coming_day("Due", text, today=TODAY)
    assert coming_day("Due", "2026-11-20", today=TODAY) == TODAY
