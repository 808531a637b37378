"""What a store must find a case by, without opening it: read off the case by pure functions."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from pydantic import AwareDatetime, ConfigDict, TypeAdapter, ValidationError

from candour.cases.case import Case
from candour.cases.notice import REPORTER, Notice, NoticeStatus
from candour.cases.own_cases import reporters
from candour.cases.ports import DueNotice, RegisterEntry
from candour.cases.record import Moment
from candour.cases.register import register_entry


class NoticeExtract(NamedTuple):
    """A notice's line: `waiting_since` is None once it is done with."""

    id: str
    message_id: str
    due_at: AwareDatetime
    waiting_since: AwareDatetime | None


class Extract(NamedTuple):
    """All that the indexes know of a case. Reporters' addresses stand here as keyed hashes alone.

    Tuples, not records: there is one for every case of the installation, in memory.
    """

    line: RegisterEntry
    version: int
    reply_token: str
    keys: tuple[str, ...]
    evidence: tuple[str, ...]
    notices: tuple[NoticeExtract, ...]
    answers: tuple[tuple[str, AwareDatetime], ...]
    messages: tuple[str, ...]
    reporters: tuple[str, ...]


_JSON = TypeAdapter(Extract, config=ConfigDict(strict=True))


def extract_to_json(extract: Extract) -> bytes:
    """Return the extract as the head of a case's file."""
    return _JSON.dump_json(extract)


def extract_from_json(text: bytes) -> Extract | None:
    """Return the extract, or None where another version of Candour wrote it."""
    try:
        return _JSON.validate_json(text)
    except ValidationError:
        return None


def extract_of(case: Case, hashed: Callable[[str], str]) -> Extract:
    """Return a case's extract; `hashed` turns a folded address into its keyed hash."""
    return Extract(
        line=register_entry(case),
        version=case.version,
        reply_token=case.reply_token,
        keys=case.keys,
        evidence=tuple(item.digest for item in case.evidence),
        notices=tuple(
            NoticeExtract(
                id=notice.id, message_id=notice.message_id, due_at=notice.due_at, waiting_since=waiting_since(notice)
            )
            for notice in case.notices
        ),
        answers=tuple((hashed(address), at) for address, at in answers(case)),
        messages=message_ids(case),
        reporters=tuple(hashed(address) for address in sorted(reporters(case))),
    )


def message_ids(case: Case) -> tuple[str, ...]:
    """Return the Message-IDs of a case's messages."""
    return tuple(dict.fromkeys(report.message_id for report in case.reports if report.message_id))


def quiet(extract: Extract) -> Extract:
    """Return the extract of a case that can't be opened: its keys stay known, but nothing of it is due any more."""
    return extract._replace(
        line=extract.line.model_copy(update={"next_deadline": None, "next_step": None}),
        notices=tuple(notice._replace(waiting_since=None) for notice in extract.notices),
    )


def given_notice(case: Case, notice: Notice) -> DueNotice:
    """Return a notice as it is found by its Message-ID."""
    return DueNotice(reference=case.reference, notice_id=notice.id, due_at=notice.due_at)


def waiting_since(notice: Notice) -> Moment | None:
    """Return from when on a notice is to be sent: when it is due, or when its lease ends; None once it is done with."""
    if notice.status is NoticeStatus.QUEUED:
        return notice.due_at
    if notice.status is NoticeStatus.LEASED:
        return notice.lease_until or notice.due_at
    return None


def folded(address: str) -> str:
    """Return the form of an address in which the answer budget compares it: without a detail (RFC 5233).

    A program may write from another detail of its address each time, and is one sender all the same.
    """
    local, at, domain = address.strip().casefold().rpartition("@")
    return f"{local.partition('+')[0]}{at}{domain}"


def answers(case: Case) -> Iterator[tuple[str, Moment]]:
    """Return (folded address, when made) of each notice to a reporter.

    Where several people wrote to one case, a notice counts for everybody who had written when it was made: the budget
    guards against two machines that answer each other, so it rather counts one too many.
    """
    for notice in case.notices:
        if notice.role != REPORTER:
            continue
        heard = [report for report in case.reports if report.received_at <= notice.created_at] or case.reports
        for address in {folded(report.sender.address) for report in heard if report.sender}:
            yield address, notice.created_at
