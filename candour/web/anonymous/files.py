"""The files of a draft: cleaned as they come, kept in memory, or refused with the reason and what to do instead."""

from collections.abc import Iterator, Sequence

from candour.cases.errors import CandourError
from candour.web.anonymous.bodies import Upload
from candour.web.anonymous.draft import Draft
from candour.web.anonymous.place import Place
from candour.web.anonymous.refusals import notes_in, refusal, without_device
from candour.web.anonymous.shelf import MEBIBYTE, MOST_BYTES, MOST_FILES, NoRoomError, ShelvedFile
from candour.web.anonymous.values import size_in
from candour.web.anonymous.wording import Words, words_of

_WHY = {
    "too_many": f"one form can have {MOST_FILES}",
    "too_large": f"all files of one form can have {MOST_BYTES // MEBIBYTE} MB together",
    "too_busy": "too many people were sending files just then",
}


def shelve(place: Place, draft: Draft, uploads: Sequence[Upload]) -> tuple[str, ...]:
    """Clean files and put them on the draft's shelf; return a sentence for each one that was not taken.

    What was not taken, and why, is noted beside the others for who decides: never its name, which nobody read.
    """
    return tuple(_refused(place, draft, uploads))


def _refused(place: Place, draft: Draft, uploads: Sequence[Upload]) -> Iterator[str]:
    say = words_of(draft.language)
    for number, upload in enumerate(uploads, start=1):
        if not draft.drawer or number > MOST_FILES:
            yield _left_out(place, draft, "a file", "too_many")
            return
        try:
            cleaned = place.door.clean(upload.content, upload.media_type)
        except CandourError:
            _note(place, draft, "a file that could not be cleaned just then")
            yield say("files.not_cleaned")
            continue
        if cleaned.content is None:
            _note(place, draft, without_device(cleaned.reason))
            yield refusal(say, cleaned.reason)
            continue
        try:
            place.door.shelf.add(draft.drawer, cleaned.content, cleaned.media_type, place.now, cleaned.notes)
        except NoRoomError as error:
            yield _left_out(place, draft, f"a cleaned file ({cleaned.media_type})", error.why)


def _left_out(place: Place, draft: Draft, kind: str, why: str) -> str:
    """Note a file for which there was no room; return how its writer is told."""
    _note(place, draft, f"{kind}; {_WHY[why]}")
    return words_of(draft.language)(f"files.{why}", most=MOST_FILES, megabytes=MOST_BYTES // MEBIBYTE)


def shown_file(say: Words, file: ShelvedFile) -> tuple[int, str, str, Sequence[str]]:
    """Return a file as a page lists it: its number, name, size, and what went when it was cleaned."""
    return file.number, file.name, size_in(say, len(file.content)), notes_in(say, file.notes)


def _note(place: Place, draft: Draft, what: str) -> None:
    if draft.drawer:
        place.door.shelf.leave_out(draft.drawer, f"The writer added a file that was left out: {what}.", place.now)
