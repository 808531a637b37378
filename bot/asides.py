"""What interrupts no report: small talk, and questions about the policy."""

from bot import commands, policy_questions, small_talk, words
from bot.messages import Message, Text
from bot.turn import Around


def aside(text: str, around: Around, *, to_draft: bool = True) -> Message | None:
    """Return the answer to a message that is small talk or asks what the policy says; None for every other.

    Whoever has a draft open is told that it is still there.
    """
    if (message := small_talk.reply(text, around)) is None:
        return policy_questions.answer(text, around, words.STILL_HERE if to_draft else words.ASK_OR_TELL)
    if not to_draft:
        return message
    return message.model_copy(update={"parts": (*message.parts, Text(text=words.STILL_HERE))})


def is_all(text: str, *, to_draft: bool = True) -> bool:
    """Tell whether a message is small talk or a question and nothing else: it tells of no incident.

    To an open draft "ok" and "that's all" say something. Who wishes not to be named never only asks (`sentences`).
    """
    if policy_questions.is_only_asked(text):
        return True
    if not to_draft:
        return small_talk.is_all(text)
    return small_talk.is_idle(text) and not commands.agrees(text) and not commands.declines(text)
