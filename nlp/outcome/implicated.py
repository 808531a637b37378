"""Whether the report is about the head teacher, or somebody senior: then it must not go through them (R84)."""

import re

from nlp.people.roles import DEED
from nlp.reading import Reading
from nlp.table import Table
from nlp.text import Hit

_HEAD = (
    r"(?<!'s )(?:(?:exec(?:utive)? |acting |deputy and )?head ?teacher|head ?master|head ?mistress"
    r"|(?<!vice )(?<!vice-)principal"
    r"(?! teacher)|pennaeth|head(?! (?:of|office|count|lice|start|and|girl|boy|teacher's|count)|'s|-)"
    r"|exec(?:utive)? head)"
)
_SENIOR = (
    rf"(?:{_HEAD}|deputy(?: head(?: ?teacher)?)?|assistant head(?: ?teacher)?"
    r"|(?:chair of )?governors?|member of (?:slt|the (?:senior )?leadership team|smt)|slt"
    r"|vice[- ]principal|ceo)"
)
_AUDIENCE = (
    r"(?:about|every\w*|all\b|the (?:table|staff|whole|class|room|parents?|governors?|assembly"
    r"|meeting|group|bar|others?|press"
    r"|local|mums?|neighbours?)|some|people|parents?|them|us (?:all|that|about|what|who)|a (?:party"
    r"|group|parent|friend|room)"
    r"|two|three|other|his|her (?:friend|husband|sister|mum)|staff|several|visitors|\d)"
)
_ADVERBS = (
    r"(?:\w+ly |also |then |who |has |had |have |was |were |is |been |just |even |still |again "
    r"|always |regularly |be )"
)
_ACTS = (
    rf"(?:{DEED}|stood|sat|set|put|puts|passed|passing|left|leaves|leaving|took|takes|taken|gave|gives"
    r"|giving|given|read|reads"
    r"|reading|sent|sends|sending|show\w*|let|lets|announc\w+|explain\w+|discuss\w+|mention\w+"
    r"|talk\w*|spoke|speak\w*|shar\w+"
    r"|nam(?:ed|ing|es)|reveal\w*|disclos\w+|email\w*|e-mail\w*|forward\w*|print\w*|copie[ds]|copying"
    r"|look\w*|open\w*|keep\w*|kept"
    r"|us(?:es|ed|ing)|log(?:s|ged|ging)|stor\w+|post\w*|publish\w*|upload\w*|display\w*|pinned|lost"
    r"|loses|binned|threw|dump\w*"
    r"|delet\w+|shred\w*|record\w*|film\w*|photograph\w*|access\w*|download\w*|install\w*|read"
    r"|bragg\w+|jok\w+|laugh\w*|repeat\w*"
    r"|gossip\w*|blurt\w*|slipped|circulat\w+|hand(?:ed|ing|s)|lent|lends|wrote|writes|ask(?:ed|s) (?:staff|us|me) to"
    r"|(?:made|had|got) (?:me|us|staff|\w+) (?:take|put|send|throw|give|print|share|use|delete|change"
    r"|sign|do|write|move)"
    rf"|(?:told|tells|telling) {_AUDIENCE}|told (?:me|us|staff) to (?!report|let|tell|e?-?mail|write"
    r"|contact|speak|ring|log|fill"
    r"|inform|send (?:it|this) to)\w+)"
)
_TITLED = r"(?:(?:mr|mrs|ms|miss|dr|mx|sir|fr|sister)\.? )?[\w'-]{2,20}(?: [\w'-]{2,20}){0,2}"
IMPLICATED: tuple[tuple[str, float, str], ...] = (
    ("does", 0.86, rf"\b<who>\b(?: ?[,(-]? ?{_TITLED}\)?,?)?,? {_ADVERBS}{{0,3}}{_ACTS}\b"),
    (
        "named-does",
        0.84,
        (
            r"\b(?:mr|mrs|ms|miss|dr|sir|sister)\.? [\w'-]{2,20}(?: [\w'-]{2,20})? ?[(,-]{1,2} ?(?:(?:he"
            r"|she)(?:'s| is)"
            rf" )?(?:is )?(?:the |our |my |your |acting )?<who>\b[^.;\n]{{0,30}}?[),]? {_ADVERBS}{{0,3}}{_ACTS}\b"
        ),
    ),
    (
        "belongs",
        0.85,
        (
            r"\b(?:belongs? to|belonging to|left by|sent by|done by|used by|taken by|run by|made by"
            r"|written by|set up by"
            r"|shared by|given out by|posted by) (?:the|our|my|your)? ?<who>\b"
        ),
    ),
    (
        "is-the-one",
        0.8,
        (
            r"\b(?:it's|it is|it was|this is|this was|is|being|about|concerns|concerning|involves|involving|against)"
            r" (?:about )?(?:the|our|my|your) (?:own )?<who>\b(?=[^\w'](?!s\b))(?! (?:wants|said|has asked"
            r"|is aware|knows))"
        ),
    ),
)
SUBJECT = re.compile(
    rf"^\W{{0,3}}(?:(?:the|our|my) )?{_HEAD}(?:(?: ?teacher)? \w+ing\b|\W*$)|\b(?:report|complaint"
    r"|concern|incident|breach)"
    rf" (?:about|against|re|involving|by|concerning) (?:the |our |my )?(?:{_HEAD}|ht)\b|\b(?:run|sent"
    rf"|done|left|by|about) (?:by )?(?:the |our )?{_HEAD}\s*$"
)
_BYSTANDING = re.compile(
    r"\b(?:told|tell|telling|informed|inform|asked|by|to|with|and|for|from|as|complained to"
    r"|notified|copied|cc|manager|manager:|manager is|knows|gave|of|that) (?:the |our |my |a )?$"
)
_TOLD = re.compile(
    r"\b(?:has told me|told me (?:to (?:report|write|tell|let|e?-?mail|contact|fill)|you|about)|asked me to"
    r"|said to (?:report|tell|email)|is aware|knows|has been told|have been told|been told|was told"
    r"|has asked|asked me)\b"
)


def read_implicated(reading: Reading) -> None:
    """Read head_teacher_implicated and senior_implicated."""
    for field, who in (("head_teacher_implicated", _HEAD), ("senior_implicated", _SENIOR)):
        for (name, sure), (hits, *_) in _TABLES[who].on((reading.body,)):
            if hit := next((hit for hit in hits if not _is_bystander(name, hit)), None):
                reading.add(field, value=True, confidence=sure, rule=f"{field}.{name}", hits=[hit])
        for answer in reading.layout.answers:
            if answer.field == "responsible_employee" and answer.value and re.search(rf"\b{who}\b", answer.value.low):
                reading.add(field, value=True, confidence=0.93, rule=f"form.{field}", hits=[answer.value])
        for hit in reading.layout.subject.hits(SUBJECT):
            reading.add(field, value=True, confidence=0.66, rule=f"{field}.subject", hits=[hit])


_ANY_HEAD = re.compile(rf"\b(?:{_HEAD}|head's|heads)\b")
_TABLES = {
    who: Table((re.compile(pattern.replace("<who>", who)), (name, sure)) for name, sure, pattern in IMPLICATED)
    for who in (_HEAD, _SENIOR)
}


def _is_bystander(rule: str, hit: Hit) -> bool:
    """Tell whether they were only told of it, or told somebody to report it."""
    if rule in {"belongs", "is-the-one"}:
        return False
    return bool(_BYSTANDING.search(hit.page.before(hit.start, 24)) or _TOLD.search(hit.low))


def names_head(reading: Reading) -> bool:
    """Tell whether a head teacher is named otherwise than as somebody who was told of it."""
    return any(
        not _is_bystander("does", hit) and not _TOLD.search(hit.page.after(hit.end, 40))
        for page in reading.pages
        for hit in page.hits(_ANY_HEAD)
    )
