"""The ways in which writers say what part they had, by what is said: a class holds the ways of saying one thing.

In English of any kind and in Welsh.
"""

import re

from nlp.people.own_deed_words import BY_HABIT, FIRST_PERSON, ING, PAST, THEN, THING

OWNING = frozenset({"fault", "by me", "careless", "my thing gone", "caught", "welsh deed"})
"""Classes by which a writer says that it was them."""

_WRITER = (
    (
        "fault",
        (
            r"\b(?:my|our) (?:own |silly |stupid |fault and |complete |entire )?(?:fault|mistake|error"
            r"|bad\b|doing|stupidity"
            r"|carelessness|slip|oversight|responsibility|blunder|cock-?up|clumsiness|negligence)"
            r"|\bmea culpa|\bowning? up|\bown(?:ed)? up"
            r"|\b(?:hold|put|holding|putting) (?:my|our) hands? up|\bhands up\b|\bi (?:\w+ ){0,2}(?:accept"
            r"|admit|confess|take (?:full"
            r" |the )?(?:responsibility|blame)|blame myself|kick(?:ing)? myself|should have"
            r"|shouldn'?t have|should've|ought"
            r"|am (?:to blame|responsible|at fault)|was (?:careless|daft|stupid|silly|responsible))|\bi know,? i know"
            r"|\bsilly me\b|\bshould have (?:checked|locked|looked|been more)|\b(?:guilty|culprit|idiot|muggins)\b"
            r"|\bar fy rhan i\b|\bfy mai i\b|\bfy nghamgymeriad\b|\bmost ashamed|\bso (?:much )?ashamed"
        ),
    ),
    (
        "by me",
        (
            r"\b(?:by|was|is|it's|its|blame|were|because of|on|down to|only) (?:me|myself)\b(?! (?:and|to"
            r"|about|that (?:told|found|saw)|who"
            r" (?:told|found)))|\b(?:was|were|is|are) mine\b|\bby yours truly|\bof mine\b|\b(?:i"
            r"|me) did it\b|^\s*me[.,]|\bmyself by mistake"
        ),
    ),
    (
        "careless",
        (
            rf"\b{FIRST_PERSON} (?:\w+ly |stupidly |just |had |then |simply |also )*(?:forgot(?:ten)?"
            r"|didn'?t (?:check|notice|lock|log|look|think|read|double|see that"
            r"|know (?:it|that|the)|spot|remember)|did not (?:check|notice|lock|log|look|think|read"
            r"|remember)|hadn'?t (?:checked|locked|noticed|logged|realised|seen|taken"
            r"|looked|read|closed|changed|turned|thought)|never (?:checked|thought|locked|looked|noticed)"
            r"|thought|assumed|presumed|meant|intended"
            r"|misread|mistook|mistyped|misclicked|failed|neglected|must have|must've|may have|may've"
            r"|might have|might've|was in a (?:rush|hurry)|was rushing|confused|mixed)"
        ),
    ),
    (
        "wrong",
        (
            r"\bby mistake|\bby accident|\baccidentally|\binadvertently|\bmistakenly|\bin error\b"
            r"|\bwithout (?:thinking|checking|realising|looking)|\bin my (?:haste|hurry|rush)|\bsod'?s law"
        ),
    ),
    (
        "my thing",
        (
            r"\bmy (?:own |work |school |teacher |class |old |new |new |big |red |blue |black |green |tutor "
            rf"|lesson |cover |whole |personal |home |private ){{0,3}}{THING}\b"
        ),
    ),
    (
        "my thing gone",
        (
            r"\bmy (?:[\w'-]+ ){0,4}?(?:was|were|went|slid|has|had|have|got|is|isn'?t|fell|gone|ended"
            r"|walked|wasn'?t|blew|came|didn'?t|seems|must)\b"
            r"|\b(?:broke(?:n)? into|stolen|nicked|smashed|pinched|taken|fell|fallen|out of|snatched|lost"
            r"|left|leaving) (?:\w+ ){0,4}(?:my|our own)\b"
        ),
    ),
    (
        "caught",
        (
            r"\bi (?:\w+ )?(?:caught|stopped|noticed|spotted|realised|saw)\b[^.;]{0,40}\b(?:before|in time"
            r"|as my|just as)|\bmy finger|\bi (?:was|were) (?:just )?(?:about|going) to"
            r"|\bi (?:very )?(?:nearly|almost)|\bnearly sent|\bi (?:had )?pressed"
        ),
    ),
    (
        "welsh deed",
        (
            r"\b(?:gadewais|adewais|gadawes|gadewes|gadawais|anfonais|hanfonais|collais|gollais|rhoddais"
            r"|roddais|rhois|roddes|agorais|uwchlwythais|argraffais|gludais|copïais|cliciais|ddefnyddiais"
            r"|defnyddiais|anghofiais|wnes i|dw i wedi (?:colli|anfon|gadael|rhoi)|rydw i wedi (?:colli|anfon"
            r"|gadael|rhoi)|rwyf wedi (?:colli|anfon|gadael|rhoi)|wnaeth fi|fy ngliniadur|'nghar|fy mag)\b"
        ),
    ),
    ("i ing", rf"\b(?:i was|i'm|i've been|while|whilst|when|i am) (?:\w+ly |just )?{ING}\b"),
    ("own habit", rf"\bi (?:always |usually |normally |often |sometimes |do )?{BY_HABIT}\b"),
    (
        "met with",
        (
            r"\b(?:i|we|i've|we've|ive) (?:\w+ly |just |then |have |had |was |were |also )*(?:found"
            r"|came across|come across|stumbled|noticed|spotted|saw|seen|discovered|overheard|heard"
            r"|received|recieved"
            r"|been told|told by|handed|picked up|witnessed|was told|were told|was shown|was handed"
            r"|learn(?:ed|t)|was sent|was rung)\b"
        ),
    ),
    (
        "came to us",
        (
            r"\b(?:arrived|came|come|sent|addressed|delivered|landed|emailed|posted) (?:\w+ )?(?:to|in|for"
            r"|into|through) (?:me|us|our|my|the (?:office|school))\b|\bmeant for (?:someone|somebody|another)"
            r"|\bnot (?:ours|for us|one of ours)|\bnobody (?:of|by) that name|\bnone (?:of them )?ours"
        ),
    ),
    (
        "nobody knows",
        (
            r"\b(?:someone|somebody|whoever|some idiot)\b|\b(?:don'?t|do not|dunno|can'?t|no idea|not sure"
            r"|nobody|no-?one|unclear|unknown|not known|never know\w*) (?:\w+ ){0,3}(?:who|whose|how)\b"
            r"|\bnobody (?:has )?(?:owned|admit|own)|\bn/?k\b"
        ),
    ),
    (
        "report on",
        (
            r"\b(?:colleague|one of (?:our|my|the) (?:staff|teachers|tas|team)|member of staff|our (?:head"
            r"|bursar|caretaker|secretary|ta|cleaner|cook)|the (?:head|bursar|secretary|caretaker))\b"
        ),
    ),
    (
        "outside",
        (
            r"\b(?:supplier|company|firm|contractor|provider|council|hospital|surgery|trust|vendor|agency"
            r"|police|hackers?|ransom\w*|phish\w*|burglars?|thie(?:f|ves)|break-?in|royal mail|courier)\b"
        ),
    ),
    ("we deed", rf"\b(?:we|we've|we'd|we have) {THEN}{PAST}\b"),
)
CLASSES = tuple((name, re.compile(pattern)) for name, pattern in _WRITER)
