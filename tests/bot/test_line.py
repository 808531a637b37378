"""The line: one thing at a time, nothing said before it is kept, nothing lost and nothing twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.chats import CHATS
from bot.draft import Chat
from bot.events import Pressed, Said
from bot.messages import Action
from bot.one_at_a_time import OneAtATime
from candour.cases.errors import StoreFullError
from tests.bot.stage import ChatStage

LAPTOP = "I left my school laptop on the train this morning"


def sending(stage: ChatStage) -> Pressed:
    return Pressed(id="send", action=Action.SEND, draft=stage.draft.id, version=stage.draft.version)


def test_a_draft_survives_a_restart() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    stage.line = stage.new_line()
    stage.hear(sending(stage))
    assert stage.case.reports[0].text == LAPTOP


def test_an_event_that_was_heard_before_says_nothing_also_after_a_restart() -> None:
    stage = ChatStage()
    said = Said(id="one", text=LAPTOP)
    assert stage.hear(said).messages
    assert stage.hear(said).messages == ()
    stage.line = stage.new_line()
    assert stage.hear(said).messages == ()
    assert len(stage.draft.story) == 1


def test_with_a_full_store_nothing_is_said_and_the_next_event_sends_what_was_on_its_way() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    press = sending(stage)
    stage.core.store.full = True
    with pytest.raises(StoreFullError):
        stage.hear(press)
    assert stage.draft.is_sent_off
    stage.core.store.full = False
    said = stage.hear(press)
    assert stage.case.reference in said.messages[0].plain
    assert stage.chat.draft is None


def test_what_a_crash_left_on_its_way_is_handed_in_by_the_next_process_once() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    stage.core.store.full = True
    with pytest.raises(StoreFullError):
        stage.hear(sending(stage))
    stage.core.store.full = False
    stage.line = stage.new_line()
    (receipt,) = stage.passes(0)
    assert stage.case.reference in receipt
    assert stage.passes(0) == []


def test_a_crash_between_the_case_and_the_chat_makes_no_second_case() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    kept = stage.core.store.get(CHATS, stage.talker.key)
    stage.hear(sending(stage))
    before = stage.case.reference
    stage.core.store.put(CHATS, stage.talker.key, kept)  # the disk as it was before the receipt was noted
    stage.line = stage.new_line()
    assert before in stage.hear(sending(stage).model_copy(update={"id": "again"})).messages[0].plain
    assert stage.case.reference == before


def test_a_file_that_is_gone_from_the_store_does_not_hold_up_the_report() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    stage.brings("seat.png")
    stage.core.store.release(stage.draft.evidence[0].digest)
    stage.says("send")
    (report,) = stage.case.reports
    assert report.evidence == ()
    assert any("seat.png" in limit for limit in report.limits)


def test_the_same_click_from_many_threads_makes_one_report() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    press = sending(stage)
    with ThreadPoolExecutor(8) as pool:
        turns = list(pool.map(lambda n: stage.hear(press.model_copy(update={"id": f"p{n}"})), range(8)))
    assert len(stage.cases) == 1
    assert all(stage.case.reference in turn.messages[0].plain for turn in turns)


def test_locks_are_kept_only_while_somebody_needs_them() -> None:
    turns = OneAtATime()
    with turns.of("one"), turns.of("one"), turns.of("other"):
        assert len(turns) == 2
    assert len(turns) == 0


def test_a_conversation_of_another_version_is_set_aside_and_a_new_one_begins() -> None:
    stage = ChatStage()
    stage.core.store.put(CHATS, stage.talker.key, {"chat": '{"talker": 7}'})
    stage.says(LAPTOP)
    assert stage.draft.story[0].text == LAPTOP
    assert len(stage.core.store.records("chats-set-aside")) == 1


def test_old_receipts_are_forgotten_after_a_day() -> None:
    stage = ChatStage()
    stage.says(LAPTOP)
    stage.says("send")
    assert isinstance(stage.chat, Chat)
    assert stage.chat.reported
    stage.passes(24 * 60)
    assert stage.core.store.records(CHATS) == {}
