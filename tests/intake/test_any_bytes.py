"""Whatever comes in, the parser answers; it never raises (issue: no exception for any input)."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import example, given
from hypothesis import strategies as st

from intake.limits import Limits
from intake.message import ParsedMessage
from intake.parse import message_keys, parse_message
from tests.intake.mails import ARRIVAL, DATA, NOON

MAILS = [path.read_bytes() for path in sorted(DATA.glob("*.eml"))]
NARROW = Limits(message_bytes=20_000, header_bytes=600, parts=5, depth=2, attachments=2, text_characters=50)
PIECES = st.sampled_from(
    [
        b"Content-Type: multipart/mixed; boundary=b\r\n",
        b"Content-Type: multipart/alternative; boundary=b\r\n",
        b"Content-Type: message/rfc822\r\n",
        b"Content-Type: text/html; charset=utf-7\r\n",
        b"Content-Type: text/plain; format=flowed; delsp=yes\r\n",
        b"Content-Transfer-Encoding: base64\r\n",
        b"Content-Transfer-Encoding: x-uuencode\r\n",
        b"Content-Disposition: attachment; filename*0*=utf-8''%ff; filename*1=\xff\r\n",
        b'From: =?utf-8?b?/w==?= <a@b.example>, "(\xff\r\n',
        b"Date: Mon, 99 Foo 0000 99:99:99 +9999\r\n",
        b"Message-ID: <\xff>\r\n",
        b"\r\n",
        b"\r",
        b"\n",
        b"--b\r\n",
        b"--b--\r\n",
        b"begin 644 a\r\n#0V%T\r\n`\r\nend\r\n",
        b"<table><tr><td>",
        b"=?x?q?\x00?=",
        b"\x00\xff\xfe",
    ]
)


def check(message: ParsedMessage, raw: bytes) -> None:
    assert message.keys == message_keys(raw, ARRIVAL.school)
    assert "\x00" not in message.text + message.subject
    (message.text + message.subject + "".join(item.name for item in message.attachments)).encode("utf-8")
    for item in message.attachments:
        assert item.name
        assert not set(item.name) & set("/\\\0\r\n")
    if message.sent_at:
        assert message.sent_at.tzinfo is UTC


@given(st.binary(max_size=2000))
@example(b"")
@example(b"Date: Thu, 01 Jan 0001 00:00:00 +2359\r\n\r\n")
@example(b"From: " + b"(" * 5000)
@example(b"Content-Type: text/plain; charset=unicode_escape\r\n\r\n\\q")
def test_any_bytes_are_answered(raw: bytes) -> None:
    check(parse_message(raw, ARRIVAL), raw)


@given(st.lists(PIECES, max_size=40).map(b"".join))
def test_any_arrangement_of_the_pieces_of_mail_is_answered(raw: bytes) -> None:
    check(parse_message(raw, ARRIVAL), raw)
    parse_message(raw, ARRIVAL, NARROW)


@st.composite
def damaged_mails(draw: st.DrawFn) -> bytes:
    """A real mail with places overwritten, cut out or repeated."""
    raw = draw(st.sampled_from(MAILS))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.integers(0, 60)))
        raw = raw[:start] + draw(st.one_of(st.binary(max_size=8), st.just(raw[start:end] * 2))) + raw[end:]
    return raw


@given(damaged_mails())
def test_a_damaged_mail_is_answered(raw: bytes) -> None:
    check(parse_message(raw, ARRIVAL), raw)
    parse_message(raw, ARRIVAL, NARROW)


@given(st.sampled_from(MAILS), st.datetimes())
def test_the_time_of_arrival_changes_only_whether_the_date_is_believed(raw: bytes, moment: datetime) -> None:
    usual = parse_message(raw, ARRIVAL)
    other = parse_message(raw, replace(ARRIVAL, received_at=moment.replace(tzinfo=UTC)))
    assert (other.keys, other.automatic) == (usual.keys, usual.automatic)
    assert other.text == usual.text or usual.forwarded, "the date of a forwarded message is believed by the same rule"
    assert other.sent_at in {usual.sent_at, None} or moment.replace(tzinfo=UTC) > NOON
