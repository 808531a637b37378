"""What is cleaned, what is refused, and what people are told: decided by what a file holds."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.cases.ports import Cleaner
from candour.cleaning.cleaner import FileCleaner


def _zip(name: bytes) -> bytes:
    """Return what a zip's directory has of a member."""
    return b"PK\x01\x02" + bytes(42) + name


WORDS = "Pupil,Year\nGwyn Ifans,5\n"


@pytest.mark.parametrize(
    "content",
    [
        WORDS.encode(),
        b"\xef\xbb\xbf" + WORDS.encode(),
        WORDS.encode("utf-16"),
        WORDS.replace("\n", "\r\n").encode(),
        WORDS.replace("\n", "\r").encode("cp1252"),
    ],
)
def test_words_come_out_in_one_way_however_they_were_typed(content: bytes) -> None:
    found = FileCleaner().clean(content, "text/csv")
    assert found.content == WORDS.encode()
    assert found.media_type == "text/csv"


def test_words_are_a_text_file_unless_they_are_said_to_be_a_table() -> None:
    assert FileCleaner().clean("Roedd y rhestr yn y bag. Dŵr.".encode(), "").media_type == "text/plain"


@pytest.mark.parametrize(
    ("content", "claimed", "reason"),
    [
        (b"%PDF-1.7\n/Author (Gwenllian)", "text/plain", "a PDF: it is damaged or cut off; printed to a PDF once more"),
        (b"PK\x03\x04docProps/core.xml", "image/jpeg", "an archive or an unknown office file; each file in it"),
        (_zip(b"ppt/presentation.xml"), "", "a presentation; printed to a PDF it can be cleaned"),
        (
            b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text",
            "",
            "an OpenDocument file; printed",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Gwenllian",
            "application/msword",
            "an older office file, a locked one, or a",
        ),
        (b"\0\0\0\x18ftypheic\0\0", "image/jpeg", "a HEIC picture: it is damaged or cut off; a picture of the screen"),
        (b"\0\0\0\x18ftypavif\0\0", "image/jpeg", "an AVIF picture: it is damaged or cut off; a picture of the screen"),
        (b"II*\0\x08\0\0\0", "image/tiff", "a TIFF picture: it is damaged"),
        (b"ID3\x03 Gwenllian", "audio/mpeg", "a sound or a film; what it says"),
        (b"{\\rtf1{\\info{\\author Gwenllian}}}", "text/plain", "a file of a kind that Candour doesn't know"),
        (b"<html><meta name=author content=Gwenllian>", "text/plain", "a file of a kind that Candour doesn't know"),
        (b"BEGIN:VCARD\r\nFN:Gwenllian", "text/plain", "a file of a kind that Candour doesn't know"),
        (b"From: Gwenllian <g@st.example>\r\nTo: b@st.example\r\n", "text/plain", "a kind that Candour doesn't know"),
        (b"Received: from a.example\r\n\tby b.example\r\nFrom: Gwenllian", "application/octet-stream", "doesn't know"),
        (b"--a1b2\r\nContent-Type: text/plain\r\n\r\nGwenllian", "text/plain", "a kind that Candour doesn't know"),
        (b"Gwenllian,5", "application/json", "a file of a kind that Candour doesn't know"),
        (b"BM\x76\0\0\0 pixels", "image/bmp", "a file of a kind that Candour doesn't know"),
        (b"\x01\x02\x03", "", "a file of a kind that Candour doesn't know"),
    ],
)
def test_what_can_t_be_cleaned_is_refused_with_its_kind_and_what_to_do_instead(
    content: bytes, claimed: str, reason: str
) -> None:
    found = FileCleaner().clean(content, claimed)
    assert found.content is None
    assert reason in found.reason
    assert "Gwenllian" not in found.reason


@given(st.binary(max_size=300), st.sampled_from(["", "image/jpeg", "text/plain", "image/png", "\x00"]))
def test_no_bytes_make_it_raise(content: bytes, claimed: str) -> None:
    found = FileCleaner().clean(content, claimed)
    assert (found.content is None) == bool(found.reason)


@given(
    st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x10\0\0\0WEBP", b"GIF89a", b"\xff\xfe", b"MM\0*"]),
    st.binary(max_size=300),
)
def test_no_bytes_behind_a_known_beginning_make_it_raise(beginning: bytes, content: bytes) -> None:
    found = FileCleaner().clean(beginning + content, "image/png")
    assert (found.content is None) == bool(found.reason)


def test_the_cleaner_is_the_cores_port_and_travels_to_a_worker() -> None:
    cleaner: Cleaner = pickle.loads(pickle.dumps(FileCleaner()))  # noqa: S301  our own bytes
    assert cleaner.clean(b"words", "text/plain").content == b"words"
