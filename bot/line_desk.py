"""What the line works with: the core's service, the store, the schools, and the officers in chat."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.chats import Records
from bot.events import Decided, Pressed, Said, Talker
from bot.files import Holding
from bot.form import ChatForm
from bot.turn import Turn
from candour.cases.case import Deadline
from candour.cases.directory import Directory
from candour.cases.dispatch import Receipt
from candour.cases.facts import Facts
from candour.cases.own_cases import OwnCase
from candour.cases.policy import Policy
from candour.cases.ports import Now
from candour.cases.report import Reply, Report


class Reporting(Protocol):
    """What the line needs of the core's service."""

    def receive(self, report: Report, among: Sequence[str] = ()) -> Receipt:
        """Take a report in; raises StoreError."""

    def answer(self, reference: str, report: Report) -> Receipt:
        """Join a message to a case; raises CaseNotFoundError, StoreError."""

    def understand(self, report: Report) -> Facts:
        """Return what a report says; raises ReadingFailedError."""

    def understand_reply(self, report: Report, reply: Reply) -> Facts:
        """Return what an answer says alone; raises ReadingFailedError."""

    def clocks(self, report: Report, facts: Facts) -> Sequence[Deadline]:
        """Return the policy's clocks as they would run for a report that says this."""

    def own_cases(self, address: str) -> Sequence[OwnCase]:
        """Return the cases that somebody reported, the newest first."""


class Officers(Protocol):
    """The DPO in chat (`bot.officers`). All methods raise StoreError."""

    def said(self, event: Said, talker: Talker) -> Turn | None:
        """Return what an officer asked for by one of a few words; None for anything that anybody may say."""

    def hear(self, event: Pressed | Decided, talker: Talker) -> Turn | None:
        """Return what comes of an officer's button or form; None where it is none of theirs."""

    def form(self, event: Pressed, talker: Talker) -> ChatForm | None:
        """Return the form that an officer's button opens."""

    def is_officer(self, talker: Talker) -> bool:
        """Tell whether somebody holds a role that is told by chat."""


@dataclass(frozen=True)
class LineDesk:
    """What the line works with. `school_of` returns the school of somebody, `anonymous` the address of its page.

    Where that is an address which nobody else gets, `same_for_all` returns the one for places that everybody reads.
    `records` and `evidence` are the store.
    """

    service: Reporting
    records: Records
    directory: Directory
    policies: Callable[[str], Policy]
    now: Now
    school_of: Callable[[Talker], str]
    anonymous: Callable[[str], str]
    evidence: Holding
    same_for_all: Callable[[str], str] | None = None
    officers: Officers | None = None
    sends_after: timedelta = timedelta(minutes=30)
    warns_before: timedelta = timedelta(minutes=5)
