"""What the rules of sorting look at: signs of an incident in what was read of a mail. Pure."""

from typing import NamedTuple

from candour.cases.facts import CERTAIN, Facts, Method
from candour.cases.report import Report

SEVERAL = 2
CLEAR = ("says_so", "tricked")
"""Signs of harm that need nothing beside them."""
OF_OTHERS = ("wrong_reader", "shown")
"""Signs of harm that are themselves about somebody else's eyes."""
THINGS = (
    "lost_or_stolen_equipment",
    "poor_disposal",
    "cyber_attack",
    "shared_credentials",
    "unauthorised_access",
    "unauthorised_disclosure",
)
"""Types of incident that hold personal data though nothing is said of it: a laptop, an account, a bin of files."""
_OF_A_REPORT = ("remedial_action", "discovered_time", "near_miss", "wants_anonymity")
FOR_SORTING = frozenset({"signs_of_harm", "harm_to_information", "asks_for_data", "reads_like_incident"})
"""The facts that are read for these rules alone."""
LIKELY_KIND = 0.75
"""`incident_type`: of every mail some type is the likeliest, so that only a likely one is a sign."""
CLOSE, NEAR = CERTAIN, 0.6
"""`harm_to_information`: both in one sentence; in neighbouring ones."""
LIKE_A_REPORT = 0.95
"""`reads_like_incident`: a model that learned from reports holds much ordinary mail for one. With a word of harm
it found one of four that the rules missed, and named 5 of 215 ordinary mails more."""


class Seen(NamedTuple):
    """What the rules look at.

    `answers` tells that a mail belongs to a case, is the return of a mail of ours, or bears the mark of a test.
    `reporting` are the addresses to which nothing but reports is written. `facts` is None where nothing could be read.
    """

    report: Report
    answers: bool
    reporting: frozenset[str]
    facts: Facts | None = None

    def says(self, *kinds: str) -> bool:
        """Tell whether the text holds a sign of one of these kinds of harm."""
        return self.facts is not None and not set(kinds).isdisjoint(self.facts.ticks("signs_of_harm"))

    def sure(self, field: str) -> float:
        """Return how sure it is that a yes/no field is yes."""
        found = self.facts.value(field) if self.facts else None
        return found.confidence if found and found.value is True else 0.0

    @property
    def kind(self) -> str | None:
        """Return the type of incident that it reads like; None for none, and where it reads like no report at all.

        A model that learned from reports sees one in every mail: without words that a rule knows it doesn't count.
        """
        found = self.facts.value("incident_type") if self.facts and not self.sure("not_an_incident") else None
        if found is None or found.confidence < LIKELY_KIND or found.method is Method.MODEL:
            return None
        return str(found.value)

    @property
    def details(self) -> int:
        """Count the kinds of personal data that it speaks of."""
        return len(self.facts.ticks("data_types")) if self.facts else 0

    @property
    def tells_of_harm(self) -> bool:
        """Tell whether any sign of harm stands in it."""
        return self.facts is not None and bool(self.facts.ticks("signs_of_harm"))

    @property
    def tells_more(self) -> bool:
        """Tell whether it says what only a report says: when it was noticed, what was done about it."""
        return self.facts is not None and any(self.facts.shown(field) for field in _OF_A_REPORT)


def reads_as_none(seen: Seen) -> bool:
    """Tell whether words that a rule knows surely make it a newsletter, an advert, an absence or an enquiry."""
    found = seen.facts.value("not_an_incident") if seen.facts else None
    return found is not None and found.method is not Method.MODEL and seen.sure("not_an_incident") >= CERTAIN


def is_only_regret(seen: Seen) -> bool:
    """Tell whether somebody is sorry or upset, and nothing says what went wrong."""
    return seen.facts is not None and seen.facts.ticks("signs_of_harm") == ("regret",)


def reads_like_report(seen: Seen) -> bool:
    """Tell whether it reads like the reports that the model learned from, and holds a word of harm."""
    return seen.facts is not None and seen.sure("reads_like_incident") >= LIKE_A_REPORT and seen.tells_of_harm


def _has_weak_details(seen: Seen) -> bool:
    """Tell whether more is known of what a kind of incident was about than a name, or that it was a thing.

    Bins are spoken of all day: of what is thrown away two signs are wanted.
    """
    if seen.facts is None:
        return False
    signs = len(seen.facts.ticks("signs_of_harm"))
    if seen.kind in THINGS and signs >= (2 if seen.kind == "poor_disposal" else 1):
        return True
    if seen.kind == "sent_to_wrong_person" and seen.says("wrong_reader"):
        return True
    return seen.facts.ticks("data_types") not in {(), ("name",)}


def has_weak_signs(seen: Seen) -> bool:
    """Tell whether harm and people's information are both spoken of, or a kind of incident with one of the two.

    What reads like an enquiry may be about an incident all the same: "We got another child's letter. Shall I send it
    back?" There it must be about somebody else's eyes, and both must stand in one sentence.
    """
    if reads_as_none(seen):
        return seen.sure("harm_to_information") >= CLOSE and seen.says(*OF_OTHERS)
    if seen.sure("harm_to_information"):
        return True
    return _has_weak_details(seen) if seen.kind else False
