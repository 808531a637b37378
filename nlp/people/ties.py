"""What ties a person to the deed though no verb of theirs tells of it: by whom, whose, who manages them, a label.

Whoever's line manager a report names is nearly always the one whom it is about.
"""

import re
from itertools import product

from nlp.people.mentions import Around, Somebody
from nlp.people.words import classes_of

_BEFORE, _BEHIND = 70, 60
"""Characters."""
_MANAGER = r"(?:line[- ]?(?:manager|mgr|man)|manager|boss|supervisor|team leader|lm|hod|mentor|rheolwr)"
_MANAGERS = "manager mgr man linemanager linemgr lineman boss supervisor leader lm hod mentor rheolwr"
_ENDS_OF_MANAGERS = " ".join(
    map("".join, product(("", *_MANAGERS.split()), ("", "is", "was", "be"), ("", "the", "our")))
)
"""The last words of "manager is the", however many of its spaces are left out: "manageris"."""
_TIES_BEFORE = (
    (
        "managed",
        "manage supervise linemanage linesupervise of to for",
        rf"\bi (?:also )?(?:line[- ]?)?(?:manage|supervise) $|\b{_MANAGER} (?:of|to|for) $",
    ),
    (
        "manages",
        f"{_ENDS_OF_MANAGERS} : = - to by",
        (
            rf"\b{_MANAGER},? ?(?:is|was|would be|will be|:|\(|=|-)? ?(?:the \w+,? |our \w+,? )?$"
            r"|\b(?:reports?|reporting|answers?) to (?:the \w+,? |our \w+,? )?$"
            r"|\b(?:managed|supervised) by (?:the \w+,? )?$"
        ),
    ),
    ("behalf", "of for", r"\b(?:on behalf of|in place of|instead of|for|covering for) $"),
    (
        "whose",
        "to by with it of",
        (
            r"\b(?:belong(?:s|ing|ed)? to|owned by|assigned to|signed out (?:to|by)|issued to|was with|had it|with"
            r"|in the (?:care|name) of|loaned to|lent to|responsibility of|down to|in charge of|looked after by"
            r"|run by|kept by) $"
        ),
    ),
    (
        "label",
        ": > = -",
        (
            r"(?:^|\n)[^\n.:]{0,40}(?:who|staff member|staff|member of staff|employee|responsible|person|user|culprit"
            r"|account|owner|sender|colleague)[^\n.:]{0,25}(?::|->|=|-) ?$"
        ),
    ),
    (
        "named",
        "name named s d is was called namely mean e being",
        r"\b(?:name(?:'s| is| was|d)?|called|namely|i mean|i\.e\.|it was|it's|that was|this was|culprit is|being) $",
    ),
    (
        "about",
        "about regarding concerning re : against concern concerns",
        r"\b(?:about|regarding|concerning|re:?|against|concern(?:s|ing)?|complaint (?:about|against)) $",
    ),
    (
        "asked",
        "asked told let got had gave showed left sent emailed trusted reminded",
        r"\bi (?:\w+ )?(?:asked|told|let|got|had|gave|showed|left|sent|emailed|trusted|reminded) $",
    ),
    ("we asked", "to with", r"\b(?:spoken|spoke|speaking|chatted|talked|word|been) (?:to|with) $"),
    (
        "thanks",
        "thank thanks thanked to done luckily fortunately until till before when then",
        r"\b(?:thank(?:s|ed)?|thanks to|well done|luckily|fortunately|until|till|before|when|then) $",
    ),
)
"""What stands before a name: of the words and signs listed first one is among the last two before it."""
_TIES_BEHIND = (
    (
        "managed",
        (
            rf"^,? ?\(?(?:who )?(?:directly )?(?:reports?|answers?) to\b|^'s? (?:own )?{_MANAGER}\b"
            rf"|^,? ?\([^)]{{0,40}}\breports to\b|^,? ?\(?(?:who )?(?:is )?(?:line[- ]?)?(?:managed|supervised) by\b"
            r"|^ is (?:one of )?mine\b|^ is in my (?:team|department)"
        ),
    ),
    (
        "manages",
        (
            rf"^,? ?\(?(?:who )?(?:is |who's )?(?:my|her|his|their|the|[a-z]+'s) {_MANAGER}\b"
            r"|^,? ?(?:who )?(?:line[- ]?)?(?:manages|supervises)\b"
        ),
    ),
    (
        "owns up",
        (
            r"^,?[^.;\n]{0,30}\b(?:owned up|admit\w*|confess\w*|apologis\w+|is (?:very |so |really |mortified|upset|"
            r"horrified|gutted)|(?:has |had )?(?:said|says) (?:it was|she|he)"
            r" (?:her|him|had|forgot|did|must|thought|left|put)"
            r"|thought|assumed|didn'?t (?:realise|know|check)|meant|forgot|feels|must have|should(?:n't| not)? have)\b"
        ),
    ),
    (
        "keeps",
        (
            r"^,?[^.;\n]{0,12}\b(?:had (?:it|them|been using|the)|does the|runs the|keeps|looks after"
            r"|was (?:using|carrying|working|printing|sending|doing|handing|sorting|clearing|covering|teaching)"
            r"|is (?:the one|who))\b"
        ),
    ),
)
_BY_BEFORE = re.compile(
    r"(?P<deed>[a-z']+)(?: (?:it|them|him|her|there|up|out|off|in|on|home|back|away|to \w+ \w+"
    r"|\([^)]{0,30}\)|[a-z']+)){0,6}? by (?:our |the |my |a |mr |mrs |ms |miss )?(?:[\w-]+ ){0,2}?$"
)
_TIE_BEFORE = tuple((name, ends.split(), re.compile(pattern)) for name, ends, pattern in _TIES_BEFORE)
_TIES_BY_END = {
    word: [(name, pattern) for name, ends, pattern in _TIE_BEFORE if word in ends]
    for _, ends, _ in _TIE_BEFORE
    for word in ends
}
_TIE_BEHIND = tuple((name, re.compile(pattern)) for name, pattern in _TIES_BEHIND)
_MANAGED_HE = re.compile(rf" (?:reports? to|is (?:line[- ]?)?managed by)\b| {_MANAGER}\b")


def ties_of(person: Somebody) -> list[str]:
    """Return the ties of a person, as features."""
    found = [tie for place in person.places for tie in _at(place)]
    is_managed = any(_MANAGED_HE.match(hit.page.low, hit.end, hit.end + _BEHIND) for hit in person.pronouns)
    return [*found, "tie:managed he"] if is_managed else found


def _at(place: Around) -> list[str]:
    page, start, _ = place.hit
    before, behind = page.low[max(0, start - _BEFORE) : start], place.beyond[:_BEHIND]
    likely = [tie for word in place.last for tie in _TIES_BY_END.get(word, ())]
    found = [f"tie:{name}" for name, pattern in likely if pattern.search(before)]
    found += [f"tie:{name}" for name, pattern in _TIE_BEHIND if pattern.match(behind)]
    if " by " in place.before and (match := _BY_BEFORE.search(place.before[-_BEFORE:])):
        found.append("tie:by")
        found += [f"tie:by {name}" for name in classes_of(match["deed"])]
    return [*found, "tie:subject"] if page.source == "subject" else found
