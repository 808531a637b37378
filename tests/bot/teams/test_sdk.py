"""What importing and starting Microsoft's SDK does to a process: nothing."""

import os
import subprocess
import sys
from pathlib import Path


def in_a_process(folder: Path, program: str) -> str:
    """Run a program in a folder of its own, and return its environment's PROBE and what it printed."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning:bot", "-c", program],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_an_env_file_in_the_working_directory_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("CLIENT_ID=theirs\nCLOUD=China\nDANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS=true\n")
    program = "import os; before = dict(os.environ); import bot.teams.sdk; print(dict(os.environ) == before)"
    assert in_a_process(tmp_path, program) == "True"


def test_nothing_listens_but_our_own_socket(tmp_path: Path) -> None:
    program = """
import socket
opened = []
class Watched(socket.socket):
    def listen(self, *args):
        opened.append(self.getsockname())
        super().listen(*args)
socket.socket = Watched
from bot.teams.app import Registration, sdk_app
from bot.teams.cloud import MICROSOFT
from bot.teams.endpoint import Endpoint
from bot.teams.loop import Loop
loop = Loop()
endpoint = Endpoint(loop=loop, cloud=MICROSOFT, tenants=["t"])
app = sdk_app(Registration(app_id="a", secret="s", tenants=("t",)), MICROSOFT, endpoint)
loop.wait(app.initialize(), 10)
try:
    loop.wait(app.start(3978), 10)
except NotImplementedError:
    print(opened)
"""
    assert in_a_process(tmp_path, program) == "[]"
