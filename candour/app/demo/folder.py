"""The demonstration's folder: what lies there is fictional, and made anew each time."""

import json
import shutil
from pathlib import Path

from candour.cases.errors import SettingsError

_MARKER = "demo.json"
"""Shows that the folder is a demonstration's, and tells the second terminal where its mail server listens."""


class DemoFolder:
    """Where one demonstration keeps its files."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.store = path / "data"
        self.sent = path / "sent"
        self.key_file = path / "candour.key"
        self._marker = path / _MARKER

    def make_fresh(self) -> None:
        """Remove an earlier demonstration's files, and nothing else; raises SettingsError where others lie there."""
        try:
            if self.path.exists() and any(self.path.iterdir()) and not self._marker.exists():
                raise SettingsError(f"{self.path} holds other files; name an empty folder with --folder")
            self.path.mkdir(parents=True, exist_ok=True)
            self._marker.write_text("{}", encoding="utf-8")
            for folder in (self.store, self.sent):
                if folder.exists():
                    shutil.rmtree(folder)
            self.key_file.unlink(missing_ok=True)
        except OSError as error:
            raise SettingsError(f"{self.path} can't be used: {error.strerror}; name a folder with --folder") from None

    def note_port(self, smtp_port: int) -> None:
        """Write down where mail is taken, for `smtp_port`."""
        self._marker.write_text(json.dumps({"smtp_port": smtp_port}), encoding="utf-8")

    def smtp_port(self) -> int:
        """Return where the demonstration takes mail; raises SettingsError where none runs."""
        try:
            port = json.loads(self._marker.read_text(encoding="utf-8"))["smtp_port"]
        except (OSError, ValueError, KeyError):
            raise SettingsError(f"no demonstration runs in {self.path}: start one with `candour demo`") from None
        return int(port)
