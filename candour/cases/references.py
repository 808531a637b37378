"""References of cases, and tokens. A reference tells nothing about its case: neither how many there are nor when.

A reference like SF-26-K7QM4 is the school's prefix, the year of its opening in London, and five characters of
Crockford's base32 (no I, L, O, U), the last of which is a check character.

The check: the characters are elements of the field GF(32), weighted with successive powers of a primitive element and
added up. A change of one character changes the sum, and so does swapping two neighbours (or any two within 31
places), because the weights differ: all such mistakes are found, in prefix and year too, not only most.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from itertools import accumulate, repeat
from random import Random
from zoneinfo import ZoneInfo

from candour.cases.errors import SettingsError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LONDON = ZoneInfo("Europe/London")
_PREFIX = re.compile(r"[A-Z]{2,6}")
_RANDOM_CHARACTERS = 4
_BITS = 5
_POLYNOMIAL = 0b100101
"""x^5 + x^2 + 1, primitive over GF(2)."""
_CHECK_SUM = 10
"""The weighted sum of every reference: the one that makes SF-26-K7QM4, the example of every document, a valid one."""
_TOKEN_CHARACTERS = 16

_MISTYPED = str.maketrans("OIL", "011")
_IN_LETTERS = str.maketrans("01", "OI")
_SEPARATORS = re.compile("[\\s\\-\u2010-\u2015\u2212]+")
_JOINED = re.compile("[\\-\u2010-\u2015\u2212]")
_DIGIT = re.compile("[0-9]")
_PACKED = re.compile(r"([A-Z01]{2,6})([0-9OIL]{2})([0-9A-Z]{5})")
_IN_TEXT = re.compile(
    "(?<![A-Za-z0-9])"
    "(?P<reference>[A-Za-z]{2,6}[ \\-\u2010-\u2015\u2212]{0,3}[0-9]{2}[ \\-\u2010-\u2015\u2212]{0,3}[0-9A-Za-z]{5})"
    "(?![A-Za-z0-9])[:,;]?"
)


def _double(element: int) -> int:
    doubled = element << 1
    return doubled ^ _POLYNOMIAL if doubled >> _BITS else doubled


_POWERS = tuple(accumulate(repeat(1, 31), lambda power, _: _double(power)))
_LOGARITHMS = {power: exponent for exponent, power in enumerate(_POWERS)}


def new_reference(prefix: str, now: datetime, random: Random) -> str:
    """Return a reference with 20 random bits; the store refuses one that is taken, then ask again.

    Raises SettingsError where the prefix is not two to six letters A to Z.
    """
    if not _PREFIX.fullmatch(prefix):
        raise SettingsError(f"the school's prefix {prefix!r} can't be used; it must be two to six letters A to Z")
    year = f"{now.astimezone(_LONDON).year % 100:02}"
    code = _characters(random, _RANDOM_CHARACTERS)
    check = _CHECK_SUM ^ _weighted_sum(_elements(prefix, year, code + ALPHABET[0]))
    return f"{prefix}-{year}-{code}{ALPHABET[check]}"


def normalise(text: str) -> str | None:
    """Return the reference that somebody typed, or None where it is none (its check character doesn't fit).

    Lower case, spaces, missing or other hyphens, O for 0 and I or L for 1 are forgiven.
    """
    packed = _SEPARATORS.sub("", text)
    found = _PACKED.fullmatch(packed.upper()) if packed.isascii() else None
    if found is None:
        return None
    prefix = found[1].translate(_IN_LETTERS)
    year, code = found[2].translate(_MISTYPED), found[3].translate(_MISTYPED)
    if not set(code) <= set(ALPHABET) or _weighted_sum(_elements(prefix, year, code)) != _CHECK_SUM:
        return None
    return f"{prefix}-{year}-{code}"


def find(text: str) -> tuple[str, ...]:
    """Return the references in a text, each once, in their order."""
    candidates = (normalise(match["reference"]) for match in _IN_TEXT.finditer(text))
    return tuple(dict.fromkeys(reference for reference in candidates if reference))


def without(text: str) -> str:
    """Return a text with blanks in the place of its references and of a sign behind them; nothing moves.

    "of 26 names" stays, whatever its check says: a reference has a digit among its last five, or a hyphen.
    """
    return _IN_TEXT.sub(_blanked, text)


def _blanked(match: re.Match[str]) -> str:
    is_one = normalise(match["reference"]) and (
        _JOINED.search(match["reference"]) or _DIGIT.search(match["reference"][-5:])
    )
    return " " * len(match[0]) if is_one else match[0]


def new_token(random: Random) -> str:
    """Return 16 characters, 80 random bits: for reply addresses and notice ids, which nobody may guess."""
    return _characters(random, _TOKEN_CHARACTERS)


def _characters(random: Random, length: int) -> str:
    return "".join(ALPHABET[random.getrandbits(_BITS)] for _ in range(length))


def _elements(prefix: str, year: str, code: str) -> list[int]:
    return [ord(letter) - ord("A") for letter in prefix] + [ALPHABET.index(character) for character in year + code]


def _weighted_sum(elements: Iterable[int]) -> int:
    """Add the elements of GF(32), the last one with weight 1, each one before it with the next power."""
    total = 0
    for power, element in enumerate(reversed(list(elements))):
        if element:
            total ^= _POWERS[(power + _LOGARITHMS[element]) % len(_POWERS)]
    return total
