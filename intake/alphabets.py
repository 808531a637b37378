"""Addresses that may look like another one because they are written in letters of other alphabets (UTS 39)."""

import unicodedata

from intake.headers import one_line

_PUNYCODE = "xn--"
_LONGEST = 200
_WRITTEN_TOGETHER = frozenset({"CJK", "HIRAGANA", "KATAKANA"})


def warning_of(address: str) -> str:
    """Return what is to be said of an address whose domain has letters of other alphabets; empty for an honest one.

    What was written is kept: the warning adds the form that mail servers use, in which nothing can be mistaken.
    """
    domain = address.rpartition("@")[2].casefold()
    if domain.isascii() and _PUNYCODE not in domain:
        return ""
    labels = [_alphabets(_shown(label)) for label in domain.split(".")]
    mixed = next((label for label in labels if len(label) > 1), frozenset[str]())
    foreign = mixed or frozenset[str]().union(*labels) - {"Latin"}
    if not foreign:
        return ""
    plain = ".".join(_plain(label) for label in domain.split("."))[:_LONGEST]
    names = " and ".join(sorted(foreign))
    how = f"mixes {names} letters in one word" if mixed else f"is written in {names} letters"
    return one_line(
        f'The domain of the sender\'s address {how} and may imitate another one. Its true form is "{plain}".'
    )


def _alphabets(label: str) -> frozenset[str]:
    names = (unicodedata.name(letter, "unknown").split()[0] for letter in label[:_LONGEST] if letter.isalpha())
    return frozenset("Chinese or Japanese" if name in _WRITTEN_TOGETHER else name.title() for name in names)


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
