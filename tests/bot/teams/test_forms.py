"""The policy's form as a card in Teams: filled in, put right, turned page by page, sent once."""

from concurrent.futures import ThreadPoolExecutor

from tests.bot.teams.cards import inputs_in, texts_in
from tests.bot.teams.people import Person
from tests.bot.teams.stage import EDIT, SEND, STORY, TeamsStage, the_report


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


def test_a_form_that_is_sent_twice_makes_one_report(stage: TeamsStage, gareth: Person) -> None:
    gareth.types(STORY)
    gareth.presses(EDIT)
    presses = [gareth.press("Send"), gareth.press("Send")]
    with ThreadPoolExecutor(2) as pool:
        assert [answer.status_code for answer in pool.map(gareth.brings, presses)] == [200, 200]
    assert stage.door.settle(30)
    assert stage.reports == 1
    assert the_report(stage) in "".join(texts_in(gareth.newest[1]))


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
