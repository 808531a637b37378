"""One entry of a form as an input of a card, and back to what `typed_answers` reads."""

from collections.abc import Iterator, Mapping

from bot.form import DESCRIPTION, FormEntry, is_pickable
from bot.teams.cards.elements import Json, lines, size_of

PREFIX = "entry."
"""Of an input's name: the values stand beside what the button carries."""
LARGEST = 16_000
"""Bytes that an input may take; a longer text is kept as it is, and said to be."""
_SAY_WHAT = "Please say in a few words what happened."
_NOT_KNOWN = "Not known yet"
"""Takes a choice back, too."""


def input_of(entry: FormEntry) -> Iterator[Json]:
    """Yield an entry: its input with what stands in it, its question, and what was wrong with it."""
    label = entry.label + (" (please check)" if entry.is_to_check else "")
    drawn: Json = {"id": PREFIX + entry.id, "label": label, **_typed(entry)}
    if entry.is_required:
        drawn |= {"isRequired": True, "errorMessage": _SAY_WHAT if entry.id == DESCRIPTION else "Please fill this in."}
    if size_of(drawn) > LARGEST:
        yield from lines(f"{label}: this is too long to be changed here. It is kept as you wrote it.")
    else:
        yield drawn
        if entry.hint:
            yield from (_near(line) for line in lines(entry.hint, isSubtle=True, size="Small"))
    if entry.error:
        yield from (_near(line) for line in lines(entry.error, color="Attention", weight="Bolder"))


def values_in(data: Mapping[str, object], body: object) -> dict[str, str]:
    """Return what a form brought, by its entries; "" is left open.

    `body` are the elements of the card: clients leave out what was emptied, so that an input that brought nothing was.
    Some of them change blanks and line ends: a text that nobody changed is what it was.
    """
    names = {str(element["id"]): element for element in _inputs(body)}
    return {name.removeprefix(PREFIX): _value(data.get(name), element) for name, element in names.items()}


def _inputs(body: object) -> Iterator[Json]:
    if isinstance(body, list):
        yield from (each for each in body if isinstance(each, dict) and str(each.get("id", "")).startswith(PREFIX))


def _value(brought: object, element: Json) -> str:
    if isinstance(brought, float) and brought.is_integer():
        brought = int(brought)
    text = "" if brought is None or isinstance(brought, dict | list) else str(brought)
    if element.get("isMultiSelect"):
        return " ".join(part for part in text.split(",") if part)
    before = str(element.get("value", ""))
    return before if text.split() == before.split() else text.replace("\r\n", "\n")


def _near(line: Json) -> Json:
    return {**line, "spacing": "Small"}


def _typed(entry: FormEntry) -> Json:
    """Return the input that suits an entry; what a special one could not hold stands in one for text."""
    value = entry.value
    match entry.kind:
        case "date" if is_pickable(entry):
            return {"type": "Input.Date"} | _with(value)
        case "time" if is_pickable(entry):
            return {"type": "Input.Time"} | _with(value)
        case "number" if not value or (value.isascii() and value.isdigit()):
            return {"type": "Input.Number", "min": 0} | ({"value": int(value)} if value else {})
        case "one":
            not_known = [] if entry.is_required else [{"title": _NOT_KNOWN, "value": ""}]
            choices = [*not_known, *_choices(entry)]
            drawn = {"type": "Input.ChoiceSet", "choices": choices, "placeholder": _NOT_KNOWN, "wrap": True}
            return drawn | _with(value)
        case "many":
            chosen = ",".join(value.split())
            drawn = {"type": "Input.ChoiceSet", "choices": list(_choices(entry)), "isMultiSelect": True, "wrap": True}
            return drawn | _with(chosen)
        case _:
            return {"type": "Input.Text", "isMultiline": entry.kind == "long_text" or "\n" in value} | _with(value)


def _with(value: str) -> Json:
    return {"value": value} if value else {}


def _choices(entry: FormEntry) -> Iterator[Json]:
    for name, words in entry.choices:
        yield {"title": words, "value": name}
