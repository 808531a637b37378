"""Bytes into what a report needs, for any bytes: whatever goes wrong becomes a sentence on the case."""

from dataclasses import replace

from candour.cases.report import Automatic
from intake.addresses import (
    answers_of,
    message_id_of,
    recipients_of,
    reply_to_of,
    sender_of,
    sent_at_of,
    thread_token_of,
)
from intake.authentication import authentication_of
from intake.automatic import automatic_kind, may_be_returned
from intake.bounces import read_bounce
from intake.budget import Budget
from intake.contents import read_contents
from intake.keys import keys_of
from intake.limits import Limits, in_megabytes
from intake.message import Arrival, ParsedMessage
from intake.mime import Part
from intake.our_mail import is_our_message_id

_LONGEST_SUBJECT = 500
_LONGEST_MARK = 200
DEFAULT_LIMITS = Limits()


def parse_message(raw: bytes, arrival: Arrival, limits: Limits = DEFAULT_LIMITS) -> ParsedMessage:
    """Read a message; never raises, for any bytes.

    A message that is over the limit, or that defeats the parser, comes back with `unreadable` and whatever its
    header still says, so that its sender can be answered.
    """
    reason = arrival.unreadable or _over_the_limit(raw, limits)
    if reason:
        return parse_envelope(raw, arrival, limits, unreadable=reason)
    try:
        return _parse(raw, arrival, limits)
    except Exception as error:  # noqa: BLE001 - a mail nobody thought of is still a report, and is told to a person
        reason = f"it is built in a way that Candour does not understand ({type(error).__name__})"
        return parse_envelope(raw, arrival, limits, unreadable=reason)


def parse_envelope(raw: bytes, arrival: Arrival, limits: Limits, *, unreadable: str) -> ParsedMessage:
    """Read the header alone of a message whose content can't be read; never raises.

    Bounded by `limits.header_bytes`, so it may run outside a worker.
    """
    try:
        message = _message(raw, limits)
        return replace(_read_header(message, arrival), unreadable=unreadable)
    except Exception:  # noqa: BLE001 - see parse_message; what is left is the raw message itself
        return ParsedMessage(keys=keys_of(raw, 0, None, school=arrival.school), unreadable=unreadable)


def message_keys(raw: bytes, school: str, limits: Limits = DEFAULT_LIMITS) -> tuple[str, ...]:
    """Return what makes a message the same when it comes to a school again, reading no more than its header."""
    message = _message(raw, limits)
    return keys_of(raw, message.body_start, message_id_of(message.headers), school=school)


def _message(raw: bytes, limits: Limits) -> Part:
    return Part.at(raw, 0, len(raw), header_bytes=limits.header_bytes)


def _over_the_limit(raw: bytes, limits: Limits) -> str | None:
    if len(raw) <= limits.message_bytes:
        return None
    return f"it has {in_megabytes(len(raw))}, and Candour reads up to {in_megabytes(limits.message_bytes)}"


def _parse(raw: bytes, arrival: Arrival, limits: Limits) -> ParsedMessage:
    message = _message(raw, limits)
    contents = read_contents(message, arrival, Budget(limits))
    parsed = replace(
        _read_header(message, arrival),
        text=contents.text,
        attachments=contents.attachments,
        limits=contents.limits,
        forwarded=contents.forwarded,
    )
    return _with_bounce(parsed, message, limits)


def _with_bounce(parsed: ParsedMessage, message: Part, limits: Limits) -> ParsedMessage:
    """Return the message with what came back by it; one that tells that a mail arrived is an automatic answer.

    Some gateways mark a bounce as nothing but automatic: then the mail that it returns must be ours.
    """
    is_bounce = parsed.automatic is Automatic.BOUNCE
    if not is_bounce and not (parsed.automatic is Automatic.GENERATED and may_be_returned(message.headers)):
        return parsed
    bounce = read_bounce(message, limits)
    if not is_bounce and not (bounce.message_id and is_our_message_id(bounce.message_id)):
        return parsed
    if bounce.reason is None:
        return replace(parsed, automatic=Automatic.REPLY)
    return replace(parsed, automatic=Automatic.BOUNCE, bounce_of=bounce.message_id, bounce_reason=bounce.reason)


def _read_header(message: Part, arrival: Arrival) -> ParsedMessage:
    headers = message.headers
    message_id = message_id_of(headers)
    return ParsedMessage(
        keys=keys_of(message.raw, message.body_start, message_id, school=arrival.school),
        sender=sender_of(headers),
        recipients=recipients_of(headers),
        subject=headers.text("subject")[:_LONGEST_SUBJECT],
        sent_at=sent_at_of(headers, arrival.received_at),
        message_id=message_id,
        answers_to=answers_of(headers),
        thread_token=thread_token_of(headers),
        automatic=automatic_kind(headers, arrival.own_addresses),
        probe=headers.text("x-candour-probe")[:_LONGEST_MARK],
        authentication=authentication_of(headers, arrival.authserv_id),
        reply_to=reply_to_of(headers),
    )
