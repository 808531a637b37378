"""Messages attached to messages, as programs and gateways write them."""

import base64
from collections.abc import Iterator

from candour.cases.report import Forwarded
from tests.intake.awkward.mail import TEXT, Awkward, multipart, numbered, part, text_part
from tests.intake.enclosed import WORDS, File, a_mail_with
from tests.intake.test_formats_attached import COMPLAINT, HEADING
from tests.intake.test_formats_forwards import FORWARDED, GMAIL

SAID = "I sent the list to the wrong parent."
ATTACHED = b"Content-Disposition: attachment; filename=complaint.eml"
LINE_FEEDS = COMPLAINT.replace(b"\r\n", b"\n")


def _quoted_printable(raw: bytes) -> bytes:
    return raw.replace(b"=", b"=3D").replace(b"wrong", b"wro=6Eg").replace(b"list to", b"list=\r\n to")


def encoded() -> Iterator[Awkward]:
    """An attached message may not be encoded (RFC 2046, 5.2.1), and often is."""
    for name, line, body in (
        ("base64", b"base64", base64.encodebytes(COMPLAINT)),
        ("quoted-printable", b"quoted-printable", _quoted_printable(COMPLAINT)),
        ("8bit", b"8bit", COMPLAINT),
        ("binary", b"binary", COMPLAINT),
    ):
        enclosed = part(b"message/rfc822", body, b"Content-Transfer-Encoding: " + line, ATTACHED)
        yield Awkward(
            f"a message in {name}",
            multipart(b"mixed", text_part(), enclosed),
            text=f"{TEXT}\n\n{HEADING}\n\n{SAID}",
            forwarded=(FORWARDED,),
            contents=(COMPLAINT,),
            quiet=True,
        )


def saved() -> Iterator[Awkward]:
    for name, file in {
        "with a byte order mark": File("complaint.eml", b"\xef\xbb\xbf" + COMPLAINT),
        "with an empty line before it": File("complaint.eml", b"\r\n" + COMPLAINT),
        "with the line of an mbox before it": File(
            "complaint.eml", b"From g.vaughan@saint-finnian.example Tue Nov  3 14:05:00 2026\r\n" + COMPLAINT
        ),
        "with line feeds alone": File("complaint.eml", LINE_FEEDS),
        "with carriage returns alone": File("complaint.eml", COMPLAINT.replace(b"\r\n", b"\r")),
        "in capitals": File("COMPLAINT.EML", COMPLAINT),
        "called a text": File("complaint.eml", COMPLAINT, "text/plain"),
        "called a text, inline": File("complaint.eml", COMPLAINT, "text/plain", "inline"),
        "called by Apple's name": File("complaint.emlx", COMPLAINT, "message/rfc822"),
        "under a subject as name": File("FW: Re: list?.eml", COMPLAINT),
    }.items():
        yield Awkward(
            f"a saved message {name}",
            a_mail_with(file),
            says=(WORDS, HEADING, SAID),
            forwarded=(FORWARDED,),
            contents=(file.content,),
            quiet=True,
        )
    yield Awkward(
        "a note that is only called one",
        a_mail_with(File("note.eml", b"The list is in the post.")),
        text=WORDS,
        named=("note.eml",),
        forwarded=(),
    )


def written() -> Iterator[Awkward]:
    """Messages whose own text is not plain."""
    header = b"From: Gareth Vaughan <g.vaughan@saint-finnian.example>\r\nDate: Tue, 3 Nov 2026 14:05:00 +0000\r\n"
    page = (
        header + b"Subject: Trip list\r\nContent-Type: text/html\r\n\r\n<p>I sent the <b>list</b> to the wrong parent."
    )
    latin = header + (
        b"Subject: =?iso-8859-1?q?Trip_list?=\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\nThe caf=E9 list is gone."
    )
    both = header + (
        b"Subject: Trip list\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n--in\r\n"
        + text_part(SAID)
        + b"\r\n--in\r\n"
        + part(b"text/html", b"<p>Please don't read this version.</p>")
        + b"\r\n--in--"
    )
    for name, raw, said in (
        ("as html", page, SAID),
        ("in latin-1", latin, "The caf\xe9 list is gone."),
        ("in two versions", both, SAID),
        (
            "that passes another on",
            header + b"Subject: Trip list\r\n\r\n" + GMAIL.encode() + b"\r\nOh dear.",
            "Oh dear.",
        ),
    ):
        yield Awkward(
            f"a message {name}",
            a_mail_with(File("", raw, "message/rfc822")),
            says=(WORDS, HEADING, said),
            silent=("Please don't read",),
            forwarded=(FORWARDED, FORWARDED) if "passes" in name else (FORWARDED,),
        )


def several() -> Iterator[Awkward]:
    carys = COMPLAINT.replace(b"Gareth Vaughan <g.v", b"Carys Bowen <c.b").replace(b"wrong parent", b"wrong school")
    digest = multipart(b"digest", b"\r\n" + COMPLAINT, b"\r\n" + carys)
    yield Awkward("a digest", digest, says=(SAID, "wrong school"), named=("attachment-1.eml", "attachment-2.eml"))
    with_list = a_mail_with(File("list.csv", b"name\n"), words="Here it is.")
    yield Awkward(
        "a message with a file, twice",
        a_mail_with(File("", with_list, "message/rfc822"), File("two.eml", with_list)),
        says=("Here it is.",),
        named=("attachment-1.eml", "two.eml", "list.csv", "list.csv"),
    )
    yield Awkward(
        "a message below an answer's quotation",
        a_mail_with(File("", COMPLAINT, "message/rfc822"), words=f"{WORDS}\n\n> When was it?"),
        says=("> When was it?", SAID),
        forwarded=(FORWARDED,),
    )
    same = multipart(b"mixed", text_part(), part(b"message/rfc822", multipart(b"mixed", text_part("One."))))
    yield Awkward("a message with the boundary of the outer one", same, says=(TEXT, "One."))
    yield Awkward(
        "nobody's message",
        a_mail_with(File("", b"\r\nThe list is gone.", "message/rfc822")),
        says=("from an unknown writer of an unknown date", "The list is gone."),
        forwarded=(Forwarded(sender=None),),
    )
    yield Awkward(
        "a message without a body",
        a_mail_with(File("", COMPLAINT.partition(b"\r\n\r\n")[0] + b"\r\n\r\n", "message/rfc822")),
        says=(WORDS, HEADING),
        forwarded=(FORWARDED,),
    )


def odd() -> Iterator[Awkward]:
    external = part(
        b'message/external-body; access-type=URL; URL="https://tracker.example/a"', b"Content-ID: <a@b>\r\n"
    )
    yield Awkward(
        "a body that lies elsewhere",
        multipart(b"mixed", text_part(), external),
        text=TEXT,
        forwarded=(),
        named=("attachment-1.txt",),
    )
    piece = part(b'message/partial; number=2; total=3; id="a@b"', b"the wrong parent.")
    yield Awkward(
        "a piece of a message", multipart(b"mixed", text_part(), piece), text=TEXT, named=("attachment-1.txt",)
    )
    headers = part(b"text/rfc822-headers", COMPLAINT.partition(b"\r\n\r\n")[0])
    yield Awkward("the header of a message", multipart(b"mixed", text_part(), headers), text=TEXT, forwarded=())
    as_sender = COMPLAINT.replace(b"Content-Type", b"Reply-To: x@other.example\r\nTo: a@b.example\r\nContent-Type")
    yield Awkward(
        "a message with its own addresses",
        a_mail_with(File("", as_sender, "message/rfc822")),
        sender=("Seren Vaughan", "s.vaughan@saint-finnian.example"),
        recipients=("dataloss@saint-finnian.example",),
        unnamed=True,
        forwarded=(FORWARDED,),
    )
    yield Awkward(
        "an answer of a machine, attached",
        a_mail_with(File("", b"Auto-Submitted: auto-replied\r\n" + COMPLAINT, "message/rfc822")),
        personal=True,
        says=(SAID,),
    )


ALL = numbered("enclosed", (*encoded(), *saved(), *written(), *several(), *odd()))
