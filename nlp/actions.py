"""What was already done about it: the writer's own words, clause by clause."""

import re
from collections.abc import Iterator

from nlp.pipeline import component
from nlp.reading import Reading
from nlp.text import Hit, Page

_VERBS = r"rang|rung|phoned|telephoned|called|asked|deleted|recalled|removed|reset|changed|blocked|restored|collected|picked|fetched|reported|disabled|wiped|suspended|locked|switched|apologised|retrieved|secured|revoked|stopped|cancelled|shredded|sealed|disconnected|pulled|isolated|quarantined|unplugged|warned|notified|informed|contacted|spoken|spoke|told|closed|moved|renamed|turned|taken|took|put|sent an apology|sent (?:a |an )?(?:apology|follow|recall|correction|remote|second|further|message|letter)|sent a remote wipe|e-?mailed|written to|wrote to|checked|searched|started|got a signed|got|downloaded the|requested|reminded|replaced|logged it|logged this|shut|unshared|withdrawn|withdrew|handed|returned|posted a|swapped|corrected|scanned|limited|restricted|updated|arranged|set up|redacted|photographed|destroyed|walked|offered|advised|messaged|texted|visited|went round|went back and|ended|forced|archived|recovered|found the|stored|kept (?:it|the)|emptied"
_LEAD = (
    r"(?:\w+ly |also |now |then |since |both |all |already |straight ?away |immediately |at once |therefore |just )*"
)
_BY_US = re.compile(
    rf"\b(?:i|we|i've|we've|i have|we have|i had|ive|weve|have|has|and|it|they've|it has|it have|he's|she's|she|he|they) {_LEAD}(?P<act>(?:{_VERBS})\b[^.;!?\n]*)"
)
_ELIDED = re.compile(
    rf"(?:^|(?<=[.!?;]\s)|(?<=\n)|(?<=[,] ))[ \t*-]{{0,4}}(?:and |then |have |has |so |also |(?:i|we) )?{_LEAD}(?P<act>(?:{_VERBS})\b[^.;!?\n]*)"
)
_PASSIVE = re.compile(
    rf"(?P<act>\b(?:(?:the|my|our|his|her|all|their|an?|both|staff|everyone|parents|police|it|account|password|sim|access|link|post|email|site)\b ?)(?:[\w'-]+ ){{0,4}}?(?:has|have|was|were|is|are|had)(?: now| since| all| both| already)?(?: been)?(?: now)? (?:{_VERBS}|told|put)\b[^.;!?\n]*)"
)
_REPORTED = re.compile(
    r"(?P<act>\b(?:police|psni|action fraud|ico|it|the (?:police|council|trust|county))\b(?: \w+){0,2}? (?:have (?:it )?(?:logged|been (?:told|informed|notified))|informed|notified|been told|aware|have been \w+)[^.;!?\n,]*)"
)
_CUT = re.compile(
    r",(?! (?:which i did|and (?:my|the|his|her) )\b)|\(| - |:| and (?=(?:i|we|he|she|they|it|then|has|have|told|sent|asked|rang|phoned|deleted|changed|also|the|my|our|reported|checked|apologised|put|got|spoken|downloaded|requested|am|will|are|is|was)\b)| but | so (?!far)| because | since | although | which (?!i did)| who | when | while | until | where | as (?=i|we|it|the)| & |\bstraight away\b|\bat once\b|\bthis (?:morning|afternoon)\b|\byesterday\b|\bat \d"
)
_MANAGEMENT = re.compile(
    r"^(?:told|informed|notified|rang|phoned|emailed|e-mailed|spoken to|spoke to|contacted|reported (?:it |this )?to|let|asked|called|advised|messaged) (?:it |this )?(?:my |the |our |his |her )?(?:line manager|manager|head ?teacher|head\b|head of|deputy|principal|slt|dsl|dpo|bursar|supervisor|boss|mr|mrs|ms|miss|dr|you\b|chair|governors?|him\b(?! he)|me\b|us\b|school business manager|senior)"
)
_NOT_DONE = re.compile(
    r"\b(?:not|n't|never|will|going to|should|could|would|can|cannot|to|hasn't|haven't|didn't|if|please|might|must|nothing|nobody|no one|no-one|had not|who|may|when|expect to|be|they|he|she|people|anyone|somebody|someone|parent|mum|dad|one|pupil|student)\b[^.;,]{0,14}$"
)
_IDLE = re.compile(
    r"^(?:put (?:up|the (?!post)|my|out|it up|it on|them up|everybody|everyone)|put (?:in|to) |taken (?:from|by|out|home|off site|action|no|them by)|took (?:a call|a photo|place|it home|a|place|them home)|told (?:me|us|that|her \"|by|him \"|in|at)|asked (?:me|two|us|if we|him|when|how|her when|about|why|him he)|moved (?:to|from|the columns)|got (?:on|it|into|them|back|added|up|in|a|home|hold|the wrong|moved|an)\b|called (?:us|me|quick|about|to|place|[a-z]+ly)|rang (?:us|me|at|to say|the office|reception|in)|phoned (?:us|me|to)|e-?mailed (?:me|us|the|it|jayden|to|out|from|my|all|a|his|her)|sent (?:a |an )?(?:message|letter)s? (?:to the wrong|in error)|checked in|started (?:with|at|in|the|last|on|from|school)|opened|handed (?:over|a|her|him|it (?:over|to)|the|out|me|us)|turned (?:out|up)|removed from|returned to (?:find|school|work)|set up|found the (?:window|memory|stick|password|file|folder|papers)|closed (?:at|by|that day)|stopped (?:at|by|me)|locked out|called it|called the group|reported (?:as|that|to me|sick|us)|told to|kept the|checked the (?:log|register) and found|logged in|spoke about|wrote|posted a)"
)
_MAX_WORDS, _MIN_WORDS = 14, 2
_DONE_LIST = re.compile(r"\s*(?:[,;]|\n\s*[-*\d.)]*|\band (?=it\b|the\b|we\b|i\b|have\b|sent\b|told\b|asked\b))\s*")


@component("candour_actions")
def read_actions(reading: Reading) -> None:
    """Read remedial_action: a tick for each thing done, in the writer's words."""
    taken: list[tuple[int, int]] = []
    for sure, rule, hit in [*_in_answers(reading), *_in_text(reading.body)]:
        if any(hit.start < stop and start < hit.end for start, stop in taken):
            continue
        taken.append((hit.start, hit.end))
        reading.tick("remedial_action", hit.text, sure, rule, [hit])


def _in_answers(reading: Reading) -> Iterator[tuple[float, str, Hit]]:
    """Yield the items of a form's answer about actions, or of a list after "Done so far:"."""
    for answer in reading.layout.answers:
        if answer.field != "action" or answer.value is None:
            continue
        page, low = answer.value.page, answer.value.low
        if re.match(r"(?:nothing|none|no action|not yet|nil)\b", low):
            continue
        start = answer.value.start
        stop = answer.value.end
        for match in [*_DONE_LIST.finditer(page.low, start, stop), None]:
            piece = page.trim(start, match.start() if match else stop)
            first = re.search(r"[.!?](?:\s|$)", piece.low) if piece else None
            if piece and first:
                piece = page.trim(piece.start, piece.start + first.start())
            if piece and (clean := _clean(page, piece.start, piece.end)) and not _MANAGEMENT.match(clean.low):
                yield 0.84, "form.action", clean
            if match is None:
                break
            start = match.end()


def _in_text(body: Page) -> Iterator[tuple[float, str, Hit]]:
    for rule, pattern, sure in (
        ("by-us", _BY_US, 0.72),
        ("passive", _PASSIVE, 0.68),
        ("reported", _REPORTED, 0.74),
        ("elided", _ELIDED, 0.66),
    ):
        for match, _ in zip(_overlapping(pattern, body.low), range(120), strict=False):
            start, end = match.span("act")
            if _NOT_DONE.search(body.before(start if rule != "by-us" else match.start(), 24)):
                continue
            hit = _clean(body, start, end)
            if hit is None or _MANAGEMENT.match(hit.low) or _IDLE.match(hit.low):
                continue
            yield sure, f"action.{rule}", hit


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield matches that may begin inside the words of the one before: "I rang them and asked ..."."""
    offset = 0
    while match := pattern.search(text, offset):
        yield match
        offset = max(match.start("act") + 3, match.start() + 1)


def _clean(page: Page, start: int, end: int) -> Hit | None:
    """Cut a clause where it turns to something else; None where too little is left."""
    low = page.low[start:end]
    cut = _CUT.search(low, min(3, len(low)))
    hit = page.trim(start, start + cut.start() if cut else end)
    if hit is None:
        return None
    lead = re.match(r"[-*\s]*(?:(?:i|we)(?:'ve| have)? )?", hit.low)
    hit = page.trim(hit.start + (lead.end() if lead else 0), hit.end)
    if hit is None:
        return None
    words = list(re.finditer(r"\S+", hit.low))
    if len(words) < _MIN_WORDS:
        return None
    if len(words) > _MAX_WORDS:
        hit = Hit(page, hit.start, hit.start + words[_MAX_WORDS - 1].end())
    return page.trim(hit.start, hit.start + len(hit.low.rstrip(" ,.-")))
