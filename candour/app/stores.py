"""The store of an installation, and the key that opens it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from candour.app.settings import Secrets, Settings
from candour.cases.errors import SettingsError
from candour.cases.ports import RegisterEntry, Store
from candour.store.folders import CaseFolderStore
from candour.store.keys import InstallationKey, read_key, read_key_file


def opened_store(settings: Settings, secrets: Secrets, *, read_only: bool = False) -> CaseFolderStore:
    """Open the store; only one process can open it for writing. Raises StoreLockedError, SettingsError."""
    return CaseFolderStore(Path(settings.store.folder), installation_key(settings, secrets), read_only=read_only)


def installation_key(settings: Settings, secrets: Secrets) -> InstallationKey:
    """Return the key of CANDOUR_KEY or of the key file; raises SettingsError where there is neither."""
    if secrets.key is not None:
        return read_key(secrets.key.get_secret_value(), setting="CANDOUR_KEY")
    if settings.store.key_file is not None:
        return read_key_file(Path(settings.store.key_file), setting="store.key_file")
    raise SettingsError("there is no key: set store.key_file, or CANDOUR_KEY in the environment")


def told_cases(store: Store, now: datetime) -> Sequence[RegisterEntry]:
    """Return the lines of the cases that those who must know have been told of, oldest first.

    Commands and the log show and count these alone: who called them each minute would learn when a report without a
    name came.
    """
    return [entry for entry in store.register() if entry.is_told(now)]
