"""What the rules make of the people of a report: a role or a deed beside a name, and "I" with a deed."""

import re
from collections.abc import Iterable

from nlp.people.managers import IS_MANAGER
from nlp.people.mentions import Around, Somebody
from nlp.people.roles import DEED, ROLE, ROLE_WORDS
from nlp.text import Hit, Page

_EXTERNAL = re.compile(
    r"\b(?:parents?|mum|mother|dad|father|social worker|councillor|cllr|governor|librarian"
    r"|from an?|a (?:ms|mr|mrs|miss|dr)|complaint|complain|customer|neighbour|carer|grand\w+"
    r"|to|for|with|instead of|than|told|phoned|rang|asked|emailed|e-mailed|messaged|by|thanks"
    r"|hi|dear|driver)(?:,| is| was)? (?:\w+ )?$"
)
_BY_STAFF = re.compile(rf"\bby (?:our |the |my )?(?:{ROLE}),? $")
_STAFF_BEFORE = re.compile(
    r"\b(?:our|my|the|a|an|one of our|former|colleague|of our) (?:(?:new|own|part-time"
    r"|full-time|former|job-share|first|school|one"
    rf"|of) )*(?:{ROLE})s?(?: in \w+)?,?(?: called)? $|\bcolleague,? $|^(?:{ROLE}),? $"
    rf"|\b(?:{ROLE}) \($"
)
_ENDS_OF_ROLES = ROLE_WORDS | {f"{word}s" for word in ROLE_WORDS} | {"in", "called"}
"""One of them is among the last two words of what matches `_STAFF_BEFORE` or `_BY_STAFF`."""
_STAFF_AFTER = re.compile(
    rf"^(?:'s)?,? ?\(?(?:our |the |my |a |one of our )?(?:{ROLE})s?\b(?: (?:in|for"
    r"|of) \w+)?[),]"
)
_DEED_AFTER = re.compile(
    rf"^\)?(?:,[^,.;]{{1,40}},)?(?: \([^)]{{1,40}}\))?,? (?:who )?(?:\w+ly |had |has |then "
    rf"|also |just |was |may have |must have |accidentally |by mistake ){{0,2}}{DEED}\b"
)
_OWNS = re.compile(
    r"^'s? (?:own |school |work |user |old )?(?:log-?in|log in|password|account|user ?name"
    r"|room|class(?:room)?|name is|laptop|bag|car|desk|phone|tray|mailbox|id|ok\b|pigeon)"
)
_OWNS_BEFORE = re.compile(
    r"\b(?:belongs? to|belonging to|left by|sent by|done by|posted by|uploaded by|used by"
    r"|his own|her own|'s ok \(|responsible (?:is|was)|looked after by|was with|down to"
    r"|credentials of|login of|taken by|(?:^|[.;,] )(?:it was|(?:one|both|two) of (?:them|whom) (?:is"
    r"|was|are|were)))(?: our| the| my)?(?: \w+){0,3},? ?$|'s ok \($"
)
_FINDER_AFTER = re.compile(
    r"^(?:,[^,.;]{1,40},)?(?: \([^)]{1,40}\))?,? (?:also |then |has |had "
    r"|who )?(?:told(?! (?:\w+ ){1,2}to (?!report|tell|let|write|e-?mail|contact|inform))|rang"
    r"|phoned|called|noticed|spotted|messaged|e-?mailed (?:me|us)|found|reported|discovered"
    r"|knows|said(?! to (?:throw|send|put|give|bin|leave|use|share))|says|replied|confirmed"
    r"|complained|opened it.{0,50}\band found|unpacked|checked|has looked|has asked|is aware"
    r"|is looking|in the office|is on|removed|pointed|thinks|will|would|is her|is his|is my"
    r"|has deleted|deleted)\b"
)
_MANAGER_NEAR = re.compile(
    r"\b(?:line[- ]?manag\w+|(?:my|her|his|their) manager(?: is| was|,|:)?|reports to"
    r"|managed by)(?: (?:is|was|would be|will be))?(?: the head)?,? ?(?:the \w+,? )?$"
)
_FIRST_PERSON = re.compile(
    r"\bi(?:'ve| have|'d| had|ve)? (?:\w+ly |then |just |had |also |was about to |last "
    r"|must have |may have |might have |managed to |(?:went|gone|been) (?:to|and) |never |stupidly |was |have |been "
    rf"|meant |to ){{0,3}}(?:{DEED}|(?:stuffing|posting|printing|copying|filing|uploading|sharing"
    rf"|moving|carrying|typing"
    r"|sorting|packing|handing|putting|scanning|e-?mailing|forwarding)|about to|last had|drove"
    r"|dropped|clicked|driving|sending"
    r"|using|attached|made (?:a|the) mistake|made an account|did it)\b(?! (?:the|my) (?:head"
    r"|line manager|dsl|it|police)|(?: it| them| these| this)? (?:in|back|right|away|down)\b)"
    r"|\b(?:my|our own) (?:own )?(?:\w+ ){0,5}(?:was|were|got|has been|had been) (?:left|lost"
    r"|stolen|taken|snatched|broken)"
    r"|\bmy (?:bag|car|handbag|rucksack)\b[^.;]{0,30}\b(?:snatched|stolen|taken|broken)"
    r"|\b(?:owning up|my (?:fault|mistake)|i made a mistake|fell out of my|out of my (?:pocket"
    r"|bag|car|hand)|i(?:'ve| have|ve)? lost|i can(?:'t|not|t) find|i (?:left|lost)"
    r"|mistake i made|(?:was|is|were) (?:mine|my (?:decision|fault|mistake|doing|error))"
    r"|(?:sent|done|caused|made|left) by me\b|because of me)\b"
)
_ELIDED = re.compile(
    r"\W{0,6}(?:(?:hi|hey|hello|hiya|morning|help|sorry|so|ok|oh no|think|erm|just|fyi"
    r"|afternoon|quick one|urgent)[\s,.!-]{1,6}){0,4}(?:(?:i'?ve "
    r"|ive )?(?:just )?(?:realised )?)?(?:left|was about to|nearly|lost|posted|sent|emailed|shared|put|clicked"
    r"|uploaded|printed|copied|attached|forwarded|mislaid|misplaced|typed|handed|dropped|forgot|gave|can'?t find"
    r"|cant find|have lost|accidentally \w+) (?:my"
    r"|the|a|an|out|it|our|some|on|wrong|\d+|ive|two|three)\b"
)
_MOST = 6.0
"""Above this a role or a deed more makes nobody surer."""


def rules_of_person(person: Somebody) -> dict[str, float]:
    """Return the weight of roles, deeds and counter-evidence beside a name, as features."""
    weight = min(max(sum(map(_weight, person.places)), -_MOST), _MOST)
    return {"t:named": weight / 3, f"r:named:{round(max(-3.0, min(5.0, weight)))}": 1.0}


_BEFORE = 60
"""How many characters before a name are looked at."""
_AT_WORK = re.compile(r"\b(?:colleague|responsible)\b")


def _weight(place: Around) -> float:
    before, after = place.before[-_BEFORE:], place.beyond
    weight = 0.0
    staff = not _ENDS_OF_ROLES.isdisjoint(place.last) and bool(_STAFF_BEFORE.search(before) or _BY_STAFF.search(before))
    if staff or _STAFF_AFTER.match(after):
        weight += 2
    if _DEED_AFTER.match(after):
        weight += 2
    if _OWNS.match(after) or _OWNS_BEFORE.search(before):
        weight += 2.5
    if _AT_WORK.search(before):
        weight += 1
    if not staff and _EXTERNAL.search(before):
        weight -= 3
    if _FINDER_AFTER.match(after):
        weight -= 3
    if _MANAGER_NEAR.search(before) or IS_MANAGER.match(after):
        weight -= 3
    return weight


def first_person(body: Page, sentences: Iterable[Hit]) -> Hit | None:
    """Return the words by which the writer says that it was them: "I sent ...", or "left my laptop ..." without "I"."""
    if hit := next(body.hits(_FIRST_PERSON), None):
        return body.trim(hit.start, hit.end)
    for _, start, end in sentences:
        if match := _ELIDED.match(body.low, start, end):
            return Hit(body, match.start(), match.end())
    return None
