"""The two pages on which a report is written: what happened, and then what was understood of it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from candour.cases.errors import CandourError
from candour.cases.facts import Facts
from candour.cases.typed_answers import LONGEST
from candour.web.anonymous.draft import TRAP, Draft
from candour.web.anonymous.entries import as_report, entries_of
from candour.web.anonymous.files import shown_file
from candour.web.anonymous.frame import action, page
from candour.web.anonymous.identity import hints
from candour.web.anonymous.place import Place
from candour.web.anonymous.shelf import MEBIBYTE, MOST_BYTES, MOST_FILES
from candour.web.anonymous.wording import words_of
from candour.web.surroundings import surroundings

ACTION = "/r/"
_NOTHING_THERE = 404


def start_page(
    place: Place, draft: Draft, status: int = 200, *, notes: Sequence[str] = (), errors: Mapping[str, str] | None = None
) -> Response:
    """Return the first page: honest words, then the one question that wants an answer.

    `notes` are sentences above it, `errors` what is wrong with a field.
    """
    return page(
        "start.html",
        draft.language,
        status,
        title=words_of(draft.language)("start.title", school=place.school.name),
        form="report",
        action=action(f"{ACTION}{place.school.key}", draft.language),
        school=place.school,
        policy=place.policy_in(draft.language),
        draft=place.ready(draft),
        notes=notes,
        errors=errors or {},
        longest=LONGEST,
    )


def details_page(
    place: Place, draft: Draft, status: int = 200, *, notes: Sequence[str] = (), errors: Mapping[str, str] | None = None
) -> Response:
    """Return the second page: what was understood, what may say who writes, files, and Send."""
    say = words_of(draft.language)
    facts = understood(place, draft)
    report = as_report(place.school.key, draft.text, place.now)
    entries = entries_of(place.policy_in(draft.language), facts or Facts(), report, draft.entries, say)
    files = place.files(draft)
    return page(
        "details.html",
        draft.language,
        status,
        title=say("details.title"),
        form="report",
        action=action(f"{ACTION}{place.school.key}", draft.language),
        draft=replace(place.ready(draft), files=len(files)),
        notes=(*notes, *((say("note.not_read"),) if draft.text and facts is None else ())),
        errors=errors or {},
        entries=entries,
        hints=hints(facts, draft.text),
        files=[shown_file(say, file) for file in files],
        most_files=MOST_FILES,
        most_megabytes=MOST_BYTES // MEBIBYTE,
        trap=TRAP,
        longest=LONGEST,
    )


def spent_page(request: Request, draft: Draft) -> Response:
    """Return the page for a link that is unknown, used or out of date, and for a school that there is not.

    It is the same for all of them, to the byte. It keeps what was typed, and offers a fresh form of each school.
    """
    schools = sorted(surroundings(request).directory.schools.values(), key=lambda school: school.name)
    say = words_of(draft.language)
    offered = [(action(f"{ACTION}{school.key}", draft.language), school.name) for school in schools]
    return page(
        "spent.html",
        draft.language,
        _NOTHING_THERE,
        title=say("spent.title"),
        form="report",
        draft=draft,
        schools=offered,
    )


def understood(place: Place, draft: Draft) -> Facts | None:
    """Return what the text says; None where it can't be read now, which holds nobody up."""
    if not draft.text:
        return None
    what = hashlib.sha256(f"{draft.ticket}\n{draft.text}".encode()).hexdigest()
    if place.door.limits.readings.wait(place.school.key, what, now=place.now):
        return None
    try:
        return place.door.read(place.school.key, draft.text)
    except CandourError:
        return None
