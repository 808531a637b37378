"""What Outlook makes of a message: winmail.dat, .msg, rich text."""

import io
import re
import struct
from datetime import UTC, datetime

import compressed_rtf  # type: ignore[import-untyped]  # it ships no types
import olefile  # type: ignore[import-untyped]  # likewise
import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.cases.report import Forwarded, Sender
from intake.budget import OUT_OF_TIME, Budget
from intake.formats.compound import CompoundFile
from intake.formats.opened import InnerFile
from intake.formats.opening import look_into
from intake.formats.rich_text import decompressed, passage_of_rtf
from intake.limits import Limits
from tests.intake.enclosed import WORDS, File, names, read
from tests.intake.msg_files import Tree, a_compound, embedded, msg_file, msg_storage
from tests.intake.outlook_properties import OBJECT, Property, binary, integer, moment, text
from tests.intake.winmail_files import a_tnef, attribute, properties, tnef_file, tnef_message

AFTERNOON = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
SUBJECT = text(0x0037, "Trip list")
BODY = text(0x1000, "I sent the list to the wrong parent.")
WRITER = (text(0x0042, "Gareth Vaughan"), text(0x5D02, "g.vaughan@saint-finnian.example"), moment(0x0039, AFTERNOON))
GARETH = Sender(name="Gareth Vaughan", address="g.vaughan@saint-finnian.example")
HEADING = (
    "Attached message from Gareth Vaughan <g.vaughan@saint-finnian.example> of Tuesday 3 November 2026, 14:05, "
    'subject "Trip list":'
)
CSV = (text(0x3707, "list.csv"), binary(0x3701, b"name,need\n" * 600))
RTF = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0 The caf\'e9 list\par went to T\u373?n.\par}"
HTML_IN_RTF = (
    rb"{\rtf1\ansi\ansicpg1252\fromhtml1{\fonttbl{\f0 Arial;}}{\*\htmltag64 <p>}Caf\'e9 &c \htmlrtf\par\htmlrtf0 "
    rb"{\*\htmltag72 </p>}{\*\htmltag64 <p>}second{\*\htmltag72 </p>}}"
)


def winmail(content: bytes) -> File:
    return File("winmail.dat", content, "application/ms-tnef")


def msg(tree: Tree) -> File:
    return File("trip list.msg", a_compound(tree), "application/vnd.ms-outlook")


def test_the_text_of_a_winmail_dat_is_the_senders_own() -> None:
    message = read(winmail(a_tnef(tnef_message(SUBJECT, BODY, *WRITER))), words="")
    assert message.text == "I sent the list to the wrong parent."
    assert message.forwarded == ()
    assert names(message) == ["winmail.dat"]


def test_a_text_that_stands_in_the_mail_already_is_not_repeated() -> None:
    assert read(winmail(a_tnef(tnef_message(text(0x1000, WORDS))))).text == WORDS


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (text(0x1000, "plain"), "plain"),
        (binary(0x1013, "<p>caf\xe9</p>".encode("cp1252")), "caf\xe9"),
        (binary(0x1009, compressed_rtf.compress(RTF)), "The caf\xe9 list\nwent to T\u0175n."),
        (binary(0x1009, compressed_rtf.compress(RTF, compressed=False)), "The caf\xe9 list\nwent to T\u0175n."),
        (binary(0x1009, compressed_rtf.compress(HTML_IN_RTF)), "Caf\xe9 &c\n\nsecond"),
    ],
)
def test_a_body_is_read_in_each_of_its_forms(body: Property, expected: str) -> None:
    code_page = integer(0x3FFD, 1252)
    assert read(winmail(a_tnef(tnef_message(code_page, body))), words="").text == expected
    assert read(msg(msg_storage(code_page, body))).text.partition("date:\n\n")[2] == expected


def test_files_of_a_winmail_dat_come_out_under_their_long_names() -> None:
    message = read(
        winmail(
            a_tnef(
                tnef_file(text(0x3707, "Year 5 list.csv"), title="YEAR5~1.CSV", content=b"1,2"),
                tnef_file(title="caf\xe9.txt", content=b"abc"),
                tnef_file(*CSV),
                tnef_file(text(0x3707, "../../etc/\u202egpj.exe"), content=b"x"),
            )
        )
    )
    assert names(message) == ["winmail.dat", "Year 5 list.csv", "caf\xe9.txt", "list.csv", "gpj.exe"]
    assert message.attachments[3].content == CSV[1].value
    assert 'The file "gpj.exe" can run as a program; it was kept whole. Don\'t open it.' in message.limits


def test_a_message_attached_inside_a_winmail_dat_is_read_as_one() -> None:
    inner = Property(0x3701, OBJECT, b"\7" * 16 + a_tnef(tnef_message(SUBJECT, BODY, *WRITER)))
    message = read(winmail(a_tnef(tnef_file(inner))))
    assert message.text == f"{WORDS}\n\n{HEADING}\n\nI sent the list to the wrong parent."
    assert message.forwarded == (Forwarded(sender=GARETH, sent_at=AFTERNOON, subject="Trip list"),)


def test_a_winmail_dat_whose_sizes_are_lies_gives_what_is_there() -> None:
    honest = tnef_message(BODY)
    liar = attribute(0x00069003, properties(SUBJECT, count=2**31))
    message = read(winmail(a_tnef(honest, liar, attribute(0x0006800F, b"x", claimed=2**32 - 1))))
    assert message.text.endswith("I sent the list to the wrong parent.")
    assert message.limits == ("A winmail.dat file is cut off or damaged; what could be read of it was.",)


def test_an_outlook_message_is_read_with_its_files_and_the_message_in_it() -> None:
    inner = msg_storage(text(0x0037, "First"), text(0x1000, "Carys told me."), text(0x0C1A, "Carys Bowen"), header=24)
    message = read(msg(msg_storage(SUBJECT, BODY, *WRITER, files=[msg_file(*CSV), embedded(inner)])))
    assert message.text == (
        f"{WORDS}\n\n{HEADING}\n\nI sent the list to the wrong parent.\n\n"
        'Attached message from Carys Bowen of an unknown date, subject "First":\n\nCarys told me.'
    )
    assert [item.sender.name for item in message.forwarded if item.sender] == ["Gareth Vaughan", "Carys Bowen"]
    assert names(message) == ["trip list.msg", "list.csv"]
    assert message.attachments[1].content == CSV[1].value


def test_messages_in_outlook_messages_end_at_the_limit_and_that_is_said() -> None:
    tree: Tree = msg_storage(BODY, header=24)
    for _ in range(9):
        tree = msg_storage(text(0x0C1A, "Somebody"), files=[embedded(tree)], header=24)
    message = read(msg(msg_storage(files=[embedded(tree)])))
    assert "wrong parent" not in message.text
    assert any("nested" in limit for limit in message.limits)


def test_a_compound_file_is_read_as_the_common_library_reads_it() -> None:
    raw = a_compound(msg_storage(SUBJECT, BODY, files=[msg_file(*CSV), msg_file(text(0x3707, "a"))]))
    own = CompoundFile(raw)
    with olefile.OleFileIO(io.BytesIO(raw), raise_defects=olefile.DEFECT_INCORRECT) as library:
        for path in library.listdir():
            assert own.stream(tuple(name.lower() for name in path)) == library.openstream(path).read()


@pytest.mark.parametrize("place", [30, 44, 48, 60, 64, 68, 72, 76])
@pytest.mark.parametrize("value", [0, 1, 5, 0xFFFFFFFE, 0x7FFFFFFF])
def test_a_compound_file_whose_header_lies_is_answered(place: int, value: int) -> None:
    raw = bytearray(a_compound(msg_storage(SUBJECT, BODY, files=[msg_file(*CSV)])))
    struct.pack_into("<I", raw, place, value)
    message = read(File("a.msg", bytes(raw)))
    assert message.unreadable is None
    assert message.attachments[0].content == bytes(raw)


def test_a_chain_of_sectors_that_bites_its_tail_ends() -> None:
    raw = bytearray(a_compound(msg_storage(BODY, files=[msg_file(*CSV)])))
    table = len(raw) - 512
    for sector in range(100):
        struct.pack_into("<I", raw, table + 4 * sector, 0)
    assert read(File("a.msg", bytes(raw))).unreadable is None


def test_a_compound_file_in_which_all_files_claim_the_same_sectors_is_kept_whole() -> None:
    large, small = (msg_file(binary(0x3701, b"1" * size)) for size in (60_000, 1))
    raw = bytearray(a_compound(msg_storage(BODY, files=[large, *[small] * 90])))
    name = "__substg1.0_37010102".encode("utf-16-le")
    entries = [found.start() for found in re.finditer(re.escape(name), raw)]
    claimed = next(raw[at + 116 : at + 124] for at in entries if raw[at + 120 : at + 122] != b"\1\0")
    for at in entries:
        raw[at + 116 : at + 124] = claimed
    message = read(File("a.msg", bytes(raw)))
    assert message.limits == ('The file "a.msg" is damaged or not what it claims to be; it was kept whole.',)
    assert names(message) == ["a.msg"]


@given(st.binary(max_size=3000))
def test_compressed_rich_text_comes_back_as_it_was(plain: bytes) -> None:
    assert decompressed(compressed_rtf.compress(plain), 10_000) == plain


@given(st.binary(max_size=300), st.integers(0, 500))
def test_any_compressed_bytes_give_no_more_than_was_asked_for(packed: bytes, most: int) -> None:
    assert len(decompressed(b"\0" * 8 + b"LZFu\0\0\0\0" + packed, most)) <= most


@given(
    st.lists(
        st.sampled_from(
            [
                "{",
                "}",
                "\\u-10179?",
                "\\'e9",
                "\\*",
                "\\bin9 ",
                "\\uc3",
                "\\htmlrtf ",
                "word ",
                "\\par ",
                "\\u99999999",
                "\\fromhtml",
                "\\{",
                "\\ansicpg0 ",
            ]
        )
    )
)
def test_any_rich_text_is_answered(pieces: list[str]) -> None:
    passage_of_rtf("".join(pieces).encode("latin-1")).render().encode("utf-8")


def test_rich_text_as_a_body_is_read_and_as_a_file_is_kept() -> None:
    assert read(File("", RTF, "text/rtf", "inline"), words="").text == "The caf\xe9 list\nwent to T\u0175n."
    assert read(File("list.rtf", RTF, "application/rtf")).text == WORDS


def test_a_winmail_dat_of_millions_of_properties_is_read_no_longer_than_there_is_time() -> None:
    content = a_tnef(*[tnef_message(BODY)] * 9)
    ticks = iter(range(100))
    opened = look_into(InnerFile("winmail.dat", "", content), Budget(Limits(), clock=lambda: next(ticks)))
    assert opened.notes == (OUT_OF_TIME,)
    assert [passage.source for passage in opened.passages] == ["I sent the list to the wrong parent."]
