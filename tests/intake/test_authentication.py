"""Authentication-Results (RFC 8601): whose field is believed, and what it says."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.cases.report import Authentication
from intake.authentication import authentication_of
from intake.headers import Headers
from intake.parse import parse_message
from tests.intake.mails import ARRIVAL, a_mail

OURS = "mx.saint-finnian.example"
PASS = Authentication(spf="pass", dkim="pass", dmarc="pass")
FAIL = Authentication(dmarc="fail")
_ALIGNED = Authentication(spf="pass", dkim="pass")
_UNALIGNED = Authentication(spf="unaligned", dkim="unaligned")


def found(*fields: str, by: str = OURS) -> Authentication | None:
    return authentication_of(Headers.parse("\r\n".join(fields).encode()), by)


def results(text: str) -> str:
    return f"Authentication-Results: {text}"


TABLE = [
    (f"{OURS}; spf=pass smtp.mailfrom=a@b.example; dkim=pass header.d=b.example; dmarc=pass", PASS),
    (f"{OURS.upper()}. ; dmarc=FAIL header.from=b.example", FAIL),
    (f"{OURS} 1; dmarc=fail", FAIL),
    (f"{OURS}/1; dmarc=fail", None),
    (f"{OURS} 2; dmarc=fail", None),
    (f"{OURS}; none", Authentication()),
    (f"{OURS};\r\n\tspf=softfail (domain owner discourages use) smtp.mailfrom=b.example;\r\n dmarc=none", (
        Authentication(spf="softfail", dmarc="none")
    )),
    (f"{OURS} (the (nested; dmarc=pass) comment); dmarc=fail (p=reject; dmarc=pass)", FAIL),
    (f'{OURS}; dmarc=fail reason="said; dmarc=pass" header.from=b.example', FAIL),
    (f'{OURS}; dmarc=fail (a quote \\) dmarc=pass; " in a comment)', FAIL),
    (f'"{OURS}"; dmarc=fail', FAIL),
    (f"{OURS}; dkim=fail header.d=list.example; dkim=pass header.d=b.example", Authentication(dkim="pass")),
    (f"{OURS}; dkim=fail header.d=b.example; dkim=none", Authentication(dkim="none")),
    (f"{OURS}; spf=pass smtp.helo=mx.b.example; spf=fail smtp.mailfrom=b.example", Authentication(spf="fail")),
    (f"{OURS}; spf=fail smtp.helo=mx.b.example; spf=pass smtp.mailfrom=b.example", Authentication(spf="pass")),
    (f"{OURS}; DKIM / 1 = pass header.d=b.example", Authentication(dkim="pass")),
    (f"{OURS}; arc=pass (i=2 spf=pass dkim=pass dmarc=pass); dmarc=fail", FAIL),
    (f"{OURS}; x-dmarc=pass; dmarc=fail", FAIL),
    (f"{OURS}; dmarc=something-new", Authentication(dmarc="something-new")),
    (f"{OURS}.evil.example; dmarc=pass", None),
    (f"evil.example; x={OURS}; dmarc=pass", None),
    ("dmarc=pass", None),
    (OURS, None),
    ("", None),
    (f"({OURS}; dmarc=pass", None),
    (f'{OURS}; dmarc=pass" \\', Authentication(dmarc="pass")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_the_field_of_the_configured_server_is_read(text: str, expected: Authentication | None) -> None:
    assert found(results(text)) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("spf=pass smtp.mailfrom=x@evil.example", Authentication(spf="unaligned")),
        ("spf=pass smtp.mailfrom=evil.example; dkim=pass header.d=evil.example", _UNALIGNED),
        (
            "spf=pass smtp.mailfrom=evil-finnian.example; dkim=pass header.i=@saint-finnian.example.evil.example",
            _UNALIGNED,
        ),
        ("spf=pass smtp.mailfrom=saint-finnian.example; dkim=pass header.i=@mail.saint-finnian.example", _ALIGNED),
        ("spf=pass; dkim=pass", _ALIGNED),
        ("dkim=pass header.d=evil.example; dkim=pass header.d=Saint-Finnian.example", Authentication(dkim="pass")),
        ("spf=fail smtp.mailfrom=evil.example", Authentication(spf="fail")),
    ],
)
def test_a_pass_for_another_domain_is_none_for_the_senders(stated: str, expected: Authentication) -> None:
    assert found(results(f"{OURS}; {stated}"), "From: Seren <s.vaughan@saint-finnian.example>") == expected


def test_no_server_is_believed_before_one_is_configured() -> None:
    assert found(results(f"{OURS}; dmarc=pass"), by="") is None


def test_only_the_topmost_field_of_the_server_counts_because_those_below_came_with_the_message() -> None:
    forged = results(f"{OURS}; spf=pass; dkim=pass; dmarc=pass")
    assert found(results(f"{OURS}; dmarc=fail"), forged) == FAIL
    assert found("Received: from x by y", results("other.example; dmarc=pass"), results(f"{OURS}; dmarc=fail")) == FAIL


def test_what_others_say_that_they_found_is_not_believed() -> None:
    arc = f"ARC-Authentication-Results: i=1; {OURS}; spf=pass; dkim=pass; dmarc=pass"
    assert found(arc, f"X-Original-Authentication-Results: {OURS}; dmarc=pass", "Received-SPF: pass") is None


def test_exchange_online_names_no_server() -> None:
    field = results(
        "spf=pass (sender IP is 192.0.2.7)\r\n smtp.mailfrom=b.example; dkim=none (message not signed)\r\n"
        " header.d=none;dmarc=fail action=none header.from=b.example;compauth=fail reason=001"
    )
    said = Authentication(spf="pass", dkim="none", dmarc="fail")
    assert found(field, by="microsoft365") == said
    assert found(results("mx.evil.example; dmarc=pass"), field, by="microsoft365") == said
    assert found(field) is None


@given(st.binary(max_size=300))
def test_any_bytes_in_the_field_are_read_without_an_exception(value: bytes) -> None:
    for by in (OURS, "microsoft365"):
        for head in (b"", OURS.encode() + b";"):
            said = authentication_of(Headers((("authentication-results", head + value),)), by)
            assert said is None or isinstance(said, Authentication)


def test_a_very_long_field_is_read_up_to_its_bound() -> None:
    for nothing in ("(" * 200_000, '"' * 200_000, "spf=none; " * 50_000, "\\" * 200_000):
        said = found(results(f"{OURS}; dmarc=fail; {nothing}"))
        assert said is not None
        assert said.dmarc == "fail"


def test_a_parsed_message_holds_what_the_server_of_its_mailbox_found() -> None:
    raw = a_mail(results(f"{OURS}; dmarc=fail"), "Reply-To: Seren <seren@post.example>")
    parsed = parse_message(raw, replace(ARRIVAL, authserv_id=OURS))
    assert parsed.authentication == FAIL
    assert parsed.reply_to == "seren@post.example"
    assert parse_message(raw, ARRIVAL).authentication is None


def test_answers_to_the_sender_s_own_address_go_nowhere_else() -> None:
    assert not parse_message(a_mail("Reply-To: <S.Vaughan@saint-finnian.example>"), ARRIVAL).reply_to
    assert not parse_message(a_mail("Reply-To: undisclosed"), ARRIVAL).reply_to
