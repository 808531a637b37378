"""Who may see and press what is asked of the core at each press: by role, school, and whom a report is about."""

import pytest

from bot.messages import Action, Button
from bot.officers.pressing import NOT_SHOWN, NOT_YOURS
from candour.cases.case import Case
from candour.cases.directory import Person
from candour.cases.facts import Value
from tests.bot.officers.stage import HILLTOP_DPO, OfficerStage, actions, button, talker_of
from tests.builders import SEREN, a_value
from tests.cases.working import BOARD, DEPUTY, TEACHER
from tests.service import CHAIR, DESK, DPO, HEAD, decide

WRITER = Person(name=SEREN.name, address=SEREN.address)
STRANGER = Person(name="Dilys Marlow", address="dpo@saint-finnian.example.attacker.example")
DECIDES = ["acknowledge", "confirm_level", "change_level", "ask", "open"]
SEES = ["acknowledge", "open"]
ABOUT_DPO = {"dpo_implicated": a_value(value=True)}
ABOUT_HEAD = {"head_teacher_implicated": a_value(value=True)}
ABOUT_DEPUTY_BY_NAME = {"responsible_employee": a_value("Gwen Aldous")}
PLAIN: dict[str, Value] = {}

WHO_SEES_WHAT = [
    (PLAIN, DPO, DECIDES),
    (PLAIN, DEPUTY, DECIDES),
    (PLAIN, HEAD, SEES),
    (PLAIN, CHAIR, None),
    (PLAIN, DESK, None),
    (PLAIN, BOARD, None),
    (PLAIN, TEACHER, None),
    (PLAIN, WRITER, None),
    (PLAIN, STRANGER, None),
    (PLAIN, HILLTOP_DPO, None),
    (ABOUT_DPO, DPO, None),
    (ABOUT_DPO, DEPUTY, DECIDES),
    (ABOUT_HEAD, HEAD, None),
    (ABOUT_HEAD, CHAIR, SEES),
    (ABOUT_HEAD, DPO, DECIDES),
    (ABOUT_DEPUTY_BY_NAME, DEPUTY, None),
]


def every_button(case: Case) -> list[Button]:
    """Return the buttons that somebody could make up, as if the core had offered them."""
    stamp = f"made-up {case.stamp}"
    made = (Action.ACKNOWLEDGE, Action.CONFIRM_LEVEL, Action.CHANGE_LEVEL, Action.ASK)
    return [Button(action=one, label="", reference=case.reference, value="low", stamp=stamp) for one in made]


@pytest.mark.parametrize(("facts", "person", "may"), WHO_SEES_WHAT)
def test_r35_everybody_is_offered_what_their_part_in_the_case_allows_and_others_nothing(
    facts: dict[str, Value], person: Person, may: list[str] | None
) -> None:
    stage = OfficerStage()
    case = stage.receives(**facts)
    seen = stage.officers.said(stage.typed(case.reference), talker_of(person))
    shown = None if seen is None or seen.messages[0].plain == NOT_SHOWN else actions(seen.messages[0])
    assert shown == may


@pytest.mark.parametrize(("facts", "person"), [(facts, who) for facts, who, may in WHO_SEES_WHAT if may is None])
def test_whoever_may_not_see_a_case_decides_nothing_by_a_made_up_button_and_reads_one_sentence(
    facts: dict[str, Value], person: Person
) -> None:
    stage = OfficerStage()
    case = stage.receives(**facts)
    for made_up in every_button(case):
        said = stage.presses(made_up, person)
        assert [message.plain for message in said.messages] == [NOT_SHOWN]
    assert stage.store.load(case.reference).decisions == ()


@pytest.mark.parametrize("action", [Action.CHANGE_LEVEL, Action.ASK])
def test_whoever_may_not_see_a_case_gets_no_form_about_it_and_sending_it_decides_nothing(action: Action) -> None:
    stage = OfficerStage()
    case = stage.receives()
    made_up = next(each for each in every_button(case) if each.action is action)
    form = stage.opens(made_up, HILLTOP_DPO)
    assert (form.entries, form.note) == ((), NOT_SHOWN)
    said = stage.sends(form, made_up, "low", "Because.", HILLTOP_DPO)
    assert [message.plain for message in said.messages] == [NOT_SHOWN]
    assert stage.store.load(case.reference).decisions == ()


def test_a_case_that_there_is_not_reads_like_one_that_is_not_theirs() -> None:
    stage = OfficerStage()
    assert stage.shown(stage.receives(), HILLTOP_DPO).plain == stage.says("SF-26-K7QM4", HILLTOP_DPO).plain == NOT_SHOWN


@pytest.mark.parametrize("action", [Action.CONFIRM_LEVEL, Action.CHANGE_LEVEL, Action.ASK])
def test_a_head_teacher_sees_the_case_and_decides_nothing_that_is_the_officers(action: Action) -> None:
    stage = OfficerStage()
    case = stage.receives()
    made_up = next(each for each in every_button(case) if each.action is action)
    turn = stage.fills(made_up, "low", "Because.", HEAD) if action is not Action.CONFIRM_LEVEL else None
    turn = turn or stage.presses(made_up, HEAD)
    assert NOT_YOURS in turn.messages[0].plain
    assert stage.store.load(case.reference).decisions == ()


def test_r80_where_the_policy_has_the_head_teacher_classify_they_decide_the_level_in_the_chat() -> None:
    stage = OfficerStage(profile="wentworth-essex")
    case = stage.receives()
    shown = stage.shown(case, HEAD)
    assert actions(shown) == ["acknowledge", "confirm_level", "change_level", "open"]
    stage.presses(button(shown, Action.CONFIRM_LEVEL), HEAD)
    decided = stage.store.load(case.reference).decided("level")
    assert decided is not None
    assert (decided.person, decided.role) == (HEAD.name, "head_teacher")


def test_an_investigator_sees_the_case_that_they_were_let_into_and_no_other() -> None:
    stage = OfficerStage()
    case = stage.receives()
    other = stage.receives_by_chat(text="Another matter altogether, with a lost key.")
    decide(stage.core, case.reference, "authorise", TEACHER.address, name=TEACHER.name, until="2026-12-01")
    assert actions(stage.shown(case, TEACHER)) == SEES
    assert stage.shown(other, TEACHER).plain == NOT_SHOWN


def test_a_right_that_was_lost_since_the_message_was_written_is_lost_for_its_buttons_too() -> None:
    stage = OfficerStage()
    case = stage.receives()
    shown = stage.shown(case, DEPUTY)
    decide(stage.core, case.reference, "value", "responsible_employee", answer=DEPUTY.name)
    assert stage.presses(button(shown, Action.ACKNOWLEDGE), DEPUTY).messages[0].plain == NOT_SHOWN


def test_a_terminal_vouches_for_nobody_so_nobody_is_an_officer_there() -> None:
    stage = OfficerStage()
    case = stage.receives()
    at_a_terminal = talker_of(DPO, "terminal")
    assert stage.officers.said(stage.typed(case.reference), at_a_terminal) is None
    assert not stage.officers.is_officer(at_a_terminal)
    assert stage.officers.is_officer(talker_of(DPO))


def test_who_reported_a_case_that_is_about_them_is_told_of_it_as_its_reporter() -> None:
    stage = OfficerStage()
    case = stage.receives_by_chat(sender=SEREN.model_copy(update={"name": HEAD.name, "address": HEAD.address}))
    decide(stage.core, case.reference, "value", "responsible_employee", answer=HEAD.name)
    assert stage.officers.said(stage.typed(case.reference), talker_of(HEAD)) is None


@pytest.mark.parametrize(
    "text", ["I lost 26 books", "lost my case", "SF-26-XXXXX", "case", "the cases of pens", "hello"]
)
def test_what_officers_say_besides_goes_to_the_conversation_as_it_does_for_anybody(text: str) -> None:
    stage = OfficerStage()
    stage.receives()
    assert stage.officers.said(stage.typed(text), talker_of(DPO)) is None
