"""What who came back adds to their report: answers, further words, files. Sent twice it is added once."""

from collections.abc import Sequence
from http import HTTPStatus

from starlette.responses import Response

from candour.cases.coming_back import WRITER, WhatIsTold
from candour.cases.filing import Further
from candour.web.anonymous.limits import in_minutes
from candour.web.anonymous.place import Place
from candour.web.anonymous.reply import Reply
from candour.web.anonymous.returning import WRONG, told_page
from candour.web.anonymous.sending import held
from candour.web.anonymous.wording import words_of


def add(place: Place, told: WhatIsTold, reply: Reply, notes: Sequence[str], *, lacks_files: bool) -> Response:
    """Add a reply, or show the page again with what stands in the way and all that was typed.

    `notes` are sentences about files that were not taken just now; `lacks_files` where some that the writer was shown
    are forgotten. Raises WrongCodeError, StoreError.
    """
    say = words_of(reply.language)
    if notes:
        return told_page(place, told, reply, WRONG, notes=notes)
    if lacks_files:
        return _without_files(place, told, reply)
    if wrong := _what_is_wrong(place, reply):
        return told_page(place, told, reply, WRONG, errors={"text": say(wrong)})
    mark = place.door.tickets.seal("counted", reply.code or "")
    if wait := place.door.limits.furthers.wait(mark, reply.once, now=place.now):
        note = say("told.many", minutes=in_minutes(wait))
        return told_page(place, told, reply, HTTPStatus.TOO_MANY_REQUESTS, notes=(note,))
    _add(place, reply)
    after = place.service.come_back(reply.code or "")
    return told_page(place, after, reply.emptied(), done=say("told.added"))


def _without_files(place: Place, told: WhatIsTold, reply: Reply) -> Response:
    """Return the page for a reply whose files are forgotten: because it was sent before, or open for too long."""
    say = words_of(reply.language)
    if any((said.by, said.text, said.files) == (WRITER, reply.text, reply.files) for said in told.said):
        return told_page(place, told, reply.emptied(), done=say("told.added"))
    return told_page(place, told, reply, notes=(say("told.files_gone"),))


def _add(place: Place, reply: Reply) -> None:
    further = Further(
        code=reply.code or "",
        text=reply.text,
        once=reply.once,
        evidence=held(place, reply.draft),
        limits=place.limits(reply.draft),
    )
    place.service.add(further)
    place.door.shelf.forget(reply.once)


def _what_is_wrong(place: Place, reply: Reply) -> str:
    """Return the key of the words for what is wrong, empty where nothing is."""
    if reply.draft.is_too_long:
        return "told.too_long"
    return "" if reply.text or place.files(reply.draft) else "told.nothing"
