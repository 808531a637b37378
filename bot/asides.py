"""What interrupts no report: small talk, and questions about the policy."""

from bot import policy_questions, small_talk
from bot.messages import Message
from bot.turn import Around


def aside(text: str, around: Around) -> Message | None:
    """Return the answer to a message that is small talk or asks what the policy says; None for every other."""
    return small_talk.reply(text, around) or policy_questions.answer(text, around)


def is_all(text: str) -> bool:
    """Tell whether a message is small talk or a question and nothing else: it tells of no incident."""
    return small_talk.is_idle(text) or policy_questions.is_only_asked(text)
