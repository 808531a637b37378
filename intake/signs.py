"""The signs by which a message shows that no person wrote it, as far as its header tells."""

import re
from dataclasses import dataclass

from candour.cases.references import normalise
from intake.addresses import answers_of, sender_of
from intake.headers import Headers

_PROGRAMS_SUBJECT = re.compile(
    r"(?:automatic (?:reply|response)|auto[ -]?(?:reply|response)|out of (?:the )?office auto[ -]?reply"
    r"|ateb awtomatig)\s*:",
    re.IGNORECASE,
)
"""What Exchange and others put before the subject that they answer, and no person writes; the last is Welsh."""
_ABSENCE_SUBJECT = re.compile(
    r"(?:out of (?:the )?office|away from (?:the |my )?(?:office|desk)|on (?:annual |maternity |paternity )?leave)\s*:",
    re.IGNORECASE,
)
"""What programs put there as well as people: "Out of office: the window was broken, a laptop is gone"."""
_OUR_MESSAGE_ID = re.compile(r"<[0-9a-hjkmnp-tv-z]{16}\.([a-z]{2,6}-[0-9]{2}-[0-9a-z]{5})@[^@]+>", re.IGNORECASE)
"""A notice's Message-ID: an unguessable token and the case's reference (candour.cases.notices)."""


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
    def is_titled_by_a_program(self) -> bool:
        """Tell whether the subject begins with words that only programs put there."""
        return _PROGRAMS_SUBJECT.match(self.headers.text("subject")) is not None

    @property
    def is_titled_as_absence(self) -> bool:
        """Tell whether the subject begins as out-of-office answers do; a person's may too."""
        return self.is_titled_by_a_program or _ABSENCE_SUBJECT.match(self.headers.text("subject")) is not None

    @property
    def answers_a_notice(self) -> bool:
        """Tell whether In-Reply-To or References name a message that can only be one of ours."""
        ours = filter(None, map(_OUR_MESSAGE_ID.fullmatch, answers_of(self.headers)))
        return any(normalise(found[1]) for found in ours)

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
