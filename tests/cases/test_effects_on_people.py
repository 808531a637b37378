"""What decisions bring about among people: proposals sent once, investigators let in, questions, actions."""

from datetime import timedelta

import pytest

from candour.cases.access import Right
from candour.cases.case import Case
from candour.cases.errors import CaseNotFoundError, DecisionRefusedError
from candour.cases.notice import OFFICER, REPORTER, Notice, NoticeKind, NoticeStatus
from candour.cases.policy import RouteRule
from candour.cases.register import open_proposals
from candour.cases.report import Sender
from tests.builders import SEREN, a_value
from tests.cases.working import BOARD, DEPUTY, EVERYBODY, TEACHER, a_full_stage, a_policy, a_received_case
from tests.cases.working import a_closed_case as a_case_that_was_closed
from tests.service import CHAIR, DPO, HEAD, Stage, a_stage, decide

PROPOSED = tuple(
    RouteRule(id=id_, when="always", to=to, notice="referral", text="Tell them.", source="project", on_decision=True)
    for id_, to in (("board", "information_governance_board"), ("police", "police"), ("writer", REPORTER))
)


def a_proposing_stage() -> Stage:
    policy = a_policy()
    plain = tuple(rule for rule in policy.routes if not rule.on_decision)
    return a_stage(EVERYBODY, policy=policy.model_copy(update={"routes": (*plain, *PROPOSED)}))


def refused(stage: Stage, case: Case, words: str, what: str, value: str = "", **details: str) -> None:
    """Check that a decision is refused in these words, and that nothing has changed."""
    before = stage.store.load(case.reference)
    with pytest.raises(DecisionRefusedError, match=words) as error:
        decide(stage, case.reference, what, value, by=DPO, reason="because", **details)
    assert stage.store.load(case.reference) == before
    assert TEACHER.name not in str(error.value)
    assert "@x.example" not in str(error.value)


def referrals(case: Case) -> list[Notice]:
    return [notice for notice in case.notices if notice.kind is NoticeKind.REFERRAL]


def fail(stage: Stage, case: Case, notice: Notice) -> None:
    stage.service.lease_notices(20)
    stage.service.notice_failed(case.reference, notice.id, code="550", permanent=True)


def test_r106_a_proposal_is_sent_on_decision_alone_with_a_word_and_never_twice() -> None:
    stage = a_proposing_stage()
    case = a_received_case(stage)
    assert (open_proposals(case), referrals(case)) == (("board", "police", "writer"), [])
    sent = decide(stage, case.reference, "route", "board", answer="send", text="27 pupils")
    (referral,) = referrals(sent)
    assert (referral.role, referral.rule, referral.text) == ("information_governance_board", "board", "27 pupils")
    assert open_proposals(sent) == ("police", "writer")
    for answer in ("send", "told", "decline"):
        refused(stage, case, "sent already", "route", "board", answer=answer)
    reached = {dispatch.notice.id: dispatch.recipients for dispatch in stage.service.lease_notices(20)}
    assert reached[referral.id] == (BOARD,)


def test_a_proposal_that_could_not_be_delivered_may_be_sent_again() -> None:
    stage = a_proposing_stage()
    sent = decide(stage, a_received_case(stage).reference, "route", "board", answer="send")
    fail(stage, sent, referrals(sent)[0])
    again = decide(stage, sent.reference, "route", "board", answer="send")
    assert [notice.status for notice in referrals(again)] == [NoticeStatus.FAILED, NoticeStatus.QUEUED]


def test_what_was_declined_or_told_by_other_means_may_still_be_sent() -> None:
    stage = a_proposing_stage()
    case = a_received_case(stage)
    for answer in ("decline", "told"):
        decided = decide(stage, case.reference, "route", "board", answer=answer, reason="by telephone")
        assert (referrals(decided), open_proposals(decided)) == ([], ("police", "writer"))
    assert len(referrals(decide(stage, case.reference, "route", "board", answer="send"))) == 1


@pytest.mark.parametrize(
    ("rule", "answer", "words"),
    [
        ("cake", "send", "no such proposal"),
        ("tell_dpo", "send", "no such proposal"),
        ("", "send", "no such proposal"),
        ("board", "", "say whether it is sent"),
        ("board", "maybe", "say whether it is sent"),
        ("police", "send", "nobody who may be told is named as Police"),
    ],
)
def test_a_proposal_that_can_not_be_carried_out_changes_nothing(rule: str, answer: str, words: str) -> None:
    stage = a_proposing_stage()
    refused(stage, a_received_case(stage), words, "route", rule, answer=answer)


def test_a_proposal_for_the_reporter_needs_an_address() -> None:
    stage = a_proposing_stage()
    case = a_received_case(stage)
    assert referrals(decide(stage, case.reference, "route", "writer", answer="send"))[0].role == REPORTER
    stage = a_proposing_stage()
    refused(stage, a_received_case(stage, report={"sender": None}), "no address", "route", "writer", answer="send")


def test_a_proposal_goes_past_whom_the_report_is_about() -> None:
    stage = a_stage(EVERYBODY, profile="wentworth-essex")
    case = a_received_case(stage, head_teacher_implicated=a_value(value=True))
    sent = decide(stage, case.reference, "route", "not_reduced", answer="send")
    assert referrals(sent)[0].role == "chair_of_governors"


def test_r118_a_proposal_that_comes_after_closing_can_be_decided() -> None:
    stage = a_full_stage()
    case = a_case_that_was_closed(stage)
    stage.clock.move(timedelta(days=185))
    decide(stage, case.reference, "re_evaluated", "not_reduced")
    assert open_proposals(stage.store.load(case.reference)) == ("board_not_reduced",)
    sent = decide(stage, case.reference, "route", "board_not_reduced", answer="send")
    assert referrals(sent)[0].role == "information_governance_board"


def let_in(stage: Stage, case: Case, *, until: str = "2026-11-22", evidence: str = "") -> Case:
    address, name = TEACHER.address, TEACHER.name
    return decide(stage, case.reference, "authorise", address, name=name, until=until, evidence=evidence)


def rights_of_teacher(stage: Stage, case: Case) -> frozenset[Right]:
    try:
        return stage.service.view(case.reference, TEACHER).rights
    except CaseNotFoundError:
        return frozenset()


def test_r40_an_investigator_is_let_in_until_the_end_of_a_day_and_told() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    assert rights_of_teacher(stage, case) == frozenset()
    decided = let_in(stage, case)
    (entry,) = decided.authorisations
    told = decided.notices[-1]
    assert (told.kind, told.role, told.recipient, told.topics) == (
        NoticeKind.AUTHORISATION,
        OFFICER,
        TEACHER,
        (entry.id,),
    )
    assert rights_of_teacher(stage, case) == {Right.SEE, Right.NOTE}
    stage.clock.move(timedelta(days=2, hours=11, minutes=58))
    assert rights_of_teacher(stage, case)
    stage.clock.move(timedelta(minutes=1))
    assert rights_of_teacher(stage, case) == frozenset()


def test_r40_a_new_authorisation_replaces_the_one_before_files_included() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    let_in(stage, case, until="2026-12-20", evidence="yes")
    assert Right.EVIDENCE in rights_of_teacher(stage, case)
    stage.clock.move(timedelta(hours=1))
    let_in(stage, case, until="2026-11-21", evidence="no")
    assert rights_of_teacher(stage, case) == {Right.SEE, Right.NOTE}
    stage.clock.move(timedelta(days=2))
    assert rights_of_teacher(stage, case) == frozenset()


def test_r40_an_authorisation_is_withdrawn_at_once_and_once() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    entry = let_in(stage, case).authorisations[0]
    assert stage.service.listing(TEACHER)
    decide(stage, case.reference, "withdraw", entry.id)
    assert rights_of_teacher(stage, case) == frozenset()
    assert not stage.service.listing(TEACHER)
    refused(stage, case, "over already", "withdraw", entry.id)
    refused(stage, case, "no such authorisation", "withdraw", "cake")


def test_an_authorisation_that_is_over_can_not_be_withdrawn() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    entry = let_in(stage, case, until="2026-11-20").authorisations[0]
    stage.clock.move(timedelta(days=1))
    refused(stage, case, "over already", "withdraw", entry.id)


@pytest.mark.parametrize(
    ("address", "details", "words"),
    [
        ("", {"name": "Ann Cole", "until": "2026-11-30"}, "mail address"),
        ("ann", {"name": "Ann Cole", "until": "2026-11-30"}, "mail address"),
        ("a@x.example, b@x.example", {"name": "Ann Cole", "until": "2026-11-30"}, "mail address"),
        ("a\u200b@x.example", {"name": "Ann Cole", "until": "2026-11-30"}, "mail address"),
        ("a\x00@x.example", {"name": "Ann Cole", "until": "2026-11-30"}, "mail address"),
        ("DataLoss+x@saint-finnian.example", {"name": "Ann Cole", "until": "2026-11-30"}, "watches this address"),
        ("ann@x.example", {"name": "", "until": "2026-11-30"}, "write the person's name"),
        ("ann@x.example", {"name": "\u200b", "until": "2026-11-30"}, "write the person's name"),
        ("ann@x.example", {"name": "x" * 201, "until": "2026-11-30"}, "longer than 200"),
        ("ann@x.example", {"name": "Ann Cole", "until": "2026-11-19"}, "has passed"),
        ("ann@x.example", {"name": "Ann Cole", "until": "9999-12-31"}, "two years away"),
        ("ann@x.example", {"name": "Ann Cole"}, "year-month-day"),
        ("ann@x.example", {"name": "Ann Cole", "until": "2026-11-30", "evidence": "all"}, "yes or no"),
    ],
)
def test_an_authorisation_that_lacks_something_lets_nobody_in(
    address: str, details: dict[str, str], words: str
) -> None:
    stage = a_full_stage()
    refused(stage, a_received_case(stage), words, "authorise", address, **details)


def test_r39_nobody_investigates_what_is_about_themselves() -> None:
    stage = a_full_stage()
    about_head = a_received_case(stage, head_teacher_implicated=a_value(value=True))
    refused(stage, about_head, "about this person", "authorise", HEAD.address, name="Somebody", until="2026-11-30")
    private = "clive@x.example"
    refused(stage, about_head, "about this person", "authorise", private, name="Clive Penrose", until="2026-11-30")
    stage = a_full_stage()
    about_ann = a_received_case(stage, responsible_employee=a_value("Mrs Ann Cole"))
    refused(stage, about_ann, "about this person", "authorise", "ann@x.example", name="Ann Cole", until="2026-11-30")


def test_r39_an_investigator_who_is_named_later_loses_sight_and_gets_nothing_that_waits() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    let_in(stage, case, evidence="yes")
    decide(stage, case.reference, "value", "responsible_employee", answer="Ann Cole")
    assert rights_of_teacher(stage, case) == frozenset()
    assert not stage.service.listing(TEACHER)
    assert TEACHER not in {person for dispatch in stage.service.lease_notices(20) for person in dispatch.recipients}


def test_a_person_with_a_role_is_kept_by_the_name_of_the_configuration() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    decided = decide(stage, case.reference, "authorise", CHAIR.address.upper(), name="", until="2026-11-30")
    assert decided.authorisations[0].investigator.name == CHAIR.name


def test_a_question_goes_to_the_reporter_by_their_door() -> None:
    stage = a_full_stage()
    case = a_received_case(stage, wants_anonymity=a_value(value=True))
    decided = decide(stage, case.reference, "ask", " Is the list back? ")
    asked = decided.notices[-1]
    assert (asked.kind, asked.role, asked.text) == (NoticeKind.QUESTIONS, REPORTER, "Is the list back?")
    reached = {dispatch.notice.id: dispatch.recipients for dispatch in stage.service.lease_notices(20)}
    assert [person.address for person in reached[asked.id]] == [SEREN.address]


@pytest.mark.parametrize("sender", [None, Sender(name="", address="DataLoss@saint-finnian.example")])
def test_a_report_without_an_address_can_not_be_asked(sender: Sender | None) -> None:
    stage = a_full_stage()
    refused(stage, a_received_case(stage, report={"sender": sender}), "no address to write to", "ask", "What happened?")


@pytest.mark.parametrize("what", ["ask", "note", "action"])
def test_a_question_note_or_action_without_words_is_none(what: str) -> None:
    stage = a_full_stage()
    for value in ("", "  ", "\u200b"):
        refused(
            stage, a_received_case(stage, report={"id": value, "keys": (value,)}), "nothing is written", what, value
        )


def given(stage: Stage, case: Case) -> str:
    """Give an action; return its id."""
    who, due = TEACHER, "2026-11-30"
    decided = decide(stage, case.reference, "action", "Lock the drawer", name=who.name, address=who.address, due=due)
    return decided.actions[0].id


def test_r114_an_action_goes_to_its_officer_with_a_day() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    id_ = given(stage, case)
    kept = stage.store.load(case.reference)
    (action,) = kept.actions
    assert (action.text, action.officer, f"{action.due_at:%d %H:%M}") == ("Lock the drawer", TEACHER, "30 23:59")
    assert (kept.notices[-1].kind, kept.notices[-1].recipient, kept.notices[-1].topics) == (
        NoticeKind.ACTION,
        TEACHER,
        (id_,),
    )
    assert kept.decisions[-1].reason == "so that the test goes on"


def test_r113_an_action_is_done_then_effective_or_open_again() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    id_ = given(stage, case)
    refused(stage, case, "not done yet", "action_effective", id_)
    refused(stage, case, "not done yet", "action_ineffective", id_)
    decide(stage, case.reference, "action_done", id_)
    refused(stage, case, "done already", "action_done", id_)
    decide(stage, case.reference, "action_effective", id_)
    refused(stage, case, "effective already", "action_effective", id_)
    refused(stage, case, "has passed", "action_ineffective", id_, due="2026-11-01")
    again = decide(stage, case.reference, "action_ineffective", id_, due="2026-12-24").actions[0]
    assert (again.done_at, again.effective_at, f"{again.due_at:%d %B}") == (None, None, "24 December")


@pytest.mark.parametrize("what", ["action_done", "action_effective", "action_ineffective"])
def test_an_action_that_the_case_has_not_is_refused(what: str) -> None:
    stage = a_full_stage()
    refused(stage, a_received_case(stage), "no such action", what, "cake")


def test_whom_the_report_is_about_learns_of_it_by_no_action_unless_they_reported_it() -> None:
    stage = a_full_stage()
    about_head = a_received_case(stage, head_teacher_implicated=a_value(value=True))
    details = {"name": "x", "address": HEAD.address, "due": "2026-11-30"}
    refused(stage, about_head, "about this person", "action", "Lock it", **details)
    stage = a_full_stage()
    own = a_received_case(stage, responsible_employee=a_value(SEREN.name))
    decided = decide(
        stage, own.reference, "action", "Ring her", name=SEREN.name, address=SEREN.address, due="2026-11-30"
    )
    assert decided.actions[0].officer.address == SEREN.address
    reached = {person.address for dispatch in stage.service.lease_notices(20) for person in dispatch.recipients}
    assert SEREN.address in reached


def test_a_deputy_decides_as_the_dpo_does() -> None:
    stage = a_full_stage()
    case = a_received_case(stage)
    decided = decide(stage, case.reference, "ask", "Is it back?", by=DEPUTY)
    assert (decided.decisions[-1].person, decided.decisions[-1].role) == (DEPUTY.name, "deputy_dpo")
