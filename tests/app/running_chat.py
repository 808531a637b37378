"""An installation of the program with a chat whose platforms are stand-ins, in this process."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest

from candour.app import switchboard
from candour.app.chat_doors import Opening
from candour.app.compose import Installation
from candour.app.run import running
from candour.app.settings import read_secrets, read_settings
from candour.store.keys import create_key_file
from tests.app.configurations import GOOD, changed, written
from tests.dovecot import free_port
from tests.mail_sink import MailSink


@dataclass(frozen=True)
class Chatting:
    """What runs: the installation, the address of its pages, and the mails that it sends."""

    installation: Installation
    site: str
    sink: MailSink

    def references(self) -> list[str]:
        """Return the references of all cases."""
        return [entry.reference for entry in self.installation.store.register()]


@contextmanager
def candour_with(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    tables: Mapping[str, object],
    secrets: Mapping[str, str],
    further_doors: Sequence[Opening] = (),
) -> Iterator[Chatting]:
    """Run an installation with these tables, and doors beside those of the settings.

    Its mailbox answers nobody, which must not matter; nothing may fail.
    """
    monkeypatch.setattr(switchboard, "_AFTER_TROUBLE_IN_SECONDS", 0.1)
    port = free_port()
    create_key_file(folder / "candour.key")
    with MailSink() as sink:
        document = changed(GOOD, ("smtp", "port"), sink.port)
        document = changed(document, ("mailbox", 0, "port"), free_port())
        document = changed(document, ("school", 0, "chat_roles"), ["dpo"])
        document |= {
            "store": {"folder": str(folder / "store"), "key_file": str(folder / "candour.key")},
            "web": {"url": f"http://127.0.0.1:{port}", "port": port},
            "nlp": {"model": ""},
            "reading": {"workers": 1},
            **tables,
        }
        settings = read_settings(written(folder, document))
        given = read_secrets({"CANDOUR_IMAP_PASSWORD": "none", **secrets})
        with Installation(settings, given, further_doors) as installation, running(installation, Event()) as failed:
            yield Chatting(installation, f"http://127.0.0.1:{port}", sink)
            assert not failed.is_set()
