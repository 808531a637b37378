"""Signing in with tokens in place of a password (OAuth 2.0), as those who read and who send mail see it."""

from typing import Literal, Protocol, runtime_checkable

Vendor = Literal["microsoft", "google"]
"""Whose accounts: Microsoft 365, Google Workspace."""


@runtime_checkable
class Authorisation(Protocol):
    """Gives access tokens to whoever signs in; may be used from several threads."""

    @property
    def vendor(self) -> Vendor:
        """Whose tokens they are: it decides what to do when a mail server takes none of them."""

    def token(self) -> str:
        """Return a token that is good for some minutes at least; raises AuthorisationError."""

    def refused(self, token: str) -> None:
        """Forget a token that a server would not take (it was withdrawn): the next one is a fresh one."""
