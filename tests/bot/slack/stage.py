"""The real Bolt app of the line in front of the stand-in Slack, by Socket Mode or by signed HTTP requests."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Literal

import uvicorn
from starlette.applications import Starlette

from bot.doors import Contact
from bot.draft import Chat
from bot.events import Talker
from bot.messages import Message
from bot.slack.door import SlackDoor
from bot.slack.keys import SlackKeys
from bot.slack.manifest import SCOPES
from candour.cases.case import Case
from tests.bot.slack.standin import Person, StandInSlack
from tests.bot.slack.standin.slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from tests.bot.stage import ChatStage

Mode = Literal["socket", "http"]
SETTLING_IN_SECONDS = 20.0


class SlackStage:
    """The stand-in, the line and the door between them. `chat` holds the core, its clock and the line."""

    def __init__(self, slack: StandInSlack, profile: str = "saints-cardiff") -> None:
        self.slack = slack
        self.chat = ChatStage(profile=profile)
        self.line = self.chat.new_line()
        self.door = self.new_door()
        self.gareth = slack.person("Gareth Pugh", "g.pugh@saint-finnian.example")

    def new_door(self, **keys: object) -> SlackDoor:
        """Return the door as after a start: nothing of it is in memory."""
        return SlackDoor(keys_for(self.slack, **keys), self.line, self.chat.core.store, self.chat.clock)

    def cases(self) -> list[Case]:
        """Return the cases that came of it, oldest first."""
        return [self.chat.core.store.load(entry.reference) for entry in self.chat.core.store.register()]

    def case(self) -> Case:
        """Return the one case that came of it."""
        (case,) = self.cases()
        return case

    def says(self, person: Person, *messages: Message) -> None:
        """Write to somebody as the line does by itself."""
        contact = Contact(platform="slack", place=person.team, conversation=person.id, person=person.id)
        self.door.post(contact, messages)

    def line_chat(self, talker: Talker) -> Chat:
        """Return an empty conversation with somebody."""
        return Chat(talker=talker, school=next(iter(self.chat.core.directory.schools)))

    def settles(self) -> None:
        """Return when everything is carried out that was acknowledged."""
        assert self.door.settle(SETTLING_IN_SECONDS)

    @contextmanager
    def listening(self, mode: Mode = "socket") -> Iterator[None]:
        """Let the door listen to the stand-in until the end of the block."""
        with listening(self.door, self.slack) if mode == "socket" else serving(self.door, self.slack):
            yield
            self.settles()


def keys_for(slack: StandInSlack, **more: object) -> SlackKeys:
    """Return the keys of an app for the stand-in's workspace."""
    given = {
        "bot_token": BOT_TOKEN,
        "app_token": APP_TOKEN,
        "signing_secret": SIGNING_SECRET,
        "api": slack.base_url,
        "file_hosts": (slack.host,),
        "pause_in_seconds": 0.05,
        "ping_in_seconds": 1.0,
        **more,
    }
    return SlackKeys(**given)  # type: ignore[arg-type]  # the names are those of the fields


@contextmanager
def listening(door: SlackDoor, slack: StandInSlack) -> Iterator[None]:
    """Run Socket Mode until the end of the block."""
    stop, opened = Event(), slack.socket.opened
    thread = Thread(target=door.run, args=(stop,), daemon=True)
    thread.start()
    slack.socket.waits_for_connection(opened + 1)
    try:
        yield
    finally:
        stop.set()
        thread.join(SETTLING_IN_SECONDS)


@contextmanager
def serving(door: SlackDoor, slack: StandInSlack) -> Iterator[str]:
    """Serve the door's routes on a free port, and let the stand-in bring its events there."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(Starlette(routes=door.asgi), log_level="critical", lifespan="off"))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        slack.sends_http_to(f"{address}/slack/events")
        try:
            yield address
        finally:
            server.should_exit = True
            thread.join(SETTLING_IN_SECONDS)


def standin() -> StandInSlack:
    """Return a stand-in whose bot may do what the manifest asks for, and nothing else."""
    return StandInSlack(SCOPES)
