"""/report-incident: with words it begins a report in the direct message, without them it opens the form."""

from functools import partial
from typing import Any

from slack_bolt import Ack, App

from bot.events import Said
from bot.slack.hearing import Hearing, Who
from bot.slack.opening import opens

COMMAND = "/report-incident"
ANSWERED = "Thank you. I have answered you in our direct message."


def register(app: App, hearing: Hearing) -> None:
    """Listen to the command."""

    @app.command(COMMAND)
    def command(ack: Ack, body: dict[str, Any]) -> None:
        who = Who(str(body["team_id"]), str(body["user_id"]))
        text, trigger = str(body.get("text") or "").strip(), str(body["trigger_id"])
        if text:
            hearing.hear_text(partial(_as_said, f"command {trigger}"), text, who)
            ack(ANSWERED)
        else:
            ack()
            opens(hearing, who, trigger)


def _as_said(event: str, text: str) -> Said:
    return Said(id=event, text=text)
