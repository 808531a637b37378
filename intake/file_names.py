"""Names of attached files that are safe to show, to write and to open."""

import mimetypes
import re
import unicodedata

_LONGEST = 120
_LONGEST_SUFFIX = 12
_UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_RESERVED = re.compile(r'[<>:"|?*]')


def safe_name(claimed: str, media_type: str, number: int) -> str:
    """Return the last part of a claimed file name without what could mislead; a made-up one where nothing is left.

    Taken away: folders, control characters and marks that change the direction of writing (they
    make "exe.fdp" of "pdf.exe"), dots and spaces at the ends.
    """
    last = re.split(r"[\\/]", claimed)[-1]
    visible = "".join(" " if unicodedata.category(character) in _UNSAFE_CATEGORIES else character for character in last)
    name = " ".join(_RESERVED.sub("_", visible).split()).strip(". ")
    return _shortened(name) if name else f"attachment-{number}{_suffix_of(media_type)}"


def _shortened(name: str) -> str:
    if len(name) <= _LONGEST:
        return name
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > _LONGEST_SUFFIX:
        return name[:_LONGEST]
    return f"{stem[: _LONGEST - len(suffix) - 1]}.{suffix}"


def _suffix_of(media_type: str) -> str:
    if media_type == "message/rfc822":
        return ".eml"
    plain = ".txt" if media_type.startswith(("text/", "message/")) else ".bin"
    return mimetypes.guess_extension(media_type) or plain
