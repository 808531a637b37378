"""Real nginx and real Caddy with the configurations that ship, on free ports of 127.0.0.1, in a folder of their own."""

import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.certificates import SelfMadeAuthority
from tests.dovecot import free_port

DEPLOY = Path(__file__).parents[1] / "deploy"
HOST = "candour.school.example"
MISSING = "needs nginx and Caddy: apt-get install nginx-light caddy"
_START_IN_SECONDS = 20

needs_proxies = pytest.mark.skipif(not (shutil.which("nginx") and shutil.which("caddy")), reason=MISSING)

_NGINX = """\
{user}
pid {folder}/nginx.pid;
events {{}}
http {{
    access_log {folder}/access.log combined;
    error_log {folder}/error.log debug;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/candour.conf;
}}
"""
"""As chatty as an nginx may be around the configuration that ships."""


@dataclass(frozen=True)
class Proxy:
    """A running proxy: what it has written lies below `folder`."""

    port: int
    folder: Path
    ca_file: Path

    @property
    def url(self) -> str:
        """Where browsers reach the pages behind it."""
        return f"https://localhost:{self.port}"

    def context(self) -> ssl.SSLContext:
        """Return what trusts its certificate."""
        return ssl.create_default_context(cafile=self.ca_file)


@contextmanager
def running_nginx(folder: Path, upstream: int, *, port: int = 0, edit: Callable[[str], str] = str) -> Iterator[Proxy]:
    """Start nginx with deploy/nginx/candour.conf; `edit` may spoil that."""
    port, plain = port or free_port(), free_port()
    authority = SelfMadeAuthority.in_folder(folder.with_name(f"{folder.name}-tls"))
    changes = {
        "    listen [::]:443 ssl http2 default_server;\n": "",
        "    listen [::]:80 default_server;\n": "",
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "listen 80 ": f"listen 127.0.0.1:{plain} ",
        f"/etc/letsencrypt/live/{HOST}/fullchain.pem": str(authority.certificate),
        f"/etc/letsencrypt/live/{HOST}/privkey.pem": str(authority.key),
        "127.0.0.1:8710": f"127.0.0.1:{upstream}",
    }
    folder.mkdir()
    ours = edit(_put_in((DEPLOY / "nginx" / "candour.conf").read_text(encoding="utf-8"), changes))
    (folder / "candour.conf").write_text(ours, encoding="utf-8")
    # Another user than ours may not enter the folder, and would spool nothing for want of rights.
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder, user=user), encoding="utf-8")
    command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
    with _running(command, folder, port):
        yield Proxy(port, folder, authority.ca_file)


@contextmanager
def running_caddy(folder: Path, upstream: int, *, port: int = 0, edit: Callable[[str], str] = str) -> Iterator[Proxy]:
    """Start Caddy with deploy/caddy/Caddyfile; `edit` may spoil that."""
    port = port or free_port()
    authority = SelfMadeAuthority.in_folder(folder.with_name(f"{folder.name}-tls"))
    changes = {
        "\tadmin off\n": "\tadmin off\n\tauto_https off\n",
        f"\n{HOST} {{\n": f"\nhttps://localhost:{port} {{\n\ttls {authority.certificate} {authority.key}\n",
        "127.0.0.1:8710": f"127.0.0.1:{upstream}",
    }
    folder.mkdir()
    ours = edit(_put_in((DEPLOY / "caddy" / "Caddyfile").read_text(encoding="utf-8"), changes))
    (folder / "Caddyfile").write_text(ours, encoding="utf-8")
    command = ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    homes = {"HOME": str(folder), "XDG_DATA_HOME": str(folder / "data"), "XDG_CONFIG_HOME": str(folder / "config")}
    with _running(command, folder, port, homes):
        yield Proxy(port, folder, authority.ca_file)


PROXIES: Mapping[str, Callable[..., AbstractContextManager[Proxy]]] = {"nginx": running_nginx, "caddy": running_caddy}


def _put_in(text: str, changes: Mapping[str, str]) -> str:
    """Return a configuration with what every installation has to put in; each must stand in what ships."""
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


@contextmanager
def _running(command: list[str], folder: Path, port: int, more: Mapping[str, str] | None = None) -> Iterator[None]:
    (folder / "tmp").mkdir()
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "TMPDIR": str(folder / "tmp"), **(more or {})}
    with (folder / "output.log").open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=environment)
    try:
        _wait_for(port, process, folder)
        yield
    finally:
        process.terminate()
        process.wait(_START_IN_SECONDS)


def _wait_for(port: int, process: "subprocess.Popen[bytes]", folder: Path) -> None:
    end = time.monotonic() + _START_IN_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    said = (folder / "output.log").read_text(encoding="utf-8", errors="replace")
    raise AssertionError(f"the proxy didn't start:\n{said}")
