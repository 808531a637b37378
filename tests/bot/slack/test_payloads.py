"""Everything that is drawn, for all three policies and the longest of everything: by blockkit and by the stand-in."""

from collections.abc import Sequence

import pytest

from bot.form import ChatForm, FormEntry, entries_of
from bot.messages import Action, Button, Entries, Entry, Message, Question, Questions, Quote, Text
from bot.slack.blocks import payloads
from bot.slack.inputs import values_in
from bot.slack.modal import form_view, notice, once_more, skeleton
from bot.slack.text import Json
from candour.cases.facts import Facts
from candour.cases.policy_file import load
from tests.bot.slack import block_kit
from tests.bot.slack.standin import limits
from tests.bot.slack.standin.inputs import values_of

POLICIES = ("generic-school", "wentworth-essex", "saints-cardiff")
LONGEST = 20_000
WORDS = "It was in a grey bag: “7B” 📚 & <b> * ` on the train. "


def form_of(policy: str, value: str = "", **more: object) -> ChatForm:
    """Return a policy's form with this text in every entry that takes text."""
    story = FormEntry(id="description", section="", label="What happened?", kind="long_text", is_required=True)
    entries = [story, *entries_of(load(policy), Facts(), {}, {})]
    filled = [_filled(entry, value) for entry in entries] if value else entries
    given = {"title": "Report an incident", "draft": "d" * 32, "version": 7, **more}
    return ChatForm.model_validate({**given, "entries": tuple(filled)})


def _filled(entry: FormEntry, text: str) -> FormEntry:
    values = {
        "text": text,
        "long_text": text,
        "date": "2026-11-17",
        "time": "08:40",
        "number": "10000000",
        "one": entry.choices[0][0] if entry.choices else "",
        "many": " ".join(name for name, _ in entry.choices),
    }
    return entry.model_copy(update={"value": values[entry.kind], "is_to_check": True, "error": "Write it again."})


def check(view: Json) -> None:
    block_kit.check_view(view)
    limits.check_view(view)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("size", [0, 1, 300, 2999, 3001, LONGEST], ids=lambda size: f"{size} characters")
def test_the_form_of_a_policy_is_a_modal_that_slack_takes(policy: str, size: int) -> None:
    check(form_view(form_of(policy, (WORDS * 400)[:size]), note="Something was wrong. " * 40))


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("size", [0, 3001, LONGEST])
def test_what_nobody_changed_comes_back_as_it_was(policy: str, size: int) -> None:
    form = form_of(policy, (WORDS * 400)[:size])
    view = form_view(form)
    sent = view | {"state": {"values": values_of(view["blocks"], {})}}
    values = values_in(sent)
    shown = {entry.id: entry.value for entry in form.entries}
    assert values == {name: shown[name] for name in values}
    assert set(shown) - set(values) <= {name for name, value in shown.items() if len(value) == LONGEST}


@pytest.mark.parametrize("policy", POLICIES)
def test_every_entry_is_in_the_modal_as_long_as_it_can_hold_them(policy: str) -> None:
    form = form_of(policy, WORDS * 20)
    names = [block["block_id"] for block in form_view(form)["blocks"] if block["type"] == "input"]
    assert names == [entry.id for entry in form.entries]


@pytest.mark.parametrize("policy", POLICIES)
def test_no_words_of_a_choice_are_lost(policy: str) -> None:
    for entry in form_of(policy).entries:
        block = next(block for block in form_view(form_of(policy))["blocks"] if block.get("block_id") == entry.id)
        shown = str([option["text"]["text"] for option in block["element"].get("options", ())])
        hint = block.get("hint", {"text": ""})["text"]
        assert all(words in hint or words in shown for _, words in entry.choices)


@pytest.mark.parametrize("policy", POLICIES)
def test_a_form_shown_once_more_is_a_modal_too(policy: str) -> None:
    view = form_view(form_of(policy, "x" * LONGEST))
    check(once_more(view, view["blocks"], "Please press once more. " * 20))


def test_skeletons_and_notices_are_modals() -> None:
    check(skeleton("A title that is far longer than Slack allows for one"))
    check(notice("Report an incident", []))
    check(notice("Report an incident", [Message(parts=(Text(text="x" * 9000), Quote(text="y" * 9000)))] * 40))


def a_message(size: int) -> Message:
    """Return a message with everything in it, each text of this size."""
    text = (WORDS * (size // 10 + 1))[:size]
    entries = tuple(Entry(label=f"Entry {n}", value=text, words=text[:80], is_to_check=True) for n in range(30))
    return Message(
        parts=(
            Text(text=text, tone="heading"),
            Text(text=text),
            Text(text=text, tone="quiet"),
            Quote(text=text),
            Entries(entries=entries),
            Questions(questions=tuple(Question(number=n, text=text, offered="A or b?") for n in range(1, 4))),
        ),
        buttons=tuple(Button(action=action, label=text, draft="d" * 32, version=3) for action in Action),
        key="d" * 32,
    )


@pytest.mark.parametrize("size", [1, 80, 149, 151, 2001, 3001, LONGEST])
def test_a_message_is_as_many_payloads_as_slack_needs_and_no_word_is_lost(size: int) -> None:
    message = a_message(size)
    made = payloads(message)
    for payload in made:
        block_kit.check_message(payload)
        limits.check_blocks(payload["blocks"], "message")
    shown = "".join(_texts(made))
    assert shown.count(message.parts[3].text) >= 1  # type: ignore[union-attr]  # it is the quote
    assert [len(payload["blocks"]) > 0 for payload in made]
    buttons = [block for payload in made for block in payload["blocks"] if block["type"] == "actions"]
    assert buttons == [block for block in made[-1]["blocks"] if block["type"] == "actions"]


def test_a_link_is_a_button_that_carries_nothing() -> None:
    button = Button(action=Action.OPEN, label="Open the case", url="https://candour.school.example/cases/SF-26-K7QM4")
    (payload,) = payloads(Message(parts=(Text(text="An alert"),), buttons=(button,)))
    block_kit.check_message(payload)
    (element,) = payload["blocks"][-1]["elements"]
    assert element["url"] == button.url
    assert "value" not in element


def test_an_empty_message_is_still_one() -> None:
    (payload,) = payloads(Message(parts=()))
    assert payload["text"]


def _texts(node: object) -> Sequence[str]:
    if isinstance(node, dict):
        own = [node["text"]] if isinstance(node.get("text"), str) and "blocks" not in node else []
        return [*own, *(text for part in node.values() for text in _texts(part))]
    return [text for part in node for text in _texts(part)] if isinstance(node, list) else []


def test_an_address_of_ours_in_a_text_can_be_followed_and_tells_nobody_who_did() -> None:
    page = "https://candour.school.example/r/st-finnian"
    [payload] = payloads(Message(parts=(Text(text=f"Use {page} at home", link=page),)))
    block_kit.check_message(payload)
    [block] = payload["blocks"]
    assert block["elements"][0]["elements"] == [
        {"type": "text", "text": "Use "},
        {"type": "link", "url": page},
        {"type": "text", "text": " at home"},
    ]
