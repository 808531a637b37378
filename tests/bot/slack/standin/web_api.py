"""The methods of the Web API that the bot uses, with the errors that Slack answers by."""

import time
from collections.abc import Callable, Mapping
from itertools import count
from threading import Condition

from tests.bot.slack.standin.limits import LONGEST_MESSAGE, InvalidBlocksError, check_blocks, check_view
from tests.bot.slack.standin.state import Json, Kept, Posted, Trigger, View, Workspace

TRIGGER_LIVES_IN_SECONDS = 30.0
"""Slack's live 3. A busy machine is slow, not wrong: how soon we are is measured by `bench.chat_acks`."""


class RefusedError(Exception):
    """A call that Slack would refuse; `error` is its code."""

    def __init__(self, error: str, *messages: str) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages


class WebApi:
    """The methods. They run one at a time; `changed` is told of everything that happened."""

    def __init__(self, kept: Kept, changed: Condition, app_token: str) -> None:
        self._kept = kept
        self.changed = changed
        self._app_token = app_token
        self._numbers = count(1)
        self.skipped_seconds = 0.0
        self.socket_address = ""

    def number(self) -> int:
        return next(self._numbers)

    def now(self) -> float:
        return time.monotonic() + self.skipped_seconds

    def new_ts(self) -> str:
        return f"1795000000.{self.number():06}"

    def call(self, method: str, arguments: Json, token: str) -> Json:
        """Return the answer; raises RefusedError."""
        if method not in METHODS:
            raise RefusedError("unknown_method")
        scope, run = METHODS[method]
        if method == "apps.connections.open":
            if token != self._app_token:
                raise RefusedError("invalid_auth")
            return {"url": self.socket_address}
        if method == "oauth.v2.access":
            return self.exchange(arguments)
        workspace = next((one for one in self._kept.workspaces.values() if one.token == token), None)
        if workspace is None:
            raise RefusedError("invalid_auth")
        if scope and scope not in workspace.scopes:
            raise RefusedError("missing_scope", scope)
        return run(self, workspace, arguments)

    def exchange(self, arguments: Json) -> Json:
        workspace = self._kept.codes.pop(str(arguments.get("code")), None)
        if workspace is None:
            raise RefusedError("invalid_code")
        self._kept.workspaces[workspace.id] = workspace
        return {
            "access_token": workspace.token,
            "token_type": "bot",
            "scope": ",".join(sorted(workspace.scopes)),
            "bot_user_id": workspace.bot,
            "app_id": "A0CANDOUR",
            "team": {"id": workspace.id, "name": workspace.name},
            "enterprise": {"id": "E1", "name": "Trust"} if workspace.is_enterprise else None,
            "is_enterprise_install": workspace.is_enterprise,
            "authed_user": {"id": "U0INSTALLER"},
        }

    def test(self, workspace: Workspace, _arguments: Json) -> Json:
        return {
            "team_id": workspace.id,
            "team": workspace.name,
            "user_id": workspace.bot,
            "bot_id": workspace.bot_id,
            "url": f"https://{workspace.id.lower()}.slack.example/",
        }

    def revoke(self, workspace: Workspace, _arguments: Json) -> Json:
        self._kept.workspaces[workspace.id].token = ""
        return {"revoked": True}

    def post(self, workspace: Workspace, arguments: Json) -> Json:
        channel = self.channel_for(workspace, str(arguments.get("channel", "")))
        message = self.written(workspace, channel, arguments)
        self._kept.messages[channel, message.ts] = message
        return {"channel": channel, "ts": message.ts, "message": {"text": message.text, "bot_id": workspace.bot_id}}

    def post_ephemeral(self, workspace: Workspace, arguments: Json) -> Json:
        message = self.written(workspace, str(arguments["channel"]), arguments)
        message.seen_by = str(arguments["user"])
        self._kept.messages[message.channel, message.ts] = message
        return {"message_ts": message.ts}

    def update(self, workspace: Workspace, arguments: Json) -> Json:
        found = self._kept.messages.get((str(arguments.get("channel")), str(arguments.get("ts"))))
        if found is None:
            raise RefusedError("message_not_found")
        if found.author != workspace.bot or found.seen_by:
            raise RefusedError("cant_update_message")
        new = self.written(workspace, found.channel, arguments)
        new.ts, new.versions = found.ts, [*found.versions, found]
        self._kept.messages[found.channel, found.ts] = new
        return {"channel": new.channel, "ts": new.ts, "text": new.text}

    def written(self, workspace: Workspace, channel: str, arguments: Json) -> Posted:
        text, blocks = str(arguments.get("text") or ""), list(arguments.get("blocks") or ())
        if not text and not blocks:
            raise RefusedError("no_text")
        if len(text) > LONGEST_MESSAGE:
            raise RefusedError("msg_too_long")
        _checked(lambda: check_blocks(blocks, "message"))
        options = {name: value for name, value in arguments.items() if name not in {"text", "blocks", "channel"}}
        return Posted(channel, self.new_ts(), workspace.bot, text, blocks, options=options)

    def channel_for(self, workspace: Workspace, channel: str) -> str:
        if channel in self._kept.profiles:
            profile = self._kept.profiles[channel]
            if profile["team_id"] != workspace.id:
                raise RefusedError("channel_not_found")
            if profile.get("deleted"):
                raise RefusedError("account_inactive")
            return direct(channel)
        if not channel.startswith(("D", "C")):
            raise RefusedError("channel_not_found")
        return channel

    def delete(self, workspace: Workspace, arguments: Json) -> Json:
        place = str(arguments.get("channel")), str(arguments.get("ts"))
        found = self._kept.messages.get(place)
        if found is None:
            raise RefusedError("message_not_found")
        if found.author != workspace.bot:
            raise RefusedError("cant_delete_message")
        return {"ts": self._kept.messages.pop(place).ts}

    def history(self, _workspace: Workspace, arguments: Json) -> Json:
        ours = [one for one in self._kept.messages.values() if one.channel == arguments["channel"] and not one.seen_by]
        return {"messages": [{"ts": one.ts, "text": one.text, "user": one.author} for one in ours]}

    def user(self, workspace: Workspace, arguments: Json) -> Json:
        profile = self._kept.profiles.get(str(arguments.get("user")))
        if profile is None or profile["team_id"] != workspace.id:
            raise RefusedError("user_not_found")
        return {"user": profile}

    def user_by_email(self, workspace: Workspace, arguments: Json) -> Json:
        wanted = str(arguments.get("email")).casefold()
        for profile in self._kept.profiles.values():
            if profile["team_id"] == workspace.id and profile["profile"].get("email", "").casefold() == wanted:
                return {"user": profile}
        raise RefusedError("users_not_found")

    def open_view(self, workspace: Workspace, arguments: Json) -> Json:
        trigger = self._kept.triggers.get(str(arguments.get("trigger_id")))
        if trigger is None or trigger.workspace != workspace.id:
            raise RefusedError("invalid_trigger_id")
        if trigger.is_used:
            raise RefusedError("exchanged_trigger_id")
        if self.now() - trigger.made_at > TRIGGER_LIVES_IN_SECONDS:
            raise RefusedError("expired_trigger_id")
        trigger.is_used = True
        view = self.checked_view(arguments)
        made = View(f"V{self.number():06}", trigger.person, workspace.id, view, self.new_hash())
        self._kept.views[made.id] = made
        return {"view": shown(made)}

    def update_view(self, _workspace: Workspace, arguments: Json) -> Json:
        name = arguments.get("external_id")
        named = (one for one in self._kept.views.values() if name and one.view.get("external_id") == name)
        found = self._kept.views.get(str(arguments.get("view_id"))) or next(named, None)
        if found is None or not found.is_open:
            raise RefusedError("not_found")
        if arguments.get("hash") and arguments["hash"] != found.hash:
            raise RefusedError("hash_conflict")
        found.view, found.hash, found.updates = self.checked_view(arguments), self.new_hash(), found.updates + 1
        return {"view": shown(found)}

    def publish_view(self, workspace: Workspace, arguments: Json) -> Json:
        owner = str(arguments["user_id"])
        made = View(f"V{self.number():06}", owner, workspace.id, self.checked_view(arguments), self.new_hash())
        self._kept.homes[owner] = made
        return {"view": shown(made)}

    def checked_view(self, arguments: Json) -> Json:
        view: Json = arguments["view"]
        _checked(lambda: check_view(view))
        return view

    def new_hash(self) -> str:
        return f"1795000000.h{self.number()}"

    def new_trigger(self, person: str, workspace: str) -> str:
        made = f"{self.number()}.{person}"
        self._kept.triggers[made] = Trigger(self.now(), person, workspace)
        return made


def direct(person: str) -> str:
    """Return the channel of a person's direct message with the bot."""
    return f"D{person}"


def shown(view: View) -> Json:
    """Return a view as Slack gives it back."""
    return {**view.view, "id": view.id, "hash": view.hash, "team_id": view.workspace}


def _checked(check: Callable[[], None]) -> None:
    try:
        check()
    except (InvalidBlocksError, KeyError, TypeError) as error:
        raise RefusedError("invalid_blocks", repr(error)) from error


Method = Callable[[WebApi, Workspace, Json], Json]
_NOTHING: Method = lambda _api, _workspace, _arguments: {}  # noqa: E731  stands for what `call` does itself

METHODS: Mapping[str, tuple[str, Method]] = {
    "apps.connections.open": ("", _NOTHING),
    "oauth.v2.access": ("", _NOTHING),
    "auth.test": ("", WebApi.test),
    "auth.revoke": ("", WebApi.revoke),
    "chat.postMessage": ("chat:write", WebApi.post),
    "chat.delete": ("chat:write", WebApi.delete),
    "chat.postEphemeral": ("chat:write", WebApi.post_ephemeral),
    "chat.update": ("chat:write", WebApi.update),
    "conversations.history": ("im:history", WebApi.history),
    "users.info": ("users:read", WebApi.user),
    "users.lookupByEmail": ("users:read.email", WebApi.user_by_email),
    "views.open": ("", WebApi.open_view),
    "views.update": ("", WebApi.update_view),
    "views.publish": ("", WebApi.publish_view),
}
"""Each method with the scope that it needs."""
