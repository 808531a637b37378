"""What came of it: is the data back, has anybody complained."""

import re

from nlp.reading import Reading
from nlp.text import Hit

RECOVERED: tuple[tuple[str, str, float, str], ...] = (
    (
        "partly",
        "some",
        0.85,
        (
            r"\b(?:some|half|part|most|several|two|three|four|five|six|seven|eight|nine|ten"
            r"|\d+)(?: of (?:it|them|the \w+))? (?:has|have|were|was|is|are) (?:been )?(?:brought back"
            r"|returned|recovered|found|handed (?:in|back)|got back|deleted|retrieved|collected"
            r"|come back)\b|\b(?:but|and) (?:\w+ ){0,3}(?:half|some|part|most|the rest|one|two|three"
            r"|four|others?)(?: of (?:it|them))? (?:has|have|is|are|was|were) (?:still )?(?:gone"
            r"|missing|not|been lost|blown)"
            r"|\bstill (?:waiting for|missing|looking for|chasing) (?:the )?(?:other|rest|remaining"
            r"|last|one|two|three|four|five|six|\d+)\b|\bnot all (?:is |of (?:it|them) (?:is "
            r"|are )?)?(?:there|back|found)|\b(?:found|got|have|recovered) (?:\w+ ){0,3}(?:some|most"
            r"|half|part) of (?:it|them|the)|\b(?:removed|recalled|retrieved"
            r"|recovered) \d+(?: \w+)?(?:,| but)[^.]{0,60}\b(?:opened|read|downloaded|already)"
            r"|\b(?:there (?:are|is)|but|with|only) (?:still )?(?:one|two|three|four|five|six|a few|some|several|\d+)"
            r"(?: \w+)? (?:are |is |still )*missing\b|\bnot the originals?\b|\bnot (?:all|everything) (?:is"
            r"|was) there\b|\bthink not all\b"
        ),
    ),
    (
        "no",
        "not-found",
        0.86,
        (
            r"\b(?:nobody|no one|no-one|nothing) (?:has )?(?:handed|been handed|turned|come|found"
            r"|seen it)\b|(?:\b(?:not|never|hasnt)|n't) (?:yet )?(?:been )?(?:turned up|recovered"
            r"|found|returned|handed in|been found|come back|been recovered|back|been returned"
            r"|seen since)\b|\bno (?:sign|trace) of (?:it|them)\b|\b(?:still|is|are|it's) missing\b"
            r"|\b(?:can't|cannot|could not|couldn't|cant) (?:be )?(?:find|saved|recovered|found"
            r"|retrieved|get (?:it|them) back|locate)"
            r"|\bgone for good\b|\b(?:nobody|no one|never|won't)[\w']*(?: \w+)? (?:getting|get|see"
            r"|seeing) (?:it|that|them) (?:back|again)\b"
            r"|\b(?:already )?been (?:crushed|incinerated|emptied|destroyed|collected by the (?:bin"
            r"|refuse))|\b(?:bin )?lorry (?:went|came|had|has|took)|\bcan(?:'t|not) know who\b"
            r"|\bnot recovered\b|\brecall (?:failed|didn't work)\b|\b(?:there'?s|theres"
            r"|there are) screenshots\b|\bon a group chat\b"
            r"|\b(?:not|n't) in (?:my|his|her|the) (?:\w+ )?(?:bag|car|room|class\w*|desk|drawer|office|house)\b"
            r"|\bno (?:luck|joy|success)\b|\bneither (?:of them )?(?:has|have|was|were) (?:turned|been|come"
            r"|found|handed)"
            r"|\b(?:nobody|no one|no-one) (?:has|have|had|got|'s got) (?:it|them)\b|\bstill (?:be )?(?:out there"
            r"|online|visible)"
        ),
    ),
    (
        "yes",
        "deleted",
        0.83,
        (
            r"\b(?:has|have|had|he|she|they) (?:already |now |since |both |all )?(?:deleted|destroyed"
            r"|shredded|returned|handed back|given back|wiped) (?:it|them|the|both|his|her|their)\b"
            r"|\b(?:has|have|had|they've|she's|he's) (?:\w+ )?(?:handed|given|brought|sent) (?:it|them|everything)"
            r"(?: all| straight)? back\b"
            r"|\bconfirmed (?:\w+ ){0,5}(?:delet|destroy|didn't keep|had not kept|not kept)"
            r"|\bgave (?:it|them) (?:straight |right )?back\b|\bdelete it,? which i did\b"
            r"|\basked us to delete\b[^.]{0,30}\bdid\b|\bdidn't keep anything\b"
        ),
    ),
    (
        "yes",
        "back",
        0.83,
        (
            r"\b(?:i|we|he|she|they|i've|we've|have|and) (?:\w+ )?(?:collected|picked|fetched"
            r"|retrieved|recovered|got|took|brought) (?:it|them|the (?:file|folder|papers|laptop|stick"
            r"|pack|bag|envelope|letter|phone|camera|report|sheet|usb)|everything|all of (?:it"
            r"|them))(?: \w+)? ?(?:up|back|myself|in|home)?\b|\b(?:it|they|all|everything|which) (?:is"
            r"|are|was|were|has been|have been) (?:now )?(?:back|recovered|returned|retrieved"
            r"|accounted for|safe|locked|in (?:our|my|the) (?:safe|office|desk|pocket))|\b(?:locked"
            r"|put) (?:it|them) (?:away )?in (?:the|my|our) (?:\w+ )?(?:safe|cupboard|drawer|desk"
            r"|cabinet|office)\b|\bhave (?:it|them) (?:back|safe)\b|\bin my pocket\b|\blocked in my\b"
            r"|\b(?:handed|given|brought) (?:it |them )?(?:in|back) (?:to (?:reception|us|the office))"
        ),
    ),
    (
        "yes",
        "restored",
        0.84,
        (
            r"\b(?:(?:posted|sent|driven|given) (?:it|them) (?:straight |right )?back|restored"
            r"|put (?:\w+ ){1,3}back(?! in)|back as it was|reinstated)\b"
        ),
    ),
    (
        "yes",
        "complete",
        0.8,
        (
            r"\b(?:looks|is|all) (?:complete|intact|there|accounted for)\b"
            r"|\bnothing (?:\w+ )?(?:missing|taken)\b"
        ),
    ),
)
COMPLAINED = (
    (
        "complaint",
        0.88,
        (
            r"\b(?:formal |written |verbal |official )?complain(?:t|ts|ed|ing|s)?\b|\bgrievance\b"
            r"|\b(?:very|extremely) (?:upset|angry|unhappy) and (?:wants|intends|has asked)"
        ),
    ),
    (
        "ico",
        0.88,
        (
            r"\b(?:going|gone|reported (?:us|it|this)?|complain\w*|writing|written|contacting"
            r"|go) to the (?:ico|information commissioner)\b|\breported (?:us )?to the ico\b"
        ),
    ),
    ("disgusted", 0.6, r"\bdisgust(?:ed|ing)\b|\bthreaten\w* (?:legal|to sue|solicitor)|\bsolicitor'?s? letter\b"),
)
_NOBODY = re.compile(
    r"(?:no\b|none|nobody|nope|n/?a\b|nil|n\b|not (?:yet|so far|that|any|as far|to my|at)|0\b|nac oes|neb\b)"
)
_TAKEN_BACK = re.compile(r"(?:\b(?:not|never|nobody|nothing|no one|will|to|be|if)|n't)(?: \w+)? $")
_FUTURE = re.compile(
    r"\b(?:going to|will|might|may|could|likely to|expect(?:ed|ing)?(?: a)?|in case of"
    r"|if (?:there|they|anyone|she|he)|probably|threatened to|threatening to|says? (?:his|her"
    r"|their) (?:mum|dad|parents?) (?:is|are) going to|would|want to|bound to)(?: \w+){0,3} ?$"
)
_NO_COMPLAINT = re.compile(
    r"(?:\b(?:no|not|nobody'?s?|no[ -]?one'?s?|none|never|without|any|n/a|nor|yet to|neb)|n't)\b[^.;]{0,35}$"
)
_OTHER_COMPLAINT = re.compile(
    r"\b(?:health|medical|physical|chest|complaints? (?:policy|procedure|form|team|officer|department|file|log))\b"
)


def read_aftermath(reading: Reading) -> None:
    """Read recovered, complaint and ico_complaint."""
    _read_recovered_answer(reading)
    for value, name, sure, pattern in RECOVERED:
        for hit in reading.body.hits(re.compile(pattern)):
            if value == "yes" and _TAKEN_BACK.search(hit.page.before(hit.start, 16)):
                continue
            reading.add("recovered", value, sure, f"recovered.{name}", [hit])
            break
    _read_complaint_answer(reading)
    _read_complaint(reading)


def _read_recovered_answer(reading: Reading) -> None:
    for answer in reading.layout.answers:
        raw = answer.raw
        if answer.field != "recovered" or raw is None:
            continue
        low = raw.low
        if re.search(r"\bpart(?:ly|ial)|\bsome\b|\bnot the\b|\bbut\b|\bmost\b", low):
            value = "partly"
        elif re.match(r"(?:yes|yeah|yep|y\b|oes|ydy|all|recovered|fully)", low):
            value = "yes"
        elif re.match(r"(?:no\b|nope|n\b|not (?:yet|recovered|so far)|none|nac oes|na\b)", low):
            value = "no"
        else:
            continue
        reading.add("recovered", value, 0.95, "form.recovered", [raw])


def _read_complaint_answer(reading: Reading) -> None:
    for answer in reading.layout.answers:
        raw = answer.raw
        if answer.field != "complaint" or raw is None:
            continue
        if _NOBODY.match(raw.low):
            reading.add("complaint", value=False, confidence=0.95, rule="form.complaint.none", hits=[raw])
        elif answer.value is not None:
            reading.add("complaint", value=True, confidence=0.94, rule="form.complaint", hits=[raw])


def _read_complaint(reading: Reading) -> None:
    for name, sure, pattern in COMPLAINED:
        for page in (reading.body, reading.layout.subject):
            for hit in page.hits(re.compile(pattern)):
                _judge(reading, name, sure, hit)
    for hit in reading.layout.quoted.hits(re.compile(COMPLAINED[1][2])):
        reading.add("ico_complaint", value=True, confidence=0.7, rule="ico_complaint.quoted", hits=[hit])


def _judge(reading: Reading, name: str, sure: float, hit: Hit) -> None:
    before = hit.page.before(hit.start, 70)
    clause = re.split(r"[;:(]| but | and (?=\w+ (?:has|have))", before)[-1]
    if _OTHER_COMPLAINT.search(hit.page.low[max(0, hit.start - 10) : hit.end + 14]):
        return
    if _NO_COMPLAINT.search(clause):
        reading.add("complaint", value=False, confidence=0.85, rule=f"complaint.{name}.none", hits=[hit])
        return
    anticipated = bool(_FUTURE.search(clause)) and not re.search(r"\bwants to make\b", before)
    reading.add("complaint", value=True, confidence=0.35 if anticipated else sure, rule=f"complaint.{name}", hits=[hit])
    if name == "ico":
        reading.add(
            "ico_complaint", value=True, confidence=0.6 if anticipated else sure, rule="ico_complaint.said", hits=[hit]
        )
