"""A report in a chat of Teams, from the first word to the receipt, through the real SDK."""

from concurrent.futures import ThreadPoolExecutor

from bot.messages import Action
from candour.cases.report import Door
from tests.bot.teams.cards import checked, inputs_in, texts_in
from tests.bot.teams.people import Person
from tests.bot.teams.stage import TeamsStage

STORY = "I have just emailed 7B's reports to the wrong parent."
SEND, EDIT, CANCEL = Action.SEND.value, Action.EDIT.value, Action.CANCEL.value


def the_report(stage: TeamsStage) -> str:
    """Return the reference of the one report there is."""
    (line,) = stage.chat.core.store.register()
    return line.reference


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


def test_the_form_is_filled_in_with_what_was_understood_and_sent_from_its_card(
    stage: TeamsStage, gareth: Person
) -> None:
    gareth.types(STORY)
    echo = gareth.newest[0]
    gareth.presses(EDIT)
    form = gareth.newest[0]
    assert form != echo
    assert inputs_in(gareth.card(form))["description"]["value"] == STORY
    said = gareth.presses("Send", values={"description": STORY + " They have deleted it.", "time_of_incident": "09:05"})
    reference = the_report(stage)
    assert reference in said
    report = stage.chat.core.store.load(reference).reports[0]
    assert report.text == STORY + " They have deleted it."
    assert not gareth.has(SEND, on=echo)
    assert reference in "".join(texts_in(gareth.card(form)))


def test_what_was_filled_in_can_be_kept_without_sending_it(stage: TeamsStage, gareth: Person) -> None:
    gareth.types(STORY)
    gareth.presses(EDIT)
    gareth.presses("Keep, don't send yet", values={"description": STORY + " They have deleted it."})
    assert stage.reports == 0
    assert gareth.has(SEND)
    gareth.presses(SEND)
    assert stage.chat.core.store.load(the_report(stage)).reports[0].text == STORY + " They have deleted it."


def test_a_form_can_be_closed_and_changes_nothing(stage: TeamsStage, gareth: Person) -> None:
    gareth.types(STORY)
    echo = gareth.newest[0]
    gareth.presses(EDIT)
    gareth.presses("Close")
    assert gareth.newest[1]["body"][-1]["type"] != "ActionSet"
    gareth.presses(SEND, on=echo)
    assert stage.reports == 1


def test_what_is_wrong_in_a_form_is_said_beside_its_entry_and_nothing_is_lost(
    stage: TeamsStage, gareth: Person
) -> None:
    gareth.types(STORY)
    gareth.presses(EDIT)
    form = gareth.newest[0]
    gareth.presses("Send", values={"description": "   "})
    assert stage.reports == 0
    card = gareth.card(form)
    place = next(number for number, each in enumerate(card["body"]) if each.get("id") == "entry.description")
    near = card["body"][place + 1]
    assert near["inlines"][0]["color"] == "Attention"
    gareth.presses("Send", values={"description": STORY})
    assert stage.reports == 1


def test_a_form_of_several_pages_keeps_what_was_filled_in_when_a_page_is_turned(
    stage: TeamsStage, gareth: Person
) -> None:
    long = "It went to the wrong parent, and then to another one. " * 60
    gareth.types(STORY)
    gareth.presses(EDIT)
    texts = [name for name, drawn in inputs_in(gareth.newest[1]).items() if drawn["type"] == "Input.Text"]
    card = gareth.newest[0]
    gareth.presses("Keep, don't send yet", values=dict.fromkeys(texts, long))
    gareth.presses(EDIT, on=next(each for each in gareth.service.shown[gareth.chat] if gareth.has(EDIT, on=each)))
    form = gareth.newest[0]
    assert form != card
    first_page = set(inputs_in(gareth.card(form)))
    gareth.presses("Next page", on=form, values={texts[1]: "Changed on the first page."})
    assert gareth.newest[0] == form
    assert not first_page & set(inputs_in(gareth.card(form)))
    while gareth.has("Next page", on=form):
        gareth.presses("Next page", on=form)
    gareth.presses("Page before", on=form)
    gareth.presses("Send", on=form)
    typed = stage.chat.core.store.load(the_report(stage)).reports[0].typed
    assert typed[texts[1]] == "Changed on the first page."
    assert {str(typed[name]).strip() for name in texts[2:]} == {long.strip()}


def test_a_button_that_is_pressed_twice_at_once_makes_one_report(stage: TeamsStage, gareth: Person) -> None:
    gareth.types(STORY)
    presses = [gareth.press(SEND), gareth.press(SEND)]
    with ThreadPoolExecutor(2) as pool:
        assert [answer.status_code for answer in pool.map(gareth.brings, presses)] == [200, 200]
    assert stage.door.settle(30)
    assert stage.reports == 1


def test_a_form_that_is_sent_twice_makes_one_report(stage: TeamsStage, gareth: Person) -> None:
    gareth.types(STORY)
    gareth.presses(EDIT)
    presses = [gareth.press("Send"), gareth.press("Send")]
    with ThreadPoolExecutor(2) as pool:
        assert [answer.status_code for answer in pool.map(gareth.brings, presses)] == [200, 200]
    assert stage.door.settle(30)
    assert stage.reports == 1
    assert the_report(stage) in "".join(texts_in(gareth.newest[1]))


def test_a_message_that_is_delivered_twice_is_answered_once(stage: TeamsStage, gareth: Person) -> None:
    message = gareth.activity("message", text=STORY)
    gareth.does(message)
    before = len(stage.service.sent)
    gareth.does(message)
    assert len(stage.service.sent) == before


def test_of_two_open_forms_the_second_is_refused_kindly(stage: TeamsStage, gareth: Person) -> None:
    gareth.types(STORY)
    echo = gareth.newest[0]
    gareth.presses(EDIT, on=echo)
    first = gareth.newest[0]
    gareth.presses(EDIT, on=echo)
    second = gareth.newest[0]
    late = gareth.press("Send", on=second)
    gareth.presses("Send", on=first)
    said = gareth.does(late)
    assert stage.reports == 1
    assert the_report(stage) in said


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
