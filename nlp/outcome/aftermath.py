"""What came of it: is the data back, has anybody complained."""

import re

from nlp.outcome.likely import read_likely
from nlp.outcome.recovered import read_recovered
from nlp.reading import Reading
from nlp.text import Hit

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
    (
        "in-writing",
        0.72,
        (
            r"\b(?:wants?|wanting|putting|put|asked for|demand\w*|going to put|taking|sent|has|have) (?:it"
            r"|this|that|something|matters?"
            r"|her concerns?|his concerns?|their concerns?)(?: all)? (?:in writing|further|higher"
            r"|to the (?:governors?|council"
            r"|head|commissioner|papers?|local authority|trust|ombudsman|board))\b"
            r"|\b(?:written|wrote|writing|writes|emailed) (?:in )?to (?:object|protest|express)\b"
            r"|\b(?:wants|demand(?:s|ed|ing)|expects?|insist\w* on) (?:an? )?(?:written |formal |full "
            r"|proper )?(?:apology|explanation"
            r"|answers|investigation|compensation)\b|\bgoing to the commissioner\b|\bhave us in court\b"
            r"|\b(?:means?|intends?|intending|going|threatening|plans) to (?:write|go|take it|report (?:us|it"
            r"|this)) to (?:the )?(?:governors?"
            r"|ico|council|papers?|commissioner|press|mp|trust|board|chair)\b"
        ),
    ),
    (
        "upset",
        0.58,
        (
            r"\b(?:mum|mums|dad|dads|parent|parents|mother|father|family|families|sister|nan|gran\w*|carer|he"
            r"|she|they|one|two"
            r"|three|union|husband|wife|someone|colleague)\b[^.;\n]{0,50}\b(?:kicked off|kicking off"
            r"|going mad|went mad|play(?:ed|ing)? war"
            r"|hit the roof|up in arms|shout\w*|scream\w*|fuming|moan(?:ed|ing)|grumbl\w+|appalled"
            r"|object(?:ed|ing)|outraged|protest\w*"
            r"|not happy|is livid|raised (?:it|this) as a concern|kick up)\b"
        ),
    ),
    ("disgusted", 0.6, r"\bdisgust(?:ed|ing)\b|\bthreaten\w* (?:legal|to sue|solicitor)|\bsolicitor'?s? letter\b"),
)
_COMPLAINED = tuple((name, sure, re.compile(pattern)) for name, sure, pattern in COMPLAINED)
_WANTS = re.compile(r"\bwants to make\b")
_CLAUSE = re.compile(r"[;:(]| but |,? and (?=(?:\w+ )?(?:has|have|had|is|are)\b)")
_NOBODY = re.compile(
    r"(?:no\b|none|nobody|nope|n/?a\b|nil|n\b|not (?:yet|so far|that|any|as far|to my|at)|0\b|nac oes"
    r"|neb\b|dim\b|expecting|just .{0,40}\bnot complain|nobody)"
)
_FUTURE = re.compile(
    r"\b(?:going to|will|might|may|could|likely to|expect(?:ed|ing)?(?: a)?|in case of"
    r"|if (?:there|they|anyone|she|he)|probably|threatened to|threatening to|says? (?:his|her"
    r"|their) (?:mum|dad|parents?) (?:is|are) going to|would|want to|bound to|thinking of|thinks of"
    r"|considering|talking of)(?: \w+){0,3} ?$"
)
_NO_COMPLAINT = re.compile(
    r"(?:\b(?:no|not|nobody'?s?|no[ -]?one'?s?|none|never|without|any|n/a|nor|yet to|neb)|n't)\b[^.;]{0,35}$"
)
_OTHER_COMPLAINT = re.compile(
    r"\b(?:health|medical|physical|chest|complaints? (?:policy|procedure|form|team|officer|department|file|log))\b"
)


def read_aftermath(reading: Reading) -> None:
    """Read recovered, complaint and ico_complaint."""
    read_recovered(reading)
    _read_complaint_answer(reading)
    _read_complaint(reading)
    read_likely(reading, "complaint")


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
    for name, sure, pattern in _COMPLAINED:
        for page in reading.pages[::-1]:
            for hit in page.hits(pattern):
                _judge(reading, name, sure, hit)
    for hit in reading.layout.quoted.hits(_COMPLAINED[1][2]):
        reading.add("ico_complaint", value=True, confidence=0.7, rule="ico_complaint.quoted", hits=[hit])


def _judge(reading: Reading, name: str, sure: float, hit: Hit) -> None:
    before = hit.page.before(hit.start, 70)
    clause = _CLAUSE.split(before)[-1]
    if _OTHER_COMPLAINT.search(hit.page.low[max(0, hit.start - 10) : hit.end + 14]):
        return
    if _NO_COMPLAINT.search(clause):
        reading.add("complaint", value=False, confidence=0.85, rule=f"complaint.{name}.none", hits=[hit])
        return
    anticipated = bool(_FUTURE.search(clause)) and not _WANTS.search(before)
    reading.add("complaint", value=True, confidence=0.35 if anticipated else sure, rule=f"complaint.{name}", hits=[hit])
    if name == "ico":
        reading.add(
            "ico_complaint", value=True, confidence=0.6 if anticipated else sure, rule="ico_complaint.said", hits=[hit]
        )
