"""The post of the sign-in links: what the mail says, what happens when the mail server is away, and what is logged."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage
from threading import Event, Thread

import pytest

from candour.app.demo.telling import tell_link
from candour.app.sign_in_post import MOST_WAITING, SignInPost
from candour.cases.directory import Directory, Person
from candour.cases.errors import SendError, StoreFullError
from candour.web.links import KIND, LASTING, Links
from tests.service import DPO, HEAD, SAINT_FINNIAN, Stage, a_stage

PAGES = "https://candour.saint-finnian.example"
IDENTITY = Person(name="St Finnian's data protection", address="dataloss@saint-finnian.example")
NOW = timedelta(0)


@dataclass
class Server:
    """A mail server that answers what a test tells it to, and otherwise takes every mail."""

    taken: list[tuple[EmailMessage, list[str]]] = field(default_factory=list)
    refusals: list[SendError] = field(default_factory=list)
    came: Event = field(default_factory=Event)
    closed: bool = False

    def send(self, message: EmailMessage, recipients: Sequence[str]) -> None:
        if self.refusals:
            raise self.refusals.pop(0)
        self.taken.append((message, list(recipients)))
        self.came.set()

    def close(self) -> None:
        self.closed = True


def a_post(server: Server, stage: Stage, *, watched: frozenset[str] = frozenset()) -> SignInPost:
    links = Links(stage.store, stage.service.who, stage.clock)
    directory = Directory(schools={SAINT_FINNIAN.key: SAINT_FINNIAN}, watched=watched, pages=PAGES)
    return SignInPost(links, server, directory=directory, identity=IDENTITY, now=stage.clock)


def text_of(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    assert part is not None
    content = part.get_content()
    assert isinstance(content, str)
    return content


def test_the_mail_holds_the_link_in_both_parts_and_says_nothing_about_anybody() -> None:
    server, stage = Server(), a_stage()
    post = a_post(server, stage)
    post.ask(DPO.address, "browser", "/cases/SF-26-K7QM4")
    post.work(NOW)
    [(message, recipients)] = server.taken
    assert recipients == [DPO.address]
    assert message["Subject"] == "Your link to sign in to Candour"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    for kind in ("plain", "html"):
        text = text_of(message, kind)
        assert f"{PAGES}/sign-in/" in text
        assert "until 12:15" in text
        for word in ("Marlow", DPO.address, "SF-26", "Finnian"):
            assert word not in text
    assert text_of(message, "plain").count(f"{PAGES}/sign-in/") == 1


@pytest.mark.parametrize("address", ["stranger@elsewhere.example", "servicedesk@saint-finnian.example", "@", ""])
def test_who_may_not_sign_in_gets_nothing_and_leaves_no_record(address: str) -> None:
    server, stage = Server(), a_stage()
    post = a_post(server, stage)
    post.ask(address, "browser", "/")
    post.work(NOW)
    assert not server.taken
    assert not stage.store.records(KIND)


def test_a_mail_server_that_is_away_is_asked_again_with_the_same_mail() -> None:
    server = Server(refusals=[SendError("connection", permanent=False), SendError("451", permanent=False)])
    stage = a_stage()
    post = a_post(server, stage)
    post.ask(DPO.address, "browser", "/")
    for _ in range(3):
        post.work(NOW)
    assert len(server.taken) == 1
    assert len(stage.store.records(KIND)) == 1
    post.work(NOW)
    assert len(server.taken) == 1


def test_a_mail_whose_link_has_run_out_is_not_sent_any_more() -> None:
    server, stage = Server(refusals=[SendError("connection", permanent=False)]), a_stage()
    post = a_post(server, stage)
    post.ask(DPO.address, "browser", "/")
    post.work(NOW)
    stage.clock.move(LASTING)
    post.work(NOW)
    assert not server.taken


def test_a_mail_that_can_not_be_delivered_keeps_no_other_back() -> None:
    server = Server(refusals=[SendError("550", permanent=True)])
    post = a_post(server, a_stage())
    for person in (DPO, HEAD):
        post.ask(person.address, "browser", "/")
        post.work(NOW)
    assert [recipients for _, recipients in server.taken] == [[HEAD.address]]


def test_no_link_goes_to_a_mailbox_that_candour_watches() -> None:
    server = Server()
    post = a_post(server, a_stage(), watched=frozenset({DPO.address}))
    post.ask(DPO.address, "browser", "/")
    post.work(NOW)
    assert not server.taken


def test_an_address_that_can_stand_in_no_header_harms_nobody() -> None:
    odd = Person(name="", address="a..b@saint-finnian.example")
    server = Server()
    post = a_post(server, a_stage({"dpo": (odd, DPO)}))
    for person in (odd, DPO):
        post.ask(person.address, "browser", "/")
        post.work(NOW)
    assert [recipients for _, recipients in server.taken] == [[DPO.address]]


def test_a_full_store_makes_no_link_and_stops_nothing() -> None:
    class FullLinks(Links):
        def issue(self, address: str, browser: str, onward: str) -> None:
            del address, browser, onward
            raise StoreFullError("there is no room left")

    server, stage = Server(), a_stage()
    directory = Directory(schools={SAINT_FINNIAN.key: SAINT_FINNIAN}, watched=frozenset(), pages=PAGES)
    links = FullLinks(stage.store, stage.service.who, stage.clock)
    post = SignInPost(links, server, directory=directory, identity=IDENTITY, now=stage.clock)
    post.ask(DPO.address, "browser", "/")
    post.work(NOW)
    assert not server.taken


def test_more_requests_than_anybody_needs_are_dropped_and_the_page_never_waits(
    caplog: pytest.LogCaptureFixture,
) -> None:
    post = a_post(Server(), a_stage())
    for number in range(MOST_WAITING + 1):
        post.ask(f"stranger{number}@elsewhere.example", "browser", "/")
    post.wake()
    assert "too many ask for a link" in caplog.text


def test_strangers_who_ask_on_and_on_leave_places_for_who_signed_in_in_this_browser_before() -> None:
    server, stage = Server(), a_stage()
    post = a_post(server, stage)
    known = Links(stage.store, stage.service.who, stage.clock).browsers.remember("browser", DPO.address)
    for number in range(MOST_WAITING + 1):
        post.ask(f"stranger{number}@elsewhere.example", "another", "/")
    post.ask(DPO.address, known, "/")
    for _ in range(MOST_WAITING):
        post.work(NOW)
    assert [recipients for _, recipients in server.taken] == [[DPO.address]]


def test_the_log_names_nobody(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    server = Server(refusals=[SendError("connection", permanent=False)])
    post = a_post(server, a_stage())
    for address in (DPO.address, "stranger@elsewhere.example"):
        post.ask(address, "browser", "/cases/SF-26-K7QM4")
        post.work(NOW)
    assert "link to sign in" in caplog.text
    said = caplog.text + str([record.__dict__ for record in caplog.records])
    for word in (DPO.address, "stranger", "Marlow", "SF-26"):
        assert word not in said
    [(message, _)] = server.taken
    token = text_of(message, "plain").partition("/sign-in/")[2].split()[0]
    assert token not in said


def test_the_loop_mails_what_it_is_asked_and_ends_when_it_is_told_to() -> None:
    server, stop = Server(), Event()
    post = a_post(server, a_stage())
    loop = Thread(target=post.run, args=(stop,))
    loop.start()
    post.ask(DPO.address, "browser", "/")
    assert server.came.wait(30)
    stop.set()
    post.wake()
    loop.join(30)
    assert not loop.is_alive()
    assert server.closed


def test_the_demonstration_prints_the_link_of_such_a_mail_and_nothing_of_others(
    capsys: pytest.CaptureFixture[str],
) -> None:
    server = Server()
    post = a_post(server, a_stage())
    post.ask(DPO.address, "browser", "/")
    post.work(NOW)
    other = EmailMessage()
    other["Subject"] = "SF-26-K7QM4"
    other.set_content(f"{PAGES}/sign-in/not-this-one")
    for mail in (server.taken[0][0], other):
        tell_link(mail)
    said = capsys.readouterr().out
    assert said.count(f"{PAGES}/sign-in/") == 1
    assert "not-this-one" not in said
