"""What goes wrong: Microsoft is busy, the disk is full, Candour is killed; nobody loses a word, and logs say none."""

import logging

import pytest

from bot.doors import Contact
from bot.lanes import Lanes
from bot.messages import Action, say
from bot.teams.connector import SERVICE
from candour.cases.errors import SendError, StoreFullError
from tests.bot.stage import ANONYMOUS
from tests.bot.teams.people import Person
from tests.bot.teams.stage import SEND, STORY, TeamsStage, the_report
from tests.bot.teams.standin import TENANT, Trouble


def contact_of(stage: TeamsStage, person: Person, url: str = "") -> Contact:
    """Return where somebody is written to."""
    details = {SERVICE: url or stage.service.url}
    return Contact(platform="teams", place=TENANT, conversation=person.chat, person=person.id, details=details)


def test_a_short_wait_that_microsoft_asks_for_is_waited(stage: TeamsStage, gareth: Person) -> None:
    stage.service.troubles.append(Trouble(429, {"Retry-After": "0"}))
    gareth.types(STORY)
    assert gareth.has(SEND)


REFUSALS = [
    (Trouble(429, {"Retry-After": "3600"}), "429", False),
    (Trouble(429, {"Retry-After": "soon"}), "429", False),
    (Trouble(403), "403", True),
    (Trouble(404), "404", True),
    (Trouble(401), "401", False),
    (Trouble(412), "412", False),
    (Trouble(500), "500", False),
    (Trouble(503, {"Retry-After": "1"}), "503", False),
]


@pytest.mark.parametrize(("trouble", "code", "permanent"), REFUSALS)
def test_what_microsoft_refuses_says_whether_trying_again_helps(
    stage: TeamsStage, gareth: Person, trouble: Trouble, code: str, *, permanent: bool
) -> None:
    stage.service.troubles.append(trouble)
    with pytest.raises(SendError) as refused:
        stage.door.post(contact_of(stage, gareth), [say("Your report is in.")])
    assert (refused.value.code, refused.value.permanent) == (code, permanent)


def test_who_cannot_be_reached_at_the_moment_is_tried_again(stage: TeamsStage, gareth: Person) -> None:
    with pytest.raises(SendError) as refused:
        stage.door.post(contact_of(stage, gareth, "http://127.0.0.1:9"), [say("Hello")])
    assert (refused.value.code, refused.value.permanent) == ("connection", False)


@pytest.mark.parametrize("url", ["https://evil.example/", "http://127.0.0.2/", "", "file:///etc/passwd"])
def test_nothing_is_sent_to_an_address_that_is_not_microsofts(stage: TeamsStage, gareth: Person, url: str) -> None:
    contact = contact_of(stage, gareth).model_copy(update={"details": {SERVICE: url}})
    if not url:  # the cloud's own then
        contact = contact.model_copy(update={"details": {}})
    with pytest.raises(SendError):
        stage.door.post(contact, [say("Hello")])
    assert stage.service.sent == []


def test_a_message_comes_unasked_by_what_is_kept_of_a_contact_alone(stage: TeamsStage, gareth: Person) -> None:
    stage.door.post(contact_of(stage, gareth), [say("Your report is in.")])
    assert gareth.reads() == "Your report is in."
    assert stage.service.authorisations == {f"Bearer {stage.service.cloud().token}"}


def test_r16_a_draft_that_its_writer_left_is_announced_and_sent_in_the_chat(stage: TeamsStage, gareth: Person) -> None:
    gareth.types(STORY)
    gareth_was_told = len(stage.service.sent)
    for minutes in (26, 5):
        stage.chat.clock.move(stage.chat.clock.moment.resolution * 60_000_000 * minutes)
        stage.line.pass_time({"teams": stage.door})
    assert stage.reports == 1
    assert len(stage.service.sent) > gareth_was_told + 1
    assert any(the_report(stage) in str(card) for card in stage.service.cards(gareth.chat))


def test_a_full_disk_is_told_and_pressing_again_makes_one_report(stage: TeamsStage, gareth: Person) -> None:
    gareth.types(STORY)
    card = gareth.newest[0]
    stage.chat.core.store.full = True
    assert "Nothing is lost" in gareth.presses(SEND, on=card)
    assert stage.reports == 0
    stage.chat.core.store.full = False
    gareth.presses(SEND, on=card)
    assert stage.reports == 1


def test_a_button_that_takes_longer_than_teams_waits_is_answered_in_the_chat(
    stage: TeamsStage, gareth: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    gareth.types(STORY)
    monkeypatch.setattr("bot.teams.listeners.TEAMS_WAITS_IN_SECONDS", 0.0)
    said = gareth.presses(SEND)
    assert gareth.answers[-1].json()["type"] == "application/vnd.microsoft.activity.message"
    assert the_report(stage) in said


def test_what_could_not_be_shown_is_not_asked_for_again(stage: TeamsStage, gareth: Person) -> None:
    stage.service.troubles.append(Trouble(503))
    assert "Say “show”" in gareth.types(STORY)
    gareth.types("show")
    gareth.presses(SEND)
    assert stage.chat.core.store.load(the_report(stage)).reports[0].text == STORY


def test_who_leaves_for_the_anonymous_page_is_told_where_it_is_whatever_teams_deletes(
    stage: TeamsStage, gareth: Person
) -> None:
    gareth.types(STORY)
    stage.service.troubles.append(Trouble(503))
    assert ANONYMOUS in gareth.presses(Action.ANONYMOUS.value)


def test_a_chat_goes_on_after_a_restart(stage: TeamsStage, gareth: Person) -> None:
    gareth.types(STORY)
    card = gareth.newest[0]
    with stage.running():
        gareth.presses(SEND, on=card)
        assert stage.reports == 1
        assert the_report(stage) in str(gareth.card(card))


def test_what_was_noted_and_not_carried_out_is_carried_out_after_a_restart(
    stage: TeamsStage, gareth: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(Lanes, "put", lambda *_: None)  # as if the process ended behind the acknowledgement
        assert gareth.brings(gareth.activity("message", text=STORY)).status_code == 200
    assert stage.service.sent == []
    with stage.running():
        stage.line.pass_time({"teams": stage.door})
        assert gareth.has(SEND)
        gareth.presses(SEND)
        assert stage.reports == 1


def test_a_disk_that_takes_nothing_lets_nothing_be_acknowledged(
    stage: TeamsStage, gareth: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object) -> None:
        raise StoreFullError("there is no room left")

    monkeypatch.setattr(stage.line, "note", refuse)
    assert gareth.brings(gareth.activity("message", text=STORY)).status_code == 500
    assert "could not be taken" in caplog.text
    assert stage.service.sent == []


def test_a_door_that_is_closed_says_so_like_one_that_cannot_be_reached(stage: TeamsStage, gareth: Person) -> None:
    with stage.running():
        door = stage.door
    with pytest.raises(SendError) as refused:
        door.post(contact_of(stage, gareth), [say("Hello")])
    assert not refused.value.permanent


def test_logs_hold_no_word_and_no_name(stage: TeamsStage, gareth: Person, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        gareth.types(STORY)
        press = gareth.press(SEND)
        stage.service.troubles.append(Trouble(403))
        gareth.types("It was at 9 this morning, Ceri Vaughan's mother has it.")
        gareth.does(press | {"value": {"action": {"type": "Action.Execute", "data": {"action": "x"}}}})
        gareth.brings(gareth.activity("message", text="Ceri Vaughan", attachments="Ceri Vaughan"))
    for word in ("7B", "Ceri", "Gareth", "g.pugh", gareth.chat, gareth.id):
        assert word not in caplog.text
