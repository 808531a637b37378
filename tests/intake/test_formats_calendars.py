"""Calendar invitations: what, when, where and who asks, in words."""

import pytest

from tests.intake.enclosed import WORDS, File, names, read

EVENT = "SUMMARY:Trip\\, Year 5\r\nDTSTART;TZID=Europe/London:20261103T140000\r\nDTEND:20261103T150000Z\r\n"
WHERE = 'LOCATION:Hall\r\nORGANIZER;CN="Vaughan; Seren":mailto:s.vaughan@saint-finnian.example\r\n'
ABOUT = "DESCRIPTION:The list\\nis att\r\n ached."


def a_calendar(event: str = EVENT + WHERE + ABOUT, method: str = "REQUEST") -> bytes:
    return (
        f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nBEGIN:VTIMEZONE\r\nDTSTART:19700101T000000\r\nEND:VTIMEZONE\r\n"
        f"BEGIN:VEVENT\r\n{event}\r\nBEGIN:VALARM\r\nDESCRIPTION:Reminder\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


def text_of(calendar: bytes) -> str:
    return read(File("invite.ics", calendar, "text/calendar"), words="").text


def test_an_invitation_is_told_in_words_and_kept() -> None:
    message = read(File("invite.ics", a_calendar(), "text/calendar"))
    assert message.text == (
        f"{WORDS}\n\nCalendar: an invitation: Trip, Year 5\n"
        "When: Tuesday 3 November 2026, 14:00 (Europe/London) to Tuesday 3 November 2026, 15:00\nWhere: Hall\n"
        "Asked by: Vaughan; Seren <s.vaughan@saint-finnian.example>\nThe list\nis attached."
    )
    assert names(message) == ["invite.ics"]


@pytest.mark.parametrize(
    ("event", "when"),
    [
        ("DTSTART:20260703T130000Z", "When: Friday 3 July 2026, 14:00"),
        ("DTSTART;VALUE=DATE:20260703", "When: Friday 3 July 2026"),
        ("DTSTART:20260703T130000", "When: Friday 3 July 2026, 13:00"),
        ("DTSTART:20261399T990000Z", ""),
        ("DTSTART:00010101T000000Z", ""),
        ("DTSTART:soon", ""),
    ],
)
def test_a_moment_is_londons_where_it_says_so_and_left_out_where_it_is_none(event: str, when: str) -> None:
    assert text_of(a_calendar(event)) == f"Calendar: an invitation: no title\n{when}".strip()


def test_a_meeting_that_was_cancelled_is_called_that() -> None:
    assert text_of(a_calendar("SUMMARY:Trip", "CANCEL")) == "Calendar: a meeting was cancelled: Trip"


def test_a_calendar_without_an_event_is_kept_and_said_to_be_damaged() -> None:
    message = read(File("invite.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar"))
    assert message.limits == ('The file "invite.ics" is damaged or not what it claims to be; it was kept whole.',)
