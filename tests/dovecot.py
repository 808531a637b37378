"""A real Dovecot on a free port of 127.0.0.1, without root's privileges, for as many users as a test likes.

Every user name is taken, with PASSWORD; a test uses a name of its own and so has a mailbox of its own.
"""

import contextlib
import getpass
import grp
import os
import pwd
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from imapclient import IMAPClient  # type: ignore[import-untyped]  # imapclient ships no types

from tests.certificates import SelfMadeAuthority

PROGRAM = shutil.which("dovecot") or "/usr/sbin/dovecot"
PASSWORD = "correct-horse"
MISSING = "needs Dovecot: apt-get install dovecot-imapd"
EVERYTHING = "IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE LITERAL+ NAMESPACE UIDPLUS MOVE ESEARCH"
_START_IN_SECONDS = 20
_WITHOUT_PRIVILEGES = "nobody"

needs_dovecot = pytest.mark.skipif(not Path(PROGRAM).exists(), reason=MISSING)


@dataclass(frozen=True)
class Options:
    """How this Dovecot differs from the usual one. `rights` are those of RFC 4314 that users have on every folder.

    `read_only` is a folder that can only be read, `sent` the name of a folder for sent mail (RFC 6154).
    """

    capability: str = EVERYTHING
    rights: str | None = None
    read_only: str = ""
    sent: str = ""
    tls: bool = False
    prefix: str = ""
    separator: str = "/"
    introspection: str = ""
    """Where to ask whose a token is (RFC 7662); people's mail programs use the password all the same."""
    introspection_ca: Path | None = None


@dataclass(frozen=True)
class Dovecot:
    """A running server. `ca_file` is the certificate authority to trust, where it speaks TLS."""

    folder: Path
    port: int
    tls_port: int
    ca_file: Path | None
    process: "subprocess.Popen[bytes]"

    def client(self, user: str) -> IMAPClient:
        """Return a connection of a person's mail program."""
        context = ssl.create_default_context(cafile=self.ca_file) if self.ca_file else None
        client = IMAPClient(
            "127.0.0.1", port=self.tls_port if self.ca_file else self.port, ssl=context is not None, ssl_context=context
        )
        client.login(user, PASSWORD)
        return client

    def deliver(self, user: str, *messages: bytes, folder: str = "INBOX", at: datetime | None = None) -> None:
        """Put messages into a user's folder, as a mail server would: now, or as if it had been at another time."""
        with self.client(user) as client:
            for message in messages:
                client.append(folder, message, msg_time=at)

    def messages(self, user: str, folder: str = "INBOX", criteria: str = "ALL") -> list[bytes]:
        """Return the messages in a folder, in their order; none where there is no such folder."""
        with self.client(user) as client:
            if not client.folder_exists(folder):
                return []
            client.select_folder(folder, readonly=True)
            found = client.fetch(client.search(criteria), ["BODY.PEEK[]"])
            return [found[uid][b"BODY[]"] for uid in sorted(found)]

    def flags(self, user: str, folder: str = "INBOX") -> list[set[bytes]]:
        """Return the flags of every message in a folder."""
        with self.client(user) as client:
            client.select_folder(folder, readonly=True)
            return [set(flags) for _, flags in sorted(client.get_flags(client.search()).items())]

    def stop(self) -> None:
        """Stop the server, as a machine that goes down."""
        _end(self.process)

    def drop_connections(self) -> int:
        """Kill the server's side of every connection; return how many there were."""
        killed = 0
        for process in _children(self.process.pid):
            command = Path(f"/proc/{process}/cmdline").read_bytes()
            if command.startswith(b"dovecot/imap\0"):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
                    killed += 1
        return killed


@contextlib.contextmanager
def running_dovecot(options: Options | None = None, *, at: int | None = None) -> Iterator[Dovecot]:
    """Start a Dovecot, at a given port where one is named, and stop it in the end. Skips where it is missing."""
    if not Path(PROGRAM).exists():
        pytest.skip(MISSING)
    options = options or Options()
    folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
    try:
        authority = SelfMadeAuthority.in_folder(folder / "tls") if options.tls else None
        port, tls_port = at or free_port(), free_port()
        (folder / "dovecot.conf").write_text(_configuration(folder, port, tls_port, options), encoding="utf-8")
        if options.introspection:
            (folder / "oauth2.conf").write_text(_oauth2(folder, options), encoding="utf-8")
            if options.introspection_ca:
                shutil.copy(options.introspection_ca, folder / "introspection.pem")
        if options.rights:
            (folder / "acl").write_text(_rights(options), encoding="utf-8")
        _hand_over(folder)
        process = _started(folder)
        try:
            _wait_for(tls_port if options.tls else port, process, folder)
            yield Dovecot(folder, port, tls_port, authority.ca_file if authority else None, process)
        finally:
            _end(process)
    finally:
        shutil.rmtree(folder)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Kill the server and all that it started: asked politely it takes a second, and log-in processes outlive it."""
    children = _children(process.pid)
    process.kill()
    process.wait(_START_IN_SECONDS)
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _user() -> str:
    return _WITHOUT_PRIVILEGES if os.geteuid() == 0 else getpass.getuser()


def _hand_over(folder: Path) -> None:
    """Give the folder to the user that the server runs as: Dovecot serves no mail to root."""
    if os.geteuid() != 0:
        return
    entry = pwd.getpwnam(_WITHOUT_PRIVILEGES)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, entry.pw_uid, entry.pw_gid)


def _started(folder: Path) -> "subprocess.Popen[bytes]":
    command = [PROGRAM, "-F", "-c", str(folder / "dovecot.conf")]
    log = (folder / "start.log").open("wb")
    with log:
        if os.geteuid() != 0:
            return subprocess.Popen(command, stdout=log, stderr=log)
        group = pwd.getpwnam(_WITHOUT_PRIVILEGES).pw_gid
        return subprocess.Popen(command, stdout=log, stderr=log, user=_WITHOUT_PRIVILEGES, group=group, extra_groups=[])


def _wait_for(port: int, process: "subprocess.Popen[bytes]", folder: Path) -> None:
    end = time.monotonic() + _START_IN_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    logs = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.log"))
    pytest.fail(f"Dovecot did not start: {logs}")


def _children(parent: int) -> list[int]:
    """Return all processes below a process."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            after_name = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            parents.setdefault(int(after_name[1]), []).append(int(path.parent.name))
    found: list[int] = []
    waiting = [parent]
    while waiting:
        children = parents.get(waiting.pop(), [])
        found += children
        waiting += children
    return found


_SENT = """  mailbox "{name}" {{
    auto = create
    special_use = \\Sent
  }}
"""
_TOKENS = """passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2.conf
}}
"""


def _oauth2(folder: Path, options: Options) -> str:
    return (
        f"introspection_mode = post\nintrospection_url = {options.introspection}\n"
        f"tls_ca_cert_file = {folder}/introspection.pem\nusername_attribute = username\n"
        "active_attribute = active\nactive_value = true\n"
    )


def _rights(options: Options) -> str:
    lines = [f"* {who} {options.rights}\n" for who in ("owner", "anyone")]
    if options.read_only:
        lines += [f'"{options.read_only}" -{who} wstipekxa\n' for who in ("owner", "anyone")]
    return "".join(lines)


def _configuration(folder: Path, port: int, tls_port: int, options: Options) -> str:
    tls = (
        f"ssl = yes\nssl_cert = <{folder}/tls/server.pem\nssl_key = <{folder}/tls/server.key\n"
        if options.tls
        else "ssl = no\n"
    )
    acl = f"mail_plugins = acl\nplugin {{\n  acl = vfile:{folder}/acl\n}}\n" if options.rights else ""
    user = _user()
    group = pwd.getpwnam(user).pw_gid
    return f"""
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
disable_plaintext_auth = no
auth_failure_delay = 0
default_internal_user = {user}
default_internal_group = {_group_name(group)}
default_login_user = {user}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:~/mail
mailbox_list_index = no
imap_capability = {options.capability}
auth_mechanisms = plain login{" xoauth2" if options.introspection else ""}
{tls}{acl}
namespace inbox {{
  inbox = yes
  prefix = {options.prefix}
  separator = {options.separator}
{_SENT.format(name=options.sent) if options.sent else ""}}}
{_TOKENS.format(folder=folder) if options.introspection else ""}passdb {{
  driver = static
  {"mechanisms = plain login" if options.introspection else ""}
  args = password={PASSWORD}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port if options.tls else 0}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""


def _group_name(group: int) -> str:
    return grp.getgrgid(group).gr_name
