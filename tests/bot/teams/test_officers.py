"""The DPO in Teams: the alert, its buttons and its forms, through the real SDK."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from starlette.applications import Starlette

from bot.messages import Action
from bot.teams.door import TeamsDoor
from tests.bot.teams.cards import checked, inputs_in, texts_in
from tests.bot.teams.people import Person
from tests.bot.teams.school import School
from tests.bot.teams.serving import served
from tests.bot.teams.stage import REGISTRATION, STORY
from tests.bot.teams.standin import BotFramework, bot_framework
from tests.service import DPO


@dataclass
class Case:
    """A report that came by Teams, its writer, and the DPO, who has said hello."""

    school: School
    service: BotFramework
    site: str
    reference: str = ""

    @property
    def door(self) -> TeamsDoor:
        return self.school.door

    def person(self, name: str, email: str) -> Person:
        return Person(self.service, self, name=name, email=email, id=f"29:{name.partition(' ')[0]}")


@dataclass
class Both:
    """Who reported, and who decides."""

    case: Case
    gareth: Person
    dilys: Person

    def decided(self, what: str) -> bool:
        return self.case.school.core.store.load(self.case.reference).decided(what) is not None


@pytest.fixture
def both() -> Iterator[Both]:
    with bot_framework() as service:
        school = School(REGISTRATION, service.cloud())
        try:
            with served(Starlette(routes=school.door.routes)) as site:
                case = Case(school, service, site)
                gareth = case.person("Gareth Pugh", "g.pugh@saint-finnian.example")
                dilys = case.person(DPO.name, DPO.address)
                dilys.does(dilys.activity("installationUpdate", action="add"))
                gareth.types(STORY)
                gareth.presses(Action.SEND.value)
                (case.reference,) = school.references
                school.tells_officers()
                yield Both(case, gareth, dilys)
        finally:
            school.door.close()


def test_the_alert_reaches_the_dpo_without_a_word_of_the_report(both: Both) -> None:
    assert both.case.reference in both.dilys.reads()
    checked(both.dilys.newest[1])
    for card in both.case.service.cards(both.dilys.chat):
        assert not any("7B" in text or "Gareth" in text for text in texts_in(card))


def test_having_seen_it_is_one_button_and_the_card_says_so(both: Both) -> None:
    card = both.dilys.newest[0]
    both.dilys.presses(Action.ACKNOWLEDGE.value)
    assert both.decided("acknowledge")
    assert not both.dilys.has(Action.ACKNOWLEDGE.value, on=card)
    assert both.dilys.newest[0] == card


def test_the_level_is_changed_by_a_form_with_its_reason(both: Both) -> None:
    alert = both.dilys.newest[0]
    both.dilys.presses(Action.CHANGE_LEVEL.value)
    form, card = both.dilys.newest
    level = inputs_in(checked(card))["value"]["choices"][-1]["value"]
    both.dilys.presses("Record", values={"value": level, "reason": ""})
    assert not both.decided("level")
    assert any(
        each["inlines"][0].get("color") == "Attention"
        for each in both.dilys.card(form)["body"]
        if each["type"] == "RichTextBlock"
    )
    both.dilys.presses("Record", on=form, values={"value": level, "reason": "Health records were among them."})
    assert both.decided("level")
    assert form != alert


def test_a_question_goes_to_who_reported_and_their_answer_joins_the_case(both: Both) -> None:
    both.dilys.presses(Action.ASK.value)
    both.dilys.presses("Ask", values={"value": "How many pupils are on the list?"})
    both.case.school.tells_officers()
    assert "How many pupils are on the list?" in both.gareth.reads()
    both.gareth.types("There are 31 of them.")
    reports = both.case.school.core.store.load(both.case.reference).reports
    assert "There are 31 of them." in {report.text for report in reports}


def test_somebody_else_presses_an_officers_button_in_vain(both: Both) -> None:
    press = both.dilys.press(Action.ACKNOWLEDGE.value)
    stolen = both.gareth.activity("invoke", name="adaptiveCard/action", value=press["value"], replyToId="a1")
    both.gareth.does(stolen)
    assert not both.decided("acknowledge")


def test_a_card_that_was_taken_into_a_group_does_nothing(both: Both) -> None:
    press = both.dilys.press(Action.ACKNOWLEDGE.value)
    group = {**press["conversation"], "id": "19:staff@thread.tacv2", "conversationType": "groupChat"}
    assert both.dilys.brings({**press, "conversation": group}).status_code == 200
    assert both.case.door.settle(30)
    assert not both.decided("acknowledge")
