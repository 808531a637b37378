"""What all commands share: the configuration, and the exit code of what was not done."""

from pathlib import Path
from typing import Annotated

import typer

FAILED = 1

Config = Annotated[
    Path, typer.Option("--config", "-c", envvar="CANDOUR_CONFIG", help="The configuration (see `candour init`).")
]
DEFAULT_CONFIG = Path("candour.toml")
