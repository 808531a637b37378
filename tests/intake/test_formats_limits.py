"""Every limit is a setting, and each is said on the case when it is reached."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from candour.app.mail_servers import limits_of
from candour.app.settings import read_settings
from candour.cases.errors import SettingsError
from intake.budget import Budget
from intake.contents import Contents, read_contents
from intake.limits import MEBIBYTE, Limits
from intake.mime import Part
from intake.parse import parse_message
from tests.app.configurations import GOOD, changed, written
from tests.intake.enclosed import File, a_mail_with
from tests.intake.mails import ARRIVAL
from tests.intake.outlook_properties import OBJECT, Property, text
from tests.intake.test_formats_archives import a_zip
from tests.intake.test_formats_attached import COMPLAINT, nested
from tests.intake.winmail_files import a_tnef, tnef_file, tnef_message

USUAL = Limits()
DEEP = b"".join(b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (n, n) for n in range(9)) + b"\r\ndeep"
MANY = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 9
FILES = a_mail_with(*[File(f"{n}.csv", b"1") for n in range(9)])


@pytest.mark.parametrize(
    ("raw", "limits", "said"),
    [
        (DEEP, replace(USUAL, depth=3), "The message has parts nested more than 3 deep; they were kept unread."),
        (MANY, replace(USUAL, parts=4), "The message has more than 4 parts; the others were left out."),
        (FILES, replace(USUAL, attachments=4), "The message has more than 4 files; the others are in it alone."),
        (b"\r\n" + b"word " * 99, replace(USUAL, text_characters=99), "The text was cut after 99 characters."),
        (
            b"Content-Type: text/html\r\n\r\n" + b"<b>" * 99,
            replace(USUAL, html_characters=99),
            "A text in the message was cut after 99 characters.",
        ),
        (
            b"X: " + b"x" * 999 + b"\r\n\r\ntext",
            replace(USUAL, header_bytes=99),
            "A header of the message is longer than Candour reads; the end of it was left out.",
        ),
        (
            nested(3),
            replace(USUAL, opened_depth=2),
            "Messages or archives are nested more than 2 deep; they were kept unread.",
        ),
        (
            a_mail_with(File("a.zip", a_zip({f"{n}.txt": b"word" * 99 for n in range(9)}))),
            replace(USUAL, expanded_bytes=999),
            "The files of the message unpack to more than Candour looks into; the rest of them was kept unread.",
        ),
    ],
)
def test_a_limit_that_is_reached_is_said_on_the_case(raw: bytes, limits: Limits, said: str) -> None:
    message = parse_message(raw, ARRIVAL, limits)
    assert said in message.limits
    assert message.unreadable is None
    assert said not in parse_message(raw, ARRIVAL, USUAL).limits


def test_a_file_inside_a_file_that_is_large_stays_in_the_other_alone() -> None:
    raw = a_mail_with(File("", a_mail_with(File("big.csv", b"1" * 99), File("small.csv", b"1")), "message/rfc822"))
    message = parse_message(raw, ARRIVAL, replace(USUAL, inner_file_bytes=50))
    assert [item.name for item in message.attachments] == ["attachment-1.eml", "small.csv"]


def contents_of(raw: bytes, clock: Callable[[], float]) -> Contents:
    return read_contents(Part.at(raw, 0, len(raw), header_bytes=9_999), ARRIVAL, Budget(USUAL, clock))


def test_when_the_time_is_up_what_was_read_so_far_counts_and_the_rest_is_said() -> None:
    raw = a_mail_with(*[File("", COMPLAINT, "message/rfc822") for _ in range(5)])
    ticks = iter(range(10_000))
    unhurried = contents_of(raw, lambda: 0.0)
    hurried = contents_of(raw, lambda: next(ticks) / 10)
    assert unhurried.text.count("Attached message") == 5
    assert hurried.limits == ("Reading the message took too long; the rest of it was kept unread.",)
    assert hurried.text.startswith("See below, I think this is a breach.")
    assert hurried.text.count("Attached message") < 5


def test_messages_in_a_winmail_dat_are_opened_while_there_is_time() -> None:
    message = a_tnef(tnef_message(text(0x1000, "One of many.")))
    inner = tnef_file(Property(0x3701, OBJECT, b"\7" * 16 + message))
    raw = a_mail_with(File("winmail.dat", a_tnef(*[inner] * 99), "application/ms-tnef"))
    ticks = iter(range(10_000))
    assert contents_of(raw, lambda: 0.0).text.count("One of many.") == 99
    hurried = contents_of(raw, lambda: next(ticks) / 10)
    assert hurried.text.count("One of many.") < 20
    assert hurried.limits == ("Reading the message took too long; the rest of it was kept unread.",)


def test_the_usual_limits_are_those_of_a_configuration_that_names_none(tmp_path: Path) -> None:
    settings = read_settings(written(tmp_path, GOOD))
    assert limits_of(settings) == replace(USUAL, parsing_in_seconds=20.0)


def test_each_limit_is_a_setting(tmp_path: Path) -> None:
    table = {
        "header_in_kb": 16, "parts": 1, "nested_parts": 2, "nested_messages": 3, "files": 4,
        "text_in_characters": 10_000,
        "archive_files": 5, "unpacked_in_mb": 6, "unpacked_times": 10, "inner_file_in_mb": 7, "seconds": 0.5,
    }  # fmt: skip
    settings = read_settings(written(tmp_path, changed(GOOD, ("reading",), {"message_in_mb": 8, "limits": table})))
    assert limits_of(settings) == Limits(
        message_bytes=8 * MEBIBYTE, header_bytes=16 * 1024, parts=1, depth=2, opened_depth=3, attachments=4,
        text_characters=10_000, archive_members=5, expanded_bytes=6 * MEBIBYTE, unpacked_times=10,
        inner_file_bytes=7 * MEBIBYTE, opening_in_seconds=0.5, parsing_in_seconds=20.0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"limits": {"parts": 0}}, r"reading\.limits\.parts .*1"),
        ({"limits": {"parst": 5}}, r"reading\.limits\.parst is no setting"),
        ({"seconds": 2.0, "limits": {"seconds": 2.0}}, r"reading\.limits .*less than reading\.seconds"),
    ],
)
def test_a_wrong_limit_is_refused_by_its_name(tmp_path: Path, table: dict[str, object], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        read_settings(written(tmp_path, changed(GOOD, ("reading",), table)))
