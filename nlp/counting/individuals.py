"""How many people's data it is: the answer of a form, or the likeliest number of the text, the others as rivals."""

import re

from candour.cases.facts import Method
from nlp.counting.choice import load
from nlp.counting.features import options_of
from nlp.counting.rules import rules_of
from nlp.numbers import NUMBER, number
from nlp.reading import Reading
from nlp.text import Hit

_NUMBER = re.compile(NUMBER)
_FROM_FORM = 0.95
_SHORT = 80
_LEAST = 0.1
"""How likely one person must be to be offered where no number is said."""


def read_individuals(reading: Reading) -> None:
    """Read individuals: of a reply to us or of one short sentence by the rules, as the model knows whole reports."""
    _read_answers(reading)
    if reading.asked or _is_short(reading.body.low):
        for ruled in rules_of(reading.body):
            reading.add("individuals", ruled.value, ruled.strength, f"individuals.{ruled.rule}", [ruled.hit])
    if not reading.asked and not reading.best("individuals"):
        _choose(reading)


def _is_short(low: str) -> bool:
    """Tell whether a text is one short sentence. More words than _SHORT needn't be counted."""
    return len(" ".join(low.split(maxsplit=_SHORT))) < _SHORT


def _choose(reading: Reading) -> None:
    chooser = load()
    for likely in chooser.choose(options_of(reading)):
        if likely.value is not None and (likely.option.rule != "one" or likely.probability >= _LEAST):
            reading.add(
                "individuals",
                likely.value,
                likely.probability,
                f"{chooser.weights.version}.{likely.option.rule}",
                likely.option.hits,
                method=Method.MODEL,
            )


def _read_answers(reading: Reading) -> None:
    for answer in reading.layout.answers:
        if answer.field != "individuals" or not answer.value or "[" in answer.value.low:
            continue
        page, start = answer.value.page, answer.value.start
        match = _NUMBER.search(answer.value.low)
        if match and (found := number(match[0])):
            hit = Hit(page, start + match.start(), start + match.end())
            reading.add("individuals", found, _FROM_FORM, "form.individuals", [hit])
