"""Welsh numbers, the old way of counting and the new: "un ar hugain", "dau ddeg un", "chwe chant"."""

import re
from collections.abc import Mapping

from nlp.welsh.words import any_of, forms

_SMALL = {
    **dict.fromkeys(("un",), 1),
    **dict.fromkeys(("dau", "dwy"), 2),
    **dict.fromkeys(("tri", "tair"), 3),
    **dict.fromkeys(("pedwar", "pedair"), 4),
    **dict.fromkeys(("pump", "pum"), 5),
    **dict.fromkeys(("chwech", "chwe"), 6),
    "saith": 7,
    "wyth": 8,
    "naw": 9,
    **dict.fromkeys(("deg", "deng"), 10),
    "unarddeg": 11,
    **dict.fromkeys(("deuddeg", "deuddeng", "dwsin"), 12),
    **dict.fromkeys(("pymtheg", "pymtheng"), 15),
    "deunaw": 18,
    "ugain": 20,
    "deugain": 40,
    "trigain": 60,
}
_HUNDREDS = {"cant": 100, "can": 100, "mil": 1000}
_HALVES = {"hanner cant": 50, "hanner dwsin": 6}
_WORTH: Mapping[str, int] = {
    shape: worth for word, worth in {**_SMALL, **_HUNDREDS}.items() for shape in forms(word) if shape != "gan"
}
_ONES = any_of([word for word, worth in _SMALL.items() if worth < 11])  # noqa: PLR2004 - up to ten
_OLD_TEENS = any_of("un dau dwy tri tair pedwar pedair") + " ar " + any_of("deg pymtheg")
_OVER_TWENTY = rf"(?:{_OLD_TEENS}|{any_of(_SMALL)}) ar (?:h?ugain|dd?eugain|d?drigain)"
_NEW = rf"(?:{_ONES} )?d?deg(?: {_ONES})?"
WELSH_NUMBER = (
    rf"(?:(?:{_ONES} )?{any_of('cant mil')}(?: a[cg]?(?: {any_of(_SMALL)}))?|{'|'.join(_HALVES)}"
    rf"|{_OVER_TWENTY}|{_OLD_TEENS}|dd?eg ar hugain|{_NEW}|{any_of(_SMALL)})"
)
"""A pattern, without groups, of a number in words on a lower-case page."""


def welsh_number(words: str) -> int | None:
    """Return the worth of words that WELSH_NUMBER matched, None where they are no number."""
    if words in _HALVES:
        return _HALVES[words]
    total = current = 0
    for word in words.split():
        if word in {"ar", "a", "ac", "ag"}:
            continue
        worth = _WORTH.get(word)
        if worth is None:
            return None
        if worth >= 100:  # noqa: PLR2004 - hundreds multiply what stands before them
            total, current = total + max(current, 1) * worth, 0
        elif worth == 10 and 1 <= current <= 9 and " ar " not in words:  # noqa: PLR2004 - "tri deg"
            current *= 10
        else:
            current += worth
    return total + current


WELSH_COUNT = re.compile(rf"(?<![\w'-]){WELSH_NUMBER}(?![\w'-])")
