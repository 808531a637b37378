"""What the service hands to those who carry: a notice with all that is needed to write and send it."""

from enum import StrEnum

from candour.cases.case import Case, CaseStatus
from candour.cases.directory import Person, School
from candour.cases.notice import Notice
from candour.cases.policy import Policy
from candour.cases.record import Record


class Dispatch(Record):
    """A leased notice. `recipients` were resolved just now: roles, bypasses and watched addresses are respected.

    `pages` is where people who may sign in find the case, empty where there are no pages. `together` are other notices
    without content, to the same people, that go out in the same mail; each is leased for itself.
    """

    notice: Notice
    case: Case
    policy: Policy
    school: School
    recipients: tuple[Person, ...]
    pages: str = ""
    together: tuple["Dispatch", ...] = ()

    @property
    def all(self) -> tuple["Dispatch", ...]:
        """Everything that its mail carries."""
        return (self, *self.together)


class Outcome(StrEnum):
    """What became of a report."""

    NEW_CASE = "new_case"
    JOINED = "joined"
    DUPLICATE = "duplicate"
    BOUNCE = "bounce"
    SET_ASIDE = "set_aside"
    """An automatic answer, or a bounce of no mail of ours."""
    LEFT = "left"
    """Ordinary mail in a shared mailbox: nothing of it was kept."""
    DOUBTFUL = "doubtful"
    """Left in a shared mailbox, and named to who decides by its date and the sender's domain alone."""
    PROBE = "probe"
    """The mail of `candour probe`."""


class Receipt(Record):
    """The service's answer to whoever brought a report: from here on nothing can lose it.

    `reference` is None for what belongs to no case (an out-of-office answer, an unknown bounce). `status` is that of a
    case that was opened just now.
    """

    outcome: Outcome
    reference: str | None
    status: CaseStatus | None = None
