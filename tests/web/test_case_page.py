"""The page of a case: what it shows, to whom."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest

from candour.cases.asked import Asked
from candour.cases.directory import Person
from candour.cases.facts import Facts
from candour.cases.report import Reply, Sender
from tests.builders import LETTER, NOON, a_report, a_value, an_evidence, some_facts
from tests.service import DPO, HEAD, LATER, a_stage, decide
from tests.web.cases import DEPUTY, INVESTIGATOR, ROLES, let_in, reported, words_of
from tests.web.stage import WebStage, a_web_stage


def shown(stage: WebStage, reference: str, person: Person = DPO) -> str:
    page = stage.signed_in(person).get(f"/cases/{reference}")
    assert page.status_code == 200, words_of(page.text)
    return words_of(page.text)


def a_seen_case(facts: Facts | None = None) -> str:
    stage = a_web_stage()
    return shown(stage, reported(stage, facts=facts))


def test_r61_the_score_stands_there_with_its_arithmetic() -> None:
    page = a_seen_case()
    assert "Score: 4.5 to 6" in page
    assert "Special Category (+2 for every type identified): Physical or mental health +2" in page
    assert "The form gives no level for a total." in page


def test_r76_every_rule_stands_there_with_its_paragraph_whether_it_matches_or_not() -> None:
    page = a_seen_case()
    assert "Incidents of personal data being processed incorrectly" in page
    assert "Appendix 3, Low 1 Low matches" in page
    assert "Appendix 3, High 3 High does not match" in page
    assert "Level: Low, proposed" in page


def test_r20_r100_every_clock_stands_there_with_its_start_and_whether_it_is_estimated_met_or_passed() -> None:
    stage = a_web_stage()
    reference = reported(stage)
    page = shown(stage, reference)
    assert "Report to the Data Protection Officer 3.3 Saturday 21 November 2026, 08:40" in page
    assert "Counted from Friday 20 November 2026, 08:40, which is an estimate" in page
    assert "running, comes first" in page
    assert "met, estimated" in page
    stage.clock.move(timedelta(days=4))
    assert "has passed , comes first" in shown(stage, reference)


def test_the_words_behind_a_value_its_rivals_and_what_to_check_stand_beside_it() -> None:
    unsure = a_value("yes", "she has deleted it", confidence=0.6)
    page = a_seen_case(some_facts(recovered=unsure))
    assert "“twenty to nine” (in the text)" in page
    assert "2. Has the data been recovered? please check" in page
    assert "Ticked: Yes please check" in page or "she has deleted it" in page
    assert "Employee's Line Manager open" in page


def test_r88_messages_files_decisions_and_what_happened_stand_there_in_full() -> None:
    stage = a_web_stage()
    evidence = (stage.core.store.hold([b"x"], name="trip list.pdf", media_type="application/pdf"),)
    reference = reported(stage, evidence=evidence)
    decide(stage.core, reference, "level", "medium", reason="Health data of children.")
    page = shown(stage, reference)
    assert " ".join(LETTER.split()) in page
    assert "trip list.pdf application/pdf 1 byte Save file 1" in page
    assert "Level: Medium Dilys Marlow, Data Protection Officer, Friday 20 November 2026, 12:00 Health data" in page
    assert "Friday 20 November 2026, 12:00, Candour Read the report and found 7 entries of the form" in page


def test_what_was_answered_in_a_chat_stands_below_the_story_with_what_had_been_asked() -> None:
    stage = a_web_stage()
    asked = Asked(field="individuals", label="Number", question="How many people does it concern?", number=1)
    reply = Reply(text="about thirty <b>", at=NOON, asked=(asked,))
    page = shown(stage, reported(stage, replies=(reply,)))
    assert " ".join(LETTER.split()) + " Reply 1, asked: How many people does it concern? about thirty <b>" in page


def test_r106_r111_proposals_and_offences_are_shown_to_who_decides_and_to_nobody_else() -> None:
    stage = a_web_stage()
    cues = a_value(("unlawful_obtaining", "false_statement"), "she looked it up for her sister")
    reference = reported(stage, facts=some_facts(offence_cues=cues))
    page = shown(stage, reference)
    assert "Offences worth a look" in page
    assert "not a verdict" in page
    assert "144 printed as 145 False statements" in page
    assert "Proposal: tell the Caldicott Guardian" in page
    head = shown(stage, reference, HEAD)
    assert "Offences worth a look" not in head
    assert "Caldicott" not in head
    assert "Police" not in head


def test_r33_a_writer_who_asked_not_to_be_named_is_named_nowhere_on_the_page() -> None:
    stage = a_web_stage(a_stage(ROLES))
    facts = some_facts(
        wants_anonymity=a_value(True, "keep my name out of it"),  # noqa: FBT003  a value of a form
        summary=a_value("Seren Vaughan sent the list"),
    )
    evidence = (stage.core.store.hold([b"x"], name="Vaughan_list.pdf", media_type="application/pdf"),)
    reference = reported(stage, facts=facts, evidence=evidence)
    decide(stage.core, reference, "note", "Talked to Seren Vaughan.", by=DEPUTY)
    for person in (DPO, HEAD):
        page = stage.signed_in(person).get(f"/cases/{reference}").text
        assert "vaughan" not in page.casefold()
        assert "asked not to be named" in page
    assert "[name withheld]" in shown(stage, reference)


def test_entries_that_are_not_for_a_role_and_decisions_about_them_are_not_shown_to_it() -> None:
    stage = a_web_stage()
    reference = reported(stage)
    decide(stage.core, reference, "value", "head_teacher_implicated", answer="no", reason="It is not about him.")
    assert "The report is about the head teacher" in shown(stage, reference)
    assert "It is not about him." in shown(stage, reference)
    head = shown(stage, reference, HEAD)
    assert "The report is about the head teacher" not in head
    assert "It is not about him." not in head


def test_r87_only_who_may_open_files_gets_buttons_for_them() -> None:
    stage = a_web_stage()
    evidence = (stage.core.store.hold([b"x"], name="trip.pdf", media_type="application/pdf"),)
    reference = reported(stage, evidence=evidence)
    let_in(stage, reference, INVESTIGATOR, "2026-12-01")
    assert "Save file 1" in shown(stage, reference)
    assert "Save file 1" not in shown(stage, reference, HEAD)
    assert "Save file 1" not in shown(stage, reference, INVESTIGATOR)
    let_in(stage, reference, INVESTIGATOR, "2026-12-01", files="yes")
    assert "Save file 1" in shown(stage, reference, INVESTIGATOR)


def test_related_cases_are_named_only_to_who_may_see_them() -> None:
    stage = a_web_stage()
    facts = some_facts(responsible_employee=a_value(DPO.name))
    about_dpo = reported(stage, "report-2", facts)
    reference = reported(stage)
    other = reported(stage, "report-3")
    case = stage.core.store.load(reference)
    related = case.model_copy(update={"related": (about_dpo, other), "version": case.version + 1})
    stage.core.store.save(related)
    page = shown(stage, reference)
    assert other in page
    assert about_dpo not in page


def test_r28_the_form_about_a_lost_item_stands_there_where_one_was_lost() -> None:
    lost = some_facts(
        incident_type=a_value("lost_or_stolen_equipment"),
        asset_type=a_value("laptop"),
        asset_contents=a_value("Reports"),
    )
    page = a_seen_case(lost)
    assert "Asset Loss Personal Data Evaluation Form (4.4, Appendix 2)" in page
    assert "Asset Loss Personal Data Evaluation Form" not in a_seen_case()


def test_r117_the_numbers_of_the_re_evaluation_stand_there_when_it_is_due() -> None:
    stage = a_web_stage()
    reference = reported(stage)
    stage.clock.move(timedelta(days=30))
    reported(stage, "report-2")
    stage.clock.move(timedelta(days=170))
    stage.core.service.sweep()
    page = shown(stage, reference)
    assert "Look at the case again and record it" in page
    assert "6 months before and after" in page
    assert "When it was due 1 1 not fewer" in page


def test_a_policy_that_changed_since_is_named_beside_the_one_of_the_case() -> None:
    stage = a_web_stage()
    reference = reported(stage)
    assert "Worked by now" not in shown(stage, reference)
    case = stage.core.store.load(reference)
    older = case.policy.model_copy(update={"version": "0.9", "digest": "0" * 64})
    stage.core.store.save(case.model_copy(update={"policy": older, "version": case.version + 1}))
    page = shown(stage, reference)
    assert "version 0.9" in page
    assert "Worked by now" in page


def test_who_is_told_stands_there_with_routes_that_hold_and_that_don_t_and_who_was_passed_over() -> None:
    stage = a_web_stage(a_stage({**ROLES, "service_desk": ()}))
    facts = some_facts(head_teacher_implicated=a_value(value=True))
    page = shown(stage, reported(stage, facts=facts))
    assert "Passed over Head Teacher: the report may be about the person in this role" in page
    assert "4.4 Service Desk does not hold" in page
    assert "the whole report with the form Data Protection Officer waits to be sent" in page


@pytest.mark.parametrize("profile", ["generic-school", "saints-cardiff", "wentworth-essex"])
def test_headings_go_down_one_step_at_a_time_and_every_label_and_link_leads_somewhere(profile: str) -> None:
    stage = a_web_stage(a_stage(profile=profile))
    page = stage.signed_in().get(f"/cases/{reported(stage)}").text
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    wanted = re.findall(r'(?:\bfor|aria-labelledby)="([^"]+)"', page) + re.findall(r'href="#([^"]+)"', page)
    assert set(wanted) <= set(ids)
    assert page.count("<table") == page.count("<caption")


def test_a_further_message_is_something_to_read() -> None:
    stage = a_web_stage()
    reference = reported(stage)
    stage.clock.moment = LATER
    case = stage.core.store.load(reference)
    stage.core.service.answer(
        reference,
        a_report(
            id="report-9",
            keys=("<9@x.example> 9",),
            received_at=LATER,
            text="She sent it on to her sister.",
            sender=Sender(name="Seren Vaughan", address="s.vaughan@saint-finnian.example"),
            thread_token=case.reply_token,
        ),
    )
    page = shown(stage, reference)
    assert "Read the new message" in page
    assert "Further message, Friday 27 November 2026, 12:00" in page
    assert "She sent it on to her sister." in page


def test_evidence_of_another_case_is_not_handed_out() -> None:
    stage = a_web_stage()
    evidence = (stage.core.store.hold([b"x"], name="trip.pdf", media_type="application/pdf"),)
    reported(stage, evidence=evidence)
    other = reported(stage, "report-2")
    browser = stage.signed_in()
    token = browser.get("/").text.partition('name="csrf" value="')[2].partition('"')[0]
    answer = browser.post(f"/cases/{other}/evidence/{an_evidence(b'x').digest}", data={"csrf": token})
    assert answer.status_code == 404


def test_who_does_not_decide_can_not_tell_from_the_mails_sent_whom_a_report_is_about() -> None:
    stage = a_web_stage(a_stage(ROLES))
    reference = reported(stage, facts=some_facts(responsible_employee=a_value(DPO.name)))
    assert "Deputy Data Protection Officer" in shown(stage, reference, DEPUTY)
    theirs = shown(stage, reference, HEAD)
    assert "What was sent to you" in theirs
    assert "Deputy Data Protection Officer" not in theirs
    assert "routes, all of which were asked" not in theirs
