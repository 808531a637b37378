"""What a command is given: the configuration, the secrets of this process's environment, the time."""

import os
from datetime import UTC, datetime
from pathlib import Path

from candour.app.settings import Secrets, Settings, read_secrets, read_settings


def configured(config: Path) -> tuple[Settings, Secrets]:
    """Return settings and secrets; raises SettingsError naming what is wrong."""
    return read_settings(config), read_secrets(os.environ)


def utc_now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)
