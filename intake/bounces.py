"""Which of our mails came back, by the copy of it in the bounce."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from candour.cases.report import BounceReason
from intake.addresses import answers_of, message_id_of, message_ids_in
from intake.bounce_reasons import STATUS_TYPES, reason_in_status, reason_in_words
from intake.headers import Headers
from intake.limits import Limits
from intake.mime import Part
from intake.our_mail import is_our_message_id
from intake.transfer import decoded

_RETURNED_TYPES = frozenset({"message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"})
_MENTIONED = re.compile(
    rb"(?<![\w-])(?:X-Original-|Original-)?Message-I[Dd]:(?:[ \t\r\n]|&nbsp;)*(?:<|&lt;)([^<>&\s]{1,995})(?:>|&gt;)",
    re.IGNORECASE,
)
_LOOKED_AT_IN_BYTES = 262_144
_MOST_MENTIONED = 20
_DEPTH = 3
_MOST_LEAVES = 40
"""A bounce has three parts or four; one with hundreds is no bounce, and must not take long."""


class Bounce(NamedTuple):
    """What a bounce says: the Message-ID of the mail that it returns, and why; no reason where the mail arrived."""

    message_id: str | None
    reason: BounceReason | None


def read_bounce(message: Part, limits: Limits) -> Bounce:
    """Return what a bounce says, in the form of RFC 3464 or in any of the many others; never raises.

    The mail is looked for in this order: the returned message or its header as a part of its own, a field of the
    delivery status, a header quoted in the text (qmail, Exim), what the bounce says that it answers. A Message-ID that
    can only be ours goes first: some bounces return a mail that wraps another.
    """
    leaves = list(islice(_leaves(message, limits, _DEPTH), _MOST_LEAVES))
    found = [*_returned(leaves, limits), *_mentioned(leaves), *answers_of(message.headers)]
    ours = (message_id for message_id in found if is_our_message_id(message_id))
    return Bounce(next(ours, found[0] if found else None), _reason(message, leaves))


def _reason(message: Part, leaves: list[Part]) -> BounceReason | None:
    status = next((part for part in leaves if part.media_type in STATUS_TYPES), None)
    if status is not None and (stated := reason_in_status(_body(status))):
        return stated.reason
    texts = (_body(part) for part in leaves if part.media_type in {"text/plain", "text/html"})
    words = b"\n".join(islice(texts, 4))[:_LOOKED_AT_IN_BYTES].decode("utf-8", "replace")
    return reason_in_words(message.headers.text("subject"), words)


def _returned(leaves: list[Part], limits: Limits) -> Iterator[str]:
    for part in leaves:
        if part.media_type in _RETURNED_TYPES and (
            found := message_id_of(Headers.parse(_body(part)[: limits.header_bytes]))
        ):
            yield found


def _mentioned(leaves: list[Part]) -> Iterator[str]:
    for part in leaves:
        if part.media_type in _RETURNED_TYPES | STATUS_TYPES or part.media_type.startswith("text/"):
            for found in islice(_MENTIONED.finditer(_body(part)), _MOST_MENTIONED):
                yield from message_ids_in(b"<" + found.group(1) + b">")


def _body(part: Part) -> bytes:
    return decoded(part.body[:_LOOKED_AT_IN_BYTES], part.headers.word("content-transfer-encoding"))


def _leaves(part: Part, limits: Limits, depth: int) -> Iterator[Part]:
    children = list(islice(part.children(header_bytes=limits.header_bytes), _MOST_LEAVES)) if depth else []
    if not children:
        yield part
    for child in children:
        yield from _leaves(child, limits, depth - 1)
