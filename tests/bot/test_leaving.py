"""Leaving a report and coming back to it: it is sent as it is after a stated time, and nobody is asked stale things."""

import pytest

from bot.messages import Action
from tests.bot.stage import ChatStage

LAPTOP = "I left my school laptop on the train this morning"


def test_r23_a_draft_that_its_writer_leaves_is_announced_twice_and_sent_as_it_is() -> None:
    stage = ChatStage()
    assert "30 minutes" in stage.says(LAPTOP)
    assert stage.passes(24) == []
    (warning,) = stage.passes(1)
    assert "5 minutes" in warning
    assert stage.passes(4) == []
    (receipt,) = stage.passes(1)
    assert stage.case.reference in receipt
    assert "away" in receipt
    assert stage.case.reports[0].text == LAPTOP
    assert stage.passes(60) == []


def test_r16_a_file_alone_is_not_lost_either() -> None:
    stage = ChatStage()
    stage.brings("letter.png")
    stage.passes(25)
    stage.passes(5)
    assert [file.name for file in stage.case.reports[0].evidence] == ["letter.png"]


def test_whoever_cancels_at_the_warning_sends_nothing() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    stage.passes(25)
    stage.presses(Action.CANCEL)
    assert stage.passes(120) == []
    assert stage.cases == []


def test_a_writer_who_is_still_there_has_their_thirty_minutes_anew() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    stage.passes(9)
    stage.says("about thirty")
    assert stage.passes(24) == []
    assert len(stage.passes(1)) == 1


def test_after_downtime_an_overdue_draft_is_announced_before_it_is_sent() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    stage.line = stage.new_line()
    (warning,) = stage.passes(600)
    assert "5 minutes" in warning
    assert stage.cases == []
    stage.passes(5)
    assert stage.case.reports[0].text == LAPTOP


@pytest.mark.parametrize("gap", ["minutes", "restart"])
def test_after_a_gap_a_message_waits_until_its_writer_says_whether_to_go_on(gap: str) -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    if gap == "minutes":
        stage.passes(11)
    else:
        stage.line = stage.new_line()
    said = stage.says("it was about thirty children")
    assert "isn't sent yet" in said
    assert "laptop" in said
    assert stage.draft.facts.shown("individuals") is None
    assert "30" in stage.presses(Action.CONTINUE)
    assert stage.draft.facts.shown("individuals") == 30
    stage.says("names and addresses")
    assert stage.draft.waiting == ()


def test_starting_again_makes_what_waited_the_first_of_a_new_draft() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    stage.passes(15)
    stage.says("I sent the SEN list to the wrong parent")
    assert "deleted" in stage.presses(Action.START_AGAIN)
    assert [told.text for told in stage.draft.story] == ["I sent the SEN list to the wrong parent"]
    assert stage.cases == []


def test_sending_the_draft_of_before_makes_what_waited_the_first_of_a_new_one() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    stage.passes(15)
    stage.says("I sent the SEN list to the wrong parent")
    stage.presses(Action.SEND)
    assert stage.case.reports[0].text == LAPTOP
    assert [told.text for told in stage.draft.story] == ["I sent the SEN list to the wrong parent"]


@pytest.mark.parametrize("said", ["hello?", "sorry back now", "thanks"])
def test_what_only_says_that_somebody_is_back_is_no_part_of_the_report(said: str) -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    stage.passes(15)
    stage.says(said)
    stage.says("continue")
    stage.says("send")
    assert stage.case.reports[0].text == LAPTOP


def test_what_waits_is_sent_with_the_report_when_nobody_comes_back_to_it() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    stage.passes(15)
    stage.says("thirty children were on it")
    stage.passes(10)
    stage.passes(5)
    assert stage.case.reports[0].text == f"{LAPTOP}\n\nthirty children were on it"


def test_a_command_is_carried_out_at_once_after_a_gap() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    stage.passes(15)
    assert "Reported" in stage.says("send")
