"""A network that says things twice, a platform that can't be asked, a conversation that fails: nobody else pays."""

import json

import pytest

from bot.chats import CHATS
from bot.events import Pressed, Said, Talker
from bot.files import Offered, interrupted
from bot.heard import Heard
from bot.inbox import INBOX
from bot.messages import Action
from candour.cases.dispatch import Receipt
from candour.cases.errors import StoreFullError
from candour.cases.report import Report, Sender
from tests.bot.stage import ChatStage

GARETH = Talker(
    platform="slack",
    place="T1",
    conversation="U1",
    person="U1",
    name="Gareth Pugh",
    address="g.pugh@saint-finnian.example",
)
NOT_TOLD_WHO = GARETH.model_copy(update={"name": "", "address": "u1@t1.slack.invalid"})
"""Gareth while Slack can't be asked who he is."""
MAIR = GARETH.model_copy(
    update={"conversation": "U2", "person": "U2", "name": "Mair", "address": "mair@saint-finnian.example"}
)
LOST = Said(id="lost", text="I left my school laptop on the train this morning")


def senders(stage: ChatStage) -> list[Sender | None]:
    """Return who reported the cases that there are."""
    store = stage.core.store
    return [store.load(entry.reference).reports[0].sender for entry in store.register()]


@pytest.mark.parametrize("leaving", ["cancel", "anonymous"])
def test_what_was_deleted_does_not_come_back_with_a_retry(leaving: str) -> None:
    stage = ChatStage(GARETH)
    stage.hear(LOST)
    stage.says(leaving)
    assert stage.hear(LOST).messages == ()
    assert stage.core.store.records(CHATS) == {}


def test_who_left_for_the_anonymous_page_leaves_no_ids_of_messages_beside_an_earlier_report() -> None:
    stage = ChatStage(GARETH)
    stage.hear(LOST)
    stage.says("send")
    stage.hear(Said(id="1700000000.000100", text="Another incident: I emailed 7B's reports to the wrong parent"))
    stage.says("anonymous")
    assert "1700000000.000100" not in str(stage.core.store.records(CHATS))
    assert len(senders(stage)) == 1


def test_somebody_stays_who_they_were_while_the_platform_can_not_be_asked() -> None:
    stage = ChatStage(GARETH)
    stage.hear(LOST)
    button = stage.line.hear(Pressed(id="p1", action=Action.SHOW), GARETH).messages[0].buttons[0]
    send = Pressed(id="p2", action=Action.SEND, draft=button.draft, version=button.version)
    stage.line.hear(send, NOT_TOLD_WHO)
    assert senders(stage) == [Sender(name=GARETH.name, address=GARETH.address)]


def test_a_conversation_that_fails_keeps_no_other_from_being_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = ChatStage(GARETH)
    stage.hear(LOST)
    stage.line.hear(LOST, MAIR)
    receive = stage.core.service.receive

    def failing(report: Report) -> Receipt:
        if report.sender == Sender(name=GARETH.name, address=GARETH.address):
            raise ValueError("a defect of ours")
        return receive(report)

    monkeypatch.setattr(stage.core.service, "receive", failing)
    stage.passes(26)
    stage.passes(6)
    assert [sender.name for sender in senders(stage) if sender] == ["Mair"]


def test_a_conversation_whose_school_is_gone_from_the_settings_goes_on_with_the_school_that_there_is() -> None:
    stage = ChatStage(GARETH)
    stage.hear(LOST)
    chat = json.loads(stage.core.store.records(CHATS)[GARETH.key]["chat"])
    stage.core.store.put(CHATS, GARETH.key, {"chat": json.dumps({**chat, "school": "closed-since"})})
    assert "Reported" in stage.says("send")


def test_a_disk_that_is_full_for_long_uses_up_no_event(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = ChatStage(GARETH)
    stage.line.note(LOST, GARETH)
    stage.line = stage.new_line()

    def full(kind: str, key: str, document: object) -> None:
        del kind, key, document
        raise StoreFullError("there is no room left")

    with monkeypatch.context() as patch:
        patch.setattr(stage.core.store, "put", full)
        for _ in range(10):
            assert stage.passes(0) == []
    assert len(stage.passes(0)) == 1
    assert stage.core.store.records(INBOX) == {}


def test_what_is_remembered_of_events_does_not_grow() -> None:
    heard = Heard(most=100)
    for number in range(1000):
        heard.add(GARETH, f"m{number}")
    assert len(heard) == 100
    assert heard.holds(GARETH, "m999")
    assert not heard.holds(MAIR, "m999")


PICTURE = Offered(event="m1 F1", name="list.png", media_type="image/png", fetch=lambda: iter((b"\x89PNG\r\n\x1a\n",)))


def test_a_file_that_was_announced_before_a_crash_is_asked_for_once() -> None:
    stage = ChatStage(GARETH)
    stage.hear(LOST)
    stage.line.note(interrupted(PICTURE.event, PICTURE.name), GARETH)
    stage.line = stage.new_line()
    (said,) = stage.passes(0)
    assert "list.png" in said
    assert "send it once more" in said
    assert stage.passes(0) == []


def test_a_file_that_came_whole_is_not_asked_for() -> None:
    stage = ChatStage(GARETH)
    stage.hear(LOST)
    stage.line.note(interrupted(PICTURE.event, PICTURE.name), GARETH)
    stage.line.bring(PICTURE, GARETH)
    stage.line.note(interrupted(PICTURE.event, PICTURE.name), GARETH)
    assert stage.line.bring(PICTURE, GARETH).messages == ()
    assert stage.core.store.records(INBOX) == {}
    stage.line = stage.new_line()
    assert stage.passes(0) == []
