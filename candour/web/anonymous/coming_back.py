"""Who comes back with their code: it travels in forms alone, and every answer to one is the page itself."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from http import HTTPStatus

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from candour.cases.coming_back import WhatIsTold
from candour.cases.errors import CandourError, WrongCodeError
from candour.cases.references import new_token
from candour.web.anonymous.adding import add
from candour.web.anonymous.bodies import TooMuchError, Upload, brought
from candour.web.anonymous.files import shelve
from candour.web.anonymous.frame import door, language_in, message, refused
from candour.web.anonymous.identity import hints
from candour.web.anonymous.place import Place, place_at
from candour.web.anonymous.reply import Reply, reply_of
from candour.web.anonymous.returning import BACK, WRONG, code_page, is_sure, stop_page, stopped_page, told_page
from candour.web.anonymous.shelf import MEBIBYTE, MOST_BYTES
from candour.web.anonymous.turnstile import CrowdedError
from candour.web.anonymous.wording import words_of
from candour.web.anonymous.writing import understood
from candour.web.forms import FormRefusedError
from candour.web.surroundings import surroundings

log = logging.getLogger(__name__)

_NOT_NOW = HTTPStatus.SERVICE_UNAVAILABLE
_CHARACTERS = 16


def ask_for_code(request: Request) -> Response:
    """Show the page where a code is typed."""
    return code_page(request, Reply(language_in(request)))


def leave(request: Request) -> Response:
    """Show a page that says nothing but that it can be closed."""
    return message("leave", language_in(request), 200)


async def come_back(request: Request) -> Response:
    """Take what a form brings: a code, and what its holder wants. Right or wrong, all wait alike before it is tried.

    Files are cleaned when the code was right, and where others are: who sends slow ones holds no place of who waits.
    """
    try:
        reply, uploads = await run_sync(_read, request)
    except FormRefusedError as error:
        return refused(error.status, language_in(request))
    if reply.code is None or (reply.is_from_code_page and reply.is_switch):
        return _code_again(request, reply)
    now = surroundings(request).now()
    try:
        if not uploads:
            return await door(request).turnstile.through(partial(_tried, request, reply), now)
        answer = await door(request).turnstile.through(partial(_tried, request, replace(reply, do="", remove=0)), now)
    except CrowdedError:
        return code_page(request, reply, _NOT_NOW, notes=(words_of(reply.language)("back.crowded"),))
    if answer.status_code != HTTPStatus.OK:
        return answer
    return await run_sync(_tried, request, reply, uploads, limiter=door(request).cleaning)


def _read(request: Request) -> tuple[Reply, Sequence[Upload]]:
    try:
        sent = brought(request)
    except TooMuchError as error:
        return replace(reply_of(error.form), do="", is_cut_off=True), ()
    return reply_of(sent.form), sent.uploads


def _tried(request: Request, reply: Reply, uploads: Sequence[Upload] = ()) -> Response:
    """Open a code's report and do what was asked for; what can't be done now leaves all that was typed in the form."""
    say, around = words_of(reply.language), surroundings(request)
    try:
        told = around.service.come_back(reply.code or "")
        place = place_at(request, told.school)
        if place is not None:
            return _done(place, told, reply, uploads)
    except WrongCodeError:
        place = place_at(request, reply.school)
        if place is not None and is_sure(place, reply):
            return stopped_page(place, reply)
        door(request).turnstile.note_wrong(around.now())
        return code_page(request, reply, WRONG, wrong=say("back.wrong"))
    except CandourError as error:
        log.warning("a code's page could not be served", extra={"error": type(error).__name__})
    except Exception:
        log.exception("an anonymous page failed")
        return code_page(request, reply, HTTPStatus.INTERNAL_SERVER_ERROR, notes=(say("back.fault"),))
    return code_page(request, reply, _NOT_NOW, notes=(say("back.not_now"),))


def _done(place: Place, told: WhatIsTold, reply: Reply, uploads: Sequence[Upload]) -> Response:
    """Do what a button says. New files are cleaned whatever the button, so that none is chosen in vain."""
    reply = replace(reply, once=reply.once or new_token(place.door.random))
    forgotten = reply.files > len(place.files(reply.draft))
    notes = shelve(place, reply.draft, uploads)
    if reply.is_cut_off:
        note = words_of(reply.language)("files.too_large", megabytes=MOST_BYTES // MEBIBYTE)
        return told_page(place, told, reply, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, notes=(note,))
    match reply.do:
        case "add":
            return add(place, told, reply, notes, lacks_files=forgotten)
        case "check":
            return _checked(place, told, reply, notes)
        case "name":
            return _leave_name(place, told, reply, notes)
        case "stop" | "give_up":
            return _stop(place, reply)
    if reply.remove:
        place.door.shelf.remove(reply.once, reply.remove)
    return told_page(place, told, reply, notes=notes)


def _checked(place: Place, told: WhatIsTold, reply: Reply, notes: Sequence[str]) -> Response:
    """Point at words that may say who writes, before anything is sent."""
    facts = understood(place, reply.draft)
    if reply.text and facts is None:
        notes = (*notes, words_of(reply.language)("told.not_read"))
    return told_page(place, told, reply, notes=notes, hints=hints(facts, reply.text))


def _leave_name(place: Place, told: WhatIsTold, reply: Reply, notes: Sequence[str]) -> Response:
    say = words_of(reply.language)
    if told.is_released:
        return told_page(place, told, reply, notes=notes)
    if not reply.name:
        return told_page(place, told, reply, WRONG, notes=notes, errors={"name": say("told.name_wrong")})
    code = reply.code or ""
    place.service.leave_name(code, ", ".join(part for part in (reply.name, reply.reach) if part))
    kept = replace(reply, name="", reach="")
    return told_page(place, place.service.come_back(code), kept, notes=notes, done=say("told.name_done"))


def _stop(place: Place, reply: Reply) -> Response:
    """End the code where the writer has said twice that they want it; before, ask."""
    if reply.do == "stop" or not is_sure(place, reply):
        return stop_page(place, reply)
    place.service.give_up_way_back(reply.code or "")
    place.door.shelf.forget(reply.once)
    return stopped_page(place, reply)


def _code_again(request: Request, reply: Reply) -> Response:
    """Return the page where a code is typed: in the other language, or with what is wrong with what was typed."""
    if reply.is_switch:
        return code_page(request, reply)
    say, count = words_of(reply.language), sum(character.isalnum() for character in reply.typed)
    if count == 0:
        return code_page(request, reply, WRONG, wrong=say("back.empty"))
    wrong = say("back.letters") if count == _CHARACTERS else say("back.length", count=count)
    return code_page(request, reply, WRONG, wrong=wrong)


ROUTES = (Route(BACK, ask_for_code), Route(BACK, come_back, methods=["POST"]), Route("/leave", leave))
