"""A draft becomes a report: once, however often a crash or a full store lets it be handed in again."""

from bot import conversation
from bot.chats import Chats
from bot.contacts import Contacts
from bot.doors import contact_of
from bot.draft import Chat, Draft
from bot.line_desk import LineDesk
from bot.reporting import as_report
from bot.telling import holding
from bot.turn import Around, Turn
from candour.cases.dispatch import Receipt
from candour.cases.errors import EvidenceNotFoundError

_LOST_FILE = "a file that came in the chat could not be kept: {name}"


class HandingIn:
    """Hands drafts in to the core."""

    def __init__(self, desk: LineDesk, chats: Chats, contacts: Contacts) -> None:
        self._desk, self._chats, self._contacts = desk, chats, contacts

    def __call__(self, chat: Chat, draft: Draft, around: Around) -> Turn:
        """Hand a draft in and return what is said; it is known to be on its way before. Raises StoreError."""
        if not draft.is_sent_off:
            draft = draft.model_copy(update={"is_sent_off": True})
            self._chats.keep(holding(chat, draft))
        self._contacts.keep(chat.talker.address, contact_of(chat.talker))  # the core's answer may leave before ours
        receipt, draft = self._received(draft, chat)
        said = conversation.filed(chat, draft, receipt.reference or "", around, self._desk.now())
        self._chats.keep(said.chat)
        return said

    def _received(self, draft: Draft, chat: Chat) -> tuple[Receipt, Draft]:
        """Return the receipt; a file that is gone from the store doesn't hold up the rest, and is told."""
        try:
            return self._desk.service.receive(as_report(draft, chat.talker, chat.school)), draft
        except EvidenceNotFoundError as lost:
            left = tuple(one for one in draft.evidence if one.digest != lost.digest)
            if len(left) == len(draft.evidence):
                raise
            limits = tuple(_LOST_FILE.format(name=one.name) for one in draft.evidence if one not in left)
            without = draft.model_copy(update={"evidence": left, "limits": (*draft.limits, *limits)})
            return self._received(without, chat)
