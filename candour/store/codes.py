"""What is kept of return codes and link tokens: Argon2id under two peppers, and AES-256-GCM with what a code opens.

The lookup key finds what a code opens, the reading key opens it. Each has a pepper of its own, derived from the
installation's key, so neither can be found from the other, and neither from the files alone.
"""

import base64
import binascii
import hmac
import os
from concurrent.futures import ThreadPoolExecutor

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from candour.cases.errors import StoreDamagedError, WrongCodeError
from candour.store.keys import KEY_SIZE, InstallationKey, subkey
from candour.store.sealing import seal, unseal

_MEMORY_IN_KB = 19_456
_PASSES = 2
"""With one lane, what OWASP's Password Storage Cheat Sheet asks for; the codes themselves have 80 random bits."""
_DERIVING = ThreadPoolExecutor(4, thread_name_prefix="codes")
"""Threads of their own: each one keeps that memory, and forty that serve one form, sent forty times, took 950 MB."""
_KEY_PLACE = b"candour key of a way back"
_TEXT_PLACE = b"candour words on the way back"


class PepperedCodes:
    """The core's `Codes`, under peppers that the installation's key gives."""

    def __init__(self, key: InstallationKey) -> None:
        self._lookup = subkey(key.secret, b"candour pepper of lookups")
        self._reading = subkey(key.secret, b"candour pepper of reading keys")
        self._tokens = subkey(key.secret, b"candour marks of link tokens")

    def lookup(self, code: str) -> str:
        """See `Codes.lookup`."""
        return _derived(code, self._lookup).hex()

    def mark(self, token: str) -> str:
        """See `Codes.mark`. Fast: a token is random already, and is looked up by everybody who opens its card."""
        return hmac.digest(self._tokens, token.encode(), "sha256").hex()

    def new_key(self) -> str:
        """See `Codes.new_key`."""
        return base64.b64encode(os.urandom(KEY_SIZE)).decode()

    def locked(self, code: str, key: str) -> str:
        """See `Codes.locked`."""
        return _text(seal(_derived(code, self._reading), _bytes(key), _KEY_PLACE))

    def unlocked(self, code: str, locked: str) -> str:
        """See `Codes.unlocked`."""
        return _text(_unsealed(_derived(code, self._reading), locked, _KEY_PLACE))

    def sealed(self, key: str, text: str) -> str:
        """See `Codes.sealed`."""
        return _text(seal(_bytes(key), text.encode(), _TEXT_PLACE))

    def opened(self, key: str, sealed: str) -> str:
        """See `Codes.opened`."""
        return _unsealed(_bytes(key), sealed, _TEXT_PLACE).decode()


def _derived(code: str, pepper: bytes) -> bytes:
    """Return 32 bytes (RFC 9106). The salt is the installation's: a code alone must say where to look."""
    recipe = Argon2id(salt=pepper, length=KEY_SIZE, iterations=_PASSES, lanes=1, memory_cost=_MEMORY_IN_KB)
    return _DERIVING.submit(recipe.derive, code.encode()).result()


def _unsealed(key: bytes, sealed: str, place: bytes) -> bytes:
    try:
        return unseal(key, _bytes(sealed), place)
    except StoreDamagedError:
        raise WrongCodeError from None


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        raise WrongCodeError from None


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
