"""The door of Teams: its route on our own server, and writing to people without being asked."""

from collections.abc import Sequence

from starlette.routing import BaseRoute

from bot.doors import Contact
from bot.events import Platform
from bot.lanes import Lanes
from bot.line import ChatLine
from bot.messages import Message
from bot.teams.app import Registration, disconnect, sdk_app
from bot.teams.cloud import MICROSOFT, Cloud
from bot.teams.connector import Connector
from bot.teams.endpoint import Endpoint
from bot.teams.hearing import Hearing
from bot.teams.listeners import Listeners
from bot.teams.loop import Loop
from bot.teams.posting import Posting
from bot.teams.profiles import Profiles

_AT_MOST_IN_SECONDS = 30.0


class TeamsDoor:
    """Teams, served by whoever takes `routes` into their site. Raises SettingsError as `sdk_app` does.

    The SDK's event loop and the work that waits live in threads of their own until `close`.
    """

    platform: Platform = "teams"

    def __init__(self, line: ChatLine, registration: Registration, cloud: Cloud = MICROSOFT) -> None:
        self._loop = Loop()
        endpoint = Endpoint(loop=self._loop, cloud=cloud, tenants=registration.tenants)
        self._app = app = sdk_app(registration, cloud, endpoint)
        connector = Connector(app, self._loop)
        self._posting = Posting(connector)
        self._lanes = Lanes()
        hearing = Hearing(
            line=line,
            cloud=cloud,
            connector=connector,
            profiles=Profiles(connector),
            posting=self._posting,
            lanes=self._lanes,
        )
        self._listeners = Listeners(hearing, app)
        self._loop.wait(app.initialize(), _AT_MOST_IN_SECONDS)
        self.routes: Sequence[BaseRoute] = (endpoint.route,)

    def find(self, address: str) -> Contact | None:
        """Return None: Teams finds nobody by their address unless an app may read the whole directory."""
        del address
        return None

    def post(self, contact: Contact, messages: Sequence[Message]) -> None:
        """Write to somebody in their chat with the bot; raises SendError."""
        self._posting.say(contact, messages)

    def settle(self, timeout_in_seconds: float) -> bool:
        """Wait until nothing that was heard waits any more; tell whether that came about in time."""
        return self._lanes.settle(timeout_in_seconds)

    def close(self) -> None:
        """Take nothing more in; what is under way ends by itself, and what was noted is carried out after a start."""
        self._listeners.close()
        self._lanes.close()
        self._loop.wait(disconnect(self._app), _AT_MOST_IN_SECONDS)
        self._loop.close()
