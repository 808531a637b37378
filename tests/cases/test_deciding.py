"""Decisions are a named person's, with a reason; time passes by itself."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.cases import audit
from candour.cases.case import Case, CaseStatus
from candour.cases.decisions import DECISIONS
from candour.cases.directory import Person
from candour.cases.errors import CaseNotFoundError, DecisionRefusedError, StalePageError, StoreFullError
from candour.cases.notice import NoticeKind
from candour.cases.order import Order
from candour.cases.register import decided_level, register_entry
from tests.builders import a_value
from tests.cases.working import DEPUTY, TEACHER, a_closed_case, a_full_stage, a_received_case, an_answer
from tests.service import DPO, HEAD, Stage, a_stage, decide


def test_a_decided_level_stands_above_the_proposed_one_and_keeps_its_reason() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    decided = decide(stage, case.reference, "level", "high", reason=" third this term ")
    assert decided_level(decided) == "high"
    assert decided.decisions[0].reason == "third this term"
    assert decided.decisions[0].at == stage.clock()
    assert decided.events[-1].kind == "decided"


@pytest.mark.parametrize(
    ("order", "message"),
    [
        (Order(what="level", value="low", by=DPO, reason="  "), "say why"),
        (Order(what="level", value="low", by=Person(name="", address=" "), reason="because"), "say who"),
        (Order(what="level", value="purple", by=DPO, reason="because"), "no such level"),
        (Order(what="forget", by=DPO, reason="because"), "there is no such decision; use one of: acknowledge, action"),
        (Order(what="incident", by=DPO, reason="because"), "is open"),
        (Order(what="level", value="low", by=HEAD, reason="because"), "you have no part"),
    ],
)
def test_a_decision_that_lacks_something_is_refused_and_nothing_is_half_done(order: Order, message: str) -> None:
    stage = a_stage()
    case = a_received_case(stage)
    with pytest.raises(DecisionRefusedError, match=message):
        stage.service.decide(case.reference, order)
    assert stage.store.load(case.reference) == case


def test_no_incident_is_a_proposal_that_the_dpo_can_turn_into_an_incident() -> None:
    stage = a_stage()
    case = a_received_case(stage, not_an_incident=a_value(value=True))
    assert case.status is CaseStatus.PROPOSED_NO_INCIDENT
    decided = decide(stage, case.reference, "incident", reason="it names pupils")
    assert decided.status is CaseStatus.OPEN


def test_a_closed_case_takes_no_further_decisions() -> None:
    stage = a_stage()
    case = a_closed_case(stage)
    with pytest.raises(DecisionRefusedError, match="closed"):
        decide(stage, case.reference, "level", "low", reason="late")


def test_an_unknown_case_is_said_to_be_unknown() -> None:
    with pytest.raises(CaseNotFoundError, match="SF-26-00000"):
        decide(a_stage(), "SF-26-00000", "note", "x")


def test_r100_an_undecided_72_hours_are_recorded_once_each_when_they_have_passed() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    assert not stage.service.sweep()
    stage.clock.move(timedelta(hours=80))
    assert stage.service.sweep() == [case.reference]
    after = stage.store.load(case.reference)
    missed = [event.details["deadline"] for event in after.events if event.kind == "deadline_missed"]
    assert sorted(missed) == ["ico_awareness", "ico_occurrence"]
    assert not stage.service.sweep()


def test_a_decision_about_the_ico_stops_its_clocks() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    assert register_entry(case).next_deadline is not None
    decided = decide(stage, case.reference, "ico", "no_report", reason="no risk to anybody")
    assert register_entry(decided).next_deadline is None
    stage.clock.move(timedelta(hours=80))
    assert not stage.service.sweep()


def test_a_decision_keeps_person_role_time_and_reason_and_its_event_no_word_of_it() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    stage.clock.move(timedelta(minutes=5))
    decide(stage, case.reference, "note", "Mrs Pryce has the list", by=DEPUTY)
    decide(stage, case.reference, "authorise", TEACHER.address, name=TEACHER.name, until="2026-11-30", reason="skilled")
    decide(stage, case.reference, "value", "responsible_employee", reason="she said so", answer="Rhian Pryce")
    decided = decide(stage, case.reference, "ask", "Does Mrs Pryce know?")
    note = decided.decisions[0]
    assert (note.person, note.role, note.at) == (DEPUTY.name, "deputy_dpo", stage.clock())
    assert (note.value, note.reason) == ("Mrs Pryce has the list", "so that the test goes on")
    written = "".join(event.model_dump_json() for event in decided.events[len(case.events) :])
    for word in ("Pryce", "list", TEACHER.name, "example", "skilled", "she said"):
        assert word not in written
    ids = {event.details["decision"] for event in decided.events if event.kind == "decided"}
    assert ids == {decision.id for decision in decided.decisions}
    audit.verify(decided.events)


def test_a_decision_from_a_page_that_is_out_of_date_is_refused_and_says_so() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    seen = case.stamp
    an_answer(stage, case)
    before = stage.store.load(case.reference)
    with pytest.raises(StalePageError, match="Nothing was done"):
        stage.service.decide(case.reference, Order(what="level", value="low", by=DPO, reason="because", stamp=seen))
    assert stage.store.load(case.reference) == before
    now = Order(what="level", value="low", by=DPO, reason="because", stamp=before.stamp)
    assert stage.service.decide(case.reference, now).decisions


def test_a_notice_that_was_sent_meanwhile_makes_no_page_out_of_date() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    for dispatch in stage.service.lease_notices(20):
        stage.service.notice_sent(case.reference, dispatch.notice.id)
    order = Order(what="level", value="low", by=DPO, reason="because", stamp=case.stamp)
    assert stage.service.decide(case.reference, order).decisions


def test_of_decisions_from_one_page_at_the_same_time_one_is_taken_and_the_others_are_told() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    barrier = Barrier(8)

    def take(number: int) -> bool:
        order = Order(what="ask", value=f"Question {number}?", by=(DPO, DEPUTY)[number % 2], stamp=case.stamp)
        barrier.wait()
        try:
            stage.service.decide(case.reference, order)
        except StalePageError:
            return False
        return True

    with ThreadPoolExecutor(8) as people:
        taken = list(people.map(take, range(8)))
    after = stage.store.load(case.reference)
    assert taken.count(True) == 1
    assert len(after.decisions) == len([notice for notice in after.notices if notice.rule == "ask"]) == 1
    audit.verify(after.events)


def test_decisions_without_a_page_at_the_same_time_are_all_taken_one_after_the_other() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    barrier = Barrier(4)

    def take(number: int) -> None:
        barrier.wait()
        for step in range(3):
            decide(stage, case.reference, "note", f"{number}.{step}")

    with ThreadPoolExecutor(4) as people:
        list(people.map(take, range(4)))
    after = stage.store.load(case.reference)
    assert len({decision.value for decision in after.decisions}) == len(after.decisions) == 12
    audit.verify(after.events)


def test_one_proposal_that_two_people_send_at_the_same_time_goes_out_once() -> None:
    stage = a_full_stage()
    case = a_received_case(stage, not_reduced=a_value(value=True))
    barrier = Barrier(2)

    def send(by: Person) -> bool:
        barrier.wait()
        try:
            decide(stage, case.reference, "route", "board_not_reduced", by=by, answer="send")
        except DecisionRefusedError:
            return False
        return True

    with ThreadPoolExecutor(2) as people:
        assert sorted(people.map(send, (DPO, DEPUTY))) == [False, True]
    sent = [notice for notice in stage.store.load(case.reference).notices if notice.kind is NoticeKind.REFERRAL]
    assert len(sent) == 1


def test_a_full_disk_takes_no_decision_and_wakes_nobody() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    woken = len(stage.woken)
    stage.store.full = True
    with pytest.raises(StoreFullError):
        decide(stage, case.reference, "level", "low")
    assert len(stage.woken) == woken
    assert stage.store.load(case.reference) == case


@pytest.mark.parametrize("status", CaseStatus)
def test_every_decision_is_refused_in_each_state_in_which_it_makes_no_sense(status: CaseStatus) -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    stage.store.save(case.model_copy(update={"status": status, "version": 2}))
    before = stage.store.load(case.reference)
    for what in (what for what, rule in DECISIONS.items() if status not in rule.statuses):
        value = next(iter(sorted(DECISIONS[what].values)), "x")
        with pytest.raises(DecisionRefusedError, match=r"can't be decided now|no part"):
            decide(stage, case.reference, what, value)
    assert stage.store.load(case.reference) == before


hostile = st.one_of(
    st.text(max_size=30), st.sampled_from(["individuals", "board_not_reduced", TEACHER.address, "send"])
)


@given(
    what=st.one_of(st.sampled_from(sorted(DECISIONS)), st.text(max_size=10)),
    value=hostile,
    reason=hostile,
    details=st.dictionaries(
        st.sampled_from(["answer", "known", "name", "until", "due", "address", "evidence", "day", "no_measures", "x"]),
        hostile,
        max_size=3,
    ),
)
@settings(max_examples=150, deadline=None)
def test_any_order_is_a_whole_decision_or_changes_nothing(
    what: str, value: str, reason: str, details: dict[str, str]
) -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    order = Order(what=what, value=value, by=DPO, reason=reason, details=details)
    refusal = refusal_of(stage, case, order)
    after = stage.store.load(case.reference)
    if refusal is not None:
        assert after == case
        assert TEACHER.address not in refusal
    else:
        assert after.decisions[-1].what == what
        assert after.decisions[-1].reason.strip() or DECISIONS[what].says_all
        audit.verify(after.events)


def refusal_of(stage: Stage, case: Case, order: Order) -> str | None:
    """Return the words in which an order is refused, None where it was carried out."""
    try:
        stage.service.decide(case.reference, order)
    except DecisionRefusedError as refusal:
        return str(refusal)
    return None


def test_what_was_typed_stands_in_no_refusal() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    typed = "Ann Cole ann@x.example"
    orders = [
        Order(what=typed, by=DPO, reason="because"),
        *(Order(what=what, value=typed, by=DPO, reason="because", details={"x": typed}) for what in sorted(DECISIONS)),
        *(Order(what=what, value=typed, by=DPO, reason="because") for what in sorted(DECISIONS)),
        Order(what="value", value="individuals", by=DPO, reason="because", details={"answer": typed}),
        Order(what="value", value="incident_type", by=DPO, reason="because", details={"answer": typed}),
        Order(what="value", value="occurred_date", by=DPO, reason="because", details={"answer": typed}),
    ]
    refusals = [words for order in orders if (words := refusal_of(stage, case, order)) is not None]
    assert len(refusals) > len(DECISIONS)
    assert not [words for words in refusals if "Cole" in words or "ann@" in words]
