"""Rich text (RTF): its words, or the HTML that Outlook wraps in it; and the compression that Outlook puts around that.

The common libraries (striprtf, compressed_rtf) raise bare exceptions and take cubic time on crafted text; this reads in
a straight line, and what it doesn't know it passes over.
"""

import html
import re
from dataclasses import dataclass, field, replace

from intake.charsets import decode_text
from intake.passages import Passage

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+"
)
_NOT_TEXT = frozenset(
    {
        "annotation",
        "atnauthor",
        "atnid",
        "bkmkend",
        "bkmkstart",
        "colorschememapping",
        "colortbl",
        "datastore",
        "filetbl",
        "fldinst",
        "fonttbl",
        "footer",
        "footerf",
        "footerl",
        "footerr",
        "generator",
        "header",
        "headerf",
        "headerl",
        "headerr",
        "info",
        "latentstyles",
        "listoverridetable",
        "listtable",
        "mhtmltag",
        "object",
        "pict",
        "pntext",
        "revtbl",
        "rsidtbl",
        "stylesheet",
        "themedata",
        "xmlnstbl",
    }
)
_SIGNS = {
    "par": "\n", "line": "\n", "sect": "\n\n", "page": "\n\n", "row": "\n", "tab": "\t", "cell": "\t", "nestcell": "\t",
    "emdash": "\u2014", "endash": "\u2013", "bullet": "\u2022", "lquote": "\u2018", "rquote": "\u2019",
    "ldblquote": "\u201c", "rdblquote": "\u201d", "emspace": " ", "enspace": " ",
}  # fmt: skip
_ESCAPED = {"~": "\xa0", "_": "-", "{": "{", "}": "}", "\\": "\\", "\n": "\n", "\r": "\n"}
_DICTIONARY = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What a compressed text may refer to before its own beginning (MS-OXRTFCP 2.1.2.1)."""
_WINDOW = 4096
_HEADER_IN_BYTES = 16
_LAST_CODE_POINT = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)
_DEEPEST = 1_000
_MOST_SKIPPED = 8


def decompressed(content: bytes, most_in_bytes: int) -> bytes:
    """Return the RTF of a compressed stream (MS-OXRTFCP), at most so many bytes; what is broken ends it."""
    if content[8:12] == b"MELA":
        return content[_HEADER_IN_BYTES:][:most_in_bytes]
    if content[8:12] != b"LZFu":
        return b""
    written = bytearray(_DICTIONARY)
    most = most_in_bytes + len(_DICTIONARY)
    position = _HEADER_IN_BYTES
    while position < len(content) and len(written) < most:
        control = content[position]
        position += 1
        for bit in range(8):
            if not control >> bit & 1:
                written += content[position : position + 1]
                position += 1
            elif (step := _copied(content, position, written)) is None:
                return bytes(written[len(_DICTIONARY) : most])
            else:
                written += step
                position += 2
    return bytes(written[len(_DICTIONARY) : most])


def _copied(content: bytes, position: int, written: bytearray) -> bytes | None:
    """Return what a reference means: bytes written before, repeated if need be; None at the end of the stream."""
    if position + 2 > len(content):
        return None
    reference = int.from_bytes(content[position : position + 2], "big")
    distance = (len(written) - (reference >> 4)) % _WINDOW
    if distance == 0:
        return None
    length = (reference & 15) + 2
    start = len(written) - distance
    if start < 0:  # a place of the window that nothing was written to yet
        return b" " * length
    piece = bytes(written[start : start + length])
    return (piece * (length // len(piece) + 1))[:length]


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group."""

    hidden: bool = False
    tag: bool = False
    """In a piece of the HTML that was wrapped."""
    double: bool = False
    """In what stands there a second time for programs that know no HTML (MS-OXRTFEX 2.1.3.1.5)."""
    skipped: int = 1
    """How many characters after a Unicode one only repeat it for old programs."""


def passage_of_rtf(rtf: bytes) -> Passage:
    """Return the words of a rich text, as HTML where it wraps some. Never raises."""
    reading = _Reading(rtf.decode("latin-1"))
    for token in _TOKEN.finditer(reading.source):
        reading.take(token)
    reading.say("")
    return Passage("".join(reading.pieces), is_html=reading.is_html)


@dataclass(slots=True)
class _Reading:
    """One pass over the tokens of a rich text."""

    source: str
    state: _State = _State()
    groups: list[_State] = field(default_factory=list)
    codec: str = "cp1252"
    is_html: bool = False
    pieces: list[str] = field(default_factory=list)
    coded: bytearray = field(default_factory=bytearray)
    """Bytes of the code page that aren't decoded yet: a character may have two."""
    to_skip: int = 0
    resume_at: int = 0

    @property
    def is_silent(self) -> bool:
        return self.state.hidden or self.state.double

    def take(self, token: re.Match[str]) -> None:
        """Follow one token."""
        word, number, code, sign, brace, plain = token.groups()
        if token.start() < self.resume_at:
            return
        if brace:
            self.turn(brace)
        elif word:
            if word == "bin":
                self.resume_at = token.end() + max(0, int(number or 0))
            self.obey(word, int(number) if number else None)
        elif sign == "*":
            self.state = replace(self.state, hidden=not self.source.startswith("\\htmltag", token.end()))
        elif sign:
            self.say(_ESCAPED.get(sign, ""))
        elif self.to_skip and (code or plain):
            skipped = min(self.to_skip, len(plain or "1"))
            self.to_skip -= skipped
            self.say((plain or "")[skipped:])
        elif code and not self.is_silent:
            self.coded.append(int(code, 16))
        else:
            self.say(plain or "")

    def turn(self, brace: str) -> None:
        """Open or close a group."""
        self.to_skip = 0
        if brace == "}":
            self.state = self.groups.pop() if self.groups else self.state
        elif len(self.groups) < _DEEPEST:
            self.groups.append(self.state)

    def say(self, text: str) -> None:
        """Add text, unless nothing here is to be read."""
        if self.coded:
            decoded = decode_text(bytes(self.coded), self.codec)
            self.pieces.append(html.escape(decoded, quote=False) if self.is_html else decoded)
            self.coded.clear()
        if text and not self.is_silent:
            is_words = self.is_html and not self.state.tag
            self.pieces.append(html.escape(text, quote=False) if is_words else text)

    def obey(self, word: str, value: int | None) -> None:
        """Follow a control word."""
        match word:
            case "fromhtml":
                self.is_html = True
            case "htmltag":
                self.state = replace(self.state, hidden=False, tag=True)
            case "htmlrtf":
                self.state = replace(self.state, double=value != 0)
            case "ansicpg":
                self.codec = f"cp{value}"
            case "uc":
                self.state = replace(self.state, skipped=max(0, min(value or 0, _MOST_SKIPPED)))
            case "u":
                self.say(_character(value or 0))
                self.to_skip = self.state.skipped
            case _ if word in _NOT_TEXT:
                self.state = replace(self.state, hidden=True)
            case _ if word in _SIGNS:
                self.say(_SIGNS[word])


def _character(code: int) -> str:
    """Return the character of a number that may be written as a negative one; none for half of a pair."""
    code = code + 0x10000 if code < 0 else code
    return chr(code) if 0 <= code <= _LAST_CODE_POINT and code not in _SURROGATES else ""
