"""Small talk and questions in a conversation: answered, never made a report, and no report loses anything by them."""

import pytest

from bot.messages import Action
from tests.bot.stage import ChatStage

LOST = "I lost my school laptop on the bus this morning, with the reports of 30 pupils"


@pytest.fixture
def stage() -> ChatStage:
    return ChatStage()


def reports(stage: ChatStage) -> list[str]:
    """Return the stories of all reports that were sent."""
    return [stage.core.store.load(entry.reference).reports[0].text for entry in stage.core.store.register()]


@pytest.mark.parametrize(
    "text", ["hi", "Bore da", "ok", "thanks", "this is useless", "do I have to report a near miss?"]
)
def test_what_is_no_incident_is_not_made_one_and_nothing_is_kept_of_it(stage: ChatStage, text: str) -> None:
    stage.says(text)
    stage.passes(60)
    assert reports(stage) == []


def test_a_question_in_the_middle_is_answered_and_the_report_is_still_there(stage: ChatStage) -> None:
    stage.says(LOST)
    said = stage.says("will I get in trouble?")
    assert "Reporting in good faith is the right thing to do." in said
    assert said.endswith("Your report is still here. Press Send, or say “send”. You can still add or change anything.")
    stage.says("send")
    assert reports(stage) == [LOST]


def test_a_question_that_looks_like_what_was_asked_is_a_question(stage: ChatStage) -> None:
    stage.says(LOST)
    assert "policy says on telling your line manager" in stage.says("do I have to tell my line manager?")


def test_what_is_asked_beside_a_report_is_answered_and_left_out_of_it(stage: ChatStage) -> None:
    said = stage.says(f"How long do I have? {LOST}.")
    assert "within 24 hours" in said
    stage.presses(Action.SEND)
    assert reports(stage) == [f"{LOST}."]


def test_what_is_asked_beside_an_addition_is_answered_and_left_out_of_it(stage: ChatStage) -> None:
    stage.says(LOST)
    assert "policy says on telling the people concerned" in stage.says("A parent found it. Should I tell the parents?")
    stage.says("send")
    [report] = stage.case.reports
    assert [report.text, *(reply.text for reply in report.replies)] == [LOST, "A parent found it."]


@pytest.mark.parametrize(
    "text",
    [
        "is it a breach that I left the class list of 30 pupils on the bus?",
        "do I have to tell anyone that a parent has seen the SEN list on my screen?",
        "I've just emailed 7B's reports to the wrong parent, do I have to report it?",
        "what do I do if I've sent a medical form to the wrong parent",
    ],
)
def test_r16_r23_who_tells_by_asking_has_a_report_that_goes_by_itself(stage: ChatStage, text: str) -> None:
    stage.says(text)
    stage.passes(26)
    stage.passes(6)
    assert len(reports(stage)) == 1


def test_that_s_all_is_no_goodbye_to_an_open_report(stage: ChatStage) -> None:
    stage.says(LOST)
    assert "Press Send" in stage.says("that's all")


def test_r33_who_wishes_not_to_be_named_is_asked_what_to_do_and_not_shown_a_paragraph(stage: ChatStage) -> None:
    stage.says(LOST)
    assert "I send nothing by itself now." in stage.says("can my name be left out?")
    stage.passes(26)
    stage.passes(6)
    assert reports(stage) == []
