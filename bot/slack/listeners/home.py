"""The bot's own page, and who comes to its chat for the first time."""

from typing import Any

from slack_bolt import App

from bot.events import Opened, Talker
from bot.slack.blocks import blocks_of, rows
from bot.slack.hearing import Hearing, Who

_MOST_BLOCKS = 95


def register(app: App, hearing: Hearing) -> None:
    """Listen to who opens the home page or the direct message."""

    @app.event("app_home_opened")
    def opened(event: dict[str, Any], body: dict[str, Any]) -> None:
        who = Who(str(body.get("team_id", "")), str(event["user"]))
        if event.get("tab") == "home":
            hearing.later(who, lambda talker: _show(hearing, talker))
        elif event.get("tab") == "messages":
            hearing.later(who, lambda talker: _greet(hearing, talker, str(event.get("channel", ""))))


def _show(hearing: Hearing, talker: Talker) -> None:
    """Draw the page: somebody's reports, a button to report, the anonymous address."""
    page = hearing.line.home(talker)
    view = {"type": "home", "blocks": [*blocks_of(page.parts)[:_MOST_BLOCKS], *rows(page.buttons)]}
    hearing.posting.publish(talker.place, talker.person, view)


def _greet(hearing: Hearing, talker: Talker, channel: str) -> None:
    """Greet where nothing was ever said."""
    if hearing.posting.is_new(talker.place, channel):
        hearing.answer(talker, hearing.line.hear(Opened(id=f"opened {channel}"), talker))
