"""Whoever doesn't want to be named: nothing goes by itself, nothing stays, and chat promises no more than it can."""

import pytest

from bot.chats import ASIDE, CHATS
from bot.inbox import INBOX
from bot.messages import Action
from candour.cases.showing.withholding import is_name_withheld
from tests.bot.stage import ANONYMOUS, ChatStage

TOLD = "a colleague keeps reading out parents' bank details with the door open"
WISH = "please keep my name out of it"


def everything_kept(stage: ChatStage) -> str:
    return " ".join(str(stage.core.store.records(kind)) for kind in (CHATS, ASIDE, INBOX, "chat-contacts"))


@pytest.mark.parametrize("how", ["button", "words"])
def test_r33_leaving_for_the_anonymous_page_deletes_the_draft_and_tells_the_address(how: str) -> None:
    stage = ChatStage()
    stage.says(TOLD)
    stage.brings("photo.png")
    stage.says("show")
    said = stage.presses(Action.ANONYMOUS) if how == "button" else stage.says("anonymous")
    assert ANONYMOUS in said
    assert "administrators" in said
    assert everything_kept(stage) == "{} {} {} {}"
    assert stage.evidence.claims.total() == 0
    assert stage.passes(120) == []
    assert stage.cases == []


def test_asking_for_the_address_alone_leaves_no_trace() -> None:
    stage = ChatStage()
    assert ANONYMOUS in stage.says("can I report something anonymously")
    assert everything_kept(stage) == "{} {} {} {}"


@pytest.mark.parametrize("told", [(TOLD, WISH), (f"{TOLD}. {WISH}",)], ids=["later", "at once"])
def test_r33_a_wish_in_the_words_stops_the_clock_and_offers_the_choice(told: tuple[str, ...]) -> None:
    stage = ChatStage()
    said = [stage.says(text) for text in told][-1]
    assert ANONYMOUS in said
    assert {button.action for button in stage.last[-1].buttons} == {Action.ANONYMOUS, Action.HOLD_NAME}
    assert stage.draft.sends_at is None
    (goodbye,) = stage.passes(30)
    assert "deleted" in goodbye
    assert stage.cases == []
    assert everything_kept(stage) == "{} {} {} {}"


def test_r33_going_on_here_sends_the_report_with_the_name_kept_back() -> None:
    stage = ChatStage()
    stage.says(f"{TOLD}. {WISH}")
    stage.presses(Action.HOLD_NAME)
    assert stage.draft.sends_at is not None
    stage.says("send")
    assert stage.case.facts.holds("wants_anonymity")
    assert is_name_withheld(stage.case.facts)


def test_sending_what_stood_back_keeps_the_name_back_too() -> None:
    stage = ChatStage()
    stage.says(f"{TOLD}. {WISH}")
    stage.says("send")
    assert stage.case.facts.holds("wants_anonymity")


def test_more_of_the_story_is_taken_while_the_choice_is_open_and_nothing_is_sent() -> None:
    stage = ChatStage()
    stage.says(f"{TOLD}. {WISH}")
    assert "not sent" in stage.says("it happens every Friday")
    assert len(stage.draft.story) == 2
    assert stage.draft.sends_at is None


def test_a_school_without_an_anonymous_page_deletes_nothing_and_offers_to_keep_the_name_back() -> None:
    stage = ChatStage()
    stage.anonymous = ""
    stage.says(TOLD)
    assert "no page" in stage.says("anonymous")
    assert stage.draft.story[0].text == TOLD
    stage.presses(Action.HOLD_NAME)
    stage.says("send")
    assert stage.case.facts.holds("wants_anonymity")
