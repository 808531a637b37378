"""A chat over the real service, the real reader and a store in memory; the clock is set by hand."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import count

from bot.events import Event, Pressed, Said, Talker
from bot.line import ChatLine, LineDesk
from bot.messages import Action, Button, Message
from bot.turn import Turn
from candour.cases.policy_file import load
from tests.bot.kept_door import KeptDoor
from tests.service import HandClock, RuleReader, a_stage

ANONYMOUS = "https://candour.school.example/r/st-finnian"
GARETH = Talker(
    platform="terminal",
    place="here",
    conversation="gareth",
    person="gareth",
    name="Gareth Pugh",
    address="g.pugh@saint-finnian.example",
)


class ChatStage:
    """A conversation of one person with the line."""

    def __init__(self, talker: Talker = GARETH, profile: str = "saints-cardiff") -> None:
        self.core = a_stage(profile=profile, reader=RuleReader())
        self.clock: HandClock = self.core.clock
        self.talker = talker
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
                evidence=self.core.store,
                directory=directory,
                policies=load,
                now=self.clock,
                school_of=lambda _talker: next(iter(directory.schools)),
                anonymous=lambda _school: ANONYMOUS,
            )
        )

    def hear(self, event: Event) -> Turn:
        """Bring an event and return what came of it."""
        return self.line.hear(event, self.talker)

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
        return [message.plain for _, message in self.door.posted]
