"""A workspace that takes the app away: its token is forgotten."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App


def register(app: App, forget: Callable[[str], None]) -> None:
    """Listen to the app being taken away."""

    @app.event("app_uninstalled")
    def uninstalled(body: dict[str, Any]) -> None:
        forget(str(body.get("team_id", "")))

    @app.event("tokens_revoked")
    def revoked(event: dict[str, Any], body: dict[str, Any]) -> None:
        if (event.get("tokens") or {}).get("bot"):
            forget(str(body.get("team_id", "")))
