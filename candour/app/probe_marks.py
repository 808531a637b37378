"""The mark that tells a test mail of this installation from everything else: a random token under its key."""

import hashlib
import hmac
import re
import secrets
from datetime import UTC, datetime

from candour.cases.desk import ProbeMark
from candour.store.keys import InstallationKey, subkey

_MARK = re.compile(r"(([0-9a-f]{8,10})-[0-9a-f]{32})\.([0-9a-f]{64})")


class ProbeMarks:
    """Makes marks, and knows its own again. A token is the second in which it was made, and 128 random bits."""

    def __init__(self, key: InstallationKey) -> None:
        self._key = subkey(key.secret, b"candour probe")

    def make(self, now: datetime) -> tuple[str, str]:
        """Return a new token, and the mark to put into the header field X-Candour-Probe."""
        token = f"{int(now.timestamp()):08x}-{secrets.token_hex(16)}"
        return token, f"{token}.{self._digest(token)}"

    def read(self, text: str) -> ProbeMark | None:
        """Return what a mark says; None where it isn't one of ours. Takes the same time for every wrong digest."""
        found = _MARK.fullmatch("".join(text.split()))
        if found is None or not hmac.compare_digest(self._digest(found[1]), found[3]):
            return None
        return ProbeMark(token=found[1], made_at=datetime.fromtimestamp(int(found[2], 16), UTC))

    def _digest(self, token: str) -> str:
        return hmac.new(self._key, token.encode("ascii"), hashlib.sha256).hexdigest()
