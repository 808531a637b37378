"""What pages say of other cases: to who decides alone, and never of one that they may not see."""

import pytest

from candour.cases.case import CaseStatus
from candour.cases.directory import Person
from tests.builders import a_value, some_facts
from tests.service import HEAD, decide
from tests.web.cases import INVESTIGATOR, let_in, post_decision, reported, words_of
from tests.web.stage import WebStage, a_web_stage

ASKED = "Say whether this is the same incident as another case"


def two_cases(stage: WebStage) -> tuple[str, str]:
    return reported(stage), reported(stage, "report-2")


def page_of(stage: WebStage, reference: str, person: Person) -> str:
    return words_of(stage.signed_in(person).get(f"/cases/{reference}").text)


def test_the_dpo_is_asked_on_today_and_on_the_page_and_finds_the_other_case_from_both_sides() -> None:
    stage = a_web_stage()
    older, newer = two_cases(stage)
    browser = stage.signed_in()
    assert ASKED in browser.get("/").text
    for here, there in ((older, newer), (newer, older)):
        page = browser.get(f"/cases/{here}").text
        assert f'Possibly the same incident</dt><dd><a href="/cases/{there}">{there}</a>' in page
        assert f"It is the same incident as {there}: make it part of that case" in words_of(page)


def test_two_cases_become_one_from_the_page_and_each_leads_to_the_other() -> None:
    stage = a_web_stage()
    older, newer = two_cases(stage)
    browser = stage.signed_in()
    status, leads_to, _ = post_decision(browser, newer, f"merge-{older}", reason="The same list.")
    assert status == 303
    merged = browser.get(leads_to.partition("#")[0]).text
    assert "The case is part of the other one now." in merged
    assert f'This case is part of <a href="/cases/{older}">{older}</a> now.' in merged
    assert "Status Closed: part of another case" in words_of(merged)
    assert "Nothing in this case waits for you." in merged
    one = browser.get(f"/cases/{older}").text
    assert f'These cases became part of it</dt><dd><a href="/cases/{newer}">{newer}</a>' in one
    assert "Added the reports of another case: it is the same incident" in one
    assert ASKED not in browser.get("/").text
    assert "Closed: part of another case" in browser.get("/register").text


def test_any_other_case_can_be_named_by_its_reference() -> None:
    stage = a_web_stage()
    older, newer = two_cases(stage)
    status, _, _ = post_decision(stage.signed_in(), newer, "merge", value=older.lower(), reason="The same list.")
    assert (status, stage.core.store.load(newer).merged_into) == (303, older)


def test_a_reference_that_is_none_is_refused_at_the_form_with_what_was_typed() -> None:
    stage = a_web_stage()
    _, newer = two_cases(stage)
    status, _, page = post_decision(stage.signed_in(), newer, "merge", value="SF-26-00000", reason="The same list.")
    assert status == 422
    assert "There is no other case of this school with that reference" in page
    assert 'value="SF-26-00000"' in page
    assert stage.core.store.load(newer).status is CaseStatus.OPEN


def test_two_incidents_after_all_are_recorded_and_not_asked_about_again() -> None:
    stage = a_web_stage()
    older, newer = two_cases(stage)
    browser = stage.signed_in()
    status, leads_to, _ = post_decision(browser, newer, f"not_duplicate-{older}", reason="Another list.")
    assert status == 303
    page = words_of(browser.get(leads_to.partition("#")[0]).text)
    assert "Not the same incident as another case that looked like it" in page
    assert "Possibly the same incident" not in page
    assert ASKED not in browser.get("/").text


def test_nothing_but_a_note_is_offered_in_a_case_that_is_part_of_another() -> None:
    stage = a_web_stage()
    older, newer = two_cases(stage)
    decide(stage.core, newer, "merge", older)
    page = stage.signed_in().get(f"/cases/{newer}").text
    assert 'name="form" value="note"' in page
    assert "First deadline" not in page
    for form in ("reopen", "level", "merge", "value-individuals"):
        assert f'name="form" value="{form}"' not in page


@pytest.mark.parametrize("person", [HEAD, INVESTIGATOR], ids=["head", "investigator"])
def test_who_does_not_decide_reads_nothing_of_another_case(person: Person) -> None:
    stage = a_web_stage()
    about_head = reported(stage, "report-2", some_facts(head_teacher_implicated=a_value(value=True)))
    reference = reported(stage)
    for each in (reference, about_head):
        let_in(stage, each, INVESTIGATOR, "2026-12-01")
    assert stage.core.store.load(reference).possible_duplicates == (about_head,)
    decide(stage.core, reference, "not_duplicate", about_head)
    later = reported(stage, "report-3")
    let_in(stage, later, INVESTIGATOR, "2026-12-01")
    decide(stage.core, later, "merge", about_head)
    for each in (reference, later):
        page = page_of(stage, each, person)
        assert about_head not in page
        assert "nother case" not in page
        assert "same incident" not in page
    register = stage.signed_in(HEAD).get("/register").text
    assert ASKED not in register
    assert "part of another" not in register
