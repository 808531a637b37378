"""Is the data back? Cues of the text and a learned model together; what a form says comes first."""

import re

from candour.cases.facts import Method
from nlp.outcome.recovery import SAID
from nlp.reading import Reading
from nlp.statistics.model import probabilities, report_model
from nlp.statistics.odds import confidence_of

TASK = "recovered"
_SHOWN_FROM = 0.33
_OFFERED_FROM = 0.1
_PHRASE_SURE = {"partly": 0.85, "no": 0.86, "yes": 0.83}
_TAKEN_BACK = re.compile(r"(?:\b(?:not|never|nobody|nothing|no one|will|to|be|if)|n't)(?: \w+)? $")
_PARTLY = re.compile(r"\bpart(?:ly|ial)|\bsome\b|\bnot the\b|\bbut\b|\bmost\b")
_YES = re.compile(r"(?:yes|yeah|yep|y\b|oes|ydy|all|recovered|fully)")
_NO = re.compile(r"(?:no\b|nope|n\b|not (?:yet|recovered|so far)|none|nac oes|na\b)")


def read_recovered(reading: Reading) -> None:
    """Read recovered."""
    _read_answer(reading)
    if reading.asked:
        _read_phrases(reading)
        return
    likely, rule = probabilities(reading, TASK), f"recovered.{report_model().version}"
    for value in ("yes", "no", "partly"):
        if likely[value] >= _OFFERED_FROM:
            said = [hit for name, hit in reading.recovery_cues.items() if name.startswith(value)][:2]
            sure = confidence_of(likely[value], _SHOWN_FROM)
            reading.add("recovered", value, sure, rule, said, method=Method.MODEL)


def _read_phrases(reading: Reading) -> None:
    """Read an answer by what it says alone: the model knows whole reports."""
    for name, pattern in SAID:
        for hit in reading.body.hits(pattern):
            value = name.split()[0]
            if value != "yes" or not _TAKEN_BACK.search(hit.page.before(hit.start, 16)):
                reading.add("recovered", value, _PHRASE_SURE[value], f"recovered.{name.replace(' ', '.')}", [hit])
                break


def _read_answer(reading: Reading) -> None:
    for answer in reading.layout.answers:
        raw = answer.raw
        if answer.field != "recovered" or raw is None:
            continue
        said = (("partly", _PARTLY.search(raw.low)), ("yes", _YES.match(raw.low)), ("no", _NO.match(raw.low)))
        value = next((value for value, match in said if match), None)
        if value:
            reading.add("recovered", value, 0.95, "form.recovered", [raw])
