"""At least 300 mails that other systems stumble over, each read as a careful person would (facts: mail)."""

from dataclasses import replace

import pytest

from intake.message import ParsedMessage
from intake.parse import parse_message
from tests.intake.awkward import (
    archives,
    charsets,
    enclosed,
    hostile,
    invitations,
    letters,
    limits,
    machines,
    markup,
    names,
    outlook,
    passed_on,
    people,
    sealed,
    structures,
    transfer,
)
from tests.intake.awkward.mail import Awkward
from tests.intake.mails import ARRIVAL

MAILS = [
    *archives.ALL,
    *charsets.ALL,
    *enclosed.ALL,
    *hostile.ALL,
    *invitations.ALL,
    *letters.ALL,
    *limits.ALL,
    *machines.ALL,
    *markup.ALL,
    *names.ALL,
    *outlook.ALL,
    *passed_on.ALL,
    *people.ALL,
    *sealed.ALL,
    *structures.ALL,
    *transfer.ALL,
]


def surprises(expected: Awkward, found: ParsedMessage) -> list[str]:
    """List what is otherwise than expected."""
    checks = {
        "sender": expected.sender is None
        or (found.sender is not None and (found.sender.name, found.sender.address) == expected.sender),
        "nobody": not expected.nobody or found.sender is None,
        "subject": expected.subject is None or found.subject == expected.subject,
        "text": expected.text is None or found.text == expected.text,
        "says": all(words in found.text for words in expected.says),
        "silent": not any(words in found.text for words in expected.silent),
        "sent_at": expected.sent_at is None or found.sent_at == expected.sent_at,
        "undated": not expected.undated or found.sent_at is None,
        "message_id": expected.message_id is None or found.message_id == expected.message_id,
        "unnamed": not expected.unnamed or found.message_id is None,
        "answers_to": expected.answers_to is None or found.answers_to == expected.answers_to,
        "recipients": expected.recipients is None or found.recipients == expected.recipients,
        "files": expected.files is None
        or tuple((file.name, file.media_type) for file in found.attachments) == expected.files,
        "contents": expected.contents is None or tuple(file.content for file in found.attachments) == expected.contents,
        "automatic": expected.automatic is None or found.automatic is expected.automatic,
        "bounce_of": expected.bounce_of is None or found.bounce_of == expected.bounce_of,
        "bounce_reason": expected.bounce_reason is None or found.bounce_reason is expected.bounce_reason,
        "personal": not expected.personal or found.automatic is None,
        "said": all(any(words in sentence for sentence in found.limits) for words in expected.said),
        "quiet": not expected.quiet or not found.limits,
        "named": expected.named is None or tuple(file.name for file in found.attachments) == expected.named,
        "forwarded": expected.forwarded is None or found.forwarded == expected.forwarded,
        "unreadable": (found.unreadable or "") == (expected.unreadable or ""),
    }
    return [what for what, is_so in checks.items() if not is_so]


@pytest.mark.parametrize("expected", MAILS, ids=lambda each: each.name)
def test_an_awkward_mail_is_understood(expected: Awkward) -> None:
    unhurried = replace(expected.within, opening_in_seconds=60.0)  # what is expected of a slow machine too
    found = parse_message(expected.raw, ARRIVAL, unhurried)
    assert not surprises(expected, found), found


def test_there_are_at_least_300_of_them_and_no_two_are_the_same() -> None:
    assert len({each.raw for each in MAILS}) == len(MAILS) >= 300
    assert len({each.name for each in MAILS}) == len(MAILS)
