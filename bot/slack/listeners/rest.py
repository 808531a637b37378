"""Whatever nobody else listens to: it is acknowledged, so that Slack doesn't bring it again, and left alone."""

import re
from typing import Any

from slack_bolt import Ack, App

_ANY = re.compile(r".*")


def register(app: App) -> None:
    """Acknowledge everything. Registered after all other listeners: Bolt asks them in their order."""

    def leave(ack: Ack, body: dict[str, Any]) -> None:
        del body
        ack()

    app.event(_ANY)(leave)
    app.shortcut(_ANY)(leave)
    app.view_submission(_ANY)(leave)
    app.view_closed(_ANY)(leave)
