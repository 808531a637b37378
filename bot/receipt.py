"""What is said when a report is in: reported, the reference, what happens next, and the policy's own sentences."""

from datetime import datetime

from bot import words
from bot.changing import MOST_ASKED
from bot.draft import Draft, Reported
from bot.echo import due, question_list
from bot.events import Talker
from bot.messages import Message, Part, Questions, Text
from bot.reporting import open_fields
from bot.turn import Around


def asked_after(draft: Draft, around: Around) -> tuple[str, ...]:
    """Return the entries that a receipt asks for: what matters most of what its writer didn't say they can't tell."""
    return tuple(open_fields(draft, around)[:MOST_ASKED])


def receipt(draft: Draft, reported: Reported, talker: Talker, around: Around, now: datetime, *before: str) -> Message:
    """Return the receipt, in the place of the draft's card.

    It says not to investigate (R39), that nobody is punished for it (R34), and to tell the line manager (R15).
    """
    wording = around.policy.wording
    by = due(draft, talker, around, now)
    has_no_need = draft.hides_name or draft.facts.holds("line_manager_told")  # whoever hides tells no manager
    sentences = (
        words.PASSED_ON,
        words.IN_TIME.format(moment=by) if by else "",
        words.NAME_KEPT_BACK if draft.hides_name else "",
        wording.good_faith,
        wording.no_self_investigation,
        "" if has_no_need else wording.tell_line_manager,
        words.KEEP,
    )
    parts: list[Part] = [Text(text=text) for text in before if text]
    parts.append(Text(text=words.REPORTED.format(reference=reported.reference), tone="heading"))
    parts += [Text(text=text) for text in sentences if text]
    if questions := question_list(reported.asked, draft, around):
        parts += [Text(text=words.ANSWER_LATER, tone="quiet"), Questions(questions=questions)]
    return Message(parts=tuple(parts), key=draft.id)
