"""What Slack refuses in blocks, views and messages. From its reference of Block Kit, read for the stand-in alone.

It is written apart from what draws our blocks, and from blockkit, so that the three can contradict each other.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from tests.bot.slack.standin.state import Json

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
LARGEST_VIEW_IN_BYTES = 250_000
LONGEST_MESSAGE = 40_000
_OPTIONS = {"static_select": 100, "multi_static_select": 100, "radio_buttons": 10, "checkboxes": 10, "overflow": 5}
_INPUTS = {
    "plain_text_input", "number_input", "datepicker", "timepicker", "static_select", "multi_static_select",
    "radio_buttons", "checkboxes",
}  # fmt: skip


class InvalidBlocksError(Exception):
    """Blocks that Slack would not take; the message says where."""


def check_blocks(blocks: Sequence[Json], surface: str) -> None:
    """Raise InvalidBlocksError for what Slack would refuse on this surface (message, modal, home)."""
    _need(len(blocks) <= MOST_BLOCKS[surface], f"{len(blocks)} blocks on a {surface}")
    named = [block["block_id"] for block in blocks if "block_id" in block]
    _need(len(named) == len(set(named)), "a block_id twice")
    for block in blocks:
        _need(block.get("type") in _BLOCKS, f"unsupported type: {block.get('type')}")
        _size(block.get("block_id", "x"), 255, "block_id")
        _BLOCKS[block["type"]](block)
        ids = [one["action_id"] for one in elements(block) if "action_id" in one]
        _need(len(ids) == len(set(ids)), "an action_id twice in a block")


def check_view(view: Json) -> None:
    """Raise InvalidBlocksError for a view that Slack would refuse."""
    kind = view.get("type")
    _need(kind in {"modal", "home"}, f"unsupported view: {kind}")
    _need(len(json.dumps(view).encode()) <= LARGEST_VIEW_IN_BYTES, "view_too_large")
    _need(len(view.get("private_metadata", "")) <= 3000, "private_metadata")
    _need(len(view.get("callback_id", "")) <= 255, "callback_id")
    if kind == "modal":
        for name in ("title", "submit", "close"):
            if name in view or name == "title":
                _plain(view.get(name), 24, name)
        has_input = any(block["type"] == "input" for block in view["blocks"])
        _need(not has_input or "submit" in view, "inputs without a submit")
    check_blocks(view["blocks"], str(kind))


def elements(block: Json) -> Iterator[Json]:
    """Yield a block's interactive elements."""
    yield from (one for one in block.get("elements", ()) if isinstance(one, dict))
    yield from (block[name] for name in ("element", "accessory") if name in block)


def _section(block: Json) -> None:
    _need("text" in block or "fields" in block, "an empty section")
    if "text" in block:
        _text(block["text"], 3000, "section")
    _need(len(block.get("fields", ())) <= 10, "fields")
    for field in block.get("fields", ()):
        _text(field, 2000, "field")
    if "accessory" in block:
        _element(block["accessory"])


def _actions(block: Json) -> None:
    _need(1 <= len(block["elements"]) <= 25, "elements of actions")
    for element in block["elements"]:
        _element(element)


def _context(block: Json) -> None:
    _need(1 <= len(block["elements"]) <= 10, "elements of a context")
    for element in block["elements"]:
        _text(element, 2000, "context")


def _header(block: Json) -> None:
    _plain(block["text"], 150, "header")


def _input(block: Json) -> None:
    _plain(block["label"], 2000, "label")
    if "hint" in block:
        _plain(block["hint"], 2000, "hint")
    _need(block["element"]["type"] in _INPUTS, f"unsupported input: {block['element']['type']}")
    _element(block["element"])


def _rich_text(block: Json) -> None:
    for part in block["elements"]:
        _need(part["type"] in {"rich_text_section", "rich_text_quote", "rich_text_preformatted"}, "rich text")
        for run in part["elements"]:
            said = run.get("url" if run["type"] == "link" else "text", "")
            _need(run["type"] in {"text", "link"} and said != "", f"a run of rich text: {run}")


_BLOCKS: Mapping[str, Callable[[Json], None]] = {
    "section": _section,
    "actions": _actions,
    "context": _context,
    "header": _header,
    "input": _input,
    "rich_text": _rich_text,
    "divider": lambda _block: None,
}


def _element(element: Json) -> None:
    kind = element["type"]
    _need(kind == "button" or kind in _INPUTS, f"unsupported element: {kind}")
    _size(element.get("action_id", "x"), 255, "action_id")
    if "placeholder" in element:
        _plain(element["placeholder"], 150, "placeholder")
    if kind == "button":
        _button(element)
    if kind in _OPTIONS:
        _options(element)
    if kind == "plain_text_input":
        _need(1 <= element.get("max_length", 3000) <= 3000, "max_length")
        _need(len(element.get("initial_value", "")) <= element.get("max_length", 3000), "initial_value")
    if "initial_date" in element:
        _need(re.fullmatch(r"\d{4}-\d{2}-\d{2}", element["initial_date"]), "initial_date")
    if "initial_time" in element:
        _need(re.fullmatch(r"\d{2}:\d{2}", element["initial_time"]), "initial_time")
    if kind == "number_input":
        _need(isinstance(element["is_decimal_allowed"], bool), "is_decimal_allowed")
        _need(all(isinstance(element.get(name, ""), str) for name in ("min_value", "max_value", "initial_value")), kind)


def _button(element: Json) -> None:
    _plain(element["text"], 75, "text of a button")
    _need(len(element.get("value", "")) <= 2000, "value of a button")
    _need(len(element.get("url", "")) <= 3000, "url of a button")
    _need(element.get("style") in {None, "primary", "danger"}, "style of a button")


def _options(element: Json) -> None:
    options = element["options"]
    _need(1 <= len(options) <= _OPTIONS[element["type"]], f"{len(options)} options in {element['type']}")
    values = [option["value"] for option in options]
    _need(len(values) == len(set(values)), "an option's value twice")
    for option in options:
        _text(option["text"], 75, "option")
        _size(option["value"], 150, "value of an option")
        if "description" in option:
            _text(option["description"], 75, "description")
    initial = [*element.get("initial_options", ()), *filter(None, [element.get("initial_option")])]
    _need(all(option in options for option in initial), "an initial option that is none of the options")
    _need("initial_options" not in element or element["initial_options"], "no initial_options")


def _plain(text: Any, most: int, what: str) -> None:
    _need(isinstance(text, dict) and text.get("type") == "plain_text", f"{what}: not plain_text")
    _text(text, most, what)


def _text(text: Json, most: int, what: str) -> None:
    _need(text.get("type") in {"plain_text", "mrkdwn"}, f"{what}: type")
    _need(text["type"] == "mrkdwn" or "verbatim" not in text, f"{what}: verbatim")
    _size(text["text"], most, what)


def _size(text: str, most: int, what: str) -> None:
    _need(1 <= len(text) <= most, f"{what}: {len(text)} characters, 1 to {most} allowed")


def _need(holds: object, otherwise: str) -> None:
    if not holds:
        raise InvalidBlocksError(otherwise)
