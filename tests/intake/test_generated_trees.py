"""Trees of parts, written in every way there is: each word and each byte of a file comes out where it was put."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from intake.limits import Limits
from intake.parse import parse_message
from tests.intake.mail_writer import File, Message, Part, Several, Text, expected_of, written
from tests.intake.mails import ARRIVAL

UNHURRIED = replace(Limits(), opening_in_seconds=60.0)
ASCII = "abcXYZ019.,;!?'()=_-><&%/"
LETTERS = {
    "us-ascii": "",
    "utf-8": "\u0175\u0177\xe9\u20ac\u0416\u6f22\U0001f600",
    "iso-8859-1": "\xe9\xf4\xfc\xff",
    "windows-1252": "\xe9\u20ac\u2019\u201c",
    "iso-8859-14": "\u0175\u0177\u0174\xe9",
    "iso-8859-15": "\u20ac\u0161\xe9",
    "koi8-r": "\u0416\u0434\u044f",
    "iso-2022-jp": "\u6f22\u5b57\u304b",
    "gb18030": "\u6f22\u5b57\u20ac",
    "shift_jis": "\u6f22\u5b57\u30bd\u8868",
    "utf-16": "\u0175\u6f22\U0001f600",
}
SUFFIXES = {"application/pdf": ".pdf", "image/png": ".png", "text/csv": ".csv"}
NAMED = [
    "not at all", "by its type", "by both", "raw", "in percent", "in pieces", "in pieces, the last first",
    "in plain pieces", "in words",
]  # fmt: skip
BOUNDARIES = [f"=_Part{'_Q' * number}" for number in range(6)] + [f"b d{':' * number}Z" for number in range(3)]


@st.composite
def texts(draw: st.DrawFn, *, is_html: bool = False) -> Text:
    charset = draw(st.sampled_from(sorted(LETTERS)))
    word = st.text(ASCII + LETTERS[charset], min_size=1, max_size=12)
    line = st.lists(word, min_size=1, max_size=6).map(" ".join)
    lines = draw(line if is_html else st.lists(st.one_of(line, st.just("")), min_size=1, max_size=4).map("\n".join))
    encodings = ["base64", "quoted-printable"] + (["8bit"] if charset != "utf-16" else [])
    return Text(lines.strip("\n") or "none", charset, draw(st.sampled_from(encodings)), is_html)


@st.composite
def versions(draw: st.DrawFn) -> Several:
    plain = draw(texts(is_html=True))
    rich = Text(plain.words, "utf-8", draw(st.sampled_from(["base64", "quoted-printable", "8bit"])), is_html=True)
    return Several("alternative", (replace(plain, is_html=False), rich), draw(st.sampled_from(BOUNDARIES)))


@st.composite
def files(draw: st.DrawFn) -> File:
    media_type = draw(st.sampled_from(sorted(SUFFIXES)))
    named = draw(st.sampled_from(NAMED))
    letters = "abc 12-_().,'" + ("\u0175\xe9\u6f22" if named != "by its type" else "")
    stem = " ".join(draw(st.text(letters, min_size=1, max_size=30)).split()).lstrip(". ")
    name = "" if named == "not at all" else f"n{stem}{SUFFIXES[media_type]}"
    content = b"n" + draw(st.binary(max_size=80)) + b"n"  # a last \r would belong to the line end
    return File(name, named, media_type, content, draw(st.sampled_from(["base64", "quoted-printable", "binary"])))


def parts_of(inner: st.SearchStrategy[Part]) -> st.SearchStrategy[Part]:
    several = st.lists(inner, min_size=1, max_size=4).map(tuple)
    boundary = st.sampled_from(BOUNDARIES)
    messages = st.builds(Message, st.sampled_from(["Seren", "Gareth", "Carys"]), inner)
    return st.one_of(
        st.builds(
            Several, st.sampled_from(["mixed", "related", "signed", "x-own"]), several, boundary, st.just("For MIME.")
        ),
        st.builds(Several, st.just("digest"), st.lists(messages, min_size=1, max_size=2).map(tuple), boundary),
        st.builds(Several, st.just("mixed"), st.tuples(inner, messages), boundary),
    )


TREES = st.recursive(st.one_of(texts(), texts(is_html=True), versions(), files()), parts_of, max_leaves=10)


def with_own_boundaries(part: Part, above: tuple[str, ...] = ()) -> Part:
    """Return the tree with no boundary that a part around it has: nobody could read such a mail."""
    if isinstance(part, Message):
        return replace(part, content=with_own_boundaries(part.content, above))
    if not isinstance(part, Several):
        return part
    boundary = part.boundary if part.boundary not in above else f"{part.boundary}.{len(above)}"
    return replace(
        part, boundary=boundary, parts=tuple(with_own_boundaries(child, (*above, boundary)) for child in part.parts)
    )


@given(TREES.map(with_own_boundaries), st.sampled_from([b"\r\n", b"\n"]))
def test_what_was_put_into_a_tree_of_parts_comes_out_of_it(tree: Part, line_end: bytes) -> None:
    mail = line_end.join((b"From: Seren <s@saint-finnian.example>", b"Subject: A", written(tree, line_end)))
    found = parse_message(mail, ARRIVAL, UNHURRIED)
    expected = expected_of(tree, line_end)
    assert found.text == expected.text
    assert [(file.name, file.content) for file in found.attachments] == expected.files
    assert [item.sender.name for item in found.forwarded if item.sender] == expected.writers
    assert found.limits == ()
