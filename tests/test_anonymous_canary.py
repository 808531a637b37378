"""Fifteen identifiers come with reports without a name: none may be found in anything that was written.

A real process behind a real nginx and a real Caddy, with a real mail server. The store is opened with its key; every
plain byte of it, every name and time of a file, the log, the sent mail, temporary files and all that the proxies wrote
are searched. The same search finds each of them where it is planted.
"""

import re
import subprocess
import sys
import time as clock
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import chain
from pathlib import Path

import httpx
import pypdfium2
import pytest

from candour.cases.codes import in_groups
from candour.cases.starts import LONDON
from candour.store.folders import CaseFolderStore
from candour.store.keys import read_key_file
from tests.app.configurations import GOOD, changed
from tests.canaries import canaries_in, digests_of, forms_of
from tests.cleaning.identifiers import PLACE, PLANTED, layers
from tests.cleaning.pdf_samples import pdfs_that_tell
from tests.cleaning.samples import a_picture, exif, exif_at, saved
from tests.cleaning.word_samples import documents_that_tell
from tests.cleaning.workbook_samples import workbooks_that_tell
from tests.dovecot import free_port, needs_dovecot, running_dovecot
from tests.everything_written import WatchedOpening, decoded, every_sealed_byte, files_below
from tests.mail_sink import MailSink
from tests.moved_clock import clock_at, needs_faketime
from tests.proxies import Proxy, needs_proxies, running_caddy, running_nginx
from tests.running import DPO, RunningCandour, an_installation, until
from tests.watched_folders import watched_folders
from tests.web.anonymous.forms import PageForm, Upload, form_in
from tests.web.cases import post_decision
from tests.web.stage import csrf_in

pytestmark = [
    needs_dovecot, needs_proxies, needs_faketime, pytest.mark.dovecot, pytest.mark.proxies, pytest.mark.slow,
    pytest.mark.long, pytest.mark.timeout(400), pytest.mark.xdist_group("all-the-way"),
]  # fmt: skip

STARTED = datetime.combine(datetime.now(LONDON).date() + timedelta(days=1), time(13, 36, 45), LONDON).astimezone(UTC)
"""What the process believes when it starts; reports come in the next minute."""
SLOTS = (time(15, 45), time(19, 50))
"""No hour of a report is a minute here: in "19:15:16" there would be a "15:16"."""
AFTER_THE_SLOT, AFTER_THE_NEXT = (
    datetime.combine(STARTED.date(), slot, LONDON).astimezone(UTC) + timedelta(seconds=45) for slot in SLOTS
)
ASKED, ANSWERED = "On which bus was it?", "On the number 61 of the trip, behind the driver."
WHERE_FROM = "127.0.0.77"
TOLD = "The list of the museum trip with 27 names of pupils lay on the floor of the bus."
FILE_NAME = "gwen-leavers-26"
SERIAL = "CanaryCam-SN-55812"
PRODUCER = "ScanWorks 7.31"
SAID = {
    "user agent": ("User-Agent", "CanaryBrowser 7.31"),
    "language": ("Accept-Language", "cy-canary;q=0.7"),
    "cookie": ("Cookie", "session=canary-cookie-5512"),
    "referrer": ("Referer", "https://canary-home.example/came-from"),
}
"""What the browser says about itself."""
HEADERS = dict(SAID.values()) | {
    "X-Forwarded-For": WHERE_FROM,
    "X-Real-IP": WHERE_FROM,
    "Forwarded": f"for={WHERE_FROM}",
}


def files() -> Sequence[Upload]:
    """Return files that say who made them, each in the way of its kind."""
    notes = exif().replace(b"Gwenllian Prothero", SERIAL.encode())
    contents = (
        ("jpg", saved(a_picture(), "JPEG", exif=notes), "image/jpeg"),
        ("jpeg", saved(a_picture((50, 40)), "JPEG", exif=exif_at(PLACE)), "image/jpeg"),
        ("docx", documents_that_tell()["docx-revisions"], "application/octet-stream"),
        ("xlsx", workbooks_that_tell()["xlsx-properties-macro-printer"], "application/octet-stream"),
        ("pdf", pdfs_that_tell()["pdf-info-and-id"], "application/pdf"),
    )
    return [(f"{FILE_NAME}.{ending}", content, media_type) for ending, content, media_type in contents]


@dataclass
class Written:
    """All that was left behind, and what must not be found in it."""

    candour: RunningCandour
    proxies: Sequence[Path]
    sent: list[bytes] = field(default_factory=list)
    spooled: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    minutes: list[datetime] = field(default_factory=list)
    """When somebody wrote, by the clock of the process."""
    seconds: list[datetime] = field(default_factory=list)
    """The same by the clock of the machine, which is that of files and proxies: each second that it took."""

    def wanted(self) -> Mapping[str, frozenset[bytes]]:
        """Return the fifteen, in every form."""
        words = {
            "IP": WHERE_FROM,
            **{name: value for name, (_, value) in SAID.items()},
            "file author": PLANTED["author"],
            "camera serial": SERIAL,
            "printer": PLANTED["printer"],
            "rsid": PLANTED["revision id"],
            "PDF producer": PRODUCER,
            "file name": FILE_NAME,
        }
        found = {name: frozenset(forms_of(word)) for name, word in words.items()}
        found["GPS"] = frozenset({PLACE, PLACE[::-1]})
        found["time"] = frozenset(
            [*chain.from_iterable(map(forms_of_minute, self.minutes)), *map(_second, self.seconds)]
        )
        found["code"] = frozenset(form for code in self.codes for form in forms_of_secret(code))
        found["token"] = frozenset(form for token in self.tokens for form in forms_of_secret(token))
        assert len(found) == 15
        return found


def forms_of_minute(minute: datetime) -> Iterator[bytes]:
    """Yield a minute as people write it, and its seconds as machines count them."""
    for zone in (UTC, LONDON):
        for pattern in ("%H:%M", "%H.%M", "%Y%m%d%H%M"):
            yield minute.astimezone(zone).strftime(pattern).encode()
    first = int(minute.replace(second=0, microsecond=0).timestamp())
    yield from (str(first + second).encode() for second in range(60))


def _second(moment: datetime) -> bytes:
    return str(int(moment.timestamp())).encode()


def forms_of_secret(secret: str) -> Iterator[bytes]:
    """Yield a code or a token as it is packed and as it is shown, and its common hashes."""
    for spelling in (secret, in_groups(secret)):
        yield from forms_of(spelling)
        yield from digests_of(spelling.encode())


class Phone:
    """Somebody's browser: it says all about itself that browsers say, and more. Close it in the end."""

    def __init__(self, proxy: Proxy) -> None:
        transport = httpx.HTTPTransport(verify=proxy.context(), local_address=WHERE_FROM)
        self.client = httpx.Client(transport=transport, base_url=proxy.url, headers=HEADERS, timeout=60)

    def close(self) -> None:
        """Let go of its connections."""
        self.client.close()

    def reaches(self, path: str) -> bool:
        """Tell whether a page is there already."""
        try:
            return self.client.get(path).status_code == 200
        except httpx.HTTPError:
            return False

    def report(self, path: str) -> str:
        """Report something with files, keep the receipt, and return the code."""
        first = self._form(self.client.get(path))
        second = self._form(first.press(self.client, "do", "next", text=TOLD))
        third = self._form(second.press(self.client, "do", "add", files=files()))
        receipt = third.press(self.client, "do", "send")
        kept = form_in(receipt.text, "kept")
        [code] = kept.fields["code"]
        done = kept.press(self.client, last=code[-4:])
        assert done.status_code == 200, done.text
        return code

    def answer(self, code: str) -> None:
        """Come back with the code, and answer what was asked, with a file."""
        told = self._form(self.client.get("/back")).press(self.client, "do", "show", code=in_groups(code))
        assert ASKED in told.text
        added = self._form(told).press(self.client, "do", "add", text=ANSWERED, files=files()[:1])
        assert added.status_code == 200, added.text

    @staticmethod
    def _form(answer: httpx.Response) -> PageForm:
        assert answer.status_code == 200, answer.text
        return form_in(answer.text)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    folder = tmp_path_factory.mktemp("candour")
    around = tmp_path_factory.mktemp("around")
    watch = WatchedOpening(folder, tmp_path_factory.mktemp("watch"))
    ports = {name: free_port() for name in ("candour", "nginx", "caddy")}
    web = {
        "url": f"https://localhost:{ports['nginx']}",
        "port": ports["candour"],
        "other_hosts": [f"localhost:{ports['caddy']}"],
    }
    base = changed(GOOD, ("school", 0, "slots"), [f"{slot:%H:%M}" for slot in SLOTS])
    with ExitStack() as stack:
        nginx = stack.enter_context(running_nginx(around / "nginx", ports["candour"], port=ports["nginx"]))
        caddy = stack.enter_context(running_caddy(around / "caddy", ports["candour"], port=ports["caddy"]))
        dovecot = stack.enter_context(running_dovecot())
        sink = stack.enter_context(MailSink())
        it = stack.enter_context(an_installation(folder, dovecot, "quiet", sink.port, web=web, base=base))
        result = Written(it, [nginx.folder, caddy.folder])
        watched = stack.enter_context(watched_folders(nginx.folder, caddy.folder, folder / "tmp"))
        card, poster = stack.enter_context(closing(Phone(nginx))), stack.enter_context(closing(Phone(caddy)))
        _tell_everything(result, card, poster, watch)
        began = _started(result, watch, AFTER_THE_SLOT)
        assert until(lambda: len(sink.to(DPO)) >= len(result.codes), seconds=90), it.log()
        ask_the_writers(nginx, sink)
        _next_minute(result, began, AFTER_THE_SLOT)
        with _noted(result):
            poster.answer(result.codes[0])
        it.kill()
        told = len(sink.about_cases())
        _started(result, watch, AFTER_THE_NEXT)
        assert until(lambda: len(sink.about_cases()) > told, seconds=90), it.log()
        assert it.stop() == 0
        result.sent = [mail.message.as_bytes() for mail in sink.accepted]
        result.spooled = watched.made()
        result.opened = watch.opened()
        yield result


def _tell_everything(result: Written, card: Phone, poster: Phone, watch: WatchedOpening) -> None:
    """Start, make cards, and report in a minute in which nothing else happens: by a card, and by the poster."""
    began = _started(result, watch, STARTED)
    assert until(lambda: card.reaches("/r/st-teilos"), seconds=90), result.candour.log()
    result.tokens = _tokens(result.candour, watch)
    _next_minute(result, began, STARTED)
    with _noted(result):
        result.codes = [card.report(f"/o/{result.tokens[0]}"), poster.report("/r/st-teilos")]
    assert not card.reaches(f"/o/{result.tokens[0]}"), "the card works once"
    result.candour.kill()


def _started(result: Written, watch: WatchedOpening, at: datetime) -> float:
    """Start it, believing that it is this moment; return when that was."""
    began = clock.monotonic()
    result.candour.start({**watch.environment, **clock_at(at)})
    return began


def _next_minute(result: Written, began: float, at: datetime) -> None:
    """Wait until a minute begins in which nothing else happens, and note it."""
    believed = at + timedelta(seconds=clock.monotonic() - began)
    clock.sleep(62 - believed.second)
    result.minutes.append(believed.replace(second=0, microsecond=0) + timedelta(minutes=1))


@contextmanager
def _noted(result: Written) -> Iterator[None]:
    """Note the seconds of the machine's clock in which somebody writes."""
    first = datetime.now(UTC)
    yield
    took = (datetime.now(UTC) - first).seconds
    result.seconds += [first + timedelta(seconds=second) for second in range(1, took)]


def ask_the_writers(proxy: Proxy, sink: MailSink) -> None:
    """Sign in as the officer, by the mail, and ask a question on each case."""
    with httpx.Client(verify=proxy.context(), base_url=proxy.url, timeout=60) as browser:
        asked = {"csrf": csrf_in(browser.get("/sign-in").text), "address": DPO}
        assert browser.post("/sign-in", data=asked).status_code == 200
        assert until(lambda: bool(_links(sink)), seconds=30)
        path = _links(sink)[-1]
        assert browser.post(path, data={"csrf": csrf_in(browser.get(path).text)}).status_code == 303
        cases = set(re.findall(r"/cases/([A-Z0-9-]+)", browser.get("/register").text))
        assert len(cases) == 2
        for reference in cases:
            status, _, page = post_decision(browser, reference, "ask", value=ASKED, reason="To find it.")
            assert status == 303, page


def _links(sink: MailSink) -> list[str]:
    """Return the local addresses by which the officer can sign in."""
    return [found[1] for mail in sink.to(DPO) if (found := re.search(r"localhost:\d+(/sign-in/\S+)", mail.text))]


def _tokens(candour: RunningCandour, watch: WatchedOpening) -> list[str]:
    """Return the tokens of cards that are made beside the running process; the sheet is deleted, as we advise."""
    sheet = candour.folder / "cards.pdf"
    command = [sys.executable, "-m", "candour.app", "links", "mint", "-n", "2", "--school", "st-teilos"]
    done = subprocess.run(
        [*command, "--out", str(sheet), "--config", str(candour.config)],
        env={"PATH": "/usr/bin:/bin", **watch.environment}, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    with closing(pypdfium2.PdfDocument(sheet)) as document:
        text = document[0].get_textpage().get_text_range()
    sheet.unlink()
    return re.findall(r"/o/([0-9A-Z]{16})", text)


def test_r33_nothing_of_who_reported_is_in_any_byte_of_the_store(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    with every_sealed_byte(written.candour, monkeypatch) as (content, cases):
        assert content.count(TOLD.encode()) >= 2, "the search must see the words of the reports"
        assert ANSWERED.encode() in content
        for case in cases:
            kinds = {item.media_type.rpartition(".")[2].rpartition("/")[2] for item in case.evidence}
            assert kinds == {"document", "jpeg", "pdf", "sheet"}
        assert len(cases) == 2
        assert canaries_in(content, written.wanted()) == []


def test_r33_nor_in_any_plain_byte_on_the_disk_in_the_log_or_in_the_names_of_files(written: Written) -> None:
    for name, content in files_below(written.candour.folder):
        assert canaries_in(name.encode() + b"\n" + content, written.wanted()) == [], name
    assert "started" in written.candour.log()


def test_r33_nor_do_the_times_of_files_tell_more_than_the_day(written: Written) -> None:
    store = written.candour.store_folder
    kept = [path for folder in ("data", "keys") for path in (store / folder).rglob("*")]
    ours = [path for path in kept if path.name != "installation.check"]
    assert len([path for path in ours if path.name == "case.json"]) == 2
    assert [path.name for path in ours if path.stat().st_mtime % 86_400] == []
    beside = {path.name for path in store.iterdir()}
    assert beside == {"data", "keys", "lock", "owner.json", "handover"}, "what else has a time?"


def test_r33_nor_in_any_mail_that_was_sent(written: Written) -> None:
    assert len(written.sent) >= 2
    for mail in written.sent:
        assert canaries_in(mail + b"\n" + decoded(mail), written.wanted()) == []
        assert TOLD.encode() not in decoded(mail)
        assert ANSWERED.encode() not in decoded(mail)


def test_r33_nor_in_any_file_of_the_proxies(written: Written) -> None:
    for folder in written.proxies:
        for name, content in files_below(folder):
            assert canaries_in(name.encode() + b"\n" + content, written.wanted()) == [], name


def test_r33_no_file_was_made_for_what_was_under_way(written: Written) -> None:
    """Eight letters are `tempfile` trying out its folder; the worker processes have a folder for their socket."""
    assert [name for name in written.spooled if not re.fullmatch(r"(pymp-)?[a-z0-9_]{8}", name)] == []
    places = (str(written.candour.store_folder), str(written.candour.folder / "tmp"), "/dev/")
    outside = {path for path in written.opened if not path.startswith(places) and not re.fullmatch(r"\d*", path)}
    assert {path for path in outside if not re.search(r"/\.?cards\.pdf", path)} == set()


def test_the_search_finds_each_of_the_fifteen_where_it_is_planted_in_the_store(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, forms in written.wanted().items():
        words = [form.decode() for form in forms if form.isascii() and form.decode().isprintable()]
        plant(written.candour, {"planted": " ".join(words)})
        try:
            with every_sealed_byte(written.candour, monkeypatch) as (content, _):
                # A place is no words: it can stand in a picture alone.
                assert canaries_in(content + (PLACE if name == "GPS" else b""), written.wanted()) == [name]
        finally:
            plant(written.candour, None)


def test_the_search_finds_each_of_the_fifteen_in_each_form(written: Written) -> None:
    wanted = written.wanted()
    for name, forms in wanted.items():
        for form in forms:
            assert name in canaries_in(b"before " + form + b" after", wanted)
    assert canaries_in(b"nothing of the kind", wanted) == []


def test_the_files_that_came_had_what_is_searched_for() -> None:
    content = b"".join(layer for _, file, _ in files() for layer in layers(file))
    for word in (PLANTED["author"], SERIAL, PLANTED["printer"], PLANTED["revision id"], PRODUCER):
        assert any(form in content for form in forms_of(word)), word
    assert PLACE in content


def plant(candour: RunningCandour, document: dict[str, str] | None) -> None:
    key = read_key_file(candour.folder / "candour.key", setting="store.key_file")
    with closing(CaseFolderStore(candour.store_folder, key)) as store:
        store.put("planted", "a", document)
