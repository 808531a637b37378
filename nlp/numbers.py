"""Numbers as people write them: "1,140", "twenty-four", "a hundred and eighty-seven", "a dozen"."""

import re
from collections.abc import Mapping, Sequence

_UNITS = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_MISSPELT = {"fourty": 40, "forteen": 14, "ninteen": 19, "eightteen": 18, "fiveteen": 15, "twelv": 12, "ninty": 90}
_WORTH: Mapping[str, float] = (
    {word: value for value, word in enumerate(_UNITS)}
    | {word: 10 * value for value, word in enumerate(_TENS, start=2)}
    | _MISSPELT
    | {"half": 0.5}
)
_TEEN = [word for word, worth in _MISSPELT.items() if worth < 20]  # noqa: PLR2004 - twenty begins the tens
_UNIT = "|".join(sorted([*_UNITS[1:], *_TEEN], key=len, reverse=True))
_TEN = "|".join([*_TENS, *(word for word in _MISSPELT if word not in _TEEN)])
_BELOW_HUNDRED = rf"(?:(?:{_TEN})(?:[ -](?:{_UNIT}))?|{_UNIT})"
_MAX_DIGITS = 9
_MANY = {"hundred": 100, "dozen": 12}
_PART = re.compile(r"[^ -]+")

NUMBER = (
    r"(?:\d{1,3}(?:,\d{3}){1,2}(?![\d,])|\d{1,6}(?![\d.,:/]\d|\d)"
    r"|(?:an? )?couple of (?:hundred|dozen|thousand)"
    r"|(?:an? |one |two |three |four |five |six |seven |eight |nine )?(?:hundred"
    rf"|thousand)(?: and)?(?: {_BELOW_HUNDRED})?"
    rf"|{_BELOW_HUNDRED} (?:hundred|thousand)|half a dozen|half dozen|(?:(?:a|two|three|four|five|six) )?dozen"
    rf"|a couple of|couple of|{_BELOW_HUNDRED}\b)"
)
"""A pattern, without groups, of a number on a lower-case page."""


_COUPLE = re.compile(r"\b(?:an? )?couple of\b")


def number(words: str) -> int | None:
    """Return the worth of words that NUMBER matched, None where they are no number."""
    words = words.strip().replace(",", "")
    if words.isascii() and words.isdigit():
        return int(words) if len(words) <= _MAX_DIGITS else None
    return _spelled(_PART.findall(_COUPLE.sub("two", words)))


def _spelled(words: Sequence[str]) -> int | None:
    total = current = 0.0
    for word in words:
        if word in {"a", "an"}:
            current = current or 1
        elif word in _MANY:
            current = (current or 1) * _MANY[word]
        elif word == "thousand":
            total, current = total + (current or 1) * 1000, 0
        elif word in _WORTH:
            current += _WORTH[word]
        elif word != "and":
            return None
    return int(total + current)
