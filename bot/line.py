"""The line: carries what people do in a chat to the conversation, and what comes of it to the store and the core.

One event of a conversation is carried out at a time. What it changed is on the disk before anything is said; a report
is handed in under its draft's id, so that every step may be killed and repeated.
"""

import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from uuid import uuid4

from bot import conversation, timing
from bot.bringing import takes
from bot.changing import attended
from bot.chats import Chats
from bot.contacts import Contacts
from bot.doors import Door, contact_of
from bot.draft import Chat, Draft
from bot.events import Decided, Event, Filled, Pressed, Said, Talker, TimePassed
from bot.files import Offered, held, interrupted
from bot.filling import form_of, wrong_in
from bot.form import ChatForm
from bot.handing_in import HandingIn
from bot.heard import Heard
from bot.home import home
from bot.inbox import Inbox
from bot.line_desk import LineDesk, Officers
from bot.messages import Message
from bot.one_at_a_time import OneAtATime
from bot.receipts import Receipts
from bot.telling import holding
from bot.tidying import fit, known_as
from bot.turn import Around, Turn
from candour.cases.errors import SendError, StoreError, StoreFullError, StoreReadOnlyError
from candour.cases.report import Evidence

__all__ = ["ChatLine", "LineDesk", "Officers"]

log = logging.getLogger(__name__)


class ChatLine:
    """The incident line in chat. Its methods may be called from any thread; all raise StoreError.

    Where one raises, nothing was said, and the same event can be brought again.
    """

    def __init__(self, desk: LineDesk) -> None:
        self._desk = desk
        self._chats = Chats(desk.records, partial(timing.due, warns_before=desk.warns_before))
        self.contacts = Contacts(desk.records)
        self._inbox = Inbox(desk.records)
        self._handing_in = HandingIn(desk, self._chats, self.contacts)
        self._turns = OneAtATime()
        self._done = Heard()
        self._process = uuid4().hex
        self.receipts = Receipts(self._chats, self._turns.of, desk.school_of)

    def note(self, event: Event, talker: Talker) -> None:
        """Put an event on the disk before its platform is told that we have it; `hear` carries it out afterwards.

        What a crash kept from being carried out is by the next `pass_time`.
        """
        self._inbox.keep(fit(event), known_as(talker))

    def hear(self, event: Event, talker: Talker) -> Turn:
        """Return what comes of an event, carried out; an event that was heard before says nothing."""
        event, talker = fit(event), known_as(talker)
        try:
            turn = self._heard(event, talker)
        except Exception as error:
            self._inbox.let_go(event, talker, tries_again=isinstance(error, StoreFullError | StoreReadOnlyError))
            raise
        self._inbox.done(event, talker)
        if not turn.erases:
            self._meet(talker)
        return turn

    def _heard(self, event: Event, talker: Talker) -> Turn:
        if (turn := self._of_officer(event, talker)) is not None:
            return turn
        with self._turns.of(talker.key):
            chat = self._chat_with(talker)
            before = self._sent_off(chat)
            chat = before.chat if before else chat
            name = getattr(event, "event", event.id)
            if self._was_heard(name, chat):
                return before or Turn(chat=chat)
            around = self._around(chat)
            turn = conversation.hear(event, chat, around, self._desk.now())
            turn = self._carried_out(chat, turn.noting(name), around)
            if name and turn.form is None:
                self._done.add(talker, name)
            return turn.after(*before.messages) if before else turn

    def bring(self, offered: Offered, talker: Talker) -> Turn:
        """Return what comes of a file: it is held in the store and joins the report, or is refused and said so."""
        noted = interrupted(offered.event, offered.name)
        try:
            with self._turns.of(talker.key):
                turn = self._brought(offered, talker)
        except Exception:
            self._inbox.let_go(noted, talker)
            raise
        self._inbox.done(noted, talker)
        return turn

    def _brought(self, offered: Offered, talker: Talker) -> Turn:
        chat = self._chat_with(talker)
        if self._was_heard(offered.event, chat):
            return Turn(chat=chat)
        brought = held(offered, self._desk.evidence)
        try:
            turn = self.hear(brought, talker)
        except StoreError:
            self._let_go(brought.evidence)
            raise
        if not takes(turn, brought.evidence, chat):
            self._let_go(brought.evidence)
        return turn

    def form(self, talker: Talker, press: Pressed | None = None) -> ChatForm:
        """Return the form that a button opens: the policy's form with what is known, or an officer's."""
        officers = self._desk.officers if press is not None and press.reference else None
        if officers is not None and press is not None and (form := officers.form(press, talker)) is not None:
            return form
        with self._turns.of(talker.key):
            chat = self._chat_with(talker)
            around = self._around(chat)
            if chat.draft is not None and not chat.draft.is_sent_off:
                chat = holding(chat, attended(chat.draft, around, self._desk.now()))
                self._chats.keep(chat)
            return form_of(chat, around)

    def wrong(self, event: Filled, talker: Talker) -> ChatForm | None:
        """Return a report's form with what is wrong in it, None where nothing is. Waits for nobody, keeps nothing."""
        chat = self._chat_with(talker)
        return wrong_in(event, chat, self._around(chat), self._desk.now())

    def home(self, talker: Talker) -> Message:
        """Return the bot's own page as somebody sees it. A one-time link is for who asks: here all see one address."""
        chat = self._chat_with(talker)
        address = self._desk.same_for_all or self._desk.anonymous
        around = replace(self._around(chat), anonymous=lambda: address(chat.school))
        return home(chat, around, self._desk.now())

    def receipted(self, talker: Talker, draft: str) -> None:
        """Note that somebody has the receipt of a report: the core's own need not be sent."""
        self.receipts.receipted(talker, draft)

    def pass_time(self, doors: Mapping[str, Door]) -> None:
        """Announce, send and forget what is due in all conversations; what can't be said now changes nothing of it."""
        for event, talker in self._inbox.left():
            self._heard_late(event, talker, doors)
        for talker in self._chats.due(self._desk.now()):
            self._heard_late(TimePassed(), talker, doors)

    def _heard_late(self, event: Event, talker: Talker, doors: Mapping[str, Door]) -> None:
        """Carry an event out on our own account: what comes of it is written to its person."""
        try:
            turn = self.hear(event, talker)
        except StoreError as error:
            log.warning("a chat waits", extra={"error": type(error).__name__})
            return
        except Exception:  # whatever it is, the next conversation is somebody's report
            log.exception("a chat could not be carried on")
            return
        if turn.messages and (door := doors.get(talker.platform)) is not None:
            self._post(door, turn, talker)

    def _chat_with(self, talker: Talker) -> Chat:
        """Return the conversation with somebody; where its school is gone from the settings, with their school now."""
        school = self._desk.school_of(talker)
        chat = self._chats.of(talker, school)
        return chat if chat.school in self._desk.directory.schools else chat.model_copy(update={"school": school})

    def _was_heard(self, event: str, chat: Chat) -> bool:
        return bool(event) and (event in chat.heard or self._done.holds(chat.talker, event))

    def _meet(self, talker: Talker) -> None:
        """Keep where an officer is written to; where that can't be written now, it is at their next word."""
        if self._desk.officers is not None and self._desk.officers.is_officer(talker):
            with suppress(StoreError):
                self.contacts.keep(talker.address, contact_of(talker))

    def _of_officer(self, event: Event, talker: Talker) -> Turn | None:
        officers = self._desk.officers
        if officers is None:
            return None
        if isinstance(event, Said):
            return officers.said(event, talker)
        return officers.hear(event, talker) if isinstance(event, Pressed | Decided) and event.reference else None

    def _post(self, door: Door, turn: Turn, talker: Talker) -> None:
        try:
            door.post(contact_of(talker), turn.messages)
        except SendError as error:
            log.warning("a message of the chat was not taken", extra={"code": error.code})
            return
        for one in turn.chat.reported[:1]:
            self.receipted(talker, one.draft)

    def _carried_out(self, before: Chat, turn: Turn, around: Around) -> Turn:
        """Keep what changed, hand in what is to be handed in, and return what is to be said."""
        if turn.files is not None:
            return self._handing_in(turn.chat, turn.files, around)
        if turn.answering is not None:
            self._desk.service.answer(turn.answering.reference, turn.answering.report)
        if turn.chat != before:
            self._chats.keep(turn.chat)
        self._release(before.draft, turn.chat.draft)
        return turn

    def _sent_off(self, chat: Chat) -> Turn | None:
        """Hand in again what was on its way when a process died, or when the store was full."""
        draft = chat.draft
        return self._handing_in(chat, draft, self._around(chat)) if draft is not None and draft.is_sent_off else None

    def _release(self, before: Draft | None, after: Draft | None) -> None:
        """Let go of the files of a draft that is gone."""
        kept = after.evidence if after else ()
        for file in before.evidence if before else ():
            if file not in kept:
                self._let_go(file)

    def _let_go(self, file: Evidence | None) -> None:
        if file is not None:
            self._desk.evidence.release(file.digest)

    def _around(self, chat: Chat) -> Around:
        desk = self._desk
        school = desk.directory.school(chat.school)
        return Around(
            school=school,
            policy=desk.policies(school.profile),
            understand=desk.service.understand,
            understand_reply=desk.service.understand_reply,
            own_cases=lambda: desk.service.own_cases(chat.talker.address),
            anonymous=lambda: desk.anonymous(chat.school),
            pages=desk.directory.pages,
            sends_after=desk.sends_after,
            warns_before=desk.warns_before,
            process=self._process,
            clocks=desk.service.clocks,
        )
