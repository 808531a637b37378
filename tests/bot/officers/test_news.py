"""What whoever reported in a chat is told there later: their own words alone, shorter than a mail."""

from datetime import timedelta

import pytest

from bot.carrier import NO_CONTACT, NOT_IN_CHAT
from bot.chats import Chats
from bot.messages import Message
from bot.news import news
from candour.cases.case import Case, CaseStatus
from candour.cases.directory import Person
from candour.cases.errors import SendError
from candour.cases.facts import Value
from candour.cases.notice import NoticeKind
from candour.cases.report import Door
from tests.bot.officers.stage import OfficerStage, talker_of
from tests.builders import SEREN, a_report, a_value, some_facts
from tests.service import decide

WRITER = Person(name=SEREN.name, address=SEREN.address)


def asked_about(stage: OfficerStage) -> str:
    return stage.chats.of(talker_of(WRITER), "st-finnian").asked_about


def carried(stage: OfficerStage, kind: NoticeKind) -> Message:
    stage.carrier.carry(stage.to_reporter(kind))
    return stage.posted(SEREN)[-1]


def a_chat_case(stage: OfficerStage, **facts: Value) -> Case:
    stage.core.reader.readings["chat-1"] = some_facts(**facts)
    case = stage.receives_by_chat()
    stage.passes_a_minute()
    return case


def test_r35_a_question_comes_in_the_words_of_who_asked_it_with_how_to_answer() -> None:
    stage = OfficerStage()
    case = a_chat_case(stage)
    decide(stage.core, case.reference, "ask", "Which class was it?\nAnd who printed it?")
    assert carried(stage, NoticeKind.QUESTIONS).plain == (
        f"Thank you again for your report {case.reference}. The Data Protection Officer asks you:\n\n"
        "> Which class was it?\n> And who printed it?\n\n"
        "Please answer here in this chat. What you write is added to your report."
    )


def test_who_was_asked_is_known_to_have_been_so_that_their_next_words_are_the_answer() -> None:
    stage = OfficerStage()
    case = a_chat_case(stage)
    decide(stage.core, case.reference, "ask", "Which class was it?")
    assert not asked_about(stage)
    carried(stage, NoticeKind.QUESTIONS)
    assert asked_about(stage) == case.reference


def test_r15_r34_r39_the_receipt_that_comes_late_says_what_the_policy_asks_to_say() -> None:
    stage = OfficerStage()
    a_chat_case(stage)
    said = carried(stage, NoticeKind.ACKNOWLEDGEMENT).plain
    wording = stage.core.policy.wording
    assert "The Data Protection Officer will look at it. You did the right thing by telling us." in said
    for sentence in filter(None, (wording.no_self_investigation, wording.good_faith, wording.tell_line_manager)):
        assert sentence in said


def test_r16_it_asks_the_few_questions_that_matter_most_by_their_numbers_and_waits_for_none() -> None:
    stage = OfficerStage()
    case = a_chat_case(stage)
    said = carried(stage, NoticeKind.ACKNOWLEDGEMENT)
    [questions] = [part.questions for part in said.parts if part.kind == "questions"]
    fields = [stage.core.policy.form.field(each) for each in case.assessment.open_questions]
    assert [(each.number, each.text) for each in questions] == list(
        enumerate([field.question for field in fields if field.question][:4], start=1)
    )
    assert "nothing waits for it" in said.plain
    assert asked_about(stage) == case.reference


def test_r33_the_receipt_says_that_the_name_is_left_out_where_that_was_asked() -> None:
    stage = OfficerStage()
    a_chat_case(stage, wants_anonymity=a_value(value=True))
    assert "Your name is left out of every notice to others." in carried(stage, NoticeKind.ACKNOWLEDGEMENT).plain


def test_what_may_be_no_incident_is_acknowledged_as_that() -> None:
    stage = OfficerStage()
    a_chat_case(stage)
    dispatch = stage.to_reporter(NoticeKind.ACKNOWLEDGEMENT)
    doubted = dispatch.case.model_copy(update={"status": CaseStatus.PROPOSED_NO_INCIDENT})
    said = news(dispatch.model_copy(update={"case": doubted}))
    assert said is not None
    assert "We were not sure that it is about a problem with personal data." in said.plain


def test_r28_the_second_form_asks_its_questions_without_numbers_that_belong_to_the_first() -> None:
    stage = OfficerStage()
    case = a_chat_case(stage, asset_type=a_value("laptop"), incident_type=a_value("lost_or_stolen_equipment"))
    said = carried(stage, NoticeKind.ASSET_FORM)
    assert said.plain.startswith(f"Your report {case.reference} says that an item was lost.")
    assert "\n- What is the number on its asset label, if you know it?\n" in said.plain
    assert "Answer the first 4: they matter most." in said.plain
    assert not any(part.kind == "questions" for part in said.parts)


def test_who_answered_was_thanked_when_they_did_and_is_not_thanked_again() -> None:
    stage = OfficerStage()
    case = a_chat_case(stage)
    answer = a_report(id="more", keys=("chat:more",), door=Door.CHAT, text="It was 31.", message_id=None)
    stage.core.service.answer(case.reference, answer)
    stage.carrier.carry(stage.to_reporter(NoticeKind.UPDATE))
    assert stage.posted(SEREN) == []


def test_what_only_a_mail_tells_is_refused_for_good_so_that_it_goes_by_mail() -> None:
    stage = OfficerStage()
    a_chat_case(stage)
    dispatch = stage.to_reporter(NoticeKind.ACKNOWLEDGEMENT)
    notice = dispatch.notice.model_copy(update={"kind": NoticeKind.REFERRAL})
    with pytest.raises(SendError, match=NOT_IN_CHAT):
        stage.carrier.carry(dispatch.model_copy(update={"notice": notice}))
    assert stage.posted(SEREN) == []


def test_what_was_asked_survives_a_restart() -> None:
    stage = OfficerStage()
    case = a_chat_case(stage)
    decide(stage.core, case.reference, "ask", "Which class was it?")
    carried(stage, NoticeKind.QUESTIONS)
    again = Chats(stage.store, lambda _chat: None)
    assert again.of(talker_of(WRITER), "st-finnian").asked_about == case.reference


def test_a_question_that_was_not_taken_asked_nothing() -> None:
    stage = OfficerStage()
    case = a_chat_case(stage)
    stage.core.clock.move(timedelta(minutes=1))
    decide(stage.core, case.reference, "ask", "Which class was it?")
    stage.contacts.forget(SEREN.address)
    with pytest.raises(SendError, match=NO_CONTACT):
        stage.carrier.carry(stage.to_reporter(NoticeKind.QUESTIONS))
    assert not asked_about(stage)
