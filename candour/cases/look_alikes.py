"""Domains that people take for another: one letter off, letters of other alphabets, another ending. Pure."""

import unicodedata
from collections.abc import Collection

_SHORTEST_NAME = 6
"""Among shorter names one letter makes no likeness: "bbc" and "bbq"."""
_TWINS = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u04cf\u0455\u0501\u051b\u043a\u043c\u0442\u043d\u0432"
    "\u03b1\u03bf\u03c1\u03bd\u03b9\u03ba\u03c5\u0131\u0261" + "01358",
    "aeopcyxijlsdqkmthb" + "aopvikuig" + "olesb",
)
"""Cyrillic and Greek letters, and digits, that look like Latin ones."""


def is_look_alike(domain: str, own: Collection[str]) -> bool:
    """Tell whether a domain that is none of `own` can be taken for one of them, or for one below it."""
    theirs = _skeleton(domain).split(".")
    return any(_resembles(theirs, _skeleton(each).split(".")) for each in own)


def _resembles(theirs: list[str], own: list[str]) -> bool:
    name = own[0]
    if len(name) < _SHORTEST_NAME:
        return False
    # What stands before the last labels is a domain below: mail.saint-finian.example.
    same_end = ".".join(theirs[-len(own) :])
    return is_one_slip_away(same_end, ".".join(own)) or name in theirs


def is_one_slip_away(one: str, other: str) -> bool:
    """Tell whether two texts are the same but for one letter more, less, other, or two neighbours swapped."""
    if one == other:
        return True
    first = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[first:], other[first:]
    swapped = a[:2] == b[1::-1] and a[2:] == b[2:]
    return swapped or a[1:] == b[1:] or a[1:] == b or a == b[1:]


def _skeleton(domain: str) -> str:
    """Return what a domain looks like: punycode decoded (RFC 3492), accents gone, twins replaced, "rn" for "m"."""
    shown = ".".join(_label(label) for label in domain.casefold().strip(".").split("."))
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", shown) if not unicodedata.combining(letter))
    return plain.translate(_TWINS).replace("rn", "m").replace("vv", "w")


def _label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode").casefold()
    except (UnicodeError, ValueError, OverflowError):
        return label
