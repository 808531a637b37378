"""A whole Candour with Slack: staff report there, the officer is told there and by mail, and trouble stops nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from bot.slack.keys import SlackKeys
from candour.app import chat_doors, switchboard
from candour.app.chat_keys import slack_keys
from candour.app.compose import Installation
from candour.app.run import running
from candour.app.settings import Secrets, Settings, read_secrets, read_settings
from candour.store.keys import create_key_file
from tests.app.configurations import GOOD, changed, written
from tests.bot.slack.stage import standin
from tests.bot.slack.standin import StandInSlack
from tests.bot.slack.standin.slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from tests.dovecot import free_port
from tests.mail_sink import MailSink
from tests.running import DPO, until

STORY = "I left my school laptop on the train this morning. About thirty pupils' reports were on it."
PATIENCE_IN_SECONDS = 30
TOKENS = {
    "CANDOUR_SLACK_BOT_TOKEN": BOT_TOKEN,
    "CANDOUR_SLACK_APP_TOKEN": APP_TOKEN,
    "CANDOUR_SLACK_SIGNING_SECRET": SIGNING_SECRET,
    "CANDOUR_IMAP_PASSWORD": "none",
}


@pytest.fixture
def slack() -> Iterator[StandInSlack]:
    with standin().running() as running_slack:
        yield running_slack


@contextmanager
def candour_with(
    folder: Path, slack: StandInSlack, monkeypatch: pytest.MonkeyPatch, mode: str
) -> Iterator[tuple[Installation, Event, MailSink]]:
    """Run an installation whose Slack is the stand-in; its mailbox answers nobody, which must not matter."""

    def keys_of(settings: Settings, secrets: Secrets) -> SlackKeys | None:
        keys = slack_keys(settings, secrets)
        return keys and replace(keys, api=slack.base_url, file_hosts=(slack.host,), pause_in_seconds=0.1)

    monkeypatch.setattr(chat_doors, "slack_keys", keys_of)
    monkeypatch.setattr(switchboard, "_AFTER_TROUBLE_IN_SECONDS", 0.1)
    port, stop = free_port(), Event()
    create_key_file(folder / "candour.key")
    with MailSink() as sink:
        document = changed(GOOD, ("smtp", "port"), sink.port)
        document = changed(document, ("mailbox", 0, "port"), free_port())
        document = changed(document, ("school", 0, "chat_roles"), ["dpo"])
        document |= {
            "store": {"folder": str(folder / "store"), "key_file": str(folder / "candour.key")},
            "web": {"url": f"http://127.0.0.1:{port}", "port": port},
            "slack": {"mode": mode},
            "nlp": {"model": ""},
            "reading": {"workers": 1},
        }
        settings = read_settings(written(folder, document))
        with Installation(settings, read_secrets(TOKENS)) as installation, running(installation, stop) as failed:
            if mode == "http":
                slack.sends_http_to(f"http://127.0.0.1:{port}/slack/events")
            yield installation, failed, sink
            assert not failed.is_set()


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["socket", "http"])
def test_staff_report_in_slack_and_the_officer_is_told_there_and_by_mail(
    tmp_path: Path, slack: StandInSlack, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    gareth, dilys = slack.person("Gareth Pugh", "g.pugh@stteilos.example"), slack.person("Dilys Marlow", DPO)
    with candour_with(tmp_path, slack, monkeypatch, mode) as (installation, _, sink):
        if mode == "socket":
            slack.socket.waits_for_connection(1)
        gareth.types(STORY)
        assert until(lambda: bool(gareth.sees), seconds=PATIENCE_IN_SECONDS)
        gareth.presses("Send", gareth.sees[-1])
        assert until(lambda: bool(installation.store.register()), seconds=PATIENCE_IN_SECONDS)
        [entry] = installation.store.register()
        assert until(lambda: any(entry.reference in seen.words for seen in dilys.sees), seconds=PATIENCE_IN_SECONDS)
        assert until(lambda: bool(sink.to(DPO)), seconds=PATIENCE_IN_SECONDS)
        assert until(lambda: any(entry.reference in seen.words for seen in gareth.sees), seconds=PATIENCE_IN_SECONDS)
        assert "laptop" not in " ".join(seen.words for seen in dilys.sees)
        assert slack.errors() == []
