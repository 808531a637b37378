"""Mail that no person wrote: answers, notices and what comes back, and people's mail that looks like it."""

from collections.abc import Iterator
from dataclasses import replace

from candour.cases.report import Automatic, BounceReason
from tests.intake.awkward.mail import FROM, PLAIN, TEXT, TO, Awkward, mail, multipart, numbered, part, text_part

OURS = "<0123456789abcdef.letter@saint-finnian.example>"
AWAY = b"I am out of the office until Monday."
NOTICE = b"From: Mail Delivery System <MAILER-DAEMON@mx.saint-finnian.example>"
RETURNED = part(
    b"message/rfc822", f"From: dataloss@saint-finnian.example\r\nMessage-ID: {OURS}\r\n\r\nYour report".encode()
)
HEADER_ALONE = part(b"text/rfc822-headers", f"Message-ID: {OURS}\r\nSubject: Your report".encode())


def answers() -> Iterator[Awkward]:
    for name, lines in {
        "by the standard": (b"Auto-Submitted: auto-replied", b"Subject: Trip list"),
        "in capitals": (b"AUTO-SUBMITTED: AUTO-REPLIED", b"Subject: Trip list"),
        "with a comment": (b"Auto-Submitted: auto-replied (vacation)", b"Subject: Trip list"),
        "of vacation": (b"Auto-Submitted: auto-replied; owner-email=a@b.example", b"Subject: Trip list"),
        "of Exchange": (
            b"X-Auto-Response-Suppress: All",
            b"Auto-Submitted: auto-generated",
            b"Subject: Automatic reply: list",
        ),
        "of Exchange in Welsh": (
            b"X-Auto-Response-Suppress: All",
            b"Auto-Submitted: auto-generated",
            b"Subject: Ymateb awtomatig: rhestr",
        ),
        "of cPanel": (b"X-Autorespond: Trip list", b"X-Loop: a@b.example", b"Subject: Away"),
        "by an old field": (b"X-Autoreply: yes", b"Subject: Re: Trip list"),
        "by its precedence": (b"Precedence: auto_reply", b"Subject: Re: Trip list"),
    }.items():
        yield Awkward(
            f"an answer {name}", mail(FROM, TO, *lines, PLAIN, body=AWAY), automatic=Automatic.REPLY, text=AWAY.decode()
        )
    for name, lines in {
        "says that no machine wrote it": (b"Auto-Submitted: no", b"Subject: Trip list"),
        "tells of an absence": (b"Subject: Out of office: a laptop is gone from it",),
        "answers": (b"In-Reply-To: " + OURS.encode(), b"Subject: Re: Your report"),
        "was urgent": (b"Precedence: first-class", b"X-Priority: 1", b"Subject: Trip list"),
        "speaks of a failure": (b"Subject: Delivery of the exam papers failed",),
        "wants no automatic answer": (b"X-MS-Has-Attach: yes", b"X-MS-TNEF-Correlator:", b"Subject: Trip list"),
    }.items():
        yield Awkward(f"a person who {name}", mail(FROM, TO, *lines, PLAIN), personal=True, text=TEXT)
    for name, lines in {
        "a list": (b"List-Id: <staff.saint-finnian.example>",),
        "a newsletter": (b"List-Unsubscribe: <https://news.example/u>", b"Precedence: bulk"),
        "junk by its own word": (b"Precedence: junk",),
    }.items():
        yield Awkward(f"bulk: {name}", mail(FROM, TO, *lines, PLAIN), automatic=Automatic.BULK, text=TEXT)


def _report(
    status: bytes, action: bytes = b"failed", returned: bytes = RETURNED, said: str = "It was not delivered."
) -> bytes:
    fields = b"Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; a@b.example\r\nAction: %s\r\nStatus: %s"
    delivery = part(b"message/delivery-status", fields % (action, status))
    whole = multipart(b"report; report-type=delivery-status", text_part(said), delivery, returned)
    return whole.replace(FROM, NOTICE).replace(b"Subject: Trip list", b"Subject: Undelivered Mail Returned to Sender")


def returned() -> Iterator[Awkward]:
    refused = Awkward(
        "", b"", automatic=Automatic.BOUNCE, bounce_of=OURS, bounce_reason=BounceReason.REFUSED, forwarded=()
    )
    full, delayed = (
        replace(refused, bounce_reason=BounceReason.MAILBOX_FULL),
        replace(refused, bounce_reason=BounceReason.DELAYED),
    )
    for name, raw, expected in (
        ("no such person", _report(b"5.1.1"), refused),
        ("not allowed", _report(b"5.7.1"), refused),
        ("the header alone", _report(b"5.1.1", returned=HEADER_ALONE), refused),
        ("a full mailbox", _report(b"5.2.2"), full),
        ("a full mailbox for now", _report(b"4.2.2"), full),
        ("a delay", _report(b"4.4.1", b"delayed"), delayed),
        ("a status with words behind it", _report(b"5.1.1 (bad destination mailbox address)"), refused),
        ("an action in capitals", _report(b"5.1.1", b"FAILED"), refused),
        ("line feeds alone", _report(b"5.1.1").replace(b"\r\n", b"\n"), refused),
        ("an unfinished one", _report(b"5.1.1")[:-8], refused),
    ):
        yield replace(expected, name=f"returned: {name}", raw=raw)
    arrived = _report(b"2.0.0", b"delivered")
    yield Awkward("returned: news of its arrival", arrived, automatic=Automatic.REPLY)
    stranger = _report(b"5.1.1", returned=part(b"message/rfc822", b"Message-ID: <x@y.example>\r\n\r\nHello"))
    yield Awkward(
        "returned: somebody else's mail", stranger, automatic=Automatic.BOUNCE, bounce_of="<x@y.example>", forwarded=()
    )
    said = b"Hi. This is the qmail-send program.\r\nI'm sorry.\r\n\r\n<a@b.example>:\r\nuser is unknown\r\n\r\n"
    copy = f"--- Below this line is a copy of the message.\r\n\r\nMessage-ID: {OURS}\r\nSubject: x\r\n\r\nHello"
    qmail = mail(NOTICE, TO, b"Subject: failure notice", PLAIN, body=said + copy.encode())
    yield replace(refused, name="returned: qmail's way", raw=qmail)
    empty = mail(b"Return-Path: <>", NOTICE, TO, b"Subject: Undeliverable: Your report", PLAIN, body=b"It failed.")
    yield Awkward("returned: without the mail", empty, automatic=Automatic.BOUNCE, bounce_of=None)


ALL = numbered("machine", (*answers(), *returned()))
