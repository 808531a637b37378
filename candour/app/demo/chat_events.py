"""What a browser posts to the demonstration's chat, as events of the conversation."""

import json
from collections.abc import Sequence
from typing import NamedTuple
from uuid import uuid4

from multipart import parse_options_header
from pydantic import ValidationError
from starlette.requests import Request

from bot.events import Decided, Filled, Pressed
from bot.files import Offered
from bot.form import REASON, VALUE, ChatForm
from bot.messages import Action, Button
from candour.web.anonymous.bodies import parts_of
from candour.web.forms import Form, FormRefusedError, body_of, refuse_foreign

FILE = "file"
ENTRY = "e-"
"""Begins the names of a form's entries on the page, which has names of its own beside them."""
_CARRIED = {"action", "draft", "version", "reference", "value", "stamp"}
_ASKED = {"level": Action.CHANGE_LEVEL, "question": Action.ASK}


class Typed(NamedTuple):
    """A message with its files, as the form for it brings them."""

    form: Form
    files: tuple[Offered, ...]


def carried_by(button: Button) -> str:
    """Return what a button carries, as the value that its browser sends back."""
    return button.model_dump_json(include=_CARRIED, exclude_defaults=True)


def press_in(text: str) -> Pressed:
    """Return a press of a button; raises FormRefusedError for what is none."""
    try:
        carried = json.loads(text)
        return Pressed.model_validate_json(json.dumps({**carried, "id": uuid4().hex}))
    except (ValueError, TypeError, ValidationError):
        raise FormRefusedError("That is no button of this page. Nothing was changed.", 400) from None


def filled_in(form: Form, shown: ChatForm) -> Filled | Decided:
    """Return a form that was sent, as the event that it is; `shown` is how it stands now."""
    values = {entry.id: _value(form.texts(f"{ENTRY}{entry.id}")) for entry in shown.entries}
    name = form.text("id")
    if shown.asks == "report":
        version = int(form.text("version")) if form.text("version").isdecimal() else 0
        sends = form.text("sends") == "yes"
        return Filled(id=name, draft=form.text("draft"), version=version, values=values, sends=sends)
    return Decided(
        id=name,
        action=_ASKED[shown.asks],
        reference=form.text("reference"),
        value=values.get(VALUE, ""),
        reason=values.get(REASON, ""),
        stamp=form.text("stamp"),
    )


def _value(texts: Sequence[str]) -> str:
    """Return an entry as the form carries it: of ticked boxes all, with spaces between them."""
    return " ".join(text.replace("\r\n", "\n").strip() for text in texts)


def typed_in(request: Request) -> Typed:
    """Return what was typed and chosen; raises FormRefusedError for a foreign or unreadable form."""
    refuse_foreign(request)
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind != "multipart/form-data":
        raise FormRefusedError("That is no form of this site. Nothing was changed.", 415)
    fields: dict[str, list[str]] = {}
    files: list[Offered] = []
    try:
        for segment, content in parts_of(body_of(request), options.get("boundary", "")):
            if segment.name != FILE:
                fields.setdefault(segment.name or "", []).append(content.decode())
            elif segment.filename and content:
                files.append(_offered(segment.filename, segment.content_type or "", content))
    except ValueError:
        raise FormRefusedError("That form can't be read. Nothing was changed.", 400) from None
    return Typed(Form(fields), tuple(files))


def _offered(name: str, media_type: str, content: bytes) -> Offered:
    return Offered(
        event=uuid4().hex,
        name=name,
        media_type=media_type or "application/octet-stream",
        fetch=lambda: iter((content,)),
        size_in_bytes=len(content),
    )
