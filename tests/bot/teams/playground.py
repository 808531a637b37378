"""Microsoft's own Agents Playground: a client of Teams on this machine, drawn by the real renderer of Adaptive Cards.

Its tests need the package in the folder that CANDOUR_PLAYGROUND names: copy tests/bot/teams/playground_npm there and
run `npm ci --ignore-scripts` in it. The lock holds the hash of the one package, which has no dependencies.
"""

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.chromium import PROGRAM
from tests.running import until

TENANT = "00000000-0000-0000-0000-000000000001"
BOT = "00000000-0000-0000-0000-000000000011"
_HERE = Path(__file__).parent
_NODE = shutil.which("node")
_COMMAND = Path(os.environ.get("CANDOUR_PLAYGROUND") or "/nonexistent") / (
    "node_modules/@microsoft/m365agentsplayground/cli.js"
)
_COLLEAGUES = ("Ffion Rees", "Dylan Howell", "Nia Bevan", "Huw Morris", "Carys Lloyd")
"""The Playground wants five of them."""
_SECONDS = 30

needs_playground = pytest.mark.skipif(
    not (_COMMAND.is_file() and _NODE and PROGRAM),
    reason="needs the Agents Playground: cp tests/bot/teams/playground_npm/* DIR && (cd DIR && npm ci --ignore-scripts)"
    " with CANDOUR_PLAYGROUND=DIR, and apt-get install chromium nodejs npm",
)


@contextmanager
def playground(folder: Path, bot: str, *, name: str, email: str, number: int) -> Iterator[str]:
    """Run a Playground for one person, in a folder of its own; yields its address."""
    folder.mkdir()
    config = folder / "config.yml"
    config.write_text(json.dumps(_school(_user(number, name, email))), encoding="utf-8")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [_NODE or "node", "--require", str(_HERE / "bind.cjs"), str(_COMMAND), "start"]
    command += ["-e", f"{bot}/api/messages", "-c", "msteams", "-p", str(port), "--disable-telemetry"]
    command += ["--service-url", f"{address}/_connector"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=_environment(folder, config), stdout=log, stderr=log)
    try:
        assert until(lambda: _listens(port), seconds=_SECONDS), (folder / "log").read_text()
        yield address
    finally:
        process.terminate()
        process.wait(20)


def free_port() -> int:
    """Return a port that nobody listens on at the moment."""
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        return int(found.getsockname()[1])


def _environment(folder: Path, config: Path) -> dict[str, str]:
    ours = {"HOME": str(folder), "M365_AGENTS_PLAYGROUND_CONFIG_PATH": str(config), "TEAMSAPPTESTER_BROWSER": "none"}
    return {"PATH": os.environ["PATH"], **ours}


def _school(current: dict[str, str]) -> dict[str, object]:
    """Return the Playground's settings; YAML takes JSON as it is."""
    colleagues = [
        _user(number, name, f"{name.replace(' ', '.').lower()}@saint-finnian.example")
        for number, name in enumerate(_COLLEAGUES, start=50)
    ]
    channel = {"id": "channel-announcements-id", "name": "Announcements"}
    return {
        "version": "0.1.1",
        "tenantId": TENANT,
        "bot": {"id": BOT, "name": "Candour"},
        "currentUser": current,
        "users": colleagues,
        "personalChat": {"id": f"personal-chat-{current['id']}"},
        "groupChat": {"id": "group-chat", "name": "Group Chat"},
        "team": {"id": "team-id", "name": "School", "aadGroupId": TENANT, "channels": [channel]},
    }


def _user(number: int, name: str, email: str) -> dict[str, str]:
    given, _, surname = name.partition(" ")
    return {
        "id": f"user-{number}",
        "name": name,
        "userPrincipleName": email,  # the Playground's own spelling
        "aadObjectId": f"00000000-0000-0000-0000-0000000000{number}",
        "givenName": given,
        "surname": surname,
        "email": email,
    }


def _listens(port: int) -> bool:
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@dataclass
class Client:
    """Somebody before the Playground, in their chat with the bot. `shots` is where pictures go."""

    page: Page
    shots: Path

    @classmethod
    def at(cls, browser: Browser, address: str, shots: Path) -> "Client":
        """Open the chat."""
        page = browser.new_page(viewport={"width": 1280, "height": 1400})
        page.goto(address)
        page.get_by_text("Personal Chat", exact=True).first.click()
        return cls(page, shots)

    def types(self, text: str) -> None:
        """Say something."""
        box = self.page.locator("[contenteditable=true]").first
        box.click()
        box.fill(text)
        self.page.get_by_role("button", name="Send Message").click()

    def sees(self, text: str) -> Locator:
        """Wait until something is to be read, and return where."""
        found = self.page.get_by_text(text).last
        expect(found).to_be_visible(timeout=_SECONDS * 1000)
        return found

    def presses(self, title: str) -> None:
        """Press the newest button of this name."""
        button = self.page.get_by_role("button", name=title, exact=True).last
        button.scroll_into_view_if_needed()
        button.click()

    def takes_a_picture(self, name: str) -> None:
        """Keep what is to be seen."""
        self.shots.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=self.shots / f"{name}.png")
