"""What the core needs from the outside. Each port has one contract suite over all its implementations."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol, TypeVar

from candour.cases.asked import Asked
from candour.cases.case import Case, CaseStatus
from candour.cases.facts import Facts
from candour.cases.record import Moment, Record
from candour.cases.report import Evidence, Report, Sender
from candour.cases.surroundings import UNKNOWN, Surroundings


class RegisterEntry(Record):
    """A case's line in the register: what can be listed and looked up without opening the case.

    `candour.cases.register.register_entry` makes it. `next_deadline` is when the first clock runs out (or ran out) that
    nobody has met, `next_step` when time alone next brings something about (`agenda`). `needs` are the codes of
    `register.needs`. `alerted` are the roles that got the alert, `in_heads_place` those that act for a head teacher who
    may not. `implicated_roles` and `responsible` (a name) say whom the report is about, `investigators` are the
    addresses of those who were authorised and not withdrawn; all of it stands in memory and in sealed files alone.
    `head` is the last link of the case's chain of events: the daily audit digest is taken over all of them.

    `merged_into` is the case of which it is a part by now: it needs nothing and counts nowhere. `possible_duplicates`
    are cases that seem to be about the same event, as long as nobody has decided whether they are. `days` are those on
    which it happened and was discovered, as far as they are known.

    `anonymous` where any of it came without a name: `told_at` is when its report is told, before which nobody sees the
    case, and `news_due` when its latest mail without content is or was due.
    """

    reference: str
    school: str
    status: CaseStatus
    opened_at: Moment
    head: str
    incident_type: str | None
    level: str | None
    report_by: Moment | None
    next_deadline: Moment | None = None
    next_deadline_id: str | None = None
    next_step: Moment | None = None
    score: float | None = None
    needs: tuple[str, ...] = ()
    is_waiting_for_reporter: bool = False
    action_due: Moment | None = None
    alerted: tuple[str, ...] = ()
    in_heads_place: tuple[str, ...] = ()
    implicated_roles: tuple[str, ...] = ()
    responsible: str | None = None
    investigators: tuple[str, ...] = ()
    closed_at: Moment | None = None
    merged_into: str | None = None
    possible_duplicates: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    anonymous: bool = False
    told_at: Moment | None = None
    news_due: Moment | None = None

    def is_told(self, now: datetime) -> bool:
        """Tell whether those who must know have been told of the case: before that it stands in no list."""
        return self.told_at is None or self.told_at <= now


class DueNotice(Record):
    """A notice that should be on its way."""

    reference: str
    notice_id: str
    due_at: Moment


class Store(Protocol):
    """Where cases and evidence live. One process works on a store; its methods may be called from any thread.

    A method that writes returns only when what it wrote is synced to the disk. All methods raise StoreError
    and its subclasses alone: StoreFullError where there is no room (nothing is changed then, and the store
    works again when there is room), StoreReadOnlyError after a failed sync.
    """

    def hold(self, chunks: Iterable[bytes], *, name: str, media_type: str) -> Evidence:
        """Write bytes that belong to no case yet, before they are understood.

        Holding the same bytes twice stores them once, but each hold is a claim on them, so that one report doesn't take
        the attachment of another that is arriving. A claim ends with the accept or save that names the bytes, or with
        `release`: who gives up must release. What `chunks` raises is passed on, and nothing is held.
        """

    def release(self, digest: str) -> None:
        """End one claim on held bytes that no case wants (a duplicate). Unknown digests are no error."""

    def accept(self, case: Case) -> None:
        """Write a new case, and move the held evidence that its reports name into it: all or nothing.

        Raises DuplicateReportError where one of the case's keys was accepted before, ReferenceTakenError where the
        reference is in use, EvidenceNotFoundError where evidence is neither held nor in the case.
        """

    def save(self, case: Case) -> None:
        """Replace a case whose version is one lower, moving newly named held evidence into it.

        Raises StaleCaseError where the stored version is another, CaseNotFoundError, DuplicateReportError where a key
        belongs to another case, EvidenceNotFoundError.
        """

    def load(self, reference: str) -> Case:
        """Return a case; raises CaseNotFoundError, StoreDamagedError."""

    def register(self, incident_type: str | None = None) -> Sequence[RegisterEntry]:
        """Return all cases' lines, or those of one type of incident, oldest first."""

    def find_key(self, key: str) -> str | None:
        """Return the reference of the case that accepted this inbox key."""

    def find_thread(self, token: str) -> str | None:
        """Return the reference of the case with this reply token."""

    def find_message(self, message_id: str) -> Sequence[str]:
        """Return the references of the cases that have a message with this Message-ID, oldest first."""

    def find_notice(self, message_id: str) -> DueNotice | None:
        """Return the notice that was given this Message-ID."""

    def due_notices(self, now: datetime, limit: int) -> Sequence[DueNotice]:
        """Return notices to send: queued and due, or leased with the lease run out. Earliest first."""

    def next_due(self) -> datetime | None:
        """Return when the next queued notice is due or the next lease ends; None where nothing waits."""

    def answers_since(self, address: str, since: datetime) -> int:
        """Count the notices to reporters that were made for this sender's address since then (the answer budget)."""

    def reported_by(self, address: str) -> Sequence[str]:
        """Return the references of the cases that somebody reported under this address, oldest first.

        Which those are is said by `own_cases.reporters`.
        """

    def open_evidence(self, reference: str, digest: str) -> Iterator[bytes]:
        """Return a case's evidence in pieces, checked as it is read.

        Raises EvidenceNotFoundError, StoreDamagedError.
        """

    def put(self, kind: str, key: str, document: Mapping[str, str] | None) -> None:
        """Write a record that belongs to no case (mailbox cursors, daily digests); None deletes it."""

    def get(self, kind: str, key: str) -> Mapping[str, str] | None:
        """Return such a record."""

    def records(self, kind: str) -> Mapping[str, Mapping[str, str]]:
        """Return all records of a kind by their keys, in the order of the keys: it tells nothing of what came when."""

    def awaits_restoring(self) -> bool:
        """Tell whether a case can't be opened that may be restored: its key is there, or can't be looked at.

        One whose key was destroyed is gone for good.
        """

    def even_times(self) -> None:
        """Make alike what the store's disk tells of when things came without a name, as far as it can be made so.

        Done once after each slot. It changes nothing that can be read from the store.
        """

    def close(self) -> None:
        """Let go of the store. Calling it twice is no error."""


class Reader(Protocol):
    """Understands a report. Knows no policy: it reads every field that it can."""

    def read(self, report: Report, asked: Sequence[Asked] = (), surroundings: Surroundings = UNKNOWN) -> Facts:
        """Return what the report says; raises ReadingFailedError where limits of time or memory are passed.

        `asked` is what its writer was shown before, where it answers: their words are read in that light.
        `surroundings` is what is known of the school: names and times that the words may mean.
        """


class Cleaned(Record):
    """A file without what it says about whoever made it; `content` is None where that can't be done, and why.

    `notes` are sentences for people about what went with it that they may miss.
    """

    content: bytes | None
    media_type: str
    reason: str = ""
    notes: tuple[str, ...] = ()


class Cleaner(Protocol):
    """Takes out of a file what could name its author: the author's name, place, device, times."""

    def clean(self, content: bytes, media_type: str) -> Cleaned:
        """Return the file cleaned, or the reason why it can't be; never raises for any bytes."""


class Unsigned(Record):
    """A message's words without what says who wrote them.

    `lines_cut` counts the lines that went. `is_whole` is False where there was more text than is looked at: the rest
    is left out too.
    """

    subject: str
    text: str
    lines_cut: int = 0
    is_whole: bool = True


class Unsign(Protocol):
    """Takes out of a message's words what says who wrote them: signature, footer, quoted headers, disclaimer."""

    def __call__(self, subject: str, text: str, writer: Sender | None) -> Unsigned:
        """Return the words without it; never raises for any text. A module-level function, so that workers can run it.

        `writer` is the From header: that name goes where somebody signs. Names that the writer typed elsewhere stay.
        """


class WorkingDays(Protocol):
    """Knows weekends and bank holidays."""

    def is_bank_holiday(self, day: date, country: str) -> bool:
        """Tell whether a day is a bank holiday (or a configured extra date) in ENG, WLS, SCT or NIR."""


T = TypeVar("T")


class Workers(Protocol):
    """Runs untrusted work elsewhere, within limits."""

    def run(self, work: Callable[..., T], *arguments: object, timeout_in_seconds: float) -> T:
        """Return work(*arguments); raises ReadingFailedError when it takes too long, too much memory, or dies.

        `work` is a module-level function and its arguments and result can be pickled.
        Raises WorkersUnavailableError and WorkersClosedError where the trouble is not the work's: do it later.
        """


Now = Callable[[], datetime]
"""The time, in UTC."""
