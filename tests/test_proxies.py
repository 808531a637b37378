"""What ships for nginx and Caddy: no trace of who came, in no file, and nothing of it passed on to Candour."""

import http.client
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, suppress
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.everything_written import files_below
from tests.proxies import PROXIES, Proxy, needs_proxies, running_caddy, running_nginx
from tests.watched_folders import watched_folders

pytestmark = [needs_proxies, pytest.mark.proxies, pytest.mark.xdist_group("proxies")]

MEGABYTE = 1024 * 1024
PLANTED = {
    "User-Agent": "CanaryBrowser 7.31",
    "Accept-Language": "cy-canary",
    "Referer": "https://canary-home.example/came-from",
    "X-Forwarded-For": "203.0.113.77",
    "Forwarded": "for=203.0.113.77",
    "X-Real-IP": "203.0.113.77",
    "X-Canary": "what an app on the phone adds",
    "Via": "1.1 canary-laptop",
    "DNT": "canary-dnt",
    "Sec-CH-UA-Model": "CanaryPhone",
    "Accept": "text/canary",
}
WHERE_FROM = "127.0.0.77"
"""Another address of this machine than the one on which all listen: a real one that must be written nowhere."""
TOKEN = "K7QM4T0V9XWE2HAB"
PLATFORMS = {
    "Authorization": "Bearer of.a.token",
    "X-Slack-Signature": "v0=abc",
    "X-Slack-Request-Timestamp": "1795000000",
    "X-Slack-Retry-Num": "1",
}
NEEDED = {"Content-Type": "multipart/form-data; boundary=b", "Origin": "null", "Sec-Fetch-Site": "same-origin"}


@dataclass
class StandIn:
    """Stands in for Candour: notes the heads that it gets, and how many bytes came."""

    port: int = 0
    heads: list[Message] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)


@pytest.fixture
def candour() -> Iterator[StandIn]:
    noted = StandIn()

    class Answering(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.answer(0)

        def do_POST(self) -> None:
            self.answer(len(self.rfile.read(int(self.headers["Content-Length"]))))

        def answer(self, size: int) -> None:
            noted.heads.append(self.headers)
            noted.paths.append(self.path)
            noted.sizes.append(size)
            page = b"x" * (2 * MEGABYTE if self.path == "/large" else 10)
            self.send_response(200)
            self.send_header("Content-Length", str(len(page)))
            self.send_header("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        noted.port = server.server_port
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield noted
        server.shutdown()
        thread.join()


Running = Callable[..., AbstractContextManager[Proxy]]


@pytest.fixture(params=PROXIES)
def running(request: pytest.FixtureRequest) -> Running:
    return PROXIES[request.param]


def ask(proxy: Proxy, path: str, body: bytes | None = None, **more: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPSConnection(
        "localhost", proxy.port, timeout=30, context=proxy.context(), source_address=(WHERE_FROM, 0)
    )
    with closing(connection):
        method = "GET" if body is None else "POST"
        connection.request(method, path, body, {**PLANTED, **(NEEDED if body else {}), **more})
        answer = connection.getresponse()
        answer.read()
        return answer


def test_what_a_browser_says_about_itself_reaches_candour_by_no_header(
    running: Running, candour: StandIn, tmp_path: Path
) -> None:
    with running(tmp_path / "proxy", candour.port) as proxy:
        assert ask(proxy, f"/o/{TOKEN}", b"words", Cookie="__Host-x=1").status == 200
    [head] = candour.heads
    passed = {name.lower(): value for name, value in head.items()}
    for name, value in PLANTED.items():
        assert name.lower() not in passed
        assert value not in str(head)
    assert WHERE_FROM not in str(head), "the proxy adds who came"
    assert passed["host"] == f"localhost:{proxy.port}"
    assert passed["cookie"] == "__Host-x=1"
    for name, value in NEEDED.items():
        assert passed[name.lower()] == value
    assert set(passed) <= {"host", "cookie", "content-length", "connection", *map(str.lower, NEEDED)}


def test_what_chat_platforms_are_known_by_passes_to_the_addresses_that_they_call_and_to_no_other(
    running: Running, candour: StandIn, tmp_path: Path
) -> None:
    with running(tmp_path / "proxy", candour.port) as proxy:
        for path in ("/slack/events", "/api/messages", "/register"):
            assert ask(proxy, path, b"{}", **PLATFORMS).status == 200
    slack, teams, page = candour.heads
    for head in (slack, teams):
        assert {name: head[name] for name in PLATFORMS} == PLATFORMS
        assert head["Host"] == f"localhost:{proxy.port}"
        assert WHERE_FROM not in str(head)
    assert "X-Slack-Signature" not in page


def test_nothing_of_a_request_is_in_any_file_of_the_proxy(running: Running, candour: StandIn, tmp_path: Path) -> None:
    with running(tmp_path / "proxy", candour.port) as proxy:
        ask(proxy, f"/o/{TOKEN}", b"words")
        make_trouble(proxy)
        ask(proxy, f"/o/{TOKEN}")
    assert f"/o/{TOKEN}" in candour.paths
    written = b"".join(name.encode() + content for name, content in files_below(proxy.folder))
    for planted in (*PLANTED.values(), TOKEN, WHERE_FROM):
        assert planted.encode() not in written, planted


def test_nor_where_candour_is_away(running: Running, tmp_path: Path) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        with running(tmp_path / "proxy", nobody.getsockname()[1]) as proxy:
            assert ask(proxy, f"/o/{TOKEN}", b"words").status == 502
    written = b"".join(content for _, content in files_below(proxy.folder))
    assert TOKEN.encode() not in written
    assert WHERE_FROM.encode() not in written


def make_trouble(proxy: Proxy) -> None:
    """Do what proxies like to log: break off, speak no TLS, no HTTP, ask for too much."""
    address = ("127.0.0.1", proxy.port)
    with closing(socket.create_connection(address, source_address=(WHERE_FROM, 0))) as plain:
        plain.sendall(f"GET /o/{TOKEN} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        plain.recv(100)
    for said in (
        f"GET /o/{TOKEN} HTTP/9.9\r\n\r\n",
        f"POST /o/{TOKEN} HTTP/1.1\r\nHost: localhost:{proxy.port}\r\nContent-Length: 5000\r\n\r\nbroken off",
        f"GET /o/{TOKEN} HTTP/1.1\r\nHost: localhost:{proxy.port}\r\nX-Long: {'x' * 70_000}\r\n\r\n",
    ):
        with (
            closing(socket.create_connection(address, source_address=(WHERE_FROM, 0))) as raw,
            proxy.context().wrap_socket(raw, server_hostname="localhost") as over_tls,
        ):
            try:
                over_tls.sendall(said.encode())
                over_tls.settimeout(1)
                over_tls.recv(100)
            except (TimeoutError, ssl.SSLError, OSError):
                continue


def test_nine_megabytes_pass_without_a_file_on_the_disk(running: Running, candour: StandIn, tmp_path: Path) -> None:
    with running(tmp_path / "proxy", candour.port) as proxy, watched_folders(proxy.folder) as watched:
        assert ask(proxy, f"/o/{TOKEN}", b"x" * 9 * MEGABYTE).status == 200
        assert ask(proxy, "/large").status == 200
        assert watched.made() == []
    assert candour.sizes == [9 * MEGABYTE, 0]


def test_what_has_no_end_is_refused(running: Running, candour: StandIn, tmp_path: Path) -> None:
    # It hangs up while there is more to come.
    with running(tmp_path / "proxy", candour.port) as proxy, suppress(OSError):
        assert ask(proxy, "/", b"x" * 70 * MEGABYTE).status in {413, 502}
    assert 70 * MEGABYTE not in candour.sizes


def test_the_way_is_encrypted_for_a_year_and_the_server_does_not_say_what_it_is(
    running: Running, candour: StandIn, tmp_path: Path
) -> None:
    with running(tmp_path / "proxy", candour.port) as proxy:
        answer = ask(proxy, "/")
    assert answer.headers.get_all("Strict-Transport-Security") == ["max-age=31536000; includeSubDomains"]
    assert not any(character.isdigit() for character in answer.headers.get("Server", ""))


def test_the_tests_see_what_an_nginx_writes_that_keeps_traces(candour: StandIn, tmp_path: Path) -> None:
    def chatty(ours: str) -> str:
        for good, bad in (
            ("access_log off;", ""),
            ("error_log /dev/null crit;", ""),
            ("proxy_request_buffering off;", "proxy_request_buffering on;"),
            ("client_body_buffer_size 128k;", "client_body_buffer_size 8k;"),
            ("proxy_pass_request_headers off;", "proxy_set_header X-Forwarded-For $remote_addr;"),
        ):
            assert good in ours
            ours = ours.replace(good, bad)
        return ours

    with (
        running_nginx(tmp_path / "proxy", candour.port, edit=chatty) as proxy,
        watched_folders(proxy.folder) as watched,
    ):
        ask(proxy, f"/o/{TOKEN}", b"x" * 9 * MEGABYTE)
        assert watched.made(), "a body is spooled"
    written = b"".join(content for _, content in files_below(proxy.folder))
    for planted in (TOKEN, PLANTED["User-Agent"], WHERE_FROM):
        assert planted.encode() in written
    assert WHERE_FROM in str(candour.heads[0])


def test_the_tests_see_what_a_caddy_writes_that_keeps_traces(candour: StandIn, tmp_path: Path) -> None:
    def chatty(ours: str) -> str:
        for good, bad in (
            ("\t\tinclude tls", "\t\texclude tls"),
            ("\t\tlevel WARN", "\t\tlevel INFO"),
            ("\trequest_body", "\tlog\n\trequest_body"),
            ("\t\theader_up -X-*\n", ""),
        ):
            assert good in ours
            ours = ours.replace(good, bad, 1)
        return ours

    with running_caddy(tmp_path / "proxy", candour.port, edit=chatty) as proxy:
        ask(proxy, f"/o/{TOKEN}")
    written = b"".join(content for _, content in files_below(proxy.folder))
    for planted in (TOKEN, PLANTED["User-Agent"], WHERE_FROM):
        assert planted.encode() in written
    assert WHERE_FROM in str(candour.heads[0])
