"""The post of the sign-in links: makes and mails them in a thread of its own, so that the page answers at once.

Whether an address is somebody's, whether they asked too often, and how long the mail server takes can't be seen from
the time that the page takes. What waits here stands in memory alone: after a restart people ask anew.
"""

import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from queue import Empty, Full, Queue
from threading import Event
from typing import NamedTuple

from candour.cases.directory import Directory, Person
from candour.cases.errors import SendError, StoreError
from candour.cases.ports import Now
from candour.cases.sign_in_mails import remember
from candour.web.links import Links
from replies.carrying import Sender
from replies.sign_in_mail import sign_in_mail

log = logging.getLogger(__name__)

MOST_WAITING = 100
BETWEEN_TRIES = timedelta(seconds=20)


class _Asked(NamedTuple):
    address: str
    browser: str
    onward: str


@dataclass(frozen=True)
class _Letter:
    """A mail that the mail server has not taken yet; `until` is when its link runs out."""

    mail: EmailMessage
    address: str
    until: datetime


class SignInPost:
    """Takes what the sign-in page was asked, from any thread; `run` belongs in a thread of its own."""

    def __init__(self, links: Links, sender: Sender, *, directory: Directory, identity: Person, now: Now) -> None:
        self._links = links
        self._sender = sender
        self._directory = directory
        self._identity = identity
        self._now = now
        self._asked: Queue[_Asked | None] = Queue(maxsize=MOST_WAITING)
        self._waiting: list[_Letter] = []

    def ask(self, address: str, browser: str, onward: str) -> None:
        """Take a request; returns at once. More of them than anybody needs at a time are dropped, and logged.

        Half of the places are for people in browsers that are known: strangers who ask on and on can't take these.
        """
        has_place = self._asked.qsize() < MOST_WAITING // 2 or self._links.browsers.knows(browser, address)
        with suppress(Full):
            if has_place:
                self._asked.put_nowait(_Asked(address, browser, onward))
                return
        log.warning("too many ask for a link to sign in")

    def wake(self) -> None:
        """Make the loop look whether it is to stop."""
        with suppress(Full):  # it is awake then
            self._asked.put_nowait(None)

    def run(self, stop: Event) -> None:
        """Mail links until `stop` is set (and `wake` called, to be quick)."""
        try:
            while not stop.is_set():
                self.work(BETWEEN_TRIES if self._waiting else None)
        finally:
            self._sender.close()

    def work(self, patience: timedelta | None) -> None:
        """Wait for a request, at most so long, and answer it; then try once to send what waits."""
        with suppress(Empty):
            asked = self._asked.get(timeout=patience.total_seconds() if patience is not None else None)
            if asked is not None:
                self._write(asked)
        self._waiting = [letter for letter in self._waiting if not self._is_done(letter)]

    def _write(self, asked: _Asked) -> None:
        """Make a link and its mail, where the address is that of somebody who may sign in."""
        try:
            link = self._links.issue(asked.address, asked.browser, asked.onward)
        except StoreError as error:
            log.warning("no link to sign in could be made", extra={"error": type(error).__name__})
            return
        if link is None or self._directory.is_watched(link.person.address):
            log.info("no link to sign in was made", extra={"reason": "nobody with that address, or too many links"})
            return
        try:
            mail = sign_in_mail(
                link.person,
                link=f"{self._directory.pages}/sign-in/{link.token}",
                until=link.until,
                identity=self._identity,
                now=self._now(),
            )
        except SendError as error:
            log.warning("a link to sign in could not be sent", extra={"code": error.code})
            return
        self._waiting.append(_Letter(mail, link.person.address, link.until))

    def _is_done(self, letter: _Letter) -> bool:
        """Try to send a mail; tell whether that is over, well or badly."""
        if self._now() >= letter.until:
            log.warning("a link to sign in ran out before its mail could be sent")
            return True
        try:
            self._sender.send(letter.mail, [letter.address])
        except SendError as error:
            log.warning("a link to sign in could not be sent", extra={"code": error.code})
            return error.permanent
        log.info("a link to sign in was sent")
        self._remember(letter.mail)
        return True

    def _remember(self, mail: EmailMessage) -> None:
        """Keep the Message-ID, so that the mail is known where it comes back. Without it that is not counted."""
        try:
            remember(self._links.records, str(mail["Message-ID"]), self._now())
        except StoreError as error:
            log.warning("a mail with a link to sign in could not be noted", extra={"error": type(error).__name__})
