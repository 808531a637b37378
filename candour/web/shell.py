"""The frame that every page stands in, and the plain page of one message."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from jinja2 import PackageLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from candour.cases.mail_reports import mailboxes_of
from candour.cases.showing.words import (
    day_in_words,
    id_in_words,
    listed,
    moment_in_words,
    number_in_words,
    one_line,
    paragraph,
)
from candour.web.surroundings import surroundings
from candour.web.visiting import Visitor


def page(request: Request, name: str, status: int = 200, **context: object) -> Response:
    """Return a page from a template that extends base.html; raises jinja2.TemplateError where a name is missing.

    Templates see `visitor` (None where nobody is signed in), `menu` and `path` beside the context. Everything is
    escaped.
    """
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    template = environment().get_template(name)
    frame = {"visitor": visitor, "path": request.url.path, "menu": _menu(request, visitor) if visitor else ()}
    return HTMLResponse(template.render({**frame, **context}), status)


def _menu(request: Request, visitor: Visitor) -> Sequence[tuple[str, str]]:
    """Return (path, words) of the pages that everybody has, and the mailboxes for who may see any."""
    sees_mailboxes = bool(mailboxes_of(visitor.person, surroundings(request).directory))
    mailboxes = [("/mailboxes", "Mailboxes")] if sees_mailboxes else []
    return [("/", "Today"), ("/register", "Register"), *mailboxes, ("/away", "Away")]


def message(request: Request, title: str, text: str, status: int, *, onward: tuple[str, str] | None = None) -> Response:
    """Return a page that says one thing; `onward` is the (path, words) of a link below it."""
    return page(request, "message.html", status, title=title, text=text, onward=onward)


def sentence(error: Exception) -> str:
    """Return what an error of ours says, as a sentence for people."""
    text = str(error).strip() or "Candour refused this"
    return text[0].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


@cache
def environment(folder: str = "templates") -> ImmutableSandboxedEnvironment:
    """Return what renders the templates of a folder: everything is escaped, a missing name is an error."""
    made = ImmutableSandboxedEnvironment(
        loader=PackageLoader("candour.web", folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(_FILTERS)
    return made


def _day(value: date) -> str:
    return day_in_words(value)


_FILTERS: Mapping[str, object] = {
    "day": _day,
    "moment": moment_in_words,
    "number": number_in_words,
    "one_line": one_line,
    "id_in_words": id_in_words,
    "listed": listed,
    "paragraph": paragraph,
}
"""Foreign text on one line: `{{ text | one_line }}`; a moment: `{{ at | moment }}`."""
