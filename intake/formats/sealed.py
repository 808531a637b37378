"""Signed and encrypted messages: what is only signed is read, what is encrypted is kept whole, and said so."""

import re

from asn1crypto import cms  # type: ignore[import-untyped]  # asn1crypto ships no types

from intake.budget import Budget
from intake.formats.opened import DamagedError, InnerFile, Opened

SMIME_TYPES = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_ENCRYPTED = frozenset(
    {"enveloped_data", "authenticated_enveloped_data", "encrypted_data", "signed_and_enveloped_data"}
)
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
    try:
        container = cms.ContentInfo.load(file.content)
        kind = container["content_type"].native
        if kind in _ENCRYPTED:
            return Opened(notes=(SMIME_ENCRYPTED,))
        content = container["content"]["encap_content_info"]["content"].native if kind == "signed_data" else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DamagedError from error
    if kind == "signed_data" and content is None:
        return Opened()  # a signature alone: what was signed stands beside it
    if not isinstance(content, bytes):
        raise DamagedError
    return Opened(entity=content)


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
