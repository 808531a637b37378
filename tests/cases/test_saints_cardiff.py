"""The shipped profile says what the printed policy says. data/ holds it and its appendices without blank lines."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from candour.cases.form import FormField
from candour.cases.form_checks import forms_of
from candour.cases.notice import REPORTER
from candour.cases.offence_cues import OFFENCE_CUES
from candour.cases.policy import Offence, Policy
from candour.cases.policy_file import load, shipped_profiles
from candour.cases.score_tables import BandTable, EachTable, GroupsTable, ScoreTable
from tests.cases.printed import Printed, every_source, is_printed

DATA = Path(__file__).parent / "data"
POLICY_TEXT = (DATA / "saints-cardiff.txt").read_text(encoding="utf-8")
PRINTED = [section for section in load("saints-cardiff").form.sections if section.id != "project"]
QUESTIONS = [field for _, form in forms_of(load("saints-cardiff")) for field in form.fields if field.question]


@pytest.fixture
def policy() -> Policy:
    return load("saints-cardiff")


def words(text: str) -> list[str]:
    """Return the printed words: tick boxes, rules and marks of bold type are no words."""
    return re.sub(r'<input type="checkbox"/>|\*\*|-{5,}|\t--', " ", text).split()


def as_printed(policy: Policy) -> str:
    lines: list[str] = []
    for section in PRINTED:
        lines += [section.title, section.text]
        for field in policy.form.fields:
            if field.section == section.id:
                lines += [field.label, *score_lines(policy, field)]
        lines += [policy.form.total_label if section.id == "step_two" else "", section.after]
    return "\n".join([*lines, policy.form.return_to])


def paragraph(source: str) -> str:
    """Return the paragraphs that a source cites ("3.4, 3.5"); two of them are numbered 3.5."""
    numbered = re.split(r"^(?=\d(?:\.\d+)? )", POLICY_TEXT, flags=re.MULTILINE)
    cited = re.findall(r"\b[3-7]\.\d+\b", source)
    return "\n".join(text for text in numbered if text.split(" ", 1)[0] in cited)


def said_in_paragraphs(policy: Policy) -> Iterator[Printed]:
    """Yield what cites nothing but numbered paragraphs; role titles and labels of forms have tests of their own."""
    duties = (policy.closer, policy.classifier, policy.investigator, policy.retention)
    said = [*policy.routes, *policy.steps, *policy.paragraphs, *duties]
    for entry in said:
        if entry is not None and re.fullmatch(r"[3-7]\.\d+(, ([3-7]\.\d+|Appendix [234]))*", entry.source):
            yield entry.source, entry.text, entry.source


def score_lines(policy: Policy, field: FormField) -> Iterator[str]:
    for table in policy.score:
        if table.field == field.id:
            yield table.title if isinstance(table, EachTable) else ""
            yield from table.columns
            yield from table_rows(table, field)
            yield table.total_label


def table_rows(table: ScoreTable, field: FormField) -> Iterator[str]:
    if isinstance(table, BandTable):
        yield from (f"+{band.score:g} {band.label}" for band in table.bands)
        return
    for option in field.options:
        if isinstance(table, EachTable):
            yield option.label if option.id in table.options else ""
        else:
            groups = table.groups.values() if isinstance(table, GroupsTable) else [table.scores]
            yield from (f"+{group[option.id]:g} {option.label}" for group in groups if option.id in group)


def test_r47_to_r66_the_form_is_appendix_1_word_for_word_in_its_order(policy: Policy) -> None:
    assert words(as_printed(policy)) == words((DATA / "appendix1.txt").read_text(encoding="utf-8"))


def test_r76_r77_r78_the_level_rules_are_appendix_3_word_for_word(policy: Policy) -> None:
    lines: list[str] = []
    for level in policy.levels:
        rules = [rule for rule in policy.level_rules if rule.level == level]
        lines += [policy.level_texts[level], *(f"{number}. {rule.text}" for number, rule in enumerate(rules, start=1))]
    assert words("\n".join(lines)) == words((DATA / "appendix3.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("field", "table", "ids"),
    [
        ("data_types", "personal", 10),
        ("data_types", "special_category", 7),
        ("data_types", "sensitive", 8),
        ("identifiability", "identifiability", 4),
        ("circumstances", "circumstances", 3),
    ],
)
def test_r56_to_r60_the_tables_have_as_many_rows_as_printed(policy: Policy, field: str, table: str, ids: int) -> None:
    found = next(entry for entry in policy.score if entry.id == table)
    assert found.field == field
    sizes = [len(getattr(found, name)) for name in ("options", "scores", "groups") if hasattr(found, name)]
    assert sizes == [ids]


def test_r55_the_baseline_has_ten_bands(policy: Policy) -> None:
    bands = next(table for table in policy.score if isinstance(table, BandTable)).bands
    assert len(bands) == 10
    assert [(band.min, band.max) for band in bands[1:3]] == [(11, 50), (51, 100)]


def test_r68_to_r74_the_asset_form_is_appendix_2_word_for_word_in_its_order(policy: Policy) -> None:
    form = policy.asset_form
    assert form is not None
    lines = [form.title, *(field.label for field in form.fields), form.return_to]
    assert words("\n".join(lines)) == words((DATA / "appendix2.txt").read_text(encoding="utf-8"))


def test_r28_what_appendix_1_asks_too_is_the_same_entry_and_everything_has_a_question(policy: Policy) -> None:
    form = policy.asset_form
    assert form is not None
    first = {field.id for field in policy.form.fields}
    shared = {field.id for field in form.fields if field.id in first}
    assert shared == {"reporter_name", "service_area", "occurred_date", "asset_reference", "asset_type", "summary"}
    assert all(field.question for field in form.fields)
    assert form.return_to.endswith("dataloss@cardiff.gov.uk")


def test_every_entry_cites_a_paragraph_an_appendix_or_a_law_or_says_project(policy: Policy) -> None:
    known = r"^[3-7]\.\d|^A\d|Appendix [1-5]|front page|project|UK GDPR|DPA 2018"
    assert [source for source in every_source(policy) if not re.search(known, source)] == []


@pytest.mark.parametrize("entry", list(said_in_paragraphs(load("saints-cardiff"))), ids=lambda entry: entry[2])
def test_what_claims_to_be_a_paragraph_s_words_stands_in_it(entry: Printed) -> None:
    _, text, source = entry
    assert is_printed(text, paragraph(source))


@pytest.mark.parametrize(
    "offence", [entry for entry in load("saints-cardiff").offences if "project" not in entry.source]
)
def test_r111_offences_are_appendix_5_s_words(offence: Offence) -> None:
    assert is_printed(offence.text, (DATA / "appendix5.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("profile", shipped_profiles())
def test_r111_offences_have_the_numbers_as_enacted_and_no_verdict(profile: str) -> None:
    offences = load(profile).offences
    assert [offence.section for offence in offences] == ["119", "144", "148", "170", "171", "173", "184", "196"]
    assert {offence.cue for offence in offences} == {*OFFENCE_CUES, ""}
    assert not [offence.id for offence in offences if re.search(r"\b(guilty|has committed|is convicted)", offence.text)]


def test_r111_where_appendix_5_prints_an_outdated_number_both_are_shown(policy: Policy) -> None:
    outdated = {offence.section: offence.printed for offence in policy.offences if offence.printed}
    assert outdated == {"144": "145", "184": "181", "196": "189"}
    printed = (DATA / "appendix5.txt").read_text(encoding="utf-8")
    assert all(re.search(rf"\b{number}\b", printed) for number in outdated.values())
    assert not re.search(r"\b148\b", printed)


@pytest.mark.parametrize("profile", shipped_profiles())
def test_r101_the_ico_s_questions_ask_for_harm_number_measures_children_and_both_risks(profile: str) -> None:
    questions = load(profile).ico_questions
    asked = [
        "what_happened",
        "who_is_affected",
        "likely_harm",
        "measures_taken",
        "vulnerable_people",
        "risk",
        "high_risk",
    ]
    assert [question.id for question in questions] == asked
    assert all("project" in question.source and question.text.count("?") == 1 for question in questions)


@pytest.mark.parametrize("profile", shipped_profiles())
def test_r79_repeated_lower_levels_propose_the_highest_in_every_profile(profile: str) -> None:
    policy = load(profile)
    rule = next(rule for rule in policy.level_rules if rule.when == "repeated")
    assert rule.level == policy.levels[0]
    assert rule.parameters == {"incidents": 3, "months": 6, "levels": policy.levels[1:]}


def test_what_must_be_known_first_is_asked_first(policy: Policy) -> None:
    asked = sorted((field for field in policy.form.fields if field.question), key=lambda field: field.priority)
    assert {field.id for field in asked[:3]} == {"occurred_date", "discovered_date", "discovered_time"}
    assert {"individuals", "data_types", "circumstances"} <= {field.id for field in asked[:7]}


def test_nobody_is_asked_whether_they_want_a_name_kept_back_or_whom_it_is_about(policy: Policy) -> None:
    silent = {field.id for field in policy.form.fields if not field.question}
    assert silent == {"summary", "wants_anonymity", "head_teacher_implicated", "third_party_interests"}


def test_r39_no_question_asks_anybody_to_find_something_out_or_blames() -> None:
    forbidden = re.compile(r"\b(investigat|why|fault|mistake|should you|find out|guilty|careless)", re.IGNORECASE)
    assert not [field.id for field in QUESTIONS if forbidden.search(field.question)]


@pytest.mark.parametrize("field", QUESTIONS)
def test_questions_are_short_enough_for_a_tired_reader(field: FormField) -> None:
    sentences = [sentence for sentence in re.split(r"[?.]\s*", field.question) if sentence]
    assert max(len(sentence.split()) for sentence in sentences) <= 24


@pytest.mark.parametrize(
    ("notice", "to", "when"),
    [
        ("acknowledgement", REPORTER, "can_be_answered"),
        ("alert", "dpo", "always"),
        ("head_notice", "head_teacher", "may_be_incident"),
        ("asset_loss", "service_desk", "device_lost"),
        ("asset_form", REPORTER, "device_can_be_asked_about"),
        ("complaint", "information_governance_team", "complaint"),
    ],
)
def test_r18_r24_r26_the_routes_lead_where_the_policies_say(policy: Policy, notice: str, to: str, when: str) -> None:
    assert [(rule.to, rule.when) for rule in policy.routes if rule.notice == notice] == [(to, when)]


def test_whoever_is_bypassed_somebody_else_stands_in_for_the_alert(policy: Policy) -> None:
    assert policy.role("dpo").stands_in == "deputy_dpo"
    assert policy.role("head_teacher").stands_in == "chair_of_governors"
    assert policy.role("information_governance_team").stands_in == "dpo"
    assert {role.id for role in policy.roles if role.required} == {"dpo", "head_teacher"}


def test_r40_r113_nobody_investigates_unasked_and_the_dpo_closes(policy: Policy) -> None:
    assert (policy.investigator.role, policy.investigator.source) == ("", "3.4, 3.5")
    assert (policy.closer.role, policy.closer.source) == ("dpo", "5.5")
    assert (policy.classifier.role, policy.classifier.source) == ("dpo", "5.4, Appendix 3")
    assert policy.close_needs == ("level", "ico", "data_subjects", "complaint", "proposals", "measures")


def test_r37_not_reporting_has_consequences_and_the_reporter_is_not_threatened(policy: Policy) -> None:
    assert "keeping an incident back" in policy.wording.must_report
    assert policy.wording.must_report.startswith("You have told us")
    assert policy.wording.sources["must_report"].startswith("3.4")


def test_r129_the_policy_is_due_for_review_a_year_after_its_last_revision(policy: Policy) -> None:
    assert policy.review is not None
    assert policy.review.due == date(2027, 4, 30)


def test_the_profile_names_roles_and_no_address_that_anything_could_be_sent_to(policy: Policy) -> None:
    said = policy.model_dump_json(exclude={"form", "asset_form", "paragraphs"})
    assert "@" not in said
