"""Messages that were edited or deleted: honoured until the report is sent, and told once after that."""

from bot.events import Deleted, Edited
from tests.bot.stage import ChatStage

LETTERS = "I emailed the yr 6 reports to the wrong mum, 22 children"


def edits(stage: ChatStage, message: str, text: str, event: str = "e1") -> str:
    turn = stage.hear(Edited(id=message, text=text, event=event))
    return "\n".join(said.plain for said in turn.messages if not said.only_replaces)


def deletes(stage: ChatStage, message: str, event: str = "d1") -> str:
    turn = stage.hear(Deleted(id=message, event=event))
    return "\n".join(said.plain for said in turn.messages if not said.only_replaces)


def test_an_edited_description_is_read_anew() -> None:
    stage = ChatStage()
    stage.says(LETTERS)
    assert "32" in edits(stage, "m1", LETTERS.replace("22", "32"))
    stage.says("send")
    assert stage.case.facts.shown("individuals") == 32
    assert "22" not in stage.case.reports[0].text


def test_an_edited_answer_is_read_anew() -> None:
    stage = ChatStage()
    stage.says(LETTERS)
    stage.says("sorry, 31")
    assert "changed to 33" in edits(stage, "m2", "sorry, 33")
    assert stage.draft.facts.shown("individuals") == 33


def test_a_deleted_answer_was_never_said() -> None:
    stage = ChatStage()
    stage.says(LETTERS)
    stage.says("sorry, 31")
    deletes(stage, "m2")
    stage.says("send")
    assert stage.case.facts.shown("individuals") == 22
    assert stage.case.reports[0].replies == ()


def test_without_its_only_message_there_is_no_report() -> None:
    stage = ChatStage()
    stage.says(LETTERS)
    assert "Nothing was sent" in deletes(stage, "m1")
    assert stage.chat.draft is None


def test_a_message_that_is_emptied_is_deleted() -> None:
    stage = ChatStage()
    stage.says(LETTERS)
    edits(stage, "m1", " ")
    assert stage.chat.draft is None


def test_after_sending_it_is_said_once_how_to_change_something() -> None:
    stage = ChatStage()
    stage.says(LETTERS)
    stage.says("send")
    assert stage.case.reference in edits(stage, "m1", "nothing happened")
    assert deletes(stage, "m1") == ""
    assert stage.case.reports[0].text == LETTERS


def test_a_message_that_was_written_anew_in_the_form_is_changed_there() -> None:
    stage = ChatStage()
    stage.says(LETTERS)
    stage.fills(description="I emailed the reports of year 6 to a parent")
    assert "form" in edits(stage, "m1", "nothing")
    assert stage.draft.story[0].text == "I emailed the reports of year 6 to a parent"


def test_somebody_s_other_messages_are_none_of_the_report() -> None:
    stage = ChatStage()
    stage.says(LETTERS)
    assert edits(stage, "m77", "words") == ""
    assert deletes(stage, "m78") == ""
