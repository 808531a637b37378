"""Messages passed on inside the text: who wrote them, when, under which subject, as far as that stands there."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from candour.cases.report import Forwarded, Sender
from intake.addresses import find_address
from intake.forward_dates import forwarded_at
from intake.headers import one_line

_LOOKED_AT_IN_CHARACTERS = 100_000
_MOST = 10
_LONGEST_BLOCK = 16
_LONGEST_CONTINUATION = 4
_LONGEST_NAME = 200
_LONGEST_SUBJECT = 500
_NAMES = {
    "from": "from", "oddi wrth": "from", "gan": "from",
    "sent": "sent", "date": "sent", "anfonwyd": "sent", "dyddiad": "sent",
    "to": "to", "at": "to", "cc": "cc", "bcc": "bcc", "reply-to": "reply",
    "subject": "subject", "pwnc": "subject", "testun": "subject",
}  # fmt: skip
"""The fields that mail programs write above what they forward, in English and Welsh."""
_FIELD = re.compile(rf"[>| \t*_]{{0,40}}({'|'.join(_NAMES)})[*_]{{0,2}} ?:[*_]{{0,2}}[ \t]*(\S.*)?", re.IGNORECASE)
_MARK = re.compile(
    r"[>| \t*]{0,40}(?:[-_=]{3,}\s*forwarded (?:message|by)\b|begin forwarded message:?"
    r"|[-_=]{3,}\s*neges\b.{0,40}(?:ymlaen|laenyr)|dechrau neges.{0,40}ymlaen|fwd:\s*$)",
    re.IGNORECASE,
)
"""What a program writes above a forward and never above an answer: Gmail, Thunderbird, Yahoo, Apple, and in Welsh."""
_MARK_ABOVE = 4
_FORWARD_SUBJECT = re.compile(r"\s*(?:fw|fwd|ymlaen|yml)\s*[:\]]", re.IGNORECASE)
_REPLY_SUBJECT = re.compile(r"\s*(?:re|ateb|atb)\s*:", re.IGNORECASE)
_AROUND_NAME = " \t\"'<>[]()*_,;"
_ENOUGH = 3


class _Block(NamedTuple):
    """The fields above one message, and the line after them."""

    fields: dict[str, str]
    end: int


def forwards_in(text: str, subject: str, received_at: datetime, own_addresses: frozenset[str]) -> tuple[Forwarded, ...]:
    """Return the messages that a text passes on, outermost first.

    Outlook and phones write the same block above an answer's quotation as above a forward. It counts as a forward
    unless the subject says that it is an answer, or the quoted writer is Candour itself.
    """
    if not _may_hold_one(text):
        return ()
    lines = text[:_LOOKED_AT_IN_CHARACTERS].split("\n")
    is_reply = _REPLY_SUBJECT.match(subject) is not None
    is_forward = _FORWARD_SUBJECT.match(subject) is not None
    found: list[Forwarded] = []
    for marked, block in _blocks(lines):
        if not marked and not found and (is_reply or not _is_convincing(block, is_forward=is_forward)):
            continue
        message = _forwarded(block.fields, received_at)
        if message.sender is None or _plus_removed(message.sender.address) not in own_addresses:
            found.append(message)
        if len(found) >= _MOST:
            break
    return tuple(found)


def _may_hold_one(text: str) -> bool:
    """Tell quickly that an ordinary report passes nothing on."""
    head = text[:_LOOKED_AT_IN_CHARACTERS]
    return any(word in head for word in ("From", "from:", "FROM", "Oddi wrth", "Gan:"))


def _blocks(lines: Sequence[str]) -> Iterator[tuple[bool, _Block]]:
    """Yield each block of fields that names a writer, and whether a program's mark of a forward stands above it."""
    number, marked_until = 0, -1
    while number < len(lines):
        line = lines[number]
        if _MARK.match(line):
            marked_until = number + _MARK_ABOVE
        if not _FIELD.fullmatch(line):
            number += 1
            continue
        block = _block(lines, number)
        if "from" in block.fields and len(block.fields) > 1 and block.fields.keys() & {"sent", "subject"}:
            yield number <= marked_until, block
        number = max(block.end, number + 1)


def _block(lines: Sequence[str], start: int) -> _Block:
    """Return the fields from a line on: they may wrap, and HTML puts empty lines between them."""
    fields: dict[str, str] = {}
    last, continued, end = "", 0, start
    for number in range(start, min(len(lines), start + _LONGEST_BLOCK)):
        line = lines[number]
        if found := _FIELD.fullmatch(line):
            name = _NAMES[found[1].casefold()]
            if name in fields:
                break
            fields[name] = (found[2] or "")[:_LONGEST_SUBJECT].strip()
            last, continued, end = name, 0, number + 1
        elif not line.strip(" >|\t"):
            if fields.keys() >= {"from", "sent", "subject"}:
                break
        elif last in {"from", "to", "cc"} and continued < _LONGEST_CONTINUATION:
            fields[last] = f"{fields[last]} {line.strip(' >|')}"[:_LONGEST_SUBJECT]
            continued += 1
        else:
            break
    return _Block(fields, end)


def _is_convincing(block: _Block, *, is_forward: bool) -> bool:
    """Tell a mail program's block from somebody's own lines that look like one: "From: the office"."""
    if is_forward:
        return len(block.fields) >= _ENOUGH
    return len(block.fields) > _ENOUGH or (len(block.fields) == _ENOUGH and bool(find_address(block.fields["from"])))


def _forwarded(fields: dict[str, str], received_at: datetime) -> Forwarded:
    return Forwarded(
        sender=_sender(fields["from"]),
        sent_at=forwarded_at(fields.get("sent", ""), received_at),
        subject=one_line(fields.get("subject", "").strip("*_ "))[:_LONGEST_SUBJECT],
    )


def _sender(written: str) -> Sender | None:
    """Return the person in a line such as `Gareth Vaughan [mailto:g.vaughan@school.example]`."""
    address = find_address(written)
    head = written.partition(address)[0] if address else written
    name = one_line(re.sub(r"(?i)mailto:?", "", head).strip(_AROUND_NAME))[:_LONGEST_NAME]
    return Sender(name=name, address=address) if name or address else None


def _plus_removed(address: str) -> str:
    """Return an address without the token of an answer (local+c-TOKEN@domain)."""
    local, _, domain = address.casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
