"""One entry of a form as an input of Block Kit, and back to what `typed_answers` reads."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.form import FormEntry, is_pickable
from bot.slack.text import LONGEST_TEXT, Json, clipped, pieces, plain

_LONGEST_OPTION, _LONGEST_HINT = 75, 2000
_MOST_BOXES = 10
"""Checkboxes of one input; more of them are chosen from a list."""
_MOST_PARTS = 8
"""Inputs for one text: more than `typed_answers.LONGEST` characters fit into them."""
_MOST_RADIOS = 4
NOT_KNOWN = "not_known_here"
"""The option for "not known": Slack has no way to take a choice back, and no option without a value."""


def parts_of(entry: FormEntry) -> Sequence[FormEntry]:
    """Return an entry once for each input that its text needs; none where it is too long for a modal."""
    if entry.kind not in {"text", "long_text"}:
        return [entry]
    parts = list(pieces(entry.value, LONGEST_TEXT))
    if len(parts) > _MOST_PARTS:
        return []
    is_long = len(parts) > 1 or "\n" in entry.value or entry.kind == "long_text"
    return [entry.model_copy(update={"value": part, "kind": "long_text" if is_long else "text"}) for part in parts]


def element_of(entry: FormEntry) -> Json:
    """Return the input for an entry, filled in with what stands in it."""
    match entry.kind:
        case "text" | "long_text":
            drawn: Json = {"type": "plain_text_input", "multiline": entry.kind == "long_text"}
            return {**drawn, "max_length": LONGEST_TEXT} | _initial("value", entry.value)
        case "number":
            number = entry.value if re.fullmatch(r"\d{1,9}", entry.value, re.ASCII) else ""
            return {"type": "number_input", "is_decimal_allowed": False, "min_value": "0"} | _initial("value", number)
        case "date":
            return {"type": "datepicker"} | _initial("date", entry.value if is_pickable(entry) else "")
        case "time":
            return {"type": "timepicker"} | _initial("time", entry.value if is_pickable(entry) else "")
        case "one":
            return _one(entry)
        case "many":
            return _many(entry)


def hint_of(entry: FormEntry) -> str:
    """Return what stands under an input: its question, and in full the choices that are too long for their place."""
    cut = [words for _, words in entry.choices if clipped(words, _LONGEST_OPTION) != words]
    return clipped(" ".join(filter(None, [entry.hint, "In full: " * bool(cut) + "; ".join(cut)])), _LONGEST_HINT)


def values_in(view: Json) -> dict[str, str]:
    """Return what stands in a form that was sent, by the entry; "" is left open.

    A text that nobody changed is what it was, to the last blank: a client may cut those at the ends of its parts.
    """
    state: Mapping[str, Mapping[str, Json]] = view.get("state", {}).get("values", {})
    values: dict[str, str] = {}
    for block in view["blocks"]:
        if block["type"] == "input" and (found := state.get(block["block_id"], {}).get(block["block_id"])) is not None:
            entry = str(block["block_id"]).partition("~")[0]
            values[entry] = values.get(entry, "") + _value(found, block["element"])
    return values


def refilled(view: Json) -> list[Json]:
    """Return the blocks of a form that was sent with what stood in it then, for it to be shown once more."""
    state: Mapping[str, Mapping[str, Json]] = view.get("state", {}).get("values", {})
    return [_refilled(block, state) if block["type"] == "input" else block for block in view["blocks"]]


def _refilled(block: Json, state: Mapping[str, Mapping[str, Json]]) -> Json:
    found = state.get(block["block_id"], {}).get(block["block_id"], {})
    element = {name: value for name, value in block["element"].items() if not name.startswith("initial_")}
    for held, initial in _INITIALS.items():
        if found.get(held):
            element[initial] = found[held]
    return {**block, "element": element}


_INITIALS = {
    "value": "initial_value",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
}


def _value(found: Json, element: Json) -> str:
    if "selected_options" in found:
        return _ticked(found["selected_options"] or (), element.get("initial_options", ()))
    if "selected_option" in found:
        chosen = str((found["selected_option"] or {}).get("value", ""))
        return "" if chosen == NOT_KNOWN else chosen
    text = str(found.get("value") or found.get("selected_date") or found.get("selected_time") or "")
    initial = str(element.get("initial_value", ""))
    return initial if text.strip() == initial.strip() else text


def _ticked(chosen: Sequence[Json], before: Sequence[Json]) -> str:
    """Return the ticks; those that nobody changed in the order in which they were shown, which Slack doesn't keep."""
    ids, old = ([str(option["value"]) for option in options] for options in (chosen, before))
    return " ".join(old if set(ids) == set(old) else ids)


def _initial(what: str, value: str) -> Json:
    return {f"initial_{what}": value} if value else {}


def _one(entry: FormEntry) -> Json:
    options = [*_options(entry.choices), {"text": plain("Not known"), "value": NOT_KNOWN}]
    chosen = [option for option in options if option["value"] == (entry.value or NOT_KNOWN)]
    kind = "radio_buttons" if len(options) <= _MOST_RADIOS else "static_select"
    return {"type": kind, "options": options, **({"initial_option": chosen[0]} if chosen else {})}


def _many(entry: FormEntry) -> Json:
    options = list(_options(entry.choices))
    by_id = {option["value"]: option for option in options}
    chosen = [by_id[name] for name in entry.value.split() if name in by_id]
    kind = "checkboxes" if len(options) <= _MOST_BOXES else "multi_static_select"
    return {"type": kind, "options": options, **({"initial_options": chosen} if chosen else {})}


def _options(choices: Sequence[tuple[str, str]]) -> Iterator[Json]:
    for name, words in choices:
        yield {"text": plain(clipped(words, _LONGEST_OPTION)), "value": name}
