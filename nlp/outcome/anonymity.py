"""The wish not to be named (R33): who asks for it is never named as the reporter."""

import re

from nlp.reading import Reading
from nlp.table import Table
from nlp.text import Hit

_ME = r"(?:me|my name|my identity|my details|who i am|this on me|us)"
_NO = (
    r"(?:not|never|don't|dont|do not|no|without|n't|cannot|can't|cant|won't|wont|mustn't"
    r"|rather you didn't|rather not)"
)
_NAME = r"(?:(?:my|our|any|the|a|his|her|their) )?(?:names?|identity|signature|details)"
# Rule, confidence, pattern: ways of saying it, each for as many words as people use.
SAYINGS: tuple[tuple[str, float, str], ...] = (
    (
        "name-out",
        0.93,
        (
            r"\b(?:keep|keeping|leave|leaving|left|kept|take|omit|withhold|hide|protect)(?: \w+){0,3}? (?:my|our) "
            r"(?:name|names|identity|details)\b(?! (?:is|was|badge))"
            r"|\b(?:my|our) (?:name|identity|details)s?(?: \w+){0,4}? (?:left out|kept out|out of|withheld"
            r"|confidential"
            r"|private|secret|protected|to be known|anywhere)\b"
            r"|\bmy name(?: \w+){0,2} (?:not|n't|never) (?:to )?(?:be )?(?:used|mentioned|shared|given|passed"
            r"|told|on|put|said)"
        ),
    ),
    (
        "not-my-name",
        0.93,
        (
            rf"\b{_NO}(?: \w+){{0,3}}? (?:use|using|put|putting|give|giving|share|mention|mentioning|say|quote"
            r"|type|typed"
            r"|sign|pass|passed|record|log|write|enter|tell|get|getting|disclose|reveal|attach|include|want"
            r"|have|leave|add"
            r"|stick|associate|link|show|print|state)\w*"
            r"(?: \w+){0,3}? (?:my|our) (?:name|identity|details)\b"
            r"|\b(?:no|not (?:in|under|against|with)|without) (?:my |a |any )?names?\b(?=[^\w]{0,3}(?:please"
            r"|pls|plz|$|\n|\.|,|!))"
            r"|\bnot (?:in|under) my name\b|\bnot my name\b|\bnot against (?:a|my|any) name\b"
            r"|\bno names (?:please|pls|from me)\b"
            r"|\bwithout a (?:name|signature)\b|\b(?:won't|wont|will not|shall not|am not|i'm not|im not"
            r"|not) (?:be )?"
            r"(?:getting|giving|saying|putting|say|give|sign|signing|telling|leaving|leave|put)(?: \w+){0,2}? "
            r"(?:my name|this|who i am)\b"
        ),
    ),
    (
        "named",
        0.9,
        (
            rf"\b{_NO}(?: \w+){{0,4}}? (?:be|being|am|want|like|wish)(?: \w+){{0,2}}? (?:named|identified"
            r"|identifiable|quoted"
            r"|known|traced|linked|mentioned|associated|connected|involved)\b"
            r"|\b(?:not|n't|never) (?:be )?(?:traced|linked|tracked|connected|come|came|get|lead"
            r"|point) (?:back )?(?:to|on|from) "
            rf"{_ME}\b"
            r"|\bremain (?:unknown|nameless|unnamed|out of)\b|\b(?:stay|be|remain|keep me) (?:nameless"
            r"|unnamed|unknown|unidentified)\b"
        ),
    ),
    (
        "not-me",
        0.9,
        (
            rf"\b{_NO}(?: \w+){{0,4}}? (?:say|tell|let|know|knowing|mention|reveal|hint|find|said|told|saying"
            r"|think|guess|work)\w*"
            r"(?: \w+){0,5}? (?:(?:it was|that it was|it's|it is|was it|came from|from|about|out) (?:me|i|us)\b"
            r"|who (?:i am|it was|told|said|sent|reported|raised|this)|i (?:raised|told|reported|said|wrote"
            r"|sent|grassed|contacted)"
            r"|me (?:that|who|what)?(?: \w+)? ?(?:told|said|raised|reported|wrote|sent|grassed))\b"
            r"|\b(?:it|this)(?: \w+){0,2}? (?:didn't|did not|mustn't|must not|can't|cannot|shouldn't"
            r"|should not|not|never) (?:to )?"
            r"(?:be seen to )?(?:come|came|coming|have come) from me\b"
            r"|\b(?:if|that) (?:he|she|they|\w+) (?:knew|knows|finds? out|found out|thought)(?: that)? it was me\b"
            r"|\b(?:he|she|they)'?d? (?:would |will |'ll )?(?:all )?know (?:it was|it's|it is|that it was) me\b"
            r"|\b(?:asking|ask) you to (?:treat|regard|take|log|record) (?:this|it)(?: \w+){0,3} (?:nobody"
            r"|no one|anonymous)\b"
            r"|\bfrom (?:nobody|no-?one)\b"
        ),
    ),
    (
        "out-of-it",
        0.9,
        (
            r"\b(?:keep|leave|leaving|kept|stay|want|like) (?:me |us )?(?:well |completely |right |totally "
            r"|altogether )?out of "
            r"(?:it|this|that|the|any)\b|\b(?:keep|leave|kept) (?:me|us) out\b"
            r"|\b(?:don't|dont|do not|not|never|n't)(?: \w+){0,2}? (?:put|include|add|write|place|stick"
            r"|get) me (?:down|on|in|up|into"
            r"|name)\b|\bnot to put me down\b|\b(?:can't|cant|cannot|don't want"
            r"|dont want) (?:have )?this (?:to )?(?:come|coming|get"
            r"|getting) back (?:on|to|at) me\b|\bcome back (?:on|to|at) me\b"
        ),
    ),
    (
        "who-i-am",
        0.86,
        (
            r"\b(?:rather|prefer|prefer that|ask|please|pls)(?: \w+){0,4}? (?:not|n't|never|not to"
            r"|nobody)(?: \w+){0,4}? "
            r"(?:find out|guess|try|ask|work out|wonder|look into|know|say|be named|give|be identified"
            r"|go into) ?(?:\w+ )?"
            r"(?:who i am|who this|who it|my name|me|anything about me)?\b(?=.{0,30}(?:who|name|\bme\b|identif))"
            r"|\b(?:rather|prefer) not (?:to )?(?:say|give|leave|sign|be|put)(?: \w+){0,2}? ?(?:who|name"
            r"|named|it|identified|myself)\b"
            r"|\b(?:who i am|my name) (?:is|isn't|does|doesn't|need)(?: not|n't)? ?(?:important|relevant"
            r"|matter|be known|known)\b"
            r"|\bnot (?:saying|telling|going to say|giving) (?:you )?(?:who|which|my)\b|\bnot signing this\b"
            r"|\bi am not putting my name\b"
        ),
    ),
    (
        "anonymous",
        0.92,
        (
            r"\b(?:stay|remain|be|being|kept|keep (?:this|me|it)|treated as|report(?:ed|ing)? (?:this )?"
            r"|like this to be|as|want"
            r"|strictly|completely|totally|please) anonymous(?:ly)?\b|\banonymously\b|\banonymity\b"
            r"|\banon (?:please|pls)\b"
            r"|\bprefer(?:red)? (?:this )?(?:to be )?anonym\w+|\bkeep (?:it|this|me) anon\b"
        ),
    ),
    (
        "confidential-source",
        0.82,
        (
            r"\b(?:treat|keep|kept|telling you|report(?:ing)?|say(?:ing)?|tell|yours?|told you|write"
            r"|writing)(?: \w+){0,3}? "
            r"(?:strictly |in the strictest |in (?:strict )?)(?:confidence|confidential)\b"
            r"|\b(?:confidential|secret|private) (?:as to|about|regarding|who) ?(?:who|where|the source|me)\b"
            r"|\bkept confidential\b|\bplease (?:don't|do not|dont) (?:say|tell|mention)\b[^.;]{0,30}\b(?:me"
            r"|from|came)\b"
            r"|\boff the record\b|\bbetween (?:us|ourselves|you and me)\b|\bis this private\b"
            r"|^\W{0,3}(?:strictly )?in (?:strict(?:est)? )?confidence\b|\bin strict(?:est)? confidence\b"
        ),
    ),
    (
        "not-from-me",
        0.88,
        (
            r"\b(?:you )?(?:didn't|did not|didnt|never|haven't|havent|have not) (?:hear|get|got|heard"
            r"|have) (?:it|this|that|any of this)"
            r" from me\b|\b(?:don't|dont|do not|not|never|n't)(?: \w+){0,2}? (?:quote me|bring me (?:in|into)"
            r"|name me|drag me (?:in|into)"
            r"|involve me|mention me|identify me|let on|drop me in|implicate me|use me|cite me|expose me"
            r"|give me away|out me)\b"
            r"|\bnot for attribution\b|\bwithout (?:naming|mentioning|involving|identifying|quoting"
            r"|bringing) (?:me|my|who)\b"
            r"|\b(?:not|n't|never)(?: \w+){0,3}? (?:want|wish|like|prepared|willing|happy|comfortable|able"
            r"|going)(?: \w+){0,3}? "
            r"(?:named|my name|identified|identity|known as|be the one who|comeback|trouble over"
            r"|repercussions|get back to"
            r"|getting back to|find out i|finding out i|know i)\b"
            r"|\b(?:told|tell|knows?|know|find out|finds out|found out"
            r"|hears?)(?: \w+){0,3}? (?:that )?i(?:'ve| have)?"
            r" (?:said anything|told you|told anyone|reported|been in touch|written to you|grassed"
            r"|contacted you|sent this|spoke to you)\b"
        ),
    ),
    (
        "in-confidence",
        0.7,
        (
            r"\b(?:this is|writing|telling|tell|tells|say|speak|speaking|report|reporting|pass|passing|share"
            r"|sharing|yours|please|sent)"
            r"(?: \w+){0,4}? in (?:the )?(?:strict(?:est)? |complete |absolute )?confidence\b|\bdiscree(?:t"
            r"|tly)\b[^.;]{0,30}\b(?:me|please)\b"
            r"|\bplease be discreet\b|\b(?:treat|keep|handle|use)(?: \w+){0,3}? (?:discreetly|to yourself"
            r"|to yourselves|hush|quiet about me)\b"
        ),
    ),
    (
        "fear",
        0.62,
        (
            r"\b(?:scared|afraid|frightened|worried|nervous|terrified) (?:of|about"
            r"|for) (?:the )?(?:consequences|repercussions"
            r"|reprisals|my (?:job|probation|contract|position)|losing my job|what (?:he|she|they) (?:will"
            r"|would|might)"
            r"|coming forward)\b|\b(?:i|she|he|they)(?:'d|'ll| would| will)? (?:lose|get) (?:me|my job|sacked) if\b"
            r"|\bmake it (?:sound|look) like\b|\b(?:not|n't) (?:let|want) (?:him|her|them|anyone|anybody"
            r"|\w+)(?: to)? know(?:ing)?\b"
            r"|\bwork the rest out\b|\bkeep it to yoursel(?:f|ves)\b"
        ),
    ),
)
_TABLE = Table((re.compile(pattern), (name, sure)) for name, sure, pattern in SAYINGS)
_OTHERS = re.compile(
    r"\b(?:child|pupil|mum|mother|dad|father|parent|he|she|they|victim|student|family|lady|girl|boy"
    r"|colleague|teacher)"
    r"(?: has| have| had|'s|'d)? (?:asked|asks|wants?|wished|requested|would like|begged|wanted"
    r"|insists?)\b[^.;]{0,30}$"
)
_ANSWER = re.compile(
    r"(?:i'd |would |i would )?(?:rather|prefer|anonym|no thanks|withheld|not given|please leave blank|leave blank"
    r"|keep)"
    r"|[^\n]{0,40}\b(?:anonym\w*|nameless|unnamed|not (?:to be )?(?:named|identified|disclosed|stated|saying)|withheld"
    r"|no name|name not)\b"
)


def read_anonymity(reading: Reading) -> None:
    """Read wants_anonymity."""
    for (name, sure), found in _TABLE.on(reading.pages):
        if hit := next((hit for hits in found for hit in hits if not _is_of_others(hit)), None):
            reading.add("wants_anonymity", value=True, confidence=sure, rule=f"wants_anonymity.{name}", hits=[hit])
    if reading.report.confidential and not reading.asked:
        # Whoever chooses that mailbox asks by it. An answer doesn't: its case may be one whose reporter is known.
        reading.add("wants_anonymity", value=True, confidence=1.0, rule="door.confidential")
    _read_answers(reading)


def _is_of_others(hit: Hit) -> bool:
    return _OTHERS.search(hit.page.before(hit.start, 60)) is not None


def _read_answers(reading: Reading) -> None:
    for answer in reading.layout.answers:
        raw = answer.raw
        if raw and answer.field == "reporter_name" and _ANSWER.match(raw.low):
            reading.add("wants_anonymity", value=True, confidence=0.93, rule="form.name.withheld", hits=[raw])
