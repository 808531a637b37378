"""Which messages no person wrote, or no machine may answer: an ordered table of named rules (RFC 3834, facts)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from candour.cases.report import Automatic
from intake.addresses import sender_of
from intake.headers import Headers

_AWAY_SUBJECT = re.compile(
    r"(?:automatic (?:reply|response)|auto(?:matic)?[ -]?(?:reply|response)|autoreply|out of (?:the )?office"
    r"|away from (?:the |my )?(?:office|desk)|on (?:annual |maternity |paternity )?leave|ateb awtomatig)\b",
    re.IGNORECASE,
)
"""At the start of the subject; the last is Welsh."""
_BULK_FIELDS = ("list-id", "list-unsubscribe", "list-post")
_REPLY_FIELDS = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-auto-reply-from")
_MACHINE_MAILBOXES = frozenset({"mailer-daemon", "mail-daemon", "mailerdaemon"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A sign that a message is automatic. The first rule that matches decides."""

    name: str
    kind: Automatic
    source: str
    matches: Callable[["Signs"], bool]


@dataclass(frozen=True, slots=True)
class Signs:
    """What the rules look at."""

    headers: Headers
    own_addresses: frozenset[str]

    @property
    def auto_submitted(self) -> str:
        """The keyword of Auto-Submitted; "no" means that a person sent it, and counts as absent."""
        word = self.headers.word("auto-submitted")
        return "" if word == "no" else word

    @property
    def precedence(self) -> str:
        """The keyword of Precedence."""
        return self.headers.word("precedence")

    @property
    def report_type(self) -> str:
        """The kind of a multipart/report (RFC 6522), else empty."""
        if self.headers.media_type != "multipart/report":
            return ""
        return self.headers.parameters("content-type").get("report-type", "").lower()

    @property
    def has_empty_return_path(self) -> bool:
        """Tell whether the envelope had no sender, as for everything that must not be answered (RFC 5321, 4.5.5)."""
        return self.headers.has("return-path") and self.headers.first("return-path").strip() in {b"<>", b""}

    @property
    def address(self) -> str:
        """The sender's address in lower case."""
        sender = sender_of(self.headers)
        return sender.address.casefold() if sender else ""

    @property
    def mailbox(self) -> str:
        """The sender's local part."""
        return self.address.partition("@")[0]

    @property
    def is_from_us(self) -> bool:
        """Tell whether the sender's address is one of ours, plus-addresses included."""
        own = {address.casefold() for address in self.own_addresses}
        local, _, domain = self.address.rpartition("@")
        return self.address in own or f"{local.partition('+')[0]}@{domain}" in own

    @property
    def speaks_of_absence(self) -> bool:
        """Tell whether the subject begins as out-of-office answers do."""
        return _AWAY_SUBJECT.match(self.headers.text("subject")) is not None

    @property
    def suppresses_answers(self) -> bool:
        """Tell whether X-Auto-Response-Suppress asks for silence (MS-OXCMAIL; "None" asks for nothing)."""
        return self.headers.word("x-auto-response-suppress") not in {"", "none"}

    @property
    def looks_sent_by_a_machine(self) -> bool:
        """Tell whether a field says that no person sent it; a subject alone proves nothing."""
        return bool(self.auto_submitted) or self.has_empty_return_path or self.suppresses_answers

    def has_any(self, *names: str) -> bool:
        """Tell whether one of these fields is there and not "no"."""
        return any(self.headers.has(name) and self.headers.word(name) not in {"no", "false"} for name in names)


RULES: tuple[Rule, ...] = (
    Rule(
        "candour's own mail",
        Automatic.OWN,
        "design: a notice never goes to a watched address",
        lambda signs: signs.is_from_us and bool(signs.auto_submitted),
    ),
    Rule(
        "delivery report",
        Automatic.BOUNCE,
        "RFC 3464",
        lambda signs: signs.report_type == "delivery-status",
    ),
    Rule(
        "failed recipients",
        Automatic.BOUNCE,
        "Exim, Gmail",
        lambda signs: signs.headers.has("x-failed-recipients") and signs.looks_sent_by_a_machine,
    ),
    Rule(
        "mailer-daemon",
        Automatic.BOUNCE,
        "qmail and older servers",
        lambda signs: signs.mailbox in _MACHINE_MAILBOXES,
    ),
    Rule(
        "postmaster without return path",
        Automatic.BOUNCE,
        "Exchange",
        lambda signs: signs.mailbox == "postmaster" and signs.has_empty_return_path,
    ),
    Rule(
        "read receipt",
        Automatic.REPLY,
        "RFC 8098",
        lambda signs: signs.report_type == "disposition-notification",
    ),
    Rule(
        "automatic reply",
        Automatic.REPLY,
        "RFC 3834, 5",
        lambda signs: signs.auto_submitted == "auto-replied",
    ),
    Rule(
        "autoresponder's own field",
        Automatic.REPLY,
        "Gmail, cPanel, Lotus",
        lambda signs: signs.has_any(*_REPLY_FIELDS),
    ),
    Rule(
        "precedence auto_reply",
        Automatic.REPLY,
        "facts: mail",
        lambda signs: signs.precedence == "auto_reply",
    ),
    Rule(
        "absence from a machine",
        Automatic.REPLY,
        "Exchange calls its out-of-office answers auto-generated",
        lambda signs: signs.looks_sent_by_a_machine and signs.speaks_of_absence,
    ),
    Rule(
        "mailing list",
        Automatic.BULK,
        "RFC 2919, RFC 2369",
        lambda signs: any(signs.headers.has(name) for name in _BULK_FIELDS),
    ),
    Rule(
        "precedence bulk",
        Automatic.BULK,
        "RFC 3834, 2",
        lambda signs: signs.precedence in {"bulk", "list", "junk"},
    ),
    Rule(
        "sent by a program",
        Automatic.GENERATED,
        "RFC 3834, 5",
        lambda signs: bool(signs.auto_submitted),
    ),
    Rule(
        "answers unwanted",
        Automatic.GENERATED,
        "MS-OXCMAIL 2.2.3.2.14",
        lambda signs: signs.suppresses_answers,
    ),
    Rule(
        "loop mark",
        Automatic.GENERATED,
        "facts: mail",
        lambda signs: signs.headers.has("x-loop"),
    ),
    Rule(
        "no return path",
        Automatic.GENERATED,
        "RFC 3834, 2",
        lambda signs: signs.has_empty_return_path,
    ),
    Rule(
        "from our own address",
        Automatic.GENERATED,
        "a person who writes from the watched mailbox: read, not answered",
        lambda signs: signs.is_from_us,
    ),
)


def automatic_rule(headers: Headers, own_addresses: frozenset[str] = frozenset()) -> Rule | None:
    """Return the first rule that says that a message is automatic; None for one that a person wrote."""
    signs = Signs(headers, own_addresses)
    return next((rule for rule in RULES if rule.matches(signs)), None)


def automatic_kind(headers: Headers, own_addresses: frozenset[str] = frozenset()) -> Automatic | None:
    """Return why no person wrote a message or no machine may answer it; None for a person's message."""
    rule = automatic_rule(headers, own_addresses)
    return rule.kind if rule else None
