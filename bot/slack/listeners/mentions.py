"""The bot's name in a channel: what happened belongs in the direct message, where nobody else reads it."""

from typing import Any

from slack_bolt import App

from bot.slack.hearing import Hearing, Who

POLITE = "Please tell me in a direct message what happened: press my name and then “Message”. Here others read it too."


def register(app: App, hearing: Hearing) -> None:
    """Listen to mentions. What was written beside them is not looked at."""

    @app.event("app_mention")
    def mentioned(event: dict[str, Any], body: dict[str, Any]) -> None:
        team, person, channel = str(body.get("team_id", "")), str(event.get("user", "")), str(event["channel"])
        if person and not event.get("bot_id"):
            hearing.later(Who(team, person), lambda _talker: hearing.posting.whisper(team, channel, person, POLITE))
