"""Trees of parts that are missing pieces, nested, or closed too late."""

from collections.abc import Iterator

from tests.intake.awkward.mail import (
    FROM,
    PLAIN,
    SUBJECT,
    TEXT,
    TO,
    Awkward,
    mail,
    multipart,
    numbered,
    part,
    text_part,
)

HTML = part(b"text/html; charset=utf-8", b"<p>I sent the <b>trip list</b> to the wrong parent.</p>")
PDF = part(b"application/pdf", b"%PDF-1.4", b'Content-Disposition: attachment; filename="list.pdf"')
LISTED = (("list.pdf", "application/pdf"),)


def inner(subtype: bytes, *parts: bytes, boundary: bytes = b"b2") -> bytes:
    """Return a multipart as a part."""
    body = b"".join(b"--%s\r\n%s\r\n" % (boundary, each) for each in parts) + b"--%s--\r\n" % boundary
    return part(b"multipart/%s; boundary=%s" % (subtype, boundary), body)


def trees() -> Iterator[Awkward]:
    both = multipart(b"alternative", text_part(), HTML)
    yield Awkward("plain and html", both, text=TEXT)
    yield Awkward("html before plain", multipart(b"alternative", HTML, text_part()), text=TEXT)
    yield Awkward("html alone in an alternative", multipart(b"alternative", HTML), text=TEXT)
    yield Awkward("an empty plain version", multipart(b"alternative", text_part(""), HTML), text=TEXT)
    yield Awkward("blanks as plain version", multipart(b"alternative", text_part(" \r\n \r\n"), HTML), text=TEXT)
    yield Awkward(
        "a plain version that only points to the html",
        multipart(
            b"alternative",
            text_part("Please view in HTML."),
            part(b"text/html", b"<p>" + b"I sent the trip list to the wrong parent. " * 5 + b"</p>"),
        ),
        says=(TEXT,),
    )
    yield Awkward(
        "related within alternative", multipart(b"alternative", text_part(), inner(b"related", HTML)), text=TEXT
    )
    yield Awkward(
        "alternative within mixed",
        multipart(b"mixed", inner(b"alternative", text_part(), HTML), PDF),
        text=TEXT,
        files=LISTED,
    )
    yield Awkward("a file before the text", multipart(b"mixed", PDF, text_part()), text=TEXT, files=LISTED)
    yield Awkward("two texts", multipart(b"mixed", text_part("One."), text_part("Two.")), text="One.\n\nTwo.")
    yield Awkward(
        "text after a file",
        multipart(b"mixed", text_part("One."), PDF, text_part("Two.")),
        text="One.\n\nTwo.",
        files=LISTED,
    )
    yield Awkward("an unknown multipart", multipart(b"x-odd", text_part(), PDF), text=TEXT, files=LISTED)
    yield Awkward("a file alone", multipart(b"mixed", PDF), text="", files=LISTED)
    yield Awkward("no parts at all", multipart(b"mixed"), files=())
    yield Awkward("a part without header", multipart(b"mixed", b"\r\n" + TEXT.encode()), text=TEXT)
    yield Awkward(
        "a text that is named is a file and the text",
        multipart(b"mixed", part(b'text/plain; name="note.txt"', TEXT.encode())),
        text=TEXT,
        files=(("note.txt", "text/plain"),),
    )
    yield Awkward(
        "a text attached beside another",
        multipart(
            b"mixed",
            text_part("One."),
            part(b'text/plain; name="note.txt"', b"Two.", b"Content-Disposition: attachment"),
        ),
        text="One.",
        files=(("note.txt", "text/plain"),),
    )
    yield Awkward(
        "signed (S/MIME)",
        multipart(
            b"signed", text_part(), part(b"application/pkcs7-signature", b"MIIB", b"Content-Transfer-Encoding: base64")
        ),
        says=(TEXT,),
    )
    yield Awkward(
        "five deep",
        multipart(
            b"mixed",
            inner(
                b"mixed", inner(b"mixed", inner(b"mixed", text_part(), boundary=b"b5"), boundary=b"b4"), boundary=b"b3"
            ),
            PDF,
        ),
        text=TEXT,
        files=LISTED,
    )


def boundaries() -> Iterator[Awkward]:
    body = b"--b1\r\n" + text_part() + b"\r\n--b1--\r\n"
    for name, value in {
        "unquoted": b"boundary=b1",
        "quoted": b'boundary="b1"',
        "with blanks around": b' boundary = "b1" ',
        "in capitals": b"BOUNDARY=b1",
        "after another parameter": b'type="text/html"; boundary=b1',
        "with a comment": b"boundary=b1 (or so)",
        "with a trailing semicolon": b"boundary=b1;",
        "given twice": b"boundary=b1; boundary=zz",
    }.items():
        raw = mail(FROM, TO, SUBJECT, b"Content-Type: multipart/mixed; " + value, body=body)
        yield Awkward(f"boundary {name}", raw, says=(TEXT,), subject="Trip list")
    yield Awkward("never closed", multipart(b"mixed", text_part(), PDF, closed=False), text=TEXT, files=LISTED)
    yield Awkward("closed, and text behind it", multipart(b"mixed", text_part()) + b"Sent by the list.", text=TEXT)
    yield Awkward(
        "text before the first",
        multipart(b"mixed", text_part()).replace(b"--b1\r\n", b"This is MIME.\r\n--b1\r\n", 1),
        text=TEXT,
    )
    yield Awkward(
        "one that begins like another", multipart(b"mixed", text_part("--b11 is a line.")), text="--b11 is a line."
    )
    yield Awkward(
        "blanks behind the boundary", multipart(b"mixed", text_part()).replace(b"--b1\r\n", b"--b1  \t\r\n"), text=TEXT
    )
    yield Awkward(
        "line feeds alone", multipart(b"mixed", text_part(), PDF).replace(b"\r\n", b"\n"), text=TEXT, files=LISTED
    )
    yield Awkward("none is named", mail(FROM, TO, b"Content-Type: multipart/mixed", body=TEXT.encode()), says=(TEXT,))
    yield Awkward(
        "one that never occurs",
        mail(FROM, TO, b"Content-Type: multipart/mixed; boundary=zz", body=TEXT.encode()),
        says=(TEXT,),
    )
    yield Awkward(
        "an empty one", mail(FROM, TO, b'Content-Type: multipart/mixed; boundary=""', body=TEXT.encode()), says=(TEXT,)
    )
    yield Awkward(
        "the same inside and outside",
        multipart(b"mixed", inner(b"alternative", text_part(), HTML, boundary=b"b1"), PDF),
        says=(TEXT,),
    )
    odd = b"=_'()+_,-./:=?"
    yield Awkward("of odd characters", multipart(b"mixed", text_part(), boundary=odd), text=TEXT)


def types() -> Iterator[Awkward]:
    for name, value in {
        "text": b"text",
        "nothing": b"",
        "nonsense": b"!!!/???",
        "two slashes": b"text/plain/html",
        "capitals": b"TEXT/PLAIN; CHARSET=UTF-8",
        "a quoted type": b'"text/plain"',
        "a comment": b"text/plain (plain) ; charset=utf-8",
        "a blank before the slash": b"text /plain",
        "a semicolon alone": b";",
        "no value for charset": b"text/plain; charset=",
    }.items():
        yield Awkward(f"content type {name}", mail(FROM, TO, SUBJECT, b"Content-Type: " + value), says=(TEXT,))
    yield Awkward("content type twice", mail(FROM, TO, SUBJECT, PLAIN, b"Content-Type: application/pdf"), text=TEXT)
    yield Awkward("no mime version", mail(FROM, TO, SUBJECT, PLAIN), text=TEXT)
    yield Awkward("a mime version of the future", mail(FROM, TO, SUBJECT, b"MIME-Version: 7.5", PLAIN), text=TEXT)
    yield Awkward(
        "an image alone",
        mail(FROM, TO, SUBJECT, b"Content-Type: image/png", body=b"\x89PNG"),
        text="",
        files=(("attachment-1.png", "image/png"),),
    )
    yield Awkward(
        "text/enriched",
        mail(FROM, TO, b"Content-Type: text/enriched", body=b"I <bold>sent</bold> it."),
        says=("sent",),
        silent=("<bold>",),
    )
    yield Awkward(
        "flowed",
        mail(
            FROM, TO, b"Content-Type: text/plain; format=flowed", body=b"I sent the trip list \r\nto the wrong parent."
        ),
        text=TEXT,
    )
    yield Awkward(
        "flowed with delsp",
        mail(
            FROM,
            TO,
            b"Content-Type: text/plain; format=flowed; delsp=yes",
            body=b"I sent the trip li \r\nst to the wrong parent.",
        ),
        text=TEXT,
    )
    yield Awkward(
        "flowed, stuffed",
        mail(FROM, TO, b"Content-Type: text/plain; format=flowed", body=b" From here.\r\n >not a quote"),
        says=("From here.",),
    )


def bare() -> Iterator[Awkward]:
    yield Awkward("nothing at all", b"", text="", nobody=True, unnamed=True, undated=True, files=())
    yield Awkward("a line end", b"\r\n", text="", nobody=True)
    yield Awkward("a header alone", b"Subject: Trip list", subject="Trip list", text="")
    yield Awkward("a header without a body", b"Subject: Trip list\r\n\r\n", subject="Trip list", text="")
    yield Awkward("a body alone", b"\r\n" + TEXT.encode(), text=TEXT)
    yield Awkward("text where a header should be", TEXT.encode() + b"\r\n", says=(TEXT,))
    yield Awkward(
        "a line in the header that is none",
        b"Subject: Trip list\r\nthis is no field\r\n" + TEXT.encode(),
        subject="Trip list",
        says=(TEXT,),
    )
    yield Awkward("no empty line between", b"Subject: Trip list\r\n" + TEXT.encode(), subject="Trip list", says=(TEXT,))
    yield Awkward(
        "a continuation as first line", b" folded\r\nSubject: Trip list\r\n\r\n" + TEXT.encode(), says=(TEXT,)
    )
    yield Awkward("a nul in the text", mail(FROM, TO, PLAIN, body=b"I sent\x00 it."), says=("I sent it.",))
    yield Awkward(
        "a field name with blanks", b"Subject : Trip list\r\n\r\n" + TEXT.encode(), subject="Trip list", text=TEXT
    )


ALL = numbered("structure", (*trees(), *boundaries(), *types(), *bare()))
