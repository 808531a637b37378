"""Files of every kind with places overwritten, cut out or repeated: answered, within bounds, kept whole."""

import bz2
import gzip
import lzma
import struct

import compressed_rtf  # type: ignore[import-untyped]  # it ships no types
from hypothesis import given
from hypothesis import strategies as st

from intake.budget import Budget
from intake.formats.opened import InnerFile
from intake.formats.opening import look_into
from intake.limits import Limits
from intake.parse import parse_message
from tests.intake.enclosed import File, a_mail_with
from tests.intake.mails import ARRIVAL
from tests.intake.msg_files import a_compound, embedded, msg_file, msg_storage
from tests.intake.outlook_properties import binary, text
from tests.intake.test_formats_archives import a_tar, a_zip
from tests.intake.test_formats_attached import COMPLAINT
from tests.intake.test_formats_calendars import a_calendar
from tests.intake.test_formats_outlook import BODY, CSV, HTML_IN_RTF, RTF, SUBJECT, WRITER
from tests.intake.test_formats_sealed import SIGNED_IN_PIECES
from tests.intake.winmail_files import a_tnef, tnef_file, tnef_message

OUTLOOK = a_compound(
    msg_storage(SUBJECT, BODY, *WRITER, files=[msg_file(*CSV), embedded(msg_storage(BODY, header=24))])
)
WINMAIL = a_tnef(
    tnef_message(SUBJECT, *WRITER, binary(0x1009, compressed_rtf.compress(HTML_IN_RTF))),
    tnef_file(text(0x3707, "list.csv"), title="LIST.CSV", content=b"1,2"),
)
FILES = [
    InnerFile("a.msg", "application/vnd.ms-outlook", OUTLOOK),
    InnerFile("winmail.dat", "application/ms-tnef", WINMAIL),
    InnerFile("a.zip", "application/zip", a_zip({"a.txt": b"words " * 9, "b.eml": COMPLAINT})),
    InnerFile("a.tar", "application/x-tar", a_tar({"a.txt": b"words", "n" * 150: b"1"})),
    InnerFile("a.txt.gz", "application/gzip", gzip.compress(b"words " * 9)),
    InnerFile("a.txt.bz2", "application/x-bzip2", bz2.compress(b"words " * 9)),
    InnerFile("a.txt.xz", "application/x-xz", lzma.compress(b"words " * 9)),
    InnerFile("a.ics", "text/calendar", a_calendar()),
    InnerFile("a.p7m", "application/pkcs7-mime", SIGNED_IN_PIECES),
    InnerFile("a.eml", "message/rfc822", COMPLAINT),
    InnerFile("a.rtf", "text/rtf", RTF),
]
NARROW = Limits(archive_members=1, expanded_bytes=100, opened_depth=1, attachments=2, parts=9, text_characters=100)


@st.composite
def damaged_files(draw: st.DrawFn) -> InnerFile:
    """A file of one of the kinds, with numbers made large, places cut out, repeated or overwritten."""
    file = draw(st.sampled_from(FILES))
    content = file.content
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 40)))
        lies = st.sampled_from([struct.pack("<I", value) for value in (0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 0xFFFFFFFE)])
        piece = draw(st.one_of(st.binary(max_size=8), lies, st.just(content[start:end] * 2)))
        content = content[:start] + piece + content[max(start + len(piece), end) :]
    return InnerFile(file.name, file.media_type, content)


def test_an_archive_with_a_file_without_a_name_is_looked_through() -> None:
    named = a_zip({"a.txt": b"It was in the bus."})
    at = named.rindex(b"a.txt")  # in the directory, where zipfile takes it from
    nameless = File("a.zip", named[:at] + bytes(5) + named[at + 5 :], "application/zip")
    assert parse_message(a_mail_with(nameless), ARRIVAL).unreadable is None


@given(damaged_files())
def test_a_damaged_file_is_answered_and_kept_whole(file: InnerFile) -> None:
    raw = a_mail_with(File(file.name, file.content, file.media_type))
    message = parse_message(raw, ARRIVAL)
    assert message.unreadable is None
    assert message.attachments[0].name == file.name
    if file.media_type != "message/rfc822":  # what isn't encoded may hold the boundary
        assert message.attachments[0].content == file.content
    ("".join((message.text, *message.limits)) + str(message.forwarded)).encode("utf-8")
    narrow = parse_message(raw, ARRIVAL, NARROW)
    assert narrow.unreadable is None
    assert len(narrow.text) <= 100
    assert len(narrow.attachments) <= 2


@given(st.sampled_from(FILES), st.binary(max_size=400))
def test_any_bytes_after_the_first_of_a_format_are_answered(file: InnerFile, rest: bytes) -> None:
    for begins in (1, 6, 12, 512):
        look_into(InnerFile(file.name, file.media_type, file.content[:begins] + rest), Budget(Limits()))


@given(damaged_files(), st.integers(0, 5_000))
def test_no_file_unpacks_to_more_than_was_allowed(file: InnerFile, most: int) -> None:
    budget = Budget(Limits(expanded_bytes=most))
    opened = look_into(file, budget)
    if file.name.startswith(("a.zip", "a.txt")):
        assert sum(len(inner.content) for inner in opened.files) <= most
