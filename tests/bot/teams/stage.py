"""A chat in Teams: the real SDK over HTTP between a stand-in of the service and the line, with a real reader."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from starlette.applications import Starlette

from bot.line import ChatLine
from bot.messages import Action
from bot.teams.app import Registration
from bot.teams.door import TeamsDoor
from tests.bot.stage import ChatStage
from tests.bot.teams.people import Person
from tests.bot.teams.serving import served
from tests.bot.teams.standin import APP, TENANT, BotFramework, bot_framework

STORY = "I have just emailed 7B's reports to the wrong parent."
SEND, EDIT, CANCEL = Action.SEND.value, Action.EDIT.value, Action.CANCEL.value
REGISTRATION = Registration(app_id=APP, secret="the secret of the app", tenants=(TENANT,))


@dataclass
class TeamsStage:
    """The service, the bot on its own address, and Gareth, who has a chat with it."""

    service: BotFramework
    chat: ChatStage = field(default_factory=ChatStage)
    door: TeamsDoor = field(init=False)
    site: str = ""

    @property
    def line(self) -> ChatLine:
        return self.chat.line

    @contextmanager
    def running(self) -> Iterator["TeamsStage"]:
        """Serve the bot, over the same store as before where it ran before: a restart."""
        self.chat.line = self.chat.new_line()
        self.door = door = TeamsDoor(self.chat.line, REGISTRATION, self.service.cloud())
        try:
            with served(Starlette(routes=door.routes)) as self.site:
                yield self
                assert door.settle(30)
        finally:
            door.close()

    def person(self) -> Person:
        """Return Gareth, who has Teams."""
        return Person(self.service, self)

    @property
    def reports(self) -> int:
        """How many reports there are."""
        return len(self.chat.core.store.register())


def the_report(stage: TeamsStage) -> str:
    """Return the reference of the one report there is."""
    (line,) = stage.chat.core.store.register()
    return line.reference


@contextmanager
def a_teams_stage(profile: str = "saints-cardiff") -> Iterator[TeamsStage]:
    """Serve everything."""
    with bot_framework() as service, TeamsStage(service, ChatStage(profile=profile)).running() as stage:
        yield stage
