"""The workspaces that the app works for, and the token of each. Nobody else's workspace is let in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from slack_bolt import BoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import Authorize
from slack_sdk import WebClient

from bot.slack.calling import client_of, translated


@dataclass(frozen=True)
class Workspace:
    """A workspace with our bot in it."""

    team: str
    bot: str
    bot_id: str
    token: str = field(repr=False)


def workspace_of(token: str, api: str) -> Workspace:
    """Return the workspace that a bot token belongs to; raises SendError where Slack does not know the token."""
    with translated():
        answer = client_of(token, api).auth_test()
    return Workspace(team=str(answer["team_id"]), bot=str(answer["user_id"]), bot_id=str(answer["bot_id"]), token=token)


class Workspaces(Authorize):
    """Finds a request's workspace, for Bolt too: no call to Slack is made for it, so that an answer is never late."""

    def __init__(self, api: str, find: Callable[[str], Workspace | None]) -> None:
        self._api = api
        self._find = find

    def of(self, team: str) -> Workspace | None:
        """Return a workspace of ours, None for anybody else's."""
        return self._find(team) if team else None

    def client(self, team: str) -> WebClient | None:
        """Return a client for a workspace of ours."""
        found = self.of(team)
        return client_of(found.token, self._api) if found else None

    def __call__(
        self,
        *,
        context: BoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,
        actor_team_id: str | None = None,
        actor_user_id: str | None = None,
    ) -> AuthorizeResult | None:
        """Return Bolt's authorisation for a request, None for a workspace that is none of ours."""
        del context, actor_enterprise_id, actor_team_id, actor_user_id
        found = self.of(team_id or "")
        if found is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=found.team,
            user_id=user_id,
            bot_user_id=found.bot,
            bot_id=found.bot_id,
            bot_token=found.token,
        )


class OneWorkspace:
    """The workspace of a token. Slack is asked once; where it can't be reached, it is asked again the next time."""

    def __init__(self, token: str, api: str) -> None:
        self._token = token
        self._api = api
        self._known: Workspace | None = None
        self._lock = Lock()

    def known(self) -> Workspace:
        """Return the workspace; raises SendError while Slack can't be asked."""
        with self._lock:
            if self._known is None:
                self._known = workspace_of(self._token, self._api)
            return self._known

    def find(self, team: str) -> Workspace | None:
        """Return the workspace where the id is its own; raises SendError."""
        found = self.known()
        return found if found.team == team else None
