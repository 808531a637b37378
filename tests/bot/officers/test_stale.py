"""What is out of date, or was made up, decides nothing in a chat and shows how the case stands."""

import pytest

from bot.form import REASON, VALUE
from bot.messages import Action
from bot.officers.pressing import HAS_CHANGED
from tests.bot.officers.stage import OfficerStage, button, decisions, entries, the_form, the_message
from tests.cases.working import DEPUTY, an_answer
from tests.service import DPO, decide


def test_what_somebody_decided_since_is_shown_before_anything_is_decided() -> None:
    stage = OfficerStage()
    case = stage.receives()
    shown = stage.shown(case, DEPUTY)
    decide(stage.core, case.reference, "level", "high", reason="I know the family.")
    said = the_message(stage.presses(button(shown, Action.CONFIRM_LEVEL), DEPUTY))
    assert HAS_CHANGED in said.plain
    assert [what for _, what, value, _ in decisions(stage, case) if value == "low"] == []
    assert entries(said)["Level"] == "High, decided"


def test_what_the_message_showed_is_confirmed_and_nothing_that_is_proposed_by_now() -> None:
    stage = OfficerStage()
    case = stage.receives()
    shown = stage.shown(case)
    decide(stage.core, case.reference, "value", "incident_type", answer="unapproved_service")
    proposed = stage.store.load(case.reference).assessment.level.level
    assert proposed != "low"
    said = the_message(stage.presses(button(shown, Action.CONFIRM_LEVEL)))
    assert HAS_CHANGED in said.plain
    assert stage.store.load(case.reference).decided("level") is None
    assert button(said, Action.CONFIRM_LEVEL).value == proposed


def test_a_form_that_was_overtaken_comes_back_fresh_with_what_was_typed_and_is_taken_then() -> None:
    stage = OfficerStage()
    case = stage.receives()
    shown = stage.shown(case)
    press = button(shown, Action.CHANGE_LEVEL)
    opened = stage.opens(press)
    an_answer(stage.core, case, text="It was 31 of them.")
    form = the_form(stage.sends(opened, press, "medium", "Two of them."))
    assert form.note.startswith(HAS_CHANGED)
    assert {entry.id: entry.value for entry in form.entries} == {VALUE: "medium", REASON: "Two of them."}
    stage.sends(form, press, "medium", "Two of them.")
    assert decisions(stage, case) == [(DPO.name, "level", "medium", "Two of them.")]


@pytest.mark.parametrize("value", ["high", "gigantic", ""])
def test_nothing_is_confirmed_but_what_the_rules_propose(value: str) -> None:
    stage = OfficerStage()
    case = stage.receives()
    confirm = button(stage.shown(case), Action.CONFIRM_LEVEL).model_copy(update={"value": value})
    assert HAS_CHANGED in the_message(stage.presses(confirm)).plain
    assert decisions(stage, case) == []


@pytest.mark.parametrize("stamp", ["", "made up", "x open.1", "open.1.0 "])
def test_a_stamp_that_is_none_of_ours_decides_nothing(stamp: str) -> None:
    stage = OfficerStage()
    case = stage.receives()
    confirm = button(stage.shown(case), Action.CONFIRM_LEVEL).model_copy(update={"stamp": stamp})
    assert HAS_CHANGED in the_message(stage.presses(confirm)).plain
    assert decisions(stage, case) == []
