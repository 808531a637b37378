"""The way from an opened form to a report that is sent. Until Send everything stands in the browser's form alone."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from candour.cases.errors import LinkSpentError
from candour.web.anonymous.bodies import Brought, TooMuchError, brought
from candour.web.anonymous.draft import Draft, draft_of
from candour.web.anonymous.files import shelve
from candour.web.anonymous.frame import door, language_in, refused
from candour.web.anonymous.limits import in_minutes
from candour.web.anonymous.place import Place, place_at
from candour.web.anonymous.sending import send, what_is_wrong
from candour.web.anonymous.shelf import MEBIBYTE, MOST_BYTES
from candour.web.anonymous.tickets import Standing
from candour.web.anonymous.wording import LANGUAGES, words_of
from candour.web.anonymous.writing import details_page, spent_page, start_page
from candour.web.forms import FormRefusedError
from candour.web.surroundings import surroundings

log = logging.getLogger(__name__)

_FAULT = 500
_TOO_MANY = 429
_WRONG = 422


def open_by_school(request: Request) -> Response:
    """Show the form behind a school's own address, which everybody knows. Nothing is stored."""
    draft = Draft(language=language_in(request))
    place = place_at(request, request.path_params["school"])
    return start_page(place, draft) if place else spent_page(request, draft)


def open_by_link(request: Request) -> Response:
    """Show the form behind a one-time link. Whatever looks at links in mails and chats uses none up."""
    token = request.path_params["token"]
    draft = Draft(language=language_in(request))
    try:
        place = place_at(request, surroundings(request).service.school_of_link(token))
    except LinkSpentError:
        place = None
    return start_page(place, replace(draft, link=token)) if place else spent_page(request, draft)


async def report(request: Request) -> Response:
    """Take what a form brings, and go on: to the second page, to the first again, or to the receipt."""
    try:
        sent = await run_sync(brought, request)
    except TooMuchError as error:
        return await run_sync(_too_much, request, error)
    except FormRefusedError as error:
        return refused(error.status, language_in(request))
    return await run_sync(_taken, request, sent, limiter=door(request).cleaning if sent.uploads else None)


def _taken(request: Request, sent: Brought) -> Response:
    draft = draft_of(sent.form)
    if draft.page == "spent" and (language := sent.form.text("to")) in LANGUAGES:
        return spent_page(request, replace(draft, language=language))
    place = place_at(request, request.path_params["school"])
    try:
        return _step(place, draft, sent) if place else spent_page(request, draft)
    except LinkSpentError:
        return spent_page(request, draft)
    except Exception:
        if place is None:
            raise
        log.exception("an anonymous page failed")
        return start_page(place, draft, _FAULT, notes=(words_of(draft.language)("note.fault"),))


def _step(place: Place, draft: Draft, sent: Brought) -> Response:
    say = words_of(draft.language)
    standing = place.standing(draft)
    if standing is not Standing.GOOD:
        return start_page(place, draft, notes=(say("note.old"),) if standing is Standing.OLD else ())
    if wait := place.door.limits.posts.wait(draft.ticket, "", now=place.now):
        return start_page(place, draft, _TOO_MANY, notes=(say("note.wait", minutes=in_minutes(wait)),))
    lacks_files = draft.files > len(place.files(draft))
    notes = shelve(place, draft, sent.uploads)
    if sent.form.text("do") == "send" and not sent.form.text("to"):
        return send(place, draft, notes, lacks_files=lacks_files)
    return _shown(place, draft, sent, notes)


def _too_much(request: Request, error: TooMuchError) -> Response:
    """Show the words again of a form whose files were too large to be taken in."""
    draft, place = draft_of(error.form), place_at(request, request.path_params["school"])
    if place is None or not draft.text or place.standing(draft) is not Standing.GOOD:
        return refused(error.status, language_in(request))
    sentence = words_of(draft.language)("files.too_large", megabytes=MOST_BYTES // MEBIBYTE)
    return details_page(place, draft, error.status, notes=(sentence,))


def _shown(place: Place, draft: Draft, sent: Brought, notes: Sequence[str]) -> Response:
    """Show the page that a button leads to."""
    if (language := sent.form.text("to")) in LANGUAGES:
        other = replace(draft, language=language)
        return details_page(place, other, notes=notes) if draft.page == "details" else start_page(place, other)
    if sent.form.text("do") == "back":
        return start_page(place, draft)
    if number := sent.form.text("remove"):
        place.door.shelf.remove(draft.drawer, int(number) if number.isdecimal() else 0)
    if draft.link and place.service.school_of_link(draft.link) != place.school.key:
        raise LinkSpentError
    if wrong := what_is_wrong(draft):
        shown = details_page if draft.page == "details" else start_page
        return shown(place, draft, _WRONG, notes=notes, errors=wrong)
    return details_page(place, draft, notes=notes)


ROUTES = (
    Route("/r/{school}", open_by_school),
    Route("/r/{school}", report, methods=["POST"]),
    Route("/o/{token}", open_by_link),
)
