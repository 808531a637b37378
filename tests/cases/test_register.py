"""A case's line: what it needs, whom it waits for, what did not arrive; seen through the service."""

from datetime import timedelta

import pytest

from candour.cases.case import CaseStatus
from candour.cases.notice import REPORTER, NoticeKind
from candour.cases.policy import RouteRule
from candour.cases.register import has_undelivered, is_waiting_for_reporter, open_proposals, register_entry
from candour.cases.report import Sender
from tests.builders import a_value
from tests.cases.working import (
    EVERYBODY,
    TEACHER,
    a_closed_case,
    a_full_stage,
    a_policy,
    a_received_case,
    an_answer,
    needs,
)
from tests.service import DPO, HEAD, Stage, a_stage, decide

BOARD_RULE = RouteRule(
    id="board",
    when="complaint",
    to="information_governance_board",
    notice="referral",
    text="Tell the Board.",
    source="project",
    on_decision=True,
)


def a_stage_with_one_proposal() -> Stage:
    policy = a_policy()
    plain = tuple(rule for rule in policy.routes if not rule.on_decision)
    return a_stage(EVERYBODY, policy=policy.model_copy(update={"routes": (*plain, BOARD_RULE)}))


def test_an_open_case_needs_its_decisions_until_they_are_taken() -> None:
    stage = a_stage_with_one_proposal()
    case = a_received_case(stage, complaint=a_value(value=True))
    assert needs(stage, case) == ("level", "ico", "data_subjects", "complaint", "proposals")
    decide(stage, case.reference, "level", "low")
    decide(stage, case.reference, "ico", "report")
    decide(stage, case.reference, "data_subjects", "inform")
    assert needs(stage, case) == ("ico_report", "data_subjects_report", "complaint", "proposals")
    decide(stage, case.reference, "ico_reported", day="2026-11-20")
    decide(stage, case.reference, "data_subjects_informed", day="2026-11-20")
    decide(stage, case.reference, "complaint_acknowledged")
    decide(stage, case.reference, "route", "board", answer="decline")
    assert needs(stage, case) == ()


def test_what_was_taken_for_no_incident_needs_one_answer_alone() -> None:
    stage = a_stage_with_one_proposal()
    case = a_received_case(stage, not_an_incident=a_value(value=True))
    assert needs(stage, case) == ("incident",)
    decide(stage, case.reference, "no_incident")
    assert needs(stage, case) == ()


def test_a_proposal_is_open_until_somebody_decides_about_it() -> None:
    stage = a_stage_with_one_proposal()
    case = a_received_case(stage)
    assert open_proposals(case) == ()
    proposed = decide(stage, case.reference, "value", "complaint", answer="yes")
    assert open_proposals(proposed) == ("board",)
    assert open_proposals(decide(stage, case.reference, "route", "board", answer="told")) == ()


def test_a_new_message_is_needed_to_be_read_until_who_decides_has_decided_something() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    assert "message" not in needs(stage, case)
    an_answer(stage, case)
    assert "message" in needs(stage, case)
    decide(stage, case.reference, "note", "I rang her", by=HEAD)
    assert "message" in needs(stage, case)
    decide(stage, case.reference, "note", "read")
    assert "message" not in needs(stage, case)


def test_a_message_that_was_long_on_its_way_is_new_all_the_same() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    sent = stage.clock()
    stage.clock.move(timedelta(hours=2))
    decide(stage, case.reference, "level", "low")
    an_answer(stage, case, received_at=sent)
    assert "message" in needs(stage, case)


def test_r41_what_an_investigator_writes_is_brought_to_who_decides() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    decide(stage, case.reference, "authorise", TEACHER.address, name=TEACHER.name, until="2026-11-30")
    assert "message" not in needs(stage, case)
    decide(stage, case.reference, "note", "Final report: the list was deleted.", by=TEACHER)
    assert "message" in needs(stage, case)
    decide(stage, case.reference, "note", "agreed")
    assert "message" not in needs(stage, case)


def test_a_message_to_a_closed_case_is_needed_to_be_read_and_can_be() -> None:
    stage = a_full_stage()
    case = a_closed_case(stage)
    an_answer(stage, case)
    assert needs(stage, case) == ("message",)
    decide(stage, case.reference, "note", "only thanks")
    assert needs(stage, case) == ()


def test_what_was_given_up_is_undelivered_until_who_decides_has_decided_something_since() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    head = next(notice for notice in case.notices if notice.role == "head_teacher")
    stage.service.lease_notices(20)
    stage.clock.move(timedelta(days=1))
    decide(stage, case.reference, "level", "low")
    stage.service.notice_failed(case.reference, head.id, code="550", permanent=True)
    assert has_undelivered(stage.store.load(case.reference))
    decide(stage, case.reference, "note", "nothing arrived here", by=HEAD)
    assert "undelivered" in needs(stage, case)
    decide(stage, case.reference, "note", "I told her myself")
    assert "undelivered" not in needs(stage, case)


def test_a_notice_that_is_tried_again_is_not_undelivered() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    for dispatch in stage.service.lease_notices(20):
        stage.service.notice_failed(case.reference, dispatch.notice.id, code="451", permanent=False)
    assert not has_undelivered(stage.store.load(case.reference))


def test_a_case_waits_for_its_reporter_until_they_write() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    assert is_waiting_for_reporter(case)
    stage.clock.move(timedelta(hours=1))
    assert not is_waiting_for_reporter(an_answer(stage, case))
    stage.clock.move(timedelta(hours=1))
    decide(stage, case.reference, "ask", "And the second list?")
    assert is_waiting_for_reporter(stage.store.load(case.reference))


def test_what_somebody_else_writes_is_no_answer_of_the_reporter() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    stage.clock.move(timedelta(hours=1))
    head = Sender(name=HEAD.name, address=HEAD.address)
    assert is_waiting_for_reporter(an_answer(stage, case, sender=head))


def test_nobody_waits_for_a_reporter_who_was_not_asked_or_did_not_get_the_question() -> None:
    stage = a_full_stage()
    assert not is_waiting_for_reporter(a_received_case(stage, report={"sender": None}))
    stage = a_full_stage()
    case = a_received_case(stage)
    asked = next(notice for notice in case.notices if notice.role == REPORTER)
    stage.service.lease_notices(20)
    stage.service.notice_failed(case.reference, asked.id, code="550", permanent=True)
    assert not is_waiting_for_reporter(stage.store.load(case.reference))


@pytest.mark.parametrize("what", ["no_incident", "incident"])
def test_a_question_about_what_may_be_no_incident_waits_for_its_answer(what: str) -> None:
    stage = a_full_stage()
    case = a_received_case(stage, not_an_incident=a_value(value=True))
    assert not is_waiting_for_reporter(case)
    asked = decide(stage, case.reference, "ask", "What happened?")
    assert is_waiting_for_reporter(asked)
    assert is_waiting_for_reporter(decide(stage, case.reference, what)) is (what == "incident")


def test_r117_a_closed_case_needs_its_re_evaluation_when_the_months_are_over() -> None:
    stage = a_full_stage()
    case = a_closed_case(stage)
    assert case.status is CaseStatus.CLOSED
    stage.clock.move(timedelta(days=185))
    stage.service.sweep()
    assert "re_evaluation" in needs(stage, case)
    decide(stage, case.reference, "re_evaluated", "not_reduced")
    assert needs(stage, case) == ("proposals",)
    decide(stage, case.reference, "route", "board_not_reduced", answer="send")
    assert needs(stage, case) == ()


def test_a_line_tells_who_has_a_part_in_the_case() -> None:
    stage = a_full_stage()
    case = a_received_case(stage, head_teacher_implicated=a_value(value=True))
    decide(stage, case.reference, "authorise", TEACHER.address.upper(), name=TEACHER.name, until="2026-11-30")
    entry = register_entry(stage.store.load(case.reference))
    assert (entry.alerted, entry.in_heads_place) == (("dpo",), ("chair_of_governors",))
    assert (entry.implicated_roles, entry.responsible) == (("head_teacher",), None)
    assert entry.investigators == (TEACHER.address,)


def test_a_line_is_due_with_the_first_action_that_is_not_done() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    for due in ("2026-12-24", "2026-11-30"):
        decide(stage, case.reference, "action", "Lock it", name=DPO.name, address=DPO.address, due=due)
    actions = stage.store.load(case.reference).actions
    assert register_entry(stage.store.load(case.reference)).action_due == actions[1].due_at
    done = decide(stage, case.reference, "action_done", actions[1].id)
    assert register_entry(done).action_due == actions[0].due_at
    assert [notice.kind for notice in done.notices].count(NoticeKind.ACTION) == 2
