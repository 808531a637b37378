"""What an error code of the outbox means, and what a person can do about it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Failure:
    """A code in words, with the next step."""

    what: str
    to_do: str


_NO_CHAT = Failure(
    "They reported in a chat that Candour can't write to now, and it knows no mail address of theirs.",
    "Tell the person in another way, and ask the administrator to run: candour check",
)
_KNOWN = {
    "watched-address": Failure(
        "The address is a mailbox that Candour itself reads, so nothing is ever sent there.",
        "Ask the administrator to give this role the address of a person.",
    ),
    "bad-address": Failure(
        "The address can't be used: it isn't written like a mail address.",
        "Find another way to reach the person, such as by phone.",
    ),
    "no-recipient": Failure(
        "Nobody can receive it: the role is empty, or the report is about the person in it.",
        "Decide who should be told, and tell them yourself.",
    ),
    "no-chat": _NO_CHAT,
    "no-chat-contact": _NO_CHAT,
    "not-in-chat": Failure(
        "Nothing about this case is written in a chat, and Candour knows no mail address of theirs.",
        "Find another way to reach the person, such as by phone.",
    ),
    "returned": Failure(
        "The mail server took it, but it came back later: it could not be delivered to the address.",
        "Check the address, and tell the person in another way.",
    ),
    "mailbox-full": Failure(
        "It came back, because the mailbox of the person is full. The address is right.",
        "Tell the person in another way, and ask them to make room in their mailbox.",
    ),
    "render": Failure(
        "Candour could not write this notice. That is a fault in Candour.",
        "Tell the person yourself, and tell the administrator.",
    ),
    "authentication": Failure(
        "The mail server refused Candour's user name or password.",
        "Ask the administrator to run: candour check",
    ),
    "token": Failure(
        "Candour got no token to sign in to the mail server with.",
        "Ask the administrator to run: candour check",
    ),
    "permission": Failure(
        "The mail server took none of Candour's tokens: a permission is missing.",
        "Ask the administrator to run: candour check",
    ),
    "no-tokens": Failure(
        "The mail server takes no tokens.",
        "Ask the administrator to run: candour check",
    ),
    "own-address": Failure(
        "Candour's own sender address or the school's reply address is not written like a mail address.",
        "Ask the administrator to run: candour check",
    ),
    "tls": Failure(
        "No safe connection to the mail server could be made.",
        "Ask the administrator to run: candour check",
    ),
    "smtputf8": Failure(
        "The address has letters that the mail server can't handle.",
        "Find another way to reach the person, such as by phone.",
    ),
    "connection": Failure(
        "The mail server could not be reached.",
        "Ask the administrator to run: candour check",
    ),
    "timeout": Failure(
        "The mail server did not answer in time.",
        "Ask the administrator to run: candour check",
    ),
}


def explain(code: str) -> Failure:
    """Return what a code means; the codes of SMTP (RFC 5321, 4.2) by their first digit, others in general words."""
    if code in _KNOWN:
        return _KNOWN[code]
    if code.startswith("partial-"):
        return Failure(
            "Some of the people in this role got it, at least one did not.",
            "Check the addresses of this role, and tell the person who was left out.",
        )
    if code.startswith("5"):
        return Failure("The mail server refused it for good.", "Check the address, and tell the person in another way.")
    if code.startswith("4"):
        return Failure("The mail server put it off again and again.", "Tell the person in another way.")
    return Failure("It could not be sent.", "Tell the person in another way, and tell the administrator.")
