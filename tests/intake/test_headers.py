"""Addresses, dates, Message-IDs, parameters, file names: what is usable, and nothing else."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.addresses import (
    addresses_in,
    answers_of,
    message_id_of,
    recipients_of,
    sender_of,
    sent_at_of,
    thread_token_of,
)
from intake.file_names import safe_name
from intake.headers import Headers
from intake.parameters import parse_parameters
from tests.intake.mails import NOON


def headers(*lines: str) -> Headers:
    return Headers.parse("\r\n".join(lines).encode())


@pytest.mark.parametrize(
    ("field", "people"),
    [
        ("a@b.example", [("", "a@b.example")]),
        ("Anna <a@b.example>", [("Anna", "a@b.example")]),
        ('"Penrose, Clive" <c@b.example>, d@b.example', [("Penrose, Clive", "c@b.example"), ("", "d@b.example")]),
        ("=?utf-8?q?Si=C3=A2n=2C_Gwyn?= <s@b.example>", [("Siân, Gwyn", "s@b.example")]),
        ("=?utf-8?q?=3Cevil=40x=2Eexample=3E?= <s@b.example>", [("<evil@x.example>", "s@b.example")]),
        ("undisclosed-recipients:;", []),
        ("Staff: a@b.example, c@b.example;", [("", "a@b.example"), ("", "c@b.example")]),
        ("Anna", []),
        ("a@b.example\r\n\tBcc: x@y.example", [("", "x@y.example")]),
        ("broken <a@b.example", [("", "a@b.example")]),
        ("a@b.example; c@b.example", [("", "a@b.example"), ("", "c@b.example")]),
    ],
)
def test_people_are_found_in_an_address_field(field: str, people: list[tuple[str, str]]) -> None:
    found = [(person.name, person.address) for person in addresses_in(field.encode())]
    assert [address for _, address in found][-len(people) or 9 :] == [address for _, address in people]
    if all(name for name, _ in people):
        assert found == people


@given(st.binary(max_size=200))
def test_an_address_never_holds_what_could_break_a_header(field: bytes) -> None:
    for person in addresses_in(field):
        assert not set(person.address + person.name) & set("\r\n\0")
        assert person.address.count("@") == 1
        assert not set(person.address) & set(" ,;<>()")


@pytest.mark.parametrize(
    ("lines", "address"),
    [
        (("From: a@b.example", "Reply-To: c@b.example"), "a@b.example"),
        (("Sender: s@b.example", "Reply-To: c@b.example"), "s@b.example"),
        (("Reply-To: c@b.example", "Return-Path: <r@b.example>"), "c@b.example"),
        (("From: nobody at all", "Return-Path: <r@b.example>"), "r@b.example"),
        (("Return-Path: <>",), None),
        ((), None),
    ],
)
def test_the_sender_is_whoever_can_be_found(lines: tuple[str, ...], address: str | None) -> None:
    sender = sender_of(headers(*lines))
    assert (sender.address if sender else None) == address


def test_recipients_are_to_and_cc_each_once() -> None:
    found = recipients_of(headers("To: a@b.example, c@b.example", "Cc: A <a@b.example>", "Bcc: x@b.example"))
    assert found == ("a@b.example", "c@b.example")


@pytest.mark.parametrize(
    ("line", "token"),
    [
        ("To: dataloss+c-7ZK4M9Q2X0ABWERT@saint-finnian.example", "7ZK4M9Q2X0ABWERT"),
        ("Cc: x@y.example, dataloss+C-7zk4m9q2x0abwert@saint-finnian.example", "7ZK4M9Q2X0ABWERT"),
        ("Delivered-To: dataloss+c-7zk4m9q2x0abwert@saint-finnian.example", "7ZK4M9Q2X0ABWERT"),
        ("X-Original-To: dataloss+c-7zk4m9q2x0abwert@saint-finnian.example", "7ZK4M9Q2X0ABWERT"),
        ("To: dataloss+c-7ZK4M9Q2X0ABWER@saint-finnian.example", None),
        ("To: dataloss+c-7ZK4M9Q2X0ABWERTT@saint-finnian.example", None),
        ("To: dataloss+c-7ZK4M9Q2X0ABWERU@saint-finnian.example", None),
        ("To: dataloss+c-7ZK4M9Q2X0ABWERT", None),
        ("Subject: dataloss+c-7ZK4M9Q2X0ABWERT@saint-finnian.example", None),
        ("To: dataloss@saint-finnian.example", None),
    ],
)
def test_the_thread_token_comes_from_the_address_written_to(line: str, token: str | None) -> None:
    assert thread_token_of(headers(line)) == token


@pytest.mark.parametrize(
    ("line", "message_id"),
    [
        ("Message-ID: <a@b.example>", "<a@b.example>"),
        ("Message-Id:\r\n <a@b.example>", "<a@b.example>"),
        ("MESSAGE-ID: a@b.example", "<a@b.example>"),
        ("Message-ID: <a@b.example> (added by mx)", "<a@b.example>"),
        ("Message-ID: <A.b@B.example>", "<A.b@B.example>"),
        ("Message-ID: <>", None),
        ("Message-ID:", None),
        ("Message-ID: two words", None),
        ("X-Other: <a@b.example>", None),
    ],
)
def test_the_message_id_is_in_one_form_or_absent(line: str, message_id: str | None) -> None:
    assert message_id_of(headers(line)) == message_id


def test_what_a_message_answers_is_listed_nearest_first_and_bounded() -> None:
    thread = " ".join(f"<{number}@b.example>" for number in range(500))
    found = answers_of(headers("In-Reply-To: <499@b.example>", f"References: {thread}"))
    assert found[:3] == ("<499@b.example>", "<498@b.example>", "<497@b.example>")
    assert len(found) == 50


@pytest.mark.parametrize(
    ("date", "sent_at"),
    [
        ("Fri, 20 Nov 2026 09:15:00 +0000", datetime(2026, 11, 20, 9, 15, tzinfo=UTC)),
        ("Fri, 20 Nov 2026 10:15:00 +0100 (CET)", datetime(2026, 11, 20, 9, 15, tzinfo=UTC)),
        ("20 Nov 2026 09:15 -0000", datetime(2026, 11, 20, 9, 15, tzinfo=UTC)),
        ("Sat, 21 Nov 2026 11:59:00 +0000", datetime(2026, 11, 21, 11, 59, tzinfo=UTC)),
        ("Sat, 21 Nov 2026 12:01:00 +0000", None),
        ("Thu, 01 Jan 1970 00:00:00 +0000", None),
        ("Thu, 01 Jan 0100 00:00:00 +2359", None),
        ("Fri, 99 Nov 2026 09:15:00 +0000", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_is_believed_unless_it_is_absurd(date: str, sent_at: datetime | None) -> None:
    assert sent_at_of(headers(f"Date: {date}"), NOON) == sent_at


@pytest.mark.parametrize(
    ("value", "parameters"),
    [
        ('text/plain; charset="utf-8"; format=flowed', {"charset": "utf-8", "format": "flowed"}),
        (r'a/b; name="say \"hi\"; now.txt"', {"name": 'say "hi"; now.txt'}),
        ("a/b; name*=utf-8''Caf%C3%A9.pdf", {"name": "Café.pdf"}),
        ("a/b; name*1=b.pdf; name*0=a", {"name": "ab.pdf"}),
        ("a/b; NAME=x; name=y", {"name": "x"}),
        ('a/b; name="unclosed', {"name": "unclosed"}),
        ("a/b; name", {}),
        ("a/b", {}),
        ("", {}),
    ],
)
def test_parameters_are_read(value: str, parameters: dict[str, str]) -> None:
    assert parse_parameters(value.encode()) == parameters


@pytest.mark.parametrize(
    ("claimed", "name"),
    [
        ("trip.pdf", "trip.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\s.vaughan\\Trip.docx", "Trip.docx"),
        ("a\r\nb\0.txt", "a b .txt"),
        ("invoice\u202efdp.exe", "invoice fdp.exe"),
        ("...", "attachment-3.pdf"),
        ("", "attachment-3.pdf"),
        ("/", "attachment-3.pdf"),
        ("what?.txt", "what_.txt"),
        ("x" * 300 + ".xlsx", "x" * 115 + ".xlsx"),
        ("x" * 300, "x" * 120),
    ],
)
def test_a_file_name_is_safe_to_show(claimed: str, name: str) -> None:
    assert safe_name(claimed, "application/pdf", 3) == name


def test_a_file_without_a_name_gets_one_from_its_type() -> None:
    assert safe_name("", "message/rfc822", 1) == "attachment-1.eml"
    assert safe_name("", "message/delivery-status", 1) == "attachment-1.txt"
    assert safe_name("", "application/x-unheard-of", 1) == "attachment-1.bin"


def test_a_header_that_stops_without_an_empty_line_loses_no_text() -> None:
    raw = b"Subject: x\r\nThe laptop is gone.\r\n\r\nIt was on the bus.\r\n"
    found, body_start, ended = Headers.read(raw, 0, len(raw))
    assert found.fields == (("subject", b"x"),)
    assert raw[body_start:].startswith(b"The laptop is gone.")
    assert ended


def test_a_header_that_goes_on_beyond_the_limit_has_not_ended() -> None:
    assert Headers.read(b"Subject: x\r\nX-More: y\r\n\r\n", 0, 18) == (Headers((("subject", b"x"),)), 12, False)
