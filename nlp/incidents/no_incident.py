"""What staff bring to an incident line that is none: things that don't work, forgotten passwords, things of their own.

It counts only in a short message that tells nothing else: a word about anybody's data, or about what was done with it,
and it is read like any report.
"""

import re
from collections.abc import Iterator

from nlp.text import Hit, Page

_MOST_WORDS = 25
_THINGS = (
    r"(?:printers?|(?:photo)?copiers?|projectors?|(?:smart|white) ?boards?|boards?|screens?|monitors?|wi-?fi|internet"
    r"|network|server|heating|boiler|radiators?|kettle|fridge|toilets?|taps?|doors?|locks?|lights?|speakers?|sound|bell"
    r"|computers?|pcs?|laptops?|tablets?|i-?pads?|keyboards?|mouse|chargers?|phones?|landline|toner|ink)"
)
_FAILS = (
    r"(?:(?:is|are|'s|has|have|was|were|keeps?|been|gone|still|again|a bit|all)\W{1,3}){0,3}"
    r"(?:broken?|not working|not connecting|not printing|isn't working|aren't working|doesn't work|don't work"
    r"|won't (?:work|start|print|connect|turn on|switch on|open|close|charge)|down|jammed|jamming|frozen|freezing"
    r"|out of (?:paper|ink|order)|crash(?:es|ed|ing)|dead|flat|playing up|on the blink|stopped working|leaking|blocked"
    r"|flickering)"
)
_SIGNS: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    ("fault", 0.66, re.compile(rf"\b{_THINGS}\b[^.!?\n]{{0,40}}?\b{_FAILS}\b")),
    (
        "forgotten-password",
        0.66,
        re.compile(
            r"\b(?:forg[eo]t(?:ten)?|can't remember|cannot remember|don't know|locked out of|expired|reset(?:ting)?)\b"
            r"[^.!?\n]{0,20}\b(?:passwords?|pass ?codes?|log-?ins?|pin|account)\b"
            r"|\bpassword (?:has |is |'s )?(?:expired|not working|doesn't work|won't work)\b"
            r"|\b(?:can't|cannot|unable to) (?:log|sign) ?(?:in|on)\b"
        ),
    ),
    (
        "nothing-of-ours",
        0.7,
        re.compile(
            r"\b(?:my|our) (?:own|personal|private)\b[^\n]{0,80}\b(?:nothing|no|not any(?:thing)?|hasn't got anything)"
            r"\b[^.\n]{0,20}\b(?:school|work|pupils?|children)\b"
        ),
    ),
)
_OF_A_REPORT = re.compile(
    r"\b(?:names?|address(?:es)?|records?|reports?|files?|letters?|lists?|register|data|details|medical|photos?|forms?"
    r"|sen|send|safeguarding|pupils'|children's|sent|emailed|wrong|shared|gave|given|told|saw|seen|read|found|stolen"
    r"|stole|hack(?:ed|ers?)?|virus|ransom|phish(?:ing|ed)?|click(?:ed)?|link|pop[ -]?ups?|money|bitcoin|somebody"
    r"|someone|another|wrote|written|sticky|post-?it|using|used|logged in|leak(?:ed)? (?:to|out)|deleted|breach"
    r"|incident)\b"
)
_THEIR_OWN = frozenset({"nothing-of-ours"})


def signs_of_none(page: Page) -> Iterator[tuple[str, float, Hit]]:
    """Yield why a message is no incident: a name, how sure that is, and the words."""
    if len(page.low.split()) > _MOST_WORDS:
        return
    is_told = _OF_A_REPORT.search(page.low) is not None
    for name, sure, pattern in _SIGNS:
        if (hit := next(page.hits(pattern), None)) is not None and (not is_told or name in _THEIR_OWN):
            yield name, sure, hit
