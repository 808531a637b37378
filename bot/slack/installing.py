"""Installation into several workspaces by OAuth: what is kept of each, and the two addresses that it goes by.

Only workspaces that the settings name are let in; a token for any other is given back at once.
"""

import hashlib
import json
import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from threading import Lock

from slack_sdk.oauth import InstallationStore, OAuthStateStore
from slack_sdk.oauth.installation_store import Bot, Installation

from bot.chats import Records
from bot.slack.workspaces import Workspace

INSTALLATIONS = "slack-installations"
"""The kind of the store's records (sealed, as all of them); the key is the workspace's id."""
STATES = "slack-states"
"""The kind of the records of installations under way; the key is a digest of the state, which nobody can use."""
STATE_LIVES = timedelta(minutes=10)

log = logging.getLogger(__name__)


class Installations(InstallationStore):
    """The bot tokens of the workspaces that installed the app. Every method raises StoreError."""

    def __init__(self, records: Records, teams: tuple[str, ...]) -> None:
        self._records = records
        self._teams = teams

    @property
    def logger(self) -> logging.Logger:
        """The SDK's interface asks for it; nothing is ever logged of a token."""
        return log

    def save(self, installation: Installation) -> None:
        """Keep a workspace's bot token. Who installed it, and any token of theirs, is not kept."""
        self.save_bot(installation.to_bot())

    def save_bot(self, bot: Bot) -> None:
        """Keep a bot token."""
        kept = {"bot_token": bot.bot_token, "bot_id": bot.bot_id, "bot_user_id": bot.bot_user_id}
        self._records.put(INSTALLATIONS, str(bot.team_id), {"installation": json.dumps(kept)})

    def find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """Return a workspace's bot; None where it is none of ours (any more)."""
        del enterprise_id
        if team_id not in self._teams or is_enterprise_install:
            return None
        found = self._records.get(INSTALLATIONS, team_id)
        return Bot(team_id=team_id, installed_at=0.0, **json.loads(found["installation"])) if found else None

    def find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """Return a workspace's installation as far as it is kept: the bot alone."""
        del user_id
        bot = self.find_bot(enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=is_enterprise_install)
        if bot is None:
            return None
        return Installation(
            user_id="", team_id=bot.team_id, bot_token=bot.bot_token, bot_id=bot.bot_id, bot_user_id=bot.bot_user_id
        )

    def delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget a workspace's token."""
        del enterprise_id
        if team_id:
            self._records.put(INSTALLATIONS, team_id, None)

    def delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Forget a workspace's token."""
        del user_id
        self.delete_bot(enterprise_id=enterprise_id, team_id=team_id)

    def find(self, team: str) -> Workspace | None:
        """Return a workspace that installed the app."""
        bot = self.find_bot(enterprise_id=None, team_id=team)
        return Workspace(team, bot.bot_user_id, bot.bot_id, bot.bot_token) if bot else None

    def teams(self) -> list[str]:
        """Return the ids of the workspaces that installed the app."""
        return [team for team in self._records.records(INSTALLATIONS) if team in self._teams]

    def is_ours(self, team: str) -> bool:
        """Tell whether a workspace may install the app."""
        return team in self._teams


class States(OAuthStateStore):
    """The states of installations under way: each can be used once, for ten minutes. Every method raises StoreError."""

    def __init__(self, records: Records, now: Callable[[], datetime]) -> None:
        self._records = records
        self._now = now
        self._lock = Lock()

    @property
    def logger(self) -> logging.Logger:
        """The SDK's interface asks for it; nothing is ever logged of a state."""
        return log

    def issue(self, *args: object, **kwargs: object) -> str:
        """Return a new state; those that ran out are forgotten."""
        del args, kwargs
        state = secrets.token_urlsafe(32)
        with self._lock:
            for key, kept in self._records.records(STATES).items():
                if self._has_run_out(kept):
                    self._records.put(STATES, key, None)
            until = self._now() + STATE_LIVES
            self._records.put(STATES, _digest(state), {"until": until.isoformat()})
        return state

    def consume(self, state: str) -> bool:
        """Tell whether a state is right, which it is once."""
        with self._lock:
            kept = self._records.get(STATES, _digest(state))
            if kept is None:
                return False
            self._records.put(STATES, _digest(state), None)
            return not self._has_run_out(kept)

    def _has_run_out(self, kept: Mapping[str, str]) -> bool:
        return datetime.fromisoformat(kept["until"]) <= self._now()


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()
