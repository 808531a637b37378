"""Mails that are built to cost time, memory or a mistake; each must say what was left out."""

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


def _nested(depth: int) -> bytes:
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (number, number) for number in range(depth)
    )
    return b"\r\n".join((FROM, TO, SUBJECT, b"")) + opened + text_part("Hidden deep down.")


def swollen() -> Iterator[Awkward]:
    yield Awkward("nested 1,000 deep", _nested(1_000), subject="Trip list", said=("nested",))
    yield Awkward("3,043 parts", multipart(b"mixed", *[text_part("One.")] * 3_043), says=("One.",), said=("parts",))
    empty = part(b"application/octet-stream", b"", b"Content-Disposition: attachment")
    yield Awkward("400 files", multipart(b"mixed", text_part(), *[empty] * 400), says=(TEXT,), said=("files",))
    yield Awkward("a text of 3 MB", mail(FROM, TO, PLAIN, body=b"word " * 600_000), says=("word word",), said=("text",))
    yield Awkward("one line of 1 MB", mail(FROM, TO, PLAIN, body=b"x" * 1_000_000), says=("xxx",), said=("text",))
    yield Awkward(
        "a header of 1 MB", mail(FROM, TO, b"X-Pad: " + b"y" * 1_000_000, PLAIN), says=(TEXT,), said=("header",)
    )
    yield Awkward(
        "20,000 header fields", mail(FROM, *[b"X-%d: y" % number for number in range(20_000)], PLAIN), says=(TEXT,)
    )
    yield Awkward(
        "100,000 recipients", mail(FROM, b"To: " + b"a@x.example, " * 100_000, PLAIN), says=(TEXT,), said=("header",)
    )
    yield Awkward("50,000 folds in the subject", mail(FROM, b"Subject: Trip" + b"\r\n list" * 5_000, PLAIN), text=TEXT)
    yield Awkward("100,000 references", mail(FROM, b"References: " + b"<a@x.example> " * 10_000, PLAIN), text=TEXT)
    yield Awkward("encoded words without end", mail(FROM, b"Subject: " + b"=?utf-8?q?a?= " * 10_000, PLAIN), text=TEXT)
    yield Awkward("brackets in the address", mail(b"From: " + b"<" * 20_000 + b"a@x.example", PLAIN), text=TEXT)
    yield Awkward("quotes in the address", mail(b"From: " + b'"' * 20_001 + b" <a@x.example>", PLAIN), text=TEXT)
    yield Awkward(
        "1 MB of base64 that is none",
        mail(FROM, PLAIN, b"Content-Transfer-Encoding: base64", body=b"!" * 1_000_000),
        text="",
    )
    yield Awkward("100,000 boundaries", multipart(b"mixed") + b"--b1\r\n" * 100_000, subject="Trip list")
    yield Awkward(
        "a boundary in every line", multipart(b"mixed", text_part("-" * 500_000)), says=("---",), said=("text",)
    )
    html = b"Content-Type: text/html"
    yield Awkward("500,000 open tags", mail(FROM, TO, html, body=b"<b>" * 500_000 + b"One."), subject="")
    yield Awkward("entities without end", mail(FROM, TO, html, body=b"&" * 500_000 + b" One."), subject="")
    yield Awkward(
        "a table of 30,000 cells", mail(FROM, TO, html, body=b"<table><tr>" + b"<td>a</td>" * 30_000), says=("a",)
    )
    yield Awkward(
        "parameters without end",
        mail(FROM, b"Content-Type: text/plain" + b"; a=b" * 20_000, SUBJECT),
        text=TEXT,
        subject="Trip list",
    )
    blanks = b" " * 1_000_000 + b"One."
    yield Awkward(
        "lines like a boundary that nothing names, 1 MB of them",
        mail(
            FROM,
            TO,
            SUBJECT,
            b"Content-Type: multipart/mixed; boundary=zz",
            body=(b"--" + b" " * 200 + b"\r\n") * 5_000,
        ),
        says=("--",),
        files=(),
    )
    yield Awkward(
        "more than a million lines of quoted-printable",
        mail(FROM, PLAIN, b"Content-Transfer-Encoding: quoted-printable", body=b"=54rip \n" + b" \n" * 1_000_001),
        text="Trip",
        said=("cut",),
    )
    yield Awkward(
        "quoted-printable of 1 MB of blanks",
        mail(FROM, PLAIN, b"Content-Transfer-Encoding: quoted-printable", body=blanks),
        subject="",
    )
    yield Awkward(
        "quoted-printable of 1 MB",
        mail(FROM, PLAIN, b"Content-Transfer-Encoding: quoted-printable", body=b"=" * 1_000_000),
        subject="",
    )


def sly() -> Iterator[Awkward]:
    yield Awkward(
        "a header in the subject",
        mail(FROM, TO, b"Subject: =?utf-8?q?a=0D=0ABcc=3A_x=40x.example?=", PLAIN),
        subject="a Bcc: x@x.example",
        recipients=("dataloss@saint-finnian.example",),
    )
    yield Awkward(
        "a second header in the body",
        mail(FROM, TO, SUBJECT, PLAIN, body=b"Subject: Other\r\n\r\n" + TEXT.encode()),
        subject="Trip list",
        says=("Subject: Other", TEXT),
    )
    yield Awkward(
        "a template in the text",
        mail(FROM, TO, SUBJECT, PLAIN, body=b"{{ 7*7 }} {% raw %} ${7*7}"),
        text="{{ 7*7 }} {% raw %} ${7*7}",
    )
    yield Awkward(
        "a formula in the subject", mail(FROM, TO, b"Subject: =cmd|' /C calc'!A0", PLAIN), subject="=cmd|' /C calc'!A0"
    )
    yield Awkward("a path as charset", mail(FROM, TO, b"Content-Type: text/plain; charset=../../etc/passwd"), text=TEXT)
    yield Awkward("rot13 as charset", mail(FROM, TO, b"Content-Type: text/plain; charset=rot13"), text=TEXT)
    yield Awkward("zlib as charset", mail(FROM, TO, b"Content-Type: text/plain; charset=zlib"), text=TEXT)
    yield Awkward(
        "unicode_escape as charset",
        mail(FROM, TO, b"Content-Type: text/plain; charset=unicode_escape", body=b"\\u0041"),
        text="\\u0041",
    )
    yield Awkward("idna as charset", mail(FROM, TO, b"Content-Type: text/plain; charset=idna"), text=TEXT)
    yield Awkward(
        "invisible characters", mail(FROM, TO, PLAIN, body="I\u200b sent\u2066 it\ufeff.".encode()), text="I sent it."
    )
    yield Awkward(
        "every control character",
        mail(FROM, TO, PLAIN, body=bytes(range(1, 32)).replace(b"\n", b"").replace(b"\r", b"") + b"One."),
        says=("One.",),
        silent=("\x1b", "\x07", "\x00"),
    )


ALL = numbered("hostile", (*swollen(), *sly()))
