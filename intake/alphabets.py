"""Addresses that may look like another one because they are written in letters of other alphabets (UTS 39)."""

import unicodedata

from intake.headers import one_line

_PUNYCODE = "xn--"
_LONGEST = 200


def warning_of(address: str) -> str:
    """Return what is to be said of an address whose domain has letters of other alphabets; empty for an honest one.

    What was written is kept: the warning adds the form that mail servers use, in which nothing can be mistaken.
    """
    domain = address.rpartition("@")[2].casefold()
    if domain.isascii() and _PUNYCODE not in domain:
        return ""
    alphabets = sorted({name for label in domain.split(".") for name in _alphabets(_shown(label))})
    if all(name == "Latin" for name in alphabets):
        return ""
    how = (
        f"mixes letters of several alphabets ({', '.join(alphabets)})"
        if len(alphabets) > 1
        else (f"is written in {alphabets[0]} letters")
    )
    plain = ".".join(_plain(label) for label in domain.split("."))
    return one_line(
        f'The domain of the sender\'s address {how} and may imitate another one. Its true form is "{plain}".'
    )[: 2 * _LONGEST]


def _alphabets(label: str) -> set[str]:
    return {unicodedata.name(letter, "unknown").split()[0].title() for letter in label[:_LONGEST] if letter.isalpha()}


def _shown(label: str) -> str:
    """Return a label as a mail program would show it."""
    if not label.casefold().startswith(_PUNYCODE):
        return label
    try:
        return label[len(_PUNYCODE) : _LONGEST].encode("ascii", "replace").decode("punycode")
    except (UnicodeError, OverflowError, ValueError):
        return label


def _plain(label: str) -> str:
    if label.isascii():
        return label
    try:
        return _PUNYCODE + unicodedata.normalize("NFKC", label.casefold())[:_LONGEST].encode("punycode").decode("ascii")
    except UnicodeError:
        return label
