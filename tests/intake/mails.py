"""Mails for tests, and how they arrived."""

from datetime import UTC, datetime
from pathlib import Path

from intake.message import Arrival, ParsedMessage
from intake.parse import parse_message

DATA = Path(__file__).parent / "data"
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
MAILBOX = "dataloss@saint-finnian.example"
ARRIVAL = Arrival(mailbox="dataloss", school="st-finnian", received_at=NOON, own_addresses=frozenset({MAILBOX}))


def a_mail(*headers: str, text: str = "I sent the trip list to the wrong parent.", number: int = 1) -> bytes:
    """Return a plain mail from a teacher; `headers` come before the usual ones."""
    usual = (
        "From: Seren Vaughan <s.vaughan@saint-finnian.example>",
        f"To: {MAILBOX}",
        f"Subject: Trip list {number}",
        f"Message-ID: <trip-{number}@saint-finnian.example>",
        "Content-Type: text/plain; charset=utf-8",
    )
    return "\r\n".join((*headers, *usual, "", text, "")).encode()


def parsed(raw: bytes) -> ParsedMessage:
    """Parse as the dataloss mailbox would."""
    return parse_message(raw, ARRIVAL)
