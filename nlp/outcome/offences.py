"""Words that make one think of an offence (R111): a cue for the DPO to look at, never a verdict."""

import re

from nlp.reading import Reading
from nlp.scope import is_background, is_negated
from nlp.text import Hit

_PERSONAL = r"(?:data|details|records?|addresses|database|information|contacts|lists?|files?|photos?|reports?)"
_COMMISSIONER = r"(?:the )?(?:ico\b|information commissioner)"
_NO_RIGHT = (
    r"(?:out of (?:curiosity|nosiness)|being nosy|had no (?:business|reason|right|work reason|need)"
    r"|no (?:business|right|reason) (?:to|being|looking|reading|in|with)"
    r"|nothing to do with (?:his|her|their|my) (?:job|role|work|class)"
    r"|without (?:any )?(?:authority|authori[sz]ation|permission|consent|good reason|a reason))"
)
_LOOKED = (
    r"(?:look(?:ed|ing|s)|access(?:ed|ing|es)?|read(?:ing|s)?|view(?:ed|ing|s)?|open(?:ed|ing|s)?|search(?:ed|ing)?)"
)
_DESTROYED = (
    r"(?:delet(?:ed?|ing)|shredd(?:ed|ing)|destroy(?:ed|ing)?|chang(?:ed|ing)|alter(?:ed|ing)|remov(?:ed|ing)|hid|hiding"
    r"|hidden|conceal(?:ed|ing)|doctor(?:ed|ing)|falsif\w+|back-?dat(?:ed|ing)|rewr(?:ote|iting)|edit(?:ed|ing))"
)
_ASKED_FOR_OWN = re.compile(
    r"\bsubject access\b|\bdsar\b|\bsars?\b"
    r"|\basked (?:for|to see) (?:a copy of |copies of )?(?:his|her|their)(?: own)? (?:file|records?|data|information)\b"
)

# Cue, rule, confidence, pattern: from top to bottom, each cue once.
CUES: tuple[tuple[str, str, float, str], ...] = (
    (
        "unlawful_obtaining",
        "sold",
        0.85,
        (
            r"\b(?:sold|selling|(?:offer\w*|tried|trying) to sell)"
            rf" (?:(?!on\b|with\b|that\b|laptop|computer|server|tablet|cabinet)[\w'-]+ ){{0,4}}{_PERSONAL}\b"
        ),
    ),
    (
        "unlawful_obtaining",
        "no-right",
        0.75,
        rf"\b{_LOOKED}\b[^.;\n]{{0,90}}?\b{_NO_RIGHT}\b|\b{_NO_RIGHT}[^.;\n]{{0,30}}?\b{_LOOKED}\b",
    ),
    (
        "unlawful_obtaining",
        "taken-along",
        0.8,
        (
            r"\b(?:took|taken|taking|cop(?:ied|ying)|download(?:ed|ing)|export(?:ed|ing)|kept|e-?mailed|forwarded|sent)\b"
            rf"[^.;\n]{{0,60}}\b{_PERSONAL}\b[^.;\n]{{0,40}}\b(?:to|for|at) (?:his|her|their) (?:new|next|own|private)"
            r" (?:school|job|employer|business|company|firm|clients?)\b"
        ),
    ),
    (
        "unlawful_obtaining",
        "passed-on",
        0.78,
        (
            r"\b(?:deliberately|knowingly|on purpose|secretly) (?:pass(?:ed|ing)|g(?:ave|iving)|shar(?:ed|ing)"
            r"|leak(?:ed|ing)|disclos(?:ed|ing)|sen[td]\w*|forward(?:ed|ing)|cop(?:ied|ying))\b"
            r"|\bleak(?:ed|ing) [^.;\n]{0,60}\bto (?:a |the )?(?:press|newspaper|journalist|reporter|papers?|media)\b"
        ),
    ),
    (
        "re_identification",
        "said",
        0.85,
        r"(?<!be )(?<!being )\bre-?identif(?:ied|ying)\b|\bhow to re-?identify\b",
    ),
    (
        "re_identification",
        "worked-out",
        0.75,
        (
            r"\b(?:work(?:ed|ing)|figur(?:ed|ing)|match(?:ed|ing)) (?:out|back)\b[^.;\n]{0,60}"
            r"\b(?:anonymi[sz]ed|anonymous|pseudonym\w+|de-?identified)\b"
            r"|\b(?:anonymi[sz]ed|pseudonym\w+|de-?identified)\b[^.;\n]{0,80}"
            r"\b(?:worked|figured) out (?:who|whose|which)\b"
        ),
    ),
    (
        "obstruction",
        "said",
        0.8,
        (
            r"\b(?:refus(?:ed|ing|es) to (?:let|help|show|give)|obstruct(?:ed|ing)"
            r"|would(?:n't| not) (?:let|help|show|give)|kept)"
            rf"\b[^.;\n]{{0,40}}\b{_COMMISSIONER}\b[^.;\n]{{0,60}}\b(?:in|inspect\w*|see|look|away|out|access)\b"
        ),
    ),
    (
        "false_statement",
        "said",
        0.82,
        (
            rf"\b(?:lied|lying|lie|misled|misleading)\b(?: in (?:the|our|his|her|their) (?:reply|answer|response))?"
            rf" (?:to )?{_COMMISSIONER}\b"
            rf"|\bfalse (?:statements?|information|answers?)\b[^.;\n]{{0,30}}\bto {_COMMISSIONER}\b"
            rf"|\b(?:told|gave|sent) {_COMMISSIONER}\b[^.;\n]{{0,60}}\b(?:untrue|not true|false|a lie|lies)\b"
        ),
    ),
    (
        "destroyed_to_mislead",
        "said",
        0.82,
        (
            rf"\b{_DESTROYED}\b[^.;\n]{{0,80}}\b(?:"
            rf"(?:that|which) {_COMMISSIONER}\w*[^.;\n]{{0,12}} (?:asked|wanted|requested|has asked|had asked)"
            rf"|(?:before|from|so|so that) {_COMMISSIONER}|(?:information|assessment) notice)\b"
        ),
    ),
    (
        "enforced_access",
        "said",
        0.75,
        (
            r"\b(?:ma(?:de|king)|forc(?:ed|ing)|requir(?:ed?|es|ing)|has to|had to|have to)\b[^.;\n]{0,60}"
            r"\b(?:subject access request|own (?:medical|health|police|criminal) records?)\b[^.;\n]{0,60}"
            r"\b(?:job|post|interview|contract|start(?:s|ed|ing)?|employ\w*|offer)\b"
        ),
    ),
)
_CUES = tuple((cue, rule, sure, re.compile(pattern)) for cue, rule, sure, pattern in CUES)
_TO_PREVENT = re.compile(
    rf"\b{_DESTROYED}\b[^.;\n]{{0,80}}\b(?:so (?:that )?[^.;\n]{{1,40}}(?:\bnot\b|n't\b|\bnever\b|\bno\b)"
    r"|to (?:stop|prevent|avoid|keep)\b|before (?:he|she|they|the \w+|it) (?:could|can|was|were|is|are|got|had|went)\b"
    r"|rather than\b|because of the (?:request|sar|dsar)\b)"
)
_ONLY_ASKED = re.compile(
    r"\b(?:should|shall|must|need to|needs to|ought to|whether|if|do (?:i|we)|can (?:i|we)|could (?:i|we)|unless)\b"
    r"[^.;]{0,25}$"
)
_BY_NOBODY = re.compile(r"\b(?:nobody|no[ -]one|none of \w+)\b[^.;]{0,25}$")
_POSSIBLY = re.compile(r"\b(?:could|can|may|might|would) (?:then |now )?(?:\w+ )?$")


def read_offences(reading: Reading) -> None:
    """Read offence_cues."""
    for cue, rule, sure, pattern in _CUES:
        if hit := first_said(reading, pattern):
            reading.tick("offence_cues", cue, sure, f"offence_cues.{cue}.{rule}", [hit])
    _read_altered(reading)


def _read_altered(reading: Reading) -> None:
    """Tick what was changed so that somebody does not get their own data (s.173): both must be said."""
    asked = next(reading.body.hits(_ASKED_FOR_OWN), None)
    done = first_said(reading, _TO_PREVENT)
    if asked and done:
        cue = "altered_to_prevent_disclosure"
        reading.tick("offence_cues", cue, 0.8, f"offence_cues.{cue}.said", [done, asked])


def first_said(reading: Reading, pattern: re.Pattern[str]) -> Hit | None:
    """Return the first place where it is said to have happened: not denied, asked, feared, or of long ago."""
    for page in reading.pages[::-1]:
        for hit in page.hits(pattern):
            if _is_said(hit):
                return hit
    return None


def _is_said(hit: Hit) -> bool:
    before = hit.page.before(hit.start, 60)
    if is_negated(hit) or is_background(hit):
        return False
    return not any(pattern.search(before) for pattern in (_ONLY_ASKED, _BY_NOBODY, _POSSIBLY))
