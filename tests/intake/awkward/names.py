"""Names of files in every encoding, and with tricks in them."""

from collections.abc import Iterator

from tests.intake.awkward.mail import TEXT, Awkward, multipart, numbered, part, text_part

NAMED = (
    ("plain", b'attachment; filename="list.csv"', "list.csv"),
    ("unquoted", b"attachment; filename=list.csv", "list.csv"),
    ("blanks without quotes", b"attachment; filename=trip list.csv", "trip list.csv"),
    ("a semicolon in quotes", b'attachment; filename="a;b.csv"', "a;b.csv"),
    ("escaped quotes", b'attachment; filename="a \\"b\\".csv"', "a _b_.csv"),
    ("RFC 2231", b"attachment; filename*=utf-8''t%C5%B7.csv", "tŷ.csv"),
    ("RFC 2231 with a language", b"attachment; filename*=utf-8'cy't%C5%B7.csv", "tŷ.csv"),
    ("RFC 2231 in pieces", b"attachment; filename*0*=utf-8''t%C5; filename*1*=%B7.csv", "tŷ.csv"),
    ("RFC 2231 in pieces out of order", b'attachment; filename*1="list.csv"; filename*0="trip-"', "trip-list.csv"),
    ("RFC 2231 of latin-1", b"attachment; filename*=iso-8859-1''caf%E9.csv", "café.csv"),
    ("RFC 2231 without a charset", b"attachment; filename*=t%C5%B7.csv", "tŷ.csv"),
    ("RFC 2231 of an unknown charset", b"attachment; filename*=x-odd''t%C5%B7.csv", "tŷ.csv"),
    ("RFC 2231 with a broken percent", b"attachment; filename*=utf-8''100%25%zz.csv", "100%%zz.csv"),
    ("RFC 2047 in quotes", b'attachment; filename="=?utf-8?q?t=C5=B7.csv?="', "tŷ.csv"),
    ("RFC 2047 in base64", b'attachment; filename="=?utf-8?B?dMW3LmNzdg==?="', "tŷ.csv"),
    ("RFC 2047 cut by folding", b'attachment; filename="=?utf-8?q?t=C5?=\r\n =?utf-8?q?=B7.csv?="', "tŷ.csv"),
    ("raw utf-8", 'attachment; filename="tŷ.csv"'.encode(), "tŷ.csv"),
    ("raw windows-1252", 'attachment; filename="café.csv"'.encode("cp1252"), "café.csv"),
    ("a way up", b'attachment; filename="../../etc/passwd"', "passwd"),
    ("a way on windows", b'attachment; filename="C:\\\\Users\\\\seren\\\\list.csv"', "list.csv"),
    ("a nul", b'attachment; filename="list.csv\x00.exe"', "list.csv .exe"),
    ("writing turned round", 'attachment; filename="list\u202efdp.exe"'.encode(), "list fdp.exe"),
    ("dots alone", b'attachment; filename=".."', "attachment-1.csv"),
    ("nothing", b'attachment; filename=""', "attachment-1.csv"),
    ("no name", b"attachment", "attachment-1.csv"),
    ("blanks alone", b'attachment; filename="   "', "attachment-1.csv"),
    ("a reserved character", b'attachment; filename="a<b>|c?.csv"', "a_b__c_.csv"),
    ("two dots before the end", b'attachment; filename="list.csv."', "list.csv"),
    ("very long", b'attachment; filename="' + b"a" * 300 + b'.csv"', "a" * 116 + ".csv"),
    ("an open quote", b'attachment; filename="list.csv', "list.csv"),
    ("capitals", b"ATTACHMENT; FILENAME=LIST.CSV", "LIST.CSV"),
)


def files() -> Iterator[Awkward]:
    for name, disposition, expected in NAMED:
        attached = part(b"text/csv", b"a,b", b"Content-Disposition: " + disposition)
        raw = multipart(b"mixed", text_part(), attached)
        yield Awkward(name, raw, files=((expected, "text/csv"),), contents=(b"a,b",), text=TEXT)
    typed = part(b'text/csv; name="list.csv"', b"a,b")
    yield Awkward(
        "in the content type alone", multipart(b"mixed", text_part(), typed), files=(("list.csv", "text/csv"),)
    )
    both = part(b'text/csv; name="one.csv"', b"a,b", b'Content-Disposition: attachment; filename="two.csv"')
    yield Awkward("two different names", multipart(b"mixed", text_part(), both), files=(("two.csv", "text/csv"),))
    unheard = part(b"text/csv", b"a,b", b'Content-Disposition: x-odd; filename="list.csv"')
    yield Awkward(
        "an unknown disposition", multipart(b"mixed", text_part(), unheard), files=(("list.csv", "text/csv"),)
    )
    twice = multipart(
        b"mixed", text_part(), *[part(b"text/csv", b"a", b"Content-Disposition: attachment; filename=a.csv")] * 2
    )
    yield Awkward("the same name twice", twice, files=(("a.csv", "text/csv"),) * 2)


ALL = numbered("file name", files())
