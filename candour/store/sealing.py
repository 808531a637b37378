"""Sealing of small pieces: AES-256-GCM with a random nonce in front, bound to what the piece is and where it stands."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from candour.cases.errors import StoreDamagedError

NONCE_SIZE = 12
"""Bytes (NIST SP 800-38D). Random: good for 2**32 pieces a key."""
OVERHEAD = NONCE_SIZE + 16
"""Bytes that sealing adds: the nonce and the tag."""


def seal(key: bytes, content: bytes, place: bytes) -> bytes:
    """Return content that can be opened only with this key and as what stands in this place."""
    nonce = os.urandom(NONCE_SIZE)
    return nonce + AESGCM(key).encrypt(nonce, content, place)


def unseal(key: bytes, sealed: bytes, place: bytes) -> bytes:
    """Return the content; raises StoreDamagedError for a wrong key, another place, or a changed byte."""
    if len(sealed) < OVERHEAD:
        raise StoreDamagedError("a stored piece is cut short")
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_SIZE], sealed[NONCE_SIZE:], place)
    except InvalidTag:
        raise StoreDamagedError("a stored piece is not what was written, or was written with another key") from None
