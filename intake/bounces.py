"""Which of our mails came back, by the copy of it in the bounce."""

import re
from collections.abc import Iterator
from itertools import islice

from intake.addresses import answers_of, message_id_of, message_ids_in
from intake.headers import Headers
from intake.limits import Limits
from intake.mime import Part
from intake.transfer import decoded

_FINAL = frozenset({"failed", ""})
_RETURNED_TYPES = frozenset({"message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"})
_MENTIONED = re.compile(rb"^[> \t]*Message-I[Dd]:[ \t]*(<[^<>\s]{1,995}>)", re.MULTILINE | re.IGNORECASE)
_LOOKED_AT_IN_BYTES = 262_144
_DEPTH = 3


def is_final(message: Part, limits: Limits) -> bool:
    """Tell whether a delivery report says that a mail was given up, not delayed or delivered (RFC 3464, 2.3.3)."""
    actions = [
        group.word("action")
        for part in _leaves(message, limits, _DEPTH)
        if part.media_type in {"message/delivery-status", "message/global-delivery-status"}
        for group in _field_groups(part)
        if group.has("action")
    ]
    return not actions or any(action in _FINAL for action in actions)


def returned_message_id(message: Part, limits: Limits) -> str | None:
    """Return the Message-ID of the mail that came back.

    Looked for in this order: the returned message or its header as a part of its own, a header quoted in the text
    (qmail, Exim), what the bounce says that it answers.
    """
    for part in _leaves(message, limits, _DEPTH):
        if part.media_type in _RETURNED_TYPES:
            body = decoded(part.body, part.headers.word("content-transfer-encoding"))
            if found := message_id_of(Headers.parse(body[: limits.header_bytes])):
                return found
    quoted = _MENTIONED.search(message.body[:_LOOKED_AT_IN_BYTES])
    if quoted:
        return message_ids_in(quoted.group(1))[0]
    return next(iter(answers_of(message.headers)), None)


def _leaves(part: Part, limits: Limits, depth: int) -> Iterator[Part]:
    children = list(islice(part.children(header_bytes=limits.header_bytes), limits.parts)) if depth else []
    if not children:
        yield part
    for child in children:
        yield from _leaves(child, limits, depth - 1)


def _field_groups(part: Part) -> list[Headers]:
    """Return the groups of fields of a delivery status: one for the message, one for each recipient."""
    body = decoded(part.body, part.headers.word("content-transfer-encoding"))[:_LOOKED_AT_IN_BYTES]
    return [Headers.parse(group) for group in re.split(rb"(?:\r?\n){2,}", body) if group.strip()]
