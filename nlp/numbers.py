"""Numbers as people write them: "1,140", "twenty-four", "a hundred and eighty-seven", "a dozen"."""

import re

_UNITS = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORTH = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_UNIT = "|".join(sorted(_UNITS[1:], key=len, reverse=True))
_TEN = "|".join(_TENS)
_BELOW_HUNDRED = rf"(?:(?:{_TEN})(?:[ -](?:{_UNIT}))?|{_UNIT})"
_MAX_DIGITS = 9

NUMBER = (
    r"(?:\d{1,3}(?:,\d{3}){1,2}(?![\d,])|\d{1,6}(?![\d.,:/]\d|\d)"
    r"|(?:an? |one |two |three |four |five |six |seven |eight |nine )?(?:hundred"
    rf"|thousand)(?: and)?(?: {_BELOW_HUNDRED})?"
    rf"|{_BELOW_HUNDRED} (?:hundred|thousand)|half a dozen|(?:a|two|three|four) dozen"
    rf"|a couple of|{_BELOW_HUNDRED}\b)"
)
"""A pattern, without groups, of a number on a lower-case page."""


def number(words: str) -> int | None:
    """Return the worth of words that NUMBER matched, None where they are no number."""
    words = words.strip().replace(",", "")
    if words.isascii() and words.isdigit():
        return int(words) if len(words) <= _MAX_DIGITS else None
    if words.endswith("dozen"):
        return {"half a dozen": 6, "a dozen": 12, "two dozen": 24, "three dozen": 36, "four dozen": 48}.get(words)
    if words == "a couple of":
        return 2
    return _spelled(re.split(r"[ -]+", words))


def _spelled(words: list[str]) -> int | None:
    total = current = 0
    for word in words:
        if word in {"a", "an"}:
            current = 1
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        elif word in _WORTH:
            current += _WORTH[word]
        elif word != "and":
            return None
    return total + current
