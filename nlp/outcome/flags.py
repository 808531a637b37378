"""Yes-or-no questions about a report: near miss, anonymity, an implicated head teacher."""

import re

from nlp.outcome.anonymity import read_anonymity
from nlp.outcome.implicated import names_head, read_implicated
from nlp.outcome.likely import read_likely
from nlp.reading import Reading
from nlp.table import Table
from nlp.text import Hit

NEAR_MISS = (
    ("said", 0.93, r"\bnear[- ]?miss(?:es)?\b|\bclose (?:call|shave)\b|\bbron iawn\b|\bdamwain a fu bron\b"),
    (
        "avoided",
        0.8,
        (
            r"\b(?:nothing|none of it|no (?:data|information|email|e-mail|letter)) (?:actually |got "
            r"|was |has |had |ever )?(?:been )?(?:sent|left|went out|went anywhere|disclosed|opened"
            r"|read|seen)\b|\bbefore (?:i|it|they|we|anything"
            r"|any of it) (?:\w+ )?(?:pressed send|sent|was sent|went out|left|hit send"
            r"|could be (?:sent|opened|read))\b|\b(?:caught|stopped|spotted|noticed) (?:it|this|me"
            r"|them) (?:just )?(?:in time|before)\b|\bno harm done\b|\bdidn't press (?:enter|send)\b"
            r"|\bstill sealed\b[^.]{0,60}\bnothing read\b|\b(?:dlp|filter"
            r"|system)\b[^.]{0,40}\b(?:stopped|blocked|held)\b"
        ),
    ),
    (
        "none-got-out",
        0.7,
        (
            r"\b(?:none|nothing|not one|no one|nobody|neither)(?: of (?:it|them|these))? (?:had |has |have "
            r"|actually |ever )*"
            r"(?:gone|left|got out|been (?:sent|opened|seen|read|posted|handed)|went|seen|reached|happened)\b"
            r"(?! (?:for|since|yet from))(?=[^.;\n]{0,40}(?:[.;!\n]|$))"
            r"|\bbefore (?:a single|any(?:one|body|thing)?|a soul|the (?:post|van|courier|children|parents"
            r"|kids|pupils)|it could"
            r"|he tipped|doors)\b[^.;\n]{0,30}"
            r"\b(?:opened|seen?|saw|sent|read|went|left|came|tipped|collected|could|was|were|on site|arrived)\b"
            r"|\b(?:never|did not|didn't) (?:actually )?(?:left|leave|went out|go out|sent|send|go anywhere"
            r"|went anywhere)\b"
            r"|\bnothing (?:happened|got out|went (?:out|anywhere)|lost|left)\b|\bno harm (?:was )?done\b"
            r"|\bdraft\b[^.;]{0,20}\bbinned\b"
        ),
    ),
    (
        "in-time",
        0.62,
        (
            r"\b(?:just |only just |right )?in (?:the nick of )?time\b(?! (?:for|to|of))|\bphew\b"
            r"|\bnear thing\b|\bso nearly\b|\blucky escape\b"
            r"|\bwith (?:seconds|a second|moments|minutes) to (?:go|spare)\b|\bnarrow (?:escape|squeak)\b"
            r"|\bclose one\b"
            r"|\b(?:still|sat|stuck|was|held|caught) (?:sitting |waiting )?in (?:the|my) (?:outbox|drafts?|queue)\b"
            r"|\b(?:killed|cancelled|stopped|pulled|caught) (?:it|them|the \w+)(?: \w+){0,3} (?:before"
            r"|in time|at the (?:prompt|last))"
        ),
    ),
    (
        "almost",
        0.72,
        (
            r"\b(?:i|we|he|she|they) (?:was|were) (?:just )?about to (?:send|hand|post|email|e-mail"
            r"|give|press|click|put|throw)|\b(?:nearly|almost|very nearly) (?:sent|posted|handed|gave"
            r"|emailed|e-mailed|clicked|threw|left|put|went|franked|gave|uploaded|printed|shared|pressed|let"
            r"|took|published"
            r"|binned|shredded|laminated|dished)\b|\babout to (?:send|hand|post|laminate|dish|give|press"
            r"|click|pin|put|share"
            r"|upload|publish|frank|bin)\b"
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
_NEAR = re.compile(r"\bnear[- ]?miss\b")
_NEAR_MISS, _LINE_MANAGER_TOLD = (
    Table((re.compile(pattern), (name, sure)) for name, sure, pattern in table)
    for table in (NEAR_MISS, LINE_MANAGER_TOLD)
)
_NOT = re.compile(r"(?:\b(?:not|never)|n't) (?:a |just a |the )?$")
_YES = re.compile(r"(?:yes|yeah|yep|yup|y|ydw|do|oes|i (?:have|did)|already)\b")
_NO = re.compile(r"(?:no|nope|nah|n|not|nac|na|i (?:haven't|have not|didn't|did not))\b")


def read_flags(reading: Reading) -> None:
    """Read near_miss, wants_anonymity, line_manager_told, head_teacher_implicated and senior_implicated."""
    _read_yes_or_no(reading)
    _read_table(reading, "line_manager_told", _LINE_MANAGER_TOLD)
    _read_near_miss(reading)
    read_anonymity(reading)
    read_implicated(reading)
    read_likely(reading, "wants_anonymity")
    if not any(_negated_before(hit) for hit in reading.body.hits(_NEAR)):
        read_likely(reading, "near_miss")
    if names_head(reading):
        read_likely(reading, "head_teacher_implicated")


def _read_table(reading: Reading, field: str, table: Table[tuple[str, float]]) -> None:
    for (name, sure), found in table.on(reading.pages):
        for hits in found:
            if hit := next((hit for hit in hits if not _negated_before(hit)), None):
                reading.add(field, value=True, confidence=sure, rule=f"{field}.{name}", hits=[hit])


def _read_yes_or_no(reading: Reading) -> None:
    """Read the answers to questions that ask for yes or no and nothing else."""
    for answer in reading.layout.answers:
        if answer.field in {"line_manager_told", "breached_data_copy"} and answer.raw:
            said = _YES.match(answer.raw.low) or _NO.match(answer.raw.low)
            if said is not None:
                value, rule = said.re is _YES, f"form.{answer.field}"
                reading.add(answer.field, value=value, confidence=0.95, rule=rule, hits=[answer.raw])


def _negated_before(hit: Hit) -> bool:
    return _NOT.search(hit.page.before(hit.start, 20)) is not None


def _read_near_miss(reading: Reading) -> None:
    _read_table(reading, "near_miss", _NEAR_MISS)
    for answer in reading.layout.answers:
        if answer.field == "near_miss" and answer.value:
            low = answer.value.low
            yes = low.startswith(("near", "yes", "y"))
            reading.add("near_miss", value=yes, confidence=0.95, rule="form.near_miss", hits=[answer.value])
