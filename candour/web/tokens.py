"""Random tokens, and what is stored in their place: who reads the store can't sign in with what stands there."""

from hashlib import sha256
from secrets import token_urlsafe


def new_token() -> str:
    """Return 256 random bits as text."""
    return token_urlsafe(32)


def digest_of(token: str) -> str:
    """Return a token's digest. The token has 256 bits of its own: a slow hash would add nothing."""
    return sha256(token.encode()).hexdigest()
