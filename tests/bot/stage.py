"""A chat over the real service, the real reader and a store in memory; the clock is set by hand."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import count

from bot.chats import Chats
from bot.draft import Chat, Draft
from bot.events import Event, Filled, Pressed, Said, Talker
from bot.files import Offered
from bot.form import ChatForm
from bot.line import ChatLine, LineDesk
from bot.messages import Action, Button, Message
from bot.turn import Turn
from candour.cases.case import Case
from candour.cases.policy_file import load
from candour.cases.report import Evidence
from candour.store.memory import MemoryStore
from tests.bot.kept_door import KeptDoor
from tests.service import HandClock, RuleReader, ToldReader, a_stage

ANONYMOUS = "https://candour.school.example/r/st-finnian"
GARETH = Talker(
    platform="terminal",
    place="here",
    conversation="gareth",
    person="gareth",
    name="Gareth Pugh",
    address="g.pugh@saint-finnian.example",
)


class CountedEvidence:
    """The evidence of a store, with how often each file is claimed by somebody who has not let go of it."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self.claims = Counter[str]()

    def hold(self, chunks: Iterable[bytes], *, name: str, media_type: str) -> Evidence:
        held = self._store.hold(chunks, name=name, media_type=media_type)
        self.claims[held.digest] += 1
        return held

    def release(self, digest: str) -> None:
        self._store.release(digest)
        self.claims[digest] -= 1


class ChatStage:
    """A conversation of one person with the line."""

    def __init__(
        self, talker: Talker = GARETH, profile: str = "saints-cardiff", reader: ToldReader | None = None
    ) -> None:
        self.core = a_stage(profile=profile, reader=reader or RuleReader())
        self.clock: HandClock = self.core.clock
        self.talker = talker
        self.anonymous = ANONYMOUS
        self.evidence = CountedEvidence(self.core.store)
        self.door = KeptDoor(platform=talker.platform)
        self.line = self.new_line()
        self.last: Sequence[Message] = ()
        self._numbers = count(1)

    def new_line(self) -> ChatLine:
        """Return the line as after a restart."""
        directory = self.core.directory
        return ChatLine(
            LineDesk(
                service=self.core.service,
                records=self.core.store,
                evidence=self.evidence,
                directory=directory,
                policies=load,
                now=self.clock,
                school_of=lambda _talker: next(iter(directory.schools)),
                anonymous=lambda _school: self.anonymous,
            )
        )

    def hear(self, event: Event) -> Turn:
        """Bring an event and return what came of it."""
        return self.line.hear(event, self.talker)

    @property
    def chat(self) -> Chat:
        """What is kept of the conversation."""
        return Chats(self.core.store).of(self.talker, "st-finnian")

    @property
    def draft(self) -> Draft:
        """The report under way."""
        assert self.chat.draft is not None
        return self.chat.draft

    @property
    def cases(self) -> Sequence[Case]:
        """The cases of the school, oldest first."""
        store = self.core.store
        return [store.load(entry.reference) for entry in store.register()]

    @property
    def case(self) -> Case:
        """The only case."""
        (case,) = self.cases
        return case

    def brings(self, name: str, content: bytes = b"content") -> str:
        """Bring a file and return what is answered."""
        event = f"b{next(self._numbers)}"
        return self._seen(self.line.bring(Offered(event, name, "image/png", lambda: iter([content])), self.talker))

    def fills(self, *, sends: bool = False, form: ChatForm | None = None, **values: str) -> Turn:
        """Send a form (the one that opens now) with these values and the others as they stood."""
        shown = form or self.line.form(self.talker)
        all_values = {entry.id: entry.value for entry in shown.entries} | values
        filled = Filled(
            id=f"f{next(self._numbers)}", draft=shown.draft, version=shown.version, values=all_values, sends=sends
        )
        turn = self.hear(filled)
        self._seen(turn)
        return turn

    def says(self, text: str) -> str:
        """Say something and return what is answered, as plain text."""
        turn = self.hear(Said(id=f"m{next(self._numbers)}", text=text))
        return self._seen(turn)

    def button(self, action: Action) -> Button:
        """Return a button of what was said last."""
        return next(button for message in self.last for button in message.buttons if button.action is action)

    def presses(self, action: Action) -> str:
        """Press a button of what was said last."""
        button = self.button(action)
        press = Pressed(
            id=f"p{next(self._numbers)}",
            action=action,
            draft=button.draft,
            version=button.version,
            reference=button.reference,
            value=button.value,
        )
        turn = self.hear(press)
        return self._seen(turn)

    def _seen(self, turn: Turn) -> str:
        self.last = turn.messages
        return "\n\n".join(message.plain for message in turn.messages if not message.only_replaces)

    def passes(self, minutes: float) -> list[str]:
        """Let time pass and return what the line said by itself."""
        self.clock.move(timedelta(minutes=minutes))
        self.door.posted.clear()
        self.line.pass_time({self.door.platform: self.door})
        self.last = [message for _, message in self.door.posted]
        return [message.plain for message in self.last if not message.only_replaces]
