"""Bolt's App with our listeners. Nothing of it comes from the environment, and nobody else's workspace gets in."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import App, BoltContext, BoltRequest, BoltResponse

from bot.slack.calling import client_of
from bot.slack.hearing import Hearing, Who
from bot.slack.keys import SlackKeys
from bot.slack.listeners import actions, commands, home, leaving, mentions, messages, rest, shortcuts, views

_NAME = "slack_bolt.candour"
"""What Bolt calls its loggers after: a library's, whose texts no log of ours shows (they quote what was sent)."""
_UNKNOWN, _LATER = 401, 503

log = logging.getLogger(__name__)


def app_of(keys: SlackKeys, hearing: Hearing, forget: Callable[[str], None]) -> App:
    """Return the app. Its listeners only note and hand on, so they run before Slack gets its answer.

    A listener that can't even note what came answers 503: Slack brings an event again, and tells a person to try again.
    """
    app = App(
        name=_NAME,
        client=client_of("", keys.api),
        signing_secret=keys.signing_secret,
        authorize=hearing.workspaces,  # type: ignore[arg-type]  # Bolt takes an Authorize, and doesn't say so
        before_authorize=_guard(hearing),
        process_before_response=True,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    for listeners in (messages, mentions, home, commands, shortcuts, actions, views):
        listeners.register(app, hearing)
    leaving.register(app, forget)
    rest.register(app)
    app.error(_failed(hearing))
    return app


def _guard(hearing: Hearing) -> Callable[..., BoltResponse | None]:
    def guard(req: BoltRequest, next: Callable[[], BoltResponse]) -> BoltResponse | None:  # noqa: A002  Bolt's name
        team = req.context.team_id or ""
        if req.body.get("type") == "url_verification" or (
            hearing.workspaces.of(team) is not None and team == _home_of(req.body, team)
        ):
            return next()
        log.warning("a request for a workspace that is none of ours was refused")
        return BoltResponse(status=_UNKNOWN, body="")

    return guard


def _home_of(body: Mapping[str, Any], team: str) -> str:
    """Return the workspace of the person themselves: in a shared channel it may be somebody else's."""
    event, user = body.get("event") or {}, body.get("user")
    named = user.get("team_id") if isinstance(user, Mapping) else event.get("user_team")
    return str(named or team)


def _failed(hearing: Hearing) -> Callable[..., BoltResponse]:
    def failed(error: Exception, context: BoltContext) -> BoltResponse:
        if context.team_id and context.user_id:
            who = Who(context.team_id, context.user_id)
            hearing.openers.put(f"{who.key} sorry", lambda: hearing.failed(who, error))
        else:
            log.error("a request of Slack failed", extra={"error": type(error).__name__})
        return BoltResponse(status=_LATER, body="")

    return failed
