"""Classes of the words that tell what happened at a moment: sent, left behind, told, found missing, put right.

Finer than the roles of `verb_cues`: they are what the choice between moments (`choosing`) weighs. A class holds the
ways in which people say one thing; which way a class speaks is learned, not written here.
"""

import re
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from nlp.text import Page
from nlp.when.manner_words import MANNERS

MAX_DEEDS = 600
"""How many deeds of a page are looked at."""

_TOLD = (
    r"r(?:a|i|u)ng|wrang|phoned|phones|called|telephoned|contacted|messaged|texted|alerted|informed|notified|told"
    r"|tells|warned|approached|reported|replied|replies|mentioned|asked|asks|queried|complained|complains|answered"
    r"|responded|showed|shows|stopped|flagged|pointed|tipped|let (?:me|us)|got in touch|got on to|wrote|written in"
    r"|spoke|heard|hears|says|said|rings?|phone|emails?|pinged|buzzed|popped (?:in|up|by|round)|knocked"
    r"|collared|grabbed"
    r"|pulled (?:me|us) aside|took (?:me|us) aside|marched in|stormed in|rocked up|turned up|shouted (?:over|across|up)"
    r"|whatsapped|whatsapp'd|dm'd|commented|came (?:over|up|across|running|to (?:me|us|see|find|tell|ask))|came back to"
    r"|got back to|emailed back|wrote back|wondering|wanting to know|on the phone|gave (?:me|us) a (?:ring|call"
    r"|bell|shout)"
)

CLASSES: tuple[tuple[str, str], ...] = (
    (
        "notuntil",
        r"(?:not|never|n't|nobody|none|no one|only|didnt|wasnt|until|till|til) (?:\w+ ){0,4}?(?:until|till|til)",
    ),
    (
        "unaware",
        (
            r"(?:did(?:n't|nt| not|nae)|never|nobody|no one|none of us|wasn't|wasnt|not) (?:even )?(?:reali[sz]e\w*"
            r"|notice\w*|spot\w*|know|knew|twig\w*|aware|think|thought|discover\w*|click)|unaware|no idea|oblivious"
            r"|without (?:noticing|reali[sz]ing|knowing)"
        ),
    ),
    (
        "realised",
        (
            r"reali[sz]ed?|reali[sz]ing|noticed?|noticing|notices|discover(?:ed|y|s)?|spot(?:ted|s)?|found out|find out"
            r"|twigged|clocked|dawned|penny dropped|came to light|come to light|comes to light|(?:became|made"
            r"|was) aware"
            r"|cottoned|clicked (?:that|what|why)|sussed|worked out|saw (?:what|that|straight)|identified|detected"
            r"|picked up(?: on)?|caught|came across|stumbled|turns? out|turned out|transpired|emerged|learn(?:ed|t)"
            r"|drew (?:my|our|his|her) attention|brought to (?:my|our|his|her|the) attention|came to (?:my|our)"
            r"|knew|first i knew|only know|first heard|remembered|hit me|struck me|thought (?:hang on|wait"
            r"|hold on|oh)|popped up"
            r"|flagged(?: up)?|alert(?:ed)?|notification|bounced|undeliverable|delivery report|read receipt"
            r"|log shows?|audit"
            r"|heart sank|stomach|eagle-eyed|sharp-eyed|looked down and|opened it and|it was only|only when"
            r"|only then|became clear"
        ),
    ),
    ("found", r"found|finds?|finding|find|came upon|unearthed|turned up|turns up|surfaced|retrieved by"),
    (
        "missing",
        (
            r"missing|gone|vanished|disappeared|not there|wasn't there|wasnt there|wasn't in|wasnt in|weren't|no longer"
            r"|no sign|couldn't find|couldnt find|could not find|can't find|cant find|unaccounted|missed it|missed the"
            r"|nowhere|empty|walked|not in (?:the|my)|one short|short of"
        ),
    ),
    (
        "looked",
        (
            r"checked|checking|looked|looking|went to (?:get|find|use|log|fetch|my|the|look|print|upload|check"
            r"|put|open)"
            r"|went (?:for|back)|came (?:back|in|to)|got (?:back|in|home|there)|returned|opened up|unpack(?:ed"
            r"|ing)|arriv(?:ed|ing)"
            r"|unlocked|sat down|logged (?:on|in)|signed in|doing the|weekly check|audit\w*|review\w*"
            r"|inspect\w*|counted"
        ),
    ),
    ("saw", r"saw|seen|sees|see|watched|witnessed|overheard|read"),
    ("told", _TOLD),
    (
        "toldus",
        (
            rf"(?:{_TOLD}) (?:to )?(?:me|us|reception|the (?:school|office|head|dsl|desk)|in|here|up)|(?:was"
            rf"|were|been|got)"
            r" (?:told|informed|alerted|notified|contacted|asked|approached|shown|rung|phoned|called)"
        ),
    ),
    (
        "itold",
        (
            r"(?:i|we|i've|we've|ive|weve|have|has|had|then|and|also|been) (?:\w+ly |also |now |then |since |both |all"
            r" |already |just )?(?:rang|phoned|rung|told|informed|called|asked|contacted|reported|spoke|spoken|emailed"
            r"|e-mailed|written|wrote|apologised|notified|alerted)"
        ),
    ),
    (
        "handed",
        r"handed|brought|brings|dropped (?:it|them|this)|returned|posted (?:it|them) (?:back|through)|came in with",
    ),
    (
        "sent",
        (
            r"sent|send|sending|sends|e-?mailed|posted|went out|gone out|goes out|going out|forwarded|shared"
            r"|cc'?d|copied"
            r"|texted|fax\w*|uploaded|publish\w*|put (?:on|up|in|out)|went (?:up|to|home)|attached|distributed"
            r"|circulated"
            r"|mail-?merged|submitted|pasted|posting|emailing|issued|released|gave|given|giving|handing"
            r"|let .{2,20} have"
        ),
    ),
    (
        "left",
        (
            r"left|leaving|leave|lost|lose|dropped|drop|fell|fallen|fall|slipped|slid|forgot(?:ten)?|mislaid|misplaced"
            r"|put (?:it|them|the)|placed|parked|stood|lying|sitting|sat (?:in|on|there)|blew|blown|set (?:it"
            r"|them) down"
            r"|abandoned|stuck|propped|laid|pinned"
        ),
    ),
    (
        "stolen",
        (
            r"stolen|nicked|pinched|took|taken|takes|snatched|broken into|broke into|break-?in|burgl\w+|robbed|theft"
            r"|swiped|walked off|made off|forced|smash\w*|put through|grabbed|mugged|helped (?:him|her|them)sel\w+"
        ),
    ),
    (
        "accessed",
        (
            r"opened|accessed|logged (?:in|on|into)|logging|signed (?:in|on)|viewed|looked (?:up|at|through|in)|clicked"
            r"|typed|entered|downloaded|exported|printed|printing|saved|scanned|copied|photographed|screenshot\w*|used"
            r"|using|hacked|encrypted|phish\w*|deleted|wiped|overw\w+|merged|changed|altered|edited|installed"
            r"|plugged|ran"
        ),
    ),
    (
        "disclosed",
        (
            r"announced|read (?:out|aloud)|discuss\w*|gossip\w*|mention\w*|talk\w*|said|saying|shout\w*|told (?:him|her"
            r"|them|everybody|everyone|the (?:class|staff|whole))|displayed|project(?:ed|ing)|show(?:n|ing)|disclosed"
            r"|gave (?:out|away)|let slip|revealed|repeated|named|blurted|overshar\w*"
        ),
    ),
    (
        "disposed",
        (
            r"binned|dumped|tipped|threw|thrown|skip|chucked|disposed|cleared?(?: out)?|slung|put out|shredd\w+"
            r"|collected|recycl\w+"
        ),
    ),
    (
        "received",
        r"received|arrived|came (?:in|through|by|to)|landed|delivered|got (?:a|an|the|this)|had (?:a|an)|reached",
    ),
    ("happened", r"happen\w*|occurred|took place|incident|breach|event|accident|mistake|error|went wrong|on the day"),
    (
        "mended",
        (
            r"recalled|recall|removed|reset|changed|blocked|restored|disabled|suspended|locked|switched"
            r"|apologised|secured"
            r"|revoked|replaced|cancelled|sealed|confirmed|deleted|taken down|took (?:it|them|the \w+) (?:down"
            r"|off)|took down"
            r"|pulled|corrected|closed|shut|wiped|collected|picked (?:it|them) up|got it back|returned|re-sent"
            r"|resent|put right"
            r"|withdrawn|fetched|drove|killed|isolated|offline"
        ),
    ),
    *MANNERS,
)
NO_DEEDS = frozenset({"self", "outsider", "colleague", "hadbeen", "wasdoing", "reportnow", "atonce", "will"})
"""Classes that say who, and how, and not what."""
_DEEDS = tuple((name, re.compile(rf"(?<![\w'])(?:{pattern})(?![\w'])")) for name, pattern in CLASSES)


class Deed(NamedTuple):
    """A word of a class at a place of a page."""

    name: str
    start: int
    end: int


def find_deeds(page: Page) -> list[Deed]:
    """Return the deeds of a page, in their order; one place can be of several classes."""
    found = [
        Deed(name, *match.span()) for name, pattern in _DEEDS for match in islice(page.matches(pattern), MAX_DEEDS)
    ]
    return sorted(found, key=attrgetter("start"))
