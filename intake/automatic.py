"""Which messages no person wrote, or no machine may answer: an ordered table of named rules (RFC 3834, facts).

What is set aside (REPLY) is read by nobody, so that needs proof; on a weak sign a message is read and only not answered
(GENERATED).
"""

from collections.abc import Callable
from dataclasses import dataclass

from candour.cases.report import Automatic
from intake.headers import Headers
from intake.signs import Signs

_BULK_FIELDS = ("list-id", "list-unsubscribe", "list-post")
_REPLY_FIELDS = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-auto-reply-from")
_MACHINE_MAILBOXES = frozenset({"mailer-daemon", "mail-daemon", "mailerdaemon"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A sign that a message is automatic. The first rule that matches decides."""

    name: str
    kind: Automatic
    source: str
    matches: Callable[[Signs], bool]


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
        "exchange's automatic reply",
        Automatic.REPLY,
        "Exchange calls its out-of-office answers auto-generated, under a title of its own",
        lambda signs: (
            signs.auto_submitted == "auto-generated" and signs.suppresses_answers and signs.is_titled_by_a_program
        ),
    ),
    Rule(
        "absence told to a notice",
        Automatic.REPLY,
        "older servers that mark their answers weakly; a report that speaks of absence answers no notice",
        lambda signs: signs.looks_sent_by_a_machine and signs.is_titled_as_absence and signs.answers_a_notice,
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
