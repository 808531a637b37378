"""Copies of officers' notices in a chat: one more word beside the mail, which is what counts."""

from datetime import UTC, datetime, timedelta

import pytest

from candour.cases import audit
from candour.cases.case import Case
from candour.cases.channels import COPIED
from candour.cases.filing import Filing
from candour.cases.notice import REPORTER, Channel, Notice, NoticeKind, NoticeStatus
from candour.cases.register import register_entry
from candour.cases.showing.telling import COPY, told
from candour.cases.showing.timeline import timeline
from candour.web.case_parts import notices
from tests.builders import a_value
from tests.cases.notices import give_up, leased, the
from tests.cases.working import EVERYBODY, a_received_case, an_answer
from tests.nameless import CODE
from tests.service import DPO, HEAD, a_stage

OFFICERS = ("dpo", "head_teacher")


def copies(case: Case) -> list[Notice]:
    return [notice for notice in case.notices if notice.copy_of is not None]


def test_officers_get_a_copy_of_each_notice_in_the_step_that_makes_it() -> None:
    stage = a_stage(chat_roles=("dpo",))
    case = a_received_case(stage)
    alert, copy = the(case, NoticeKind.ALERT), the(case, NoticeKind.ALERT, copy=True)
    assert [each.kind for each in copies(case)] == [NoticeKind.ALERT]
    assert (copy.channel, copy.role, copy.copy_of, copy.due_at) == (Channel.CHAT, "dpo", alert.id, alert.due_at)
    assert len({each.message_id for each in case.notices}) == len(case.notices)
    [version] = {stage.store.load(case.reference).version}
    assert version == 1
    audit.verify(case.events)
    changed = an_answer(stage, case)
    assert [each.kind for each in copies(changed)] == [NoticeKind.ALERT, NoticeKind.UPDATE]
    audit.verify(changed.events)


def test_a_school_that_names_no_roles_has_no_copies() -> None:
    assert copies(a_received_case(a_stage())) == []


def test_each_kind_of_notice_to_an_officer_is_copied_and_no_other() -> None:
    stage = a_stage(EVERYBODY, chat_roles=tuple(EVERYBODY))
    case = a_received_case(stage, complaint=a_value(value=True))
    give_up(stage, case, the(case, NoticeKind.HEAD_NOTICE))
    an_answer(stage, case)
    stage.clock.move(timedelta(days=4))
    stage.service.sweep()
    after = stage.store.load(case.reference)
    wanted = [
        (each.kind, each.role, each.id) for each in after.originals if each.kind in COPIED and each.role != REPORTER
    ]
    assert sorted((each.kind, each.role, each.copy_of) for each in copies(after)) == sorted(wanted)
    reached = {NoticeKind.ALERT, NoticeKind.HEAD_NOTICE, NoticeKind.UPDATE, NoticeKind.NOT_DELIVERED}
    assert {kind for kind, _, _ in wanted} >= reached | {NoticeKind.REMINDER}


def test_a_copy_goes_to_the_same_people_as_its_mail_also_while_they_are_away() -> None:
    stage = a_stage(EVERYBODY, chat_roles=("dpo",))
    today = stage.clock().date()
    stage.service.set_absence(DPO, today, today)
    case = a_received_case(stage)
    alerts = [dispatch.recipients for dispatch in leased(stage) if dispatch.notice.kind is NoticeKind.ALERT]
    assert len(alerts) == 2
    assert alerts[0] == alerts[1]
    assert len(alerts[0]) > 1
    stood_in = [event for event in stage.store.load(case.reference).events if event.kind == "stood_in"]
    assert len(stood_in) == 1


def test_whom_a_report_is_about_gets_no_copy_either() -> None:
    stage = a_stage(chat_roles=OFFICERS)
    case = a_received_case(stage, head_teacher_implicated=a_value(value=True))
    people = {person.address for dispatch in leased(stage) for person in dispatch.recipients}
    assert copies(case) != []
    assert HEAD.address not in people


@pytest.mark.parametrize("code", ["no-chat", "550"])
def test_a_copy_that_fails_leads_to_nothing(code: str) -> None:
    stage = a_stage(chat_roles=("dpo",))
    case = a_received_case(stage)
    copy = the(case, NoticeKind.ALERT, copy=True)
    after = give_up(stage, case, copy, code)
    assert after.notice(copy.id).status is NoticeStatus.FAILED
    assert [each.id for each in after.notices] == [each.id for each in case.notices]
    assert "undelivered" not in register_entry(after).needs
    assert the(after, NoticeKind.ALERT).status is NoticeStatus.LEASED
    assert timeline(after, stage.policy)[-1].what.startswith(f"Left out: {COPY}, to Data Protection Officer, in chat")
    [shown] = [view for view in notices(stage.policy, after) if view.what == COPY]
    assert (shown.state, shown.failed) == ("left out: the mail is what counts", False)


def test_a_copy_that_arrived_does_not_stand_for_a_mail_that_did_not() -> None:
    """R18: an alert that its reader's mailbox refuses goes to who stands in, whatever became of its copy."""
    stage = a_stage(EVERYBODY, chat_roles=("dpo",))
    case = a_received_case(stage)
    leased(stage)
    stage.service.notice_sent(case.reference, the(case, NoticeKind.ALERT, copy=True).id)
    stage.service.notice_failed(case.reference, the(case, NoticeKind.ALERT).id, code="550", permanent=True)
    after = stage.store.load(case.reference)
    assert [each.role for each in after.originals if each.kind is NoticeKind.ALERT] == ["dpo", "deputy_dpo"]
    assert "undelivered" in register_entry(after).needs
    assert register_entry(after).alerted == ("dpo", "deputy_dpo")


def test_a_reminder_that_changes_before_it_leaves_changes_its_copy_and_is_not_taken_for_it() -> None:
    stage = a_stage(chat_roles=("dpo",))
    stage.clock.moment = datetime(2026, 11, 20, 21, 0, tzinfo=UTC)
    case = a_received_case(stage, report={"received_at": stage.clock()})
    for hours in (10, 8, 12):  # over a weekend, on which reminders wait
        stage.clock.move(timedelta(hours=hours))
        stage.service.sweep()
    reminders = [each for each in stage.store.load(case.reference).notices if each.kind is NoticeKind.REMINDER]
    mail, copy = reminders
    assert (mail.channel, copy.channel) == (Channel.MAIL, Channel.CHAT)
    assert copy.copy_of == mail.id
    assert (copy.topics, copy.due_at) == (mail.topics, mail.due_at)


@pytest.mark.parametrize("answered", [False, True], ids=["opened", "joined"])
def test_r33_a_case_with_anything_confidential_in_it_has_no_copies(answered: bool) -> None:  # noqa: FBT001  a case of the table
    stage = a_stage(chat_roles=OFFICERS)
    if answered:
        case = a_received_case(stage)
        before = len(copies(case))
        case = an_answer(stage, case, confidential=True, sender=None)
        assert len(copies(case)) == before
    else:
        assert copies(a_received_case(stage, report={"confidential": True, "sender": None})) == []


def test_r33_a_copy_that_still_waits_when_something_confidential_joins_its_case_never_leaves() -> None:
    stage = a_stage(chat_roles=("dpo",))
    case = a_received_case(stage)
    copy = the(case, NoticeKind.ALERT, copy=True)
    an_answer(stage, case, confidential=True, sender=None)
    assert Channel.CHAT not in {dispatch.notice.channel for dispatch in leased(stage)}
    after = stage.store.load(case.reference)
    assert copy.id not in {notice.id for notice in after.notices}
    [withdrawn] = [entry.what for entry in timeline(after, stage.policy) if entry.kind == "notice_withdrawn"]
    assert withdrawn.startswith(f"No longer needed: {COPY}")


def test_r33_a_report_without_a_name_has_no_copies_at_any_time() -> None:
    stage = a_stage(chat_roles=OFFICERS)
    stage.service.file(Filing(school="st-finnian", text="The list is on the web.", code=CODE))
    for _ in range(10):
        stage.clock.move(timedelta(hours=9))
        stage.service.sweep()
    [line] = stage.store.register()
    case = stage.store.load(line.reference)
    assert {NoticeKind.ALERT, NoticeKind.REMINDER} <= {notice.kind for notice in case.notices}
    assert copies(case) == []


def test_the_page_tells_a_copy_from_its_mail_and_the_mail_of_others_does_not_name_it() -> None:
    stage = a_stage(chat_roles=("dpo",))
    case = a_received_case(stage)
    queued = [entry.what for entry in timeline(case, stage.policy) if entry.kind == "notice_queued"]
    assert "To be sent: the whole report with the form, to Data Protection Officer" in queued
    assert f"To be sent: {COPY}, to Data Protection Officer, in chat" in queued
    [alert] = [each for each in leased(stage) if each.notice.id == the(case, NoticeKind.ALERT).id]
    assert "Data Protection Officer" not in {entry.role for entry in told(alert)}
