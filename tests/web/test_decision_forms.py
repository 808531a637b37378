"""Decisions from the page: only those that rights, status and policy allow; refused ones keep what was typed."""

import re
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from candour.cases.case import Case, CaseStatus
from candour.cases.facts import Facts
from tests.builders import a_value, some_facts
from tests.service import CHAIR, DPO, HEAD, a_stage, decide
from tests.web.cases import INVESTIGATOR, fields_of, let_in, post_decision, reported, words_of
from tests.web.stage import WebStage, a_web_stage

BECAUSE = "so that the test goes on"


class Desk:
    """One case, and the DPO's browser."""

    def __init__(self, stage: WebStage | None = None, facts: Facts | None = None) -> None:
        self.stage = stage or a_web_stage()
        self.reference = reported(self.stage, facts=facts)
        self.browser = self.stage.signed_in()

    @property
    def case(self) -> Case:
        return self.stage.core.store.load(self.reference)

    def take(self, form: str, **typed: str | list[str]) -> str:
        """Take a decision that is accepted, and return what the case's page says then."""
        status, leads_to, page = post_decision(self.browser, self.reference, form, **typed)
        assert status == 303, words_of(page)
        return words_of(self.browser.get(leads_to.partition("#")[0]).text)


def offered(browser: TestClient, reference: str) -> set[str]:
    """Return the forms on a case's page, those of the form's entries aside."""
    page = browser.get(f"/cases/{reference}").text
    found: list[str] = re.findall(r'name="form" value="([^"]+)"', page)
    assert len(found) == len(set(found))
    return {form for form in found if not form.startswith("value-")}


def test_r84_a_decision_is_kept_with_person_time_and_reason_and_the_page_says_so() -> None:
    desk = Desk()
    page = desk.take("level", value="high", reason="Health data.\nOf children.")
    assert "The level is recorded." in page
    decision = desk.case.decided("level")
    assert decision is not None
    assert (decision.person, decision.value, decision.reason) == (DPO.name, "high", "Health data.\nOf children.")
    assert "Level: High, decided" in page


def test_r107_who_stands_in_for_an_implicated_head_teacher_is_offered_their_steps() -> None:
    stage = a_web_stage()
    reference = reported(stage, facts=some_facts(head_teacher_implicated=a_value(value=True)))
    browser = stage.signed_in(CHAIR)
    assert "step" in offered(browser, reference)
    status, _, page = post_decision(browser, reference, "step", value="disciplinary_action", reason=BECAUSE)
    assert status == 303, words_of(page)
    assert stage.core.store.load(reference).decisions[-1].role == "chair_of_governors"


def test_r101_the_ico_s_questions_are_gone_through_and_kept_with_the_decision() -> None:
    desk = Desk()
    questions = {f"detail__{entry.id}": f"about {entry.id}" for entry in desk.stage.core.policy.ico_questions}
    status, _, page = post_decision(desk.browser, desk.reference, "ico", value="report", reason=BECAUSE)
    assert status == 422
    assert "Answer each of the ICO's questions first" in words_of(page)
    page = desk.take("ico", value="report", reason=BECAUSE, **questions)
    decided = desk.case.decided("ico")
    assert decided is not None
    assert decided.details == {name.removeprefix("detail__"): text for name, text in questions.items()}
    assert "about likely_harm" in page
    assert "ico_reported" in offered(desk.browser, desk.reference)
    desk.take("ico_reported", detail__day="2026-11-20", reason="By their form.")


def test_the_whole_way_of_a_case_goes_over_the_page() -> None:
    """From proposal to closed and open again: R104, R106, R113, R114, each step by its form."""
    desk = Desk()
    desk.take("level", value="medium", reason=BECAUSE)
    answers = {f"detail__{entry.id}": "not known" for entry in desk.stage.core.policy.ico_questions}
    desk.take("ico", value="no_report", reason=BECAUSE, **answers)
    desk.take("data_subjects", value="inform", reason=BECAUSE)
    desk.take("data_subjects_informed", detail__day="2026-11-20", reason="By phone.")
    desk.take("route-caldicott_guardian", detail__answer="decline", reason=BECAUSE)
    refused = post_decision(desk.browser, desk.reference, "close", reason=BECAUSE)
    assert refused[0] == 422
    assert "there is no action yet" in words_of(refused[2])
    desk.take("action", value="Use groups", detail__name="A", detail__address="a@b.example", detail__due="2026-12-01")
    action = desk.case.actions[0].id
    desk.take(f"action_done-{action}", reason=BECAUSE)
    desk.take(f"action_ineffective-{action}", reason=BECAUSE)
    desk.take(f"action_done-{action}", reason=BECAUSE)
    desk.take(f"action_effective-{action}", reason=BECAUSE)
    assert "The case is closed." in desk.take("close", reason=BECAUSE)
    assert desk.case.status is CaseStatus.CLOSED
    assert "Status Open" in desk.take("reopen", reason=BECAUSE)


def test_r113_a_case_without_measures_is_closed_only_where_somebody_says_that_none_is_needed() -> None:
    desk = Desk(facts=some_facts(data_types=a_value(("name",))))
    answers = dict.fromkeys((entry.id for entry in desk.stage.core.policy.ico_questions), "no")
    decide(desk.stage.core, desk.reference, "level", "low")
    decide(desk.stage.core, desk.reference, "ico", "no_report", by=DPO, reason="", **answers)
    decide(desk.stage.core, desk.reference, "data_subjects", "not_inform")
    assert "Not yet: there is no action yet" in words_of(desk.browser.get(f"/cases/{desk.reference}").text)
    desk.take("close", detail__no_measures="yes", reason=BECAUSE)


def test_r40_an_investigator_is_let_in_until_a_day_and_turned_out_again() -> None:
    desk = Desk()
    desk.take(
        "authorise",
        value=INVESTIGATOR.address,
        detail__name=INVESTIGATOR.name,
        detail__until="2026-12-01",
        detail__evidence="no",
        reason=BECAUSE,
    )
    theirs = desk.stage.signed_in(INVESTIGATOR)
    assert offered(theirs, desk.reference) == {"note", "step"}
    desk.take(f"withdraw-{desk.case.authorisations[0].id}", reason=BECAUSE)
    assert theirs.get(f"/cases/{desk.reference}").status_code in {303, 404}


def test_r35_the_reporter_is_asked_and_a_note_is_kept() -> None:
    desk = Desk()
    desk.take("ask", value="Did she open it?")
    assert desk.case.notices[-1].text == "Did she open it?"
    assert "Note: Rang her." in desk.take("note", value="Rang her.")


@pytest.mark.parametrize(
    ("field", "typed", "answer"),
    [
        ("individuals", "30", 30),
        ("discovered_date", "2026-11-19", "2026-11-19"),
        ("discovered_time", "09:15", "09:15"),
        ("complaint", "yes", True),
        ("recovered", "partly", "partly"),
        ("data_types", ["health", "name", "financial"], ("name", "health", "financial")),
        ("service_area", "Year 5", "Year 5"),
        ("asset_contents", "Reports of Year 5", "Reports of Year 5"),
    ],
)
def test_an_entry_of_every_kind_is_changed_from_the_page(field: str, typed: str | list[str], answer: object) -> None:
    desk = Desk(facts=some_facts(asset_type=a_value("laptop")))
    desk.take(f"value-{field}", detail__answer=typed, do="change", reason=BECAUSE)
    assert desk.case.facts.shown(field) == answer


def test_an_entry_is_confirmed_and_then_shown_with_who_did() -> None:
    desk = Desk()
    page = desk.take("value-individuals", do="confirm", detail__answer="999", reason="The list has 27 rows.")
    found = desk.case.facts.value("individuals")
    assert found is not None
    assert (found.value, found.confirmed_by) == (27, DPO.name)
    assert "confirmed by Dilys Marlow" in page


def test_an_entry_is_said_to_be_not_known() -> None:
    desk = Desk()
    desk.take("value-individuals", do="unknown", reason="Nobody counted.")
    assert desk.case.facts.shown("individuals") is None


def test_r33_nobody_learns_a_withheld_name_by_confirming_it() -> None:
    wish = a_value(True, "keep my name out of it")  # noqa: FBT003  a value of a form
    desk = Desk(facts=some_facts(wants_anonymity=wish))
    page = desk.browser.get(f"/cases/{desk.reference}").text
    assert "A name is withheld here." in page
    status, _, page = post_decision(desk.browser, desk.reference, "value-reporter_name", do="confirm", reason=BECAUSE)
    assert status == 422
    assert desk.case.decisions == ()
    assert "Vaughan" not in page


def test_a_refused_form_stands_open_with_what_was_typed_and_the_summary_leads_to_what_is_wrong() -> None:
    desk = Desk()
    status, _, page = post_decision(desk.browser, desk.reference, "level", value="high", reason=" ")
    assert status == 422
    assert '<a href="#level-reason">Say why: a decision is kept with its reason.</a>' in page
    assert '<details class="box" id="d-level" open>' in page
    assert re.search(r'value="high" checked', page)
    assert re.search(r'id="level-reason"[^>]*aria-invalid="true"', page)
    assert "<title>Error: Case" in page
    assert desk.case.decisions == ()


@pytest.mark.parametrize(
    ("form", "typed", "told"),
    [
        ("value-occurred_date", {"detail__answer": "2027-01-01"}, "Friday 1 January 2027 is in the future"),
        ("value-individuals", {"detail__answer": "many"}, "write a whole number in figures, for example 27"),
        ("value-service_area", {"detail__answer": ""}, "write an answer first"),
        ("level", {}, "Choose one of the answers first"),
        ("data_subjects", {}, "Choose one of the answers"),
        ("authorise", {"value": "Ivo"}, "Write one whole mail address"),
        ("authorise", {"value": "i@b.example", "detail__name": "I", "detail__until": "2026-11-19"}, "has passed"),
        (
            "action",
            {"value": "x", "detail__name": "A", "detail__address": "a@b.example", "detail__due": "soon"},
            "write the day as",
        ),
        ("route-caldicott_guardian", {}, "Choose one of the answers first"),
        ("step", {}, "Choose one of the answers first"),
        ("note", {"value": ""}, "Nothing is written there yet"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words_and_nothing_is_half_done(
    form: str, typed: dict[str, str], told: str
) -> None:
    desk = Desk()
    before = desk.case
    status, _, page = post_decision(desk.browser, desk.reference, form, **{"reason": BECAUSE, **typed})
    assert status == 422
    assert told in words_of(page)
    assert desk.case == before


def test_a_page_that_is_out_of_date_decides_nothing_and_keeps_the_words() -> None:
    desk = Desk()
    page = desk.browser.get(f"/cases/{desk.reference}").text
    decide(desk.stage.core, desk.reference, "note", "meanwhile")
    form = {**fields_of(page, "level"), "value": "high", "reason": "typed with care"}
    answer = desk.browser.post(f"/cases/{desk.reference}/decide", data=form)
    assert answer.status_code == 409
    assert "has changed since you opened this page" in words_of(answer.text)
    assert "typed with care" in answer.text
    assert desk.case.decided("level") is None
    again = {**fields_of(answer.text, "level"), "value": "high", "reason": "typed with care"}
    assert desk.browser.post(f"/cases/{desk.reference}/decide", data=again).status_code == 303


def test_a_page_without_its_stamp_decides_nothing() -> None:
    desk = Desk()
    form = fields_of(desk.browser.get(f"/cases/{desk.reference}").text, "level")
    del form["stamp"]
    answer = desk.browser.post(f"/cases/{desk.reference}/decide", data={**form, "value": "high", "reason": BECAUSE})
    assert answer.status_code == 409


def test_a_decision_whose_place_is_gone_keeps_the_words_for_copying() -> None:
    desk = Desk()
    page = desk.browser.get(f"/cases/{desk.reference}").text
    decide(desk.stage.core, desk.reference, "route", "caldicott_guardian", answer="told")
    form = {**fields_of(page, "route-caldicott_guardian"), "detail.answer": "send", "reason": "typed with care"}
    answer = desk.browser.post(f"/cases/{desk.reference}/decide", data=form)
    assert answer.status_code == 409
    assert "What you had written" in words_of(answer.text)
    assert "typed with care" in answer.text


def test_only_what_the_case_s_state_allows_is_offered() -> None:
    desk = Desk()
    fresh = offered(desk.browser, desk.reference)
    assert {"level", "ico", "data_subjects", "no_incident", "close", "ask", "note", "action", "authorise"} <= fresh
    assert not fresh & {"incident", "reopen", "ico_reported", "data_subjects_informed", "re_evaluated"}
    desk.take("no_incident", reason=BECAUSE)
    assert "incident" in offered(desk.browser, desk.reference)
    assert not offered(desk.browser, desk.reference) & {"ico", "close", "action"}


def test_a_deadline_is_named_first_only_while_the_case_is_open() -> None:
    desk = Desk()
    assert "First deadline" in desk.browser.get(f"/cases/{desk.reference}").text
    desk.take("no_incident", reason=BECAUSE)
    assert "First deadline" not in desk.browser.get(f"/cases/{desk.reference}").text


def test_r43_r80_r99_a_head_teacher_is_offered_what_the_policy_gives_them_and_no_more() -> None:
    plain = a_web_stage()
    reference = reported(plain)
    assert offered(plain.signed_in(HEAD), reference) == {"note", "step"}
    wentworth = a_web_stage(a_stage(profile="wentworth-essex"))
    reference = reported(wentworth)
    theirs = wentworth.signed_in(HEAD)
    assert {"level", "close", "note", "step", "authorise"} <= offered(theirs, reference)
    assert not offered(theirs, reference) & {"ico", "data_subjects", "ask", "no_incident"}
    assert post_decision(theirs, reference, "level", value="major", reason=BECAUSE)[0] == 303
    let_in = {"value": "i.bevan@saint-finnian.example", "detail__name": "Ieuan Bevan", "detail__until": "2026-12-04"}
    assert post_decision(theirs, reference, "authorise", reason=BECAUSE, **let_in)[0] == 303
    assert [entry.evidence for entry in wentworth.core.store.load(reference).authorisations] == [False]
    assert wentworth.core.store.load(reference).decided("level").person == HEAD.name  # type: ignore[union-attr]  # it was just decided


def test_r117_the_re_evaluation_is_recorded_from_the_page_when_it_is_due() -> None:
    desk = Desk()
    let_in(desk.stage, desk.reference, INVESTIGATOR, "2026-12-01")
    desk.stage.clock.move(timedelta(days=200))
    desk.stage.core.service.sweep()
    desk.browser = desk.stage.signed_in()
    desk.take("re_evaluated", value="not_reduced", reason="Three more of them.")
    assert "Proposal: tell the Information Governance Board" in words_of(
        desk.browser.get(f"/cases/{desk.reference}").text
    )


def test_what_stands_in_the_way_of_closing_is_said_at_the_form_and_no_answer_is_marked_as_wrong() -> None:
    desk = Desk()
    officer = {"detail__name": "Ieuan Bevan", "detail__address": "i.bevan@saint-finnian.example"}
    desk.take("action", value="Lock the list.", detail__due="2026-12-04", **officer)
    status, _, page = post_decision(desk.browser, desk.reference, "close", reason=BECAUSE)
    assert status == 422
    assert '<a href="#d-close">' in page
    form = page.partition('id="d-close"')[2].partition("</details>")[0]
    assert "Error: SF-26-4JVS0 can't be closed yet: the level is not decided" in words_of(form)
    assert "aria-invalid" not in form


def test_a_proposal_to_whom_nobody_is_named_offers_no_mail_that_could_not_go() -> None:
    desk = Desk()
    page = desk.browser.get(f"/cases/{desk.reference}").text
    form = page.partition('value="route-caldicott_guardian"')[2].partition("</form>")[0]
    assert "Nobody is named for this in the settings" in form
    assert 'value="told"' in form
    assert 'value="send"' not in form


def test_a_proposal_that_the_policy_no_longer_has_can_still_be_answered() -> None:
    desk = Desk()
    case, store = desk.case, desk.stage.core.store
    hits = tuple(hit.model_copy(update={"rule": f"older_{hit.rule}"}) for hit in case.assessment.routes)
    assessment = case.assessment.model_copy(update={"routes": hits})
    store.save(case.model_copy(update={"assessment": assessment, "version": case.version + 1}))
    assert "proposes this no longer" in words_of(desk.browser.get(f"/cases/{desk.reference}").text)
    desk.take("route-older_caldicott_guardian", detail__answer="told", reason="By telephone.")
    assert desk.case.decided("route") is not None
