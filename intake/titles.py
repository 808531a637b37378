"""What programs put before the subject that they answer or return, in the languages that staff set their mail to."""

import re

_PROGRAMS = re.compile(
    r"(?:\[[^\]]{1,40}\]\s*)?"
    r"(?:automatic (?:reply|response)|auto[ -]?(?:reply|response|responder)|out of (?:the )?office auto[ -]?reply"
    r"|ateb awtomatig|ymateb awtomatig|automatische antwort|r\u00e9ponse automatique|respuesta autom\u00e1tica"
    r"|risposta automatica|resposta autom\u00e1tica|automatisch antwoord|odpowied\u017a automatyczna"
    r"|r\u0103spuns automat)\s*:|away from my mail\s*$",
    re.IGNORECASE,
)
"""What Exchange, Gmail, Request Tracker and others write, and no person; the second line begins with Welsh.

The last is the whole subject of vacation(1) as it is installed.
"""
_ABSENCE = re.compile(
    r"(?:out of (?:the )?office|away from (?:the |my )?(?:office|desk)|on (?:annual |maternity |paternity |sick )?leave"
    r"|on holiday|absence|auto|vacation|allan o['\u2019]r swyddfa|i ffwrdd o['\u2019]r swyddfa|ar (?:fy )?(?:ng)?wyliau"
    r"|ar absenoldeb (?:mamolaeth|tadolaeth|salwch)|abwesend|absent(?:e)? du bureau)\s*[:(]",
    re.IGNORECASE,
)
"""What programs put there as well as people: "Out of office: the window was broken, a laptop is gone"."""
_ACKNOWLEDGEMENT = re.compile(
    r"(?:\[[^\]]{1,60}\]\s*)?(?:re:\s*)?(?:\[[^\]]{1,60}\]\s*)?"
    r"(?:\[?request received\]?|\[?(?:new )?(?:ticket|case|request|enquiry) (?:received|created|opened|logged)\]?"
    r"|(?:your|a new|new) (?:support )?(?:ticket|case|request|enquiry|message)\b[^:]{0,60}?"
    r"\b(?:received|created|opened|logged|registered)|support ticket opened"
    r"|thank you for (?:contacting|your (?:email|message|request))|we(?: have|['\u2019]ve) received your"
    r"|mae eich (?:cais|neges) wedi|diolch am (?:gysylltu|eich neges))",
    re.IGNORECASE,
)
"""A ticket system's "Request received". A ticket's number alone proves nothing: an agent's answer bears it too."""
_RETURNED = re.compile(
    r"(?:undeliver(?:able|ed)|mail delivery (?:failed|failure|subsystem|system|problem)|mail failure|mail system error"
    r"|delivery (?:status notification|failure|has failed|report|problem|notification|delayed)"
    r"|(?:message|mail|e-?mail) (?:delivery (?:failure|has failed|failed)|not delivered|undeliverable|rejected"
    r"|returned)|failure notice|failed delivery|returned mail|returned to sender|delayed mail|non[- ]?delivery|ndn\s*:"
    r"|nondeliverable|warning: (?:message|could not send)|message .{1,80} delayed|could not (?:be )?deliver(?:ed)?"
    r"|rejected\s*:|\[postmaster\]|unzustellbar|non remis|onbestelbaar|no se puede entregar|non recapitabile"
    r"|nie mo\u017cna dostarczy\u0107|methu (?:ei )?(?:danfon|anfon|ddosbarthu)"
    r"|heb ei (?:ddanfon|anfon|dosbarthu))",
    re.IGNORECASE,
)
"""What mail servers and gateways call what they return; Exchange does so in the language of the sender."""


def is_a_programs(subject: str) -> bool:
    """Tell whether a subject begins with words that only programs put there."""
    return _PROGRAMS.match(subject) is not None


def is_of_absence(subject: str) -> bool:
    """Tell whether a subject begins as out-of-office answers do; a person's may too."""
    return is_a_programs(subject) or _ABSENCE.match(subject) is not None


def is_of_acknowledgement(subject: str) -> bool:
    """Tell whether a subject says that a ticket system has taken a mail; a person's may too."""
    return _ACKNOWLEDGEMENT.match(subject) is not None


def is_of_returned_mail(subject: str) -> bool:
    """Tell whether a subject begins as bounces do; a person's may too."""
    return _RETURNED.match(subject) is not None
