"""Messages and forms as cards: every one of all three policies is valid, small enough, and loses no word."""

from collections.abc import Mapping

import pytest

from bot.form import DESCRIPTION, ChatForm, FormEntry, entries_of
from bot.messages import Action, Button, Entries, Entry, Message, Question, Questions, Quote, Text
from bot.teams.cards.elements import Json, size_of
from bot.teams.cards.forms import form_card, page_with_trouble, pages_of
from bot.teams.cards.inputs import PREFIX, input_of, values_in
from bot.teams.cards.messages import cards_of
from candour.cases.facts import Facts
from candour.cases.policy_file import load
from tests.bot.teams.cards import buttons_in, checked, inputs_in, texts_in

PROFILES = ["generic-school", "wentworth-essex", "saints-cardiff"]
HOSTILE = [
    "<at>Everyone</at> <script>alert(1)</script>",
    "[click](https://evil.example) **bold** _italic_ `code` # heading",
    "https://evil.example/?a=1&b=2",
    "{{DATE(2026-11-22T10:00:00Z)}} ${name}",
    "1. one\n- two\n\n> three",
]
LONG = "Ceri's report, é and 🦊 too, went to the wrong parent. " * 20


def a_form(profile: str, values: Mapping[str, str], errors: Mapping[str, str] | None = None) -> ChatForm:
    """Return a policy's form with these values, or "*" for all that have none."""
    typed = dict(values)
    found = list(entries_of(load(profile), Facts(), errors or {}, {}))
    for entry in found:
        if entry.id not in typed and "*" in values:
            typed[entry.id] = _fitting(entry, values["*"])
    entries = entries_of(load(profile), Facts(), errors or {}, typed)
    story = FormEntry(
        id=DESCRIPTION, section="", label="What happened?", kind="long_text", value=typed.get(DESCRIPTION, ""),
        is_required=True, error=(errors or {}).get(DESCRIPTION, ""),
    )  # fmt: skip
    return ChatForm(title="Report an incident", entries=(story, *entries), draft="d" * 32, version=7)


def _fitting(entry: FormEntry, text: str) -> str:
    match entry.kind:
        case "date":
            return "2026-11-17"
        case "time":
            return "14:05"
        case "number":
            return "1234"
        case "one":
            return entry.choices[-1][0]
        case "many":
            return " ".join(name for name, _ in entry.choices)
        case _:
            return text


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(
    "text",
    ["", "A short answer.", LONG, LONG * 5, LONG * 20, *HOSTILE],
    ids=["empty", "short", "1", "5", "20", *"abcde"],
)
def test_every_page_of_every_form_is_a_valid_card_under_25_kb_and_loses_no_entry(profile: str, text: str) -> None:
    form = a_form(profile, {"*": text, DESCRIPTION: text})
    for in_dialog in (False, True):
        cards = [checked(form_card(form, page, in_dialog=in_dialog)) for page in range(len(pages_of(form)))]
        labels = [text for card in cards for text in texts_in(card)]
        for entry in form.entries:
            assert any(label.startswith(entry.label) for label in labels)
    shown = {name: drawn for page in cards for name, drawn in inputs_in(page).items()}
    for entry in form.entries:
        if entry.id in shown and entry.kind in {"text", "long_text"}:
            assert shown[entry.id].get("value", "") == entry.value


@pytest.mark.parametrize("profile", PROFILES)
def test_a_usual_form_is_one_card(profile: str) -> None:
    assert len(pages_of(a_form(profile, {"*": "As usual, a sentence.", DESCRIPTION: LONG}))) == 1


def test_a_text_that_is_too_long_for_a_card_is_said_to_be_kept() -> None:
    card = form_card(a_form("generic-school", {DESCRIPTION: LONG * 20}))
    assert DESCRIPTION not in inputs_in(card)
    assert any("kept as you wrote it" in text for text in texts_in(card))


@pytest.mark.parametrize("profile", PROFILES)
def test_what_comes_back_from_a_form_that_nobody_changed_is_what_stood_in_it(profile: str) -> None:
    form = a_form(profile, {"*": "A text\nof two lines.", DESCRIPTION: "What happened.\n\nAnd then."})
    body = form_card(form)["body"]
    brought = {each["id"]: str(each.get("value", "")).replace("\n", "\r\n") for each in body if "id" in each}
    assert values_in(brought, body) == {entry.id: entry.value for entry in form.entries}


def test_an_input_that_brings_nothing_was_emptied() -> None:
    form = a_form("generic-school", {"*": "A text.", DESCRIPTION: "What happened."})
    values = values_in({}, form_card(form)["body"])
    assert values == dict.fromkeys((entry.id for entry in form.entries), "")


@pytest.mark.parametrize(
    ("brought", "value"),
    [(31, "31"), (31.0, "31"), ("31", "31"), (None, ""), ({"a": 1}, ""), ([1], ""), (True, "True")],
)
def test_whatever_a_client_puts_into_a_number_is_text(brought: object, value: str) -> None:
    entry = FormEntry(id="count", section="", label="How many?", kind="number")
    assert values_in({f"{PREFIX}count": brought}, list(input_of(entry))) == {"count": value}


ODD_VALUES = {"date": "last Tuesday", "time": "after lunch", "number": "about 30"}


@pytest.mark.parametrize(("kind", "value"), ODD_VALUES.items())
def test_a_value_that_its_input_could_not_hold_stands_in_one_for_text(kind: str, value: str) -> None:
    entry = FormEntry.model_validate({"id": "x", "section": "", "label": "X", "kind": kind, "value": value})
    drawn = next(iter(input_of(entry)))
    assert (drawn["type"], drawn["value"]) == ("Input.Text", value)


def test_an_error_stands_beside_its_entry_on_a_page_that_is_opened() -> None:
    last = a_form("generic-school", {}).entries[-1].id
    form = a_form("generic-school", {"*": LONG * 4}, {last: "Say it as a number, please."})
    page = page_with_trouble(form)
    assert page > 0
    body = checked(form_card(form, page))["body"]
    wrong = next(entry for entry in form.entries if entry.error)
    place = next(number for number, each in enumerate(body) if each.get("id") == PREFIX + wrong.id)
    near = [text for each in body[place + 1 : place + 4] for text in texts_in(each)]
    assert "Say it as a number, please." in near


def test_a_form_carries_the_draft_its_version_and_numbers_alone() -> None:
    form = a_form("generic-school", {"*": LONG * 4, DESCRIPTION: "Words of a report."})
    for button in buttons_in(form_card(form, 1)):
        carried = button["data"]
        assert set(carried) <= {"action", "form", "draft", "version", "page", "sends", "turns_to"}
        assert all(len(str(value)) <= 32 for value in carried.values())


def test_buttons_that_send_nothing_wait_for_no_input() -> None:
    buttons = {each["title"]: each["associatedInputs"] for each in buttons_in(form_card(a_form("generic-school", {})))}
    assert buttons == {"Send": "auto", "Keep, don't send yet": "auto", "Close": "none"}


def a_message(text: str) -> Message:
    return Message(
        parts=(
            Text(text=text, tone="heading"),
            Text(text=text),
            Text(text=text, tone="quiet"),
            Quote(text=text),
            Entries(entries=(Entry(label="When", value=text, words=text, is_to_check=True),)),
            Questions(questions=(Question(number=1, text="How many?", offered=text),)),
        ),
        buttons=tuple(Button(action=action, label=action.value, draft="d", version=3) for action in Action),
        key="d",
    )


PAGE = "https://candour.school.example/r/st-finnian"
MANY = {"long": LONG * 30, "one word": "x" * 60_000, "lines": "line\n" * 300}


@pytest.mark.parametrize("text", [*HOSTILE, "", " ", *MANY.values()], ids=[*map(str, range(7)), *MANY])
def test_every_message_is_drawn_as_valid_cards_that_hold_all_its_words(text: str) -> None:
    cards = [checked(card) for card in cards_of(a_message(text))]
    drawn = " ".join(text for card in cards for text in texts_in(card))
    for line in text.splitlines():
        assert "".join(line.split()) in "".join(drawn.split())
    assert [len(buttons_in(card)) for card in cards[:-1]] == [0] * (len(cards) - 1)
    assert [each["data"]["action"] for each in buttons_in(cards[-1])] == [action.value for action in Action]


@pytest.mark.parametrize("text", HOSTILE)
def test_words_of_people_stand_where_nothing_of_them_is_live(text: str) -> None:
    """A TextBlock draws Markdown, and mentions need "msteams.entities": neither is in any card."""

    def kinds(node: object) -> set[str]:
        if isinstance(node, list):
            return {kind for each in node for kind in kinds(each)}
        if isinstance(node, dict):
            return {str(node.get("type"))} | {kind for each in node.values() for kind in kinds(each)}
        return set()

    cards: list[Json] = [
        *cards_of(a_message(text)),
        form_card(a_form("saints-cardiff", {"*": text, DESCRIPTION: text})),
    ]
    for card in cards:
        assert "TextBlock" not in kinds(card)
        assert "msteams" not in card


def test_a_row_has_no_more_buttons_than_teams_draws() -> None:
    (card,) = cards_of(a_message("Hello"))
    assert {len(row["actions"]) for row in card["body"] if row["type"] == "ActionSet"} <= set(range(1, 7))


def test_a_link_is_a_button_that_tells_nobody_anything() -> None:
    told = Button(action=Action.OPEN, label="Open the case", url="https://candour.school.example/case/SF-26-K7QM4")
    (card,) = cards_of(Message(parts=(Text(text="A new incident"),), buttons=(told,)))
    assert buttons_in(checked(card)) == [{"type": "Action.OpenUrl", "title": "Open the case", "url": told.url}]


def test_an_address_of_ours_in_a_text_can_be_followed() -> None:
    told = Text(text=f"Use {PAGE} at home", link=PAGE)
    (card,) = cards_of(Message(parts=(told,)))
    before, address, behind = checked(card)["body"][0]["inlines"]
    assert (before["text"], behind["text"]) == ("Use ", " at home")
    assert address["selectAction"] == {"type": "Action.OpenUrl", "url": PAGE}


def test_a_card_is_no_larger_than_it_is_reckoned() -> None:
    assert size_of({"é": "🦊"}) == len('{"é":"🦊"}'.encode())
