"""The pages behind a code: where it is typed, the report as its writer sees it, and the end of the way back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from candour.cases.coming_back import WhatIsTold
from candour.cases.references import new_token
from candour.cases.typed_answers import LONGEST
from candour.web.anonymous.conversation import conversation_of
from candour.web.anonymous.files import shown_file
from candour.web.anonymous.frame import action, page
from candour.web.anonymous.identity import Hint
from candour.web.anonymous.place import Place
from candour.web.anonymous.reply import LONGEST_NAME, LONGEST_REACH, Reply
from candour.web.anonymous.shelf import MEBIBYTE, MOST_BYTES, MOST_FILES
from candour.web.anonymous.wording import words_of
from candour.web.surroundings import surroundings

BACK = "/back"
WRONG = 422
_STOPPED = "stopped"


def code_page(
    request: Request, reply: Reply, status: int = 200, *, notes: Sequence[str] = (), wrong: str = ""
) -> Response:
    """Return the page where a code is typed; whatever else was typed goes with it. `wrong` is what is wrong with it."""
    schools = sorted(surroundings(request).directory.schools.values(), key=lambda school: school.name)
    return page(
        "code.html",
        reply.language,
        status,
        title=words_of(reply.language)("back.title"),
        form="report",
        action=action(BACK, reply.language),
        reply=reply,
        notes=notes,
        errors={"code": wrong} if wrong else {},
        longest=LONGEST,
        schools=[(action(f"/r/{school.key}", reply.language), school.name) for school in schools],
        proof=action("/proof", reply.language),
        leave=action("/leave", reply.language),
    )


def told_page(
    place: Place,
    told: WhatIsTold,
    reply: Reply,
    status: int = 200,
    *,
    notes: Sequence[str] = (),
    done: str = "",
    errors: Mapping[str, str] | None = None,
    hints: Sequence[Hint] | None = None,
) -> Response:
    """Return the page of a report: how far it is, what was asked and said, and what its writer can do.

    `hints` are the words that may say who writes, None where the writer did not ask for them.
    """
    say = words_of(reply.language)
    files = place.files(reply.draft)
    ready = replace(reply, once=reply.once or new_token(place.door.random), files=len(files))
    return page(
        "told.html",
        reply.language,
        status,
        title=say("told.title", day=say.day(told.filed_on)),
        form="report",
        action=action(BACK, reply.language),
        school=place.school,
        told=told,
        conversation=conversation_of(told),
        is_late=told.come_back_by < place.today,
        reply=ready,
        notes=notes,
        done=done,
        errors=errors or {},
        hints=hints,
        files=[shown_file(say, file) for file in files],
        most_files=MOST_FILES,
        most_megabytes=MOST_BYTES // MEBIBYTE,
        longest=LONGEST,
        longest_name=LONGEST_NAME,
        longest_reach=LONGEST_REACH,
        leave=action("/leave", reply.language),
    )


def stop_page(place: Place, reply: Reply) -> Response:
    """Return the page that asks whether the writer is sure; what they have typed goes with it, and back."""
    return page(
        "stop.html",
        reply.language,
        title=words_of(reply.language)("stop.title"),
        form="stop",
        action=action(BACK, reply.language),
        reply=replace(reply, files=len(place.files(reply.draft))),
        seal=place.door.tickets.seal(_STOPPED, reply.code or "", place.school.key),
        school=place.school,
    )


def is_sure(place: Place, reply: Reply) -> bool:
    """Tell whether a form is the one that asked whether its writer is sure: sent again, its code is no wrong one."""
    return place.door.tickets.is_sealed(reply.seal, _STOPPED, reply.code or "", place.school.key)


def stopped_page(place: Place, reply: Reply) -> Response:
    """Return the page for a code that works no longer."""
    return page(
        "stopped.html",
        reply.language,
        title=words_of(reply.language)("stopped.title"),
        school=place.school,
        fresh=action(f"/r/{place.school.key}", reply.language),
    )
