"""Where a report is written: a school, its policy, and everything that the pages work with, at one moment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from starlette.requests import Request

from candour.cases.directory import School
from candour.cases.policy import Policy
from candour.cases.references import new_token
from candour.cases.service import Service
from candour.cases.starts import LONDON
from candour.cases.welsh_form import policy_in_welsh
from candour.web.anonymous.door import AnonymousDoor
from candour.web.anonymous.draft import Draft
from candour.web.anonymous.frame import door
from candour.web.anonymous.shelf import ShelvedFile
from candour.web.anonymous.tickets import Standing
from candour.web.surroundings import surroundings


@dataclass(frozen=True)
class Place:
    """A school's form at a moment."""

    door: AnonymousDoor
    service: Service
    school: School
    policy: Policy
    now: datetime

    @property
    def today(self) -> date:
        """The day in London: nothing finer is kept of a report."""
        return self.now.astimezone(LONDON).date()

    def policy_in(self, language: str) -> Policy:
        """Return the policy with the words for its writers in a language: it is written in English."""
        return policy_in_welsh(self.policy) if language == "cy" else self.policy

    def standing(self, draft: Draft) -> Standing:
        """Return what the ticket of a draft is worth here."""
        return self.door.tickets.standing(draft.ticket, self.school.key, draft.code, self.today)

    def ready(self, draft: Draft) -> Draft:
        """Return a draft with a code, a ticket and a drawer, new ones where it has none that are good.

        One that was open for too long keeps its code: should it have been sent, it is still the same report.
        """
        standing = self.standing(draft)
        drawer = draft.drawer or new_token(self.door.random)
        if standing is Standing.GOOD:
            return replace(draft, drawer=drawer)
        if standing is Standing.OLD:
            ticket = self.door.tickets.renewed(self.school.key, draft.code, self.today)
            return replace(draft, ticket=ticket, drawer=drawer)
        code, ticket = self.door.tickets.new(self.school.key, self.today)
        return replace(draft, code=code, ticket=ticket, drawer=drawer)

    def files(self, draft: Draft) -> Sequence[ShelvedFile]:
        """Return the files that lie on the shelf for a draft."""
        return self.door.shelf.files(draft.drawer, self.now) if draft.drawer else ()

    def limits(self, draft: Draft) -> tuple[str, ...]:
        """Return what who decides is told about the files of a draft: what was left out of them, or whole."""
        return self.door.shelf.limits(draft.drawer, self.now) if draft.drawer else ()


def place_at(request: Request, key: str) -> Place | None:
    """Return the form of a school; None where the directory has none of that key."""
    around = surroundings(request)
    school = around.directory.schools.get(key)
    if school is None:
        return None
    return Place(door(request), around.service, school, around.policies(school.profile), around.now())
