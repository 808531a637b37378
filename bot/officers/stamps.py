"""What an officer's message was made from: which message it is, and how the case stood."""

from typing import NamedTuple


class Stamp(NamedTuple):
    """`message` makes the key of the message, `case` is the `Case.stamp` that was looked at."""

    message: str
    case: str

    def __str__(self) -> str:
        return f"{self.message} {self.case}"


def stamp_of(text: str) -> Stamp:
    """Read a stamp that came back; one that is none of ours fits no case, so that nothing is decided by it."""
    message, _, case = text.rpartition(" ")
    return Stamp(message=message, case=case)


def key_of(reference: str, message: str) -> str:
    """Return the key by which a message about a case takes the place of what it said before."""
    return f"case:{reference}:{message}"
