"""The demonstration's chat in a browser: a member of staff on one side, who is told of it on the other.

It stands in the demonstration alone: whoever opens it is taken for either of the two.
"""

import hmac
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from secrets import token_urlsafe
from uuid import uuid4

from jinja2 import ChoiceLoader, Environment, PackageLoader
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.commands import command_in
from bot.doors import Contact, contact_of
from bot.events import Event, Platform, Pressed, Said, Talker
from bot.files import MOST_BYTES
from bot.form import ChatForm
from bot.line import ChatLine
from bot.messages import Action, Message
from bot.turn import Turn
from candour.app.demo.chat_events import ENTRY, carried_by, filled_in, press_in, typed_in
from candour.app.demo.transcript import Transcript
from candour.app.switchboard import OpenDoor
from candour.cases.directory import Person, folded
from candour.cases.showing.words import plain
from candour.web import shell
from candour.web.forms import CSRF_FIELD, FormRefusedError, Room, checked_form

PATH = "/chat"
_STYLE = files("candour.app").joinpath("templates/demo/chat.css").read_bytes()
_SEE_OTHER, _UNPROCESSABLE = 303, 422
_SECONDS = 60.0
_SHOWN = 4
"""So many messages stand open on each side; earlier ones are folded away."""
_FORMS = frozenset({Action.EDIT, Action.CHANGE_LEVEL, Action.ASK})


class Side:
    """One person at the page, with what was said to them."""

    def __init__(self, key: str, person: Person, role: str) -> None:
        self.key = key
        self.role = role
        self.transcript = Transcript()
        self.talker = Talker(
            platform="page", place="demo", conversation=key, person=key, name=person.name, address=person.address
        )


class ChatPage:
    """The page as a door of the line. `people` are (person, what they are) by the key of their side."""

    platform: Platform = "page"

    def __init__(self, line: ChatLine, people: Mapping[str, tuple[Person, str]]) -> None:
        self._line = line
        self._sides = {key: Side(key, person, role) for key, (person, role) in people.items()}
        self._csrf = token_urlsafe()

    def opened(self) -> OpenDoor:
        """Return the door with its routes."""
        side = f"{PATH}/{{side}}"
        routes = (
            Route(PATH, self.show),
            Route(f"{PATH}/style.css", style),
            Route(f"{side}/say", self.say, methods=["POST"]),
            Route(f"{side}/press", self.press, methods=["POST"]),
            Route(f"{side}/form", self.open_form, methods=["GET"]),
            Route(f"{side}/form", self.send_form, methods=["POST"]),
        )
        return OpenDoor(self, routes=routes, rooms=(Room(f"{PATH}/", MOST_BYTES + (1 << 20), _SECONDS),))

    def find(self, address: str) -> Contact | None:
        """Return where somebody sits."""
        sides = (side for side in self._sides.values() if folded(side.talker.address) == folded(address))
        return next((contact_of(side.talker) for side in sides), None)

    def post(self, contact: Contact, messages: Sequence[Message]) -> None:
        """Put messages into somebody's chat."""
        self._sides[contact.conversation].transcript.told(messages)

    def show(self, request: Request) -> Response:
        """Show both sides."""
        sides = self._sides.values()
        return _page(request, "chat.html", title="The chat", sides=sides, shown=_SHOWN, csrf=self._csrf, id=uuid4().hex)

    def say(self, request: Request) -> Response:
        """Take a message, and the files with it."""
        side, typed = self._side(request), typed_in(request)
        if not hmac.compare_digest(typed.form.text(CSRF_FIELD), self._csrf):
            raise FormRefusedError("This page was open for too long. Nothing was changed.", 403)
        text = typed.form.text("text")
        if command_in(text) is Action.EDIT:
            return RedirectResponse(f"{PATH}/{side.key}/form", _SEE_OTHER)
        if text:
            side.transcript.typed(side.talker.name, text)
            self._hear(side, Said(id=typed.form.text("id"), text=text))
        for offered in typed.files:
            side.transcript.typed(side.talker.name, f"[file] {offered.name}")
            self._tell(side, self._line.bring(offered, side.talker))
        return _back_to(side)

    def press(self, request: Request) -> Response:
        """Take a button: some open a form, all others do what they say."""
        side, form = self._side(request), checked_form(request, self._csrf)
        press = press_in(form.text("press"))
        if press.action in _FORMS:
            return self._form(request, side, self._line.form(side.talker, press), press)
        self._hear(side, press)
        return _back_to(side)

    def open_form(self, request: Request) -> Response:
        """Show the whole form of the report."""
        side = self._side(request)
        press = Pressed(id="", action=Action.EDIT)
        return self._form(request, side, self._line.form(side.talker, press), press)

    def send_form(self, request: Request) -> Response:
        """Take a form; what is wrong in it is shown beside the entry, and everything typed stays."""
        side, form = self._side(request), checked_form(request, self._csrf)
        press = press_in(form.text("press"))
        turn = self._hear(side, filled_in(form, self._line.form(side.talker, press)))
        if turn.form is not None:
            return self._form(request, side, turn.form, press, _UNPROCESSABLE)
        return _back_to(side)

    def _form(self, request: Request, side: Side, form: ChatForm, press: Pressed, status: int = 200) -> Response:
        errors = {f"{ENTRY}{entry.id}": entry.error for entry in form.entries if entry.error}
        context = {"title": form.title, "form": form, "side": side, "press": carried_by_press(press), "errors": errors}
        return _page(request, "chat_form.html", status, **context, csrf=self._csrf, id=uuid4().hex)

    def _hear(self, side: Side, event: Event) -> Turn:
        turn = self._line.hear(event, side.talker)
        self._tell(side, turn)
        return turn

    def _tell(self, side: Side, turn: Turn) -> None:
        if turn.erases:
            side.transcript.clear()
        side.transcript.told(turn.messages)
        for reported in turn.chat.reported[:1]:
            self._line.receipted(side.talker, reported.draft)

    def _side(self, request: Request) -> Side:
        found = self._sides.get(request.path_params["side"])
        if found is None:
            raise HTTPException(404)
        return found


def carried_by_press(press: Pressed) -> str:
    """Return what a form's page carries of the button that opened it."""
    return press.model_dump_json(exclude={"id"}, exclude_defaults=True)


def style(request: Request) -> Response:
    """Return what the page has of style beside the site's own."""
    del request
    return Response(_STYLE, media_type="text/css")


def _back_to(side: Side) -> Response:
    return RedirectResponse(f"{PATH}#{side.key}-latest", _SEE_OTHER)


def _page(request: Request, name: str, status: int = 200, **context: object) -> Response:
    frame = {"visitor": None, "path": request.url.path, "menu": ()}
    own = {"carried": carried_by, "entry": ENTRY, "plain": plain}
    return HTMLResponse(_environment().get_template(name).render({**frame, **own, **context}), status)


@cache
def _environment() -> Environment:
    """Return what renders the demonstration's templates within the frame of the pages."""
    pages = shell.environment()
    own = PackageLoader("candour.app", "templates/demo")
    return pages.overlay(loader=ChoiceLoader([own, PackageLoader("candour.web", "templates")]))
