"""Tar archives, member by member.

The standard library's tarfile recurses over headers and, before Python 3.11.14, never ends on some crafted ones
(CVE-2025-8194); nothing is needed of it here but names and bytes.
"""

import re
from collections.abc import Iterator

from intake.charsets import decode_text

_BLOCK_IN_BYTES = 512
_MAGIC_AT = 257
_FILE_TYPES = (b"0", b"\0", b"7")
_LONG_NAME, _EXTENDED = b"L", b"x"
_PATH = re.compile(rb"^\d{1,6} path=([^\n]{1,4096})$", re.MULTILINE)
_MOST_BLOCKS = 100_000


def is_tar(content: bytes) -> bool:
    """Tell whether bytes are a tar archive (POSIX or GNU)."""
    return content[_MAGIC_AT : _MAGIC_AT + 5] == b"ustar"


def members_of_tar(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the name and bytes of each file; folders and links are passed over, a broken header ends it."""
    position, long_name = 0, b""
    for _ in range(_MOST_BLOCKS):
        header = content[position : position + _BLOCK_IN_BYTES]
        if len(header) < _BLOCK_IN_BYTES or not header.strip(b"\0"):
            return
        size = _number(header[124:136])
        body = content[position + _BLOCK_IN_BYTES : position + _BLOCK_IN_BYTES + size]
        kind = header[156:157]
        if kind == _LONG_NAME:
            long_name = body.rstrip(b"\0")
        elif kind == _EXTENDED:
            found = _PATH.search(body)
            long_name = found.group(1) if found else b""
        else:
            if kind in _FILE_TYPES:
                yield decode_text(long_name or _short_name(header)), body
            long_name = b""
        position += _BLOCK_IN_BYTES + size + -size % _BLOCK_IN_BYTES


def _short_name(header: bytes) -> bytes:
    name, prefix = header[:100].split(b"\0")[0], header[345:500].split(b"\0")[0]
    return prefix + b"/" + name if prefix and header[_MAGIC_AT + 5 :].startswith(b"\0") else name


def _number(field: bytes) -> int:
    """Return a size: octal digits, or binary where the first bit says so (GNU); 0 where it is none."""
    if field[:1] >= b"\x80":
        return int.from_bytes(field[1:], "big")
    digits = field.strip(b" \0")
    return int(digits, 8) if re.fullmatch(rb"[0-7]{1,12}", digits) else 0
