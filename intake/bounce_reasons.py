"""Why a mail came back: by the fields of a delivery status (RFC 3464, RFC 3463), else by the words of the bounce."""

import re
from typing import NamedTuple

from candour.cases.report import BounceReason
from intake.headers import Headers

STATUS_TYPES = frozenset({"message/delivery-status", "message/global-delivery-status"})
_MOST_GROUPS = 500
_SEVERITY = (BounceReason.REFUSED, BounceReason.MAILBOX_FULL, BounceReason.DELAYED, None)
_ARRIVED = frozenset({"delivered", "relayed", "expanded"})
_BY_CLASS = {"2": None, "4": BounceReason.DELAYED}
_FULL_STATUS = re.compile(r"[45]\.2\.2")
_FULL = re.compile(
    r"mailbox (?:is |size )?(?:full|exceed)|(?:full|overfull) mailbox|inbox (?:is )?full|storage (?:is )?full"
    r"|over(?: its| the| their)? ?quota|over ?-?quota|quota (?:is |has been |was )?(?:exceeded|full)"
    r"|exceed(?:ed|s|ing)?\W+(?:\w+\W+){0,4}(?:quota|storage)|out of (?:storage|disk) space|(?:disk|storage) quota"
    r"|insufficient (?:disk|storage|mailbox)|mailbox has no (?:more )?room|blwch post (?:yn )?llawn"
    r"|(?<![\d.])[45]\.2\.2(?![\d.])",
    re.IGNORECASE,
)
_552 = re.compile(r"(?<![\d.])552(?![\d.])")
_552_FOR_ELSE = re.compile(r"5\.2\.3|5\.3\.4|5\.7\.\d|message size|too (?:large|big)|spam|virus|content", re.IGNORECASE)
_DELAYED = re.compile(
    r"will (?:keep|continue|go on)\s+(?:on\s+)?(?:to\s+)?(?:try|retry|re-?attempt)|(?:will|to) be retried"
    r"|still being retried|will retry|retrying for|(?:delivery|message|mail)\W(?:\w+\W+){0,4}(?:delayed|deferred)"
    r"|delayed mail|(?:not|n't) (?:yet been|been) delivered(?: yet)?[^.]{0,40}\b(?:hours?|yet)\b|warning message only"
    r"|(?:do|does) not need to (?:re-?send|do anything)|status notification \(delay\)|could not send message for past"
    r"|transient non-fatal|retry timeout not (?:yet )?exceeded",
    re.IGNORECASE,
)
_GIVEN_UP = re.compile(
    r"giv(?:en|ing)[ -]up|permanent (?:fatal )?(?:error|failure)|fatal errors|will not be retried|no longer be retried"
    r"|delivery has failed|retry time(?:out)? exceeded|expired|status notification \(failure\)",
    re.IGNORECASE,
)
_ARRIVED_SUBJECT = re.compile(
    r"(?:successful mail delivery|delivery status notification \((?:success|relay)|delivered:|relayed:|return receipt)",
    re.IGNORECASE,
)


class Stated(NamedTuple):
    """What a delivery status says, once it says anything: the worst of its recipients' lots."""

    reason: BounceReason | None


def reason_in_status(body: bytes) -> Stated | None:
    """Return what a delivery status says of its recipients; None where it has no field that tells.

    One recipient who was refused counts more than another who was delayed: the notice did not reach the whole role.
    """
    groups = [Headers.parse(group) for group in re.split(rb"(?:\r?\n){2,}", body, maxsplit=_MOST_GROUPS)]
    told = [_of_recipient(group) for group in groups if group.has("action") or group.has("status")]
    return Stated(min(told, key=_SEVERITY.index)) if told else None


def reason_in_words(subject: str, text: str) -> BounceReason | None:
    """Return why, by the words of a bounce without a delivery status; None where they say that the mail arrived."""
    if _ARRIVED_SUBJECT.match(subject):
        return None
    words = f"{subject}\n{text}"
    if _DELAYED.search(words) and not _GIVEN_UP.search(words):
        return BounceReason.DELAYED
    return BounceReason.MAILBOX_FULL if _tells_of_a_full_mailbox(words) else BounceReason.REFUSED


def _of_recipient(group: Headers) -> BounceReason | None:
    action, status = group.word("action"), group.word("status")
    if action in _ARRIVED:
        return None
    if action == "delayed":
        return BounceReason.DELAYED
    if not action and status[:1] in _BY_CLASS:
        return _BY_CLASS[status[:1]]
    is_full = _FULL_STATUS.fullmatch(status) or _tells_of_a_full_mailbox(group.text("diagnostic-code"))
    return BounceReason.MAILBOX_FULL if is_full else BounceReason.REFUSED


def _tells_of_a_full_mailbox(words: str) -> bool:
    """Tell whether these words are about a full mailbox; 552 alone may also be about the mail's size or contents."""
    return _FULL.search(words) is not None or (_552.search(words) is not None and not _552_FOR_ELSE.search(words))
