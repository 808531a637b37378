"""Short answers in the light of what was asked: every field, as people type them in a hurry, in English and Welsh.

The replies are written on Friday 20 November 2026; it happened on Thursday.
"""

import pytest

from candour.cases.facts import Facts
from candour.cases.merging import merge
from nlp import ReportReader
from nlp.answering.welsh import in_english
from tests.nlp.replying import TRIP, Scene, a_reply


def after(text: str, *fields: str, reader: ReportReader) -> Facts:
    """Return what stands on the form after a reply to a mail that asked for these entries."""
    known = {field: value for field, value in TRIP.items() if field not in fields}
    scene = Scene("saints-cardiff", fields, known)
    facts, _ = merge(Facts(values=known), reader.read(a_reply(text), scene.asked()))
    return facts


ANSWERS = [
    ("individuals", "about thirty", 30),
    ("individuals", "30ish", 30),
    ("individuals", "tua deg ar hugain", 30),
    ("individuals", "just the one", 1),
    ("individuals", "a class of 28", 28),
    ("individuals", "28", 28),
    ("individuals", "dwsin", 12),
    ("individuals", "two dozen or so", 24),
    ("individuals", "around a hundred", 100),
    ("occurred_date", "Tuesday", "2026-11-17"),
    ("occurred_date", "dydd Mawrth", "2026-11-17"),
    ("occurred_date", "yesterday", "2026-11-19"),
    ("occurred_date", "ddoe", "2026-11-19"),
    ("occurred_date", "the 12th", "2026-11-12"),
    ("occurred_date", "12/11", "2026-11-12"),
    ("occurred_date", "last friday", "2026-11-13"),
    ("occurred_date", "it was on monday i think", "2026-11-16"),
    ("occurred_date", "3 Tachwedd", "2026-11-03"),
    ("occurred_date", "heddiw", "2026-11-20"),
    ("occurred_time", "half nine", "09:30"),
    ("occurred_time", "about 10", "10:00"),
    ("occurred_time", "quarter past two", "14:15"),
    ("occurred_time", "tua hanner dydd", "12:00"),
    ("occurred_time", "2.30", "14:30"),
    ("occurred_time", "just after lunch", None),
    ("occurred_time", "hanner awr wedi dau", "14:30"),
    ("discovered_date", "Wednesday morning", "2026-11-18"),
    ("discovered_date", "same day", "2026-11-19"),
    ("discovered_date", "straight away", "2026-11-19"),
    ("discovered_date", "this morning", "2026-11-20"),
    ("discovered_date", "bore ddoe", "2026-11-19"),
    ("discovered_time", "ten to nine", "08:50"),
    ("discovered_time", "0915", "09:15"),
    ("discovered_time", "9ish", "09:00"),
    ("recovered", "yes", "yes"),
    ("recovered", "nope", "no"),
    ("recovered", "partly", "partly"),
    ("recovered", "she deleted it", "yes"),
    ("recovered", "got it back", "yes"),
    ("recovered", "not yet", "no"),
    ("recovered", "ydy", "yes"),
    ("recovered", "nac ydy", "no"),
    ("recovered", "some of it", "partly"),
    ("recovered", "naddo", "no"),
    ("complaint", "no", False),
    ("complaint", "nobody has", False),
    ("complaint", "not yet", False),
    ("complaint", "yes, the mum rang", True),
    ("complaint", "nac oes", False),
    ("complaint", "oes", True),
    ("near_miss", "no", False),
    ("near_miss", "yes we stopped it in time", True),
    ("near_miss", "ie", True),
    ("asset_encrypted", "yes", True),
    ("asset_encrypted", "no idea", None),
    ("asset_encrypted", "think so", True),
    ("asset_encrypted", "no it wasn't", False),
    ("asset_encrypted", "bitlocker", True),
    ("responsible_employee", "me", "Seren Vaughan"),
    ("responsible_employee", "not me, Gareth Pugh", "Gareth Pugh"),
    ("responsible_employee", "not me, Gareth", "Gareth"),
    ("responsible_employee", "it wasn't me who sent them, it was Gareth Pugh", "Gareth Pugh"),
    ("responsible_employee", "gareth pugh", "gareth pugh"),
    ("responsible_employee", "Mrs Pugh in the office", "Mrs Pugh"),
    ("responsible_employee", "fi", "Seren Vaughan"),
    ("responsible_employee", "it was me sorry", "Seren Vaughan"),
    ("line_manager", "Mrs Khan", "Mrs Khan"),
    ("line_manager", "it's Mr Rees", "Mr Rees"),
    ("line_manager_told", "yes", True),
    ("line_manager_told", "not yet", False),
    ("line_manager_told", "do", True),
    ("incident_type", "stolen laptop", "lost_or_stolen_equipment"),
    ("incident_type", "emailed the wrong person", "sent_to_wrong_person"),
    ("asset_type", "laptop", "laptop"),
    ("asset_type", "usb stick", "usb"),
    ("asset_type", "gliniadur", "laptop"),
    ("asset_type", "ipad", "tablet"),
    ("asset_reference", "SF-1123", "SF-1123"),
    ("asset_reference", "no idea", None),
    ("asset_reference", "0042", "0042"),
    ("data_types", "names and addresses", ("name", "address")),
    ("data_types", "just names", ("name",)),
    ("data_types", "names, dob, medical", ("name", "date_of_birth", "health")),
    ("data_types", "enwau a chyfeiriadau", ("name", "address")),
    ("circumstances", "one parent", ("known_recipients",)),
    ("circumstances", "nobody knows who picked it up", ("unknown_recipients",)),
    ("circumstances", "anyone could have seen it", ("unknown_recipients",)),
    ("identifiability", "straight away", None),
    ("remedial_action", "changed the password", ("changed the password",)),
    ("remedial_action", "nothing yet", None),
    ("school", "St Finnian's", "St Finnian's"),
    ("breached_data_copy", "no", False),
    ("breached_data_copy", "yes attached", True),
    ("reporter_name", "rather not say", None),
]


@pytest.mark.parametrize("before", ["SF-26-K7QM4 ", "SF-26-K7QM4: ", "sf26k7qm4, "])
@pytest.mark.parametrize(("field", "typed", "value"), [("individuals", "31", 31), ("asset_encrypted", "yes", True)])
def test_the_reference_before_an_answer_is_no_part_of_it(
    before: str, field: str, typed: str, value: object, rules: ReportReader
) -> None:
    found = after(before + typed, field, reader=rules).value(field)
    assert found is not None
    assert found.value == value


def test_a_correction_behind_a_reference_is_one(rules: ReportReader) -> None:
    found = after("SF-26-K7QM4 actually it was 5 pupils", reader=rules).value("individuals")
    assert found is not None
    assert (found.value, found.rule) == (5, "correction.individuals")


@pytest.mark.parametrize(("field", "text", "value"), ANSWERS)
def test_a_short_answer_to_the_only_question_is_read_in_its_light(
    field: str, text: str, value: object, rules: ReportReader
) -> None:
    shown = after(text, field, reader=rules).shown(field)
    assert (set(shown) if isinstance(shown, tuple) else shown) == (set(value) if isinstance(value, tuple) else value)


AMONG_OTHERS = [
    ("about thirty", "individuals", 30),
    ("30ish", "individuals", 30),
    ("tua deg ar hugain", "individuals", 30),
    ("Wednesday", "discovered_date", "2026-11-18"),
    ("it was yesterday", "discovered_date", "2026-11-19"),
    ("dydd Mawrth", "discovered_date", "2026-11-17"),
    ("ddoe", "discovered_date", "2026-11-19"),
    ("half nine", "occurred_time", "09:30"),
    ("10.15am", "occurred_time", "10:15"),
    ("chwarter wedi naw", "occurred_time", "09:15"),
]


@pytest.mark.parametrize(("text", "field", "value"), AMONG_OTHERS)
def test_a_number_a_day_or_a_time_alone_answers_the_only_question_for_one(
    text: str, field: str, value: object, rules: ReportReader
) -> None:
    asked = ("discovered_date", "occurred_time", "individuals", "recovered", "complaint", "line_manager")
    facts = after(text, *asked, reader=rules)
    assert facts.shown(field) == value
    assert [other for other in asked if other != field and facts.value(other) is not None] == []


@pytest.mark.parametrize("text", ["yes", "no", "me", "ok", "thanks!", "will do", "?", "I'll ask"])
def test_a_word_that_could_answer_several_questions_answers_none(text: str, rules: ReportReader) -> None:
    facts = after(text, "recovered", "complaint", "line_manager_told", "responsible_employee", reader=rules)
    assert [field for field in ("recovered", "complaint", "line_manager_told") if facts.value(field)] == []


@pytest.mark.parametrize(
    ("welsh", "english"),
    [
        ("tua deg ar hugain", "about 30"),
        ("tri deg pump", "35"),
        ("dau ar bymtheg", "17"),
        ("pump ar hugain o blant", "25 children"),
        ("un ar ddeg ar hugain", "31"),
        ("un ar ddeugain", "41"),
        ("hanner dwsin", "6"),
        ("tri chant", "300"),
        ("dydd mawrth diwethaf", "tuesday"),
        ("3 mawrth", "3 march"),
        ("dim ond y 3ydd o fai", "only y 3 may"),
        ("hanner awr wedi dau", "half past 2"),
        ("nac oes", "no"),
        ("do", "yes"),
        ("do they know?", "do they know?"),
        ("the 3rd of march", "the 3rd of march"),
    ],
)
def test_short_answers_in_welsh_are_said_in_english_word_for_word(welsh: str, english: str) -> None:
    assert in_english(welsh) == english


LISTS = [
    "30, Tuesday, names",
    "names, 30, Tuesday",
    "about thirty; on tuesday; names",
    "ok, thirty\nTuesday\nnames",
    "1. about thirty 2. Tuesday 3. names",
    "30 kids, Tuesday, names, thanks",
]


@pytest.mark.parametrize("text", LISTS)
def test_each_of_several_answers_is_given_to_the_question_that_it_fits(text: str, rules: ReportReader) -> None:
    """Whatever number stands before it: nobody counts questions on a telephone."""
    facts = after(text, "occurred_date", "individuals", "data_types", reader=rules)
    assert (facts.shown("individuals"), facts.shown("occurred_date")) == (30, "2026-11-17")
    assert "name" in facts.ticks("data_types")


@pytest.mark.parametrize("text", ["30, 40, names", "not 30, Tuesday", "30, Tuesday?", "Anna, Ben, Cara"])
def test_a_list_that_can_be_read_in_two_ways_answers_no_question_by_its_order(text: str, rules: ReportReader) -> None:
    facts = after(text, "occurred_date", "individuals", "data_types", reader=rules)
    assert all(value.rule != "form.individuals" for value in facts.values.values())


def test_yes_answers_the_only_question_of_that_kind(rules: ReportReader) -> None:
    assert after("yes", "complaint", "individuals", reader=rules).shown("complaint") is True
    assert after("yes", "complaint", "asset_encrypted", reader=rules).shown("complaint") is None
