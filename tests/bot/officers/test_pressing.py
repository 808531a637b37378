"""What officers press is a decision of theirs, once; what is out of date decides nothing and shows how it stands."""

import pytest

from bot.events import Decided, Pressed
from bot.form import REASON, VALUE
from bot.messages import Action
from bot.officers.pressing import CONFIRMED, HAS_CHANGED, NOT_SHOWN
from candour.cases.filing import Filing
from candour.cases.notice import REPORTER, Channel, NoticeKind
from candour.cases.policy_file import load
from tests.bot.officers.stage import (
    OfficerStage,
    actions,
    button,
    decisions,
    entries,
    talker_of,
    the_form,
    the_message,
)
from tests.cases.working import DEPUTY
from tests.nameless import CODE
from tests.service import DPO, decide


def test_the_level_is_confirmed_with_the_reason_that_it_was_and_by_whom_and_when_is_shown() -> None:
    stage = OfficerStage()
    case = stage.receives()
    said = the_message(stage.presses(button(stage.shown(case), Action.CONFIRM_LEVEL)))
    assert decisions(stage, case) == [(DPO.name, "level", "low", CONFIRMED)]
    assert entries(said)["Level"] == "Low, decided"
    assert "Level: Low, by Dilys Marlow (Data Protection Officer), Friday 20 November 2026, 12:00" in said.plain


def test_what_was_decided_stands_in_the_place_of_the_message_that_was_pressed() -> None:
    stage = OfficerStage()
    shown = stage.shown(stage.receives())
    said = the_message(stage.presses(button(shown, Action.CONFIRM_LEVEL)))
    assert said.key == shown.key
    assert shown.key.startswith("case:SF-26-")


def test_each_message_of_a_case_has_a_key_of_its_own() -> None:
    stage = OfficerStage()
    case = stage.receives()
    assert stage.shown(case).key != stage.shown(case).key


@pytest.mark.parametrize("action", [Action.CONFIRM_LEVEL, Action.ACKNOWLEDGE])
def test_a_button_pressed_twice_is_one_decision_and_nobody_reads_of_a_mistake(action: Action) -> None:
    stage = OfficerStage()
    case = stage.receives()
    shown = stage.shown(case)
    first = the_message(stage.presses(button(shown, action)))
    again = the_message(stage.presses(button(shown, action)))
    assert len(decisions(stage, case)) == 1
    assert first.plain == again.plain


@pytest.mark.parametrize(
    ("action", "value", "reason"),
    [(Action.CHANGE_LEVEL, "medium", "Two of them are at risk."), (Action.ASK, "Which class?", "")],
)
def test_a_form_sent_twice_is_one_decision(action: Action, value: str, reason: str) -> None:
    stage = OfficerStage()
    case = stage.receives()
    shown = stage.shown(case)
    stage.fills(button(shown, action), value, reason)
    again = stage.sends_again(button(shown, action), value, reason)
    assert len(decisions(stage, case)) == 1
    assert HAS_CHANGED not in the_message(again).plain


def test_whoever_has_seen_a_case_says_so_and_is_not_asked_again() -> None:
    stage = OfficerStage()
    case = stage.receives()
    said = the_message(stage.presses(button(stage.shown(case), Action.ACKNOWLEDGE)))
    assert decisions(stage, case) == [(DPO.name, "acknowledge", "", "")]
    assert "acknowledge" not in actions(said)
    assert "Seen, by Dilys Marlow (Data Protection Officer), Friday" in said.plain
    assert "acknowledge" in actions(stage.shown(case, DEPUTY))


def test_another_level_is_chosen_from_the_policys_own_with_its_words_and_a_reason() -> None:
    stage = OfficerStage()
    case = stage.receives()
    form = stage.opens(button(stage.shown(case), Action.CHANGE_LEVEL))
    level, why = form.entries
    assert form.asks == "level"
    assert (level.id, level.value, why.id) == (VALUE, "low", REASON)
    assert [id_ for id_, _ in level.choices] == list(load("saints-cardiff").levels)
    assert level.choices[0][1].startswith("High: “High” risk incidents pose a severe risk")


def test_the_level_that_was_chosen_is_decided_with_the_reason_as_typed() -> None:
    stage = OfficerStage()
    case = stage.receives()
    said = stage.fills(button(stage.shown(case), Action.CHANGE_LEVEL), "medium", "Two of them are at risk.")
    assert decisions(stage, case) == [(DPO.name, "level", "medium", "Two of them are at risk.")]
    assert "confirm_level" not in actions(the_message(said))


@pytest.mark.parametrize(
    ("value", "reason", "wrong", "sentence"),
    [
        ("medium", " ", REASON, "Say why: a decision is kept with its reason."),
        ("", "", VALUE, "Say why: a decision is kept with its reason."),
        ("gigantic", "Because.", REASON, "The policy has no such level; use one of: high, medium, low."),
        ("low", "x" * 20_001, REASON, "A text is longer than 20,000 characters; shorten it."),
    ],
    ids=["no reason", "nothing at all", "no such level", "too long"],
)
def test_a_form_that_cannot_be_taken_comes_back_with_what_was_typed_and_what_is_wrong(
    value: str, reason: str, wrong: str, sentence: str
) -> None:
    stage = OfficerStage()
    case = stage.receives()
    form = the_form(stage.fills(button(stage.shown(case), Action.CHANGE_LEVEL), value, reason))
    assert {entry.id: entry.value for entry in form.entries} == {VALUE: value, REASON: reason}
    assert {entry.id: entry.error for entry in form.entries if entry.error} == {wrong: sentence}
    assert decisions(stage, case) == []


def test_a_question_goes_to_who_reported_by_the_door_they_came_by() -> None:
    stage = OfficerStage()
    case = stage.receives_by_chat()
    said = the_message(stage.fills(button(stage.shown(case), Action.ASK), "Which class was it?"))
    [asked] = [one for one in stage.store.load(case.reference).notices if one.kind is NoticeKind.QUESTIONS]
    assert (asked.role, asked.channel, asked.text) == (REPORTER, Channel.CHAT, "Which class was it?")
    assert "Asked the person who reported, by Dilys Marlow" in said.plain
    assert "Which class" not in said.plain


def test_an_empty_question_is_asked_for_again() -> None:
    stage = OfficerStage()
    form = the_form(stage.fills(button(stage.shown(stage.receives()), Action.ASK), "  "))
    assert form.entries[0].error == "Nothing is written there yet: say what it is."


def test_a_case_that_is_closed_says_so_and_stays_as_it_is() -> None:
    stage = OfficerStage()
    case = stage.receives()
    shown = stage.shown(case)
    decide(stage.core, case.reference, "no_incident")
    fresh = button(shown, Action.CHANGE_LEVEL)
    form = the_form(stage.fills(fresh, "high", "Because."))
    assert [entry.error for entry in form.entries if entry.error] == [
        f"{case.reference} is no incident: this can't be decided now."
    ]


def test_r33_a_case_that_came_without_a_name_is_not_shown_in_a_chat_to_anybody() -> None:
    stage = OfficerStage()
    stage.core.service.file(Filing(school="st-finnian", code=CODE, text="The medical list is on the website."))
    [line] = stage.store.register()
    stage.core.clock.moment = line.told_at or line.opened_at
    assert stage.core.service.view(line.reference, DPO).case.reference == line.reference
    assert stage.says(line.reference).plain == NOT_SHOWN
    assert line.reference not in stage.says("cases").plain
    assert "1 is not shown here." in stage.says("cases").plain


def test_r33_nothing_that_can_be_pressed_opens_a_withheld_name() -> None:
    stage = OfficerStage()
    case = stage.receives()
    stamp = button(stage.shown(case), Action.ASK).stamp
    for action in Action:
        press = Pressed(id=action, action=action, reference=case.reference, value="release_name", stamp=stamp)
        stage.officers.hear(press, talker_of(DPO))
        sent = Decided(
            id=f"{action} form", action=action, reference=case.reference, value="low", reason="x", stamp=stamp
        )
        stage.officers.hear(sent, talker_of(DPO))
    assert {what for _, what, _, _ in decisions(stage, case)} <= {"acknowledge", "level", "ask"}


def test_the_link_leads_to_the_page_of_the_case_and_there_is_none_without_pages() -> None:
    stage, without = OfficerStage(), OfficerStage(pages="")
    case = stage.receives()
    assert button(stage.shown(case), Action.OPEN).url == f"https://candour.school.example/cases/{case.reference}"
    assert "open" not in actions(without.shown(without.receives()))


@pytest.mark.parametrize("typed", ["{}", "  {}. ", "case {}", "Show me {}", "{:l}"])
def test_a_reference_is_known_however_it_is_typed(typed: str) -> None:
    stage = OfficerStage()
    case = stage.receives()
    text = typed.replace("{:l}", case.reference.lower().replace("-", " ")).replace("{}", case.reference)
    assert entries(stage.says(text))["Reference"] == case.reference
