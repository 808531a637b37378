"""What is said when a report is in: reported, the reference, and the policy's own sentences."""

from bot.draft import Reported
from bot.messages import Message, say
from bot.turn import Around


def receipt(reported: Reported, around: Around) -> Message:
    """Return the receipt; it takes the place of the draft's card."""
    wording = around.policy.wording
    return say(
        f"Reported. Your reference is {reported.reference}.",
        wording.no_self_investigation,
        wording.good_faith,
        wording.tell_line_manager,
        key=reported.draft,
    )
