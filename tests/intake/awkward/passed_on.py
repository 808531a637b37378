"""Mail passed on inside the text, in the shape of each program, as text and as HTML."""

from collections.abc import Iterator

from candour.cases.report import Forwarded, Sender
from tests.intake.awkward.mail import FROM, PLAIN, TO, Awkward, mail, numbered
from tests.intake.mails import MAILBOX
from tests.intake.test_formats_forwards import FORWARDED, GMAIL

GARETH = "Gareth Vaughan <g.vaughan@saint-finnian.example>"
OFFICE = "office@saint-finnian.example"
LATE = "Tue, 03 Nov 2026 14:05:00 +0000"
SAID = "I sent the list to the wrong parent."
FORWARD = b"Subject: FW: Trip list"
WORDS = "Please see below.\n\n"
NO_DATE = FORWARDED.model_copy(update={"sent_at": None})

_BY = f"From: {GARETH}\n"
_SENT = "Sent: 03 November 2026 14:05\n"
_TO = f"To: Office <{OFFICE}>\n"
_ON = "Subject: Trip list\n"
_DATE = f"Date: {LATE}\n"
_TWICE = "From: Gareth Vaughan <g.vaughan@saint-finnian.example<mailto:g.vaughan@saint-finnian.example>>\n"
_BAR = "________________________________\n"
_ORIGINAL = "-------- Original Message --------\n"
_NOTES = "----- Forwarded by Seren Vaughan/School on 04/11/2026 09:00 -----\n\n"
_ZOHO = "============ Forwarded message ============\n"
_PROTON = "Date: On Tuesday, November 3rd, 2026 at 2:05 PM\n"

BLOCKS = {
    "Outlook for iOS": f"Get Outlook for iOS\n{_BAR}{_BY}Sent: Tuesday, November 3, 2026 2:05:11 PM\n{_TO}{_ON}",
    "Outlook on the web": f"{_BAR}{_BY}{_SENT}{_TO}Cc: Head\n{_ON}",
    "Outlook, with its importance": f"{_BY}{_SENT}{_TO}{_ON}Importance: High\n",
    "Outlook, with a file named": f"-----Original Message-----\n{_BY}{_SENT}{_TO}{_ON}Attachments: list.xlsx\n",
    "Outlook, quoted": f"> {_BY}> {_SENT}> {_TO}> {_ON}> \n",
    "Outlook, one address on two lines": f"{_BY.replace('n <', 'n' + chr(10) + '<')}{_SENT}{_TO}{_ON}",
    "Outlook, an address twice": f"{_TWICE}{_SENT}{_TO}{_ON}",
    "Yahoo": f"----- Forwarded message -----\n{_BY}{_TO}Sent: Tuesday, 3 November 2026 at 14:05:10 GMT\n{_ON}",
    "Proton": f"------- Forwarded Message -------\n{_BY}{_PROTON}{_ON}{_TO}",
    "Zoho": f"{_ZOHO}{_BY}{_TO}{_DATE}{_ON}{_ZOHO}",
    "Evolution": f"-------- Forwarded Message --------\n{_BY}{_TO}{_ON}{_DATE}",
    "Mutt": f"----- Forwarded message from {GARETH} -----\n\n{_DATE}{_BY}{_TO}{_ON}",
    "Roundcube": f"{_ORIGINAL}{_ON}Date: 2026-11-03 14:05\n{_BY}{_TO}",
    "K-9": f"{_ORIGINAL}{_BY}Sent: 3 November 2026 14:05:11 GMT\n{_TO}{_ON}",
    "Notes": f"{_NOTES}{_BY}{_TO}Date: 03/11/2026 14:05\n{_ON}",
    "Windows Mail": f"Sent from Mail for Windows\n\n{_BY}{_SENT}{_TO}{_ON}",
    "Apple Mail, quoted": (
        f"> Begin forwarded message:\n> \n> {_BY}> {_ON}> Date: 3 November 2026 at 14:05:22 GMT\n> {_TO}> \n"
    ),
    "Gmail, with a copy": GMAIL.replace("To: Office", "Cc: Head <head@saint-finnian.example>\nTo: Office"),
    "Gmail, an American date": GMAIL.replace("Tue, 3 Nov 2026 at 14:05", "Tue, Nov 3, 2026 at 2:05 PM"),
    "Gmail, a narrow space before PM": GMAIL.replace("Tue, 3 Nov 2026 at 14:05", "Tue, Nov 3, 2026 at 2:05\u202fPM"),
    "Gmail in Welsh": (
        "---------- Neges wedi'i hanfon ymlaen ---------\n"
        f"Gan: {GARETH}\nDyddiad: Maw, 3 Tach 2026 am 14:05\nTestun: Trip list\nAt: {OFFICE}\n"
    ),
    "with bold names": f"{_BY}{_SENT}{_TO}{_ON}".replace("From:", "*From:*").replace("Sent:", "*Sent:*"),
    "with blanks at the ends": f"{_BY}{_SENT}{_TO}{_ON}".replace("\n", "  \n"),
    "with no-break spaces": f"{_BY}{_SENT}{_TO}{_ON}".replace(": ", ":\u00a0"),
}

_SEE = "<p>Please see below.</p>"
_ROWS = (
    "<b>From:</b> Gareth Vaughan &lt;g.vaughan@saint-finnian.example&gt;",
    "<b>Sent:</b> 03 November 2026 14:05",
    f"<b>To:</b> Office &lt;{OFFICE}&gt;",
    "<b>Subject:</b> Trip list",
)
_LINK = '<a href="mailto:g.vaughan@saint-finnian.example">g.vaughan@saint-finnian.example</a>'
PAGES = {
    "Outlook": f'{_SEE}<div style="border-top:solid"><p><span>{"<br>".join(_ROWS)}</span></p></div><p>{SAID}</p>',
    "Outlook, line by line": "".join(f"<p>{line}</p>" for line in ("Please see below.", *_ROWS, SAID)),
    "Outlook on the web": (
        f"{_SEE}<hr><div id=divRplyFwdMsg>{'<br>'.join(_ROWS)}<div>&nbsp;</div></div><div>{SAID}</div>"
    ),
    "Gmail": (
        '<div>Please see below.<br><br><div class="gmail_quote"><div class="gmail_attr">'
        "---------- Forwarded message ---------<br>"
        f"From: <strong>Gareth Vaughan</strong> <span>&lt;{_LINK}&gt;</span><br>"
        f"Date: Tue, 3 Nov 2026 at 14:05<br>Subject: Trip list<br>To: Office &lt;{OFFICE}&gt;<br></div><br><br>"
        f"<div>{SAID}</div></div></div>"
    ),
    "Apple Mail": (
        "<div>Please see below.</div><blockquote type=cite><div>Begin forwarded message:</div><br>"
        "<div><b>From: </b>Gareth Vaughan &lt;g.vaughan@saint-finnian.example&gt;</div>"
        "<div><b>Subject: </b>Trip list</div><div><b>Date: </b>3 November 2026 at 14:05:22 GMT</div>"
        f"<div><b>To: </b>{OFFICE}</div><br><div>{SAID}</div></blockquote>"
    ),
    "Thunderbird": (
        f"{_SEE}<div class=moz-forward-container>-------- Forwarded Message --------<table>"
        "<tr><th>Subject: </th><td>Trip list</td></tr><tr><th>Date: </th><td>Tue, 3 Nov 2026 14:05:00 +0000</td></tr>"
        f"<tr><th>From: </th><td>Gareth Vaughan &lt;{_LINK}&gt;</td></tr><tr><th>To: </th><td>{OFFICE}</td></tr>"
        f"</table><p>{SAID}</p></div>"
    ),
}


def blocks() -> Iterator[Awkward]:
    for program, block in BLOCKS.items():
        raw = mail(FROM, TO, FORWARD, PLAIN, body=f"{WORDS}{block}\n{SAID}".encode())
        yield Awkward(program, raw, forwarded=(FORWARDED,), says=(SAID, "Please see below."))
    for program, page in PAGES.items():
        raw = mail(FROM, TO, FORWARD, b"Content-Type: text/html; charset=utf-8", body=page.encode())
        yield Awkward(f"{program} as html", raw, forwarded=(FORWARDED,), says=(SAID, "Please see below."))


def unsure() -> Iterator[Awkward]:
    """What stands there in part, or is no forward at all."""
    marked = "---------- Forwarded message ---------\n"
    unknown = Forwarded(sender=Sender(name="Gareth Vaughan", address=""), sent_at=None, subject="Trip list")
    for name, subject, text, forwarded in (
        (
            "a writer without an address",
            "FW: list",
            f"{marked}From: Gareth Vaughan\nDate: soon\nSubject: Trip list",
            (unknown,),
        ),
        ("no date", "FW: list", f"{marked}From: {GARETH}\nSubject: Trip list", (NO_DATE,)),
        (
            "a date from the future",
            "FW: list",
            f"{marked}From: {GARETH}\nDate: 3 Nov 2031 14:05\nSubject: Trip list",
            (NO_DATE,),
        ),
        (
            "an answer",
            "Re: list",
            f"Yes.\n\nFrom: {GARETH}\nSent: 3 Nov 2026 14:05\nTo: Office\nSubject: Trip list",
            (),
        ),
        (
            "an answer in Welsh",
            "Atb: list",
            f"Ie.\n\nOddi wrth: {GARETH}\nAnfonwyd: 3 Tach 2026 14:05\nPwnc: Trip list",
            (),
        ),
        (
            "our own question",
            "Re: list",
            f"Yes.\n\n{marked}From: <{MAILBOX}>\nDate: 3 Nov 2026 14:05\nSubject: Trip list",
            (),
        ),
        (
            "a form filled in",
            "Trip list",
            "Date: 3 November\nFrom: Year 5\nTo: a parent\nWhat happened: it was lost",
            (),
        ),
        ("a journey", "Trip list", "The trip goes\nFrom: Cardiff\nTo: Bristol\nDate: 3 November", ()),
    ):
        raw = mail(FROM, TO, f"Subject: {subject}".encode(), PLAIN, body=f"{text}\n\n{SAID}".encode())
        yield Awkward(name, raw, forwarded=forwarded, says=(SAID,))
    deep = "".join(
        f"{'>' * depth}From: P{depth} <p{depth}@x.example>\n{'>' * depth}Subject: a\n\n" for depth in range(60)
    )
    yield Awkward(
        "60 forwards of a forward", mail(FROM, TO, FORWARD, PLAIN, body=f"{marked}{deep}".encode()), says=("P59",)
    )


ALL = numbered("passed on", (*blocks(), *unsure()))
