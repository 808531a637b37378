"""Buttons of messages and of the home page."""

import re
from typing import Any

from slack_bolt import Ack, App

from bot.events import Pressed
from bot.messages import Action
from bot.slack.blocks import carried
from bot.slack.hearing import Hearing, Who
from bot.slack.opening import opens
from bot.slack.posting import Card
from bot.slack.text import Json

_ANY = re.compile(r".*")
_FORMS = frozenset({Action.EDIT, Action.CHANGE_LEVEL, Action.ASK})
_ACTIONS = {action.value: action for action in Action}


def register(app: App, hearing: Hearing) -> None:
    """Listen to every button of ours."""

    @app.block_action(_ANY)
    def pressed(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        press = _press_of(action, str(body["trigger_id"]))
        who = Who(str(body["team"]["id"]), str(body["user"]["id"]))
        if press is None:
            ack()
        elif press.action in _FORMS or (press.action is Action.REPORT and not press.draft):
            ack()
            opens(hearing, who, str(body["trigger_id"]), press)
        else:
            hearing.hear(press, who, _card(body))
            ack()


def _press_of(action: Json, trigger: str) -> Pressed | None:
    """Return a press; None for a link, which opens by itself, and for what is none of our buttons."""
    kind = _ACTIONS.get(str(action.get("action_id", "")).partition(":")[0])
    if kind is None or kind is Action.OPEN:
        return None
    holds = carried(str(action.get("value") or ""))
    version = holds.get("version", "")
    return Pressed(
        id=f"press {action.get('action_ts') or trigger}",
        action=kind,
        draft=holds.get("draft", ""),
        version=int(version) if version.isdecimal() else 0,
        reference=holds.get("reference", ""),
        value=holds.get("value", ""),
        stamp=holds.get("stamp", ""),
    )


def _card(body: Json) -> Card | None:
    """Return the message whose button was pressed; None on the home page."""
    place = body.get("container") or {}
    if place.get("type") != "message":
        return None
    return Card(str(place.get("channel_id", "")), str(place.get("message_ts", "")))
