"""The ticket that a form carries: that we made its code, and on which day. Nothing of it is kept here."""

import hmac
from datetime import date, timedelta
from enum import Enum
from hashlib import sha256
from random import Random

from candour.cases.codes import new_code
from candour.cases.references import new_token

_LONGEST = 120
_GOOD_FOR = timedelta(days=1)
"""A form that was opened yesterday can be sent today: no more than its day is known."""


class Standing(Enum):
    """What a ticket is worth."""

    GOOD = "good"
    OLD = "old"
    """Ours, of a form that was opened before yesterday."""
    NONE = "none"
    """None of ours, for another school or for another code."""


class Tickets:
    """Makes and knows tickets by a key."""

    def __init__(self, key: bytes, random: Random) -> None:
        self._key = key
        self._random = random

    def new(self, school: str, today: date) -> tuple[str, str]:
        """Return a new code and a ticket for it."""
        code = new_code(self._random)
        return code, self.renewed(school, code, today)

    def renewed(self, school: str, code: str, today: date) -> str:
        """Return a new ticket for a code: its form was open for too long."""
        day, nonce = today.isoformat(), new_token(self._random)
        return f"{day}.{nonce}.{self._mark(school, code, day, nonce)}"

    def standing(self, ticket: str, school: str, code: str, today: date) -> Standing:
        """Return what a form's ticket is worth."""
        day, _, rest = ticket.partition(".")
        nonce, _, mark = rest.partition(".")
        genuine = self._mark(school, code, day, nonce)
        if len(ticket) > _LONGEST or not hmac.compare_digest(mark.encode(), genuine.encode()):
            return Standing.NONE
        return Standing.GOOD if today - date.fromisoformat(day) <= _GOOD_FOR else Standing.OLD

    def _mark(self, *parts: str) -> str:
        return hmac.new(self._key, "\n".join(("candour ticket", *parts)).encode(), sha256).hexdigest()[:32]

    def seal(self, *parts: str) -> str:
        """Return by what we know again that these words were ours, such as those of a receipt."""
        return hmac.new(self._key, "\n".join(("candour receipt", *parts)).encode(), sha256).hexdigest()

    def is_sealed(self, seal: str, *parts: str) -> bool:
        """Tell whether a seal is ours and of these words."""
        return hmac.compare_digest(seal.encode(), self.seal(*parts).encode())
