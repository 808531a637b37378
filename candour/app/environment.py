"""The configuration that a command was given, with the secrets of this process's environment."""

import os
from pathlib import Path

from candour.app.settings import Secrets, Settings, read_secrets, read_settings


def configured(config: Path) -> tuple[Settings, Secrets]:
    """Return settings and secrets; raises SettingsError naming what is wrong."""
    return read_settings(config), read_secrets(os.environ)
