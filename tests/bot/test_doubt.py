"""What is no incident is not made one; whoever tells it decides."""

import pytest

from bot.messages import Action
from tests.bot.stage import ChatStage

PRINTER = "can someone fix the wifi in room 4"


def test_what_reads_like_no_incident_is_not_reported_and_forgotten_by_itself() -> None:
    stage = ChatStage()
    assert "not reported" in stage.says(PRINTER)
    assert stage.passes(25) == []
    assert stage.passes(120) == []
    assert stage.cases == []
    assert stage.chat.is_empty


@pytest.mark.parametrize("how", ["button", "words"])
def test_it_is_reported_all_the_same_where_its_writer_says_so(how: str) -> None:
    stage = ChatStage()
    stage.says(PRINTER)
    said = stage.presses(Action.REPORT) if how == "button" else stage.says("send it")
    assert stage.case.reference in said
    assert stage.case.reports[0].text == PRINTER


def test_what_is_said_next_can_make_it_one_with_everything_that_was_said() -> None:
    stage = ChatStage()
    stage.says(PRINTER)
    assert "30 minutes" in stage.says("I emailed the SEN list to the wrong parent because of it")
    assert stage.draft.sends_at is not None
    assert len(stage.draft.story) == 2


def test_what_read_like_an_incident_once_is_never_doubted_again() -> None:
    stage = ChatStage()
    stage.says("I left my school laptop on the train this morning")
    stage.says("can someone fix the wifi in room 4 please, it is down again")
    assert stage.draft.goes_by_itself
