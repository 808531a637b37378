"""Proofs of filing: statements signed with Ed25519 (RFC 8032), so that anybody can check them without Candour.

The key is derived from the installation's: it is the same on every machine that is given that one, and nothing else is
signed with it.
"""

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from candour.cases.errors import SettingsError
from candour.store.keys import InstallationKey, subkey


class Proofs:
    """Knows the statements that one installation has signed."""

    def __init__(self, key: Ed25519PublicKey) -> None:
        self._key = key

    def is_genuine(self, statement: str, signature: str) -> bool:
        """Tell whether this installation signed the statement; whatever is no signature is none of ours."""
        try:
            self._key.verify(base64.b64decode(signature, validate=True), statement.encode("utf-8", "surrogatepass"))
        except (InvalidSignature, binascii.Error, ValueError):
            return False
        return True

    def public_key(self) -> str:
        """Return the public key as PEM (RFC 8410), as OpenSSL reads it."""
        return self._key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")


class SigningProofs(Proofs):
    """Signs statements, under a key that the installation's key gives."""

    def __init__(self, key: InstallationKey) -> None:
        self._signing = Ed25519PrivateKey.from_private_bytes(subkey(key.secret, b"candour proofs of filing"))
        super().__init__(self._signing.public_key())

    def sign(self, statement: str) -> str:
        """Return the signature of a statement in base64 (88 characters), the same each time."""
        return base64.b64encode(self._signing.sign(statement.encode())).decode("ascii")


def proofs_by(pem: str) -> Proofs:
    """Return what checks proofs by a public key alone; raises SettingsError where it is none of Ed25519."""
    try:
        key = load_pem_public_key(pem.encode())
    except ValueError:
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise SettingsError("that is no public key of a Candour: print one with `candour proof key`")
    return Proofs(key)
