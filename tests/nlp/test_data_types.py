"""The kinds of data: what school staff call them, what they imply, and what a text rules out (R54)."""

import pytest

from candour.cases.facts import Method
from nlp import ReportReader
from nlp.data_types.categories import RULES
from nlp.data_types.rules import whole_words
from tests.nlp.conftest import report


def ticks(text: str, rules: ReportReader) -> set[str]:
    return set(rules.read(report(f"I left a folder on the bus on Monday. {text}")).ticks("data_types"))


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (
            "address",
            ["It says where each family lives.", "Name, DOB, address, medical.", "Cyfeiriadau cartref y staff."],
        ),
        (
            "email_address",
            [
                "All the parents were in the cc line.",
                "It has their phone numbers and emails.",
                "I used To instead of Bcc: 112 parents' addresses for all to see.",
            ],
        ),
        ("nhs_number", ["His hospital no and NHS no, date of birth."]),
        ("political_beliefs", ["It asked who they'd vote for."]),
        ("date_of_birth", ["There are 24 passports in it.", "It has their birthdays.", "dyddiad geni pob plentyn"]),
        ("employee_number", ["Payroll no, hours, rate.", "It has staff IDs and names."]),
        ("mothers_maiden_name", ["And his mother's name before marriage."]),
        ("national_insurance_number", ["Bank, NI, date of birth.", "peoples bank details and NI."]),
        ("racial_ethnic_origin", ["There's a Gypsy/Roma column.", "It says where their families come from."]),
        ("political_beliefs", ["It says which party she's a member of.", "And how they vote in real elections."]),
        ("religious_beliefs", ["Who is out of RE for being a Jehovah's Witness.", "It lists who eats halal."]),
        ("trade_union", ["The list of who is in which union.", "The NASUWT membership list was in it."]),
        ("sexual_life", ["One says she thinks she likes girls.", "It says which of the lads is trans."]),
        ("biometrics", ["The thumbprint templates are on it."]),
        (
            "health",
            ["It says who had their jabs.", "the eppy pen plan", "It says what's wrong with him.", "Meds and doses."],
        ),
        ("health", ["Pwy sydd ag asthma.", "It says why she has been off.", "One of them lost a baby last spring."]),
        (
            "financial",
            ["Who is behind with the dinner money.", "It shows what everyone earns.", "bank deets", "slipiau cyflog"],
        ),
        (
            "tax_benefits",
            ["It shows who gets free dinners.", "SEN, PP and EAL flags.", "Pwy sy'n cael prydau am ddim."],
        ),
        ("pensions", ["LGPS forms for the cooks.", "Their retirement forecasts."]),
        (
            "records",
            ["All my marking was in it.", "Her IEP was in it.", "Six applications for the headship.", "mark sheets"],
        ),
        ("records", ["The grievance letters of two TAs.", "It names who is fostered.", "adroddiadau diwedd blwyddyn"]),
        ("child_protection", ["It has the CP minutes.", "Two body maps were in it.", "ICPC mins and the s47."]),
        ("safeguarding_adults", ["A s.42 enquiry about his nan.", "Adult social care wrote about her."]),
    ],
)
def test_a_kind_is_known_by_what_people_call_it(kind: str, texts: list[str], rules: ReportReader) -> None:
    assert [text for text in texts if kind not in ticks(text, rules)] == []


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("health", ["It wasn't the medical list.", "Health: N", "[ ] health [x] address", "nae medical stuff in it"]),
        ("address", ["I gave my email address.", "No addresses were on it.", "Address 0"]),
        ("financial", ["The bank holiday was in between.", "The staff number is on my payslip."]),
        (
            "child_protection",
            ["It was a disclosure by the chair.", "The safeguarding lead knows.", "Our DSL was told."],
        ),
        ("date_of_birth", ["It was her birthday party.", "There was a birthday card."]),
        ("records", ["I am on attendance duty.", "I reported it on Monday."]),
        ("racial_ethnic_origin", ["It was the day of the race."]),
        ("trade_union", ["Her union, I hear, has complained."]),
        ("employee_number", ["Employee number: 310554"]),
        ("political_beliefs", ["She has been voted on to the council of the PTA."]),
    ],
)
def test_what_only_sounds_like_a_kind_is_not_ticked(kind: str, texts: list[str], rules: ReportReader) -> None:
    assert [text for text in texts if kind in ticks(text, rules)] == []


def test_names_go_with_any_data_of_people(rules: ReportReader) -> None:
    data_types = rules.read(report("I lost the care plans of two boys.")).value("data_types")
    assert data_types is not None
    assert {part.value: [span.text for span in part.spans] for part in data_types.parts} == {
        "health": ["care plans"],
        "name": ["care plans"],
    }
    assert all(part.method is Method.RULE for part in data_types.parts)


@pytest.mark.parametrize(
    "text", ["I sent the medical list round, without names.", "It shows the diagnoses, not the names."]
)
def test_names_that_the_text_rules_out_are_not_implied(text: str, rules: ReportReader) -> None:
    assert "name" not in rules.read(report(text)).ticks("data_types")


def test_who_asks_not_to_be_named_does_not_rule_out_the_names_of_others(rules: ReportReader) -> None:
    assert "name" in rules.read(report("Someone left the care plans out. Please don't use my name.")).ticks(
        "data_types"
    )


def test_vague_words_count_in_a_list_and_not_alone(rules: ReportReader) -> None:
    assert "religious_beliefs" in ticks("Name, class, church.", rules)
    assert "religious_beliefs" not in ticks("I was walking past a church.", rules)


def test_what_nobody_realised_is_so_for_all_that(rules: ReportReader) -> None:
    assert "tax_benefits" in ticks("I didn't realise the FSM list was in it.", rules)
    assert "tax_benefits" not in ticks("I didn't have the FSM list in it.", rules)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("It has the names and marks of 20 pupils.", "direct"),
        ("It was not anonymised: names, marks, the lot.", "direct"),
        ("The care plans were in it.", "direct"),
        ("Only the UPNs were on it, with FSM flags.", "with_additional_sources"),
        ("It has candidate numbers, not names, and marks.", "with_additional_sources"),
        ("She is pregnant, and everyone in the year could work out who it is.", "indirect_basic_research"),
        ("The results were fully anonymised.", "extremely_difficult"),
    ],
)
def test_how_easily_people_can_be_identified_is_read(text: str, step: str, rules: ReportReader) -> None:
    found = rules.read(report(f"I left a folder on the bus. {text}")).value("identifiability")
    assert found is not None
    assert found.value == step


def test_old_stories_tick_no_box(rules: ReportReader) -> None:
    assert "health" not in ticks("Two years ago somebody here lost a medical file.", rules)


def test_every_rule_has_its_own_id() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))


def test_words_are_whole_and_may_be_wrapped() -> None:
    words = whole_words(
        """
        pens(?:ion|ions)
        |lump sum
        """
    )
    assert words.pattern == r"\b(?=\w)(?:pens(?:ion|ions)|lump sum)(?!\w)"
    assert words.search("my pension")
    assert not words.search("a pensioner")
