"""Messages of the conversation as Block Kit.

Whatever people wrote stands in plain text and rich text alone, which Slack shows as it was typed: `<!channel>`,
`<@U1>`, `*bold*` and links stay letters.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from bot.messages import Action, Button, Entries, Entry, Message, Part, Questions, Quote, Text
from bot.slack.text import Json, clipped, escaped, length, pieces, plain

_MOST_BLOCKS = 45
"""Slack takes 50 in a message; the rest is for the buttons."""
_MOST_CHARACTERS = 9000
"""Of all blocks together: Slack refuses more than about 13,000 (msg_blocks_too_long), and says nowhere how many."""
_LONGEST_NOTIFICATION = 3000
_LONGEST_RUN = 2000
_LONGEST_HEADER, _LONGEST_BUTTON = 150, 75
_BUTTONS_IN_A_ROW = 5


def payloads(message: Message) -> list[Json]:
    """Return a message as one payload of chat.postMessage, or several where it is too long for one.

    The buttons stand in the last one.
    """
    parts = list(_in_messages(blocks_of(message.parts)))
    parts[-1] = [*parts[-1], *rows(message.buttons)]
    texts = list(pieces(message.plain, _LONGEST_NOTIFICATION))
    return [
        {
            "text": escaped(texts[place] if place < len(texts) else "…") or "…",
            "blocks": blocks,
            "unfurl_links": False,
            "unfurl_media": False,
            "link_names": False,
            "parse": "none",
            "mrkdwn": False,
        }
        for place, blocks in enumerate(parts)
    ]


def blocks_of(parts: Iterable[Part]) -> list[Json]:
    """Return a message's parts as blocks."""
    return [block for part in parts for block in _blocks(part)]


def rows(buttons: Iterable[Button]) -> list[Json]:
    """Return buttons in rows."""
    numbered = iter(enumerate(buttons))
    return [
        {"type": "actions", "elements": row}
        for row in iter(lambda: [_button(*one) for one in islice(numbered, _BUTTONS_IN_A_ROW)], [])
    ]


def carried(value: str) -> Mapping[str, str]:
    """Return what a button carried; nothing where it is none of ours."""
    try:
        found = json.loads(value)
    except ValueError:
        return {}
    return {str(name): str(text) for name, text in found.items()} if isinstance(found, dict) else {}


def _button(number: int, button: Button) -> Json:
    drawn: Json = {
        "type": "button",
        "text": plain(clipped(button.label, _LONGEST_BUTTON)),
        "action_id": f"{button.action.value}:{number}",
    }
    if button.url:
        return {**drawn, "url": button.url, "action_id": f"{Action.OPEN.value}:{number}"}
    carries = {"draft": button.draft, "version": str(button.version or ""), "reference": button.reference}
    carries["value"], carries["stamp"] = button.value, button.stamp
    drawn["value"] = json.dumps({name: text for name, text in carries.items() if text})
    return drawn if button.style == "plain" else {**drawn, "style": button.style}


def _blocks(part: Part) -> Iterator[Json]:
    match part:
        case Text():
            yield from _paragraph(part)
        case Quote():
            for piece in pieces(part.text, _LONGEST_RUN):
                yield _rich("rich_text_quote", [_run(piece)])
        case Entries():
            for entry in part.entries:
                yield from _entry(entry)
        case Questions():
            for question in part.questions:
                text = f"{question.number}. {question.text}{f' {question.offered}' if question.offered else ''}"
                yield from (_section(piece) for piece in pieces(text))


def _paragraph(part: Text) -> Iterator[Json]:
    if part.tone == "heading" and length(part.text) <= _LONGEST_HEADER:
        yield {"type": "header", "text": plain(part.text)}
    elif (around := part.around_link) is not None:
        # A link, not a button: Slack would tell us who pressed that, and when.
        runs = [_run(around[0]), {"type": "link", "url": part.link}, *([_run(around[1])] if around[1] else [])]
        yield _rich("rich_text_section", runs)
    elif part.tone == "quiet":
        for piece in pieces(part.text, _LONGEST_RUN):
            yield {"type": "context", "elements": [plain(piece)]}
    else:
        yield from (_section(piece) for piece in pieces(part.text))


def _entry(entry: Entry) -> Iterator[Json]:
    """Yield a value with its label in bold: rich text can be bold, and yet none of it is markup."""
    first, *rest = pieces(entry.value, _LONGEST_RUN)
    runs = [_run(f"{entry.label}: ", bold=True), _run(first)]
    runs += [_run(" (please check)")] if entry.is_to_check and not rest else []
    runs += [_run(f"\n“{entry.words}”", italic=True)] if entry.words and not rest else []
    yield _rich("rich_text_section", runs)
    yield from (_rich("rich_text_section", [_run(piece)]) for piece in rest)


def _section(text: str) -> Json:
    return {"type": "section", "text": plain(text)}


def _rich(kind: str, runs: list[Json]) -> Json:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": runs}]}


def _run(text: str, **style: bool) -> Json:
    run: Json = {"type": "text", "text": text or " "}
    return {**run, "style": style} if style else run


def _in_messages(blocks: Iterable[Json]) -> Iterator[list[Json]]:
    """Yield blocks in as many lists as messages are needed; one where there are none."""
    held: list[Json] = []
    size = 0
    for block in blocks:
        weight = _weight(block)
        if held and (len(held) == _MOST_BLOCKS or size + weight > _MOST_CHARACTERS):
            yield held
            held, size = [], 0
        held, size = [*held, block], size + weight
    yield held


def _weight(node: object) -> int:
    """Return how many characters stand in a block."""
    if isinstance(node, dict):
        own = length(node["text"]) if isinstance(node.get("text"), str) else 0
        return own + sum(map(_weight, node.values()))
    return sum(map(_weight, node)) if isinstance(node, list) else 0
