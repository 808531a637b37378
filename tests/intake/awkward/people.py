"""Senders, recipients, dates and Message-IDs as programs really write them."""

from collections.abc import Iterator
from datetime import UTC, datetime

from tests.intake.awkward.mail import FROM, PLAIN, TEXT, TO, Awkward, mail, numbered

ADDRESS = "s.vaughan@x.example"


def senders() -> Iterator[Awkward]:
    for name, value, expected in (
        ("a bare address", b"s.vaughan@x.example", ("", ADDRESS)),
        ("brackets alone", b"<s.vaughan@x.example>", ("", ADDRESS)),
        ("a name in quotes with a comma", b'"Vaughan, Seren" <s.vaughan@x.example>', ("Vaughan, Seren", ADDRESS)),
        ("a name with a comma and no quotes", b"Vaughan, Seren <s.vaughan@x.example>", ("Seren", ADDRESS)),
        ("a name as comment", b"s.vaughan@x.example (Seren Vaughan)", ("Seren Vaughan", ADDRESS)),
        ("an encoded name", b"=?utf-8?q?Si=C3=A2n_Rees?= <s.vaughan@x.example>", ("Siân Rees", ADDRESS)),
        ("an encoded name in quotes", b'"=?utf-8?q?Si=C3=A2n?= Rees" <s.vaughan@x.example>', ("Siân Rees", ADDRESS)),
        ("an encoded comma", b"=?utf-8?q?Rees=2C_Si=C3=A2n?= <s.vaughan@x.example>", ("Rees, Siân", ADDRESS)),
        ("raw utf-8", "Siân <s.vaughan@x.example>".encode(), ("Siân", ADDRESS)),
        ("raw windows-1252", "Siân <s.vaughan@x.example>".encode("cp1252"), ("Siân", ADDRESS)),
        ("quotes within quotes", b'"Seren \\"Sez\\" Vaughan" <s.vaughan@x.example>', ('Seren "Sez" Vaughan', ADDRESS)),
        ("single quotes", b"'Seren' <s.vaughan@x.example>", ("'Seren'", ADDRESS)),
        ("an open quote", b'"Seren <s.vaughan@x.example>', ("", ADDRESS)),
        ("an open bracket", b"Seren <s.vaughan@x.example", ("Seren", ADDRESS)),
        ("blanks in the brackets", b"Seren < s.vaughan@x.example >", ("Seren", ADDRESS)),
        ("an address twice", b"s.vaughan@x.example <s.vaughan@x.example>", ("", ADDRESS)),
        ("two people", b"Seren <s.vaughan@x.example>, Gareth <g@x.example>", ("Seren", ADDRESS)),
        ("a group", b"Office: Seren <s.vaughan@x.example>;", ("Seren", ADDRESS)),
        ("a source route", b"<@mx.example:s.vaughan@x.example>", ("", ADDRESS)),
        ("folded", b"Seren\r\n <s.vaughan@x.example>", ("Seren", ADDRESS)),
        (
            "a line break in the encoded name",
            b"=?utf-8?q?Seren=0D=0ABcc=3Ax?= <s.vaughan@x.example>",
            ("Seren Bcc:x", ADDRESS),
        ),
        ("a name of control characters", b"\x1b[2J\x07Seren <s.vaughan@x.example>", ("2J Seren", ADDRESS)),
        ("a domain in other letters", "Seren <s@ysgol-tŷ.example>".encode(), ("Seren", "s@ysgol-tŷ.example")),
        ("a domain in punycode", b"Seren <s@xn--ysgol-t-lyb.example>", ("Seren", "s@xn--ysgol-t-lyb.example")),
        ("plus addressing", b"Seren <s+school@x.example>", ("Seren", "s+school@x.example")),
        (
            "exchange's internal form",
            b'"Seren" <IMCEAEX-_O=SCHOOL@x.example>',
            ("Seren", "IMCEAEX-_O=SCHOOL@x.example"),
        ),
    ):
        yield Awkward(f"from {name}", mail(b"From: " + value, TO, PLAIN), sender=expected, text=TEXT)


def nobody() -> Iterator[Awkward]:
    for name, value in (
        ("empty", b""),
        ("a name alone", b"Seren Vaughan"),
        ("no domain", b"Seren <seren>"),
        ("an empty address", b"Seren <>"),
        ("undisclosed", b"undisclosed-recipients:;"),
        ("two at signs", b"<a@@b.example>"),
        ("nonsense", b"<<<>>>((("),
        ("5000 brackets", b"(" * 5000),
    ):
        yield Awkward(f"from {name}", mail(b"From: " + value, TO, PLAIN), nobody=True, text=TEXT)
    yield Awkward("no from", mail(TO, PLAIN), nobody=True, text=TEXT)
    yield Awkward(
        "no from, a sender",
        mail(b"Sender: Office <office@x.example>", TO, PLAIN),
        sender=("Office", "office@x.example"),
    )
    yield Awkward("no from, a reply-to", mail(b"Reply-To: o@x.example", TO, PLAIN), sender=("", "o@x.example"))
    yield Awkward("an empty from, a sender", mail(b"From: ", b"Sender: o@x.example", PLAIN), sender=("", "o@x.example"))
    yield Awkward(
        "two froms",
        mail(FROM, b"From: Somebody <else@x.example>", PLAIN),
        sender=("Seren Vaughan", "s.vaughan@saint-finnian.example"),
    )


def recipients() -> Iterator[Awkward]:
    for name, lines, expected in (
        (
            "several fields",
            (b"To: a@x.example", b"To: b@x.example", b"Cc: c@x.example"),
            ("a@x.example", "b@x.example", "c@x.example"),
        ),
        ("twice the same", (b"To: a@x.example, A <a@x.example>",), ("a@x.example",)),
        ("a group", (b"To: Staff: a@x.example, b@x.example;",), ("a@x.example", "b@x.example")),
        ("undisclosed", (b"To: undisclosed-recipients:;",), ()),
        ("semicolons as outlook has them", (b"To: a@x.example; b@x.example",), ("a@x.example", "b@x.example")),
        ("none", (), ()),
        ("broken ones among them", (b"To: broken@, a@x.example, <@>, (",), ("a@x.example",)),
    ):
        yield Awkward(f"to {name}", mail(FROM, *lines, PLAIN), recipients=expected, text=TEXT)


def dates() -> Iterator[Awkward]:
    noon = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
    for value in (
        b"Thu, 19 Nov 2026 12:00:00 +0000",
        b"Thu, 19 Nov 2026 12:00:00 GMT",
        b"Thu, 19 Nov 2026 13:00:00 +0100 (CET)",
        b"19 Nov 2026 12:00 +0000",
        b"Thu,19 Nov 2026 12:00:00 +0000",
        b"Thu, 19 Nov 26 12:00:00 UT",
        b"Thu, 19 Nov 2026 07:00:00 EST",
        b"Thu, 19 Nov 2026 12:00:00 -0000",
        b"Thu, 19 Nov 2026 12.00.00 +0000",
        b"Thu, 19 Nov 2026\r\n 12:00:00 +0000",
        b"Wed, 19 Nov 2026 12:00:00 +0000",
    ):
        yield Awkward(f"date {value!r}", mail(FROM, TO, b"Date: " + value, PLAIN), sent_at=noon, text=TEXT)
    for value in (
        b"",
        b"yesterday",
        b"Mon, 99 Foo 0000 99:99:99 +9999",
        b"Thu, 01 Jan 1970 00:00:00 +0000",
        b"Thu, 19 Nov 2126 12:00:00 +0000",
        b"Thu, 01 Jan 1899 00:00:00 +2359",
        b"Thu, 19 Nov 99999999999 12:00:00 +0000",
        b"\xff\xfe",
    ):
        yield Awkward(f"date {value!r}", mail(FROM, TO, b"Date: " + value, PLAIN), undated=True, text=TEXT)


def identifiers() -> Iterator[Awkward]:
    for value, expected in (
        (b"<a@x.example>", "<a@x.example>"),
        (b"a@x.example", "<a@x.example>"),
        (b"  <a@x.example>  (made up)", "<a@x.example>"),
        (b"<a b@x.example>", None),
        (b"<>", None),
        (b"", None),
        (b"\r\n <folded@x.example>", "<folded@x.example>"),
        (b"<one@x.example> <two@x.example>", "<one@x.example>"),
        (b"<no-at-sign>", "<no-at-sign>"),
        (b"<[odd]%$#@x.example>", "<[odd]%$#@x.example>"),
        (b"<" + b"a" * 2000 + b">", None),
    ):
        raw = mail(FROM, TO, b"Message-ID: " + value, PLAIN)
        yield Awkward(f"message-id {value[:30]!r}", raw, message_id=expected, unnamed=expected is None, text=TEXT)
    for name, lines, expected_thread in (
        (
            "both",
            (b"In-Reply-To: <b@x.example>", b"References: <a@x.example> <b@x.example>"),
            ("<b@x.example>", "<a@x.example>"),
        ),
        ("references without blanks", (b"References: <a@x.example><b@x.example>",), ("<b@x.example>", "<a@x.example>")),
        ("words around", (b'In-Reply-To: Your message of "Thu" <a@x.example>',), ("<a@x.example>",)),
        ("nothing usable", (b"In-Reply-To: yes", b"References: "), ()),
        ("folded", (b"References: <a@x.example>\r\n\t<b@x.example>",), ("<b@x.example>", "<a@x.example>")),
    ):
        yield Awkward(f"answers {name}", mail(FROM, TO, *lines, PLAIN), answers_to=expected_thread, text=TEXT)


ALL = numbered("header", (*senders(), *nobody(), *recipients(), *dates(), *identifiers()))
