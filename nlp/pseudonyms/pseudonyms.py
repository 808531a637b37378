"""Fictional names and numbers in the place of real ones, the same for the same wherever it stands in an export.

What stands for what follows from a random secret that nobody keeps, so that no second export, and nobody who has this
one, can go back by it. That is pseudonymous, not anonymous: who knows the incident knows it again.
"""

import hmac
from datetime import timedelta
from itertools import count

from nlp.pseudonyms.words import FICTIONAL_FIRST, FIRST_NAMES, fictional_last_names
from nlp.text import fold

_MOST_WEEKS = 52
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NO_POSTCODE = "qvx"
"""No postal area begins with these."""


class Pseudonyms:
    """What stands for what in one export; `secret` is random and thrown away with this object."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()

    def shift(self, reference: str) -> timedelta:
        """Return by how much the days of a case are moved back: one to 52 whole weeks, so that weekdays stay true."""
        return timedelta(weeks=1 + self._number("weeks", reference) % _MOST_WEEKS)

    def name(self, word: str, *, is_first: bool = False) -> str:
        """Return what stands for a word of a name, written with the same capitals."""
        key = fold(word).casefold()
        if key not in self._names:
            self._names[key] = self._chosen(key, is_first=is_first or key in FIRST_NAMES)
        return _with_case_of(word, self._names[key])

    def code(self, text: str, *, is_postcode: bool = False) -> str:
        """Return a number or code of the same shape: digits for digits, letters for letters; signs stay."""
        key = "".join(character for character in text.casefold() if character.isalnum())
        made: list[str] = []
        for character in text:
            place = sum(1 for one in made if one.isalnum())
            stream = self._number("code", f"{key} {place}")
            if character.isdecimal():
                made.append(_other_digit(character, stream, is_first=place == 0))
            elif character.isalpha():
                letters = _NO_POSTCODE if is_postcode and place == 0 else _LETTERS
                letter = letters[stream % len(letters)]
                made.append(letter.upper() if character.isupper() else letter)
            else:
                made.append(character)
        return "".join(made)

    def days_apart(self, day: str) -> timedelta:
        """Return by how much a date of birth and the like is moved: up to 300 days to either side."""
        return timedelta(days=(self._number("birth", day) % 300 + 1) * (1 if self._number("side", day) % 2 else -1))

    def _number(self, what: str, of: str) -> int:
        return int.from_bytes(hmac.digest(self._secret, f"{what} {of}".encode("utf-8", "surrogatepass"), "sha256")[:8])

    def _chosen(self, key: str, *, is_first: bool) -> str:
        """Return a name that stands for no other word yet; from some thousand names on they are used again."""
        names = FICTIONAL_FIRST if is_first else fictional_last_names()
        start = self._number("name", key)
        for step in count():
            name = names[(start + step) % len(names)]
            if step >= len(names):
                return self._chosen(key, is_first=False) if is_first else name
            if name not in self._taken and name.casefold() != key:
                self._taken.add(name)
                return name
        raise AssertionError("count() never ends")


def _other_digit(digit: str, stream: int, *, is_first: bool) -> str:
    """Return another digit, no zero at the beginning of what had none there."""
    others = [other for other in "0123456789" if other != digit and not (is_first and other == "0")]
    return "0" if is_first and digit == "0" else others[stream % len(others)]


def _with_case_of(word: str, name: str) -> str:
    if word.isupper() and len(word) > 1:
        return name.upper()
    return name.lower() if word.islower() else name
