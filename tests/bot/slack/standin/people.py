"""Somebody in the workspace: what they do reaches the bot as Slack would tell it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.bot.slack.standin.inputs import values_of
from tests.bot.slack.standin.state import Ack, Json, Posted, View
from tests.bot.slack.standin.web_api import direct, shown

if TYPE_CHECKING:
    from tests.bot.slack.standin.slack import StandInSlack


@dataclass
class Person:
    """A person. Whatever they do returns what the bot answered at once (its ack)."""

    slack: "StandInSlack"
    id: str
    team: str

    @property
    def channel(self) -> str:
        return direct(self.id)

    @property
    def sees(self) -> list[Posted]:
        """The bot's messages to them, oldest first."""
        return [one for one in self.slack.messages_for(self.id) if one.author != self.id]

    @property
    def home(self) -> View:
        return self.slack.kept.homes[self.id]

    @property
    def modal(self) -> View:
        """The modal that they look at."""
        return self.slack.views_of(self.id)[-1]

    def types(self, text: str, **more: object) -> Posted:
        """Write to the bot in the direct message."""
        message = self._wrote(text)
        self.event({**self._message(message), **more})
        return message

    def uploads(self, *files: Json, text: str = "") -> Ack:
        """Write a message with files; `file_of` makes them."""
        message = self._wrote(text)
        return self.event({**self._message(message), "subtype": "file_share", "files": list(files)})

    def edits(self, message: Posted, text: str) -> Ack:
        """Change a message of theirs."""
        before, message.text = self._message(message), text
        changed = {"message": self._message(message) | {"edited": {}}, "previous_message": before}
        return self.event(self._about(message) | changed | {"subtype": "message_changed"})

    def deletes(self, message: Posted) -> Ack:
        """Take a message of theirs back."""
        gone = {"previous_message": self._message(message), "deleted_ts": message.ts}
        self.slack.kept.messages.pop((message.channel, message.ts))
        return self.event(self._about(message) | gone | {"subtype": "message_deleted"})

    def mentions(self, text: str, channel: str = "C0STAFF") -> Ack:
        """Name the bot in a channel."""
        event = {"type": "app_mention", "channel": channel, "user": self.id, "text": text}
        return self.event({**event, "ts": self.slack.api.new_ts()})

    def opens_home(self, tab: str = "home") -> Ack:
        """Look at the bot's home page."""
        return self.event({"type": "app_home_opened", "user": self.id, "tab": tab, "channel": self.channel})

    def event(self, event: Json, *, event_id: str = "", retry: int = 0) -> Ack:
        """Tell the bot of an event."""
        payload = {
            "type": "event_callback",
            "team_id": self.team,
            "api_app_id": "A0CANDOUR",
            "event_id": event_id or f"Ev{self.slack.api.number()}",
            "event_time": 1795000000,
            "event": {"event_ts": event.get("ts", "1"), "team": self.team, **event},
            "authorizations": [{"team_id": self.team, "user_id": f"U{self.team}BOT", "is_bot": True}],
        }
        return self.slack.delivery.deliver("events_api", payload, retry=retry)

    def uses_command(self, text: str = "", command: str = "/report-incident") -> Ack:
        """Type a slash command in any channel."""
        payload = {
            "command": command,
            "text": text,
            "user_id": self.id,
            "user_name": "somebody",
            "team_id": self.team,
            "team_domain": "school",
            "channel_id": "C0STAFF",
            "channel_name": "staff",
            "api_app_id": "A0CANDOUR",
            "trigger_id": self._trigger(),
            "response_url": "https://hooks.slack.example/commands/1",
        }
        return self.slack.delivery.deliver("slash_commands", payload)

    def uses_shortcut(self, text: str, **more: object) -> Ack:
        """Choose "Report this" at a message, one of their own unless `user` says whose."""
        message = {"type": "message", "user": self.id, "text": text, "ts": self.slack.api.new_ts(), **more}
        payload = self._interaction("message_action") | {
            "callback_id": "report_this",
            "channel": {"id": "C0STAFF", "name": "staff"},
            "message": message,
            "message_ts": message["ts"],
        }
        return self.slack.delivery.deliver("interactive", payload)

    def presses(self, label: str, message: Posted | View | None = None) -> Ack:
        """Press the button with this label or action: of a message, of a view, or of the newest message that has it."""
        shown_at = message or next(one for one in reversed(self.sees) if any(_is_called(b, label) for b in one.buttons))
        blocks = shown_at.view["blocks"] if isinstance(shown_at, View) else shown_at.blocks
        block, button = _button(blocks, label)
        action = {**button, "block_id": block.get("block_id", "b"), "action_ts": self.slack.api.new_ts()}
        payload = self._interaction("block_actions") | {"actions": [action]} | self._where(shown_at)
        return self.slack.delivery.deliver("interactive", payload)

    def submits(self, values: Mapping[str, str] | None = None, view: View | None = None) -> Ack:
        """Send a modal: entries by their labels, everything else as it stands there. Its ack is followed."""
        view = view or self.modal
        payload = self._interaction("view_submission") | {
            "view": shown(view) | {"state": {"values": values_of(view.view["blocks"], values or {})}},
            "response_urls": [],
        }
        ack = self.slack.delivery.deliver("interactive", payload)
        self._follow(view, ack)
        return ack

    def closes(self, view: View | None = None) -> Ack:
        """Close a modal without sending it."""
        view = view or self.modal
        view.is_open = False
        payload = self._interaction("view_closed") | {"view": shown(view), "is_cleared": False}
        return self.slack.delivery.deliver("interactive", payload)

    def awaits(self, words: str) -> Posted:
        """Return the newest message to them with these words, when it is there."""
        self.slack.waits_until(lambda: any(words in one.words for one in self.sees))
        return next(one for one in reversed(self.sees) if words in one.words)

    def _follow(self, view: View, ack: Ack) -> None:
        action = ack.body.get("response_action")
        if action == "update":
            self.slack.api.checked_view({"view": ack.body["view"]})
            view.view, view.hash, view.updates = ack.body["view"], self.slack.api.new_hash(), view.updates + 1
        elif action == "clear":
            for one in self.slack.views_of(self.id):
                one.is_open = False
        elif action is None and ack.status == 200:
            view.is_open = False

    def _wrote(self, text: str) -> Posted:
        message = Posted(self.channel, self.slack.api.new_ts(), self.id, text)
        self.slack.kept.messages[message.channel, message.ts] = message
        return message

    def _message(self, message: Posted) -> Json:
        return self._about(message) | {"user": self.id, "text": message.text, "ts": message.ts}

    def _about(self, message: Posted) -> Json:
        return {
            "type": "message",
            "channel": message.channel,
            "channel_type": "im",
            "ts": self.slack.api.new_ts(),
        }

    def _trigger(self) -> str:
        return self.slack.api.new_trigger(self.id, self.team)

    def _interaction(self, kind: str) -> Json:
        return {
            "type": kind,
            "team": {"id": self.team, "domain": "school"},
            "user": {"id": self.id, "team_id": self.team, "username": "somebody"},
            "api_app_id": "A0CANDOUR",
            "trigger_id": self._trigger(),
        }

    def _where(self, shown_at: Posted | View) -> Json:
        if isinstance(shown_at, View):
            return {"container": {"type": "view", "view_id": shown_at.id}, "view": shown(shown_at)}
        return {
            "container": {"type": "message", "message_ts": shown_at.ts, "channel_id": shown_at.channel},
            "channel": {"id": shown_at.channel},
            "message": {"ts": shown_at.ts, "text": shown_at.text, "blocks": shown_at.blocks},
        }


def _button(blocks: list[Json], label: str) -> tuple[Json, Json]:
    for block in blocks:
        for element in (*block.get("elements", ()), *filter(None, [block.get("accessory")])):
            if element["type"] == "button" and _is_called(element, label):
                return block, element
    raise AssertionError(f"there is no button {label!r}")


def _is_called(button: Json, name: str) -> bool:
    """Tell whether a button has this label, or an action_id that begins with it: labels may be reworded."""
    return name in {button["text"]["text"], str(button.get("action_id", "")).partition(":")[0]}
