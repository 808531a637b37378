"""Yes-or-no fields where the model of whole reports adds to what the rules know how people say."""

from collections.abc import Mapping

from candour.cases.facts import Method
from nlp.reading import Reading
from nlp.statistics.model import because, probability, report_model
from nlp.statistics.odds import confidence_of

SHOWN_FROM: Mapping[str, float] = {
    "near_miss": 0.2,
    "complaint": 0.25,
    "wants_anonymity": 0.2,
    "head_teacher_implicated": 0.2,
}
"""From which probability a field is shown. They are rare, so the model is cautious: of lessons by writers whom it had
not seen three in four that it held for so likely were right (`python -m training.fit --unseen`)."""
_OFFERED_FROM = 0.1
_MOST = 0.78
"""No word of the text says so by itself: never surer than "please check"."""


def read_likely(reading: Reading, field: str) -> None:
    """Add what the model of whole reports holds for likely, where no rule found words that decide it.

    An answer to a question is no whole report.
    """
    if reading.asked or reading.best(field):
        return
    likely = probability(reading, field)
    if likely >= _OFFERED_FROM:
        reading.add(
            field,
            value=True,
            confidence=min(confidence_of(likely, SHOWN_FROM[field]), _MOST),
            rule=f"{field}.{report_model().version}",
            hits=because(reading, field),
            method=Method.MODEL,
        )
