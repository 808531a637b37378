"""The digest as a message: its counts, and the cases that need something. The mail has all of it."""

from bot.messages import Message, Part, Text
from bot.officers.desk import OfficerDesk, seen_in_chat
from bot.officers.listing import listed
from candour.cases.digests import Digest
from candour.cases.directory import Person
from candour.cases.mailing import LetterDispatch
from candour.cases.notice import NoticeKind
from candour.cases.showing.digests import counts_in_words
from candour.cases.showing.words import listed as in_words
from candour.cases.showing.words import moment_in_words

MOST_LINES = 20


def digest_message(desk: OfficerDesk, dispatch: LetterDispatch) -> Message | None:
    """Return a digest for its reader; None for every other letter.

    Its counts hold reports without a name; nothing else of those stands in a chat.
    """
    notice, digest = dispatch.letter.notice, dispatch.digest
    if notice.kind is not NoticeKind.DIGEST or digest is None or notice.recipient is None:
        return None
    return listed(
        desk,
        notice.recipient,
        f"Where everything stands: {moment_in_words(digest.overview.now)}",
        digest.overview.needs_you,
        most=MOST_LINES,
        before=_before(desk, dispatch, digest, notice.recipient),
        key=f"digest:{notice.id}",
    )


def _before(desk: OfficerDesk, dispatch: LetterDispatch, digest: Digest, reader: Person) -> tuple[Part, ...]:
    """Return the counts that are not nought, or that nothing waits: a digest that stays away means a fault."""
    counts = "\n".join(f"{label}: {count}" for label, count in counts_in_words(digest) if count)
    at_once = tuple(each for each in dispatch.letter.notice.topics if seen_in_chat(desk, each, reader) is not None)
    sentences = (
        f"It comes at once, because of {in_words(at_once)}: the highest level now." if at_once else "",
        "" if digest.overview.needs_you else "Nothing waits for you.",
        counts,
    )
    return tuple(Text(text=text) for text in sentences if text)
