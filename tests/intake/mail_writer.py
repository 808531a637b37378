"""A writer of mails whose text and files are known by construction, for tests: it shares no code with any parser.

Trees of parts are written in every way that the standards allow: encodings, charsets, names, boundaries, line ends.
"""

import base64
import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

Encoder = Callable[[bytes, bytes], bytes]
_WIDTH = 60


@dataclass(frozen=True)
class Text:
    """Words in a charset; as HTML they stand in one paragraph."""

    words: str
    charset: str
    encoding: str
    is_html: bool = False


@dataclass(frozen=True)
class File:
    """An attached file; `named` is the way in which its name is written, one without a name gets one."""

    name: str
    named: str
    media_type: str
    content: bytes
    encoding: str


@dataclass(frozen=True)
class Message:
    """Somebody's message, attached as it is."""

    writer: str
    content: "Part"


@dataclass(frozen=True)
class Several:
    """Parts within a part."""

    subtype: str
    parts: "tuple[Part, ...]"
    boundary: str
    preamble: str = ""


Part = Text | File | Message | Several


@dataclass
class Expected:
    """What is to be found in a mail."""

    text: str = ""
    files: list[tuple[str, bytes]] = field(default_factory=list)
    writers: list[str] = field(default_factory=list)


def expected_of(part: Part, line_end: bytes) -> Expected:
    """Return what a careful person finds: the words in their order, then those of the attached messages."""
    found = Expected()
    found.text = _found_in(part, line_end, found)
    return found


def _found_in(part: Part, line_end: bytes, found: Expected) -> str:
    leaves = list(_leaves(part))
    texts = [leaf.words for leaf in leaves if isinstance(leaf, Text)]
    for leaf in leaves:
        if isinstance(leaf, Message):
            found.files.append((f"attachment-{len(found.files) + 1}.eml", written(leaf, line_end)))
        elif isinstance(leaf, File):
            suffix = {"image/png": ".png", "application/pdf": ".pdf", "text/csv": ".csv"}[leaf.media_type]
            found.files.append((leaf.name or f"attachment-{len(found.files) + 1}{suffix}", leaf.content))
    for leaf in leaves:
        if isinstance(leaf, Message):
            found.writers.append(leaf.writer)
            heading = (
                f'Attached message from {leaf.writer} <{leaf.writer}@mail.example> of an unknown date, subject "A":'
            )
            texts += [heading, _found_in(leaf.content, line_end, found)]
    return "\n\n".join(text for text in texts if text)


def _leaves(part: Part) -> list[Text | File | Message]:
    """Return the leaves in their order; of several versions of a text the first."""
    if not isinstance(part, Several):
        return [part]
    parts = part.parts[:1] if part.subtype == "alternative" else part.parts
    return [leaf for child in parts for leaf in _leaves(child)]


def written(part: Part, line_end: bytes) -> bytes:
    """Return a part's bytes: its header and its body; of a message the message itself."""
    match part:
        case Text():
            markup = f"<html><body><p>{html.escape(part.words)}</p></body></html>" if part.is_html else part.words
            body = markup.replace("\n", line_end.decode()).encode(part.charset)
            typed = f'Content-Type: text/{"html" if part.is_html else "plain"}; charset="{part.charset}"'
            return _entity([typed], part.encoding, body, line_end)
        case File():
            return _entity(_named(part), part.encoding, part.content, line_end)
        case Message():
            header = (f"From: {part.writer} <{part.writer}@mail.example>", "Subject: A", "MIME-Version: 1.0")
            return line_end.join([line.encode() for line in header]) + line_end + written(part.content, line_end)
        case Several():
            return _several(part, line_end)


def _as_part(part: Part, line_end: bytes, within: str) -> bytes:
    whole = written(part, line_end)
    if not isinstance(part, Message):
        return whole
    return (b"" if within == "digest" else b"Content-Type: message/rfc822" + line_end) + line_end + whole


def _several(part: Several, line_end: bytes) -> bytes:
    delimiter = b"--" + part.boundary.encode()
    pieces = [f'Content-Type: multipart/{part.subtype}; boundary="{part.boundary}"'.encode(), b""]
    pieces += [part.preamble.encode()] if part.preamble else []
    for child in part.parts:
        pieces += [delimiter, _as_part(child, line_end, part.subtype)]
    return line_end.join([*pieces, delimiter + b"--", part.preamble.encode()])


def _entity(header: Sequence[str], encoding: str, body: bytes, line_end: bytes) -> bytes:
    lines = [*header, f"Content-Transfer-Encoding: {encoding}", ""]
    encoded = ENCODERS[encoding](body, line_end)
    return b"".join(line.encode() + line_end for line in lines) + encoded


def _base64(body: bytes, line_end: bytes) -> bytes:
    packed = base64.b64encode(body)
    return line_end.join(packed[start : start + _WIDTH] for start in range(0, len(packed), _WIDTH))


def _quoted_printable(body: bytes, line_end: bytes) -> bytes:
    """Encode every sign that isn't a plain one, line ends as well; soft line ends keep lines short (RFC 2045, 6.7)."""
    signs = [bytes([byte]) if chr(byte).isalnum() and byte < 128 else b"=%02X" % byte for byte in body]
    lines = [b"".join(signs[start : start + 20]) for start in range(0, len(signs), 20)]
    return (b"=" + line_end).join(lines)


ENCODERS: Mapping[str, Encoder] = {
    "7bit": lambda body, _: body,
    "8bit": lambda body, _: body,
    "binary": lambda body, _: body,
    "base64": _base64,
    "quoted-printable": _quoted_printable,
}


def _named(file: File) -> list[str]:
    """Return the fields that name a file, in one of the ways that programs have."""
    kind, attached, name = f"Content-Type: {file.media_type}", "Content-Disposition: attachment", file.name
    half = len(name) // 2
    first, second = quote(name[:half], safe=""), quote(name[half:], safe="")
    ways = {
        "not at all": [kind, attached],
        "by its type": [f'{kind}; name="{name}"', attached],
        "by both": [f'{kind}; name="other.bin"', f'{attached}; filename="{name}"'],
        "raw": [kind, f'{attached}; filename="{name}"'],
        "in percent": [kind, f"{attached}; filename*=UTF-8'cy'{first}{second}"],
        "in pieces": [kind, f"{attached};\n filename*0*=utf-8''{first};\n filename*1*={second}"],
        "in pieces, the last first": [kind, f"{attached};\n filename*1*={second};\n filename*0*=utf-8''{first}"],
        "in plain pieces": [kind, f'{attached};\n filename*0="{name[:half]}";\n filename*1="{name[half:]}"'],
        "in words": [kind, f'{attached}; filename="{_word(name[:half])} {_word(name[half:])}"'],
    }
    return ways[file.named]


def _word(text: str) -> str:
    return f"=?utf-8?B?{base64.b64encode(text.encode()).decode()}?="
