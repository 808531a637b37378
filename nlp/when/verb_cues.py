"""The verbs that say what happened at a moment: it occurred, was discovered, or was dealt with afterwards."""

import re
from enum import StrEnum
from typing import NamedTuple

from nlp.text import Hit, Page
from nlp.when.date_arithmetic import DAY, MONTH


class Role(StrEnum):
    """What happened at a moment."""

    OCCURRED = "occurred"
    DISCOVERED = "discovered"
    AFTERWARDS = "afterwards"
    UNSAID = "unsaid"


_CALLED = (
    r"(?:rang|phoned|telephoned|called|contacted|messaged|e-?mailed|texted|wrote|written|alerted"
    r"|informed|notified|told|warned|approached|showed|reported(?: it)?)"
)
_US = r"(?:me|us|(?:to )?(?:me|us|the (?:school|office|dsl|head|bursar|dpo)|reception|our \w+)|in)"

# Read from top to bottom; the first that fits a place wins there.
CUES: tuple[tuple[Role, str], ...] = (
    (
        Role.AFTERWARDS,
        (
            rf"\bleft (?:us |the school )?(?:on|in|at) (?:the )?(?:\d|{MONTH}|{DAY}|end of)|\b(?:am|is"
            rf"|are|i'm|they're|he's|she's|we're) (?:now |still )?(?!missing)[a-z]{{3,12}}ing\b"
            rf"|\bwent (?:back|round)\b[^.;]{{0,50}}?\bfound\b"
        ),
    ),
    (
        Role.OCCURRED,
        (
            r"\b(?:i|we) saw (?:it happen|her|him|them|someone|somebody|this happen)\b|\bhad (?:it"
            r"|them) (?:in|at|on|with)\b|\blast (?:had|saw|used) (?:it|them|the)\b|\bfirst alert\b"
            r"|\bmust have (?:fallen|dropped|been)\b"
        ),
    ),
    (
        Role.DISCOVERED,
        (
            r"\b(?:(?:did(?:n't| not|nae|nt)|never|nobody|no one) (?:reali[sz]e|notice|spot|see|find|know|twig"
            r"|discover|miss)"
            r"|(?:only|first) (?:knew|saw|found|learn(?:ed|t)|became)|noticed|noticing|reali[sz]ed|discovered"
            r"|spotted|identified|found out|find out"
            r"|came to light|came across|(?:became|made|was|were) aware"
            r"|(?:was|were|been|have been|got) (?:told|informed|alerted|notified|contacted)"
            r"|only (?:heard|learn(?:ed|t))|heard (?:about|from|this)|pointed out|drew (?:my"
            r"|our) attention|picked up on|was flagged|flagged)\b"
        ),
    ),
    (Role.DISCOVERED, rf"\b(?<!\bi )(?<!\bi've )(?<!\bwe )(?<!have )(?<!\) and ){_CALLED} {_US}\b"),
    (
        Role.DISCOVERED,
        (
            r"\b(?:came|went|got|walked|going|opening) (?:in|back|to)\b(?:[^.;]|\.\d){0,40}?\b(?:saw"
            r"|found|noticed)\b|\bwhen (?:i|we) (?:got|came|went|returned)(?: back| in)?\b|\b(?:i|we"
            r"|she|he|they|who) (?:then )?(?:found|saw|see|find)\b|\band found\b|\bfound (?:it|them"
            r"|the|a|this|that|an|by|on|in|two|three|some)\b"
            r"|\bwhen (?:i|we|he|she|they) found\b|\bhanded (?:it |them )?in\b|\bbrought (?:it |them "
            r"|this )?(?:in|to reception|to the (?:office|school))|\bknocked\b|\breached me\b"
            r"|\bcame (?:in|through) to\b|\b(?:wasn't|was not|weren't|were not) (?:in|there|on)\b"
            r"|\bmissed (?:it|them)\b|\bclocked\b|\breported (?:him|her|them|it|this) to me\b|\b(?:was"
            r"|were|had) (?:missing"
            r"|gone|not there)\b"
            r"|\b(?:log|audit|console|report|alert)s? (?:showed|shows|flagged)\b|\b(?:shop|parent|mum"
            r"|dad|neighbour|driver|company|hub|library|police|garage|centre|station|manager|council"
            r"|lady|man|woman|gentleman|supermarket|team|\w+ services?) (?:then )?(?:rang|phoned"
            r"|called|telephoned)\b|\b(?:telephoned|phoned) (?:on|at|this|yesterday)\b"
        ),
    ),
    (
        Role.AFTERWARDS,
        (
            r"\b(?:i|we|i've|we've|ive|weve|have|has|had|then|was|were|been|and|also|they"
            r"|it) (?:\w+ly |also |now |then |since |both |all |already |been |not )?(?:rang|phoned"
            r"|rung|told|informed|called|asked|deleted|recalled|removed|reset|changed|blocked|restored"
            r"|collected|picked|fetched|reported|disabled|wiped|suspended|locked|switched|apologised"
            r"|retrieved|secured|revoked|spoken|spoke|contacted|stopped|replaced|cancelled"
            r"|logged(?! in)|shredded|sealed|replied|confirmed)\b"
            r"|(?:^|[.!?;:(]\s{1,3}|\n[ \t]{0,8}[-*]?[ \t]{0,4})(?:rang|phoned|told|asked|deleted"
            r"|recalled|removed|reset|changed|blocked|restored|collected|picked|reported|disabled"
            r"|wiped|suspended|locked|switched|apologised|retrieved|spoke)\b|\bdeleted (?:it|the"
            r"|them)\b|\bwhich i did\b|\b(?:posted|sent|gave|given|brought|handed|driven) (?:it"
            r"|them) back\b|\b(?:it|they|which) (?:has |have )?arrived\b|\bcomplain\w*|\bgrievance\b"
            r"|\bpolice\b|\bwill\b|\bgoing to\b"
            r"|\b(?:was|were|been) (?:blocked|disabled|reset|changed|restored|removed|wiped|cancelled|suspended"
            r"|closed|shut"
            r"|switched off|taken (?:down|offline|off))\b"
        ),
    ),
    (
        Role.OCCURRED,
        (
            r"\b(?:sent|send|e-?mail(?:ed|s)?|posted|shared|put|uploaded|pasted|left|lost|drop(?:ped)?"
            r"|stolen|took|taken|snatched|broken into|opened|accessed|logged in(?:to)?|logged on"
            r"|signed in|clicked|typed|handed|hand|gave|given|read (?:out|her|him|it|them)|threw"
            r"|thrown|tipped|moved|mapped|went (?:out|up|wrong|on|missing)|forgot(?:ten)?|disclosed"
            r"|attached|attach|printed|fell|fallen|happened|occurred"
            r"|looked (?:up|at)|viewed|downloaded|deleted both|published|displayed|mentioned|discussed"
            r"|overheard|received|delivered|clear(?:ed)? out|misplaced|collected from"
            r"|got into|hacked|encrypted by|attacked|driv(?:e|ing) off|drove off|disposed|binned"
            r"|dumped|set (?:it )?up|turned up|had a (?:phone )?call|took a call|added|copied|copying"
            r"|faxed|transferred|swapped|showed|entered|did it|emailed out|using|used|made|searched"
            r"|forwarded|burgl\w+"
            r"|broke)\b"
        ),
    ),
)
_CUES = re.compile("|".join(f"(?P<c{number}>{pattern})" for number, (_, pattern) in enumerate(CUES)))
_MODAL = re.compile(r"\b(?:should(?:n't)?|must(?:n't)?|shall|ought|supposed|not to|never)(?: not| never| to)? $")
_ENDS_OF_MODALS = ("should ", "n't ", "must ", "shall ", "ought ", "supposed ", "to ", "never ", "not ", "\n")


class Cue(NamedTuple):
    """A verb at a place of a page."""

    role: Role
    hit: Hit


def find_cues(page: Page, start: int, end: int) -> list[Cue]:
    """Return the verbs of a stretch of a page that say what happened; "should have sent" says nothing."""
    return [
        Cue(CUES[(match.lastindex or 1) - 1][0], Hit(page, *match.span()))
        for match in page.matches_within(_CUES, start, end)
        if not _is_modal(page, match.start())
    ]


def _is_modal(page: Page, place: int) -> bool:
    """Tell whether what is said to be done was only to be done: "should have sent"."""
    return page.low.endswith(_ENDS_OF_MODALS, 0, place) and _MODAL.search(page.before(place, 20)) is not None
