"""The message extension: any message becomes a report, in a dialog with the form."""

import pytest

from bot.teams.reading import text_of_html
from tests.bot.teams.cards import checked, inputs_in
from tests.bot.teams.people import Person
from tests.bot.teams.stage import STORY, TeamsStage, the_report
from tests.bot.teams.standin import TENANT, Json

HTML = f"<div><p>{STORY}</p><attachment id='1'></attachment></div>"
GROUP = {"id": "19:staff@thread.tacv2", "conversationType": "groupChat", "tenantId": TENANT}


def opens(person: Person, html: str = HTML) -> Json:
    """Use "Report this" on a message in a group; returns what Teams is told to show."""
    payload = {
        "id": "1",
        "body": {"contentType": "html", "content": html},
        "from": {"user": {"id": "u", "displayName": "Ffion Rees", "userIdentityType": "aadUser"}},
    }
    value = {"commandId": "report_this", "commandContext": "message", "messagePayload": payload}
    return shown(person, "composeExtension/fetchTask", value)


def sends(person: Person, card: Json, title: str = "Send", **values: str) -> Json:
    """Press a button of a dialog's card."""
    button = next(each for row in card["body"] for each in row.get("actions", []) if each["title"] == title)
    assert button["type"] == "Action.Submit"
    brought = {each["id"]: each["value"] for each in inputs_in(card).values() if "value" in each}
    data = {**button["data"], **brought, **{f"entry.{name}": text for name, text in values.items()}}
    value = {"commandId": "report_this", "commandContext": "message", "data": data}
    return shown(person, "composeExtension/submitAction", value)


def shown(person: Person, name: str, value: Json) -> Json:
    answer = person.brings(person.activity("invoke", name=name, value=value, conversation=GROUP))
    assert answer.status_code == 200
    assert person.bot.door.settle(30)
    task: Json = answer.json()["task"]
    return task


def card_in(task: Json) -> Json:
    assert task["type"] == "continue"
    return checked(task["value"]["card"]["content"])


def test_a_message_is_reported_by_the_form_in_a_dialog(stage: TeamsStage, gareth: Person) -> None:
    card = card_in(opens(gareth))
    assert inputs_in(card)["description"]["value"] == f"Ffion Rees wrote in Teams: {STORY}"
    assert stage.reports == 0
    told = sends(gareth, card)
    assert told["type"] == "message"
    assert the_report(stage) in told["value"]
    assert the_report(stage) in gareth.reads()
    assert {sent.conversation for sent in stage.service.sent} == {gareth.chat}


def test_a_dialog_that_is_closed_leaves_no_trace(stage: TeamsStage, gareth: Person) -> None:
    opens(gareth)
    assert not list(stage.line._chats.all())  # noqa: SLF001 -- nothing is kept of it
    assert stage.service.sent == []


def test_a_dialog_that_is_sent_twice_makes_one_report(stage: TeamsStage, gareth: Person) -> None:
    card = card_in(opens(gareth))
    sends(gareth, card)
    assert sends(gareth, card)["type"] == "message"
    assert stage.reports == 1


def test_what_is_wrong_is_said_in_the_dialog(stage: TeamsStage, gareth: Person) -> None:
    card = card_in(sends(gareth, card_in(opens(gareth)), description=" "))
    assert stage.reports == 0
    sends(gareth, card, description=STORY)
    assert stage.reports == 1


def test_a_report_that_is_under_way_is_added_to(stage: TeamsStage, gareth: Person) -> None:
    gareth.types("I left my bag on the bus.")
    card = card_in(opens(gareth))
    assert inputs_in(card)["description"]["value"].startswith("I left my bag on the bus.\n\nFfion Rees wrote")
    sends(gareth, card)
    assert STORY in stage.chat.core.store.load(the_report(stage)).reports[0].text


def test_who_has_no_chat_with_the_bot_is_told_what_to_do(stage: TeamsStage, gareth: Person) -> None:
    stage.service.lets_create = False
    task = opens(gareth)
    assert (task["type"], "say hello" in task["value"]) == ("message", True)


MESSAGES: list[tuple[str, str]] = [
    ("<p>One</p><p>Two</p>", "One\nTwo"),
    ("One<br>Two &lt;b&gt; &amp; three&nbsp;four", "One\nTwo <b> & three four"),
    ("<script>alert(1)</script>Text<style>x</style>", "Text"),
    ('<at id="0">Everyone</at> look', "Everyone look"),
    ("<<<<", "<<<<"),
    ("", ""),
]


@pytest.mark.parametrize(("html", "text"), MESSAGES)
def test_a_message_reads_as_its_reader_saw_it(html: str, text: str) -> None:
    assert text_of_html(html) == text


WORDLESS: list[Json | None] = [None, {"id": "1"}, {"id": "1", "body": {}}, {"id": "1", "body": {"content": None}}]


@pytest.mark.parametrize("payload", WORDLESS)
def test_a_message_without_words_opens_an_empty_form(stage: TeamsStage, gareth: Person, payload: Json | None) -> None:
    value = {"commandId": "report_this", "commandContext": "message", "messagePayload": payload}
    card = card_in(shown(gareth, "composeExtension/fetchTask", value))
    assert inputs_in(card)["description"].get("value", "") == ""
    assert stage.reports == 0
