"""What happened to a case, what was decided, and what has to be done, in plain words."""

from datetime import timedelta

import pytest

from candour.cases.agenda import STAGES
from candour.cases.case import Case
from candour.cases.decisions import DECISIONS
from candour.cases.directory import Person
from candour.cases.notice import OFFICER, NoticeKind
from candour.cases.order import Order
from candour.cases.showing.actions import actions_in_words
from candour.cases.showing.decisions import decisions_in_words
from candour.cases.showing.steps import step_id, step_in_words
from candour.cases.showing.telling import notice_in_words
from candour.cases.showing.timeline import timeline
from tests.builders import NOON, SEREN, a_case, a_notice, a_report, a_value, an_event, an_evidence, some_facts
from tests.replies.stage import ACTION, GIVEN, POLICY, a_told_case, anonymous
from tests.service import DPO, Stage, a_stage, decide

QUESTIONS = {question.id: "not known" for question in POLICY.ico_questions}


def worked(stage: Stage) -> Case:
    """Return a case on which much was decided, and of which a clock has run out."""
    reference = stage.service.receive(a_report()).reference or ""
    decide(stage, reference, "level", "high")
    decide(stage, reference, "value", "data_types", answer="name health")
    decide(stage, reference, "value", "individuals", known="no")
    decide(stage, reference, "ask", "When did you notice?")
    decide(stage, reference, "authorise", "ivy@nantywern.example", name="Ivy Moss", until="2026-11-30", evidence="no")
    decide(stage, reference, "action", "Sort lists", name="Ola Reed", address="ola@nantywern.example", due="2026-11-23")
    order = Order(what="ico", value="report", by=DPO, reason="It is serious.", details=QUESTIONS)
    stage.service.decide(reference, order)
    decide(stage, reference, "ico_reported", day="2026-11-20")
    stage.clock.move(timedelta(days=5))
    stage.service.sweep()
    return stage.store.load(reference)


def told(case: Case) -> list[str]:
    return [f"{entry.who}: {entry.what}" for entry in timeline(case, POLICY)]


def test_the_timeline_says_who_did_what_in_order() -> None:
    lines = told(worked(a_stage()))
    wanted = [
        "The person who reported: Sent the report, by email",
        "Candour: Proposed level: Low; score 4.5 to 6",
        "Candour: To be sent: the whole report with the form, to Data Protection Officer",
        "Dilys Marlow: Level: High",
        "Dilys Marlow: Asked the person who reported: When did you notice?",
        "Dilys Marlow: Ivy Moss may investigate until Monday 30 November 2026 and may not open the files",
        "Dilys Marlow: Action for Ola Reed, due Monday 23 November 2026: Sort lists",
        "Dilys Marlow: The ICO is to be told",
        "Candour: An action is overdue: Sort lists",
    ]
    assert [line for line in lines if line in wanted] == wanted


def test_no_event_is_shown_by_its_code() -> None:
    lines = told(worked(a_stage()))
    assert not [line for line in lines if "_" in line]
    assert all(line.split(": ", 1)[1] for line in lines)


@pytest.mark.parametrize(
    ("kind", "details", "words"),
    [
        (
            "deadline_missed",
            {"step": "clock:report_by:100:x", "deadline": "report_by"},
            "Time has run out: Report to the",
        ),
        ("deadline_missed", {"deadline": "report_by"}, "Time has run out: Report to the"),
        ("step_reached", {"step": "clock:report_by:80:x"}, "Four fifths of the time have passed: Report to the"),
        ("step_reached", {"step": "action:action-1:50:x"}, "An action is due soon: Take old addresses"),
        ("step_reached", {"step": "authorisation:leave-1:100:x"}, "The time of Ivy Moss to investigate has ended"),
        ("step_reached", {"step": "re_evaluation:SF-26-K7QM4:100:x"}, "The case is to be looked at again"),
        (
            "role_bypassed",
            {"bypassed": "head_teacher", "to": "chair_of_governors"},
            "Not told: Head Teacher. Told instead",
        ),
        ("fact_changed", {"field": "individuals"}, "Changed: How many individuals"),
        ("fact_changed", {"field": "action_overdue"}, "Changed: action overdue"),
        ("evidence_opened", {"evidence": an_evidence(b"x").digest}, "Opened the file trip.pdf"),
        ("reported_late", {"deadline": "report_by"}, "The report came later than the policy asks"),
        ("nobody_present", {"role": "dpo"}, "All who could read it are away; it was sent to them all the same"),
        ("stood_in", {"role": "deputy_dpo", "instead_of": "dpo"}, "Deputy Data Protection Officer reads it too"),
        ("notice_given_up", {"notice": "n-alert", "code": "550"}, "Could not be delivered: the whole report"),
        ("notice_withdrawn", {"notice": "gone", "kind": "reminder", "role": "dpo"}, "No longer needed: a reminder"),
        ("notice_sent", {"notice": "gone"}, "Sent: a notice"),
        ("message_received", {"door": "email"}, "Sent a further message, by email"),
        ("something_new", {}, "Something new"),
    ],
)
def test_every_kind_of_event_has_words(kind: str, details: dict[str, str], words: str) -> None:
    report = a_report(evidence=(an_evidence(b"x"),))
    case = a_told_case(events=(an_event(kind=kind, details=details),), reports=(report,))
    assert timeline(case, POLICY)[0].what.startswith(words)


def test_taking_a_notice_to_be_sent_is_no_news() -> None:
    assert timeline(a_case(events=(an_event(kind="notice_leased", details={"notice": "notice-1"}),)), POLICY) == ()


def test_every_kind_of_notice_and_every_stage_has_words() -> None:
    assert all(notice_in_words(kind) for kind in NoticeKind)
    assert len({step_in_words(a_told_case(), POLICY, f"clock:report_by:{stage}:x") for stage in STAGES}) == len(STAGES)


@pytest.mark.parametrize("topic", ["", ":", "a:b", "clock::x:y", "x" * 300, "clock:a:²:y"])
def test_what_is_no_step_is_taken_for_an_id(topic: str) -> None:
    assert step_id(topic) == ("", topic, 0)


def test_r101_a_decision_keeps_its_answers_and_its_reason() -> None:
    views = decisions_in_words(worked(a_stage()), POLICY)
    ico = next(view for view in views if view.what == "The ICO is to be told")
    assert (ico.who, ico.role, ico.reason) == (DPO.name, "Data Protection Officer", "It is serious.")
    assert len(ico.answers) == len(POLICY.ico_questions) > 0
    assert {answer for _, answer in ico.answers} == {"not known"}


def test_a_changed_value_is_told_with_the_forms_labels() -> None:
    said = [view.what for view in decisions_in_words(worked(a_stage()), POLICY)]
    assert any(words.endswith(": Name; Physical or mental health") for words in said)
    assert any(words.startswith("How many individuals") and words.endswith(": not known") for words in said)


@pytest.mark.parametrize("what", sorted(DECISIONS))
def test_every_decision_has_words(what: str) -> None:
    case = a_told_case(decisions=(GIVEN.model_copy(update={"what": what, "value": "action-1", "reason": "x"}),))
    view = decisions_in_words(case, POLICY)[0]
    assert view.what
    assert view.what != what
    assert "_" not in view.what


def test_r113_r114_actions_tell_how_they_stand() -> None:
    done = {"id": "a-2", "done_at": NOON + timedelta(days=1)}
    actions = (
        ACTION,
        ACTION.model_copy(update=done),
        ACTION.model_copy(update={**done, "id": "a-3", "effective_at": NOON + timedelta(days=2)}),
    )
    case = a_told_case(actions=actions)
    assert [view.state for view in actions_in_words(case, NOON)] == ["open", "done", "effective"]
    late = actions_in_words(case, NOON + timedelta(days=9))
    assert [view.state_in_words for view in late] == [
        "overdue",
        "done on Saturday 21 November 2026, not proved effective yet",
        "proved effective on Sunday 22 November 2026",
    ]


def withheld() -> Case:
    """Return a case whose writer is not to be named, and is named by who works on it."""
    return a_told_case(
        anonymous(some_facts(reporter_name=a_value("Seren Vaughan"))),
        actions=(ACTION.model_copy(update={"text": "Ask Seren"}),),
        decisions=(GIVEN.model_copy(update={"reason": "Mrs Vaughan said so", "what": "note", "value": "Seren rang"}),),
        events=(an_event(kind="decided", actor=DPO.name, details={"decision": GIVEN.id}),),
    )


def test_r33_a_writer_who_is_not_to_be_named_is_named_in_none_of_them() -> None:
    case = withheld()
    shown = repr((timeline(case, POLICY), decisions_in_words(case, POLICY), actions_in_words(case, NOON))).casefold()
    assert "[name withheld]" in shown
    assert "vaughan" not in shown
    assert "seren" not in shown


def test_r33_nobody_finds_the_name_by_typing_names_and_looking_which_is_masked() -> None:
    case = withheld()
    assert decisions_in_words(case, POLICY, reader=DPO.name)[0].what == "Note: Seren rang"
    assert timeline(case, POLICY, reader=DPO.name)[0].what == "Note: Seren rang"
    assert "[name withheld]" in decisions_in_words(case, POLICY, reader="Mr Clive Penrose")[0].what


def test_r33_an_officer_who_happens_to_be_the_writer_is_named_as_everybody_is() -> None:
    """A gap where the officer's name should be would say who wrote."""
    writer = Person(name=SEREN.name, address=SEREN.address)
    case = a_told_case(
        anonymous(),
        actions=(ACTION.model_copy(update={"officer": writer}),),
        decisions=(GIVEN.model_copy(update={"person": SEREN.name}),),
        events=(
            an_event(kind="evidence_opened", actor=SEREN.name),
            an_event(number=2, kind="notice_sent", details={"notice": "n-1"}),
            an_event(number=3, kind="decided", actor=DPO.name, details={"decision": "d-2"}),
        ),
        notices=(a_notice(id="n-1", kind=NoticeKind.ACTION, role=OFFICER, recipient=writer),),
    )
    given = GIVEN.model_copy(update={"id": "d-2", "details": {"name": SEREN.name, "address": SEREN.address}})
    case = case.model_copy(update={"decisions": (*case.decisions, given)})
    assert [entry.what for entry in timeline(case, POLICY)][1] == "Sent: an action to take, to Seren Vaughan"
    assert timeline(case, POLICY)[2].what.startswith("Action for Seren Vaughan, due")
    assert actions_in_words(case, NOON)[0].officer == "Seren Vaughan"
    assert decisions_in_words(case, POLICY)[0].who == "Seren Vaughan"
    assert timeline(case, POLICY)[0].who == "Seren Vaughan"
