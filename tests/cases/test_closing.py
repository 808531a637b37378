"""A case is closed when the policy's conditions hold: each that doesn't is said in plain words (R99, R113)."""

from datetime import timedelta

import pytest

from candour.cases.case import CaseStatus
from candour.cases.closing import CLOSE_RULES
from candour.cases.errors import DecisionRefusedError, NotAllowedError
from candour.cases.policy_file import shipped_profiles
from tests.builders import a_report, a_value
from tests.cases.working import a_closed_case, a_full_stage, a_policy, a_received_case, closable
from tests.service import CHAIR, DPO, HEAD, Stage, a_stage, decide

CLOSERS = {"generic-school": DPO, "saints-cardiff": DPO, "wentworth-essex": HEAD}
UNDECIDED = {
    "level": "the level is not decided",
    "ico": "it is not decided whether the ICO is told",
    "data_subjects": "it is not decided whether the people concerned are told",
    "outcome_report": "the outcome report is not recorded",
}


def refused(stage: Stage, reference: str, **details: str) -> str:
    """Try to close a case, and return why it can't be; nothing has changed."""
    before = stage.store.load(reference)
    with pytest.raises(DecisionRefusedError) as error:
        decide(stage, reference, "close", by=CLOSERS[stage.policy.profile], **details)
    assert stage.store.load(reference) == before
    return str(error.value)


def test_the_three_profiles_ask_for_rules_that_are_there() -> None:
    assert set(shipped_profiles()) == set(CLOSERS)
    for profile in CLOSERS:
        assert set(a_policy(profile).close_needs) <= set(CLOSE_RULES)


@pytest.mark.parametrize(
    ("profile", "besides"),
    [(profile, need) for profile in CLOSERS for need in UNDECIDED if need in a_policy(profile).close_needs],
)
def test_r113_a_case_is_not_closed_while_something_is_undecided(profile: str, besides: str) -> None:
    stage = a_full_stage(profile=profile)
    case = closable(stage, a_received_case(stage), besides=besides)
    said = refused(stage, case.reference, no_measures="yes")
    assert said == f"{case.reference} can't be closed yet: {UNDECIDED[besides]}"


@pytest.mark.parametrize("profile", CLOSERS)
def test_r99_r113_a_case_with_everything_decided_is_closed_by_the_policys_closer_alone(profile: str) -> None:
    stage = a_full_stage(profile=profile)
    case = closable(stage, a_received_case(stage))
    closer = CLOSERS[profile]
    for other in {DPO, HEAD} - {closer}:
        with pytest.raises(NotAllowedError):
            decide(stage, case.reference, "close", by=other, no_measures="yes")
    closed = decide(stage, case.reference, "close", by=closer, reason="measures work", no_measures="yes")
    assert closed.status is CaseStatus.CLOSED
    last = closed.decisions[-1]
    assert (last.person, last.reason, last.at, last.details) == (
        closer.name,
        "measures work",
        stage.clock(),
        {"no_measures": "yes"},
    )


@pytest.mark.parametrize("profile", CLOSERS)
def test_everything_that_lacks_is_said_at_once_in_the_policys_order(profile: str) -> None:
    stage = a_full_stage(profile=profile)
    case = a_received_case(stage, complaint=a_value(value=True))
    said = refused(stage, case.reference)
    wanted = [UNDECIDED["level"], UNDECIDED["ico"], UNDECIDED["data_subjects"], "the complaint is not acknowledged"]
    wanted += ["there is no action yet: assign one, or say that none is needed"]
    places = [said.index(words) for words in wanted]
    assert places == sorted(places)


@pytest.mark.parametrize("profile", CLOSERS)
def test_r113_measures_are_done_and_proved_effective_before_a_case_is_closed(profile: str) -> None:
    stage = a_full_stage(profile=profile)
    case = closable(stage, a_received_case(stage))
    given = decide(
        stage, case.reference, "action", "Check lists", name="Ann Cole", address="ann@x.example", due="2026-12-01"
    )
    action = given.actions[0].id
    waits = "not every action is done and proved effective"
    assert waits in refused(stage, case.reference, no_measures="yes")
    decide(stage, case.reference, "action_done", action)
    assert waits in refused(stage, case.reference)
    decide(stage, case.reference, "action_effective", action)
    decide(stage, case.reference, "action_ineffective", action, due="2026-12-24")
    assert waits in refused(stage, case.reference)
    decide(stage, case.reference, "action_done", action)
    decide(stage, case.reference, "action_effective", action)
    assert decide(stage, case.reference, "close", by=CLOSERS[profile]).status is CaseStatus.CLOSED


@pytest.mark.parametrize("profile", CLOSERS)
def test_without_a_measure_somebody_says_that_none_is_needed(profile: str) -> None:
    stage = a_full_stage(profile=profile)
    case = closable(stage, a_received_case(stage))
    assert "there is no action yet" in refused(stage, case.reference)
    assert "there is no action yet" in refused(stage, case.reference, no_measures="no")
    assert "choose yes or no" in refused(stage, case.reference, no_measures="perhaps")


@pytest.mark.parametrize("profile", CLOSERS)
def test_who_is_to_be_told_has_been_told_before_a_case_is_closed(profile: str) -> None:
    stage = a_full_stage(profile=profile)
    case = closable(stage, a_received_case(stage))
    decide(stage, case.reference, "ico", "report")
    decide(stage, case.reference, "data_subjects", "inform")
    said = refused(stage, case.reference, no_measures="yes")
    assert "the ICO is to be told, and it is not recorded that it was" in said
    assert "the people concerned are to be told, and it is not recorded that they were" in said
    decide(stage, case.reference, "ico_reported", day="2026-11-20")
    decide(stage, case.reference, "data_subjects_informed", day="2026-11-20")
    assert decide(stage, case.reference, "close", by=CLOSERS[profile], no_measures="yes").status is CaseStatus.CLOSED


@pytest.mark.parametrize("profile", CLOSERS)
def test_a_complaint_is_acknowledged_before_a_case_is_closed(profile: str) -> None:
    stage = a_full_stage(profile=profile)
    case = closable(stage, a_received_case(stage, complaint=a_value(value=True)))
    assert "the complaint is not acknowledged" in refused(stage, case.reference, no_measures="yes")
    decide(stage, case.reference, "complaint_acknowledged")
    assert decide(stage, case.reference, "close", by=CLOSERS[profile], no_measures="yes").status is CaseStatus.CLOSED


def test_r106_a_proposal_is_decided_before_a_case_is_closed() -> None:
    stage = a_full_stage()
    case = closable(stage, a_received_case(stage, data_types=a_value(("name", "health"))), besides="proposals")
    words = "it is not decided whether all are told whom the policy proposes"
    assert refused(stage, case.reference, no_measures="yes") == f"{case.reference} can't be closed yet: {words}"


def test_a_proposal_that_the_policy_no_longer_has_is_answered_and_keeps_no_case_open() -> None:
    stage = a_full_stage()
    case = closable(stage, a_received_case(stage, data_types=a_value(("name", "health"))), besides="proposals")
    hits = tuple(hit.model_copy(update={"rule": f"older_{hit.rule}"}) for hit in case.assessment.routes)
    assessment = case.assessment.model_copy(update={"routes": hits})
    stage.store.save(case.model_copy(update={"assessment": assessment, "version": case.version + 1}))
    with pytest.raises(DecisionRefusedError, match="tell them yourself"):
        decide(stage, case.reference, "route", "older_caldicott_guardian", answer="send")
    with pytest.raises(DecisionRefusedError, match="no such proposal"):
        decide(stage, case.reference, "route", "never_was", answer="decline")
    decide(stage, case.reference, "route", "older_caldicott_guardian", answer="decline")
    assert decide(stage, case.reference, "close", no_measures="yes").status is CaseStatus.CLOSED


def test_a_policy_that_asks_for_less_gets_less() -> None:
    stage = a_stage(policy=a_policy(close_needs=("level",)))
    case = a_received_case(stage)
    decide(stage, case.reference, "level", "low")
    assert decide(stage, case.reference, "close").status is CaseStatus.CLOSED


def test_r99_who_stands_in_for_an_implicated_head_teacher_closes() -> None:
    roles = {"dpo": (DPO,), "head_teacher": (HEAD,), "chair_of_governors": (CHAIR,)}
    stage = a_stage(roles, profile="wentworth-essex")
    case = closable(stage, a_received_case(stage, head_teacher_implicated=a_value(value=True)))
    for other in (DPO, HEAD):
        with pytest.raises(Exception, match=r"no part in this case|there is no case"):
            decide(stage, case.reference, "close", by=other, no_measures="yes")
    closed = decide(stage, case.reference, "close", by=CHAIR, no_measures="yes")
    assert (closed.status, closed.decisions[-1].role) == (CaseStatus.CLOSED, "chair_of_governors")


def test_a_closed_case_is_reopened_with_a_reason_and_closed_again() -> None:
    stage = a_full_stage(profile="wentworth-essex")
    case = a_closed_case(stage, by=HEAD)
    stage.clock.move(timedelta(days=30))
    stage.service.receive(a_report(id="late", keys=("late",), thread_token=case.reply_token))
    assert stage.store.load(case.reference).status is CaseStatus.CLOSED
    reopened = decide(stage, case.reference, "reopen", by=DPO, reason="the list turned up again")
    assert reopened.status is CaseStatus.OPEN
    again = decide(stage, case.reference, "close", by=HEAD, no_measures="yes")
    assert [decision.what for decision in again.decisions][-3:] == ["close", "reopen", "close"]
    line = next(entry for entry in stage.store.register() if entry.reference == case.reference)
    assert line.closed_at == stage.clock()
