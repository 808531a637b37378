"""How fast a mailbox is watched, how often, how patiently."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast, how often, how patiently."""

    threads: int = 4
    """Messages taken at a time; reading them is done by worker processes, and the disk is waited for side by side."""
    mark_every_in_seconds: float = 0.25
    """What is accepted within so long is marked together; a single message is marked at once."""
    search_every_in_seconds: float = 30.0
    """Each folder, at least; IDLE only makes it sooner."""
    tries: int = 5
    """After so many failures a message is accepted as unreadable, so that a person looks at it."""
    first_retry: timedelta = timedelta(seconds=10)
    longest_retry: timedelta = timedelta(hours=1)
