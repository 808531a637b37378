"""Yes-or-no questions about a report: near miss, anonymity, an implicated head teacher."""

import re

from nlp.reading import Reading
from nlp.roles import DEED
from nlp.text import Hit

NEAR_MISS = (
    ("said", 0.93, r"\bnear[- ]?miss(?:es)?\b|\bclose (?:call|shave)\b|\bbron iawn\b|\bdamwain a fu bron\b"),
    (
        "avoided",
        0.8,
        (
            r"\b(?:nothing|none of it|no (?:data|information|email|e-mail|letter)) (?:actually |got "
            r"|was |has |had |ever )?(?:been )?(?:sent|left|went out|went anywhere|disclosed|opened"
            r"|read|seen)\b|\bbefore (?:i|it|they|he|she|we|anything"
            r"|any of it) (?:\w+ )?(?:pressed send|sent|was sent|went out|went|left|hit send"
            r"|could be (?:sent|opened|read))\b|\b(?:caught|stopped|spotted|noticed) (?:it|this|me"
            r"|them) (?:just )?(?:in time|before)\b|\bno harm done\b|\bdidn't press (?:enter|send)\b"
            r"|\bstill sealed\b[^.]{0,60}\bnothing read\b|\b(?:dlp|filter"
            r"|system)\b[^.]{0,40}\b(?:stopped|blocked|held)\b"
        ),
    ),
    (
        "almost",
        0.72,
        (
            r"\b(?:i|we|he|she|they) (?:was|were) (?:just )?about to (?:send|hand|post|email|e-mail"
            r"|give|press|click|put|throw)|\b(?:nearly|almost|very nearly) (?:sent|posted|handed|gave"
            r"|emailed|e-mailed|clicked|threw|left|put)\b"
        ),
    ),
)
ANONYMITY = (
    (
        "name",
        0.93,
        (
            r"\b(?:keep|leave|left|leaving|kept) my (?:name|identity|details) out\b|\bmy name (?:were "
            r"|be |is |was )?(?:left out|kept out|not (?:be )?(?:used|mentioned|shared|given"
            r"|passed on))|(?:\b(?:not|never|without|dont)|n't) (?:share|say|use|mention|give|pass on"
            r"|disclose|reveal|tell|saying|using|mentioning|quote|name|put"
            r"|giving) (?:\w+ ){0,3}?(?:my name|my identity|who (?:i am|reported|told)|it was me"
            r"|me(?: either)?\b|who this)"
        ),
    ),
    (
        "anonymous",
        0.92,
        (
            r"\b(?:stay|remain|be|kept|keep (?:this|me|it)|treated as|report(?:ed|ing)? (?:this )?"
            r"|like this to be) anonymous(?:ly)?\b|\banonymously\b|\banonymity\b"
            r"|\bprefer(?:red)? (?:this )?(?:to be )?anonym\w+|\b(?:not|don't|do not|dont"
            r"|never) want (?:this |it |anyone |anybody |to be |my |them |the \w+ ){0,3}(?:traced"
            r"|linked|named|to know (?:that )?(?:it was me|i|who)|identified)"
            r"|(?:\b(?:not|dont|never)|n't) (?:tell|let) (?:anyone|anybody|him|her|them|the \w+)\b[^.;]{0,60}"
            r"\b(?:that )?(?:i (?:have |'ve )?(?:written|wrote|told|reported|contacted|said|emailed|e-mailed|spoke)"
            r"|know (?:it was me|who)|it (?:was|is|came from) me|who (?:it was|i am))\b"
            r"|\b(?:not|rather not|prefer not to|don't want to|do not want to) (?:give|leave|put|say"
            r"|attach|sign) my name\b"
            r"|\b(?:it|this) (?:didn't|did not|has not|hasn't|can't|cannot|must not|mustn't) (?:come"
            r"|came|be seen to come) from me\b"
            r"|\bnobody (?:must|should|can|is to) know\b|\bkeep me out of (?:it|this)\b"
            r"|\bnot (?:to )?be (?:named|identified)\b|\btraced back to me\b|\bwithout (?:my name"
            r"|being named)\b"
        ),
    ),
    (
        "confidence",
        0.8,
        (
            r"\b(?:treat|keep|telling you|report(?:ing)?|say(?:ing)?|tell) (?:this|it|me"
            r"|you this)? ?(?:strictly |in the strictest |in )?(?:in )?(?:confidence|confidential)\b"
            r"|\bplease (?:don't|do not|dont) (?:say|tell|mention)\b[^.;]{0,30}\b(?:me|from|came)\b"
            r"|\boff the record\b|\bbetween (?:us|ourselves|you and me)\b"
            r"|^\W{0,3}(?:strictly )?in (?:strict(?:est)? )?confidence\b"
            r"|\b(?:scared|afraid|frightened|worried|nervous) (?:of|about) (?:the )?(?:consequences"
            r"|repercussions|reprisals"
            r"|losing my job|what (?:he|she|they) (?:will|would|might)|coming forward)\b"
        ),
    ),
)
LINE_MANAGER_TOLD = (
    (
        "said",
        0.85,
        (
            r"\b(?:i|we)(?:'ve| have)? (?:also |already |now |then |since |just )?(?:told|informed|notified"
            r"|e-?mailed|rang|phoned|reported (?:it|this) to|spoken to|spoke to)"
            r" (?:my|our) (?:line )?(?:manager|supervisor)\b"
            r"|\b(?:told|informed|notified) my (?:line )?(?:manager|supervisor)\b"
            r"|\bmy (?:line )?(?:manager|supervisor)(?:,? [\w'. -]{2,40},?)?"
            r" (?:knows|is aware|has been told|was told)\b"
        ),
    ),
)
_YES = re.compile(r"(?:yes|yeah|yep|yup|y|ydw|do|oes|i (?:have|did)|already)\b")
_NO = re.compile(r"(?:no|nope|nah|n|not|nac|na|i (?:haven't|have not|didn't|did not))\b")
_HEAD = (
    r"(?<!'s )(?:head ?teacher|head ?master|head ?mistress|principal|pennaeth|head(?! (?:of"
    r"|office|count|lice|start|and|girl|boy))|exec(?:utive)? head)"
)
_SENIOR = (
    rf"(?:{_HEAD}|deputy(?: head(?: ?teacher)?)?|assistant head(?: ?teacher)?"
    r"|(?:chair of )?governors?|member of (?:slt|the (?:senior )?leadership team|smt)|slt"
    r"|vice[- ]principal|ceo)"
)
_DEEDS = (
    rf"(?:has |had |was |were |is |been |\w+ly |who |also |then |just ){{0,3}}(?:{DEED}|takes"
    r"|reading|keeps|using|uses|left|leaves|gives|giving|shared|shares|sharing|logged|asks"
    r"|asked (?:me|us|staff) to|made (?:me|us|staff)|took|pinned|bragg\w+|talks|talking|spoke"
    r"|printed|copied|looks|looking|opens|forwarded|forwards)\b"
)
_IMPLICATED = (
    (
        "subject",
        0.88,
        (
            r"\b(?:the|our|my|new|acting)?[ ]?{who}\b(?: ?,? ?\(?(?:mr|mrs|ms|miss|dr|mx"
            r"|sir)\.? [\w'-]{{2,20}}(?: [\w'-]{{2,20}}){{0,2}}\)?,?"
            r"|, [\w'-]{{2,20}}(?: [\w'-]{{2,20}}){{0,2}},)? {deeds}"
        ),
    ),
    (
        "belongs",
        0.85,
        (
            r"\b(?:belongs? to|belonging to|left by|sent by|done by|used by|taken by|about) (?:the|our"
            r"|my) {who}\b"
        ),
    ),
)
_BYSTANDING = re.compile(
    r"\b(?:told|tell|telling|informed|inform|asked|by|to|with|and|for|from|is|as|complained to"
    r"|notified|copied|cc|manager|manager:|manager is|knows|gave|of) (?:the |our |my |a )?$"
)
_TOLD = re.compile(
    r"\b(?:told|has told me|told me|asked me to (?:report|write|tell|let)|said to (?:report"
    r"|tell|email)|is aware|knows|has been told|have been told|been told|was told|has asked"
    r"|asked me)\b"
)


def read_flags(reading: Reading) -> None:
    """Read near_miss, wants_anonymity, line_manager_told, head_teacher_implicated and senior_implicated."""
    _read_yes_or_no(reading)
    _read_table(reading, "line_manager_told", LINE_MANAGER_TOLD)
    _read_near_miss(reading)
    _read_anonymity(reading)
    _read_implicated(reading)


def _read_table(reading: Reading, field: str, table: tuple[tuple[str, float, str], ...]) -> None:
    for name, sure, pattern in table:
        for page in reading.pages:
            for hit in page.hits(re.compile(pattern)):
                if not _negated_before(hit):
                    reading.add(field, value=True, confidence=sure, rule=f"{field}.{name}", hits=[hit])
                    break


def _read_yes_or_no(reading: Reading) -> None:
    """Read the answers to questions that ask for yes or no and nothing else."""
    for answer in reading.layout.answers:
        if answer.field in {"line_manager_told", "breached_data_copy"} and answer.raw:
            said = _YES.match(answer.raw.low) or _NO.match(answer.raw.low)
            if said is not None:
                value, rule = said.re is _YES, f"form.{answer.field}"
                reading.add(answer.field, value=value, confidence=0.95, rule=rule, hits=[answer.raw])


def _negated_before(hit: Hit) -> bool:
    return bool(re.search(r"(?:\b(?:not|never)|n't) (?:a |just a |the )?$", hit.page.before(hit.start, 20)))


def _read_near_miss(reading: Reading) -> None:
    _read_table(reading, "near_miss", NEAR_MISS)
    for answer in reading.layout.answers:
        if answer.field == "near_miss" and answer.value:
            low = answer.value.low
            yes = low.startswith(("near", "yes", "y"))
            reading.add("near_miss", value=yes, confidence=0.95, rule="form.near_miss", hits=[answer.value])


def _read_anonymity(reading: Reading) -> None:
    _read_table(reading, "wants_anonymity", ANONYMITY)
    if reading.report.confidential and not reading.asked:
        # Whoever chooses that mailbox asks by it. An answer doesn't: its case may be one whose reporter is known.
        reading.add("wants_anonymity", value=True, confidence=1.0, rule="door.confidential")
    for answer in reading.layout.answers:
        raw = answer.raw
        if (
            answer.field == "reporter_name"
            and raw
            and re.match(r"(?:rather|prefer|would rather|i'd rather|anonymous|no thanks|withheld|not given)", raw.low)
        ):
            reading.add("wants_anonymity", value=True, confidence=0.93, rule="form.name.withheld", hits=[raw])


def _read_implicated(reading: Reading) -> None:
    for field, who in (("head_teacher_implicated", _HEAD), ("senior_implicated", _SENIOR)):
        for name, sure, pattern in _IMPLICATED:
            for hit in reading.body.hits(re.compile(pattern.format(who=who, deeds=_DEEDS))):
                if _BYSTANDING.search(hit.page.before(hit.start, 24)) or _TOLD.search(hit.low):
                    continue
                reading.add(field, value=True, confidence=sure, rule=f"{field}.{name}", hits=[hit])
                break
        for answer in reading.layout.answers:
            if answer.field == "responsible_employee" and answer.value and re.search(rf"\b{who}\b", answer.value.low):
                reading.add(field, value=True, confidence=0.93, rule=f"form.{field}", hits=[answer.value])
