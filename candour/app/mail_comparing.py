"""What lies in a mailbox against what the store knows of it: pure, given both."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import NamedTuple

from candour.cases.case import Case, CaseStatus
from candour.cases.directory import WatchedMailbox
from candour.cases.mail_ledger import Fate, MailDay
from candour.cases.starts import LONDON
from intake.stocktaking import UNUSUAL_WAIT, Lying, Use

_NO_INCIDENT = frozenset({CaseStatus.PROPOSED_NO_INCIDENT, CaseStatus.NO_INCIDENT})


class State(StrEnum):
    """How a message stands."""

    ACCOUNTED = "accounted"
    """The store knows what became of it."""
    JUST_COME = "just_come"
    WAITING = "waiting"
    """It came more than UNUSUAL_WAIT ago and was not taken in."""
    LOST = "lost"
    """It bears our mark, and the store doesn't know it: the store was put back from an older backup, or is another."""
    STRAY = "stray"
    """It lies in the processed folder unmarked, and the store doesn't know it: perhaps a person put it there."""
    UNMARKED = "unmarked"
    """The store knows it, but it still lies among what is new: its marking was interrupted."""
    UNFETCHED = "unfetched"
    """It can't be compared: the server doesn't hand it over, and a case says so instead of it."""
    LEFT = "left"
    """Ordinary mail of a shared mailbox."""
    ASIDE = "aside"
    """A confidential message that couldn't be cleaned: a person opens it there."""
    DELETED = "deleted"
    """A person marked it as deleted before it was taken in."""


DIFFERENCES = (State.LOST, State.STRAY, State.WAITING, State.UNMARKED)
"""What somebody should look at, the worst first."""


class Known(NamedTuple):
    """A mail that the store knows. `mailbox` is empty for what belongs to no case: there it isn't kept."""

    fate: Fate
    mailbox: str = ""
    received_at: datetime | None = None


class MailboxAudit(NamedTuple):
    """How a mailbox compares with the store.

    `fates` counts what is accounted for, `gone` the mails of cases that are on the server no more.
    """

    mailbox: WatchedMailbox
    total: int
    fates: MailDay
    states: Mapping[State, tuple[Lying, ...]]
    gone: int

    @property
    def is_complete(self) -> bool:
        """Tell whether nothing needs to be looked at."""
        return not any(self.states.get(state) for state in DIFFERENCES)

    @property
    def unknown(self) -> tuple[Lying, ...]:
        """What was taken, by its mark or its folder, and is not in the store: it can be taken again."""
        return (*self.states.get(State.LOST, ()), *self.states.get(State.STRAY, ()))


def known_mails(cases: Iterable[Case], kept: Mapping[str, Fate]) -> Mapping[str, Known]:
    """Return all mails that the store knows by their keys: those of cases, and those of what belongs to none."""
    known = {key: Known(fate) for key, fate in kept.items()}
    for case in cases:
        for place, report in enumerate(case.reports):
            fate = Fate.QUARANTINE if report.unreadable else _fate(case, place)
            known.update(dict.fromkeys(report.keys, Known(fate, report.mailbox, report.received_at)))
    return known


def state_of(message: Lying, known: Mapping[str, Known], now: datetime, *, was_looked_at: bool = False) -> State:
    """Return how a message stands.

    `was_looked_at` tells that the cursor has passed it, where a shared mailbox's server keeps no keywords.
    """
    is_young = message.received_at is not None and now - message.received_at < UNUSUAL_WAIT
    if any(key in known for key in message.keys or ()):
        is_new = message.use is Use.WATCHED and not (message.is_accepted or message.is_deleted or was_looked_at)
        return State.UNMARKED if is_new and not is_young else State.ACCOUNTED
    if message.is_accepted or message.use is not Use.WATCHED:
        return _state_of_taken(message)
    if message.is_deleted:
        return State.DELETED
    if message.is_left or was_looked_at:
        return State.LEFT
    return State.JUST_COME if is_young else State.WAITING


def _state_of_taken(message: Lying) -> State:
    """Return how a message stands that was taken, by its mark or its folder, and whose keys nobody knows."""
    if message.use is Use.ASIDE or message.keys is None:
        return State.ASIDE
    if not message.keys:
        return State.UNFETCHED
    return State.LOST if message.is_accepted else State.STRAY


def compare(
    mailbox: WatchedMailbox,
    lying: Sequence[Lying],
    known: Mapping[str, Known],
    *,
    now: datetime,
    since: date | None = None,
    looked_at: Mapping[tuple[str, int], int] | None = None,
) -> MailboxAudit:
    """Compare what lies in a mailbox with what the store knows.

    `looked_at` says by folder and UIDVALIDITY up to which UID messages were looked at, where the server keeps no
    keywords. `since` leaves out of `gone` what was received before.
    """
    passed = looked_at or {}
    states: dict[State, list[Lying]] = {}
    for message in lying:
        was_looked_at = message.uid <= passed.get((message.folder, message.uid_validity), 0)
        states.setdefault(state_of(message, known, now, was_looked_at=was_looked_at), []).append(message)
    counted = _counted(states.get(State.ACCOUNTED, []) + states.get(State.UNMARKED, []), known)
    return MailboxAudit(
        mailbox=mailbox,
        total=len(lying),
        fates=MailDay(day=now.astimezone(LONDON).date(), counts=counted),
        states={state: tuple(found) for state, found in states.items()},
        gone=_gone(mailbox.name, lying, known, since),
    )


def _fate(case: Case, place: int) -> Fate:
    if place > 0:
        return Fate.THREAD
    return Fate.NO_INCIDENT if case.status in _NO_INCIDENT else Fate.CASE


def _counted(messages: Iterable[Lying], known: Mapping[str, Known]) -> Mapping[str, int]:
    """Count messages by their fate; one that lies there twice is a duplicate the second time."""
    counts: dict[str, int] = {}
    seen: set[str] = set()
    for message in messages:
        key = next(key for key in message.keys or () if key in known)
        fate = Fate.DUPLICATE if key in seen else known[key].fate
        seen.add(key)
        counts[fate] = counts.get(fate, 0) + 1
    return counts


def _gone(mailbox: str, lying: Iterable[Lying], known: Mapping[str, Known], since: date | None) -> int:
    """Count the mails of cases that came by a mailbox and lie there no more."""
    there = {key for message in lying for key in message.keys or ()}
    begin = datetime.combine(since, time(), UTC) if since else None
    return sum(
        1
        for key, mail in known.items()
        if mail.mailbox == mailbox
        and key not in there
        and (begin is None or (mail.received_at is not None and mail.received_at >= begin))
    )
