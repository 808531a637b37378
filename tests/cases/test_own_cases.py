"""What somebody is told of the cases that they reported, by whatever door."""

from datetime import timedelta
from typing import Any

from candour.cases.case import Case, CaseStatus
from candour.cases.facts import Facts
from candour.cases.filing import Filing
from candour.cases.report import Door, Report, Sender
from tests.builders import NOON, SEREN, a_report, some_facts
from tests.cases.merged import OWAIN, two_cases
from tests.cases.working import a_received_case
from tests.nameless import CODE
from tests.service import RuleReader, Stage, a_stage, decide

QUESTION = "How many children's reports were in that mail?"
FROM_HOME = Sender(name="Seren Vaughan", address="seren@home.example")


def a_chat(text: str, number: int = 9, **changes: Any) -> Report:
    usual = {"id": f"chat-{number}", "door": Door.CHAT, "keys": (f"chat:{number}",), "message_id": None}
    return a_report(**{**usual, "subject": "", "mailbox": "", "recipients": (), "text": text, **changes})


def asked(stage: Stage, case: Case, question: str = QUESTION) -> None:
    stage.clock.move(timedelta(minutes=5))
    decide(stage, case.reference, "ask", question)


def test_somebody_s_cases_are_told_by_whatever_door_they_came_newest_first() -> None:
    stage = a_stage()
    mail = a_received_case(stage)
    stage.clock.move(timedelta(hours=1))
    chat = stage.service.receive(a_chat("I lost a memory stick.", sent_at=NOON)).reference
    stage.clock.move(timedelta(hours=1))
    stage.service.receive(a_report(id="report-3", keys=("k3",), message_id="<3@x.example>", sender=OWAIN, text="Hm"))
    first, second = stage.service.own_cases(" S.Vaughan@Saint-Finnian.example")
    assert [(own.reference, own.door) for own in (first, second)] == [(chat, Door.CHAT), (mail.reference, Door.EMAIL)]
    assert (second.status, second.school, second.opened_at) == (CaseStatus.OPEN, "st-finnian", NOON)
    assert second.incident_type == mail.facts.shown("incident_type") == "sent_to_wrong_person"
    assert second.open_questions == mail.assessment.open_questions
    assert (second.asked, second.merged_into) == ("", None)
    assert stage.service.own_cases("nobody@saint-finnian.example") == []


def test_the_newest_question_that_a_person_asked_stands_until_its_writer_answers() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    asked(stage, case, "Where is the stick?")
    asked(stage, case)
    assert [own.asked for own in stage.service.own_cases(SEREN.address)] == [QUESTION]
    stage.clock.move(timedelta(minutes=5))
    colleague = a_chat("I know nothing", sender=OWAIN)
    stage.service.answer(case.reference, colleague)
    assert [own.asked for own in stage.service.own_cases(SEREN.address)] == [QUESTION]
    stage.service.answer(case.reference, a_chat("about thirty", 10))
    assert [own.asked for own in stage.service.own_cases(SEREN.address)] == [""]
    assert stage.service.own_cases(OWAIN.address) == []


def test_nothing_is_asked_about_a_case_that_is_done_with() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    asked(stage, case)
    decide(stage, case.reference, "no_incident")
    [own] = stage.service.own_cases(SEREN.address)
    assert (own.status, own.open_questions, own.asked) == (CaseStatus.NO_INCIDENT, (), "")


def test_both_who_reported_one_event_find_it_and_who_was_merged_is_told_where() -> None:
    stage = a_stage()
    older, newer = two_cases(stage)
    asked(stage, older)
    decide(stage, newer.reference, "merge", older.reference)
    later, kept = stage.service.own_cases(OWAIN.address)
    assert (later.reference, later.merged_into, later.status) == (newer.reference, older.reference, CaseStatus.CLOSED)
    assert (kept.reference, kept.asked) == (older.reference, "")  # it was put to Seren
    assert [(own.reference, own.asked) for own in stage.service.own_cases(SEREN.address)] == [
        (older.reference, QUESTION)
    ]


def test_r33_whose_report_became_part_of_one_without_a_name_is_not_told_of_that() -> None:
    stage = a_stage()
    stage.service.file(Filing(school="st-finnian", text="The list is on the web.", code=CODE))
    [nameless] = stage.store.register()
    stage.clock.move(timedelta(days=1))
    case = a_received_case(stage)
    decide(stage, case.reference, "merge", nameless.reference)
    [own] = stage.service.own_cases(SEREN.address)
    assert (own.reference, own.status, own.merged_into) == (case.reference, CaseStatus.CLOSED, None)


def test_a_report_without_a_name_that_became_part_of_somebody_s_hides_their_own_from_nobody() -> None:
    stage = a_stage()
    stage.service.file(Filing(school="st-finnian", text="The list is on the web.", code=CODE))
    [nameless] = stage.store.register()
    stage.clock.move(timedelta(days=1))
    case = a_received_case(stage)
    decide(stage, nameless.reference, "merge", case.reference)
    assert [own.reference for own in stage.service.own_cases(SEREN.address)] == [case.reference]


def test_r35_the_kind_of_incident_is_told_as_the_writer_s_own_words_say_it() -> None:
    stage = a_stage()
    case = a_received_case(stage)
    assert [own.incident_type for own in stage.service.own_cases(SEREN.address)] == ["sent_to_wrong_person"]
    decide(stage, case.reference, "value", "incident_type", answer="cyber_attack")
    assert stage.store.load(case.reference).facts.shown("incident_type") == "cyber_attack"
    assert [own.incident_type for own in stage.service.own_cases(SEREN.address)] == ["sent_to_wrong_person"]


def test_a_damaged_case_keeps_back_no_other() -> None:
    stage = a_stage()
    older = a_received_case(stage)
    stage.clock.move(timedelta(hours=1))
    newer = stage.service.receive(a_chat("I lost a memory stick.")).reference
    stage.store.damaged_case = older.reference
    assert [own.reference for own in stage.service.own_cases(SEREN.address)] == [newer]


def test_who_asks_for_their_cases_is_known_by_their_address_not_by_a_doubtful_mail() -> None:
    stage = a_stage()
    stage.service.receive(a_report(sender=Sender(name="Dilys Marlow", address="dilys@elsewhere.example")))
    assert stage.service.own_cases("dilys@elsewhere.example") == []


def test_a_chat_message_answers_the_question_that_a_person_asked() -> None:
    """The question stands in the case alone: nobody asked it by number, and no sentence stands around the answer."""
    stage = a_stage(reader=RuleReader())
    text = "I emailed the reports of 7B to the wrong parent."
    case = stage.store.load(stage.service.receive(a_chat(text, sent_at=NOON)).reference or "")
    assert case.facts.shown("individuals") is None
    asked(stage, case)
    stage.service.answer(case.reference, a_chat("about thirty", 10))
    assert stage.store.load(case.reference).facts.shown("individuals") == 30


def test_who_answers_in_a_chat_was_shown_what_a_mail_shows() -> None:
    stage = a_stage()
    stage.reader.readings["chat-10"] = Facts()
    case = a_received_case(stage)
    asked(stage, case)
    stage.service.answer(case.reference, a_chat("yes", 10))
    shown = stage.reader.asked["chat-10"]
    assert [entry.question for entry in shown if entry.is_open and not entry.field] == [QUESTION]
    assert {entry.field for entry in shown if entry.number} == set(case.assessment.open_questions)


def test_a_platform_vouches_for_its_senders_wherever_their_address_is() -> None:
    stage = a_stage()
    case = stage.store.load(stage.service.receive(a_chat("I lost a stick.", sender=FROM_HOME)).reference or "")
    assert case.reports[0].doubts == ()
    assert [own.reference for own in stage.service.own_cases(FROM_HOME.address)] == [case.reference]
    stage.reader.readings["chat-10"] = some_facts()
    stage.service.answer(case.reference, a_chat("It is back.", 10, sender=FROM_HOME))
    last = next(
        event for event in reversed(stage.store.load(case.reference).events) if event.kind == "message_received"
    )
    assert last.actor == "reporter"
