"""Time passes: stages of clocks, actions, re-evaluations, each recorded once and told to who must know."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from candour.cases.case import Case, CaseStatus
from candour.cases.directory import Person
from candour.cases.dispatch import Dispatch
from candour.cases.facts import Facts, Method
from candour.cases.notice import OFFICER, Notice, NoticeKind
from candour.cases.register import open_proposals
from tests.builders import NOON, SEREN, a_report, a_value, some_facts
from tests.service import CHAIR, DPO, HEAD, Stage, a_stage, decide

OFFICER_ELIN = Person(name="Elin Prosser", address="e.prosser@saint-finnian.example")
MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
"""The Monday after NOON; both 72 hour clocks of the usual letter end on it at 08:40."""
STAGES = ["clock:ico_awareness:50", "clock:ico_awareness:80", "clock:ico_occurrence:50", "clock:ico_occurrence:80"]


def opened(stage: Stage, **readings: Facts) -> Case:
    """Let the usual letter arrive and everything that follows at once be sent."""
    stage.reader.readings.update(readings)
    receipt = stage.service.receive(a_report(received_at=stage.clock()))
    assert receipt.reference is not None
    sent(stage)
    return stage.store.load(receipt.reference)


def sent(stage: Stage) -> list[Dispatch]:
    """Send what is due, as the outbox does."""
    found: list[Dispatch] = []
    while batch := stage.service.lease_notices(1):
        for dispatch in batch:
            stage.service.notice_sent(dispatch.case.reference, dispatch.notice.id)
            found.append(dispatch)
    return found


def at(stage: Stage, moment: datetime) -> list[Dispatch]:
    """Move the clock, sweep, and send what is due."""
    stage.clock.moment = moment
    stage.service.sweep()
    return sent(stage)


def minute_by_minute(stage: Stage, until: datetime, step: timedelta = timedelta(minutes=20)) -> Iterator[Dispatch]:
    while stage.clock() < until:
        yield from at(stage, stage.clock() + step)


def of_kind(case: Case, kind: NoticeKind) -> list[Notice]:
    return [notice for notice in case.notices if notice.kind is kind]


def recorded(case: Case) -> list[str]:
    return [event.details["step"] for event in case.events if "step" in event.details]


def without_moment(topics: Sequence[str]) -> list[str]:
    return sorted(topic.rpartition(":")[0] for topic in topics)


def test_r100_each_stage_of_a_clock_is_recorded_once_and_told_once() -> None:
    stage = a_stage()
    stage.clock.moment = datetime(2026, 11, 16, 9, 40, tzinfo=UTC)  # a Monday: stages fall into working hours
    when = some_facts(occurred_date=a_value("2026-11-16"), occurred_time=a_value("08:40"))
    case = opened(stage, **{"report-1": when})
    told = [
        (f"{stage.clock():%a %H}", dispatch) for dispatch in minute_by_minute(stage, stage.clock() + timedelta(days=5))
    ]
    after = stage.store.load(case.reference)
    assert without_moment(recorded(after)) == sorted([*STAGES, "clock:ico_awareness:100", "clock:ico_occurrence:100"])
    assert [day for day, _ in told] == ["Wed 07", "Wed 18", "Thu 08"]
    assert {dispatch.notice.kind for _, dispatch in told} == {NoticeKind.REMINDER}
    assert [without_moment(dispatch.notice.topics) for _, dispatch in told] == [
        ["clock:ico_awareness:50", "clock:ico_occurrence:50"],
        ["clock:ico_awareness:80", "clock:ico_occurrence:80"],
        ["clock:ico_awareness:100", "clock:ico_occurrence:100"],
    ]
    assert all(dispatch.recipients == (DPO,) for _, dispatch in told)


def test_a_missed_deadline_is_an_event_that_names_it_and_its_moment() -> None:
    stage = a_stage()
    case = opened(stage)
    at(stage, MONDAY + timedelta(hours=9))
    missed = [event for event in stage.store.load(case.reference).events if event.kind == "deadline_missed"]
    assert {event.details["deadline"] for event in missed} == {"ico_occurrence", "ico_awareness"}
    assert {event.details["due_at"] for event in missed} == {"2026-11-23T08:40:00+00:00"}


def test_stages_that_pass_in_quiet_hours_are_told_in_one_notice_about_the_furthest() -> None:
    stage = a_stage()
    case = opened(stage)
    told = list(minute_by_minute(stage, MONDAY + timedelta(hours=8)))
    assert [dispatch.notice.created_at.strftime("%a") for dispatch in told] == ["Sat"]
    assert stage.clock() > told[0].notice.due_at == MONDAY + timedelta(hours=7)
    assert without_moment(told[0].notice.topics) == ["clock:ico_awareness:80", "clock:ico_occurrence:80"]
    assert without_moment(recorded(stage.store.load(case.reference))) == sorted(STAGES)


def test_after_downtime_only_the_furthest_stage_of_each_clock_is_told_and_all_are_recorded() -> None:
    stage = a_stage()
    case = opened(stage)
    told = at(stage, MONDAY + timedelta(days=2, hours=10))
    assert [without_moment(dispatch.notice.topics) for dispatch in told] == [
        ["clock:ico_awareness:100", "clock:ico_occurrence:100"]
    ]
    after = stage.store.load(case.reference)
    assert len(recorded(after)) == 6
    assert {event.details["notices"] for event in after.events if "step" in event.details} == {told[0].notice.id}


@pytest.mark.parametrize("moment", [MONDAY + timedelta(hours=8, minutes=40), datetime(2026, 11, 22, 20, tzinfo=UTC)])
def test_the_end_of_a_clock_is_told_at_once_also_at_night(moment: datetime) -> None:
    stage = a_stage()
    stage.clock.moment = moment - timedelta(hours=72)
    day, clock = f"{stage.clock():%Y-%m-%d}", f"{stage.clock():%H:%M}"
    opened(stage, **{"report-1": some_facts(occurred_date=a_value(day), occurred_time=a_value(clock))})
    told = at(stage, moment)
    assert [dispatch.notice.due_at for dispatch in told] == [moment]


def test_a_warning_that_would_come_too_late_in_the_morning_goes_at_night() -> None:
    stage = a_stage()
    stage.clock.moment = datetime(2026, 11, 17, 3, 0, tzinfo=UTC)
    opened(stage, **{"report-1": some_facts(occurred_date=a_value("2026-11-17"), occurred_time=a_value("03:00"))})
    four_fifths = datetime(2026, 11, 19, 12, 36, tzinfo=UTC)
    assert len(at(stage, four_fifths)) == 1  # by day
    assert [f"{dispatch.notice.due_at:%d %H:%M}" for dispatch in at(stage, datetime(2026, 11, 20, 3, tzinfo=UTC))] == [
        "20 03:00"
    ]


def test_nothing_of_a_case_at_the_highest_level_waits_for_the_morning() -> None:
    stage = a_stage()
    case = opened(stage)
    decide(stage, case.reference, "level", "high")
    told = at(stage, datetime(2026, 11, 21, 20, 40, tzinfo=UTC))
    assert [dispatch.notice.due_at for dispatch in told] == [datetime(2026, 11, 21, 20, 40, tzinfo=UTC)]


def test_a_reminder_that_waits_for_the_morning_goes_at_once_when_the_case_comes_to_the_highest_level() -> None:
    stage = a_stage()
    case = opened(stage)
    assert not at(stage, datetime(2026, 11, 21, 20, 40, tzinfo=UTC))
    decide(stage, case.reference, "level", "high")
    assert len(at(stage, datetime(2026, 11, 21, 20, 41, tzinfo=UTC))) == 1


def test_a_reminder_is_withdrawn_where_the_decision_was_taken_before_the_morning() -> None:
    stage = a_stage()
    case = opened(stage)
    assert not at(stage, datetime(2026, 11, 21, 20, 40, tzinfo=UTC))
    decide(stage, case.reference, "ico", "no_report")
    assert not at(stage, MONDAY + timedelta(hours=8))
    after = stage.store.load(case.reference)
    assert [event.kind for event in after.events][-1] == "notice_withdrawn"
    assert not of_kind(after, NoticeKind.REMINDER)
    assert stage.service.next_due() is None


def test_a_deadline_that_had_passed_when_the_report_came_is_told_by_the_alert_alone() -> None:
    stage = a_stage()
    case = opened(
        stage, **{"report-1": some_facts(occurred_date=a_value("2026-11-10"), discovered_date=a_value("2026-11-19"))}
    )
    assert [event.details["told_by"] for event in case.events if event.kind == "deadline_missed"] == ["alert"]
    stage.service.sweep()
    assert not of_kind(stage.store.load(case.reference), NoticeKind.REMINDER)


def test_a_deadline_that_an_answer_moves_into_the_past_is_told_by_the_update() -> None:
    stage = a_stage()
    case = opened(stage)
    stage.reader.readings["report-2"] = Facts(values={"occurred_date": a_value("2026-11-10")})
    answer = a_report(id="report-2", keys=("second",), message_id="<second@x.example>", thread_token=case.reply_token)
    stage.service.receive(answer)
    stage.service.sweep()
    after = stage.store.load(case.reference)
    assert not of_kind(after, NoticeKind.REMINDER)
    told_by = {event.details["told_by"] for event in after.events if "ico_occurrence" in event.details.get("step", "")}
    assert told_by == {"update"}


def test_who_moved_the_deadline_into_the_past_themselves_is_reminded() -> None:
    stage = a_stage()
    case = opened(stage)
    stage.reader.readings["report-2"] = Facts(values={"occurred_date": a_value("2026-11-10")})
    sender = SEREN.model_copy(update={"name": DPO.name, "address": DPO.address})
    stage.service.receive(
        a_report(
            id="report-2", keys=("second",), message_id="<2@x.example>", thread_token=case.reply_token, sender=sender
        )
    )
    stage.service.sweep()
    assert len(of_kind(stage.store.load(case.reference), NoticeKind.REMINDER)) == 1


def test_r20_a_report_after_the_policys_time_is_an_event_without_a_reminder() -> None:
    stage = a_stage()
    case = opened(stage, **{"report-1": some_facts(discovered_date=a_value("2026-11-18"))})
    late = [event for event in case.events if event.kind == "reported_late"]
    assert [event.details["due_at"] for event in late] == ["2026-11-19T00:00:00+00:00"]
    on_time = a_stage()
    assert not [event for event in opened(on_time).events if event.kind == "reported_late"]


def test_a_reminder_goes_to_who_got_the_alert_and_never_to_whom_the_report_is_about() -> None:
    stage = a_stage({"dpo": (DPO,), "chair_of_governors": (CHAIR,), "head_teacher": (HEAD,)})
    about_dpo = some_facts(responsible_employee=a_value("Dilys Marlow"))
    case = opened(stage, **{"report-1": about_dpo})
    told = at(stage, MONDAY + timedelta(hours=9))
    assert [dispatch.recipients for dispatch in told] == [(CHAIR,)]
    assert [notice.role for notice in of_kind(stage.store.load(case.reference), NoticeKind.REMINDER)] == [
        "chair_of_governors"
    ]


def given_an_action(stage: Stage, case: Case, due: str = "2026-12-04") -> Case:
    name, address = OFFICER_ELIN.name, OFFICER_ELIN.address
    decided = decide(stage, case.reference, "action", "Lock the cupboard", due=due, name=name, address=address)
    sent(stage)
    return decided


def test_r115_an_officer_is_reminded_before_the_day_and_when_it_is_over() -> None:
    stage = a_stage()
    case = opened(stage)
    decide(stage, case.reference, "ico", "no_report")
    case = given_an_action(stage, case)
    stage.clock.moment = datetime(2026, 12, 1, 12, tzinfo=UTC)
    told = list(minute_by_minute(stage, datetime(2026, 12, 7, 12, tzinfo=UTC)))
    by_kind = [
        (dispatch.notice.kind, dispatch.notice.due_at.strftime("%a %H:%M"), dispatch.recipients) for dispatch in told
    ]
    assert by_kind[0] == (NoticeKind.ACTION, "Thu 07:00", (OFFICER_ELIN,))
    assert set(by_kind[1:]) == {
        (NoticeKind.ACTION, "Mon 07:00", (OFFICER_ELIN,)),
        (NoticeKind.FOLLOW_UP, "Mon 07:00", (DPO,)),
    }
    assert len(by_kind) == 3
    assert all(without_moment(dispatch.notice.topics)[0].startswith("action:") for dispatch in told)
    assert all(dispatch.notice.role == OFFICER for dispatch in told if dispatch.notice.kind is NoticeKind.ACTION)


def test_r116_an_action_not_taken_in_time_proposes_the_board_and_the_siro() -> None:
    stage = a_stage()
    case = given_an_action(stage, opened(stage))
    at(stage, datetime(2026, 12, 4, 23, 58, tzinfo=UTC))
    assert not stage.store.load(case.reference).facts.holds("action_overdue")
    at(stage, datetime(2026, 12, 5, 0, 1, tzinfo=UTC))
    after = stage.store.load(case.reference)
    value = after.facts.value("action_overdue")
    assert value is not None
    assert (value.value, value.method, value.rule) == (True, Method.RULE, "agenda")
    assert {"board_action", "siro_action"} <= set(open_proposals(after))
    assert not of_kind(after, NoticeKind.REFERRAL)


def test_an_action_that_was_done_in_time_reminds_nobody() -> None:
    stage = a_stage()
    case = given_an_action(stage, opened(stage))
    decide(stage, case.reference, "ico", "no_report")
    decide(stage, case.reference, "action_done", case.actions[0].id)
    assert not list(minute_by_minute(stage, datetime(2026, 12, 8, 12, tzinfo=UTC), timedelta(hours=6)))


def test_an_officer_whom_the_report_turns_out_to_be_about_hears_no_more_and_who_decides_does() -> None:
    stage = a_stage({"dpo": (DPO,), "head_teacher": (HEAD,), "line_manager": (OFFICER_ELIN,)})
    case = given_an_action(stage, opened(stage))
    decide(stage, case.reference, "ico", "no_report")
    decide(stage, case.reference, "value", "responsible_employee", answer=OFFICER_ELIN.name)
    told = list(minute_by_minute(stage, datetime(2026, 12, 7, 12, tzinfo=UTC), timedelta(hours=6)))
    by_time = [dispatch for dispatch in told if dispatch.notice.rule == "agenda"]
    assert {dispatch.recipients for dispatch in by_time} == {(DPO,)}
    assert [dispatch.notice.kind for dispatch in by_time] == [NoticeKind.FOLLOW_UP, NoticeKind.FOLLOW_UP]


def test_r40_the_end_of_an_authorisation_is_an_event_and_tells_nobody() -> None:
    stage = a_stage()
    case = opened(stage)
    decide(stage, case.reference, "ico", "no_report")
    decide(stage, case.reference, "authorise", OFFICER_ELIN.address, name=OFFICER_ELIN.name, until="2026-11-25")
    sent(stage)
    assert not at(stage, datetime(2026, 11, 26, 9, tzinfo=UTC))
    after = stage.store.load(case.reference)
    assert recorded(after) == [f"authorisation:{after.authorisations[0].id}:100:20261125T2359"]


def test_a_clock_that_is_set_back_brings_nothing_twice() -> None:
    stage = a_stage()
    case = opened(stage)
    told = at(stage, MONDAY + timedelta(hours=9))
    again = list(minute_by_minute(_set_back(stage), MONDAY + timedelta(hours=12), timedelta(hours=1)))
    assert (len(told), again) == (1, [])
    steps = recorded(stage.store.load(case.reference))
    assert len(steps) == len(set(steps)) == 6


def _set_back(stage: Stage) -> Stage:
    stage.clock.moment = NOON - timedelta(days=1)
    return stage


def test_a_reminder_that_was_made_by_a_clock_which_ran_ahead_does_not_wait_for_it() -> None:
    stage = a_stage()
    opened(stage)
    stage.clock.moment = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
    stage.service.sweep()
    assert len(at(stage, datetime(2026, 11, 20, 13, tzinfo=UTC))) == 1


def test_a_process_that_dies_between_recording_and_sending_loses_no_reminder_and_doubles_none() -> None:
    stage = a_stage()
    opened(stage)
    stage.clock.moment = MONDAY + timedelta(hours=9)
    stage.service.sweep()
    [first] = stage.service.lease_notices(20)  # killed before the mail server's answer was recorded
    stage.service.free_leases()
    stage.service.sweep()
    assert [dispatch.notice.message_id for dispatch in sent(stage)] == [first.notice.message_id]


def test_what_is_proposed_to_be_no_incident_runs_no_clock_until_it_is_made_one() -> None:
    stage = a_stage()
    case = opened(stage, **{"report-1": some_facts(not_an_incident=a_value(value=True))})
    assert case.status is CaseStatus.PROPOSED_NO_INCIDENT
    assert not at(stage, MONDAY + timedelta(hours=10))
    decide(stage, case.reference, "incident")
    told = [
        dispatch for dispatch in at(stage, MONDAY + timedelta(hours=10)) if dispatch.notice.kind is NoticeKind.REMINDER
    ]
    assert [without_moment(dispatch.notice.topics) for dispatch in told] == [
        ["clock:ico_awareness:100", "clock:ico_occurrence:100"]
    ]


def test_a_damaged_case_keeps_back_no_others_reminders() -> None:
    stage = a_stage()
    damaged = opened(stage)
    stage.service.receive(a_report(id="report-2", keys=("other",), message_id="<other@x.example>"))
    sent(stage)
    stage.store.damaged_case = damaged.reference
    assert len(at(stage, MONDAY + timedelta(hours=9))) == 1


def test_new_reminders_wake_the_outbox() -> None:
    stage = a_stage()
    opened(stage)
    before = len(stage.woken)
    stage.clock.moment = MONDAY + timedelta(hours=9)
    stage.service.sweep()
    assert len(stage.woken) == before + 1


def test_a_reminder_that_was_due_by_day_while_candour_was_down_does_not_go_out_at_night() -> None:
    stage = a_stage()
    case = opened(stage)
    decide(stage, case.reference, "ico", "no_report")
    given_an_action(stage, case)
    stage.clock.moment = datetime(2026, 12, 3, 5, tzinfo=UTC)
    stage.service.sweep()  # queued for seven in the morning
    assert not at(stage, datetime(2026, 12, 3, 23, tzinfo=UTC))
    assert [dispatch.notice.kind for dispatch in at(stage, datetime(2026, 12, 4, 7, tzinfo=UTC))] == [NoticeKind.ACTION]


def test_an_answer_that_shows_that_the_report_came_late_is_an_event_too() -> None:
    stage = a_stage()
    case = opened(stage)
    stage.reader.readings["report-2"] = Facts(values={"discovered_date": a_value("2026-11-17")})
    for number in (2, 3):
        stage.service.receive(
            a_report(
                id="report-2", keys=(f"{number}",), message_id=f"<{number}@x.example>", thread_token=case.reply_token
            )
        )
    events = stage.store.load(case.reference).events
    assert [event.details["deadline"] for event in events if event.kind == "reported_late"] == ["report_by"]


def test_a_warning_that_was_put_in_the_queue_for_the_morning_goes_in_time_when_its_deadline_is_brought_forward() -> (
    None
):
    stage = a_stage()
    stage.clock.moment = datetime(2026, 11, 17, 16, tzinfo=UTC)
    case = opened(stage, **{"report-1": Facts()})  # 72 hours from receipt: half of them end on Thursday at 04:00
    assert not at(stage, datetime(2026, 11, 19, 4, tzinfo=UTC))
    stage.reader.readings["report-2"] = Facts(
        values={"occurred_date": a_value("2026-11-16"), "occurred_time": a_value("05:00")}
    )
    stage.service.receive(
        a_report(id="report-2", keys=("2",), message_id="<2@x.example>", thread_token=case.reply_token)
    )
    sent(stage)
    told = at(stage, datetime(2026, 11, 19, 5, tzinfo=UTC))
    assert [without_moment(dispatch.notice.topics) for dispatch in told] == [
        ["clock:ico_awareness:100", "clock:ico_occurrence:100"]
    ]
