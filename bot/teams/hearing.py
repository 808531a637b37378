"""From what Teams tells to the line, and back: noted before Teams gets its answer, carried out after it."""

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial

from bot.doors import contact_of
from bot.events import Event, Pressed, Talker
from bot.files import FileRefusedError, Offered, interrupted
from bot.lanes import Lanes
from bot.line import ChatLine
from bot.messages import Action, say
from bot.teams.cards.elements import Json
from bot.teams.cards.forms import CLOSE, FILL, form_card, page_with_trouble
from bot.teams.cloud import Cloud
from bot.teams.connector import Connector
from bot.teams.fetching import offered
from bot.teams.posting import Posting
from bot.teams.profiles import Profiles
from bot.teams.reading import decided_in, filled_in, number_in, opened_by, pressed_in
from bot.teams.sdk import Attachment
from bot.turn import Turn
from candour.cases.errors import SendError

SORRY = "Something went wrong on our side. Nothing is lost. Please press or send it once more."
_NOT_SHOWN = "I have it, but I could not show you what came of it. Say “show” to see how it stands."
_OLD_BUTTON = "I don't know that button any more. Please say it in words, or say “help”."
_OPENS_A_FORM = frozenset({Action.EDIT, Action.CHANGE_LEVEL, Action.ASK})

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Hearing:
    """What every listener works with. Its methods are called in threads."""

    line: ChatLine
    cloud: Cloud
    connector: Connector
    profiles: Profiles
    posting: Posting
    lanes: Lanes

    def hear(self, event: Event, talker: Talker) -> None:
        """Note an event, carry it out later and answer in the chat. Raises StoreError, with nothing done."""
        self.line.note(event, self.profiles.at_once(talker))
        self.later(talker, lambda known: self.answer(known, self.line.hear(event, known)))

    def bring(self, attachments: list[Attachment], event: str, talker: Talker) -> None:
        """Take the files of a message, one after the other; one that a crash keeps from being fetched is asked for."""
        for number, attachment in enumerate(attachments):
            one = offered(attachment, f"{event} {number}", self.cloud, self._token)
            if one is not None:
                self.line.note(interrupted(one.event, one.name), self.profiles.at_once(talker))
                self.later(talker, partial(self._bring, one))

    def press(self, data: Mapping[str, object], event: str, pressed: str, talker: Talker) -> "Future[Json | None]":
        """Note a button or a form, and carry it out after what is under way for its person.

        What comes of it is said in the chat; the future holds the card that stands in the place of the one that was
        pressed now, None where that is still the same. Raises StoreError, with nothing done.
        """
        done: Future[Json | None] = Future()
        if data.get("action") == FILL:
            work = self._filling(data, event, pressed, talker)
        elif data.get("action") == CLOSE:
            work = partial(self._closed, pressed)
        else:
            work = self._pressing(data, event, pressed, talker)

        def carried_out(known: Talker) -> None:
            try:
                done.set_result(work(known))
            except Exception:
                done.set_result(None)
                raise

        self.later(talker, carried_out)
        return done

    def later(self, talker: Talker, work: Callable[[Talker], object]) -> None:
        """Do something for a person after what is under way for them; where it fails, they are told."""

        def carried_out() -> None:
            try:
                work(self.profiles.complete(talker))
            except Exception as error:  # noqa: BLE001 -- whatever it is, its person must hear of it
                self._failed(talker, error)

        self.lanes.put(talker.key, carried_out)

    def answer(self, talker: Talker, turn: Turn, pressed: str = "", *, closes: bool = False) -> Json | None:
        """Say what a turn says; `closes` where nobody can use what was pressed any more.

        Who has the receipt of a report need not get the core's own.
        """
        contact = contact_of(talker)
        if turn.erases:
            self.posting.take_away(contact, pressed)
            pressed = ""
        shown = self.posting.say(contact, turn.messages, pressed, closes=closes)
        self.posting.close_drafts(contact, but=turn.chat.draft.id if turn.chat.draft else "")
        newest = next(iter(turn.chat.reported), None)
        if newest is not None and not newest.was_receipted and any(one.key == newest.draft for one in turn.messages):
            self.line.receipted(talker, newest.draft)
        return shown

    def _bring(self, one: Offered, talker: Talker) -> None:
        self.answer(talker, self.line.bring(one, talker))

    def _pressing(
        self, data: Mapping[str, object], event: str, pressed: str, talker: Talker
    ) -> Callable[[Talker], Json | None]:
        press = pressed_in(data, event)
        if press is None:
            return self._not_known
        if press.action in _OPENS_A_FORM:

            def open_form(known: Talker) -> Json | None:
                form = self.line.form(known, press)
                if form.draft != press.draft:  # a card of a draft that is sent or gone
                    return self._pressed(press, pressed, known)
                self.posting.show(contact_of(known), form_card(form))
                return None

            return open_form
        self.line.note(press, self.profiles.at_once(talker))
        return partial(self._pressed, press, pressed)

    def _pressed(self, press: Pressed, pressed: str, talker: Talker) -> Json | None:
        turn = self.line.hear(press, talker)
        open_draft = turn.chat.draft.id if turn.chat.draft else ""
        return self.answer(talker, turn, pressed, closes=bool(press.draft) and press.draft != open_draft)

    def _filling(
        self, data: Mapping[str, object], event: str, pressed: str, talker: Talker
    ) -> Callable[[Talker], Json | None]:
        known = self.profiles.at_once(talker)
        decided = decided_in(data, event)
        sent: Event = decided or filled_in(data, self.line.form(known, opened_by(data, event)), event)
        self.line.note(sent, known)
        turns_to = number_in(data, "turns_to") if "turns_to" in data else None
        return lambda known: self._filled(self.line.hear(sent, known), known, pressed, turns_to)

    def _filled(self, turn: Turn, talker: Talker, pressed: str, turns_to: int | None) -> Json | None:
        """Say what came of a form: the same form with what is wrong in it, its next page, or the turn's own words."""
        if turn.form is not None:
            card = form_card(turn.form, page_with_trouble(turn.form))
        elif turns_to is not None and turn.chat.draft is not None:
            card = form_card(self.line.form(talker), turns_to)
        else:
            return self.answer(talker, turn, pressed, closes=True)
        self.posting.show(contact_of(talker), card, pressed)
        return card

    def _closed(self, pressed: str, talker: Talker) -> Json:
        return self.posting.close(contact_of(talker), pressed)

    def _not_known(self, talker: Talker) -> None:
        log.warning("a button was pressed that nobody knows")
        self.posting.say(contact_of(talker), [say(_OLD_BUTTON)])

    def _token(self) -> str:
        try:
            return self.connector.token()
        except SendError:
            raise FileRefusedError("I could not fetch it from Teams.") from None

    def _failed(self, talker: Talker, error: Exception) -> None:
        """Tell somebody that something failed; log its kind alone. What was carried out must not be sent again."""
        log.error("what came by Teams could not be carried out", extra={"error": type(error).__name__})
        try:
            self.posting.say(contact_of(talker), [say(_NOT_SHOWN if isinstance(error, SendError) else SORRY)])
        except SendError as trouble:
            log.warning("Teams did not take a message", extra={"code": trouble.code})
