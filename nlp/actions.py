"""What was already done about it: the writer's own words, clause by clause."""

import re
from collections.abc import Iterator

from nlp.reading import Reading
from nlp.text import Hit, Page

_VERBS = (
    r"(?:rang|rung|phoned|telephoned|called|asked|deleted|recalled|removed|reset|changed"
    r"|blocked|restored|collected|picked|fetched|reported|disabled|wiped|suspended|locked"
    r"|switched|apologised|counted (?:the|them|all|every\w*)|signed (?:\w+ )?out|left (?:a |an |him a |her a "
    r"|them a )?(?:message|voicemail|note)"
    r"|retrieved|secured|revoked|stopped|cancelled|shredded|sealed|disconnected|pulled"
    r"|isolated|quarantined|unplugged|warned|notified|informed|contacted|spoken|spoke|told"
    r"|closed|moved|renamed"
    r"|turned|taken|took|put (?:it|them|these|this|everything|(?:the|my"
    r"|a) [\w ]{1,30}?) (?:back|right|away|in|into|on hold)|put (?:a stop|a hold|a note|out a)"
    r"|sent (?:a |an )?(?:apology|follow|recall|correction|remote|second|further|message"
    r"|letter)|e-?mailed|written to|wrote to|checked|searched|started|got|downloaded the"
    r"|requested|reminded|replaced|logged (?:it|this)|shut|unshared|withdrawn|withdrew|handed"
    r"|returned|swapped|corrected|scanned|limited|restricted|updated|arranged|set up|redacted"
    r"|photographed"
    r"|destroyed|walked|offered|advised|messaged|texted|visited|went round|forced|archived"
    r"|recovered|found|stored|kept (?:it|the)|emptied|hidden|hid|unpublished|made (?:it"
    r"|the \w+) private)"
)
_CLEAR = (
    r"(?:deleted|removed|taken (?:it|them|the \w+) down|took (?:it|them|the \w+) down|reset"
    r"|blocked|disabled|wiped|restored|changed|revoked|suspended|locked|agreed to \w+)"
)
_DONE_TO = (
    r"(?:rung|reset|changed|blocked|disabled|wiped|suspended|locked|switched off|revoked"
    r"|removed|deleted|restored|recalled|told|informed|notified|reminded|asked|contacted"
    r"|reported|requested|cancelled|isolated|closed|replaced|retrieved|secured|spoken to"
    r"|logged|withdrawn|taken down|taken offline|quarantined|unpublished|warned|recovered"
    r"|shredded)"
)
_LEAD = (
    r"(?:\w+ly |also |now |then |since |both |all |already |straight ?away |immediately "
    r"|at once |therefore |just )*"
)
_BY_US = re.compile(
    r"(?:\b|(?<=\s))(?P<who>i|we|i've|we've|i have|we have|i had|ive|weve|have|has|and|&"
    rf"|they've|they have|he's|she's|he has|she has) {_LEAD}(?P<act>{_VERBS}\b[^.;!?\n]*)"
)
_BY_OTHERS = re.compile(
    r"(?P<who>)\b(?P<act>(?!who|which|that|to|be|his|her|my|our|their|the|a|all|been|has|have"
    r"|had|was|were|it|not|and|he|she"
    rf"|they|i|we|then|also|got|being)[a-z][\w'-]{{1,20}} (?:has |have )?(?:now "
    rf"|since )?{_CLEAR}\b(?: (?:the|it|them|all|his|her|their|my|our)\b[^.;!?\n]*)?)"
)
_ELIDED = re.compile(
    rf"(?P<who>)(?:^|(?<=[.!?;:,]\s)|(?<=\n))[ \t*-]{{0,4}}(?:and |then |have |has |so "
    rf"|also )?{_LEAD}(?P<act>{_VERBS}\b[^.;!?\n]*)"
)
_PASSIVE = re.compile(
    r"(?P<who>)(?P<act>\b(?:the|my|our|his|her|all|their|an?|both|staff|everyone|parents"
    r"|families|police|account|accounts|passwords?|sim|access|link|post|e-?mail|site"
    rf"|\w+ accounts)\b(?: (?!and\b)[\w'-]+){{0,4}}? (?:has|have|was|were|is|are|had)(?: now"
    rf"| since| all| both| already)?(?: been)?(?: now| remotely)? {_DONE_TO}\b[^.;!?\n]*)"
    rf"|(?P<act2>(?<!\bi )(?<!\bwe )\bhave (?:both |all |since |now )?been (?:\w+ly )?{_DONE_TO}\b[^.;!?\n]*)"
)
_BARE_PASSIVE = re.compile(
    r"(?P<who>)(?:^|(?<=[.!?,;:]\s)|(?<=\n))(?P<act>(?!i |we |he |she |they |who |which |had "
    rf"|has |was |if |it )(?:[\w']+ ){{1,3}}{_DONE_TO})(?=[.,;\n]|$| and | but )"
)
_REPORTED = re.compile(
    r"(?P<who>)(?P<act>\b(?:the )?(?:police|psni|action fraud|ico|\w+ police|council"
    r"|insurers?)(?: (?:have|has|were|was))?(?: (?:it logged"
    r"|logged it|been (?:told|informed|notified|contacted))| informed| notified"
    r"| told)\b[^.;!?\n,]*)"
)
_CUT = re.compile(
    r",(?! which i did\b)|\(| - |:| but | & | so (?!far)| because | since | although "
    r"| which (?!i did)| who | when | while | until | where | as (?=i|we|it|the|soon)"
    r"| and (?=(?:i|we|he|she|they|it|then|has|have|am|will|are|is|was|had|mrs?|miss|ms|nobody"
    r"|nothing|told|which)\b)"
    rf"| and (?={_VERBS} (?:the|a|an|my|our|his|her|their|everything|everyone|all|both|\d+"
    rf"|staff|parents|us|him|to)\b)| and (?={_VERBS}(?:$|[.,;]))| and to (?=the|my|our)"
    r"| and (?=(?:phoned|rang|rung|told|asked|emailed|called|informed|contacted) )"
    r"| and (?=(?:the |our )?(?:\w+ ){1,4}(?:has|have|was|were) been)"
    r"| and there (?:is|are|was|were)\b| (?=(?:nobody|no one|no-one) )"
    r"|\bstraight away\b|\bat once\b|\bthis (?:morning|afternoon)\b|\byesterday\b|\b(?:within"
    r"|at) (?:a |about )?(?:\d|minute|twenty|ten|half|quarter)"
)
_MANAGEMENT = re.compile(
    r"^(?:told|informed|notified|rang|phoned|emailed|e-mailed|spoken to|spoke to|contacted"
    r"|reported (?:it |this )?to|let|asked|called|advised|messaged) (?:it |this )?(?:my |the "
    r"|our |his |her )?(?:line manager|manager|head ?teacher|head\b|head of|deputy|principal"
    r"|slt|dsl|dpo|bursar|supervisor|boss|mr|mrs|ms|miss|dr|you\b|chair|governors?"
    r"|him\b(?! he)|me\b|us\b|school business manager|senior)"
)
_TO_UNDO = re.compile(
    r"(?:asked|told) (?:\w+ ){1,4}?to (?:delete|destroy|return|bring|send|give|hand|shred|recall|remove|change)\b"
)
"""What is asked of whoever has it ("asked Mrs Price to delete it") is an action, though to tell a Mrs Price is none."""
_NOT_DONE = re.compile(
    r"(?:\b(?:not|never|will|to|should|could|would|can|cannot|might|must|please|nothing|nobody"
    r"|no one|no-one|be|being|hasn't|haven't|didn't|if|when|who|unless|until|that|before|after"
    r"|people|anyone|someone)|n't) (?:\w+ )?$"
)
_DIRECT = re.compile(
    r"(?:\b(?:not|never|will|should|could|would|cannot|if|who|unless|until|when|that|before|after|until)|n't) $"
)
_AMENDS = re.compile(r"(?:sent an? (?:apology|recall|correction)|apologised|recalled)\b")
_HIS = re.compile(r"\b(?:i|we|i've|we've|he|she|they|who|somebody|someone|one|two|parent|intruder)\b")
_MODAL = re.compile(r"\b(?:should|could|would|will|may|might|must|cannot|to be|not been)\b|n't\b")
_IDLE = re.compile(
    r"^(?:found (?!the (?:cover|rest|missing|other)|some|most)|picked (?!it up|them up"
    r"|the \w+ up|up)|put (?:up|(?:the|my|a|his|her) (?![^.]{0,40}\b(?:back|right|away)\b)|out"
    r"|it up|it on|them up|everybody|everyone)|put (?:in|to) |taken (?:from|by|out|home"
    r"|off site|action|no|them by)|took (?:a call|a photo|place|it home|a|place|them home)"
    r"|told (?:me|us|that|her \"|by|him \"|in|at)|asked (?:me|(?:one|two|three|some) (?:people"
    r"|staff)|us|if we|him|when|how"
    r"|her when|about|why|him he)|moved (?:to|from|the columns?|rows?)|got (?!(?:a |an )?(?:signed|written|new"
    r"|police)|(?:it|him|her|them|my|our|the \w+) (?:to|back|removed|deleted|taken|changed))|called (?:us|me"
    r"|quick|about|to|place"
    r"|[a-z]+ly)|rang (?:us|me|at|to say|the office|reception|in)|phoned (?:us|me|to)"
    r"|e-?mailed (?:me|us|the|it|to|out|from|my|all (?!staff|parents|families|colleagues)|a |his|her)|sent (?:a "
    r"|an )?(?:message|letter)s? (?:to the wrong|in error)|checked in|started (?:with|at|in"
    r"|the|last|on|from|school)|opened|handed (?:over|a|her|him|it (?:over|to)|the|out|me|us)"
    r"|turned (?:out|up)|removed from|returned to (?:find|school|work)|set up"
    r"|found the (?!cover|rest|missing|other)|closed (?:at|by|that day)"
    r"|stopped (?:at|by|me|reading|looking)|locked out|called it|reported (?:as|that|to me"
    r"|sick|us)|told to|kept the|checked the (?:log|register) and found|logged in|spoke about"
    r"|wrote|posted a)"
)
_BULLET = re.compile(r"\n\s*(?:[-*]|\d{1,2}[.)])\s*|\n")
_NO_ACTION = re.compile(
    r"(?:he|she|they|it|which|although|but|so|who|we expect|not|no|nobody|will|still|awaiting|waiting)\b"
)
_THE_DEED = re.compile(r"\b(?:wrong (?!school)|by mistake|in error|instead of|accidentally|rather than)")
_MAX_WORDS, _MIN_WORDS = 14, 2
_DONE_LIST = re.compile(r"\s*(?:[,;]|\n\s*[-*\d.)]*|\band (?=it\b|the\b|we\b|i\b|have\b|sent\b|told\b|asked\b))\s*")


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
        marks = _BULLET if _BULLET.search(page.low, start, stop) else _DONE_LIST
        for match in [*marks.finditer(page.low, start, stop), None]:
            piece = page.trim(start, match.start() if match else stop)
            first = re.search(r"[.!?](?:\s|$)", piece.low) if piece else None
            if piece and first:
                piece = page.trim(piece.start, piece.start + first.start())
            if (
                piece
                and not _NO_ACTION.match(piece.low)
                and (clean := _clean(page, piece.start, piece.end))
                and (not _MANAGEMENT.match(clean.low) or _TO_UNDO.match(clean.low))
            ):
                yield 0.84, "form.action", clean
            if match is None:
                break
            start = match.end()


_RULES = (
    ("by-us", _BY_US, 0.74),
    ("passive", _PASSIVE, 0.68),
    ("reported", _REPORTED, 0.76),
    ("bare-passive", _BARE_PASSIVE, 0.66),
    ("elided", _ELIDED, 0.66),
    ("by-others", _BY_OTHERS, 0.58),
)


def _in_text(body: Page) -> Iterator[tuple[float, str, Hit]]:
    for rule, pattern, sure in _RULES:
        for match, _ in zip(_overlapping(pattern, body.low), range(120), strict=False):
            start, end = match.span(_group(match))
            if not _was_done(body, rule, match, start, end):
                continue
            hit = _clean(body, start, end)
            if hit is None or any(reject.search(hit.low) for reject in (_MANAGEMENT, _IDLE, _THE_DEED)):
                continue
            yield sure, f"action.{rule}", hit


def _group(match: re.Match[str]) -> str:
    return "act" if match["act"] is not None else "act2"


def _was_done(body: Page, rule: str, match: re.Match[str], start: int, end: int) -> bool:
    """Tell whether it was done, and by us: not "should have been closed", not what the other side did."""
    if rule == "by-us":
        before = body.before(match.start(), 240)
        if _DIRECT.search(before):
            return False
        subjects = _HIS.findall(before)
        if _AMENDS.match(body.low, start):
            return True
        return not (
            match["who"] in {"and", "&", "has", "have"}
            and subjects
            and subjects[-1] not in {"i", "we", "i've", "we've"}
        )
    if _NOT_DONE.search(body.before(start, 24)):
        return False
    if rule == "elided":
        subjects = _HIS.findall(body.before(start, 90))
        return not subjects or subjects[-1] in {"i", "we", "i've", "we've"}
    return not _MODAL.search(body.low[start : min(end, start + 60)])


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield matches that may begin inside the words of the one before: "I rang them and asked ..."."""
    offset = 0
    while match := pattern.search(text, offset):
        yield match
        offset = max(match.start(_group(match)) + 3, match.start() + 1)


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
    return page.trim(hit.start, hit.start + len(hit.low.rstrip(" ,.-)")))
