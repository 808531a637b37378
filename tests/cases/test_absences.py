"""Somebody is away: who stands in gets their notices too, and nothing is kept from anybody."""

from datetime import date, timedelta

import pytest

from candour.cases.absences import Absence
from candour.cases.access import Right
from candour.cases.case import Case
from candour.cases.directory import Person
from candour.cases.dispatch import Dispatch
from candour.cases.errors import CaseNotFoundError, DecisionRefusedError, NotAllowedError
from candour.cases.notice import NoticeKind
from candour.cases.showing.telling import bypasses
from tests.builders import NOON, a_report, a_value, some_facts
from tests.service import CHAIR, DPO, HEAD, Stage, a_stage, decide

DEPUTY = Person(name="Owain Tresillian", address="deputy@saint-finnian.example")
SIRO = Person(name="Anwen Cadwaladr", address="siro@saint-finnian.example")
ROLES = {
    "dpo": (DPO,),
    "deputy_dpo": (DEPUTY,),
    "siro": (SIRO,),
    "chair_of_governors": (CHAIR,),
    "head_teacher": (HEAD,),
}
TODAY = NOON.date()


def away(stage: Stage, *people: Person) -> None:
    for person in people:
        stage.service.set_absence(person, TODAY, TODAY + timedelta(days=1))


def opened(stage: Stage) -> tuple[Case, dict[NoticeKind, Dispatch]]:
    """Let a report arrive; return the case after sending, and what was sent by its kind."""
    reference = stage.service.receive(a_report()).reference
    assert reference is not None
    sent = {dispatch.notice.kind: dispatch for dispatch in stage.service.lease_notices(20)}
    return stage.store.load(reference), sent


def people(dispatch: Dispatch) -> tuple[Person, ...]:
    return dispatch.recipients


@pytest.mark.parametrize(
    ("absent", "told"),
    [
        ((), (DPO,)),
        ((DEPUTY,), (DPO,)),
        ((DPO,), (DPO, DEPUTY)),
        ((DPO, DEPUTY), (DPO, SIRO)),
        ((DPO, DEPUTY, SIRO), (DPO, CHAIR)),
        ((DPO, DEPUTY, SIRO, CHAIR), (DPO,)),
    ],
)
def test_the_next_named_role_of_which_somebody_is_there_is_told_too(
    absent: tuple[Person, ...], told: tuple[Person, ...]
) -> None:
    stage = a_stage(ROLES)
    away(stage, *absent)
    _, sent = opened(stage)
    assert people(sent[NoticeKind.ALERT]) == told


def test_that_nobody_is_there_is_an_event_once_for_each_notice_however_often_it_is_tried() -> None:
    stage = a_stage({"dpo": (DPO,), "head_teacher": (HEAD,)})
    away(stage, DPO)
    case, sent = opened(stage)
    alert = sent[NoticeKind.ALERT].notice.id
    stage.service.notice_failed(case.reference, alert, code="451", permanent=False)
    stage.clock.move(timedelta(minutes=5))
    assert stage.service.lease_notices(20)
    events = stage.store.load(case.reference).events
    said = [event.details for event in events if event.kind == "nobody_present" and event.details["notice"] == alert]
    assert [details["role"] for details in said] == ["dpo"]


def test_one_of_several_who_is_there_is_enough() -> None:
    other = Person(name="Bethan Rees", address="dpo2@saint-finnian.example")
    stage = a_stage({**ROLES, "dpo": (DPO, other)})
    away(stage, DPO)
    _, sent = opened(stage)
    assert people(sent[NoticeKind.ALERT]) == (DPO, other)


def test_who_stands_in_for_who_decides_may_decide_and_who_stands_in_for_the_head_may_not() -> None:
    stage = a_stage({"dpo": (DPO,), "siro": (SIRO,), "head_teacher": (HEAD,), "chair_of_governors": (CHAIR,)})
    away(stage, DPO, HEAD)
    case, sent = opened(stage)
    assert people(sent[NoticeKind.ALERT]) == (DPO, SIRO)
    assert people(sent[NoticeKind.HEAD_NOTICE]) == (HEAD, CHAIR)
    assert Right.DECIDE in stage.service.view(case.reference, SIRO).rights
    assert decide(stage, case.reference, "level", "low", by=SIRO).decisions[-1].role == "siro"
    with pytest.raises(CaseNotFoundError):
        stage.service.view(case.reference, CHAIR)


def test_whom_the_report_is_about_stands_in_for_nobody() -> None:
    stage = a_stage(ROLES)
    stage.reader.readings["report-1"] = some_facts(responsible_employee=a_value(DEPUTY.name))
    away(stage, DPO)
    _, sent = opened(stage)
    assert people(sent[NoticeKind.ALERT]) == (DPO, SIRO)


def test_nobody_stands_in_for_the_reporter() -> None:
    writer = Person(name="Seren Vaughan", address="s.vaughan@saint-finnian.example")
    stage = a_stage({**ROLES, "line_manager": (writer,)})
    away(stage, writer)
    _, sent = opened(stage)
    assert people(sent[NoticeKind.ACKNOWLEDGEMENT]) == (writer,)


def test_a_reminder_goes_to_who_stands_in_on_the_day_on_which_it_is_sent() -> None:
    stage = a_stage(ROLES)
    opened(stage)
    stage.service.set_absence(DPO, TODAY + timedelta(days=3), TODAY + timedelta(days=3))
    stage.clock.moment = NOON + timedelta(days=3)
    stage.service.sweep()
    due = [dispatch for dispatch in stage.service.lease_notices(20) if dispatch.notice.kind is NoticeKind.REMINDER]
    assert [people(dispatch) for dispatch in due] == [(DPO, DEPUTY)]


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        (TODAY + timedelta(days=1), TODAY, "the first day is after the last day"),
        (TODAY - timedelta(days=9), TODAY - timedelta(days=1), "the last day is over already"),
        (TODAY, date(2206, 12, 1), "longer than a year"),
    ],
)
def test_days_that_are_no_absence_are_refused_in_plain_words(first: date, last: date, message: str) -> None:
    stage = a_stage(ROLES)
    with pytest.raises(DecisionRefusedError, match=message):
        stage.service.set_absence(DPO, first, last)
    assert stage.service.absence(DPO) is None


def test_who_holds_no_role_has_no_absence_to_keep() -> None:
    stage = a_stage(ROLES)
    with pytest.raises(NotAllowedError, match="no role"):
        stage.service.set_absence(Person(name="x", address="x@elsewhere.example"), TODAY, TODAY)


def test_an_absence_is_shown_until_it_is_over_or_ended_whatever_the_case_of_the_address() -> None:
    stage = a_stage(ROLES)
    away(stage, DPO)
    shouted = Person(name=DPO.name, address=f" {DPO.address.upper()}")
    assert stage.service.absence(shouted) == Absence(first_day=TODAY, last_day=TODAY + timedelta(days=1))
    stage.service.end_absence(shouted)
    assert stage.service.absence(DPO) is None
    stage.service.end_absence(DPO)
    away(stage, DPO)
    stage.clock.move(timedelta(days=2))
    assert stage.service.absence(DPO) is None


def test_a_school_without_a_head_teacher_says_so_in_the_route_and_the_dpo_is_told_in_the_alert() -> None:
    stage = a_stage({"dpo": (DPO,)})
    case, sent = opened(stage)
    hit = next(hit for hit in case.assessment.routes if hit.rule == "tell_head_teacher")
    assert (hit.hit, hit.role, hit.bypassed) == (True, None, ("head_teacher", "chair_of_governors"))
    assert NoticeKind.HEAD_NOTICE not in sent
    said = [(entry.role, entry.why) for entry in bypasses(sent[NoticeKind.ALERT])]
    assert ("Head Teacher", "nobody is named for this role in the settings") in said


def test_r106_a_proposal_to_a_role_that_nobody_holds_is_not_told_as_somebody_passed_over() -> None:
    case, sent = opened(a_stage({"dpo": (DPO,)}))
    guardian = next(hit for hit in case.assessment.routes if hit.rule == "caldicott_guardian")
    assert (guardian.hit, guardian.on_decision, guardian.role) == (True, True, None)
    assert "Caldicott Guardian" not in {entry.role for entry in bypasses(sent[NoticeKind.ALERT])}
    passed = [event.details["rule"] for event in case.events if event.kind == "role_bypassed"]
    assert passed == ["tell_head_teacher"]
