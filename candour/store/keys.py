"""Keys: the installation's, and what is derived from it and from a case's.

The installation's key wraps the keys of cases and seals what belongs to no case. A key is never used
for two purposes: each purpose gets a subkey of its own (HKDF, RFC 5869).
"""

import base64
import binascii
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

from candour.cases.errors import SettingsError

KEY_SIZE = 32
"""Bytes of every key: AES-256, and HMAC-SHA-256."""


@dataclass(frozen=True)
class InstallationKey:
    """The one secret that opens a store; it is never written beside the data by the store itself."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != KEY_SIZE:
            raise SettingsError(f"the installation's key has {KEY_SIZE} bytes; this one has {len(self.secret)}")


def subkey(key: bytes, purpose: bytes) -> bytes:
    """Return the key for one purpose, derived from a key that is random already."""
    return HKDFExpand(hashes.SHA256(), KEY_SIZE, purpose).derive(key)


def salted_subkey(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    """Return the key of one file, so that no two files share a key, however often they are written."""
    return HKDF(hashes.SHA256(), KEY_SIZE, salt, purpose).derive(key)


def generate_key() -> str:
    """Return a new installation key as it is written in a setting or a key file: base64."""
    return base64.b64encode(os.urandom(KEY_SIZE)).decode()


def read_key(text: str, *, setting: str) -> InstallationKey:
    """Return the installation's key from a setting's value; raises SettingsError, which names `setting`."""
    try:
        secret = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise SettingsError(_wanted(setting)) from None
    if len(secret) != KEY_SIZE:
        raise SettingsError(_wanted(setting))
    return InstallationKey(secret)


def read_key_file(path: Path, *, setting: str) -> InstallationKey:
    """Return the installation's key from a file of base64 that its owner alone can read.

    Raises SettingsError, which names `setting`, where the file is missing, not a key, or open to others.
    """
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            text = file.read(1024)
    except OSError as error:
        raise SettingsError(f"{setting}: the key file {path} can't be read ({error.strerror})") from error
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise SettingsError(f"{setting}: others can open the key file {path}; run: chmod 600 {path}")
    return read_key(text.decode("ascii", "replace"), setting=setting)


def create_key_file(path: Path) -> InstallationKey:
    """Write a new key to a file that only its owner can read; raises SettingsError rather than replace a key."""
    text = generate_key()
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(opened, "w") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise SettingsError(
            f"{path} exists; a key is never replaced, because it opens what was written with it"
        ) from None
    except OSError as error:
        raise SettingsError(f"the key file {path} can't be written ({error.strerror})") from error
    return read_key(text, setting=str(path))


def _wanted(setting: str) -> str:
    return (
        f"{setting} must be {KEY_SIZE} random bytes in base64 (44 characters); make one with: openssl rand -base64 32"
    )
