"""What came in, word for word: for the page of a case, which mails never quote."""

from dataclasses import dataclass

from candour.cases.case import Case
from candour.cases.policy import Policy
from candour.cases.report import Evidence, Reply, Report
from candour.cases.showing.case_views import door_of, passed_on_in_words, writer_of
from candour.cases.showing.trust import doubts_in_words
from candour.cases.showing.withholding import Mask, mask_of, without_writers
from candour.cases.showing.words import noted_in_words, one_line, plain, size_in_words

LONGEST = 50_000
"""Characters of one message on a page; the raw message is a file of the case."""
_LONGEST_QUESTION = 1_000


@dataclass(frozen=True)
class MessageFile:
    """A file that came with a message; `digest` is what `Service.open_evidence` asks for."""

    digest: str
    name: str
    size: str
    media_type: str


@dataclass(frozen=True)
class FullReply:
    """What a writer answered before a report was sent, behind the questions that had been put to them."""

    asked: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class FullMessage:
    """A message as it came: when (London), by which door, from whom, its words and its files.

    `doubts` are sentences about what speaks against the sender being who they say, `passed_on` says whose messages it
    passes on. `replies` are what they answered before it was sent, in order.
    """

    when: str
    door: str
    writer: str
    subject: str
    text: str
    files: tuple[MessageFile, ...]
    unreadable: str = ""
    doubts: tuple[str, ...] = ()
    passed_on: tuple[str, ...] = ()
    replies: tuple[FullReply, ...] = ()


def messages_in_full(case: Case, policy: Policy) -> tuple[FullMessage, ...]:
    """Return every message of a case as it is stored, oldest first.

    Where a writer asked not to be named (R33), name and address are left out, in the words and file names too.
    """
    mask, shown = mask_of(case), without_writers(case, policy)
    both = zip(case.reports, shown.reports, strict=True)
    return tuple(_message(whole, masked, mask, policy) for whole, masked in both)


def _message(whole: Report, masked: Report, mask: Mask, policy: Policy) -> FullMessage:
    """Take the words from the whole report and everything else from the masked one, which has none."""
    return FullMessage(
        when=noted_in_words(whole.received_at, only_day=whole.anonymous),
        door=door_of(whole),
        writer=writer_of(masked),
        subject=mask.hide(one_line(whole.subject)),
        text=mask.hide(plain(whole.text, limit=LONGEST)),
        files=tuple(_file(item) for item in masked.evidence),
        unreadable=one_line(masked.unreadable or ""),
        doubts=doubts_in_words(masked, policy),
        passed_on=passed_on_in_words(masked),
        replies=tuple(_reply(reply, mask) for reply in whole.replies),
    )


def _reply(reply: Reply, mask: Mask) -> FullReply:
    return FullReply(
        asked=tuple(mask.hide(one_line(entry.question, limit=_LONGEST_QUESTION)) for entry in reply.questions),
        text=mask.hide(plain(reply.text, limit=LONGEST)),
    )


def _file(item: Evidence) -> MessageFile:
    return MessageFile(
        digest=item.digest,
        name=one_line(item.name, limit=120) or "(no name)",
        size=size_in_words(item.size_in_bytes),
        media_type=one_line(item.media_type, limit=80),
    )
