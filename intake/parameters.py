"""Parameters of Content-Type and Content-Disposition, with the continuations and charsets of RFC 2231."""

import re
from urllib.parse import unquote_to_bytes

from intake.charsets import decode_text, decode_words

Parameters = dict[str, str]

_LONGEST_IN_BYTES = 16_384
_PARAMETER = re.compile(rb';\s*([^\s=;"]{1,100})\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)', re.DOTALL)
_SECTION = re.compile(r"(.+?)(?:\*(\d{1,4}))?(\*?)")


def parse_parameters(value: bytes) -> Parameters:
    """Return the parameters behind a field's value by lower-case name; the first of a name counts. Never raises."""
    sections: dict[str, list[tuple[int, bool, bytes]]] = {}
    for name, content in _PARAMETER.findall(value[:_LONGEST_IN_BYTES]):
        section = _SECTION.fullmatch(name.decode("latin-1").lower())
        if section:
            key, number, starred = section.groups()
            sections.setdefault(key, []).append((int(number or 0), bool(starred), _unquoted(content)))
    return {key: _joined(found) for key, found in sections.items()}


def _unquoted(content: bytes) -> bytes:
    content = content.strip()
    if content.startswith(b'"'):
        content = re.sub(rb"\\(.)", rb"\1", content.strip(b'"'), flags=re.DOTALL)
    return content


def _joined(sections: list[tuple[int, bool, bytes]]) -> str:
    """Put the sections of one parameter together; encoded ones say their charset at the start of the first."""
    if not any(starred for _, starred, _ in sections):
        numbered = {number: content for number, _, content in reversed(sections)}
        return decode_words(b"".join(numbered[number] for number in sorted(numbered)))
    charset = None
    joined = b""
    for position, (_, starred, content) in enumerate(sorted(sections, key=lambda section: section[0])):
        piece = content
        if starred and position == 0 and piece.count(b"'") >= 2:  # noqa: PLR2004 - charset'language'text
            label, _, piece = piece.split(b"'", 2)
            charset = label.decode("latin-1")
        joined += unquote_to_bytes(piece) if starred else piece
    return decode_text(joined, charset)
