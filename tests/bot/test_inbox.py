"""What was acknowledged is carried out, also where the process died in between; whoever wants no trace leaves none."""

import pytest

from bot.chats import CHATS
from bot.events import Pressed, Said
from bot.inbox import INBOX
from bot.messages import Action
from candour.cases.errors import StoreFullError
from tests.bot.stage import GARETH, ChatStage

LOST = Said(id="m1", text="I left my school laptop on the train this morning")


def test_what_was_acknowledged_before_a_crash_is_carried_out_by_the_next_process() -> None:
    stage = ChatStage()
    stage.line.note(LOST, GARETH)
    stage.line = stage.new_line()
    told = stage.passes(0)
    assert len(told) == 1
    assert "laptop" in told[0]
    assert stage.core.store.records(INBOX) == {}
    assert stage.passes(0) == []


def test_what_is_in_hand_is_not_carried_out_twice() -> None:
    stage = ChatStage()
    stage.line.note(LOST, GARETH)
    assert stage.passes(0) == []
    assert stage.hear(LOST).messages
    assert stage.core.store.records(INBOX) == {}


def test_a_retry_of_what_was_carried_out_says_nothing() -> None:
    stage = ChatStage()
    stage.hear(LOST)
    stage.line.note(LOST, GARETH)
    assert stage.hear(LOST).messages == ()


@pytest.mark.parametrize(
    "event", [Said(id="m1", text="anonymous"), Pressed(id="p1", action=Action.ANONYMOUS, draft="d", version=1)]
)
def test_who_asks_for_the_anonymous_page_leaves_no_trace(event: Said | Pressed) -> None:
    stage = ChatStage()
    stage.line.note(event, GARETH)
    assert stage.core.store.records(INBOX) == {}
    stage.hear(event)
    assert stage.core.store.records(CHATS) == {}


def test_what_a_full_disk_kept_from_being_done_is_done_when_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = ChatStage()
    stage.line.note(LOST, GARETH)
    put = stage.core.store.put

    def full(kind: str, key: str, document: object) -> None:
        del kind, key, document
        raise StoreFullError("there is no room left")

    monkeypatch.setattr(stage.core.store, "put", full)
    with pytest.raises(StoreFullError):
        stage.hear(LOST)
    monkeypatch.setattr(stage.core.store, "put", put)
    assert len(stage.passes(0)) == 1
    assert stage.passes(0) == []
