"""The app's manifest: what Slack is told that the app is and may do; each scope with the reason for it."""

import json
from typing import Any

from bot.slack.listeners.commands import COMMAND
from bot.slack.listeners.shortcuts import REPORT_THIS

SCOPES = (
    "app_mentions:read",  # a person who names the bot in a channel is shown the way to the direct message
    "chat:write",  # answers, receipts, questions, alerts
    "commands",  # the slash command and the message shortcut
    "files:read",  # evidence that somebody sends to the bot
    "im:history",  # messages to the bot
    "users:read",  # the name of who reports
    "users:read.email",  # the mail address of who reports: it finds their cases, and officers
)
EVENTS = ("app_home_opened", "app_mention", "app_uninstalled", "message.im", "tokens_revoked")


def manifest(*, name: str = "Candour", address: str = "", redirect: str = "") -> dict[str, Any]:
    """Return the manifest: for Socket Mode, or with the `address` of our server ("https://...") for HTTP.

    `redirect` is where an installation into several workspaces comes back to.
    """
    events = {"request_url": f"{address}/slack/events"} if address else {}
    command = {
        "command": COMMAND,
        "description": "Report an incident with personal data",
        "usage_hint": "what happened, in your own words",
        "should_escape": True,
    }
    oauth: dict[str, Any] = {"scopes": {"bot": list(SCOPES)}}
    if redirect:
        oauth["redirect_urls"] = [redirect]
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": name,
            "description": "The incident line: tell it what went wrong with personal data.",
            "background_color": "#1d3557",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": name, "always_online": True},
            "shortcuts": [
                {
                    "name": "Report this",
                    "type": "message",
                    "callback_id": REPORT_THIS,
                    "description": "Report it as an incident with personal data",
                }
            ],
            "slash_commands": [{**command, **({"url": f"{address}/slack/events"} if address else {})}],
        },
        "oauth_config": oauth,
        "settings": {
            "event_subscriptions": {**events, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **events},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not address,
            "token_rotation_enabled": False,
        },
    }


def manifest_text(*, name: str = "Candour", address: str = "", redirect: str = "") -> str:
    """Return the manifest as JSON, as Slack's page for apps takes it."""
    return json.dumps(manifest(name=name, address=address, redirect=redirect), indent=2) + "\n"
