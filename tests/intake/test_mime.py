"""The walk over parts: the same parts as the standard library's, but bounded and byte for byte."""

from email import message_from_bytes
from email.message import EmailMessage, Message

from hypothesis import given
from hypothesis import strategies as st

from intake.limits import Limits
from intake.mime import Part
from intake.parse import parse_message
from tests.intake.mails import ARRIVAL, a_mail

HEADER_BYTES = Limits().header_bytes


def part(raw: bytes) -> Part:
    return Part.at(raw, 0, len(raw), header_bytes=HEADER_BYTES)


def leaves(found: Part) -> list[tuple[str, bytes]]:
    children = list(found.children(header_bytes=HEADER_BYTES))
    if not children:
        return [(found.media_type, found.body)]
    return [leaf for child in children for leaf in leaves(child)]


def leaves_by_library(message: Message) -> list[Message]:
    return [found for found in message.walk() if not found.is_multipart()]


@st.composite
def messages(draw: st.DrawFn, depth: int = 3) -> EmailMessage:
    """A well-formed message with parts within parts."""
    message = EmailMessage()
    if depth and draw(st.booleans()):
        message["Content-Type"] = f"multipart/{draw(st.sampled_from(['mixed', 'related', 'alternative']))}"
        for child in draw(st.lists(messages(depth=depth - 1), min_size=1, max_size=3)):
            message.attach(child)
        return message
    message["Content-Type"] = draw(st.sampled_from(["text/plain", "text/html", "application/pdf"]))
    message.set_payload(draw(st.text(alphabet="ab- \n", max_size=40)))
    return message


@given(messages(), st.sampled_from([b"\n", b"\r\n"]))
def test_the_parts_are_those_that_the_standard_library_finds(message: EmailMessage, line_end: bytes) -> None:
    raw = message.as_bytes().replace(b"\n", line_end)
    expected = leaves_by_library(message_from_bytes(raw))
    assert leaves(part(raw)) == [(leaf.get_content_type(), str(leaf.get_payload()).encode()) for leaf in expected]


def test_every_line_end_separates_header_and_body() -> None:
    for line_end in (b"\r\n", b"\n", b"\r", b"\r\r\n"):
        found = part(line_end.join([b"Subject: x", b"X-Y: z", b"", b"body", b""]))
        assert found.headers.fields == (("subject", b"x"), ("x-y", b"z"))
        assert found.body == b"body" + line_end


def test_a_digest_holds_messages_unless_it_says_otherwise() -> None:
    first, second = b"--b\n\nSubject: inner\n\ntext\n", b"--b\nContent-Type: text/plain\n\nx\n--b--"
    raw = b"Content-Type: multipart/digest; boundary=b\n\n" + first + second
    assert [child.media_type for child in part(raw).children(header_bytes=HEADER_BYTES)] == [
        "message/rfc822",
        "text/plain",
    ]


def nested(depth: int) -> bytes:
    opened = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth))
    return opened + b"Content-Type: text/plain\r\n\r\nDeep down.\r\n"


def test_parts_nested_too_deep_are_kept_unread_and_the_case_says_so() -> None:
    assert parse_message(nested(20), ARRIVAL).text == "Deep down."
    message = parse_message(nested(3043), ARRIVAL)
    assert message.limits == ("The message has parts nested more than 20 deep; they were kept unread.",)
    assert [attachment.media_type for attachment in message.attachments] == ["multipart/mixed"]


def test_too_many_parts_are_left_out_and_the_case_says_so() -> None:
    raw = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nhello\r\n" * 3000
    message = parse_message(raw, ARRIVAL)
    assert message.text.count("hello") == 499
    assert message.limits == ("The message has more than 500 parts; the others were left out.",)


def test_too_many_files_are_left_out_and_the_case_says_so() -> None:
    one = b"--b\r\nContent-Type: image/png\r\n\r\nx\r\n"
    message = parse_message(b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + one * 120, ARRIVAL)
    assert len(message.attachments) == 100
    assert message.limits == ("The message has more than 100 files; the others are in it alone.",)


def test_a_text_too_long_is_cut_and_the_case_says_so() -> None:
    message = parse_message(a_mail(text="wide " * 50_000), ARRIVAL)
    assert len(message.text) == 200_000
    assert message.limits == ("The text was cut after 200,000 characters.",)


def test_a_header_too_long_is_cut_the_body_is_read_and_the_case_says_so() -> None:
    message = parse_message(a_mail().replace(b"\r\n\r\n", b"\r\n" + b"X-Padding: y\r\n" * 30_000 + b"\r\n"), ARRIVAL)
    assert message.text == "I sent the trip list to the wrong parent."
    assert message.subject == "Trip list 1"
    assert message.limits == ("A header of the message is longer than Candour reads; the end of it was left out.",)


def test_a_message_over_the_limit_is_unreadable_but_its_sender_can_be_answered() -> None:
    message = parse_message(a_mail(text="x" * 5000), ARRIVAL, Limits(message_bytes=4000))
    assert message.unreadable == "it has 0.0 MB, and Candour reads up to 0.0 MB"
    assert message.sender is not None
    assert message.sender.address == "s.vaughan@saint-finnian.example"
    assert (message.subject, message.text) == ("Trip list 1", "")
