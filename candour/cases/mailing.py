"""Letters handed to those who carry them, with all that is needed to write them."""

import logging
from collections.abc import Mapping, Sequence

from candour.cases.desk import Desk
from candour.cases.digests import Digest, digest_of, readers_now
from candour.cases.directory import School, folded
from candour.cases.errors import StoreError
from candour.cases.letter import Letter
from candour.cases.letters import dropped, due_letters, keep, leased, letter_failed
from candour.cases.notice import NoticeKind
from candour.cases.policy import Policy
from candour.cases.record import Moment, Record
from candour.cases.slot_mails import is_still_wanted

log = logging.getLogger(__name__)


class LetterDispatch(Record):
    """A leased letter as of `now`. `policies` are those of the schools, by their keys; `digest` is one's contents."""

    letter: Letter
    now: Moment
    schools: tuple[School, ...]
    policies: Mapping[str, Policy]
    pages: str
    digest: Digest | None = None


def lease_letters(desk: Desk, limit: int) -> Sequence[LetterDispatch]:
    """Lease at most `limit` letters that are due; one whose reader is no more is forgotten. See `Service`."""
    found: list[LetterDispatch] = []
    with desk.letters_lock:
        for letter in due_letters(desk):
            if len(found) == limit:
                break
            if (dispatch := _lease(desk, letter)) is not None:
                found.append(dispatch)
    return found


def _lease(desk: Desk, letter: Letter) -> LetterDispatch | None:
    """Lease one letter; a fault in what it says must not stop the notices of cases, which go the same way."""
    taken = leased(desk, letter)
    try:
        return _written(desk, taken)
    except StoreError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it is recorded with the letter, and tried again later
        log.error("letter %s can't be written: %s", letter.notice.id, type(error).__name__)  # noqa: TRY400  a trace may quote a case
        letter_failed(desk, letter.notice.id, code="render", permanent=False)
        return None


def _written(desk: Desk, letter: Letter) -> LetterDispatch | None:
    """Return a leased letter with its contents; a digest keeps up to when it tells, and is forgotten without reader."""
    person = letter.notice.recipient
    if letter.notice.kind is NoticeKind.NO_NEWS and not is_still_wanted(desk, letter):
        dropped(desk, letter)
        return None
    if letter.notice.kind is not NoticeKind.DIGEST:
        return _dispatch(desk, letter)
    entries = desk.store.register()
    reader = readers_now(desk, entries).get(folded(person.address)) if person else None
    if reader is None:
        dropped(desk, letter)
        return None
    digest = digest_of(desk, reader, entries)
    schools = tuple(school.key for school in reader.schools)
    told = letter.model_copy(update={"as_of": digest.overview.now, "highest": digest.highest, "schools": schools})
    keep(desk, told)
    return _dispatch(desk, told, digest)


def _dispatch(desk: Desk, letter: Letter, digest: Digest | None = None) -> LetterDispatch:
    schools = tuple(desk.directory.schools[key] for key in letter.schools if key in desk.directory.schools)
    return LetterDispatch(
        letter=letter,
        now=desk.now(),
        schools=schools,
        policies={school.key: desk.policy_of(school) for school in schools},
        pages=desk.directory.pages,
        digest=digest,
    )
