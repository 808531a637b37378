"""Scope of "no", "not" and "nothing": which words a sentence takes back."""

import re

from nlp.text import Hit

_BEFORE = re.compile(
    r"\b(?:(?<!hospital )(?<!phone )(?<!tel )(?<!mobile )(?<!nhs )(?<!ni )(?<!n\.i\. )(?<!account )(?<!acct )(?<!acc )"
    r"(?<!passport )(?<!licence )(?<!card )(?<!house )(?<!room )(?<!ref )(?<!payroll )(?<!staff )(?<!employee )"
    r"(?<!pupil )(?<!insurance )no"
    r"|not|nothing|never|without|none of|neither|nor|n't|cannot|doesnt|didnt|isnt|wasnt"
    r"|dont|hasnt|havent|arent|werent|nae|nowt|nane|dinna|(?:did|was|is|has|have|does|do)nae)\b|n't\b"
)
_HINT = re.compile(r"\bn[aeo]|n'?t\b|\b(?:without|cannot|dinna|\w{2,4}nae)\b")
"""Stands in everything that _BEFORE and _OR match: where it doesn't, there is nothing to look for."""
_CLOSER = re.compile(
    r"[.;:!?\n()]|\bbut\b|\bonly\b|\balthough\b|\bthough\b|\bjust\b|\bexcept\b|\bhowever\b| - |\" |,(?! (?:or|nor)\b)"
)
_LIST_CLOSER = re.compile(r"[.;:!?\n()]|\bbut\b|\balthough\b|\bthough\b|\bexcept\b| - ")
_AFTER = re.compile(
    r"[^.,;:\n]{0,30}?\b(?:(?:is|was|were|are|has|have|had|does|do|did)(?: not|n't)|not|isnt|wasnt|werent) "
    r"(?:been |be )?(?:included?|on (?:it|there|them)|in (?:it|there|them)|affected|shown"
    r"|visible|part|involved|listed|there|mentioned|contain(?:ed)?)\b"
)
_OR = re.compile(r"\bno (?:[\w' -]{1,30}, )*[\w' -]{0,30} or (?:[\w' -]{0,30})$")
_OF_KNOWING = re.compile(
    r"(?:\b(?:not|never|didnt|hadnt|hasnt|havent|dont)|n't) (?:even |actually |fully |really |yet )?"
    r"(?:reali[sz]\w+|notic\w+|kn[eo]wn?|twigg?\w*|spott?\w*|clock\w*|appreciat\w+|mean\w* (?:to|for)|intend\w*)"
    r"\b(?! (?:if|whether|of|any))"
)
"""What nobody realised or meant is so for all that."""
_WINDOW = 70
_EMPTY_BOX = re.compile(r"(?:\[[ _]?\]|\( ?\)|☐) ?(?:[a-z]+ ){0,2}$")
_ANSWERED_NO = re.compile(r" ?[-:=>]{0,2} ?(?:n|no|none|nil|0|n/a)(?= *(?:[/,;|\n)]|$))")

_BACKGROUND = re.compile(
    r"\b(?:(?:two|three|four|five|several|many|some|\d{1,2}) (?:years|months) ago"
    r"|last (?:school )?year(?!'?s )|as background|background only|(?:he|she) has form for"
    r"|the last time this happened|unrelated to this)\b"
)


def is_background(hit: Hit) -> bool:
    """Tell whether the words stand in a sentence about something that happened long before."""
    start, end = hit.page.sentence_at(hit.start)
    return next(hit.page.matches_within(_BACKGROUND, start, end), None) is not None


def is_unticked(hit: Hit) -> bool:
    """Tell whether the words stand at an empty box or with a bare "no" behind them: "[ ] health", "Address N"."""
    return bool(_EMPTY_BOX.search(hit.page.before(hit.start, 20)) or _ANSWERED_NO.match(hit.page.after(hit.end, 10)))


def is_negated(hit: Hit) -> bool:
    """Tell whether the words stand in the scope of a negation: "no bank details were on it", "nothing medical"."""
    page, start, end = hit
    before = page.before(start, _WINDOW)
    return bool((_HINT.search(before) and _is_denied(before)) or _AFTER.match(page.after(end, _WINDOW)))


def _is_denied(before: str) -> bool:
    """Tell whether what stands before some words takes them back."""
    closers = list(_CLOSER.finditer(before))
    clause = before[closers[-1].end() :] if closers else before
    if _BEFORE.search(_OF_KNOWING.sub(" ", clause)):
        return True
    return bool(_OR.search(before)) and not _LIST_CLOSER.search(before[before.rfind("no ") :])
