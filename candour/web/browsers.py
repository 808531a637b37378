"""The browsers in which people have signed in: what strangers ask for doesn't use up what these may ask for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from candour.cases.directory import folded
from candour.cases.ports import Now
from candour.web.records import RecordStore
from candour.web.tokens import digest_of, new_token

KNOWN_FOR = timedelta(days=90)
KIND = "browsers"


@dataclass(frozen=True)
class Browsers:
    """The known browsers, by the digest of their cookie: a record holds who signed in there, and when last.

    Nobody is signed in by such a cookie. All methods raise StoreError and its subclasses.
    """

    records: RecordStore
    now: Now

    def remember(self, browser: str, address: str) -> str:
        """Keep that somebody signed in; return the browser's new cookie, since the old one may have been planted."""
        for key, record in self.records.records(KIND).items():
            if not self._still(record):
                self.records.put(KIND, key, None)
        known = self._still(self.records.get(KIND, digest_of(browser)))
        cookie = new_token()
        self.records.put(KIND, digest_of(cookie), {**known, folded(address): self.now().isoformat()})
        self.records.put(KIND, digest_of(browser), None)
        return cookie

    def knows(self, browser: str, address: str) -> bool:
        """Tell whether somebody has signed in in a browser, under this address."""
        return folded(address) in self._still(self.records.get(KIND, digest_of(browser)))

    def is_known(self, browser: str) -> bool:
        """Tell whether anybody has signed in in a browser."""
        return bool(self._still(self.records.get(KIND, digest_of(browser))))

    def _still(self, record: Mapping[str, str] | None) -> Mapping[str, str]:
        """Return the entries that still count. One from the future doesn't: the clock was set back."""
        entries = (record or {}).items()
        return {address: at for address, at in entries if timedelta(0) <= self._age(at) < KNOWN_FOR}

    def _age(self, at: str) -> timedelta:
        return self.now() - datetime.fromisoformat(at)
