"""What makes a message the same when it arrives again (facts, mail 3)."""

from dataclasses import replace

import pytest

from intake import parse
from intake.limits import Limits
from tests.intake.mails import ARRIVAL, a_mail, parsed


def message_keys(raw: bytes, school: str = ARRIVAL.school) -> tuple[str, ...]:
    return parse.message_keys(raw, school)


def test_the_same_message_has_the_same_key_whichever_way_it_came() -> None:
    raw = a_mail()
    again = b"Received: from mx2.example by mx1.example\r\nDelivered-To: office@saint-finnian.example\r\n" + raw
    assert message_keys(raw) == message_keys(again)


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r", b"\r\r\n"])
def test_line_ends_and_empty_lines_at_the_end_make_no_difference(line_end: bytes) -> None:
    assert message_keys(a_mail().replace(b"\r\n", line_end) + line_end * 3) == message_keys(a_mail())


def test_the_same_message_id_with_another_body_is_another_report() -> None:
    assert message_keys(a_mail(text="It was found.")) != message_keys(a_mail())


def test_another_message_id_with_the_same_body_is_another_report() -> None:
    assert message_keys(a_mail(number=2)) != message_keys(a_mail())


def test_without_a_message_id_the_whole_message_counts() -> None:
    raw = a_mail().replace(b"Message-ID: <trip-1@saint-finnian.example>", b"Message-ID: <>")
    assert message_keys(raw)[0].startswith("h:")
    assert message_keys(raw) == message_keys(raw)
    assert message_keys(raw) != message_keys(b"Received: from mx.example\r\n" + raw)


@pytest.mark.parametrize("raw", [a_mail(), b"Subject: no Message-ID\r\n\r\n"], ids=["with", "without"])
def test_the_same_message_to_another_school_is_another_report(raw: bytes) -> None:
    assert message_keys(raw, "st-teilo") != message_keys(raw, "st-finnian")


def test_the_parser_and_the_quick_look_agree() -> None:
    assert parsed(a_mail()).keys == message_keys(a_mail())
    elsewhere = replace(ARRIVAL, school="st-teilo")
    assert parse.parse_message(a_mail(), elsewhere).keys == message_keys(a_mail(), "st-teilo")
    assert parse.parse_envelope(a_mail(), elsewhere, Limits(), unreadable="cut").keys == message_keys(
        a_mail(), "st-teilo"
    )
