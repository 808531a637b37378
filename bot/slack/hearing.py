"""From what Slack tells to the line, and back: noted before Slack gets its answer, carried out after it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from bot.events import Event, Talker
from bot.files import interrupted
from bot.lanes import Lanes
from bot.line import ChatLine
from bot.messages import Message, say
from bot.slack.fetching import offered
from bot.slack.posting import Card, Posting
from bot.slack.profiles import Profiles
from bot.slack.text import Json
from bot.slack.typed import as_typed
from bot.slack.workspaces import Workspaces
from bot.turn import Turn
from candour.cases.errors import SendError
from candour.cases.newest import Newest

SORRY = "Something went wrong on our side. Nothing is lost. Please press or send it once more."

log = logging.getLogger(__name__)

_MOST_SEEN = 2000


@dataclass(frozen=True)
class Who:
    """Somebody in a workspace, by Slack's ids."""

    team: str
    person: str

    @property
    def key(self) -> str:
        """The lane of their conversation."""
        return f"{self.team} {self.person}"


@dataclass(frozen=True)
class Hearing:
    """What every listener works with. `openers` open modals: they wait for nobody who is being read."""

    line: ChatLine
    workspaces: Workspaces
    profiles: Profiles
    posting: Posting
    lanes: Lanes
    openers: Lanes
    file_hosts: tuple[str, ...]
    seen: Newest[str, None] = field(default_factory=lambda: Newest(_MOST_SEEN))
    """What Slack brought lately: it brings an event again that it believes to be lost."""

    def note(self, event: Event, who: Who) -> None:
        """Put an event on the disk; only then may Slack be told that we have it. Raises StoreError."""
        self.line.note(event, self.profiles.at_once(who.team, who.person))

    def later(self, who: Who, work: Callable[[Talker], None], failed: Callable[[], None] | None = None) -> None:
        """Do something for a person after what is under way for them; where it fails, they are told."""

        def carried_out() -> None:
            try:
                work(self.profiles.talker(who.team, who.person))
            except Exception as error:  # noqa: BLE001  whatever it is, its person must hear of it
                self.failed(who, error, failed)

        self.lanes.put(who.key, carried_out)

    def hear(self, event: Event, who: Who, pressed: Card | None = None) -> None:
        """Note an event, carry it out and answer in the direct message. Raises StoreError, with nothing done."""
        if self._is_new(event, who):
            self.later(who, lambda talker: self.answer(talker, self.line.hear(event, talker), pressed))

    def hear_text(self, make: Callable[[str], Event], text: str, who: Who) -> None:
        """Do so with an event that holds a message: who is mentioned in it is asked for after Slack got its answer."""
        if not self._is_new(make(as_typed(text, lambda person: self.profiles.name_at_once(who.team, person))), who):
            return

        def carry_out(talker: Talker) -> None:
            event = make(as_typed(text, lambda person: self.profiles.name(who.team, person)))
            self.answer(talker, self.line.hear(event, talker))

        self.later(who, carry_out)

    def bring(self, files: list[Json], event: str, who: Who) -> None:
        """Take the files of a message, one after the other; one that a crash keeps from being fetched is asked for."""
        for file in files:
            if self._is_new(interrupted(_event_of(file, event), str(file.get("name") or "")), who):
                self.later(who, partial(self._bring, file, event))

    def answer(self, talker: Talker, turn: Turn, pressed: Card | None = None) -> None:
        """Say what a turn says. Who has the receipt of a report need not get the core's own."""
        if turn.erases:
            self.posting.take_back(talker.place, talker.person, pressed)
            pressed = None
        self.posting.say(talker.place, talker.person, turn.messages, pressed)
        newest = next(iter(turn.chat.reported), None)
        if newest is not None and not newest.was_receipted and any(one.key == newest.draft for one in turn.messages):
            self.line.receipted(talker, newest.draft)

    def failed(self, who: Who, error: Exception, otherwise: Callable[[], None] | None = None) -> None:
        """Tell somebody that something failed, in the chat unless there is another place for it; log its kind alone."""
        log.error("what came by Slack could not be carried out", extra={"error": type(error).__name__})
        try:
            (otherwise or (lambda: self.posting.say(who.team, who.person, [_sorry()])))()
        except SendError as trouble:
            log.warning("Slack did not take a message", extra={"code": trouble.code})

    def _is_new(self, event: Event, who: Who) -> bool:
        """Note an event and tell whether it is new: Slack brings an event again that it believes to be lost."""
        key = f"{who.key} {type(event).__name__} {getattr(event, 'event', event.id)}"
        if key in self.seen:
            return False
        self.note(event, who)
        self.seen.put(key, None)
        return True

    def _bring(self, file: Json, event: str, talker: Talker) -> None:
        workspace = self.workspaces.of(talker.place)
        token = workspace.token if workspace else ""
        one = offered(file, _event_of(file, event), token, self.file_hosts)
        self.answer(talker, self.line.bring(one, talker))


def _event_of(file: Json, event: str) -> str:
    return f"{event} {file.get('id', '')}"


def _sorry() -> Message:
    return say(SORRY)
