"""Messages passed on inside the text, as each mail program writes them."""

from datetime import UTC, datetime

import pytest

from candour.cases.report import Forwarded, Sender
from intake.forward_dates import forwarded_at
from intake.forwards import forwards_in
from tests.intake.mails import MAILBOX, NOON, a_mail, parsed

GARETH = Sender(name="Gareth Vaughan", address="g.vaughan@saint-finnian.example")
AFTERNOON = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
FORWARDED = Forwarded(sender=GARETH, sent_at=AFTERNOON, subject="Trip list")
OUTLOOK = """From: Gareth Vaughan <g.vaughan@saint-finnian.example>
Sent: 03 November 2026 14:05
To: Office <office@saint-finnian.example>
Subject: Trip list
"""
GMAIL = """---------- Forwarded message ---------
From: Gareth Vaughan <g.vaughan@saint-finnian.example>
Date: Tue, 3 Nov 2026 at 14:05
Subject: Trip list
To: Office <office@saint-finnian.example>
"""
APPLE = """Begin forwarded message:

> From: Gareth Vaughan <g.vaughan@saint-finnian.example>
> Subject: Trip list
> Date: 3 November 2026 at 14:05:22 GMT
> To: office@saint-finnian.example
"""
THUNDERBIRD = """-------- Forwarded Message --------
Subject: \tTrip list
Date: \tTue, 3 Nov 2026 14:05:00 +0000
From: \tGareth Vaughan <g.vaughan@saint-finnian.example>
To: \toffice@saint-finnian.example
"""
SAMSUNG = """-------- Original message --------
From: Gareth Vaughan <g.vaughan@saint-finnian.example>
Date: 03/11/2026 14:05 (GMT+00:00)
To: office@saint-finnian.example
Subject: Trip list
"""
OLD_OUTLOOK = """-----Original Message-----
From: Vaughan, Gareth [mailto:g.vaughan@saint-finnian.example]
Sent: Tuesday, November 3, 2026 2:05 PM
To: Office
Cc: Head; Deputy;
    Business manager
Subject: Trip list
"""
WELSH_OUTLOOK = """Oddi wrth: Gareth Vaughan <g.vaughan@saint-finnian.example>
Anfonwyd: 03 Tachwedd 2026 14:05
At: Swyddfa <office@saint-finnian.example>
Pwnc: Trip list
"""
WELSH_GMAIL = """---------- Neges wedi'i hanfon ymlaen ---------
Oddi wrth: Gareth Vaughan <g.vaughan@saint-finnian.example>
Dyddiad: Maw, 3 Tach 2026 am 14:05
Pwnc: Trip list
"""
BOLD = """*From:* Gareth Vaughan <g.vaughan@saint-finnian.example>

*Sent:* Tuesday, 3 November 2026 14:05

*To:* Office

*Subject:* Trip list
"""


@pytest.mark.parametrize(
    "block", [OUTLOOK, GMAIL, APPLE, THUNDERBIRD, SAMSUNG, WELSH_OUTLOOK, WELSH_GMAIL, BOLD], ids=range(8)
)
@pytest.mark.parametrize("words", ["", "See below, I think this is a breach.\n\nSeren\n\n"])
def test_an_inline_forward_names_its_writer_date_and_subject(block: str, words: str) -> None:
    raw = a_mail("Subject: FW: Trip list", text=f"{words}{block}\nI sent the list to the wrong parent.")
    message = parsed(raw)
    assert message.forwarded == (FORWARDED,)
    assert message.sender == Sender(name="Seren Vaughan", address="s.vaughan@saint-finnian.example")


def test_a_name_in_reverse_and_an_address_in_brackets_are_understood() -> None:
    (found,) = forwards_in(OLD_OUTLOOK, "FW: Trip list", NOON, frozenset())
    assert found == Forwarded(
        sender=Sender(name="Vaughan, Gareth", address=GARETH.address), sent_at=AFTERNOON, subject="Trip list"
    )


def test_a_forward_of_a_forward_is_told_outermost_first() -> None:
    text = (
        f"{GMAIL}\nplease deal with it\n\n> {OLD_OUTLOOK.replace('Gareth', 'Carys').replace(chr(10), chr(10) + '> ')}"
    )
    found = forwards_in(text, "Fwd: Trip list", NOON, frozenset())
    assert [item.sender.name for item in found if item.sender] == ["Gareth Vaughan", "Vaughan, Carys"]


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Re: Trip list", f"It was Tuesday.\n\n{OUTLOOK}\nWhen was it?"),
        ("Trip list", OUTLOOK.replace(GARETH.address, MAILBOX)),
        ("FW: Trip list", OUTLOOK.replace(GARETH.address, MAILBOX.replace("@", "+c-0123456789abcdef@"))),
        ("Trip list", "From: the office\nDate: 3/4\nA list went missing."),
        ("Trip list", "From what I know it was Tuesday.\nDate of incident: 3/4"),
        ("Breach", "From: 3 November\nTo: 5 November\nSubject: Year 5 list"),
    ],
)
def test_an_answer_a_notice_of_ours_and_a_writers_own_lines_are_no_forward(subject: str, text: str) -> None:
    assert forwards_in(text, subject, NOON, frozenset({MAILBOX})) == ()


def test_a_marked_forward_counts_even_under_the_subject_of_an_answer() -> None:
    assert forwards_in(GMAIL, "Re: Trip list", NOON, frozenset()) == (FORWARDED,)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("03 November 2026 14:05", (14, 5)),
        ("3 November 2026 at 14:05:22 GMT", (14, 5)),
        ("Tuesday, November 3, 2026 2:05 PM", (14, 5)),
        ("Tuesday, 3 November 2026 12:05 am", (0, 5)),
        ("03/11/2026 14.05", (14, 5)),
        ("11/30/2026 14:05", None),
        ("2026-11-03T14:05:00Z", (14, 5)),
        ("2026-11-03 15:05:00 +0100", (14, 5)),
        ("Tue, 3 Nov 2026 14:05:00 +0000", (14, 5)),
        ("3ydd Tachwedd 2026 14:05", None),
        ("3 Tachwedd 2026, 14:05", (14, 5)),
        ("3 November 2026", None),
        ("99 November 2026 99:99", None),
        ("3 November 9999 14:05 +9999", None),
        ("3 November 1989 14:05", None),
        ("3 November 2027 14:05", None),
        ("", None),
    ],
)
def test_dates_are_read_as_people_in_britain_write_them(written: str, expected: tuple[int, int] | None) -> None:
    moment = forwarded_at(written, NOON)
    assert (moment and (moment.hour, moment.minute)) == expected
    assert moment is None or (moment.date().isoformat(), moment.tzinfo) == ("2026-11-03", UTC)


def test_a_time_in_summer_without_a_zone_is_londons() -> None:
    assert forwarded_at("3 July 2026 14:05", NOON) == datetime(2026, 7, 3, 13, 5, tzinfo=UTC)
    assert forwarded_at("3 July 2026 14:05 BST", NOON) == datetime(2026, 7, 3, 13, 5, tzinfo=UTC)
