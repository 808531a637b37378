"""All that a Candour has written, as plain bytes: the store opened with its key, file names, and the parts of mails."""

import email
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from candour.cases.case import Case
from candour.store import sealing, streams
from tests.cleaning.identifiers import layers
from tests.running import RunningCandour

_WATCH = """
import os, sys
log = os.open(os.environ["CANARY_OPENED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
def hook(event, arguments):
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR):
        os.write(log, f"{arguments[0]}\\n".encode("utf-8", "replace"))
sys.addaudithook(hook)
"""
"""A sitecustomize.py: runs before all else in every Python process, and notes what is opened for writing."""


class WatchedOpening:
    """The environment of processes that note what they open for writing; what is temporary goes below `folder`."""

    def __init__(self, folder: Path, watch: Path) -> None:
        (watch / "sitecustomize.py").write_text(_WATCH, encoding="utf-8")
        (folder / "tmp").mkdir()
        self._opened = watch / "opened"
        self.environment = {
            "PYTHONPATH": os.pathsep.join([str(watch), *sys.path]),
            "CANARY_OPENED": str(self._opened),
            "TMPDIR": str(folder / "tmp"),
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def opened(self) -> list[str]:
        """Return the paths that were opened for writing until now."""
        return self._opened.read_text(encoding="utf-8").split("\n")


class Looked:
    """A cipher that remembers what it opened."""

    opened: ClassVar[list[bytes]] = []

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def encrypt(self, nonce: bytes, data: bytes, place: bytes | None) -> bytes:
        return self._cipher.encrypt(nonce, data, place)

    def decrypt(self, nonce: bytes, data: bytes, place: bytes | None) -> bytes:
        content = self._cipher.decrypt(nonce, data, place)
        self.opened.append(content)
        return content


@contextmanager
def every_sealed_byte(candour: RunningCandour, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[bytes, list[Case]]]:
    """Open all that a store holds by its own methods, and return the plain bytes that came out of the cipher.

    What is packed in files (documents are zips) comes unpacked too.
    """
    Looked.opened.clear()
    unpacked: list[bytes] = []
    monkeypatch.setattr(sealing, "AESGCM", Looked)
    monkeypatch.setattr(streams, "AESGCM", Looked)
    with candour.store() as store:
        cases = [store.load(entry.reference) for entry in store.register()]
        for case in cases:
            for item in case.evidence:
                content = b"".join(store.open_evidence(case.reference, item.digest))
                assert content
                unpacked.extend(layers(content))
        for file in (candour.store_folder / "data" / "records").glob("*.json"):
            store.records(file.stem)
        yield b"\n".join(Looked.opened + unpacked), cases


def files_below(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the names and contents of all files and folders."""
    for path in folder.rglob("*"):
        yield str(path.relative_to(folder)), path.read_bytes() if path.is_file() else b""


def decoded(mail: bytes) -> bytes:
    """Return the plain bytes of all parts of a mail."""
    contents = (part.get_payload(decode=True) for part in email.message_from_bytes(mail).walk())
    return b"\n".join(content for content in contents if isinstance(content, bytes))
