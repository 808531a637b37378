"""Messages attached to a message: read, told apart from the words of whoever passes them on, kept whole."""

from datetime import UTC, datetime

import pytest

from candour.cases.report import Forwarded, Sender
from tests.intake.enclosed import WORDS, File, a_mail_with, names, read
from tests.intake.mails import parsed

GARETH = Sender(name="Gareth Vaughan", address="g.vaughan@saint-finnian.example")
AFTERNOON = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
COMPLAINT = (
    b"From: Gareth Vaughan <g.vaughan@saint-finnian.example>\r\nDate: Tue, 3 Nov 2026 14:05:00 +0000\r\n"
    b"Subject: Trip list\r\nMessage-ID: <g1@saint-finnian.example>\r\nContent-Type: text/plain\r\n\r\n"
    b"I sent the list to the wrong parent."
)
HEADING = (
    "Attached message from Gareth Vaughan <g.vaughan@saint-finnian.example> of Tuesday 3 November 2026, 14:05, "
    'subject "Trip list":'
)


def nested(levels: int) -> bytes:
    """Return a message in a message, and so on."""
    raw = COMPLAINT
    for level in range(levels):
        raw = f"From: P{level} <p{level}@mail.example>\r\nContent-Type: message/rfc822\r\n\r\n".encode() + raw
    return raw


@pytest.mark.parametrize(
    "file",
    [
        File("", COMPLAINT, "message/rfc822"),
        File("complaint.eml", COMPLAINT, "message/rfc822"),
        File("complaint.eml", COMPLAINT),
        File("complaint", COMPLAINT, "message/global"),
    ],
)
def test_an_attached_message_is_read_and_its_writer_and_date_are_recovered(file: File) -> None:
    message = read(file)
    assert message.text == f"{WORDS}\n\n{HEADING}\n\nI sent the list to the wrong parent."
    assert message.forwarded == (Forwarded(sender=GARETH, sent_at=AFTERNOON, subject="Trip list"),)
    assert message.sender == Sender(name="Seren Vaughan", address="s.vaughan@saint-finnian.example")
    assert message.attachments[0].content == COMPLAINT


def test_a_forward_without_a_word_of_the_forwarder_is_read_all_the_same() -> None:
    message = read(File("", COMPLAINT, "message/rfc822"), words="")
    assert message.text == f"{HEADING}\n\nI sent the list to the wrong parent."
    assert message.forwarded[0].sender == GARETH


def test_files_of_an_attached_message_are_files_of_the_case_too() -> None:
    inner = a_mail_with(File("list.csv", b"name,need\n"), words="Here is the list.")
    message = read(File("", inner, "message/rfc822"))
    assert names(message) == ["attachment-1.eml", "list.csv"]
    assert message.attachments[1].content == b"name,need\n"


def test_messages_in_messages_are_told_outermost_first() -> None:
    message = parsed(nested(3))
    assert message.sender == Sender(name="P2", address="p2@mail.example")
    writers = [item.sender.name for item in message.forwarded if item.sender]
    assert writers == ["P1", "P0", "Gareth Vaughan"]


def test_messages_nested_too_deep_are_kept_unread_and_that_is_said() -> None:
    message = parsed(nested(9))
    assert "Messages or archives are nested more than 5 deep; they were kept unread." in message.limits
    assert "wrong parent" not in message.text
    assert message.attachments[0].content.endswith(COMPLAINT)


def test_what_a_bounce_returns_is_nobodys_forward() -> None:
    report = (
        b"From: MAILER-DAEMON@mail.example\r\n"
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        b"--b\r\n\r\nGiven up.\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n" + COMPLAINT + b"\r\n--b--\r\n"
    )
    assert parsed(report).forwarded == ()
    assert parsed(report).text == "Given up."


def test_a_damaged_date_or_sender_of_an_attached_message_is_unknown_not_wrong() -> None:
    message = read(File("", b"Date: Mon, 99 Foo 0000\r\n\r\nWho knows.", "message/rfc822"))
    assert "Attached message from an unknown writer of an unknown date:\n\nWho knows." in message.text
    assert message.forwarded == (Forwarded(sender=None),)
