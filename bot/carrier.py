"""Carries notices and digests into chats, for the outbox: each to those of its readers whom a platform can reach."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Protocol

from bot.contacts import Contacts
from bot.doors import Contact, Door, talker_at
from bot.draft import Reported
from bot.events import Talker
from bot.messages import Message
from bot.news import SAID_ALREADY, asks, news
from bot.officers.alerts import alert
from bot.officers.desk import OfficerDesk, seen_in_chat
from bot.officers.digest import digest_message
from candour.cases.confidential import came_confidentially
from candour.cases.directory import Person, folded
from candour.cases.dispatch import Dispatch
from candour.cases.errors import SendError, StoreError
from candour.cases.mailing import LetterDispatch
from candour.cases.notice import REPORTER, NoticeKind

NO_CONTACT = "no-chat-contact"
"""Nobody of those whom a notice is for can be reached in a chat."""
NOT_IN_CHAT = "not-in-chat"
"""It is never written in a chat: the case came confidentially or without a name, or only a mail can say it."""
RECEIPT_UNDER_WAY = "receipt-under-way"
_RECEIPT_COMES_WITHIN = timedelta(minutes=1)

log = logging.getLogger(__name__)


class Conversations(Protocol):
    """What is needed of the line (`line.ChatLine`). Both raise StoreError."""

    def receipt_of(self, talker: Talker, reference: str, patience: timedelta) -> Reported | None:
        """Return a report as its conversation knows it: once its receipt is there, or `patience` is over."""

    def asked(self, talker: Talker, reference: str) -> None:
        """Note that somebody was asked about a case: what they say next may be the answer."""


class ChatCarrier:
    """Writes notices to people (`replies.outbox.Carrier`). It is called from one thread, the outbox's.

    `patience` is how long a receipt of the conversation is waited for, which goes out at the same moment. Whom a notice
    has reached is kept in memory until it is done: tried again, it goes to the others alone.
    """

    def __init__(
        self,
        desk: OfficerDesk,
        conversations: Conversations,
        contacts: Contacts,
        doors: Mapping[str, Door],
        *,
        patience: timedelta = timedelta(seconds=2),
    ) -> None:
        self._desk = desk
        self._conversations = conversations
        self._contacts = contacts
        self._doors = doors
        self._patience = patience
        self._reached: dict[str, set[str]] = {}

    def carry(self, dispatch: Dispatch) -> None:
        """Write a notice to each of its readers who can be reached, once each.

        Raises SendError: permanent where none of them can be, else where somebody who can be was not, for now.
        """
        if came_confidentially(dispatch.case):
            raise SendError(NOT_IN_CHAT, permanent=True)
        reached = self._reached.setdefault(dispatch.notice.id, set())
        failures = list(self._failures(dispatch, reached))
        passing = next((failure for failure in failures if not failure.permanent), None)
        if passing is not None:
            raise passing
        del self._reached[dispatch.notice.id]
        if not reached:
            raise failures[0] if failures else SendError(NO_CONTACT, permanent=True)

    def carry_letter(self, dispatch: LetterDispatch) -> None:
        """Write a digest to its reader; the outbox asks for those who want to be told by chat. Raises SendError."""
        reader, message = dispatch.letter.notice.recipient, digest_message(self._desk, dispatch)
        if reader is None or message is None:
            return
        if (contact := self._contact_of(reader.address)) is None:
            raise SendError(NO_CONTACT, permanent=True)
        self._post(reader, contact, message)

    def _failures(self, dispatch: Dispatch, reached: set[str]) -> Iterator[SendError]:
        """Write to whoever was not reached before; yield what went wrong."""
        for person in dispatch.recipients:
            if folded(person.address) in reached:
                continue
            try:
                is_reached = self._tell(dispatch, person)
            except SendError as error:
                yield error
                continue
            if is_reached:
                reached.add(folded(person.address))

    def _tell(self, dispatch: Dispatch, person: Person) -> bool:
        """Write to one person; tell whether they are told now. Raises SendError."""
        contact = self._contact_of(person.address)
        if contact is None:
            return False
        if dispatch.notice.role == REPORTER:
            self._tell_reporter(dispatch, person, contact)
            return True
        seen = seen_in_chat(self._desk, dispatch.case.reference, person)
        if seen is None:  # the report is about them by now, or somebody confidential joined it
            return False
        self._post(person, contact, alert(dispatch, seen))
        return True

    def _tell_reporter(self, dispatch: Dispatch, person: Person, contact: Contact) -> None:
        if dispatch.notice.kind in SAID_ALREADY:
            return
        talker, reference = talker_at(contact, person), dispatch.case.reference
        key = ""
        if dispatch.notice.kind is NoticeKind.ACKNOWLEDGEMENT:
            known = self._conversations.receipt_of(talker, reference, self._patience)
            if known is not None and known.was_receipted:
                return
            if known is not None and self._desk.now() - known.at < _RECEIPT_COMES_WITHIN:
                raise SendError(RECEIPT_UNDER_WAY, permanent=False)
            key = known.draft if known else ""
        message = news(dispatch, key)
        if message is None:
            raise SendError(NOT_IN_CHAT, permanent=True)
        self._post(person, contact, message)
        if asks(dispatch):
            with _as_far_as_it_goes():  # it is said, and must not be said twice
                self._conversations.asked(talker, reference)

    def _contact_of(self, address: str) -> Contact | None:
        """Return where somebody is written to: where they were met last, else where a platform finds them."""
        kept = self._contacts.of(address)
        if kept is not None and kept.platform in self._doors:
            return kept
        found = next((found for door in self._doors.values() if (found := door.find(address)) is not None), None)
        if found is not None:
            with _as_far_as_it_goes():
                self._contacts.keep(address, found)
        return found

    def _post(self, person: Person, contact: Contact, message: Message) -> None:
        """Write to somebody; who is gone for good is forgotten. Raises SendError."""
        try:
            self._doors[contact.platform].post(contact, (message,))
        except SendError as error:
            if error.permanent:
                with _as_far_as_it_goes():
                    self._contacts.forget(person.address)
            raise


@contextmanager
def _as_far_as_it_goes() -> Iterator[None]:
    """Do without what a full disk keeps from being written: the message counts."""
    try:
        yield
    except StoreError as error:
        log.warning("a chat's note was not kept", extra={"error": type(error).__name__})
