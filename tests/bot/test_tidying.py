"""Words as platforms bring them: whatever stands in them, they can be kept, and none is lost without a word."""

import pytest

from bot.events import Edited, Said
from bot.tidying import MOST_CHARACTERS
from tests.bot.stage import GARETH, ChatStage
from tests.service import ToldReader

STORY = "I emailed the SEN list to the wrong parent"


@pytest.mark.parametrize("hostile", ["\ud800", "\x00\x07", "\r\n", "\u202e", "\U0001f62c"])
def test_nothing_that_is_typed_breaks_the_line(hostile: str) -> None:
    stage = ChatStage()
    said = Said(id="x1", text=f"{STORY} {hostile} today")
    stage.line.note(said, GARETH.model_copy(update={"name": f"Gareth {hostile}"}))
    assert stage.hear(said).messages
    stage.hear(Edited(id="x1", text=f"{STORY} {hostile} yesterday", event="e1"))
    stage.says("send")
    assert stage.case.reports[0].text.startswith(STORY)


def test_a_message_that_is_too_long_is_cut_and_both_writer_and_case_are_told() -> None:
    stage = ChatStage()
    assert "40,000" in stage.says(STORY + " x" * MOST_CHARACTERS)
    stage.says("send")
    (report,) = stage.case.reports
    assert len(report.text) == MOST_CHARACTERS
    assert any("40,000" in limit for limit in report.limits)


def test_a_message_of_twenty_thousand_characters_is_taken_whole() -> None:
    stage = ChatStage()
    story = f"{STORY}. " + "It was a long day. " * 1_050
    stage.says(story)
    stage.says("send")
    assert stage.case.reports[0].text == story.strip()


def test_a_report_that_can_hold_no_more_says_so() -> None:
    stage = ChatStage(reader=ToldReader())
    stage.says(STORY)
    said = [stage.says(f"{STORY} {'x' * 39_000}") for _ in range(6)]
    assert "as much as one report can hold" in said[-1]
    assert stage.draft.story


@pytest.mark.parametrize("text", ["", " ", "\U0001f62c\U0001f62c", "..."])
def test_what_has_no_words_begins_no_report(text: str) -> None:
    stage = ChatStage()
    assert stage.says(text)
    assert stage.chat.is_empty
    stage.says(STORY)
    stage.says(text)
    assert len(stage.draft.story) == 1
