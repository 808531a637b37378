"""What else people and their clients do in Teams: groups, greetings, old clients, hostile words."""

import pytest

from tests.bot.teams.people import Person
from tests.bot.teams.stage import SEND, STORY, TeamsStage, the_report
from tests.bot.teams.standin import TENANT, Json


def test_a_button_that_nobody_knows_is_said_kindly(stage: TeamsStage, gareth: Person) -> None:
    for data in ({"action": "x"}, {}, {"action": 7}, {"action": "fill", "page": "many", "version": []}):
        value = {"action": {"type": "Action.Execute", "verb": "x", "data": data}}
        gareth.does(gareth.activity("invoke", name="adaptiveCard/action", value=value))
    assert stage.reports == 0
    assert len(stage.service.sent) >= 3


def test_older_clients_press_buttons_by_a_message(stage: TeamsStage, gareth: Person) -> None:
    gareth.types(STORY)
    press = gareth.press(SEND)
    gareth.does(gareth.activity("message", value=press["value"]["action"]["data"], replyToId=press["replyToId"]))
    assert stage.reports == 1


def test_where_others_read_nothing_is_heard(stage: TeamsStage, gareth: Person) -> None:
    group = {"id": "19:staff@thread.tacv2", "conversationType": "groupChat", "tenantId": TENANT}
    gareth.does(gareth.activity("message", text=STORY, conversation=group))
    gareth.does(gareth.activity("installationUpdate", action="add", conversation=group))
    (sent,) = stage.service.sent
    assert "chat of our own" in str(sent.body)
    assert not list(stage.line._chats.all())  # noqa: SLF001 -- nothing is kept of it


def test_who_gets_the_bot_is_greeted_once_and_leaves_no_trace(stage: TeamsStage, gareth: Person) -> None:
    gareth.does(gareth.activity("installationUpdate", action="add"))
    gareth.does(gareth.activity("conversationUpdate", membersAdded=[{"id": gareth.id}]))
    assert len(stage.service.sent) == 1
    assert not list(stage.line._chats.all())  # noqa: SLF001 -- who only looks leaves no trace


def test_words_of_people_arrive_as_they_were_typed(stage: TeamsStage, gareth: Person) -> None:
    hostile = "I sent <at>Everyone</at> [this](https://evil.example) **now** to the wrong parent: 7B's reports"
    gareth.types(hostile)
    gareth.presses(SEND)
    assert stage.chat.core.store.load(the_report(stage)).reports[0].text == hostile
    for sent in stage.service.sent:
        assert "entities" not in sent.body
        assert "'TextBlock'" not in str(sent.body)


OTHERS: dict[str, Json] = {
    "typing": {},
    "conversationUpdate": {"membersAdded": []},
    "messageReaction": {"reactionsAdded": [{"type": "like"}]},
}


@pytest.mark.parametrize("kind", OTHERS)
def test_what_is_no_word_and_no_button_is_let_by(stage: TeamsStage, gareth: Person, kind: str) -> None:
    assert gareth.brings(gareth.activity(kind, **OTHERS[kind])).status_code == 200
    assert stage.service.sent == []
