"""How much of a message is read. What lies beyond is kept in the raw message, and the case says so."""

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of parsing one message; each has a plain sentence for the case when it is reached.

    A hostile mail of 3 MB with 3,000 nested parts costs whoever has no such bounds 16 seconds. The largest
    message that Microsoft 365 takes in has 36 MB, so an honest one stays under `message_bytes`.
    """

    message_bytes: int = 40 * MEBIBYTE
    excerpt_bytes: int = MEBIBYTE
    """What is fetched of a message that is over `message_bytes`."""
    header_bytes: int = 256 * 1024
    parts: int = 500
    depth: int = 20
    """How deep parts may be nested in parts."""
    attachments: int = 100
    text_characters: int = 200_000
    html_characters: int = 2_000_000
    opened_depth: int = 5
    """How deep messages and archives within one another are opened."""
    archive_members: int = 1_000
    expanded_bytes: int = 50 * MEBIBYTE
    """What all files of a message may unpack to together."""
    unpacked_times: int = 200
    """How many times its own size an archive may unpack to before it is taken for a bomb."""
    inner_file_bytes: int = 10 * MEBIBYTE
    """Up to which size a file inside a file is kept as a file of its own too."""
    opening_in_seconds: float = 1.5
    """After which nothing more is opened or looked into: what was read until then counts."""
    parsing_in_seconds: float = 30.0
    """After which a worker is stopped, and the message counts as unreadable."""


def in_megabytes(size_in_bytes: int) -> str:
    """Return a size as people say it, such as "41 MB"."""
    megabytes = size_in_bytes / 1_000_000
    return f"{megabytes:.0f} MB" if megabytes >= 10 else f"{megabytes:.1f} MB"  # noqa: PLR2004 - small sizes get a decimal
