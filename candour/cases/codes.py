"""The codes by which who reported without a name comes back, the tokens of one-time links, and what is kept of them.

A code is 16 characters of Crockford's base32, 80 random bits: written K7QM-4T0V-9XWE-2HAB, forgiving O for 0, I and L
for 1, small letters, blanks and missing hyphens. It is known to its writer alone; a token to whoever holds the card.
"""

import re
from random import Random
from typing import Protocol

from candour.cases.references import ALPHABET, new_token

_MISTYPED = str.maketrans("OIL", "011")
_LEFT_OUT = re.compile("[\\s\\-\u2010-\u2015\u2212]+")
_LENGTH = 16
_GROUP = 4


class Codes(Protocol):
    """What is kept of codes and tokens, and what only a code opens. Its methods may be called from any thread.

    `lookup` and `locked` derive two keys from a code, separately and slowly (two peppers): who has the store's files
    and the installation's key can try codes, but there are 2^80 of them; who has what `lookup` returned can open
    nothing with it.
    """

    def lookup(self, code: str) -> str:
        """Return by what a code is found again: 64 hexadecimal digits. Takes the same time for every code."""

    def mark(self, token: str) -> str:
        """Return what is kept of a link's token: 64 hexadecimal digits."""

    def new_key(self) -> str:
        """Return a new random key for what a code's holder is shown."""

    def locked(self, code: str, key: str) -> str:
        """Return a key so that the code opens it."""

    def unlocked(self, code: str, locked: str) -> str:
        """Return the key that was locked; raises WrongCodeError."""

    def sealed(self, key: str, text: str) -> str:
        """Return a text so that the key opens it."""

    def opened(self, key: str, sealed: str) -> str:
        """Return the text that was sealed; raises WrongCodeError."""


def new_code(random: Random) -> str:
    """Return a new code as it is kept and compared; `random` must be the system's."""
    return new_token(random)


def code_of(text: str) -> str | None:
    """Return the code that somebody typed, or None where it can't be one."""
    if len(text) > 4 * _LENGTH:
        return None
    packed = _LEFT_OUT.sub("", text).upper().translate(_MISTYPED)
    return packed if len(packed) == _LENGTH and set(packed) <= set(ALPHABET) else None


def in_groups(code: str) -> str:
    """Return a code as it is shown: K7QM-4T0V-9XWE-2HAB."""
    return "-".join(code[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))
