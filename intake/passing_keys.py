"""Keys by which a confidential message is known when it is seen again: for two weeks, and by nobody afterwards."""

import hmac
import secrets
from collections.abc import Sequence
from datetime import date, timedelta
from threading import Lock

from candour.cases.ports import Now, Store

_KIND = "confidential-secret"
"""The kind of the store's records; a key is the day on which its secret was made."""
_CHANGES_AFTER = timedelta(days=7)
_FORGOTTEN_AFTER = timedelta(days=14)


class PassingKeys:
    """Makes a message's keys with secrets of this installation that are thrown away; may be used by several threads.

    Between storing a report and deleting its mail a crash may come, so the mail must be known again. But a bare hash
    would let whoever holds the store look for the mail in a mail system's archive: hash each, and compare. Made with a
    secret that is gone from the store, a key fits no mail any more, whoever has store, key file and archive. There is
    one for the whole installation, since mailboxes would overwrite each other's secret of a day.
    """

    def __init__(self, store: Store, now: Now) -> None:
        """Throw away what is old. Raises StoreError."""
        self._store = store
        self._now = now
        self._lock = Lock()
        self._living()

    def of(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return the keys for what makes a message the same (`message_keys`), the one to store first.

        Raises StoreError.
        """
        with self._lock:
            living = self._with_one_of_late(self._living())
        message = "\n".join(names).encode("utf-8", "surrogatepass")
        return tuple(hmac.digest(living[day], message, "sha256").hex() for day in sorted(living, reverse=True))

    def _living(self) -> dict[date, bytes]:
        """Return the secrets that still count, by the days on which they were made; throw the others away."""
        today = self._now().date()
        living = {}
        for key, record in self._store.records(_KIND).items():
            day = date.fromisoformat(key)
            if today - day >= _FORGOTTEN_AFTER:
                self._store.put(_KIND, key, None)
            else:
                living[day] = bytes.fromhex(record["secret"])
        return living

    def _with_one_of_late(self, living: dict[date, bytes]) -> dict[date, bytes]:
        today = self._now().date()
        if living and today - max(living) < _CHANGES_AFTER:
            return living
        secret = secrets.token_bytes(32)
        self._store.put(_KIND, today.isoformat(), {"secret": secret.hex()})
        return {**living, today: secret}
