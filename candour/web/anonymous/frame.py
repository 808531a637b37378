"""The frame of the anonymous pages: no menu, no cookie read or set, nothing of who is signed in."""

from importlib.resources import files

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from candour.web.anonymous.door import AnonymousDoor
from candour.web.anonymous.shelf import MEBIBYTE, MOST_BYTES
from candour.web.anonymous.wording import LANGUAGES, language_of, words_of
from candour.web.shell import environment
from candour.web.surroundings import surroundings

STYLE = "/static/anonymous.css"
_STYLE = files("candour.web").joinpath("static/anonymous.css").read_bytes()
_PLACES = frozenset({"r", "o", "back", "leave", "filed", "proof"})
_REFUSALS = {403: "foreign", 408: "slow", 413: "large"}


def page(name: str, language: str, status: int = 200, **context: object) -> Response:
    """Return a page from a template in templates/anonymous; raises jinja2.TemplateError where a name is missing.

    Templates say `{{ say("table.key", name=value) }}` and `{{ say.day(day) }}`. `form` is the id of the form that the
    language switch sends (its button is named `to`); empty where switching is a link to the same page, by `path`.
    """
    frame = {"say": words_of(language), "style": STYLE, "form": "", "path": ""}
    return HTMLResponse(environment("templates/anonymous").get_template(name).render({**frame, **context}), status)


def message(kind: str, language: str, status: int, **values: object) -> Response:
    """Return a page that says one thing: the words `<kind>_title` and `<kind>_text` of the table "message"."""
    say = words_of(language)
    text = say(f"message.{kind}_text", **values)
    return page("message.html", language, status, title=say(f"message.{kind}_title"), text=text)


def refused(status: int, language: str) -> Response:
    """Return the page for a form that could not be taken: by the status of its FormRefusedError. Nothing is kept."""
    return message(_REFUSALS.get(status, "odd"), language, status, megabytes=MOST_BYTES // MEBIBYTE)


def is_anonymous(request: Request) -> bool:
    """Tell whether an address is one of these pages', or looks like one: nobody there is led to signing in."""
    first = request.url.path.split("/")[1]
    return surroundings(request).anonymous is not None and first in _PLACES


def language_in(request: Request) -> str:
    """Return the language that an address names (`?lang=cy`)."""
    return language_of(request.query_params.get("lang", ""))


def action(path: str, language: str) -> str:
    """Return where a form goes; its language too, for answers to a form that can't be read."""
    return path if language == LANGUAGES[0] else f"{path}?lang={language}"


def door(request: Request) -> AnonymousDoor:
    """Return the door of the site that got this request; a site without one has no such pages."""
    found = surroundings(request).anonymous
    if found is None:
        raise LookupError("this site has no anonymous pages")
    return found


def style(request: Request) -> Response:
    """Return the style sheet."""
    del request
    return Response(_STYLE, media_type="text/css")


ROUTES = (Route(STYLE, style),)
