"""The official form, filled in."""

import re
from collections.abc import Mapping

import pytest

from candour.cases.facts import Answer, Candidate, Facts, Method
from candour.cases.form import FormField
from candour.cases.scoring import score
from candour.cases.showing.form import FilledForm, Row, RowState, fill_form
from replies.form_text import WIDTH, render_text
from tests.builders import a_value, some_facts
from tests.replies.stage import POLICY


def row(form: FilledForm, field: str) -> Row:
    return next(row for row in form.rows if row.field == field)


def ticked(form: FilledForm, field: str) -> list[str]:
    return [tick.label for group in row(form, field).groups for tick in group.ticks if tick.ticked]


def test_r16_a_form_without_any_answer_is_whole_and_open() -> None:
    form = fill_form(POLICY, Facts())
    assert [row.label for row in form.rows] == [field.label for field in POLICY.form.fields]
    assert {row.state for row in form.rows} == {RowState.OPEN}


def test_r22_sections_and_entries_stand_in_printed_order_with_the_printed_words() -> None:
    form = fill_form(POLICY, some_facts())
    assert [section.title for section in form.sections] == [section.title for section in POLICY.form.sections]
    assert [row.label for row in form.sections[0].rows][:2] == [
        "Employee Responsible for the Incident",
        "Employee's Line Manager",
    ]
    assert "No internal investigation should be conducted." in form.sections[3].after


@pytest.mark.parametrize(
    ("confidence", "confirmed_by", "state", "value"),
    [
        (0.95, None, RowState.FILLED, "Mo Adeyemi"),
        (0.8, None, RowState.FILLED, "Mo Adeyemi"),
        (0.79, None, RowState.CHECK, "Mo Adeyemi"),
        (0.5, None, RowState.CHECK, "Mo Adeyemi"),
        (0.49, None, RowState.OPEN, ""),
        (0.6, "Dilys Marlow", RowState.FILLED, "Mo Adeyemi"),
    ],
)
def test_confidence_decides_between_filled_check_and_open(
    confidence: float, confirmed_by: str | None, state: RowState, value: str
) -> None:
    known = a_value("Mo Adeyemi", "Mr Adeyemi", confidence=confidence, confirmed_by=confirmed_by)
    entry = row(fill_form(POLICY, some_facts(line_manager=known)), "line_manager")
    assert (entry.state, entry.value) == (state, value)


def test_a_long_text_is_not_quoted_twice() -> None:
    entry = row(fill_form(POLICY, some_facts(summary=a_value("I sent it.", "I sent it."))), "summary")
    assert (entry.value, entry.quotes) == ("I sent it.", ())


def test_an_open_entry_shows_the_unsure_reading_as_a_possibility() -> None:
    entry = row(fill_form(POLICY, some_facts(line_manager=a_value("Mo Adeyemi", confidence=0.3))), "line_manager")
    assert entry.alternatives == ("Mo Adeyemi",)


def test_every_value_stands_with_its_words_and_its_rivals() -> None:
    rival = Candidate(value="2026-11-19", confidence=0.4, method=Method.RULE, rule="other")
    known = a_value("2026-11-20", "this morning", alternatives=(rival,))
    entry = row(fill_form(POLICY, some_facts(occurred_date=known)), "occurred_date")
    assert entry.value == "Friday 20 November 2026"
    assert [(quote.text, quote.source) for quote in entry.quotes] == [("this morning", "in the text")]
    assert entry.alternatives == ("Thursday 19 November 2026",)


@pytest.mark.parametrize(
    ("number", "band"),
    [
        (0, "Information about less than 11 individuals"),
        (10, "Information about less than 11 individuals"),
        (11, "Information about less than 11 - 50 individuals"),
        (27, "Information about less than 11 - 50 individuals"),
        (1_001, "Information about 1,001 – 5,000 individuals"),  # noqa: RUF001 - as printed
        (250_000, "Information about 100,001 + individuals"),
    ],
)
def test_r55_a_number_ticks_its_printed_band(number: int, band: str) -> None:
    form = fill_form(POLICY, some_facts(individuals=a_value(number, "pupils")))
    assert ticked(form, "individuals") == [band]
    assert row(form, "individuals").value_beside_boxes == f"{number:,}"


def test_r56_r57_r58_data_types_are_ticked_under_their_printed_headings_with_their_points() -> None:
    form = fill_form(POLICY, some_facts(data_types=a_value(("name", "health", "child_protection"), "names")))
    groups = row(form, "data_types").groups
    assert [group.title for group in groups] == [
        "Personal (+1 for every type identified)",
        "Special Category (+2 for every type identified)",
        "Sensitive Data (+2 for every type identified)",
    ]
    assert [len(group.ticks) for group in groups] == [10, 7, 8]
    assert {(tick.label, tick.points) for group in groups for tick in group.ticks if tick.ticked} == {
        ("Name", "+1"),
        ("Physical or mental health", "+2"),
        ("Child Protection", "+2"),
    }


def test_a_tick_of_its_own_small_confidence_is_marked_and_has_its_own_words() -> None:
    parts = (
        Candidate(value="name", confidence=0.9, method=Method.RULE, rule="names", spans=a_value("", "the names").spans),
        Candidate(value="health", confidence=0.6, method=Method.RULE, rule="care", spans=a_value("", "inhaler").spans),
    )
    form = fill_form(POLICY, some_facts(data_types=a_value(("name", "health"), parts=parts)))
    ticks = [tick for group in row(form, "data_types").groups for tick in group.ticks if tick.ticked]
    assert [(tick.label, tick.check, tick.words) for tick in ticks] == [
        ("Name", False, "the names"),
        ("Physical or mental health", True, "inhaler"),
    ]


def test_a_value_that_the_form_has_no_box_for_is_still_shown() -> None:
    entry = row(fill_form(POLICY, some_facts(data_types=a_value(("name", "shoe_size")))), "data_types")
    assert "shoe size" in entry.value_beside_boxes


def test_r61_sections_and_total_show_their_score_with_the_range_of_what_is_unknown() -> None:
    facts = some_facts()
    form = fill_form(POLICY, facts, score(POLICY, facts))
    assert form.total == "4.5 to 6"
    assert ("Baseline Score", "+1") in [(line.section, line.points) for line in form.score_rows]
    assert row(form, "individuals").groups[-1].total == "1"
    assert row(form, "data_types").groups[-1].total == "3"
    assert row(form, "identifiability").groups[-1].total == "0.5 to 2"


def test_an_entry_that_a_role_may_not_see_is_left_out_for_it_alone() -> None:
    facts = some_facts(head_teacher_implicated=a_value(value=True))
    assert "head_teacher_implicated" in [row.field for row in fill_form(POLICY, facts, viewer="dpo").rows]
    assert "head_teacher_implicated" not in [row.field for row in fill_form(POLICY, facts, viewer="head_teacher").rows]
    assert "head_teacher_implicated" in [row.field for row in fill_form(POLICY, facts).rows]


def test_text_shows_boxes_marks_and_words_in_aligned_columns_of_bounded_width() -> None:
    facts = some_facts(recovered=a_value("yes", "she has deleted it", confidence=0.6))
    text = render_text(fill_form(POLICY, facts, score(POLICY, facts)))
    assert re.search(r"\[x\] +\+1 Information about less than 11 - 50 individuals", text)
    assert re.search(r"\[ \] +\+2 Racial / Ethnic Origin", text)
    assert "[x] Yes  [please check]" in text
    assert re.search(r"Time of Incident +08:40  \[pre-filled\]\n +\"twenty to nine\" \(in the text\)", text)
    assert re.search(r"4\.5 to 6  Total Score", text)
    assert max(len(line) for line in text.splitlines()) <= WIDTH


def test_text_survives_a_summary_of_a_megabyte() -> None:
    text = render_text(fill_form(POLICY, some_facts(summary=a_value("pupil " * 200_000))))
    assert len(text) < 20_000
    assert "[…]" in text


def test_every_entry_of_the_policy_can_be_shown() -> None:
    known = {field.id: a_value(_sample(field)) for field in POLICY.form.fields}
    form = fill_form(POLICY, Facts(values=known))
    assert {row.state for row in form.rows} == {RowState.FILLED}
    assert all(row.value for row in form.rows)


def _sample(field: FormField) -> Answer:
    if field.options:
        return (field.options[0].id,) if field.type == "ticks" else field.options[0].id
    samples: Mapping[str, Answer] = {"date": "2026-11-20", "time": "08:40", "number": 3, "yes_no": True}
    return samples.get(field.type, "words")
