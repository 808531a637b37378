"""What interrupts no report: small talk, and questions about the policy."""

from bot import policy_questions, small_talk
from bot.messages import Message
from bot.turn import Around


def aside(text: str, around: Around, way_on: str) -> Message | None:
    """Return the answer to a message that is small talk or asks what the policy says; None for every other.

    `way_on` is said to who only asks.
    """
    return small_talk.reply(text, around) or policy_questions.answer(text, around, way_on)


def is_all(text: str, *, to_draft: bool = True) -> bool:
    """Tell whether a message is small talk or a question and nothing else: it tells of no incident.

    To an open draft "ok" says something, and who asks about their name may wish that it isn't given: that is read.
    """
    if not to_draft:
        return small_talk.is_all(text) or policy_questions.is_only_asked(text)
    if "anonymous" in policy_questions.topics_of(text):
        return False
    return small_talk.is_idle(text) or policy_questions.is_only_asked(text)
