"""What the subject of a report says of whose doing it was."""

import re

from nlp.text import Page

_OF_SUBJECT = (
    (
        "mine",
        r"\b(?:my|mine|i|i've|me|ive|confess\w*|sorry|hands? up|own up|owning|mea culpa|fault|mistake|oops|whoops)\b",
    ),
    ("found", r"\b(?:found|find|handed in|turned up|spotted|seen)\b"),
    ("gone", r"\b(?:lost|missing|stolen|gone|theft|nicked|left|broken|break-in|burglary)\b"),
    (
        "not ours",
        r"\b(?:not (?:ours|for us|mine)|someone else'?s|somebody else'?s|another|received|got|your|their)\b",
    ),
    ("sent", r"\b(?:sent|send|email\w*|e-?mail\w*|letter|wrong|cc|bcc|attachment|recipient)\b"),
    ("concern", r"\b(?:concern|complain\w*|colleague|confidential|anonymous|private|report(?:ing)?)\b"),
    ("near", r"\b(?:near|nearly|almost)\b"),
)
_SUBJECT = tuple((name, re.compile(pattern)) for name, pattern in _OF_SUBJECT)


_MANAGER = r"(?:line[- ]?(?:manager|mgr|man)|manager|boss|supervisor|team leader|lm|hod|mentor)"
_OF_BODY = (
    (
        "manages",
        (
            rf"\b(?:reports?|answers?) to me\b|\bi (?:also )?(?:line[- ]?)?(?:manage|supervise)\b"
            rf"|\bi'?m [\w']+ {_MANAGER}"
            rf"|\bi am [\w']+ {_MANAGER}|\b{_MANAGER} (?:is|,|to|of) (?:\w+ )?me\b"
            rf"|\b(?:her|his|their) {_MANAGER}\b|\b(?<=\w's ){_MANAGER}\b"
        ),
    ),
    (
        "passing on",
        (
            r"\b(?:see below|passing (?:this |it )?on|on behalf of|reporting (?:this )?for|i(?:'ve| have)? (?:been|was)"
            r" (?:told|informed|made aware|asked to)|came to my attention|it has been reported|brought to (?:my|me|us)"
            r"|rang me|told me|reported to me|to let you know that|i(?:'m| am) reporting|i am writing to report)\b"
        ),
    ),
)
_BODY = tuple((name, re.compile(pattern)) for name, pattern in _OF_BODY)


def own_part(subject: Page, body: Page) -> list[str]:
    """Return features of the writer's part in what the subject says, and of how they stand to others in the report."""
    found = [f"w:subject {name}" for name, pattern in _SUBJECT if next(subject.matches(pattern), None)]
    return found + [f"w:{name}" for name, pattern in _BODY if next(body.matches(pattern), None)]
