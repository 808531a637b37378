"""A report in a chat of Teams, from the first word to the receipt, through the real SDK."""

from concurrent.futures import ThreadPoolExecutor

from bot.messages import Action
from candour.cases.report import Door
from tests.bot.teams.cards import checked, texts_in
from tests.bot.teams.people import Person
from tests.bot.teams.stage import CANCEL, EDIT, SEND, STORY, TeamsStage, the_report


def test_a_story_is_answered_with_what_was_understood_and_sent_with_one_button(
    stage: TeamsStage, gareth: Person
) -> None:
    gareth.types(STORY)
    card = gareth.newest[0]
    said = gareth.presses(SEND)
    reference = the_report(stage)
    assert reference in said
    case = stage.chat.core.store.load(reference)
    assert case.reports[0].door is Door.CHAT
    assert case.reports[0].text == STORY
    assert case.reports[0].sender is not None
    assert case.reports[0].sender.address == "g.pugh@saint-finnian.example"
    assert (gareth.newest[0], gareth.has(SEND)) == (card, False)


def test_the_card_is_replaced_by_the_receipt_at_once_and_for_good(stage: TeamsStage, gareth: Person) -> None:
    gareth.types(STORY)
    card = gareth.newest[0]
    gareth.presses(SEND)
    answer = gareth.answers[-1].json()
    assert answer["type"] == "application/vnd.microsoft.card.adaptive"
    assert answer["value"] == gareth.card(card)
    last = stage.service.sent[-1]
    assert (last.method, last.activity) == ("PUT", card)


def test_who_has_the_receipt_in_the_chat_is_not_sent_the_cores_own(stage: TeamsStage, gareth: Person) -> None:
    gareth.types(STORY)
    gareth.presses(SEND)
    chat = next(iter(stage.line._chats.all()))  # noqa: SLF001 -- what the outbox asks before it sends one
    assert chat.reported[0].was_receipted


def test_an_answer_brings_the_card_up_to_date_and_is_answered_below(stage: TeamsStage, gareth: Person) -> None:
    gareth.types(STORY)
    card = gareth.newest[0]
    gareth.types("It was at 9 this morning.")
    assert gareth.newest[0] != card
    assert any("09:00" in text for text in texts_in(gareth.card(card)))
    gareth.presses(SEND, on=card)
    assert stage.reports == 1


def test_a_card_that_is_shown_once_more_takes_the_buttons_of_the_older_one(gareth: Person) -> None:
    gareth.types(STORY)
    first = gareth.newest[0]
    gareth.types("show")
    assert gareth.newest[0] != first
    assert not gareth.has(SEND, on=first)
    assert gareth.has(SEND)


def test_every_card_that_was_sent_is_valid_and_announces_nothing_of_the_report(
    stage: TeamsStage, gareth: Person
) -> None:
    gareth.types(STORY)
    gareth.presses(EDIT)
    gareth.presses("Send")
    assert stage.reports == 1
    for sent in stage.service.sent:
        assert "text" not in sent.body
        assert "7B" not in sent.body["summary"]
        for attachment in sent.body["attachments"]:
            checked(attachment["content"])


def test_a_button_that_is_pressed_twice_at_once_makes_one_report(stage: TeamsStage, gareth: Person) -> None:
    gareth.types(STORY)
    presses = [gareth.press(SEND), gareth.press(SEND)]
    with ThreadPoolExecutor(2) as pool:
        assert [answer.status_code for answer in pool.map(gareth.brings, presses)] == [200, 200]
    assert stage.door.settle(30)
    assert stage.reports == 1


def test_a_message_that_is_delivered_twice_is_answered_once(stage: TeamsStage, gareth: Person) -> None:
    message = gareth.activity("message", text=STORY)
    gareth.does(message)
    before = len(stage.service.sent)
    gareth.does(message)
    assert len(stage.service.sent) == before


def test_a_card_of_a_report_that_is_sent_is_refused_kindly(stage: TeamsStage, gareth: Person) -> None:
    gareth.types(STORY)
    late = [gareth.press(SEND), gareth.press(EDIT), gareth.press(CANCEL)]
    gareth.types("send")
    assert stage.reports == 1
    for activity in late:
        assert the_report(stage) in gareth.does(activity)
    assert stage.reports == 1


def test_a_message_that_is_edited_or_deleted_before_it_is_sent_is_honoured(stage: TeamsStage, gareth: Person) -> None:
    first, second = gareth.activity("message", text=STORY), gareth.activity("message", text="Ceri Vaughan is angry.")
    gareth.does(first)
    gareth.does(second)
    better = STORY.replace("7B", "7C")
    data = {"tenant": {"id": gareth.tenant}}
    gareth.does(
        gareth.activity("messageUpdate", id=first["id"], text=better, channelData={**data, "eventType": "editMessage"})
    )
    gareth.does(
        gareth.activity("messageDelete", id=second["id"], channelData={**data, "eventType": "softDeleteMessage"})
    )
    gareth.presses(SEND)
    report = stage.chat.core.store.load(the_report(stage)).reports[0]
    assert report.text == better
    assert not report.replies


def test_who_leaves_for_the_anonymous_page_leaves_no_card_behind(stage: TeamsStage, gareth: Person) -> None:
    gareth.types(STORY)
    card = gareth.newest[0]
    gareth.types("It was at 9 this morning.")
    gareth.presses(Action.ANONYMOUS.value, on=card)
    left = [text for card in stage.service.cards(gareth.chat) for text in texts_in(card)]
    assert not any("7B" in text or "09:00" in text for text in left)
    assert not list(stage.line._chats.all())  # noqa: SLF001 -- nothing may be kept of it


def test_a_cancelled_card_loses_its_buttons(stage: TeamsStage, gareth: Person) -> None:
    gareth.types(STORY)
    card = gareth.newest[0]
    gareth.presses(CANCEL)
    assert stage.reports == 0
    assert not gareth.has(SEND, on=card)
