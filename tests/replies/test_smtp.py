"""Handing mail to real servers: encryption, login, refusals, lost connections."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from candour.cases.errors import SendError, SettingsError
from candour.cases.finding import Grade
from replies.smtp import SmtpSender, SmtpSettings, check_smtp
from tests.certificates import SelfMadeAuthority
from tests.replies.mail_server import PASSWORD, USER, MailServer, free_port

OURS = "incidents@saint-finnian.example"
DPO = "dpo@council.example"
HEAD = "head@saint-finnian.example"

Start = Callable[..., MailServer]
Connect = Callable[..., SmtpSender]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> SelfMadeAuthority:
    return SelfMadeAuthority.in_folder(tmp_path_factory.mktemp("certificates") / "own")


@pytest.fixture
def start() -> Iterator[Start]:
    with ExitStack() as stack:

        def started(**options: Any) -> MailServer:
            server = MailServer(**options)
            server.start()
            stack.callback(server.stop)
            return server

        yield started


@pytest.fixture
def connect() -> Iterator[Connect]:
    with ExitStack() as stack:

        def connected(port: int, **changes: Any) -> SmtpSender:
            sender = SmtpSender(settings(port, **changes))
            stack.callback(sender.close)
            return sender

        yield connected


def settings(port: int, **changes: Any) -> SmtpSettings:
    known = {"host": "127.0.0.1", "security": "plain", "sender": OURS, "timeout_in_seconds": 10.0, **changes}
    return SmtpSettings(port=port, **known)


def a_mail(number: int = 1) -> EmailMessage:
    message = EmailMessage()
    message["From"] = OURS
    message["To"] = DPO
    message["Subject"] = "[SF-26-K7QM4] Your report has arrived"
    message["Message-ID"] = f"<notice-{number}@saint-finnian.example>"
    message.set_content("Thank you. Siân says diolch.\n", charset="utf-8", cte="quoted-printable")
    return message


def failure(send: Callable[[], None]) -> tuple[str, bool]:
    with pytest.raises(SendError) as raised:
        send()
    return raised.value.code, raised.value.permanent


def test_a_mail_arrives_as_it_was_written(start: Start, connect: Connect) -> None:
    server = start()
    connect(server.port).send(a_mail(), [DPO, HEAD])
    (taken,) = server.clerk.taken
    assert (taken.sender, taken.recipients) == (OURS, (DPO, HEAD))
    arrived = message_from_bytes(taken.content, policy=policy.default)
    assert arrived["Message-ID"] == "<notice-1@saint-finnian.example>"
    body = arrived.get_body(("plain",))
    assert body is not None
    assert "Siân" in body.get_content()


def test_bounces_go_to_the_envelopes_own_address(start: Start, connect: Connect) -> None:
    server = start()
    connect(server.port, envelope_sender="bounces@saint-finnian.example").send(a_mail(), [DPO])
    assert server.clerk.taken[0].sender == "bounces@saint-finnian.example"


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_tls_and_starttls_encrypt_and_log_in(
    security: str, start: Start, connect: Connect, authority: SelfMadeAuthority
) -> None:
    server = start(**{security: authority}, login=True)
    trusted = {"security": security, "ca_file": authority.ca_file, "user": USER, "password": PASSWORD}
    connect(server.port, **trusted).send(a_mail(), [DPO])
    assert server.clerk.taken[0].encrypted


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_that_nobody_vouches_for_is_refused_before_anything_is_said(
    security: str, start: Start, connect: Connect, authority: SelfMadeAuthority
) -> None:
    server = start(**{security: authority})
    assert failure(lambda: connect(server.port, security=security).send(a_mail(), [DPO])) == ("tls", False)
    assert server.clerk.taken == []


def test_rfc3207_without_the_offer_of_starttls_nothing_is_sent_in_clear(start: Start, connect: Connect) -> None:
    server = start()
    assert failure(lambda: connect(server.port, security="starttls").send(a_mail(), [DPO])) == ("tls", False)
    assert server.clerk.taken == []


def test_a_wrong_password_is_temporary_since_a_right_one_heals_it(
    start: Start, connect: Connect, authority: SelfMadeAuthority
) -> None:
    server = start(starttls=authority, login=True)
    wrong = {"security": "starttls", "ca_file": authority.ca_file, "user": USER, "password": "wrong"}
    assert failure(lambda: connect(server.port, **wrong).send(a_mail(), [DPO])) == ("authentication", False)


@pytest.mark.parametrize(
    ("answer", "code", "permanent"),
    [("550 no such user", "550", True), ("450 try later", "450", False), ("452 full", "452", False)],
)
def test_a_refused_recipient_is_permanent_with_5xx_and_temporary_with_4xx(
    answer: str, code: str, *, permanent: bool, start: Start, connect: Connect
) -> None:
    server = start()
    server.clerk.recipient_answers[DPO] = answer
    assert failure(lambda: connect(server.port).send(a_mail(), [DPO])) == (code, permanent)


def test_a_refused_sender_and_refused_content_tell_their_codes(start: Start, connect: Connect) -> None:
    server = start()
    server.clerk.data_answers = ["554 spam", "451 busy"]
    sender = connect(server.port)
    assert failure(lambda: sender.send(a_mail(), [DPO])) == ("554", False)
    assert failure(lambda: sender.send(a_mail(), [DPO])) == ("451", False)
    server.clerk.sender_answer = "553 not yours"
    assert failure(lambda: sender.send(a_mail(), [DPO])) == ("553", False)


def test_the_errors_text_never_quotes_the_server(start: Start, connect: Connect) -> None:
    server = start()
    server.clerk.recipient_answers[DPO] = f"550 <{DPO}> is unknown"
    with pytest.raises(SendError) as raised:
        connect(server.port).send(a_mail(), [DPO])
    assert DPO not in str(raised.value)


def test_after_a_partial_refusal_the_next_try_reaches_only_who_is_missing(start: Start, connect: Connect) -> None:
    server = start()
    server.clerk.recipient_answers[HEAD] = "450 greylisted"
    sender = connect(server.port)
    assert failure(lambda: sender.send(a_mail(), [DPO, HEAD])) == ("partial-450", False)
    server.clerk.recipient_answers.clear()
    sender.send(a_mail(), [DPO, HEAD])
    assert [taken.recipients for taken in server.clerk.taken] == [(DPO,), (HEAD,)]
    assert {message_from_bytes(taken.content)["Message-ID"] for taken in server.clerk.taken} == {a_mail()["Message-ID"]}


def test_of_a_permanent_and_a_temporary_refusal_the_temporary_one_keeps_it_alive(
    start: Start, connect: Connect
) -> None:
    server = start()
    server.clerk.recipient_answers = {DPO: "550 unknown", HEAD: "450 later"}
    assert failure(lambda: connect(server.port).send(a_mail(), [DPO, HEAD])) == ("450", False)


def test_one_connection_carries_many_mails(start: Start, connect: Connect) -> None:
    server = start()
    sender = connect(server.port)
    for number in range(5):
        sender.send(a_mail(number), [DPO])
    assert len(server.clerk.taken) == 5
    assert server.sessions == 1


def test_a_connection_that_the_server_ended_is_renewed_without_an_error(start: Start, connect: Connect) -> None:
    server = start()
    sender = connect(server.port)
    sender.send(a_mail(1), [DPO])
    server.cut_connections()
    sender.send(a_mail(2), [DPO])
    assert len(server.clerk.taken) == 2
    assert server.sessions == 2


def test_a_connection_lost_in_the_middle_of_data_is_temporary_and_the_next_try_has_the_same_message_id(
    start: Start, connect: Connect
) -> None:
    server = start()
    server.clerk.drops = 1
    sender = connect(server.port)
    assert failure(lambda: sender.send(a_mail(), [DPO])) == ("connection", False)
    sender.send(a_mail(), [DPO])
    assert message_from_bytes(server.clerk.taken[0].content)["Message-ID"] == "<notice-1@saint-finnian.example>"


def test_no_server_at_all_is_temporary(connect: Connect) -> None:
    assert failure(lambda: connect(free_port()).send(a_mail(), [DPO])) == ("connection", False)


def test_addresses_outside_ascii_need_smtputf8(start: Start, connect: Connect) -> None:
    able, unable = start(), start(smtputf8=False)
    connect(able.port).send(a_mail(), ["siân@council.example"])
    assert able.clerk.taken[0].recipients == ("siân@council.example",)
    assert "SMTPUTF8" in [option.upper() for option in able.clerk.taken[0].options]
    assert failure(lambda: connect(unable.port).send(a_mail(), ["siân@council.example"])) == ("smtputf8", True)


def test_an_address_that_is_none_is_refused_before_the_server_sees_it(start: Start, connect: Connect) -> None:
    server = start()
    refused = failure(lambda: connect(server.port).send(a_mail(), ["a@b.example>\r\nRCPT TO:<c@d.example"]))
    assert refused == ("bad-address", True)
    assert server.sessions == 0


def test_the_password_is_never_shown() -> None:
    assert "secret" not in repr(settings(25, user="u", password="secret"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"host": ""}, "smtp.host"),
        ({"host": "a..b"}, "smtp.host"),
        ({"port": 0}, "smtp.port"),
        ({"security": "ssl"}, "tls, starttls or plain"),
        ({"host": "smtp.school.example"}, "only for a server on this machine"),
        ({"user": "u"}, "give both or neither"),
        ({"user": "u", "password": "pässword"}, "ASCII"),
        ({"sender": "School <a@b.example>"}, "smtp.sender"),
        ({"envelope_sender": "nobody"}, "smtp.envelope_sender"),
        ({"timeout_in_seconds": 0.0}, "smtp.timeout_in_seconds"),
    ],
)
def test_settings_that_cannot_work_are_refused_by_name(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        settings(**{"port": 25, **changes})


def test_a_ca_file_that_is_none_is_told_when_the_sender_is_made(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"smtp\.ca_file"):
        SmtpSender(settings(465, security="tls", ca_file=tmp_path / "missing.pem"))


def test_the_check_passes_without_sending_anything(start: Start, authority: SelfMadeAuthority) -> None:
    server = start(starttls=authority, login=True)
    known = {"security": "starttls", "ca_file": authority.ca_file, "user": USER, "password": PASSWORD}
    findings = check_smtp(settings(server.port, **known))
    assert [finding.grade for finding in findings] == [Grade.OK, Grade.OK]
    assert server.clerk.taken == []


def test_the_check_warns_of_an_unencrypted_server(start: Start) -> None:
    assert [finding.grade for finding in check_smtp(settings(start().port))] == [Grade.WARN, Grade.OK]


def test_the_check_says_what_to_do_about_each_failure(
    start: Start, authority: SelfMadeAuthority, tmp_path: Path
) -> None:
    locked = start(starttls=authority, login=True)
    strict = start()
    strict.clerk.sender_answer = "550 not yours"
    trusted = {"security": "starttls", "ca_file": authority.ca_file}
    failures = {
        "smtp.user": settings(locked.port, **trusted, user=USER, password="wrong"),
        "smtp.ca_file, or": settings(locked.port, security="starttls"),
        "smtp.host and smtp.port": settings(free_port()),
        "smtp.sender": settings(strict.port),
        "a readable file": settings(465, security="tls", ca_file=tmp_path / "missing.pem"),
    }
    for advice, wrong in failures.items():
        finding = check_smtp(wrong)[-1]
        assert finding.grade is Grade.FAIL
        assert advice.removesuffix(", or") in finding.advice
