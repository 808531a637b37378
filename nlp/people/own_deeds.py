"""What writers say of their own part: that they did it, that somebody did, that they only met with it, or put it right.

Each class holds the ways in which one thing is said, in English of any kind and in Welsh; which way a class speaks,
and how loudly, is learned (`choosing_people`).
"""

import re
from collections.abc import Iterator
from itertools import islice

from nlp.people.words import classes_of
from nlp.text import Hit, Page

_MOST_DEEDS = 40
_EARLY_WITH_I, _EARLY = 3, 2
"""Sentences."""
_OWNING = frozenset({"fault", "by me", "careless", "my thing gone", "caught", "welsh deed"})
"""Classes by which a writer says that it was them."""

_PAST = (
    r"(?:sent|sned|emailed|e-mailed|mailed|posted|forwarded|shared|uploaded|put|pasted|left|lost|dropped"
    r"|gave|given|handed"
    r"|hand|passed|printed|photocopied|copied|scanned|attached|clicked|typed|opened|entered|picked|chose"
    r"|chosen|selected"
    r"|used|cc'?d|bcc'?d|replied|announced|read|mentioned|binned|threw|thrown|chucked|tipped|popped"
    r"|slotted|slipped|pinned"
    r"|stuck|displayed|projected|took|taken|set|created|made|let|ran|moved|saved|exported|downloaded"
    r"|looked|stuffed|swapped"
    r"|addressed|franked|published|carried|drove|logged|nipped|stepped|turned|plugged|merged|mislaid|misplaced|forgot"
    r"|forgotten|discussed|showed|shown|shouted|said|told|signed|ticked|pressed|hit|photographed|filmed"
    r"|tweeted|texted"
    r"|faxed|cleared|disposed|donated|sold|recycled|lent|borrowed|wrote|written|added|invited|mixed"
    r"|muddled|mapped|packed"
    r"|filed|placed|laid|propped|parked|stood|stored|kept|deleted|overwrote|wiped|accessed|viewed|browsed|searched"
    r"|checked|issued|circulated|distributed|submitted|pinged|whatsapped|streamed|recorded|dictated|approved|gossiped"
    r"|bragged|joked|answered|confirmed|disclosed|revealed|blurted|had|brought|walked|went|got|fell for|done|did)"
)
_BY_HABIT = (
    r"(?:send|email|post|share|upload|put|leave|lose|drop|give|pass|print|copy|click|open|use|take|let"
    r"|save|keep|bin|throw"
    r"|forget|write|have|lend|fill|do)"
)
_ING = (
    r"(?:sending|emailing|posting|sharing|uploading|putting|leaving|giving|handing|printing|copying|scanning|stuffing"
    r"|filing|moving|carrying|sorting|packing|using|showing|projecting|typing|replying|forwarding|clearing|working"
    r"|teaching|driving|reading|talking|filling|doing|trying|marking|looking)"
)
_I = r"(?:i|i've|i'd|i'm|ive|i have|i had|i've gone and|i went and)"
_THEN = (
    r"(?:(?:\w+ly|then|just|only|had|have|also|must|may|might|could|must've|have|gone|and|went|been|was|to"
    r"|stupidly|even"
    r"|once|always|never|again|both|somehow|managed|about|did) ){0,4}"
)
_WITHOUT_I = (
    r"(?:(?:hi|hey|hello|hiya|hia|morning|afternoon|evening|help|sorry|so|ok|okay|oh|no|dear|eek|argh|ugh|damn|think"
    r"|er|erm|um|just|fyi|urgent|quick one|right|well|heads up|confession|accidentally|stupidly"
    r"|unfortunately|realised"
    r"|ive|i've|have|and|then|nearly|almost|was about to|must have|may have|might have)[\s,.:!-]{1,4}){0,5}"
)
_THING = (
    r"(?:laptop|macbook|chromebook|surface|ipad|tablet|phone|mobile|handset|camera|usb|stick|memory stick"
    r"|pen drive|drive"
    r"|bag|rucksack|backpack|handbag|holdall|briefcase|satchel|car|van|boot|jacket|coat|pocket|planner"
    r"|diary|notebook|mark"
    r"|markbook|folder|file|register|clipboard|lanyard|keys?|paperwork|papers|books|notes|sheets?|list"
    r"|e-?mails?|message|post"
    r"|letter|login|log-in|password|account|computer|pc|screen|desk|whiteboard|classroom|room|office|tweet"
    r"|autocomplete"
    r"|outlook|hand|finger|own|hands?|mailbox|inbox|copy|copies|printing|pile|tray|pigeonhole|desktop"
    r"|wallet|purse|home"
    r"|husband|wife|partner|kitchen|house)"
)
_MENDING = re.compile(
    r"^[^.;\n]{0,70}?\b(?:ask(?:ed|ing)|apolog\w+|to say (?:sorry|it)|recall\w*|delet\w+|destroy\w*|back\b"
    r"|safe\b|shred\w+|to (?:warn"
    r"|tell|let (?:them|you)|explain|report)|away\b|the (?:dpo|head|police|dsl|it)|replac\w+|new password"
    r"|it (?:down|off))"
)

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
            rf"\b{_I} (?:\w+ly |stupidly |just |had |then |simply |also )*(?:forgot(?:ten)?"
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
            rf"|lesson |cover |whole |personal |home |private ){{0,3}}{_THING}\b"
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
    ("i ing", rf"\b(?:i was|i'm|i've been|while|whilst|when|i am) (?:\w+ly |just )?{_ING}\b"),
    ("own habit", rf"\bi (?:always |usually |normally |often |sometimes |do )?{_BY_HABIT}\b"),
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
    ("we deed", rf"\b(?:we|we've|we'd|we have) {_THEN}{_PAST}\b"),
)
_CLASSES = tuple((name, re.compile(pattern)) for name, pattern in _WRITER)
_I_DID = re.compile(rf"\b{_I} {_THEN}(?P<deed>{_PAST})\b")
_SAID_WITHOUT_I = re.compile(
    rf"\W{{0,6}}{_WITHOUT_I}(?:{_PAST}|can'?t find|cannot find)\b (?=[\w'£])(?!by\b|from my iphone)"
)
_SPEAKS_UP = ("w:fault", "w:by me", "w:careless", "w:my thing", "w:did.early", "w:without i.early")


def own_deeds(body: Page) -> tuple[dict[str, float], list[Hit]]:
    """Return the features that say how the writer stands to what happened, and the words that say that it was them."""
    found: list[str] = []
    hits: list[Hit] = []
    for name, pattern in _CLASSES:
        if match := next(body.matches(pattern), None):
            found.append(f"w:{name}")
            if name in _OWNING:
                hits.append(Hit(body, *match.span()))
    found += _with_i(body, hits)
    found += _without_i(body, hits)
    if not any(name.startswith(_SPEAKS_UP) for name in found):
        found.append("w:nothing")
    return dict.fromkeys(found, 1.0), sorted(hits, key=lambda hit: hit.start)


def _with_i(body: Page, hits: list[Hit]) -> Iterator[str]:
    """Yield what "I" did, by the class of the deed, and whether it was done early in the text or about the incident."""
    deeds = 0
    for match in islice(body.matches(_I_DID), _MOST_DEEDS):
        if _is_mending(body.low, match.end()):
            yield "w:did.mending"
            continue
        deeds += 1
        hits.append(Hit(body, *match.span()))
        yield f"w:did{'.early' if body.sentence_number(match.start()) < _EARLY_WITH_I else '.late'}"
        yield from (f"w:did.{name}" for name in classes_of(match["deed"]))
    yield f"w:deeds.{min(deeds, 3)}"


def _without_i(body: Page, hits: list[Hit]) -> Iterator[str]:
    """Yield that a sentence begins with a deed: "left my bag on the bus"."""
    for number, sentence in enumerate(body.sentences()):
        if match := _SAID_WITHOUT_I.match(body.low, sentence.start, sentence.end):
            mending = _is_mending(body.low, match.end())
            yield f"w:without i{'.mending' if mending else '.early' if number < _EARLY else '.late'}"
            if not mending:
                hits.append(Hit(body, sentence.start, match.end()))


def _is_mending(low: str, end: int) -> bool:
    """Tell whether what follows a deed says that it was done about the incident."""
    return _MENDING.match(low[end : end + 110]) is not None
