"""The hash chain over a case's events, and the daily digest over all chains.

A link is h = SHA-256(previous h || number || digest of the salted content). Whoever changes, cuts, reorders or
replaces an event breaks the chain; whoever cuts its end or replaces the whole chain is found by the head that an
earlier daily digest took in, which left the machine with the DPO's mail.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from candour.cases.case import Event
from candour.cases.errors import CandourError

BEGINNING = "0" * 64
"""What stands for the previous link before the first one."""


class ChainBrokenError(CandourError):
    """The events are not those that were recorded; `number` is the first event that doesn't fit."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(f"event {number} {reason}")
        self.number = number


def append(
    events: Sequence[Event],
    *,
    at: datetime,
    actor: str,
    kind: str,
    reason: str,
    details: Mapping[str, str],
    salt: str,
) -> tuple[Event, ...]:
    """Return the events with one more. `salt` is random: it keeps the digest of few possible contents from guessing."""
    event = Event(
        number=len(events) + 1, at=at, actor=actor, kind=kind, reason=reason, details=details, salt=salt, digest=""
    )
    return (*events, event.model_copy(update={"digest": _link(head(events), event)}))


def verify(events: Sequence[Event], *, expected_head: str | None = None) -> None:
    """Check every link, and the last one against a head that was kept elsewhere; raises ChainBrokenError."""
    previous = BEGINNING
    for place, event in enumerate(events, start=1):
        if event.number != place:
            raise ChainBrokenError(place, f"is missing: number {event.number} stands in its place")
        if event.digest != _link(previous, event):
            raise ChainBrokenError(place, "is not what was recorded")
        previous = event.digest
    if expected_head is not None and previous != expected_head:
        raise ChainBrokenError(len(events), "is not the last one that was recorded")


def head(events: Sequence[Event]) -> str:
    """Return the last link of a chain: it stands for the whole of it."""
    return events[-1].digest if events else BEGINNING


def daily_digest(heads: Mapping[str, str]) -> str:
    """Return one digest over the chain heads of all cases (reference -> head), whatever their order."""
    return _digest(json.dumps(sorted(heads.items())))


def _link(previous: str, event: Event) -> str:
    return _digest(f"{previous}{event.number}:{_content(event)}")


def _content(event: Event) -> str:
    """Return the salted digest of who, when, what and why. JSON keeps the parts apart: no two contents read alike."""
    parts = [event.salt, event.at.isoformat(), event.actor, event.kind, event.reason, sorted(event.details.items())]
    return _digest(json.dumps(parts))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("ascii")).hexdigest()
