"""The whole form in a chat: what was changed in it counts, what was emptied stays open, and nothing is lost."""

from bot.form import DESCRIPTION
from bot.messages import Action
from tests.bot.stage import ChatStage

LIST = "left a class list for 5H, 29 children, in the church hall on Tuesday"


def test_what_was_changed_is_typed_and_what_was_left_is_not() -> None:
    stage = ChatStage()
    stage.says(LIST)
    stage.fills(occurred_time="15:20", complaint="no")
    assert stage.draft.typed == {"occurred_time": "15:20", "complaint": False}
    stage.says("send")
    assert stage.case.facts.shown("occurred_time") == "15:20"
    assert stage.case.facts.shown("individuals") == 29


def test_an_emptied_entry_is_not_known_and_does_not_come_back_in_the_case() -> None:
    stage = ChatStage()
    stage.says(LIST)
    stage.fills(individuals="")
    assert stage.draft.not_known == ("individuals",)
    stage.says("send")
    assert stage.case.facts.shown("individuals") is None
    assert stage.case.facts.shown("occurred_date") == "2026-11-17"


def test_a_later_answer_fills_an_emptied_entry() -> None:
    stage = ChatStage()
    stage.says(LIST)
    stage.fills(individuals="")
    stage.says("actually it was 31 children")
    stage.says("send")
    assert stage.case.facts.shown("individuals") == 31


def test_wrong_input_is_said_beside_the_entry_and_everything_typed_stays() -> None:
    stage = ChatStage()
    stage.says(LIST)
    form = stage.fills(individuals="lots", occurred_time="15:20").form
    assert form is not None
    entries = {entry.id: entry for entry in form.entries}
    assert "whole number" in entries["individuals"].error
    assert (entries["individuals"].value, entries["occurred_time"].value) == ("lots", "15:20")
    assert stage.draft.typed == {}


def test_a_form_that_was_overtaken_loses_neither_what_was_said_meanwhile_nor_what_was_typed() -> None:
    stage = ChatStage()
    stage.says(LIST)
    old = stage.line.form(stage.talker)
    stage.says("actually it was 31 children")
    stage.says("and the folder with their allergies was with it")
    fresh = stage.fills(form=old, occurred_time="15:20").form
    assert fresh is not None
    shown = {entry.id: entry.value for entry in fresh.entries}
    assert (shown["individuals"], shown["occurred_time"]) == ("31", "15:20")
    assert "allergies" in shown[DESCRIPTION]
    stage.fills(form=fresh)
    stage.says("send")
    assert stage.case.facts.shown("individuals") == 31
    assert stage.case.facts.shown("occurred_time") == "15:20"
    assert any("allergies" in text for text in stage.case.reports[0].own_texts.values())


def test_a_story_written_anew_in_a_form_that_was_overtaken_gets_what_was_said_meanwhile() -> None:
    stage = ChatStage()
    stage.says(LIST)
    old = stage.line.form(stage.talker)
    stage.says("and the folder with their allergies was with it")
    fresh = stage.fills(form=old, description="I left a class list in the hall").form
    assert fresh is not None
    told = {entry.id: entry.value for entry in fresh.entries}[DESCRIPTION]
    assert told.startswith("I left a class list in the hall")
    assert "allergies" in told
    assert "church" not in told


def test_a_form_that_was_opened_before_the_draft_changed_is_shown_anew_with_what_was_typed() -> None:
    stage = ChatStage()
    stage.says(LIST)
    old = stage.line.form(stage.talker)
    stage.says("sorry, 31 children")
    fresh = stage.fills(form=old, occurred_time="15:20").form
    assert fresh is not None
    assert fresh.note
    assert fresh.version == stage.draft.version
    assert {entry.id: entry.value for entry in fresh.entries}["occurred_time"] == "15:20"
    assert stage.draft.typed == {}


def test_two_open_forms_make_one_report() -> None:
    stage = ChatStage()
    stage.says(LIST)
    first, second = stage.line.form(stage.talker), stage.line.form(stage.talker)
    stage.fills(form=first, individuals="31", sends=True)
    said = stage.fills(form=second, individuals="32", sends=True)
    assert stage.case.reference in said.messages[0].plain
    assert stage.case.facts.shown("individuals") == 31


def test_a_form_alone_makes_a_report_and_only_the_description_is_required() -> None:
    stage = ChatStage()
    refused = stage.fills(individuals="3", sends=True).form
    assert refused is not None
    assert [entry.id for entry in refused.entries if entry.error] == [DESCRIPTION]
    stage.fills(description=LIST, individuals="3", sends=True)
    assert stage.case.facts.shown("individuals") == 3
    assert stage.case.reports[0].text == LIST


def test_r33_a_wish_that_is_ticked_in_the_form_keeps_the_name_back() -> None:
    stage = ChatStage()
    stage.says(LIST)
    stage.fills(wants_anonymity="yes")
    assert stage.draft.hides_name
    stage.says("send")
    assert stage.case.facts.holds("wants_anonymity")


def test_a_wish_in_the_description_of_a_form_is_asked_about_before_anything_is_sent() -> None:
    stage = ChatStage()
    stage.fills(description=f"{LIST}. Please keep my name out of it", sends=True)
    assert stage.cases == []
    stage.presses(Action.HOLD_NAME)
    stage.says("send")
    assert stage.case.facts.holds("wants_anonymity")


def test_entries_that_are_not_for_whoever_reports_are_neither_shown_nor_taken() -> None:
    stage = ChatStage()
    stage.says(LIST)
    assert "head_teacher_implicated" not in {entry.id for entry in stage.line.form(stage.talker).entries}
    stage.fills(head_teacher_implicated="yes")
    assert stage.draft.typed == {}
