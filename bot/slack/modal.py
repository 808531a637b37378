"""The form of the conversation as a modal, and what came back from it."""

import json
from collections.abc import Iterator, Mapping, Sequence

from bot.form import ChatForm, FormEntry
from bot.messages import Message
from bot.slack.blocks import blocks_of
from bot.slack.inputs import element_of, hint_of, parts_of
from bot.slack.text import Json, clipped, pieces, plain

FORM = "form"
"""The callback_id of every form of ours."""
_LONGEST_TITLE, _LONGEST_HEADER, _LONGEST_LABEL = 24, 150, 1000
_MOST_BLOCKS = 100
_MOST_BYTES = 200_000
"""Of a modal's inputs, as JSON: Slack takes 250 KB for all of a view."""
_OUR_WORDS = "One moment …"


def skeleton(title: str, name: str = "") -> Json:
    """Return what is shown at once, before anything was read: a trigger lives for three seconds only.

    By its `name` it is found again: the answer to a form that was sent can't be told what id it gets.
    """
    return _view(title, [_section(_OUR_WORDS)], **({"external_id": name} if name else {}))


def notice(title: str, messages: Sequence[Message]) -> Json:
    """Return messages as a modal that can only be closed."""
    blocks = blocks_of(part for message in messages for part in message.parts)
    return _view(title, blocks[:_MOST_BLOCKS] or [_section("Done. You can close this window.")])


def form_view(form: ChatForm, note: str = "") -> Json:
    """Return a form with all its entries, filled in as far as they are known.

    It carries the draft's id and version alone, or the case's reference and the stamp of what was shown. What can't be
    changed here, because it is longer than a modal may be, is said and left as it is.
    """
    carries = {"draft": form.draft, "version": form.version, "reference": form.reference, "stamp": form.stamp}
    carries["asks"] = form.asks if form.asks != "report" else ""
    notes = [text for text in (note, form.note) if text]
    blocks = [_section(piece) for text in notes for piece in pieces(text)]
    blocks += _entries(form, room=_MOST_BLOCKS - len(blocks))
    return _view(
        form.title,
        blocks,
        submit=plain(clipped(form.sends, _LONGEST_TITLE)),
        callback_id=FORM,
        private_metadata=json.dumps({name: value for name, value in carries.items() if value}),
    )


def once_more(view: Json, blocks: Sequence[Json], note: str) -> Json:
    """Return a form that was sent and could not be taken, as it was sent, with a sentence on top."""
    kept = {name: view[name] for name in ("submit", "callback_id", "private_metadata") if view.get(name)}
    return _view(title_of(view), [_section(note), *blocks][:_MOST_BLOCKS], **kept)


def carried_by(view: Json) -> Mapping[str, str]:
    """Return what a form carried."""
    try:
        found = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}


def errors_of(form: ChatForm, view: Json) -> dict[str, str]:
    """Return what is wrong, by the block that it stands beside; what has none there is said at the first entry."""
    shown = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    wrong = {entry.id: entry.error for entry in form.entries if entry.error}
    errors = {name: text for name, text in wrong.items() if name in shown}
    elsewhere = " ".join(text for name, text in wrong.items() if name not in shown)
    return {shown[0]: elsewhere, **errors} if elsewhere and shown and shown[0] not in errors else errors


def title_of(view: Json) -> str:
    """Return a view's title."""
    return str(view["title"]["text"])


def _view(title: str, blocks: Sequence[Json], **more: object) -> Json:
    return {
        "type": "modal",
        "title": plain(clipped(title, _LONGEST_TITLE)),
        "close": plain("Close"),
        "blocks": list(blocks),
        **more,
    }


def _entries(form: ChatForm, room: int) -> Iterator[Json]:
    """Yield the form's inputs under the headings of its sections; the headings go where there is no room for them."""
    inputs = _that_fit(form.entries, room)
    with_headings = sum(map(len, inputs.values())) + len({entry.section for entry in form.entries}) <= room
    section = ""
    for entry in form.entries:
        if with_headings and entry.section not in {"", section}:
            yield {"type": "header", "text": plain(clipped(entry.section, _LONGEST_HEADER))}
        section = entry.section
        yield from inputs[entry.id]


def _that_fit(entries: Sequence[FormEntry], room: int) -> dict[str, list[Json]]:
    """Return the inputs of each entry; the largest are left as they are where a modal can't hold all of them."""
    inputs = {entry.id: list(_inputs(entry)) for entry in entries}
    labels = {entry.id: entry.label for entry in entries}
    sizes = {name: len(json.dumps(blocks)) for name, blocks in inputs.items()}
    while sum(sizes.values()) > _MOST_BYTES or sum(map(len, inputs.values())) > room:
        largest = max(sizes, key=sizes.__getitem__)
        if not sizes[largest]:
            break
        inputs[largest], sizes[largest] = [_left_alone(labels[largest])], 0
    return inputs


def _left_alone(label: str) -> Json:
    words = "this is too long to be changed here. It is kept as you wrote it."
    return _section(f"{clipped(label, _LONGEST_LABEL)}: {words}")


def _inputs(entry: FormEntry) -> Iterator[Json]:
    """Yield an entry's input, several where its text is longer than one may be."""
    parts = parts_of(entry)
    if entry.error:
        yield _section(entry.error)
    if not parts:
        yield _left_alone(entry.label)
    for place, part in enumerate(parts):
        label = entry.label + (" (please check)" if entry.is_to_check else "")
        label += f" (part {place + 1} of {len(parts)})" if len(parts) > 1 else ""
        name = entry.id if place == 0 else f"{entry.id}~{place}"
        block: Json = {
            "type": "input",
            "block_id": name,
            "label": plain(clipped(label, _LONGEST_LABEL)),
            "element": {**element_of(part), "action_id": name},
            "optional": not entry.is_required or place > 0,
        }
        hint = hint_of(entry) if place == 0 else ""
        yield {**block, "hint": plain(hint)} if hint else block


def _section(text: str) -> Json:
    return {"type": "section", "text": plain(text)}
