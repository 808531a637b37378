"""A whole Candour in a process of its own, between a real Dovecot and a real SMTP server."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from types import MappingProxyType

from candour.store.folders import CaseFolderStore
from candour.store.keys import create_key_file, read_key_file
from tests.app.configurations import GOOD, changed, written
from tests.dovecot import PASSWORD, Dovecot

ADDRESS = "dataloss@stteilos.example"
DPO = "dpo@stteilos.example"
HEAD = "head@stteilos.example"


@dataclass
class RunningCandour:
    """One installation; `start` and `kill` may take turns as often as a test likes."""

    folder: Path
    config: Path
    store_folder: Path
    process: "subprocess.Popen[bytes] | None" = None

    def start(self, environment: Mapping[str, str] = MappingProxyType({})) -> None:
        """Start `candour run`, with more in its environment."""
        environment = {**os.environ, "CANDOUR_IMAP_PASSWORD": PASSWORD, **environment}
        command = [sys.executable, "-m", "candour.app", "run", "--config", str(self.config)]
        with (self.folder / "candour.log").open("ab") as log:
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)

    def kill(self) -> None:
        """End it as a power cut would: no goodbye."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        self.process = None

    def stop(self) -> int:
        """Ask it to stop, and return its exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=60)
        self.process = None
        return code

    def log(self) -> str:
        """Return what it has logged so far."""
        return (self.folder / "candour.log").read_text(encoding="utf-8")

    @contextmanager
    def store(self) -> Iterator[CaseFolderStore]:
        """Look into its store, read-only."""
        key = read_key_file(self.folder / "candour.key", setting="store.key_file")
        with closing(CaseFolderStore(self.store_folder, key, read_only=True)) as store:
            yield store


@contextmanager
def an_installation(
    folder: Path,
    dovecot: Dovecot,
    user: str,
    smtp_port: int,
    store_folder: Path | None = None,
    *,
    web: Mapping[str, object] | None = None,
    base: Mapping[str, object] = GOOD,
) -> Iterator[RunningCandour]:
    """Write a configuration for one mailbox, and for pages where `web` is given; what runs in the end is killed."""
    document = changed(base, ("mailbox", 0, "port"), dovecot.port)
    document = changed(document, ("mailbox", 0, "user"), user)
    document = changed(document, ("smtp", "port"), smtp_port)
    places = {"folder": str(store_folder or folder / "store"), "key_file": str(folder / "candour.key")}
    document = changed(document, ("store",), places)
    if web is not None:
        document = changed(document, ("web",), web)
    create_key_file(folder / "candour.key")
    candour = RunningCandour(folder, written(folder, document), store_folder or folder / "store")
    try:
        yield candour
    finally:
        if candour.process is not None:
            candour.kill()


def a_mail(number: int, body: str, *, subject: str = "Something went wrong") -> bytes:
    """Return a mail from the numbered member of staff, ready for delivery."""
    message = EmailMessage()
    message["From"] = f"Member {number} <member{number}@stteilos.example>"
    message["To"] = ADDRESS
    message["Subject"] = subject
    message["Message-ID"] = f"<mail-{number}@stteilos.example>"
    message.set_content(body)
    return message.as_bytes(policy=SMTP)


def until(done: Callable[[], bool], *, seconds: float) -> bool:
    """Wait until something is so; tell whether it came to be within the time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if done():
            return True
        time.sleep(0.05)
    return done()
