"""“Report this” at a message: its words begin a report, and the form opens at once."""

from functools import partial
from typing import Any

from slack_bolt import Ack, App

from bot.events import Said
from bot.slack.hearing import Hearing, Who
from bot.slack.opening import opens
from bot.slack.text import Json

REPORT_THIS = "report_this"


def register(app: App, hearing: Hearing) -> None:
    """Listen to the shortcut."""

    @app.message_shortcut(REPORT_THIS)
    def report_this(ack: Ack, body: dict[str, Any]) -> None:
        who = Who(str(body["team"]["id"]), str(body["user"]["id"]))
        message: Json = body.get("message") or {}
        event = f"message {(body.get('channel') or {}).get('id', '')} {message.get('ts', '')}"
        trigger, text = str(body["trigger_id"]), str(message.get("text") or "")
        if text.strip():
            hearing.hear_text(partial(_as_said, event), f"{_whose(message, who)}{text}", who)
        hearing.bring(list(message.get("files") or ()), event, who)
        ack()
        opens(hearing, who, trigger)


def _whose(message: Json, who: Who) -> str:
    """Say who wrote a message, where it was somebody else."""
    writer = str(message.get("user") or "")
    return "" if writer in {"", who.person} else f"<@{writer}> wrote:\n"


def _as_said(event: str, text: str) -> Said:
    return Said(id=event, text=text)
