"""What makes a message the same when it arrives again (facts, mail 3)."""

import pytest

from intake.parse import message_keys
from tests.intake.mails import a_mail, parsed


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


def test_the_parser_and_the_quick_look_agree() -> None:
    assert parsed(a_mail()).keys == message_keys(a_mail())
