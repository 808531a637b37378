"""What the officers' side of the chat works with, and a case as one of them may see it there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from bot.events import VOUCHING, Talker
from candour.cases.case import Case
from candour.cases.confidential import came_confidentially
from candour.cases.directory import Directory, Person
from candour.cases.errors import CaseNotFoundError, StoreDamagedError
from candour.cases.order import Order
from candour.cases.own_cases import OwnCase
from candour.cases.policy import Policy
from candour.cases.ports import Now, RegisterEntry
from candour.cases.viewing import CaseView


class Cases(Protocol):
    """What is needed of the core's service. All methods raise StoreError."""

    def who(self, address: str) -> Person | None:
        """Return who may come to cases under an address."""

    def view(self, reference: str, by: Person) -> CaseView:
        """Return a case with what this person may do; raises CaseNotFoundError also for one that they may not see."""

    def listing(self, by: Person) -> Sequence[RegisterEntry]:
        """Return the lines of the cases that somebody has a part in."""

    def decide(self, reference: str, order: Order) -> Case:
        """Record a decision; raises DecisionRefusedError, NotAllowedError, StalePageError, CaseNotFoundError."""

    def own_cases(self, address: str) -> Sequence[OwnCase]:
        """Return the cases that somebody reported."""


@dataclass(frozen=True)
class OfficerDesk:
    """The surroundings. `personal_detail` lets messages quote what was reported: off unless the settings say so."""

    service: Cases
    directory: Directory
    policies: Callable[[str], Policy]
    now: Now
    personal_detail: bool = False


class Seen(NamedTuple):
    """A case as an officer comes to it in a chat. `detail` is whether what was reported may be quoted."""

    view: CaseView
    officer: Person
    now: datetime
    pages: str
    detail: bool

    @property
    def case(self) -> Case:
        """The whole case; nothing of it that may be withheld goes into a message."""
        return self.view.case


def officer_behind(desk: OfficerDesk, talker: Talker) -> Person | None:
    """Return who talks, by the address that the platform vouches for; None for whoever has no part in any case."""
    return desk.service.who(talker.address) if talker.platform in VOUCHING and talker.address else None


def seen_in_chat(desk: OfficerDesk, reference: str, officer: Person) -> Seen | None:
    """Return a case as an officer may see it in a chat; None where they may not, or there is none.

    Nobody sees there what came confidentially or without a name: who runs the chat keeps what is said in it, and when.
    """
    try:
        view = desk.service.view(reference, officer)
    except (CaseNotFoundError, StoreDamagedError):  # the store lists what is damaged; other cases are shown
        return None
    if came_confidentially(view.case):
        return None
    return Seen(view, officer, desk.now(), desk.directory.pages.rstrip("/"), desk.personal_detail)
