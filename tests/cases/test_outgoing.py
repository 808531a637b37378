"""Notices on their way: leased, sent, tried again, given up, never doubled."""

from datetime import timedelta

import pytest

from candour.cases.case import Case
from candour.cases.notice import NoticeKind, NoticeStatus
from candour.cases.notices import FEWEST_TRIES, FIRST_PAUSE, GIVE_UP_AFTER, LEASE, LONGEST_PAUSE, UNSEEN_PAUSE
from tests.builders import a_report
from tests.service import DPO, Stage, a_stage


def a_received_case(stage: Stage) -> Case:
    receipt = stage.service.receive(a_report())
    assert receipt.reference is not None
    return stage.store.load(receipt.reference)


def the_alert(stage: Stage, case: Case) -> tuple[str, str]:
    alert = next(notice for notice in stage.store.load(case.reference).notices if notice.kind is NoticeKind.ALERT)
    return case.reference, alert.id


def test_a_leased_notice_is_not_leased_again_until_the_lease_ends() -> None:
    stage = a_stage()
    a_received_case(stage)
    first = stage.service.lease_notices(20)
    assert len(first) == 3
    assert not stage.service.lease_notices(20)
    stage.clock.move(LEASE)
    again = stage.service.lease_notices(20)
    assert {dispatch.notice.message_id for dispatch in again} == {dispatch.notice.message_id for dispatch in first}


def test_leases_of_a_process_that_is_gone_are_freed_at_the_next_start_and_nothing_sent_is_sent_again() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    first, *others = stage.service.lease_notices(20)
    stage.service.notice_sent(case.reference, first.notice.id)
    stage.service.free_leases()
    again = {dispatch.notice.message_id for dispatch in stage.service.lease_notices(20)}
    assert again == {dispatch.notice.message_id for dispatch in others}


def test_freeing_leases_hurries_no_notice_that_waits_for_its_next_try() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    for dispatch in stage.service.lease_notices(20):
        stage.service.notice_failed(case.reference, dispatch.notice.id, code="451", permanent=False)
    stage.service.free_leases()
    assert not stage.service.lease_notices(20)


def test_a_sent_notice_is_never_leased_again() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    for dispatch in stage.service.lease_notices(20):
        stage.service.notice_sent(case.reference, dispatch.notice.id)
    stage.clock.move(timedelta(days=30))
    assert not stage.service.lease_notices(20)
    assert stage.service.next_due() is None


def test_a_temporary_failure_is_tried_again_later_and_later() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    reference, alert = the_alert(stage, case)
    pauses = []
    for _ in range(8):
        stage.service.lease_notices(20)
        stage.service.notice_failed(reference, alert, code="451", permanent=False)
        notice = stage.store.load(reference).notice(alert)
        assert notice.status is NoticeStatus.QUEUED
        pauses.append(notice.due_at - stage.clock())
        stage.clock.move(pauses[-1])
    assert pauses[0] == FIRST_PAUSE
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE


def test_a_permanent_failure_is_given_up_at_once_and_the_dpo_told_which_one_it_was() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    head = next(notice for notice in case.notices if notice.role == "head_teacher")
    stage.service.notice_failed(case.reference, head.id, code="550", permanent=True)
    after = stage.store.load(case.reference)
    assert (after.notice(head.id).status, after.notice(head.id).error) == (NoticeStatus.FAILED, "550")
    shown = next(notice for notice in after.notices if notice.kind is NoticeKind.NOT_DELIVERED)
    assert (shown.role, shown.about) == ("dpo", head.id)


def the_head_notice(case: Case) -> str:
    return next(notice.id for notice in case.notices if notice.role == "head_teacher")


def test_a_temporary_failure_that_lasts_is_given_up_after_three_days_and_many_tries() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    head = the_head_notice(case)
    for _ in range(FEWEST_TRIES):
        stage.clock.move(GIVE_UP_AFTER / (FEWEST_TRIES - 2))
        stage.service.lease_notices(20)
        stage.service.notice_failed(case.reference, head, code="connection", permanent=False)
    assert stage.store.load(case.reference).notice(head).status is NoticeStatus.FAILED


def test_four_days_without_power_use_up_no_tries() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    stage.clock.move(timedelta(days=4))
    for dispatch in stage.service.lease_notices(20):
        stage.service.notice_failed(case.reference, dispatch.notice.id, code="451", permanent=False)
    assert {notice.status for notice in stage.store.load(case.reference).notices} == {NoticeStatus.QUEUED}


def test_r18_an_alert_that_the_dpos_address_refuses_goes_to_who_stands_in() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    reference, alert = the_alert(stage, case)
    stage.service.notice_failed(reference, alert, code="550", permanent=True)
    after = stage.store.load(reference)
    assert after.notice(alert).status is NoticeStatus.FAILED
    told = {(notice.kind, notice.role) for notice in after.notices if notice.about == alert}
    assert told == {(NoticeKind.ALERT, "chair_of_governors"), (NoticeKind.NOT_DELIVERED, "chair_of_governors")}


def test_an_alert_that_nobody_else_can_be_told_of_is_tried_on_and_on() -> None:
    stage = a_stage({"dpo": (DPO,), "head_teacher": ()})
    case = a_received_case(stage)
    reference, alert = the_alert(stage, case)
    for _ in range(3):
        stage.clock.move(UNSEEN_PAUSE)
        assert alert in {dispatch.notice.id for dispatch in stage.service.lease_notices(20)}
        stage.service.notice_failed(reference, alert, code="550", permanent=True)
        assert stage.store.load(reference).notice(alert).status is NoticeStatus.QUEUED


def test_one_damaged_case_keeps_back_nobody_elses_notices() -> None:
    stage = a_stage()
    damaged = a_received_case(stage)
    other = stage.service.receive(a_report(id="other", keys=("other",))).reference
    stage.store.damaged_case = damaged.reference
    stage.service.free_leases()
    assert {dispatch.case.reference for dispatch in stage.service.lease_notices(20)} == {other}
    stage.clock.move(timedelta(hours=80))
    stage.service.sweep()


def test_a_clock_that_was_set_back_holds_no_notice() -> None:
    stage = a_stage()
    a_received_case(stage)
    stage.clock.move(-timedelta(days=1))
    assert not stage.service.lease_notices(20)
    stage.service.sweep()
    assert len(stage.service.lease_notices(20)) == 3


def test_a_failing_notice_about_a_failure_makes_no_further_ones() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    head = next(notice for notice in case.notices if notice.role == "head_teacher")
    stage.service.notice_failed(case.reference, head.id, code="550", permanent=True)
    shown = stage.store.load(case.reference).notices[-1]
    before = len(stage.store.load(case.reference).notices)
    stage.service.notice_failed(case.reference, shown.id, code="550", permanent=True)
    assert len(stage.store.load(case.reference).notices) == before


def test_a_role_that_nobody_holds_any_more_fails_and_is_shown_to_the_dpo() -> None:
    stage = a_stage({"dpo": (DPO,), "head_teacher": ()})
    case = a_received_case(stage)
    assert "head_teacher" not in {notice.role for notice in case.notices}
    assert {dispatch.notice.role for dispatch in stage.service.lease_notices(20)} == {"dpo", "reporter"}


def test_sent_and_failed_reported_twice_change_nothing_the_second_time() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    reference, alert = the_alert(stage, case)
    stage.service.notice_sent(reference, alert)
    once = stage.store.load(reference)
    stage.service.notice_sent(reference, alert)
    stage.service.notice_failed(reference, alert, code="550", permanent=True)
    assert stage.store.load(reference) == once


def test_message_ids_are_of_the_schools_domain_and_name_nobody() -> None:
    case = a_received_case(a_stage())
    for notice in case.notices:
        assert notice.message_id.endswith("@saint-finnian.example>")
        assert "vaughan" not in notice.message_id.casefold()
    assert len({notice.message_id for notice in case.notices}) == len(case.notices)


def test_a_notice_that_somebody_else_sent_in_the_meantime_is_not_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = a_stage()
    reference = stage.service.receive(a_report()).reference or ""
    save, others = stage.store.save, ["sends all"]

    def save_after_somebody_else(case: Case) -> None:
        if others:
            others.clear()
            now = stage.store.load(reference)
            sent = tuple(notice.model_copy(update={"status": NoticeStatus.SENT}) for notice in now.notices)
            save(now.model_copy(update={"notices": sent, "version": now.version + 1}))
        save(case)

    monkeypatch.setattr(stage.store, "save", save_after_somebody_else)
    assert stage.service.lease_notices(1) == []
