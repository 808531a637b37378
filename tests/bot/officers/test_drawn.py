"""Whatever officers are shown can be drawn by Slack and by Teams: every message and form, for all three policies."""

import pytest

from bot.form import ChatForm
from bot.messages import Action, Message
from bot.slack.blocks import payloads
from bot.slack.modal import form_view
from bot.teams.cards.forms import form_card
from bot.teams.cards.messages import cards_of
from tests.bot.officers.stage import HILLTOP_DPO, OfficerStage, button
from tests.bot.officers.test_alerts import everything_told
from tests.bot.officers.test_lists import receives, the_digest
from tests.bot.slack import block_kit
from tests.bot.slack.standin import limits
from tests.bot.teams.cards import checked, texts_in
from tests.service import RuleReader

POLICIES = ("generic-school", "wentworth-essex", "saints-cardiff")
HOSTILE = "<!channel> <@U1> <at>Everyone</at> *bold* [click](https://evil.example) `code` {{DATE(2026-11-22)}} & "


def draw(message: Message) -> None:
    for payload in payloads(message):
        block_kit.check_message(payload)
    for card in cards_of(message):
        checked(card)


def draw_form(form: ChatForm) -> None:
    view = form_view(form)
    block_kit.check_view(view)
    limits.check_view(view)
    checked(form_card(form))


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("detail", [False, True], ids=["figures", "detail"])
def test_every_message_about_a_case_can_be_drawn(policy: str, *, detail: bool) -> None:
    stage = OfficerStage(profile=policy, reader=RuleReader(), detail=detail)
    case, told = everything_told(stage)
    for message in (*(message for _, message in told), stage.shown(case)):
        draw(message)


@pytest.mark.parametrize("policy", POLICIES)
def test_both_forms_and_the_refusal_can_be_drawn(policy: str) -> None:
    stage = OfficerStage(profile=policy)
    shown = stage.shown(stage.receives())
    for action in (Action.CHANGE_LEVEL, Action.ASK):
        press = button(shown, action)
        draw_form(stage.opens(press))
        draw_form(stage.opens(press, HILLTOP_DPO))
        wrong = stage.fills(press, "", "x" * 1_000).form
        assert wrong is not None
        draw_form(wrong)


def test_the_longest_lists_can_be_drawn() -> None:
    stage = OfficerStage()
    receives(stage, 25)
    draw(stage.says("cases"))
    draw(the_digest(stage))


def test_hostile_words_arrive_as_they_were_typed_and_ping_nobody() -> None:
    stage = OfficerStage(detail=True)
    shown = stage.shown(stage.receives_by_mail(HOSTILE * 200))
    draw(shown)
    slack = [block for payload in payloads(shown) for block in payload["blocks"]]
    assert "mrkdwn" not in {str(block.get("text", {}).get("type")) for block in slack if "text" in block}
    assert any(HOSTILE.strip() in text for card in cards_of(shown) for text in texts_in(card))
