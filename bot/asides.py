"""What interrupts no report: small talk, and questions about the policy."""

from bot.messages import Message
from bot.turn import Around


def aside(text: str, around: Around) -> Message | None:
    """Return the answer to a message that reports nothing; None for every other."""
    del text, around
    return None


def is_small_talk(text: str, around: Around) -> bool:
    """Tell whether a message is small talk and nothing else."""
    del text, around
    return False
