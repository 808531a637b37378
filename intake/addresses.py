"""Addresses, Message-IDs and dates of a header: what can be used, and nothing else."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import getaddresses, parsedate_to_datetime
from functools import lru_cache

from candour.cases.report import Sender
from intake.charsets import decode_text, decode_words
from intake.headers import Headers, one_line

_LONGEST_FIELD_IN_BYTES = 32_768
_LONGEST_SENDER_IN_BYTES = 4_096
_LONGEST_NAME = 200
_LONGEST_ADDRESS = 320
_ADDRESS = re.compile(r"""[^\s<>@,;:"\\()\x00-\x1f\x7f-\x9f]{1,128}@[^\s<>@,;:"\\()\x00-\x1f\x7f-\x9f]{1,255}""")
_MESSAGE_ID = re.compile(rb"<([^<>\s]{1,995})>")
_BARE_MESSAGE_ID = re.compile(rb"[^<>\s]{1,995}")
_TOKEN = re.compile(r"\+c-([0-9a-hjkmnp-tv-z]{16})@", re.IGNORECASE)
_RECIPIENT_FIELDS = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
"""To whom it was written, and to whom the mail servers delivered it: an alias or a Bcc stands nowhere else."""
_SENDER_FIELDS = ("from", "sender", "reply-to", "return-path")
_MOST_RECIPIENTS = 200
_MOST_ANSWERED = 50
_BEFORE_MAIL = datetime(1990, 1, 1, tzinfo=UTC)
_CLOCKS_DIFFER_BY = timedelta(days=1)


def addresses_in(field: bytes) -> list[Sender]:
    """Return the people in an address field, however it is broken; who has no usable address is left out."""
    text = field[:_LONGEST_FIELD_IN_BYTES].decode("utf-8", "surrogateescape")
    try:
        pairs = getaddresses([text])
    except (ValueError, IndexError, RecursionError):
        pairs = []
    found = [_sender(name, address) for name, address in pairs if _ADDRESS.fullmatch(address)]
    return found or [_sender("", address) for address in _ADDRESS.findall(text)]


def find_address(text: str) -> str:
    """Return the first mail address in a text, empty where there is none."""
    found = _ADDRESS.search(text[:_LONGEST_FIELD_IN_BYTES])
    return found[0][:_LONGEST_ADDRESS].rstrip("].'*_") if found else ""


def is_address(text: str) -> bool:
    """Tell whether a text is one mail address and nothing else."""
    return _ADDRESS.fullmatch(text) is not None


def _sender(name: str, address: str) -> Sender:
    decoded = one_line(decode_words(name.encode("utf-8", "surrogateescape")))
    plain = decode_text(address.encode("utf-8", "surrogateescape"))
    return Sender(name=decoded[:_LONGEST_NAME], address=plain[:_LONGEST_ADDRESS])


@lru_cache(maxsize=4)  # ten rules ask it of one message
def sender_of(headers: Headers) -> Sender | None:
    """Return who wrote a message; where there is no From, whoever sent it or wants the answer."""
    for name in _SENDER_FIELDS:
        for field in headers.all(name):
            if people := addresses_in(field[:_LONGEST_SENDER_IN_BYTES]):
                return people[0]
    return None


def reply_to_of(headers: Headers) -> str:
    """Return where answers would go, empty where that is the sender's own address."""
    sender = sender_of(headers)
    people = [person for field in headers.all("reply-to") for person in addresses_in(field)]
    own = sender.address.casefold() if sender else ""
    return next((person.address for person in people if person.address.casefold() != own), "")


def recipients_of(headers: Headers) -> tuple[str, ...]:
    """Return the addresses that a message was written or delivered to, each once."""
    people = [person for name in _RECIPIENT_FIELDS for field in headers.all(name) for person in addresses_in(field)]
    return tuple(dict.fromkeys(person.address for person in people))[:_MOST_RECIPIENTS]


def thread_token_of(headers: Headers) -> str | None:
    """Return the token of the reply address that a message was sent to (local+c-TOKEN@domain), in capitals."""
    for name in _RECIPIENT_FIELDS:
        for field in headers.all(name):
            if found := _TOKEN.search(field[:_LONGEST_FIELD_IN_BYTES].decode("latin-1")):
                return found.group(1).upper()
    return None


def message_id_of(headers: Headers) -> str | None:
    """Return the Message-ID in angle brackets; None where it is absent or empty."""
    field = headers.first("message-id")
    if found := _MESSAGE_ID.search(field):
        return _bracketed(found.group(1))
    bare = field.strip(b"<> \t")
    return _bracketed(bare) if _BARE_MESSAGE_ID.fullmatch(bare) else None


def message_ids_in(field: bytes) -> list[str]:
    """Return every Message-ID in a field or text, in its order."""
    return [_bracketed(found) for found in _MESSAGE_ID.findall(field)]


def answers_of(headers: Headers) -> tuple[str, ...]:
    """Return what a message answers: In-Reply-To first, then References from the newest to the oldest."""
    answered = message_ids_in(headers.first("in-reply-to"))
    thread = message_ids_in(headers.first("references"))
    return tuple(dict.fromkeys((*answered, *reversed(thread))))[:_MOST_ANSWERED]


def _bracketed(content: bytes) -> str:
    return f"<{one_line(content.decode('latin-1'))}>"


def sent_at_of(headers: Headers, received_at: datetime) -> datetime | None:
    """Return the Date in UTC; None where it is absent, no date, from before 1990 or from the future."""
    try:
        date = parsedate_to_datetime(headers.first("date").decode("latin-1"))
        moment = (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if _BEFORE_MAIL <= moment <= received_at + _CLOCKS_DIFFER_BY else None
