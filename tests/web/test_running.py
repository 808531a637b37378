"""The pages served by uvicorn: on their port alone, quietly, and until they are told to stop."""

import http.client
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from typer.testing import CliRunner

from candour.app import connections
from candour.app.check_pages import check_pages
from candour.app.cli import app
from candour.app.people import directory_of
from candour.app.settings import Settings, read_settings
from candour.app.web import PagesDiedError, PageServer, listening
from candour.app.web_table import WebTable
from candour.cases.errors import SettingsError
from candour.cases.finding import Grade
from tests.app.configurations import GOOD, changed, written
from tests.app.test_commands import ANSWERS
from tests.dovecot import Dovecot, free_port, needs_dovecot, running_dovecot
from tests.mail_sink import MailSink
from tests.running import DPO, an_installation, until
from tests.web.stage import a_web_stage, csrf_in


def a_table(port: int = 8710) -> WebTable:
    return WebTable(url=f"http://127.0.0.1:{port}", port=port)


@contextmanager
def served(web: WebTable) -> Iterator[Event]:
    stop = Event()
    with closing(listening(web)) as where:
        thread = Thread(target=PageServer(a_web_stage(pages=web.url).site, where).run, args=(stop,))
        thread.start()
        try:
            yield stop
        finally:
            stop.set()
            thread.join(30)
    assert not thread.is_alive()


def asked(port: int, path: str, host: str = "") -> tuple[int, str | None, bytes]:
    """Return the status, the name of the server, and the page."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", path, headers={"Host": host} if host else {})
        answer = connection.getresponse()
        return answer.status, answer.getheader("server"), answer.read()


def test_pages_are_served_without_the_servers_name_and_stop_when_asked() -> None:
    web = a_table(free_port())
    with served(web):
        status, server, page = asked(web.port, "/sign-in")
        assert (status, server) == (200, None)
        assert b"Sign in" in page
        assert asked(web.port, "/sign-in", "evil.example")[0] == 421
    with pytest.raises(ConnectionRefusedError):
        asked(web.port, "/sign-in")


@pytest.mark.parametrize("begun", [b"", b"GET /sign-in HTTP/1.1\r\nHost: "])
def test_a_connection_that_never_asks_for_anything_ends(monkeypatch: pytest.MonkeyPatch, begun: bytes) -> None:
    monkeypatch.setattr(connections, "HEAD_IN_SECONDS", 0.5)
    web = a_table(free_port())
    with served(web), closing(socket.create_connection(("127.0.0.1", web.port), timeout=60)) as held:
        held.sendall(begun)
        assert held.recv(1) == b""
        assert asked(web.port, "/sign-in")[0] == 200


def test_a_head_that_arrives_in_pieces_is_answered() -> None:
    web = a_table(free_port())
    with served(web), closing(socket.create_connection(("127.0.0.1", web.port), timeout=60)) as slow:
        for piece in (b"GET /sign-in HT", f"TP/1.1\r\nHost: 127.0.0.1:{web.port}\r\n".encode(), b"\r\n"):
            slow.sendall(piece)
            time.sleep(0.05)
        assert slow.recv(12) == b"HTTP/1.1 200"


def test_a_server_that_ends_by_itself_is_a_failure() -> None:
    where = socket.socket()
    with closing(where):
        server = PageServer(a_web_stage().site, where)
        server._server.should_exit = True  # noqa: SLF001  as uvicorn sets it when it gives up
        where.bind(("127.0.0.1", 0))
        with pytest.raises(PagesDiedError):
            server.run(Event())


def test_a_port_that_is_taken_is_refused_before_anything_starts() -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(SettingsError, match=r"web\.port .* can't be used"):
            listening(a_table(other.getsockname()[1]))


def test_check_tells_a_free_port_from_ours_and_from_somebody_elses() -> None:
    web = a_table(free_port())
    assert [finding.grade for finding in check_pages(web)] == [Grade.WARN, Grade.OK]
    with served(web):
        assert "already" in list(check_pages(web))[1].what
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", web.port))
        other.listen()
        other_says = Thread(target=_hang_up, args=(other,))
        other_says.start()
        assert list(check_pages(web))[1].grade is Grade.FAIL
        other_says.join()


def _hang_up(other: socket.socket) -> None:
    connection, _ = other.accept()
    connection.close()


def test_check_says_that_there_are_no_pages_or_who_reaches_them() -> None:
    assert "by mail alone" in next(check_pages(None)).what
    behind_tls = WebTable(url="https://candour.school.example", port=free_port())
    assert [finding.grade for finding in check_pages(behind_tls)] == [Grade.OK, Grade.OK]


@pytest.mark.parametrize(
    ("web", "words"),
    [
        ({"url": "http://candour.school.example"}, "must begin with https://"),
        ({"url": "https://candour.school.example/candour"}, "must look like"),
        ({"url": "https://user@candour.school.example"}, "must look like"),
        ({"url": "ftp://candour.school.example"}, "must look like"),
        ({"url": "http://127.0.0.1:8710", "host": "0.0.0.0"}, "it must be 127.0.0.1"),
        ({"url": "https://candour.school.example", "port": 0}, "web.port"),
        ({"port": 8710}, "web.url is missing"),
    ],
)
def test_a_setting_that_is_unsafe_or_wrong_is_refused(tmp_path: Path, web: dict[str, object], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        read_settings(written(tmp_path, changed(GOOD, ("web",), web)))


def test_the_mails_know_where_the_pages_are() -> None:
    without = Settings.model_validate(GOOD)
    web = {"url": "https://candour.school.example/", "host": "0.0.0.0"}
    assert directory_of(without).pages == ""
    assert directory_of(Settings.model_validate({**GOOD, "web": web})).pages == "https://candour.school.example"


@needs_dovecot
@pytest.mark.dovecot
@pytest.mark.xdist_group("all-the-way")
def test_the_officer_signs_in_to_the_running_program_by_the_mail_that_it_sends(tmp_path: Path) -> None:
    port = free_port()
    with running_dovecot() as dovecot, MailSink() as sink:
        sign_in_for_real(tmp_path, dovecot, sink, port)


def sign_in_for_real(tmp_path: Path, dovecot: Dovecot, sink: MailSink, port: int) -> None:
    web = {"url": f"http://127.0.0.1:{port}", "port": port}
    with an_installation(tmp_path, dovecot, "pages", sink.port, web=web) as candour:
        candour.start()
        browser = Browser(port)
        assert until(lambda: browser.reaches("/sign-in"), seconds=60), candour.log()
        page = browser.get("/sign-in")
        browser.post("/sign-in", f"csrf={csrf_in(page)}&address={DPO.replace('@', '%40')}")
        assert until(lambda: bool(sink.to(DPO)), seconds=30), candour.log()
        [mail] = sink.to(DPO)
        text = mail.message.get_payload(0).get_payload(decode=True).decode()  # type: ignore[union-attr]  # it is multipart
        path = text.partition(f":{port}")[2].split()[0]
        browser.post(path, f"csrf={csrf_in(browser.get(path))}")
        assert "Dilys Marlow" in browser.get("/away")
        assert candour.stop() == 0
        for word in ("Dilys", DPO, path):
            assert word not in candour.log()


class Browser:
    """Keeps cookies; asks a real server."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._cookies: dict[str, str] = {}

    def reaches(self, path: str) -> bool:
        try:
            self.get(path)
        except OSError:
            return False
        return True

    def get(self, path: str) -> str:
        return self._ask("GET", path, "")

    def post(self, path: str, body: str) -> str:
        return self._ask("POST", path, body)

    def _ask(self, method: str, path: str, body: str) -> str:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        with closing(http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)) as connection:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            for cookie in answer.headers.get_all("set-cookie") or ():
                name, _, value = cookie.partition(";")[0].partition("=")
                self._cookies[name] = value
            return answer.read().decode()


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("https://candour.heolffug.example", WebTable(url="https://candour.heolffug.example")),
        ("http://127.0.0.1:9000", WebTable(url="http://127.0.0.1:9000", port=9000)),
        ("", WebTable(url="http://127.0.0.1:8710")),
        ("none", None),
    ],
)
def test_init_asks_where_the_pages_are_to_be(tmp_path: Path, answer: str, expected: WebTable | None) -> None:
    config = tmp_path / "candour.toml"
    answers = "\n".join([*ANSWERS[:-1], "http://candour.heolffug.example", answer])
    done = CliRunner().invoke(app, ["init", "--config", str(config)], input=f"{answers}\n")
    assert done.exit_code == 0, done.output
    assert "https://candour.school.example" in done.output
    assert read_settings(config).web == expected
