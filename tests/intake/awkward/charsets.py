"""Texts under labels that are right, wrong, unknown or absent, in the body and in the header."""

import base64
import binascii
from collections.abc import Iterator

from tests.intake.awkward.mail import FROM, PLAIN, SUBJECT, TO, Awkward, mail, numbered

# The label as it stands in the mail, the codec by which the bytes were made, a text that the codec can write.
LABELLED = (
    ("utf-8", "utf-8", "Llŷr lost £20 – “really”"),
    ("UTF8", "utf-8", "naïve façade"),
    ("unicode-1-1-utf-8", "utf-8", "Tŷ Gwyn"),
    ("iso-8859-1", "latin-1", "déjà vu"),
    ("iso-8859-1", "cp1252", "“curly” – 5 €"),
    ("us-ascii", "utf-8", "Siân’s list"),
    ("us-ascii", "cp1252", "Siân’s list"),
    ("utf-8", "cp1252", "Siân’s café list"),
    ("iso-8859-15", "iso-8859-15", "20 € für Šárka"),
    ("iso-8859-2", "iso-8859-2", "Łódź i Gdańsk"),
    ("windows-1250", "cp1250", "Žluťoučký kůň"),
    ("windows-1251", "cp1251", "Список детей"),
    ("koi8-r", "koi8-r", "Список детей"),
    ("iso-8859-5", "iso-8859-5", "Список детей"),
    ("iso-8859-7", "iso-8859-7", "Κατάλογος"),
    ("windows-1253", "cp1253", "Κατάλογος"),
    ("iso-8859-9", "iso-8859-9", "Çağrı Şimşek"),
    ("windows-1256", "cp1256", "قائمة الأطفال"),
    ("windows-1255", "cp1255", "רשימה"),
    ("gb2312", "gb2312", "学生名单"),
    ("gbk", "gbk", "學生名單"),
    ("gb18030", "gb18030", "学生名单"),
    ("hz-gb-2312", "hz", "学生名单"),
    ("big5", "big5", "學生名單"),
    ("shift_jis", "shift_jis", "生徒名簿"),
    ("iso-2022-jp", "iso-2022-jp", "生徒名簿"),
    ("euc-jp", "euc-jp", "生徒名簿"),
    ("euc-kr", "euc-kr", "학생 명단"),
    ("ks_c_5601-1987", "cp949", "학생 명단"),
    ("tis-620", "tis-620", "รายชื่อนักเรียน"),
    ("macintosh", "mac-roman", "déjà vu"),
    ("utf-7", "utf-7", "Siân’s list"),
    ("x-unknown", "utf-8", "Siân’s list"),
    ("x-unknown", "cp1252", "Siân’s list"),
    ("unknown-8bit", "utf-8", "Siân"),
    ("default", "utf-8", "Siân"),
    ("", "utf-8", "Siân"),
    ("utf-8\xa0", "utf-8", "Siân"),
    ("none", "cp1252", "Siân"),
    ("ansi_x3.110-1983", "cp1252", "Siân"),
)
# Neither a parser nor a person can tell these codecs in a header from each other without a label.
_NOT_IN_HEADERS = frozenset({"hz", "utf-7", "iso-2022-jp"})


def bodies() -> Iterator[Awkward]:
    for label, codec, text in LABELLED:
        kind = f'Content-Type: text/plain; charset="{label}"'.encode("latin-1")
        raw = mail(FROM, TO, SUBJECT, kind, b"Content-Transfer-Encoding: 8bit", body=text.encode(codec))
        yield Awkward(f"body {codec} as {label or 'nothing'}", raw, text=text)
    for bom, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8")):
        packed = base64.encodebytes(bom + "Tŷ Gwyn".encode(codec))
        kind = f"Content-Type: text/plain; charset={codec[:6].rstrip('-')}".encode()
        raw = mail(FROM, TO, kind, b"Content-Transfer-Encoding: base64", body=packed)
        yield Awkward(f"body {codec} with a byte order mark", raw, text="Tŷ Gwyn")
    yield Awkward("no content type at all", mail(FROM, TO, SUBJECT, body="Siân".encode()), text="Siân")
    yield Awkward(
        "no content type, windows-1252", mail(FROM, TO, SUBJECT, body="Siân’s".encode("cp1252")), text="Siân’s"
    )


def subjects() -> Iterator[Awkward]:
    for label, codec, text in LABELLED:
        if codec in _NOT_IN_HEADERS or not label.isascii() or not label:
            continue
        packed = base64.b64encode(text.encode(codec)).decode()
        line = f"Subject: =?{label}?B?{packed}?=".encode()
        yield Awkward(f"subject {codec} as {label} in base64", mail(FROM, TO, line, PLAIN), subject=text)
        quoted = (
            binascii.b2a_qp(text.encode(codec), quotetabs=True, header=True).replace(b"=\n", b"").replace(b"?", b"=3F")
        )
        line = b"Subject: =?" + label.encode() + b"?q?" + quoted + b"?="
        yield Awkward(f"subject {codec} as {label} in q", mail(FROM, TO, line, PLAIN), subject=text)


def words() -> Iterator[Awkward]:
    odd = (
        ("two words of one charset, a character cut in two", b"=?utf-8?B?U2nD?= =?utf-8?B?om4=?=", "Siân"),
        ("a folded pair without a blank between", b"=?utf-8?q?Si=C3=A2n?=\r\n =?utf-8?q?_Rees?=", "Siân Rees"),
        ("text stuck to a word", b"Re:=?utf-8?q?_Si=C3=A2n?=", "Re: Siân"),
        ("a word in quotes", b'"=?utf-8?q?Si=C3=A2n?="', '"Siân"'),
        ("a language in the charset (RFC 2231, 5)", b"=?utf-8*cy?q?T=C5=B7?=", "Tŷ"),
        ("no padding", b"=?utf-8?B?U2nDom4?=", "Siân"),
        ("blanks inside q", b"=?utf-8?q?Trip list?=", "Trip list"),
        ("an unknown encoding stays", b"=?utf-8?x?abc?=", "=?utf-8?x?abc?="),
        ("an unclosed word stays", b"=?utf-8?q?Trip", "=?utf-8?q?Trip"),
        ("a nul and an escape are not shown", b"Tr\x00ip \x1b[31mlist", "Tr ip [31mlist"),
        ("marks that turn the writing are not shown", "Trip \u202elist".encode(), "Trip list"),
        ("raw utf-8", "Siân’s list".encode(), "Siân’s list"),
        ("raw windows-1252", "Siân’s list".encode("cp1252"), "Siân’s list"),
        ("empty", b"", ""),
        ("blanks alone", b"   \t ", ""),
        ("folded with tabs", b"Trip\r\n\tlist", "Trip list"),
        ("a line break in a word", b"=?utf-8?q?Trip=0D=0Alist?=", "Trip list"),
    )
    for name, content, expected in odd:
        yield Awkward(name, mail(FROM, TO, b"Subject: " + content, PLAIN), subject=expected)


ALL = numbered("charset", (*bodies(), *subjects(), *words()))
