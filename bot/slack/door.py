"""Slack as the line knows it: where people are found and written to, and what keeps it running."""

from collections.abc import Callable, Sequence
from datetime import datetime
from threading import Event

from slack_sdk.web import SlackResponse
from starlette.routing import Route

from bot.chats import Records
from bot.doors import Contact
from bot.events import Platform
from bot.lanes import Lanes
from bot.line import ChatLine
from bot.messages import Message
from bot.slack.app import app_of
from bot.slack.calling import translated
from bot.slack.endpoint import routes
from bot.slack.hearing import Hearing
from bot.slack.install_pages import InstallPages
from bot.slack.installing import Installations, States
from bot.slack.keys import SlackKeys
from bot.slack.posting import Posting
from bot.slack.profiles import Profiles, profile_in
from bot.slack.socket import listen
from bot.slack.workspaces import OneWorkspace, Workspaces
from candour.cases.errors import SendError

_SETTLING_IN_SECONDS = 1.0


class SlackDoor:
    """The incident line in Slack. `records` and `now` are for installations into several workspaces.

    Nothing is asked of Slack before `run`, `find` or a request.
    """

    platform: Platform = "slack"

    def __init__(self, keys: SlackKeys, line: ChatLine, records: Records, now: Callable[[], datetime]) -> None:
        self._keys = keys
        self._one = None if keys.installs else OneWorkspace(keys.bot_token, keys.api)
        self._installations = Installations(records, keys.teams)
        self._pages = InstallPages(keys, self._installations, States(records, now)) if keys.installs else None
        find = self._one.find if self._one else self._installations.find
        self._workspaces = Workspaces(keys.api, find)
        self._posting = Posting(self._workspaces)
        self._hearing = Hearing(
            line=line,
            workspaces=self._workspaces,
            profiles=Profiles(self._workspaces),
            posting=self._posting,
            lanes=Lanes(),
            openers=Lanes(),
            file_hosts=keys.file_hosts,
        )
        self._app = app_of(keys, self._hearing, self._forget)

    @property
    def asgi(self) -> list[Route]:
        """The routes of HTTP mode, for our own site."""
        return routes(self._app, self._keys.signing_secret, self._pages)

    def run(self, stop: Event) -> None:
        """Keep the connection of Socket Mode until `stop` is set; returns within five seconds of that."""
        listen(self._app, self._keys, self._teams, stop)
        self.settle(_SETTLING_IN_SECONDS)

    def settle(self, timeout_in_seconds: float) -> bool:
        """Wait until everything that was acknowledged is carried out; tell whether that came about in time.

        What is not is on the disk, and is carried out after the next start.
        """
        # What opens a modal lines up what fills it, and what hears a form lines up what shows the outcome: no further.
        both = (self._hearing.lanes, self._hearing.openers)
        return all(lanes.settle(timeout_in_seconds) for lanes in both * 3)

    def find(self, address: str) -> Contact | None:
        """Return where somebody is written to, by the mail address of their profile. Raises SendError."""
        for team in self._teams():
            if (person := self._person(team, address)) is not None:
                return Contact(platform="slack", place=team, conversation=person, person=person)
        return None

    def post(self, contact: Contact, messages: Sequence[Message]) -> None:
        """Write to somebody in the direct message; raises SendError."""
        self._posting.say(contact.place, contact.person, messages)

    def _person(self, team: str, address: str) -> str | None:
        try:
            with translated():
                answer: SlackResponse = self._posting.client(team).users_lookupByEmail(email=address)
        except SendError as error:
            if error.code == "users_not_found":
                return None
            raise
        user = answer.get("user") or {}
        return str(user["id"]) if profile_in(user, team).address else None

    def _teams(self) -> Sequence[str]:
        return [self._one.known().team] if self._one else self._installations.teams()

    def _forget(self, team: str) -> None:
        if self._one is None:
            self._installations.delete_all(enterprise_id=None, team_id=team)
