"""What kind of incident it is: the policies' types, by rules and by a statistical model together.

What the rules find is told to the model beside the words of the report, so that the lessons decide how far each rule is
to be trusted, and which one where several speak.
"""

from collections.abc import Mapping

from candour.cases.facts import Method
from nlp.reading import Reading
from nlp.statistics.model import because, probabilities, probability, report_model
from nlp.text import Hit

TASK = "incident_type"
_WORTH_OFFERING = 0.04
"""Types that are less likely are no rivals worth showing."""
_MOST_HITS = 4
_DISCLOSURE, _WRONG_PERSON = "unauthorised_disclosure", "sent_to_wrong_person"
_AHEAD = 0.1
"""By how much the likeliest type is likelier than the model says of reports by strangers."""


def read_incident(reading: Reading) -> None:
    """Read incident_type: every type that is likely enough, with the words for it.

    An answer to a question is too short for the model to see a type where no rule does.
    """
    model = report_model()
    is_one = 1.0 if reading.asked else 1.0 - probability(reading, "not_an_incident")
    shares = _by_convention(reading, probabilities(reading, TASK))
    best = max(shares.values())
    for type_, share in shares.items():
        likely = share * is_one + (_AHEAD if share == best else 0.0)
        if likely < _WORTH_OFFERING or (reading.asked and type_ not in reading.signs.by_type):
            continue
        signs = reading.signs.by_type.get(type_, ())
        rule = f"{signs[0].rule.id}+{model.version}" if signs else f"incident.{type_}.{model.version}"
        method = Method.RULE if signs else Method.MODEL
        reading.add(
            TASK, type_, min(likely, 0.97), rule, _reasons(reading, type_, explained=share == best), method=method
        )


def _by_convention(reading: Reading, shares: Mapping[str, float]) -> Mapping[str, float]:
    """Count a missed Bcc as a disclosure, as the labels do: the right people got the mail, and saw each other."""
    signs = reading.signs.by_type.get(_DISCLOSURE, ())
    if not any("bcc" in sign.hit.low for sign in signs):
        return shares
    both = shares[_DISCLOSURE] + shares[_WRONG_PERSON]
    return {**shares, _DISCLOSURE: both, _WRONG_PERSON: 0.0}


def _reasons(reading: Reading, type_: str, *, explained: bool) -> list[Hit]:
    """Return the words that rules found; for the likeliest type also those that the model went by."""
    said = [sign.hit for sign in reading.signs.by_type.get(type_, ())]
    words = because(reading, TASK, type_) if explained or not said else []
    apart = [hit for hit in words if not any(_within(hit, other) for other in said)]
    return [*said, *apart][:_MOST_HITS]


def _within(hit: Hit, other: Hit) -> bool:
    return hit.page.source == other.page.source and hit.start < other.end and other.start < hit.end
