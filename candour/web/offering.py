"""What the builders of decision forms work with."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from candour.cases.case import Case
from candour.cases.directory import Person
from candour.cases.policy import Policy
from candour.cases.showing.words import LONDON, paragraph
from candour.cases.viewing import CaseView
from candour.web.form_model import DecisionForm, Input
from candour.web.other_cases import OtherCases
from candour.web.page_words import DECISION_WORDS


class Offering(NamedTuple):
    """A case as its visitor comes to it. `shown` is the case as they may see it: withheld names are masked (R33).

    `unmasked` has what their role hides left out already, but not the names: for what masks them itself. `others` are
    the other cases that they may know of.
    """

    view: CaseView
    visitor: Person
    unmasked: Case
    shown: Case
    now: datetime
    others: OtherCases = OtherCases()

    @property
    def case(self) -> Case:
        """The whole case; nothing of it that may be withheld goes into a page."""
        return self.view.case

    @property
    def policy(self) -> Policy:
        """The policy that the case's school works by."""
        return self.view.policy

    @property
    def today(self) -> date:
        """The day in London."""
        return self.now.astimezone(LONDON).date()


def offer(
    what: str,
    *inputs: Input,
    about: str = "",
    value: str | None = None,
    title: str = "",
    text: tuple[str, ...] = (),
    source: str = "",
    fixed: Mapping[str, str] | None = None,
) -> DecisionForm:
    """Return a form in the words of its decision; `about` tells several forms of one decision apart."""
    words = DECISION_WORDS[what]
    return DecisionForm(
        id=f"{what}-{about}" if about else what,
        what=what,
        title=title or words.title,
        submit=words.submit,
        inputs=inputs,
        value=value,
        text=text,
        source=paragraph(source) if source else "",
        fixed=fixed or {},
    )
