# ruff: noqa: RUF001 - typographic characters are what is tested here
"""Charsets, encoded words, HTML, flowed text: tables of what must come out."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.charsets import decode_text, decode_words, lenient_base64
from intake.markup import stripped, text_of_html
from intake.plain import clean, unflowed
from intake.transfer import decoded, without_uuencoded


@pytest.mark.parametrize(
    ("content", "label", "text"),
    [
        ("Siân – “list”".encode(), "utf-8", "Siân – “list”"),
        ("Siân – “list”".encode(), "us-ascii", "Siân – “list”"),
        ("Siân – “list”".encode(), None, "Siân – “list”"),
        ("Siân – “list”".encode(), "x-unknown", "Siân – “list”"),
        ("Siân – “list”".encode(), "latin-1", "Siân – “list”"),
        ("Siân – “list”".encode("cp1252"), "latin-1", "Siân – “list”"),
        ("Siân – “list”".encode("cp1252"), "utf-8", "Siân – “list”"),
        ("Siân – “list”".encode("cp1252"), None, "Siân – “list”"),
        ("Gŵyn".encode("iso-8859-14"), "iso-8859-14", "Gŵyn"),
        ("Wójcik".encode("iso-8859-2"), "ISO-8859-2", "Wójcik"),
        ("日本".encode("iso-2022-jp"), "iso-2022-jp", "日本"),
        (b"\xef\xbb\xbfwith a mark", "utf-8", "with a mark"),
        ("Gŵyn, Siân ".encode() + b"\xe2\x80", "utf-8", "Gŵyn, Siân \ufffd"),
        (b"\x81", "latin-1", "\ufffd"),
        (b"abc", "rot13", "abc"),
        (b"abc", "unicode_escape", "abc"),
        (b"abc", "utf-8\0", "abc"),
        (b"", None, ""),
    ],
)
def test_text_is_decoded_whatever_its_label_says(content: bytes, label: str | None, text: str) -> None:
    assert decode_text(content, label) == text


@pytest.mark.parametrize(
    ("header", "text"),
    [
        (b"=?utf-8?q?Si=C3=A2n?= Ellis", "Siân Ellis"),
        (b"=?UTF-8?B?U2nDom4=?= =?utf-8?q?_Ellis?=", "Siân Ellis"),
        (b"=?utf-8?b?U2nD?= =?utf-8?b?om4=?=", "Siân"),
        (b"=?utf-8?b?U2nDom4?=", "Siân"),
        (b"=?iso-8859-1*en?q?Caf=E9?=", "Café"),
        (b"=?windows-1252?q?=93list=94?=", "“list”"),
        ("Café – list".encode(), "Café – list"),
        ("Café".encode("latin-1"), "Café"),
        (b"=?utf-8?x?broken?= =?utf-8", "=?utf-8?x?broken?= =?utf-8"),
        (b"plain", "plain"),
    ],
)
def test_a_header_is_decoded_whatever_was_done_to_it(header: bytes, text: str) -> None:
    assert decode_words(header) == text


@pytest.mark.parametrize("content", [b"Q2F0", b"Q2F0\r\n", b"Q 2 F 0", b"Q2F0=", b"Q2F0Q", b"!Q2F0!"])
def test_base64_is_read_with_anything_around_it(content: bytes) -> None:
    assert lenient_base64(content) == b"Cat"


@given(st.binary(), st.text(max_size=20))
def test_any_bytes_with_any_label_become_text(content: bytes, label: str) -> None:
    decode_text(content, label)
    decode_words(content)
    for encoding in ("base64", "quoted-printable", "x-uuencode", "8bit", label):
        decoded(content, encoding)


def test_uuencoded_parts_are_decoded() -> None:
    assert decoded(b"begin 644 a\r\n#0V%T\r\n`\r\nend\r\n", "x-uuencode") == b"Cat"
    assert decoded(b"nothing of that kind", "x-uuencode") == b"nothing of that kind"


def test_a_file_written_into_the_text_is_taken_out_of_it() -> None:
    text = "Before.\nbegin 644 list.txt\n#0V%T\n`\nend\nAfter."
    assert without_uuencoded(text) == ("Before.\n[a file stood here in the text]\nAfter.", [("list.txt", b"Cat")])
    assert without_uuencoded("We begin 644 days later.\nThe end") == ("We begin 644 days later.\nThe end", [])


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("a<br>b", "a\nb"),
        ("<p>R&amp;D &lt;3 caf&eacute;&nbsp;au&#8217;s</p>", "R&D <3 café au’s"),
        ("<script>x()</script><style>p{}</style><p>seen</p>", "seen"),
        ("<p style='display:none'>preheader</p><p>seen</p>", "seen"),
        ("<p>unclosed <b>tags", "unclosed tags"),
        ("<?xml version='1.0'?><p>declared</p>", "declared"),
        ("no tags at all", "no tags at all"),
        ("", ""),
        ("<!-- only a comment -->", ""),
        ("<img src='https://tracker.example/p.gif'>", ""),
    ],
)
def test_html_becomes_the_text_that_people_see(markup: str, text: str) -> None:
    assert clean(text_of_html(markup)) == text


def test_a_table_that_would_blow_up_when_laid_out_is_read_plainly() -> None:
    markup = "<table><tr><td>" + "wide" * 50_000 + "</td></tr>" + "<tr><td>x</td></tr>" * 2_000 + "</table>"
    tracemalloc.start()
    text = text_of_html(markup)
    _, peak_in_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert text.count("x") == 2_000
    assert peak_in_bytes < 50 * len(markup)


def test_the_plain_reading_of_html_leaves_out_what_is_hidden() -> None:
    markup = "<HEAD><title>t</title></HEAD><p>One &amp; <b>two</b><SCRIPT>no()</SCRIPT><p>three<script>never closed"
    assert [line.split() for line in stripped(markup).split("\n") if line] == [
        ["One", "&", "two"],
        ["three", "never", "closed"],
    ]


@given(st.text(alphabet="<>/tablerdivpscript &;#x0'\" \n", max_size=300))
def test_any_html_becomes_text(markup: str) -> None:
    text_of_html(markup)
    stripped(markup)


@pytest.mark.parametrize(
    ("flowed", "delete_space", "text"),
    [
        ("one \ntwo", False, "one two"),
        ("one \ntwo", True, "onetwo"),
        ("one\ntwo", False, "one\ntwo"),
        (" From here", False, "From here"),
        ("> a \n> b\nc", False, "> a b\nc"),
        ("> a \nnot quoted", False, "> a \nnot quoted"),
        ("end \n-- \nname", False, "end \n-- \nname"),
    ],
)
def test_flowed_text_is_put_back_into_paragraphs(flowed: str, delete_space: bool, text: str) -> None:  # noqa: FBT001
    assert unflowed(flowed, delete_space=delete_space) == text


def test_text_is_rid_of_what_nobody_can_see() -> None:
    assert clean("\r\na\x00b\r\nc\rd\x0be\u2028f\xa0g  \n\n") == "ab\nc\nd\ne\nf g"
    assert clean("x\u202egpj.exe\ud800") == "xgpj.exe"
