"""What Teams sends as events of the conversation: nothing but translation."""

from collections.abc import Mapping
from html.parser import HTMLParser

from bot.events import Decided, Filled, Pressed
from bot.form import REASON, VALUE, ChatForm
from bot.messages import Action
from bot.teams.cards.elements import Json
from bot.teams.cards.forms import pages_of
from bot.teams.cards.inputs import PREFIX, values_in

_LONGEST = 200
_BREAKS = frozenset({"br", "p", "div", "li", "tr"})
_SILENT = frozenset({"script", "style", "attachment"})
_DECIDED_BY: Mapping[str, Action] = {"level": Action.CHANGE_LEVEL, "question": Action.ASK}


def pressed_in(data: Mapping[str, object], event: str) -> Pressed | None:
    """Return the button of a message that was pressed, None where it is none that we know."""
    try:
        action = Action(_text(data, "action"))
    except ValueError:
        return None
    return Pressed(
        id=event,
        action=action,
        draft=_text(data, "draft"),
        version=number_in(data, "version"),
        reference=_text(data, "reference"),
        value=_text(data, "value"),
        stamp=_text(data, "stamp"),
    )


def opened_by(data: Mapping[str, object], event: str) -> Pressed | None:
    """Return the button that had opened an officer's form, None where it is a report's."""
    action = _DECIDED_BY.get(_text(data, "asks"))
    if action is None:
        return None
    return Pressed(id=event, action=action, reference=_text(data, "reference"), stamp=_text(data, "stamp"))


def decided_in(data: Mapping[str, object], event: str) -> Decided | None:
    """Return an officer's form that was sent, None where it is a report's."""
    action = _DECIDED_BY.get(_text(data, "asks"))
    if action is None:
        return None
    return Decided(
        id=form_id_in(data, event),
        action=action,
        reference=_text(data, "reference"),
        value=str(data.get(PREFIX + VALUE) or ""),
        reason=str(data.get(PREFIX + REASON) or ""),
        stamp=_text(data, "stamp"),
    )


def filled_in(data: Mapping[str, object], form: ChatForm, event: str) -> Filled:
    """Return a report's form that was sent. `form` is as it stands now: what a page of it shows, it can bring.

    A form has an id of its own, so that sending it twice is one event.
    """
    pages: list[list[Json]] = pages_of(form)
    page = min(max(number_in(data, "page"), 0), len(pages) - 1)
    return Filled(
        id=form_id_in(data, event),
        draft=_text(data, "draft"),
        version=number_in(data, "version"),
        values=values_in(data, pages[page]),
        sends=number_in(data, "sends") == 1,
    )


def form_id_in(data: Mapping[str, object], event: str) -> str:
    """Return the id of a form, or of the event where it carries none that could be ours."""
    found = _text(data, "form")
    return found if len(found) == 32 and found.isalnum() else event  # noqa: PLR2004 -- a UUID in hexadecimal


def number_in(data: Mapping[str, object], name: str) -> int:
    """Return a number that a card carried, 0 where it is none."""
    found = data.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) and 0 <= found < 1 << 31 else 0


def text_of_html(html: str) -> str:
    """Return what a message says as its reader saw it; messages that somebody picks come as HTML."""
    reader = _Text()
    reader.feed(html)
    reader.close()
    lines = "".join(reader.pieces).replace("\xa0", " ").splitlines()
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def _text(data: Mapping[str, object], name: str) -> str:
    found = data.get(name)
    return found[:_LONGEST] if isinstance(found, str) else ""


class _Text(HTMLParser):
    """Collects text; a message holds no other thing that is said."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Break the line where the tag does."""
        del attrs
        self._silent += tag in _SILENT
        if tag in _BREAKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Break the line where the tag does."""
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in _BREAKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        if not self._silent:
            self.pieces.append(data)
