"""What people say about the report that they are telling is answered, and is no part of it."""

import pytest

from bot.remarks import remark_in
from tests.bot.stage import ChatStage

LOST = "I left the class register on the bus yesterday at 4pm"
ENOUGH = "enough to send"
NOT_YET = "it is not sent yet"
STILL_HERE = "Your report is still here"
CHANGE = "Just tell me what is right"
DELETE = "Say “cancel”"

REMARKS = {
    "that is all": ENOUGH,
    "thats all i know": ENOUGH,
    "no that's it": ENOUGH,
    "okay thats everything": ENOUGH,
    "thats it mate": ENOUGH,
    "nothing else": ENOUGH,
    "finished": ENOUGH,
    "gtg": ENOUGH,
    "ive got to go teach now": ENOUGH,
    "diolch, dyna'r cyfan": ENOUGH,
    "sent?": NOT_YET,
    "have you sent it?": NOT_YET,
    "is it reported": NOT_YET,
    "did that go through?": NOT_YET,
    "is that it?": NOT_YET,
    "how do i send it": STILL_HERE,
    "what do I do now?": STILL_HERE,
    "wot now": STILL_HERE,
    "do i need to do anything else": STILL_HERE,
    "can i change something": CHANGE,
    "undo": CHANGE,
    "that's wrong": CHANGE,
    "how do I delete this": DELETE,
    "oops wrong chat": DELETE,
    "wrong person, ignore that": DELETE,
    "sorry that wasn't meant for you": DELETE,
}

PARTS_OF_A_REPORT = (
    "I sent it to the wrong chat",
    "that is all of 7B's reports",
    "the bell had gone and the door was open",
    "I didn't mean to send it to the parents",
    "she asked me to ignore the email",
    "I've got to go and get the register back from the bus",
    "sent to 30 parents",
    "it was sent by mistake to Mrs Hughes",
    "I deleted it",
    "send",
    "cancel that",
    "",
)


@pytest.mark.parametrize(("text", "answer"), REMARKS.items())
def test_a_remark_on_the_report_is_answered_and_not_added_to_it(text: str, answer: str) -> None:
    stage = ChatStage()
    stage.says(LOST)
    assert answer in stage.says(text)
    stage.says("send")
    (entry,) = stage.core.store.register()
    assert stage.core.store.load(entry.reference).reports[0].text == LOST


@pytest.mark.parametrize("text", PARTS_OF_A_REPORT)
def test_what_tells_of_something_is_no_remark(text: str) -> None:
    assert remark_in(text) == ""


def test_who_asks_to_be_called_is_told_who_to_write_to_and_the_wish_goes_with_the_report() -> None:
    stage = ChatStage()
    stage.says(LOST)
    assert "Dilys Marlow" in stage.says("can someone call me?")
    stage.says("send")
    (entry,) = stage.core.store.register()
    assert "can someone call me?" in stage.core.store.load(entry.reference).reports[0].text


def test_without_a_report_a_remark_begins_none() -> None:
    stage = ChatStage()
    assert "Dilys Marlow" in stage.says("can someone call me?")
    for text in (
        "have you sent it?",
        "what now",
        "oops wrong chat",
        "yes please",
        "go ahead",
        "what am i meant to put",
    ):
        assert "There is no report under way" in stage.says(text)
    stage.passes(60)
    assert not list(stage.core.store.register())


def test_after_a_report_was_sent_it_is_said_that_it_was() -> None:
    stage = ChatStage()
    stage.says(LOST)
    stage.says("send")
    (entry,) = stage.core.store.register()
    for text in ("have you sent it?", "how do i delete this"):
        assert entry.reference in stage.says(text)
