"""The links by which people sign in: each is used once, soon, and in the browser that asked for it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import NamedTuple

from candour.cases.directory import Person, folded
from candour.cases.ports import Now
from candour.web.browsers import Browsers
from candour.web.records import RecordStore
from candour.web.tokens import digest_of, new_token

LASTING = timedelta(minutes=15)
MOST_AN_HOUR = 5
MOST_FOR_ALL = 200
KIND = "sign-in-links"
_HOUR = timedelta(hours=1)


class Link(NamedTuple):
    """A new link: its token stands in the mail and nowhere else."""

    token: str
    person: Person
    until: datetime


class SignedIn(NamedTuple):
    """Who has used a link, and the local path that they wanted to go to."""

    person: Person
    onward: str


class LinkSpentError(Exception):
    """A link is unknown, was used, or has run out; which of them is not told."""


class OtherBrowserError(Exception):
    """A link was opened in another browser than the one that asked for it; it can still be used there."""


@dataclass(frozen=True)
class Links:
    """The links of all people; `who` is `Service.who`. All methods raise StoreError and its subclasses.

    Records stay for an hour, used ones too: the count of the hour is made from them. Who asks in a browser in which
    they have signed in before has an allowance of their own there, so that strangers who ask for links in somebody's
    name can't keep them out.
    """

    records: RecordStore
    who: Callable[[str], Person | None]
    now: Now
    lock: Lock = field(default_factory=Lock)

    def issue(self, address: str, browser: str, onward: str) -> Link | None:
        """Make a link for whoever may sign in under an address; None for nobody, and for too many in an hour."""
        person = self.who(address)
        if person is None:
            return None
        with self.lock:
            now, token = self.now(), new_token()
            record = {
                "address": folded(person.address), "browser": digest_of(browser), "onward": onward,
                "made_at": now.isoformat(), "known": "yes" if self.browsers.knows(browser, person.address) else "no",
            }  # fmt: skip
            if self._are_too_many(record):
                return None
            self.records.put(KIND, digest_of(token), record)
        return Link(token, person, now + LASTING)

    def use(self, token: str, browser: str) -> SignedIn:
        """Use a link up; raises LinkSpentError, and OtherBrowserError (which uses nothing up)."""
        with self.lock:
            record = self.records.get(KIND, digest_of(token))
            if record is None or "used" in record or not self._is_within(record, LASTING):
                raise LinkSpentError
            if record["browser"] != digest_of(browser):
                raise OtherBrowserError
            self.records.put(KIND, digest_of(token), {**record, "used": "yes"})
        person = self.who(record["address"])
        if person is None:
            raise LinkSpentError
        return SignedIn(person, record["onward"])

    @property
    def browsers(self) -> Browsers:
        """The browsers in which people have signed in."""
        return Browsers(self.records, self.now)

    def _are_too_many(self, new: Mapping[str, str]) -> bool:
        """Tell whether a link is one too many in this hour: of its known browser, or of what all strangers ask."""
        before = self._of_this_hour()
        if new["known"] == "yes":
            theirs = [record for record in before if record["browser"] == new["browser"]]
            return len(_to(new["address"], theirs)) >= MOST_AN_HOUR
        others = [record for record in before if record.get("known") != "yes"]
        return len(others) >= MOST_FOR_ALL or len(_to(new["address"], others)) >= MOST_AN_HOUR

    def _of_this_hour(self) -> list[Mapping[str, str]]:
        """Return the links of the last hour, and delete older ones."""
        kept = []
        for key, record in self.records.records(KIND).items():
            if self._is_within(record, _HOUR):
                kept.append(record)
            else:
                self.records.put(KIND, key, None)
        return kept

    def _is_within(self, record: Mapping[str, str], time: timedelta) -> bool:
        """Tell whether a link was made within so much time. One from the future wasn't: the clock was set back."""
        return timedelta(0) <= self.now() - datetime.fromisoformat(record["made_at"]) < time


def _to(address: str, links: Iterable[Mapping[str, str]]) -> list[Mapping[str, str]]:
    return [record for record in links if record["address"] == address]
