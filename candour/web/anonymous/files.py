"""The files of a draft: cleaned as they come, kept in memory, or refused with the reason and what to do instead."""

from collections.abc import Iterator, Sequence

from candour.cases.errors import CandourError
from candour.web.anonymous.bodies import Upload
from candour.web.anonymous.draft import Draft
from candour.web.anonymous.place import Place
from candour.web.anonymous.refusals import refusal
from candour.web.anonymous.shelf import MEBIBYTE, MOST_BYTES, MOST_FILES, NoRoomError
from candour.web.anonymous.wording import words_of


def shelve(place: Place, draft: Draft, uploads: Sequence[Upload]) -> tuple[str, ...]:
    """Clean files and put them on the draft's shelf; return a sentence for each one that was not taken."""
    return tuple(_refused(place, draft, uploads))


def _refused(place: Place, draft: Draft, uploads: Sequence[Upload]) -> Iterator[str]:
    say = words_of(draft.language)
    for number, upload in enumerate(uploads, start=1):
        if not draft.drawer or number > MOST_FILES:
            yield say("files.too_many", most=MOST_FILES)
            return
        try:
            cleaned = place.door.clean(upload.content, upload.media_type)
        except CandourError:
            yield say("files.not_cleaned")
            continue
        if cleaned.content is None:
            yield refusal(say, cleaned.reason)
            continue
        try:
            place.door.shelf.add(draft.drawer, cleaned.content, cleaned.media_type, place.now)
        except NoRoomError as error:
            yield say(f"files.{error.why}", most=MOST_FILES, megabytes=MOST_BYTES // MEBIBYTE)
