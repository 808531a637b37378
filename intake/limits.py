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
    attachments: int = 100
    text_characters: int = 200_000
    html_characters: int = 2_000_000
    parsing_in_seconds: float = 30.0


def in_megabytes(size_in_bytes: int) -> str:
    """Return a size as people say it, such as "41 MB"."""
    megabytes = size_in_bytes / 1_000_000
    return f"{megabytes:.0f} MB" if megabytes >= 10 else f"{megabytes:.1f} MB"  # noqa: PLR2004 - small sizes get a decimal
