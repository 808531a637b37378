"""Signed and encrypted messages: what is only signed is read, what is encrypted is kept whole, and said so."""

import re
from collections.abc import Iterator

from intake.budget import Budget
from intake.formats.ber import Ber, Element
from intake.formats.opened import DamagedError, InnerFile, Opened

SMIME_TYPES = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_PKCS_7 = bytes.fromhex("2a864886f70d0107")
_SIGNED_DATA = _PKCS_7 + b"\x02"
_AUTHENTICATED = bytes.fromhex("2a864886f70d0109100117")
_ENCRYPTED = frozenset({_PKCS_7 + b"\x03", _PKCS_7 + b"\x04", _PKCS_7 + b"\x06", _AUTHENTICATED})
"""Enveloped, signed and enveloped, encrypted, and authenticated enveloped data (RFC 5652, 14; RFC 5083)."""
_OBJECT, _SEQUENCE, _SET, _INTEGER, _TAGGED = 0x06, 0x30, 0x31, 0x02, 0xA0
_OCTETS = frozenset({0x04, 0x24})
_KEPT = "It was kept whole. Ask the sender to send it again without encryption, or to tell what it says."
SMIME_ENCRYPTED = f"A part of the message is encrypted (S/MIME), and Candour can't open it. {_KEPT}"
PGP_ENCRYPTED = f"A part of the message is encrypted (PGP), and Candour can't open it. {_KEPT}"
_ARMOUR = "-----BEGIN PGP MESSAGE-----"
_SIGNED, _SIGNATURE, _END = (
    "-----BEGIN PGP SIGNED MESSAGE-----", "-----BEGIN PGP SIGNATURE-----", "-----END PGP SIGNATURE-----",
)  # fmt: skip
_DASH_ESCAPED = re.compile(r"^- ", re.MULTILINE)
"""What stands before the signed lines that begin with a dash (RFC 9580, 7.1)."""


def open_smime(file: InnerFile, _budget: Budget) -> Opened:
    """Return the message in a signed one (RFC 8551, 3.5.2), or that it is encrypted; raises DamagedError.

    The signature is not checked: whoever holds any certificate can sign, and who wrote it is shown as unproven anyway.
    """
    ber = Ber(file.content)
    parts = _in_order(ber, ber.element(0, len(file.content)), _SEQUENCE)
    kind = ber.octets(_expected(parts, _OBJECT))
    if kind in _ENCRYPTED:
        return Opened(notes=(SMIME_ENCRYPTED,))
    if kind != _SIGNED_DATA:
        raise DamagedError
    signed = _in_order(ber, _expected(_in_order(ber, _expected(parts, _TAGGED), _TAGGED), _SEQUENCE), _SEQUENCE)
    for tag in (_INTEGER, _SET):
        _expected(signed, tag)
    inner = _in_order(ber, _expected(signed, _SEQUENCE), _SEQUENCE)
    _expected(inner, _OBJECT)
    if (content := next(inner, None)) is None:
        return Opened()  # a signature alone: what was signed stands beside it
    octets = next(_in_order(ber, content, _TAGGED), None)
    if octets is None or octets.tag not in _OCTETS:
        raise DamagedError
    return Opened(entity=ber.octets(octets))


def _in_order(ber: Ber, outer: Element, tag: int) -> Iterator[Element]:
    """Return the elements of one that must be of this kind."""
    if outer.tag != tag:
        raise DamagedError
    return ber.within(outer)


def _expected(elements: Iterator[Element], tag: int) -> Element:
    """Return the next element, which must be of this kind."""
    found = next(elements, None)
    if found is None or found.tag != tag:
        raise DamagedError
    return found


def holds_pgp(text: str) -> bool:
    """Tell whether an encrypted PGP message stands in a text (RFC 9580, 6.2)."""
    return _ARMOUR in text


def without_signatures(text: str) -> str:
    """Return a text without the lines that PGP put around what it signed (RFC 9580, 7)."""
    kept: list[str] = []
    position = 0
    while (begins := text.find(_SIGNED, position)) >= 0:
        signature = text.find(_SIGNATURE, begins)
        ends = text.find(_END, signature) if signature >= 0 else -1
        words = text.find("\n\n", begins)
        if ends < 0 or not begins < words < signature:
            break
        kept += (text[position:begins], _DASH_ESCAPED.sub("", text[words:signature]).strip("\n"))
        position = ends + len(_END)
    return "".join((*kept, text[position:]))
