"""The counts of a digest in words: what a mail and a message of the chat begin with."""

from candour.cases.digests import Digest


def counts_in_words(digest: Digest) -> tuple[tuple[str, int], ...]:
    """Return (what is counted, how many), zeroes included: a digest looks the same every day."""
    seen = digest.overview
    return (
        ("Needs you", len(seen.needs_you)),
        ("New since the last digest", len(seen.new)),
        ("Due within 24 hours", len(seen.due_soon)),
        ("Overdue", len(seen.overdue)),
        ("With actions overdue", len(seen.actions_overdue)),
        ("Waiting for the reporter", len(seen.waiting_for_reporter)),
        ("Not delivered", len(seen.undelivered) + len(digest.undelivered)),
        ("Taken for no incident, for you to decide", len(seen.proposed_no_incident)),
        ("Open", seen.open_count),
    )
