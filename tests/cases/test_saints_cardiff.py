"""The shipped profile says what the printed policy says. data/ holds Appendix 1 and 3 without blank lines."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from candour.cases.form import FormField
from candour.cases.notice import REPORTER
from candour.cases.policy import Policy
from candour.cases.policy_file import load
from candour.cases.score_tables import BandTable, EachTable, GroupsTable, ScoreTable

DATA = Path(__file__).parent / "data"
PRINTED = [section for section in load("saints-cardiff").form.sections if section.id != "project"]


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


def test_every_entry_cites_its_source(policy: Policy) -> None:
    form = policy.form
    printed = [form.source, *(section.source for section in form.sections), *(field.source for field in form.fields)]
    scored = [*(table.source for table in policy.score), *(note.source for note in policy.score_notes)]
    ruled = [*(rule.source for rule in policy.level_rules), *(rule.source for rule in policy.deadlines)]
    routed = [*(role.source for role in policy.roles), *(rule.source for rule in policy.routes)]
    assert all(source.strip() for source in [*printed, *scored, *ruled, *routed])


def test_what_must_be_known_first_is_asked_first(policy: Policy) -> None:
    asked = sorted((field for field in policy.form.fields if field.question), key=lambda field: field.priority)
    assert {field.id for field in asked[:3]} == {"occurred_date", "discovered_date", "discovered_time"}
    assert {"individuals", "data_types", "circumstances"} <= {field.id for field in asked[:7]}


def test_nobody_is_asked_whether_they_want_a_name_kept_back_or_whom_it_is_about(policy: Policy) -> None:
    silent = {field.id for field in policy.form.fields if not field.question}
    assert silent == {"summary", "wants_anonymity", "head_teacher_implicated"}


def test_r39_no_question_asks_anybody_to_find_something_out_or_blames(policy: Policy) -> None:
    forbidden = re.compile(r"\b(investigat|why|fault|mistake|should you|find out|guilty|careless)", re.IGNORECASE)
    assert not [field.id for field in policy.form.fields if forbidden.search(field.question)]


@pytest.mark.parametrize("field", [field for field in load("saints-cardiff").form.fields if field.question])
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
        ("complaint", "dpo", "complaint"),
    ],
)
def test_r18_r24_r26_the_routes_lead_where_the_policies_say(policy: Policy, notice: str, to: str, when: str) -> None:
    assert [(rule.to, rule.when) for rule in policy.routes if rule.notice == notice] == [(to, when)]


def test_whoever_is_bypassed_somebody_else_stands_in_for_the_alert(policy: Policy) -> None:
    assert policy.role("dpo").stands_in == "deputy_dpo"
    assert policy.role("head_teacher").stands_in == "chair_of_governors"
    assert {role.id for role in policy.roles if role.required} == {"dpo", "head_teacher"}


def test_r40_r113_nobody_investigates_unasked_and_the_dpo_closes(policy: Policy) -> None:
    assert (policy.investigator.role, policy.investigator.source) == ("", "3.4, 3.5")
    assert (policy.closer.role, policy.closer.source) == ("dpo", "5.5")


def test_r129_the_policy_is_due_for_review_a_year_after_its_last_revision(policy: Policy) -> None:
    assert policy.review is not None
    assert policy.review.due == date(2027, 4, 30)


def test_the_profile_names_roles_and_no_address_that_anything_could_be_sent_to(policy: Policy) -> None:
    said = policy.model_dump_json(exclude={"form"})
    assert "@" not in said
