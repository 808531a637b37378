"""The doors of an installation's chat, as its settings want them. An SDK is loaded only by who uses it."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from starlette.routing import BaseRoute, Route

from bot.line import ChatLine
from bot.slack.keys import SlackKeys
from candour.app.chat_keys import slack_keys, teams_secret
from candour.app.chat_tables import TeamsTable
from candour.app.environment import utc_now
from candour.app.settings import Secrets, Settings
from candour.app.switchboard import OpenDoor, room_for_calls
from candour.cases.ports import Store
from candour.web.forms import Room

_SETTLING_IN_SECONDS = 5.0
"""What was acknowledged is carried out before the store is closed; what isn't by then is after the next start."""

Opening = Callable[[ChatLine], OpenDoor]
"""How a door is opened when there is a line."""


def doors_of(settings: Settings, secrets: Secrets, store: Store) -> Iterator[Opening]:
    """Yield a door for each platform that has a table. Raises SettingsError for what is missing."""
    if settings.slack is not None and (keys := slack_keys(settings, secrets)) is not None:
        yield partial(_slack, keys, settings.slack.mode, store)
    if settings.teams is not None:
        yield partial(_teams, settings.teams, teams_secret(settings, secrets))


def _slack(keys: SlackKeys, mode: str, store: Store, line: ChatLine) -> OpenDoor:
    from bot.slack.door import SlackDoor

    door, is_called = SlackDoor(keys, line, store, utc_now), mode == "http"
    # Without a signing secret Slack's calls can't be told from anybody's: only an installation's pages are open then.
    routes = [route for route in door.asgi if is_called or "POST" not in (route.methods or ())]
    run = None if is_called else door.run
    return OpenDoor(door, run, *_with_rooms(routes), close=lambda: door.settle(_SETTLING_IN_SECONDS))


def _teams(table: TeamsTable, secret: str, line: ChatLine) -> OpenDoor:
    from bot.teams.app import Registration
    from bot.teams.door import TeamsDoor

    door = TeamsDoor(line, Registration(table.app_id, secret, tuple(table.tenants)))
    return OpenDoor(door, None, *_with_rooms(door.routes), close=door.close)


def _with_rooms(routes: Sequence[BaseRoute]) -> tuple[tuple[BaseRoute, ...], tuple[Room, ...]]:
    return tuple(routes), tuple(room_for_calls(route.path) for route in routes if isinstance(route, Route))
