"""The state of a modal's inputs, as Slack sends it with a submission."""

from collections.abc import Mapping

from tests.bot.slack.standin.state import Json


def values_of(blocks: list[Json], given: Mapping[str, str]) -> Json:
    """Return `view.state.values`: what stands in each input, or what was given for its label.

    Several ticks are given with "; " between their labels, one choice by its label. A label is known by its beginning.
    """
    inputs = [block for block in blocks if block["type"] == "input"]
    unknown = [label for label in given if not any(_is_called(block, label) for block in inputs)]
    assert not unknown, f"no such entries: {unknown}"
    return {
        block["block_id"]: {block["element"]["action_id"]: _state(block["element"], _given(block, given))}
        for block in inputs
    }


def _is_called(block: Json, label: str) -> bool:
    return str(block["label"]["text"]).startswith(label) or block["block_id"] == label


def _given(block: Json, given: Mapping[str, str]) -> str | None:
    return next((value for label, value in given.items() if _is_called(block, label)), None)


def _state(element: Json, given: str | None) -> Json:
    kind = element["type"]
    if kind in {"checkboxes", "multi_static_select"}:
        initial = element.get("initial_options", [])
        chosen = [one for one in element["options"] if one in initial]  # in the order of the list, whatever was given
        chosen = chosen if given is None else _options(element, given.split("; "))
        return {"type": kind, "selected_options": chosen}
    if kind in {"static_select", "radio_buttons"}:
        initial = element.get("initial_option")
        option = initial if given is None else next(iter(_options(element, [given])), None)
        return {"type": kind, "selected_option": option}
    if kind in {"datepicker", "timepicker"}:
        what = kind.removesuffix("picker")
        return {"type": kind, f"selected_{what}": (element.get(f"initial_{what}") if given is None else given or None)}
    return {"type": kind, "value": (element.get("initial_value") if given is None else given or None)}


def _options(element: Json, labels: list[str]) -> list[Json]:
    wanted = [label for label in labels if label]
    found = [one for label in wanted for one in element["options"] if one["text"]["text"].startswith(label)]
    assert len(found) >= len(wanted), f"{wanted} is not on offer"
    return found[: len(wanted)] if wanted else []
