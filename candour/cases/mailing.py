"""Letters handed to those who carry them, with all that is needed to write them."""

from collections.abc import Mapping, Sequence

from candour.cases.desk import Desk
from candour.cases.digests import Digest, digest_of, readers_now
from candour.cases.directory import School, folded
from candour.cases.letter import Letter
from candour.cases.letters import dropped, due_letters, leased
from candour.cases.notice import NoticeKind
from candour.cases.policy import Policy
from candour.cases.record import Moment, Record


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
    if letter.notice.kind is NoticeKind.DIGEST:
        return _lease_digest(desk, letter)
    return _dispatch(desk, leased(desk, letter))


def _lease_digest(desk: Desk, letter: Letter) -> LetterDispatch | None:
    entries = desk.store.register()
    person = letter.notice.recipient
    reader = readers_now(desk, entries).get(folded(person.address)) if person else None
    if reader is None:
        dropped(desk, letter)
        return None
    digest = digest_of(desk, reader, entries)
    schools = tuple(school.key for school in reader.schools)
    written = {"as_of": digest.overview.now, "highest": digest.highest, "schools": schools}
    return _dispatch(desk, leased(desk, letter.model_copy(update=written)), digest)


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
