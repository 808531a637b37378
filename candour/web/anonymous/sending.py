"""Send: the one moment at which anything is written down."""

import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta

from starlette.responses import Response

from candour.cases.errors import CandourError, LinkSpentError, StoreFullError, WrongCodeError
from candour.cases.facts import Answer
from candour.cases.filing import Filed, Filing
from candour.cases.report import Evidence
from candour.web.anonymous.draft import Draft
from candour.web.anonymous.entries import answers
from candour.web.anonymous.limits import in_minutes
from candour.web.anonymous.place import Place
from candour.web.anonymous.receipt import receipt_page
from candour.web.anonymous.wording import words_of
from candour.web.anonymous.writing import details_page

log = logging.getLogger(__name__)

_WRONG = 422
_TOO_MANY = 429
_NOT_NOW = 503


def send(place: Place, draft: Draft, notes: Sequence[str], *, lacks_files: bool) -> Response:
    """File a draft and show its receipt; or show the second page again, with what stands in the way and all that was
    typed. `notes` are sentences about files that were not taken just now; `lacks_files` where some that the writer
    was shown are forgotten. Raises LinkSpentError.
    """
    say = words_of(draft.language)
    typed, wrong = answers(place.policy, draft.entries, place.today)
    errors = {**what_is_wrong(draft), **{name: say(f"wrong.{kind}") for name, kind in wrong.items()}}
    if errors or notes:
        return details_page(place, draft, _WRONG, notes=notes, errors=errors)
    if draft.is_trapped:
        return details_page(place, draft, notes=(say("note.trapped"),))
    if lacks_files and not _is_filed(place, draft):
        return details_page(place, draft, notes=(say("note.files_gone"),))
    if wait := _wait(place, draft):
        return details_page(place, draft, _TOO_MANY, notes=(say("note.many", minutes=in_minutes(wait)),))
    return _sent(place, draft, typed)


def _wait(place: Place, draft: Draft) -> timedelta | None:
    """Return how long the form has to wait, because so many others came to its school.

    A one-time link is its own limit: whoever floods the address on the poster keeps back no card, and forms with links
    that are none keep back nobody.
    """
    if draft.link:
        return None
    mark = place.door.tickets.seal("counted", draft.code)
    return place.door.limits.filings.wait(place.school.key, mark, now=place.now)


def what_is_wrong(draft: Draft) -> Mapping[str, str]:
    """Return what is wrong with the one thing that must be there, under the name of its field."""
    say = words_of(draft.language)
    if not draft.text:
        return {"text": say("wrong.nothing")}
    return {"text": say("wrong.too_long")} if draft.is_too_long else {}


def _sent(place: Place, draft: Draft, typed: Mapping[str, Answer]) -> Response:
    say = words_of(draft.language)
    try:
        filed = _file(place, draft, typed)
    except LinkSpentError:
        raise
    except StoreFullError:
        return details_page(place, draft, _NOT_NOW, notes=(say("note.full"),))
    except CandourError as error:
        log.warning("a report could not be taken in", extra={"error": type(error).__name__})
        return details_page(place, draft, _NOT_NOW, notes=(say("note.not_now"),))
    place.door.shelf.forget(draft.drawer)
    return receipt_page(place, draft, filed)


def _file(place: Place, draft: Draft, typed: Mapping[str, Answer]) -> Filed:
    return place.service.file(
        Filing(
            school=place.school.key,
            text=draft.text,
            code=draft.code,
            link=draft.link or None,
            evidence=held(place, draft),
            typed=typed,
            limits=place.limits(draft),
        )
    )


def held(place: Place, draft: Draft) -> tuple[Evidence, ...]:
    """Write the files of a draft to the disk; all of them or none."""
    written: list[Evidence] = []
    try:
        written.extend(place.door.hold(file.content, file.name, file.media_type) for file in place.files(draft))
    except BaseException:
        for evidence in written:
            place.door.release(evidence.digest)
        raise
    return tuple(written)


def _is_filed(place: Place, draft: Draft) -> bool:
    """Tell whether this very form was sent before: then its files are where they belong."""
    try:
        place.service.come_back(draft.code)
    except WrongCodeError:
        return False
    return True
