"""Calendar invitations as Outlook, Google and others send them, and broken ones."""

from collections.abc import Iterator

from tests.intake.awkward.mail import TEXT, Awkward, multipart, numbered, part, text_part
from tests.intake.enclosed import WORDS, File, a_mail_with
from tests.intake.test_formats_calendars import EVENT, a_calendar

TITLE = "Calendar: an invitation: Trip, Year 5"
WHEN = "When: Tuesday 3 November 2026, 14:00 (Europe/London)"
UTC = "SUMMARY:Trip\r\nDTSTART:20261103T140500Z"


def shapes() -> Iterator[Awkward]:
    usual = a_calendar()
    for name, content in {
        "with a byte order mark": b"\xef\xbb\xbf" + usual,
        "with line feeds alone": usual.replace(b"\r\n", b"\n"),
        "with carriage returns alone": usual.replace(b"\r\n", b"\r"),
        "in small letters": usual.replace(b"BEGIN:VCALENDAR", b"begin:vcalendar").replace(b"SUMMARY", b"summary"),
        "folded with tabs": usual.replace(b"SUMMARY:Trip", b"SUMMARY:Tr\r\n\tip"),
        "folded in every place": usual.replace(b"Year 5", b"Y\r\n e\r\n a\r\n r\r\n  5"),
        "in utf-16": usual.decode().encode("utf-16"),
        "never closed": usual.replace(b"END:VEVENT\r\nEND:VCALENDAR\r\n", b""),
        "with an alarm before its title": a_calendar(
            f"BEGIN:VALARM\r\nSUMMARY:Wake up\r\nDESCRIPTION:Wake up\r\nEND:VALARM\r\n{EVENT}"
        ),
        "with a second event": usual.replace(
            b"END:VEVENT\r\nEND:VC", b"END:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Other\r\nEND:VEVENT\r\nEND:VC"
        ),
        "with a quoted zone": usual.replace(b"TZID=Europe/London", b'TZID="Europe/London"'),
    }.items():
        yield Awkward(
            f"an invitation {name}",
            a_mail_with(File("invite.ics", content, "text/calendar")),
            says=(WORDS, TITLE, WHEN),
            silent=("Wake up", "Other"),
            contents=(content,),
            quiet=True,
        )
    for name, file in {
        "of an unknown type": File("invite.ics", usual),
        "called an application": File("invite.ics", usual, "application/ics"),
        "without a name": File("", usual, "text/calendar"),
        "inline": File("invite.ics", usual, 'text/calendar; method=REQUEST; charset="utf-8"', "inline"),
    }.items():
        yield Awkward(f"an invitation {name}", a_mail_with(file), says=(WORDS, TITLE, WHEN), contents=(usual,))
    version = part(b"text/calendar; charset=utf-8; method=REQUEST", usual)
    yield Awkward(
        "an invitation as a version of the text",
        multipart(b"alternative", text_part(), part(b"text/html", f"<p>{TEXT}</p>".encode()), version),
        says=(TEXT, TITLE, WHEN),
    )
    yield Awkward("an invitation as the whole mail", b"Subject: Trip\r\n" + version, says=(TITLE, WHEN))


def kinds() -> Iterator[Awkward]:
    for name, content, line in (
        ("a meeting that is off", a_calendar(UTC, "CANCEL"), "Calendar: a meeting was cancelled: Trip"),
        ("an answer to one", a_calendar(UTC, "REPLY"), "Calendar: an answer to an invitation: Trip"),
        ("a moment in winter", a_calendar(UTC), "When: Tuesday 3 November 2026, 14:05"),
        ("a moment in summer", a_calendar("DTSTART:20260703T130000Z"), "When: Friday 3 July 2026, 14:00"),
        ("a whole day", a_calendar("DTSTART;VALUE=DATE:20261103"), "When: Tuesday 3 November 2026"),
        ("no such day", a_calendar("SUMMARY:Trip\r\nDTSTART:20260231T250000Z"), "Calendar: an invitation: Trip"),
        ("colons in the title", a_calendar("SUMMARY:Re: list: gone"), "an invitation: Re: list: gone"),
        ("escaped signs", a_calendar("SUMMARY:a\\, b\\; c\\\\n d"), "an invitation: a, b; c\\n d"),
        ("a title of two lines", a_calendar("SUMMARY:a\\nb"), "an invitation: a b"),
        ("an organizer in capitals", a_calendar("ORGANIZER:MAILTO:g@x.example"), "Asked by: g@x.example"),
        ("letters of Welsh", a_calendar("SUMMARY:T\u0175r y T\u0177"), "an invitation: T\u0175r y T\u0177"),
    ):
        yield Awkward(f"an invitation: {name}", a_mail_with(File("a.ics", content, "text/calendar")), says=(line,))
    for name, content in {
        "nothing": b"",
        "a calendar alone": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        "a task": b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nSUMMARY:Call\r\nEND:VTODO\r\nEND:VCALENDAR\r\n",
        "100,000 events begun": b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 9_999,
        "one line of 150,000 signs": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nX" + b";a=b" * 37_500,
    }.items():
        yield Awkward(
            f"a calendar that is {name}",
            a_mail_with(File("a.ics", content, "text/calendar")),
            text=WORDS,
            contents=(content,),
        )


ALL = numbered("invitation", (*shapes(), *kinds()))
