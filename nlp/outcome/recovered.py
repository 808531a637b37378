"""Is the data back? Cues of the text and a learned model together; what a form says comes first."""

import re
from collections.abc import Iterator, Mapping

from candour.cases.facts import Method
from nlp.outcome.recovery_cues import CUES
from nlp.outcome.recovery_phrases import PHRASES
from nlp.outcome.recovery_signs import SIGNS
from nlp.reading import Reading
from nlp.statistics.model import load
from nlp.statistics.odds import confidence_of
from nlp.statistics.words import Bag
from nlp.text import Hit

TASK = "recovered"
_SHOWN_FROM = 0.33
_OFFERED_FROM = 0.1
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in (*CUES, *SIGNS, *PHRASES))
_UNSURE = re.compile(
    r"(?:\b(?:not|never|nobody|no one|none|nothing|will|would|should|could|might|may|hope|hoping|if|asked|asking|ask"
    r"|to be|unless|until|tomorrow|promise[sd]?|going to|must|need|trying|want|wants|told)\b|n't\b|'ll\b)"
    r"[^.;\n]{0,30}$"
)
"""What stands before a thing that is not done, or was not yet done."""
_WORDS = frozenset({"w", "c", "m"})
_LATE = 0.6
"""What is said in this part of the report is how it came out."""
_WEIGHT, _PHRASE_WEIGHT, _ANSWER_WEIGHT = 0.3, 0.6, 0.6
"""How much a cue counts beside the report's words before anything is learned."""
_MOST_WORDS = 6
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
    model = load("outcome")
    hits = cues_of(reading)
    likely = model.probabilities(TASK, bag_with_cues(reading, hits))
    for value in ("yes", "no", "partly"):
        if likely[value] >= _OFFERED_FROM:
            said = [hit for name, hit in hits.items() if name.startswith(value)][:2]
            sure = confidence_of(likely[value], _SHOWN_FROM)
            reading.add("recovered", value, sure, f"recovered.{model.version}", said, method=Method.MODEL)


def _read_phrases(reading: Reading) -> None:
    """Read an answer by what it says alone: the model knows whole reports."""
    for name, pattern in _PATTERNS[-len(PHRASES) :]:
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


def bag_with_cues(reading: Reading, hits: Mapping[str, Hit]) -> Bag:
    """Return the words of a report with the cues for and against its data being back.

    What kind of incident it is tells little beside them: the rules' signs of it and the shape are left out.
    """
    words = Bag({group: names for group, names in reading.bag.groups.items() if group in _WORDS}, reading.bag.places)
    return words.also("d", ((name, value, None) for name, value in _weighed(reading, hits)))


def _weighed(reading: Reading, hits: Mapping[str, Hit]) -> Iterator[tuple[str, float]]:
    body = reading.body.low
    for name, hit in hits.items():
        yield name, _PHRASE_WEIGHT if "phrase" in name else _WEIGHT
        if hit.page is reading.body and hit.start > len(body) * _LATE:
            yield f"{name} late", _WEIGHT
        if name.startswith("yes"):
            yield from _how_sure(name, hit)
    for answer in reading.layout.answers:
        if answer.field == "recovered" and answer.raw:
            for word in re.findall(r"\w+", answer.raw.low)[:_MOST_WORDS]:
                yield f"answer {word}", _ANSWER_WEIGHT
            for name, pattern in _PATTERNS:
                if pattern.search(answer.raw.low):
                    yield f"answer {name}", _ANSWER_WEIGHT


def _how_sure(name: str, hit: Hit) -> Iterator[tuple[str, float]]:
    """Yield whether a cue is told as done, or as denied, asked for or still to come."""
    if _UNSURE.search(hit.page.before(hit.start, 40)):
        yield f"unsure {name}", _WEIGHT
        yield "unsure", _WEIGHT
    else:
        yield "sure", _WEIGHT


def cues_of(reading: Reading) -> Mapping[str, Hit]:
    """Return the last place of each cue: how it came out is told at the end."""
    found: dict[str, Hit] = {}
    for name, pattern in _PATTERNS:
        for page in reading.pages:
            if name not in found and (places := list(page.hits(pattern))):
                found[name] = places[-1]
    return found
