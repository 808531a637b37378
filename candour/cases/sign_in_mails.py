"""The mails with links to sign in, as long as one can come back: their Message-IDs and when they went, nothing more."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Protocol

from candour.cases.references import new_token

KIND = "sign-in-mails"
_KEPT = timedelta(days=7)
"""A mail server gives up after five days at the latest, as most are set up."""


class Records(Protocol):
    """The part of `ports.Store` that this needs. Its methods raise StoreError and its subclasses."""

    def put(self, kind: str, key: str, document: Mapping[str, str] | None) -> None:
        """Write a record; None deletes it."""

    def get(self, kind: str, key: str) -> Mapping[str, str] | None:
        """Return a record."""

    def records(self, kind: str) -> Mapping[str, Mapping[str, str]]:
        """Return all records of a kind by their keys."""


def new_message_id(domain: str, random: Random) -> str:
    """Return a Message-ID that no outsider can guess, and by which a Candour knows its like (`intake.our_mail`)."""
    return f"<{new_token(random).lower()}.sign-in@{domain}>"


def remember(records: Records, message_id: str, now: datetime) -> None:
    """Keep that a mail went, and forget those that no longer come back."""
    for key, record in records.records(KIND).items():
        if not timedelta(0) <= now - datetime.fromisoformat(record["sent_at"]) < _KEPT:
            records.put(KIND, key, None)
    records.put(KIND, message_id, {"sent_at": now.isoformat()})


def is_sign_in_mail(records: Records, message_id: str) -> bool:
    """Tell whether a Message-ID is that of a mail with a link to sign in which went in the last days."""
    return records.get(KIND, message_id) is not None
