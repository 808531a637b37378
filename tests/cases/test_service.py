"""What becomes of a report: a new case, an answer, a duplicate, or something set aside."""

from datetime import timedelta

import pytest

from candour.cases import audit
from candour.cases.case import Case, CaseStatus
from candour.cases.dispatch import Outcome
from candour.cases.errors import SettingsError, StoreFullError
from candour.cases.facts import Facts
from candour.cases.mail_ledger import days_of
from candour.cases.notice import REPORTER, NoticeKind, NoticeStatus
from candour.cases.report import Automatic, Sender
from tests.builders import NOON, a_report, a_value, some_facts
from tests.service import CHAIR, DPO, HEAD, SAINT_FINNIAN, Stage, a_stage, decide


def told(case: Case) -> set[tuple[str, str]]:
    return {(notice.kind.value, notice.role) for notice in case.notices}


def the_case(stage: Stage, report_id: str = "report-1", **changes: object) -> Case:
    receipt = stage.service.receive(a_report(id=report_id, keys=(report_id,), **changes))
    assert receipt.reference is not None
    return stage.store.load(receipt.reference)


def test_r18_a_report_becomes_a_case_and_the_dpo_the_head_teacher_and_the_writer_are_told() -> None:
    stage = a_stage()
    case = the_case(stage)
    assert told(case) == {("acknowledgement", REPORTER), ("alert", "dpo"), ("head_notice", "head_teacher")}
    assert case.status is CaseStatus.OPEN
    assert stage.woken


def test_a_reference_is_of_the_school_and_the_year_and_can_be_read_out() -> None:
    assert the_case(a_stage()).reference.startswith("SF-26-")


def test_r16_nothing_is_held_back_because_fields_are_missing() -> None:
    stage = a_stage()
    stage.reader.readings["empty"] = Facts()
    case = the_case(stage, "empty")
    assert ("alert", "dpo") in told(case)
    assert {"discovered_date", "individuals"} <= set(case.assessment.open_questions)


def test_questions_that_matter_most_to_the_clock_and_the_score_come_first() -> None:
    stage = a_stage()
    stage.reader.readings["empty"] = Facts()
    asked = the_case(stage, "empty").assessment.open_questions
    assert max(asked.index("discovered_date"), asked.index("individuals")) < asked.index("training")


def test_what_the_text_already_answers_is_not_asked() -> None:
    case = the_case(a_stage())
    assert "individuals" not in case.assessment.open_questions
    assert "occurred_date" not in case.assessment.open_questions


def test_the_same_report_again_is_a_duplicate_and_changes_nothing() -> None:
    stage = a_stage()
    case = the_case(stage)
    receipt = stage.service.receive(a_report(id="again", keys=("report-1",)))
    assert (receipt.outcome, receipt.reference) == (Outcome.DUPLICATE, case.reference)
    assert stage.store.load(case.reference) == case
    assert len(stage.store.register()) == 1


def test_a_report_that_can_not_be_read_becomes_a_case_all_the_same() -> None:
    stage = a_stage()
    stage.reader.readings["slow"] = "it took longer than 20 seconds"
    case = the_case(stage, "slow")
    assert case.facts == Facts()
    assert "it took longer than 20 seconds" in case.reports[0].limits
    assert ("alert", "dpo") in told(case)


@pytest.mark.parametrize(("language", "said"), [("cy", "is in Welsh"), ("mixed", "is partly in Welsh")])
def test_a_report_in_welsh_says_so_to_whoever_decides(language: str, said: str) -> None:
    stage = a_stage()
    stage.reader.readings["cymraeg"] = some_facts().with_values({"language": a_value(language, "ddoe")})
    case = the_case(stage, "cymraeg")
    assert said in case.reports[0].limits[-1]
    assert "please read it whole" in case.reports[0].limits[-1]
    assert ("alert", "dpo") in told(case)


def test_a_message_that_could_not_be_parsed_is_not_even_tried_to_be_read() -> None:
    case = the_case(a_stage(), unreadable="it is over the limit", text="")
    assert case.facts == Facts()
    assert "report_unreadable" in [event.kind for event in case.events]
    assert ("alert", "dpo") in told(case)


def test_what_reads_like_no_incident_goes_to_the_dpo_alone_as_a_proposal() -> None:
    stage = a_stage()
    stage.reader.readings["news"] = Facts(values={"not_an_incident": a_value(value=True)})
    case = the_case(stage, "news")
    assert case.status is CaseStatus.PROPOSED_NO_INCIDENT
    assert told(case) == {("alert", "dpo")}


@pytest.mark.parametrize("automatic", [Automatic.BULK, Automatic.GENERATED])
def test_a_list_or_a_program_is_read_but_never_answered(automatic: Automatic) -> None:
    case = the_case(a_stage(), automatic=automatic)
    assert REPORTER not in {notice.role for notice in case.notices}
    assert ("alert", "dpo") in told(case)


@pytest.mark.parametrize("automatic", [Automatic.REPLY, Automatic.OWN, Automatic.BOUNCE])
def test_an_automatic_answer_never_becomes_a_case(automatic: Automatic) -> None:
    stage = a_stage()
    receipt = stage.service.receive(a_report(automatic=automatic, keys=("auto",)))
    assert (receipt.outcome, receipt.reference) == (Outcome.SET_ASIDE, None)
    assert not stage.store.register()
    (day,) = days_of(stage.store, "dataloss", NOON.date(), NOON.date())
    assert (day.counts, day.reasons) == ({"automatic": 1}, {f"automatic {automatic.value}": 1})


def test_one_sender_gets_a_limited_number_of_automatic_answers_a_day_and_the_dpo_all_of_them() -> None:
    stage = a_stage(answers=2)
    cases = [the_case(stage, f"report-{number}") for number in range(4)]
    answered = [REPORTER in {notice.role for notice in case.notices} for case in cases]
    assert answered == [True, True, False, False]
    assert all(("alert", "dpo") in told(case) for case in cases)
    stage.clock.move(timedelta(days=1, minutes=1))
    assert ("acknowledgement", REPORTER) in told(the_case(stage, "next-day"))


def test_a_report_that_pretends_to_come_from_our_own_mailbox_is_not_answered() -> None:
    case = the_case(a_stage(), sender=Sender(name="", address="DataLoss@saint-finnian.example"))
    assert REPORTER not in {notice.role for notice in case.notices}


def test_an_implicated_head_teacher_is_bypassed_and_the_chair_of_governors_told() -> None:
    stage = a_stage()
    stage.reader.readings["head"] = some_facts(head_teacher_implicated=a_value(value=True))
    case = the_case(stage, "head")
    assert ("head_notice", "chair_of_governors") in told(case)
    assert "head_teacher" not in {notice.role for notice in case.notices}
    assert "role_bypassed" in [event.kind for event in case.events]


def test_a_responsible_employee_who_holds_the_role_is_bypassed_by_full_name() -> None:
    stage = a_stage()
    stage.reader.readings["named"] = some_facts(responsible_employee=a_value("Clive Penrose"))
    case = the_case(stage, "named")
    assert ("head_notice", "chair_of_governors") in told(case)
    assert case.assessment.level.level == "high"


def test_a_namesake_by_surname_alone_is_not_bypassed() -> None:
    stage = a_stage()
    stage.reader.readings["namesake"] = some_facts(responsible_employee=a_value("Mrs Penrose"))
    assert ("head_notice", "head_teacher") in told(the_case(stage, "namesake"))


def test_a_head_teacher_who_becomes_implicated_by_an_answer_gets_nothing_that_is_still_waiting() -> None:
    stage = a_stage()
    case = the_case(stage)
    stage.reader.readings["answer"] = Facts(values={"head_teacher_implicated": a_value(value=True)})
    stage.service.receive(a_report(id="answer", keys=("answer",), thread_token=case.reply_token))
    assert "role_bypassed" in [event.kind for event in stage.store.load(case.reference).events]
    updated = {notice.role for notice in stage.store.load(case.reference).notices if notice.kind is NoticeKind.UPDATE}
    assert "head_teacher" not in updated
    roles = {dispatch.notice.role for dispatch in stage.service.lease_notices(20)}
    assert "head_teacher" not in roles
    assert {"dpo", "chair_of_governors"} <= roles


def test_r26_a_lost_laptop_goes_to_the_service_desk_too() -> None:
    stage = a_stage()
    lost = some_facts(asset_type=a_value("laptop"), asset_lost=a_value(value=True))
    stage.reader.readings["laptop"] = lost
    assert ("asset_loss", "service_desk") in told(the_case(stage, "laptop"))


def test_r26_stolen_equipment_of_an_unknown_kind_goes_to_the_service_desk_too() -> None:
    stage = a_stage()
    stage.reader.readings["stolen"] = some_facts(incident_type=a_value("lost_or_stolen_equipment"))
    assert ("asset_loss", "service_desk") in told(the_case(stage, "stolen"))


def test_lost_paper_is_no_business_of_the_service_desk() -> None:
    stage = a_stage()
    stage.reader.readings["paper"] = some_facts(asset_type=a_value("paper"), asset_lost=a_value(value=True))
    assert "service_desk" not in {notice.role for notice in the_case(stage, "paper").notices}


def test_r24_a_complaint_is_brought_to_the_dpo_at_once() -> None:
    stage = a_stage()
    stage.reader.readings["complaint"] = some_facts(complaint=a_value(value=True))
    assert ("complaint", "dpo") in told(the_case(stage, "complaint"))


def test_an_answer_by_the_reply_token_joins_its_case_and_changes_its_facts() -> None:
    stage = a_stage()
    case = the_case(stage)
    stage.reader.readings["answer"] = Facts(values={"recovered": a_value("yes", "deleted it")})
    receipt = stage.service.receive(a_report(id="answer", keys=("answer",), thread_token=case.reply_token))
    joined = stage.store.load(case.reference)
    assert (receipt.outcome, receipt.reference) == (Outcome.JOINED, case.reference)
    assert joined.facts.shown("recovered") == "yes"
    assert [report.id for report in joined.reports] == ["report-1", "answer"]
    updates = {notice.role: notice for notice in joined.notices if notice.kind is NoticeKind.UPDATE}
    assert updates.keys() == {"dpo", "head_teacher", REPORTER}
    assert ("recovered", None, "yes") in [(c.what, c.before, c.after) for c in updates["dpo"].changes]


def test_an_answer_to_one_of_our_message_ids_joins_its_case() -> None:
    stage = a_stage()
    case = the_case(stage)
    answer = a_report(id="answer", keys=("answer",), answers_to=("<other@x.example>", case.notices[0].message_id))
    assert stage.service.receive(answer).reference == case.reference


def test_quoting_a_reference_in_the_subject_joins_nobody_elses_case() -> None:
    stage = a_stage()
    case = the_case(stage)
    stranger = Sender(name="Pat Moss", address="pat@elsewhere.example")
    other = the_case(stage, "stranger", subject=f"Re: {case.reference}", sender=stranger)
    assert other.reference != case.reference
    assert other.related == (case.reference,)


def test_an_answer_that_arrives_twice_is_joined_once() -> None:
    stage = a_stage()
    case = the_case(stage)
    answer = a_report(id="answer", keys=("answer",), thread_token=case.reply_token)
    assert stage.service.receive(answer).outcome is Outcome.JOINED
    assert stage.service.receive(answer).outcome is Outcome.DUPLICATE
    assert len(stage.store.load(case.reference).reports) == 2


def test_when_the_dpo_answers_the_reporter_is_not_told() -> None:
    stage = a_stage()
    case = the_case(stage)
    sender = Sender(name=DPO.name, address=DPO.address.upper())
    stage.service.receive(a_report(id="dpo", keys=("dpo",), sender=sender, thread_token=case.reply_token))
    joined = stage.store.load(case.reference)
    updates = {notice.role for notice in joined.notices if notice.kind is NoticeKind.UPDATE}
    assert updates == {"head_teacher"}
    assert ("dpo", "message_received") in [(event.actor, event.kind) for event in joined.events]


def test_a_complaint_that_comes_with_an_answer_opens_its_route() -> None:
    stage = a_stage()
    case = the_case(stage)
    stage.reader.readings["answer"] = Facts(values={"complaint": a_value(value=True)})
    stage.service.receive(a_report(id="answer", keys=("answer",), thread_token=case.reply_token))
    assert ("complaint", "dpo") in told(stage.store.load(case.reference))


def test_a_bounce_is_matched_to_the_notice_that_it_returns_and_shown_to_the_dpo() -> None:
    stage = a_stage()
    case = the_case(stage)
    head = next(notice for notice in case.notices if notice.role == "head_teacher")
    stage.service.notice_sent(case.reference, head.id)
    bounce = a_report(id="bounce", keys=("bounce",), automatic=Automatic.BOUNCE, bounce_of=head.message_id)
    assert stage.service.receive(bounce).outcome is Outcome.BOUNCE
    after = stage.store.load(case.reference)
    assert after.notice(head.id).status is NoticeStatus.FAILED
    shown = next(notice for notice in after.notices if notice.kind is NoticeKind.NOT_DELIVERED)
    assert (shown.role, shown.about) == ("dpo", head.id)


def test_an_unknown_school_is_refused_and_nothing_is_stored() -> None:
    stage = a_stage()
    with pytest.raises(SettingsError, match="st-finnian"):
        stage.service.receive(a_report(school="st-elsewhere"))
    assert not stage.store.register()


def test_with_a_full_disk_nothing_is_acknowledged_and_the_report_can_come_again() -> None:
    stage = a_stage()
    stage.store.full = True
    with pytest.raises(StoreFullError):
        stage.service.receive(a_report())
    stage.store.full = False
    assert stage.service.receive(a_report()).outcome is Outcome.NEW_CASE


def test_every_step_is_a_link_of_the_cases_hash_chain() -> None:
    stage = a_stage()
    case = the_case(stage)
    stage.service.receive(a_report(id="answer", keys=("answer",), thread_token=case.reply_token))
    decide(stage, case.reference, "level", "low", reason="one list, returned")
    for dispatch in stage.service.lease_notices(20):
        stage.service.notice_sent(dispatch.case.reference, dispatch.notice.id)
    audit.verify(stage.store.load(case.reference).events)


def test_events_hold_no_words_of_the_report() -> None:
    stage = a_stage()
    case = the_case(stage)
    stage.service.receive(a_report(id="answer", keys=("answer",), thread_token=case.reply_token))
    written = "".join(event.model_dump_json() for event in stage.store.load(case.reference).events)
    for word in ("Seren", "Vaughan", "saint-finnian", "Trip", "inhaler"):
        assert word not in written


def test_recipients_are_resolved_when_a_notice_leaves() -> None:
    stage = a_stage()
    the_case(stage)
    by_role = {dispatch.notice.role: dispatch.recipients for dispatch in stage.service.lease_notices(20)}
    assert by_role["dpo"] == (DPO,)
    assert by_role["head_teacher"] == (HEAD,)
    assert by_role[REPORTER][0].address == "s.vaughan@saint-finnian.example"


def test_a_report_about_everybody_on_the_route_reaches_nobody_of_them() -> None:
    stage = a_stage({"dpo": (DPO,), "head_teacher": (HEAD,)})
    stage.reader.readings["head"] = some_facts(head_teacher_implicated=a_value(value=True))
    case = the_case(stage, "head")
    assert told(case) == {("acknowledgement", REPORTER), ("alert", "dpo")}
    assert any(hit.hit and hit.role is None for hit in case.assessment.routes)
    assert CHAIR not in {person for dispatch in stage.service.lease_notices(9) for person in dispatch.recipients}


def test_a_head_teacher_who_is_bypassed_gets_nothing_through_another_role_either() -> None:
    roles = {"dpo": (DPO,), "head_teacher": (HEAD,), "service_desk": (HEAD,), "chair_of_governors": (CHAIR,)}
    stage = a_stage(roles)
    lost = {"asset_type": a_value("laptop"), "head_teacher_implicated": a_value(value=True)}
    stage.reader.readings["head"] = some_facts(**lost)
    the_case(stage, "head")
    reached = {person for dispatch in stage.service.lease_notices(20) for person in dispatch.recipients}
    assert HEAD not in reached
    assert {DPO, CHAIR} <= reached


def test_a_head_teacher_who_is_also_the_dpo_does_not_get_the_alert_about_the_head_teacher() -> None:
    stage = a_stage({"dpo": (HEAD,), "head_teacher": (HEAD,), "chair_of_governors": (CHAIR,)})
    stage.reader.readings["head"] = some_facts(head_teacher_implicated=a_value(value=True))
    case = the_case(stage, "head")
    assert ("alert", "chair_of_governors") in told(case)
    assert HEAD not in {person for dispatch in stage.service.lease_notices(20) for person in dispatch.recipients}


def test_an_answer_to_a_case_that_can_not_be_opened_becomes_a_new_one_related_to_it() -> None:
    stage = a_stage()
    case = the_case(stage)
    stage.store.damaged_case = case.reference
    receipt = stage.service.receive(a_report(id="answer", keys=("answer",), thread_token=case.reply_token))
    assert receipt.outcome is Outcome.NEW_CASE
    assert receipt.reference is not None
    assert stage.store.load(receipt.reference).related == (case.reference,)


def test_a_subject_that_names_a_damaged_case_keeps_no_report_back() -> None:
    stage = a_stage()
    case = the_case(stage)
    stage.store.damaged_case = case.reference
    assert the_case(stage, "other", subject=f"about {case.reference}").related == ()


def test_what_was_taken_for_no_incident_becomes_one_when_the_dpo_answers_what_happened() -> None:
    stage = a_stage()
    stage.reader.readings["odd"] = Facts(values={"not_an_incident": a_value(value=True)})
    case = the_case(stage, "odd")
    sender = Sender(name=DPO.name, address=DPO.address)
    stage.service.receive(a_report(id="dpo", keys=("dpo",), sender=sender, thread_token=case.reply_token))
    opened = stage.store.load(case.reference)
    assert opened.status is CaseStatus.OPEN
    assert ("head_notice", "head_teacher") in told(opened)
    assert opened.assessment.level.level is not None


def test_a_thank_you_leaves_what_was_taken_for_no_incident_as_it_is() -> None:
    stage = a_stage()
    nothing = Facts(values={"not_an_incident": a_value(value=True)})
    stage.reader.readings |= {"odd": nothing, "thanks": nothing}
    case = the_case(stage, "odd")
    stage.service.receive(a_report(id="thanks", keys=("thanks",), thread_token=case.reply_token))
    assert stage.store.load(case.reference).status is CaseStatus.PROPOSED_NO_INCIDENT


def test_one_answer_that_comes_to_the_mailboxes_of_two_schools_is_joined_once() -> None:
    stage = a_stage(others=(SAINT_FINNIAN.model_copy(update={"key": "st-mellon", "prefix": "SM"}),))
    case = the_case(stage)
    answer = {"thread_token": case.reply_token, "message_id": "<one@stteilos.example>", "text": "They are back."}
    first = stage.service.receive(a_report(id="one", keys=("here",), **answer))
    second = stage.service.receive(a_report(id="two", keys=("there",), school="st-mellon", **answer))
    assert (first.outcome, second.outcome) == (Outcome.JOINED, Outcome.DUPLICATE)
    assert len(stage.store.load(case.reference).reports) == 2
