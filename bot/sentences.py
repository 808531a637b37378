"""A message in sentences: which of them ask something, and which of them tell that something happened.

Rules about the form of a sentence alone. They are written for what staff type in a chat: no apostrophes, no question
marks, several sentences with nothing but a comma between them.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

_LONGEST_QUESTION = 30
"""Words; whoever writes more tells a story."""
_LONGEST_FRAGMENT = 12
_MOST_CHARACTERS = 400


def _any_of(*cues: str) -> str:
    return f"(?:{'|'.join(cues)})"


_GREETING = r"(?:hi|hiya|hello|hey|heya|(?:good )?(?:morning|afternoon|evening)|good day|alright|bore da|shwmae|dear)"
_POLITE = re.compile(
    _any_of(
        rf"{_GREETING}(?: (?:there|all|team|bot|candour|dpo|everyone))?",
        r"thanks?(?: in advance)?|thank you|many thanks|ta|cheers|diolch|please|pls|me again|ok(?:ay)?|right|and|but",
        r"(?:so |very |really )?sorry(?: to (?:bother|ask|trouble)(?: you)?)?(?: again)?|so|also|oh|um+|er+|hmm+|well",
        r"then|now|actually|basically|just|(?:just |out of )?(?:curious|interest|curiosity)|hypothetically",
        r"(?:a |one |another |1 )?(?:quick |silly |stupid |daft |small )?(?:q|qu|question|query)|quick(?: one)?",
        r"(?:probably a )?(?:silly|stupid|daft|dumb) question(?: but)?|asking for a friend",
        r"(?:im|i am) (?:new|only new|a new \w+)(?: here)?|new here|before i (?:start|report|say anything|do anything)",
    )
    + r"\b[\s,.!:;-]*"
)
_WHETHER = r"(?: about| if| whether)?"
_FRAME = re.compile(
    _any_of(
        rf"(?:i(?:m| am| was| have been|ve been)? )?(?:just )?(?:wonder(?:ing)?|asking|curious){_WHETHER}",
        r"(?:can|could|would|will) (?:you|someone|anyone|somebody) (?:please |pls |just |quickly )*"
        rf"(?:tell|remind|advise|confirm(?: for)?|explain to|let)(?: me| us)?(?: know)?{_WHETHER}",
        rf"(?:please )?(?:tell|remind) me{_WHETHER}|(?:do you|does any ?one|any ?one|you) know{_WHETHER}",
        rf"any idea{_WHETHER}|(?:i )?(?:just )?(?:want|wanted|need|needed|d like|would like|like|id like) (?:to )?"
        rf"(?:know|ask|check|find out|understand|clarify|confirm){_WHETHER}",
        rf"(?:just )?(?:to check|(?:double )?checking){_WHETHER}|cant remember{_WHETHER}",
        r"(?:im |i am |i was )?not (?:really |quite |100% )?(?:sure|certain|clear)(?: about)? (?:if|whether)",
        r"unsure (?:if|whether)|(?:i )?dont know (?:if|whether)",
    )
    + r"\b"
)
_AUXILIARY = (
    r"(?:do|does|did|is|are|am|was|were|can|could|may|might|should|shall|will|would|must|have|has|ought|isnt|doesnt"
    r"|dont"
    r"|arent|shouldnt|wont|cant)"
)
_SUBJECT = _any_of(
    r"i|we|you|it|this|that|these|they|the|my|our|your|a|an|any(?:one|body|thing)?|every(?:one|thing|body)?|people",
    r"staff",
    r"there|she|he|someone|somebody|parents?|near|teachers?|tas|governors?|schools?|all|data|incidents?|breaches",
    r"reporting|sending|having|losing",
)
_ASKING = re.compile(
    _any_of(
        rf"(?:who|what|when|where|why|how|which|whose)(?: \w+){{0,2}}? (?:{_AUXILIARY}|to)\b",
        r"(?:who|what|where|how|when)s\b|what (?:about|if|counts?|happens?|next|then|form|kind|sort)\b",
        r"(?:for )?how (?:long|soon|quickly|fast|much|many|come)\b|by when\b|whose job\b|which (?:people|staff)\b",
        r"(?:if|when) (?:i|we|you|someone|somebody|nobody|no one) .{0,60}\b"
        r"(?:who|what|where|how|(?:do|should|must|can|will) (?:i|we)|is (?:it|that|this))\b",
        r"who (?:gets?|sees?|reads?|tells?|decides?|investigates?|knows?|finds?|deals?|looks?|hears?|checks?|else|all"
        r"|exactly)\b",
        rf"{_AUXILIARY} {_SUBJECT}\b(?! (?:good|nice|lovely|great)\b)|is reporting\b",
        r"(?:is|any) (?:there )?(?:a |an )?(?:deadline|time limit|policy|rule|form)\b",
        r"(?:do|does|did|should|shall|may|am|are|would|could) (?!not\b)\w+ ",
        r"(?:who|what|how|which) (?!(?:i|we|he|she|they|it|my|the|a|his|her|was|were|had|has|have|happened|ive"
        r"|weve)\b)\w+",
        r"(?:examples?|definition|meaning) of\b|ok(?:ay)? to\b|still needs?\b|allowed to\b",
    )
)
_REQUEST = re.compile(
    _any_of(
        r"(?:can|could|will|would|may|might) (?:you|someone|somebody|anyone) (?:please |pls |just |all )*(?:add|log"
        r"|record"
        r"|note|help|look|ring|call|check|stop|block|remove|get|take|put|pass|say|make|raise|flag|have|come|arrange)\b",
        r"(?:can|could|may|might) (?:i|we) (?:please |just )*(?:add|log|flag|raise|say)\b",
        r"(?:can|could|may|might) (?:i|we) (?:please |just )*report "
        r"(?:[^?]*,|(?:a|an|my|the|some|that) (?!near|colleague|breach|incident))",
        r"(?:can|could|would|will|may|might) (?:this|it|that|i|we|you|my name)\b.*\b"
        r"(?:kept (?!on|for)|keep (?:my|me)\b|keep (?:this|it) (?!on|for)|treated|left out|leave m[ey]|without (?:my"
        r"|giving|a)|not (?:put|use|share|name|give|tell))\b",
        r"what (?:was|were|has been|had|i|we|ive|weve)\b(?!.*\?$)",
    )
)
"""Has the form of a question, and wants something done or begins to tell."""
_EVENT = _any_of(
    r"sent|emailed|e-mailed|mailed|texted|lost|left|posted|shared|uploaded|forwarded|printed|dropped|found|saw|seen",
    r"clicked|opened|gave|given|told|took|taken|put|replied|copied|ccd|cced|binned|threw|thrown|stole|stolen|nicked",
    r"hacked|got|received|had|happened|went|gone|deleted|disclosed|published|noticed|realised|spotted|used|overheard",
    r"heard|read|showed|shown|handed|said|wrote|pasted|typed|attached|forgot|forgotten|mislaid|misplaced|accessed",
    r"looked|logged|shouted|mentioned|discussed|picked|displayed|projected|broke|broken|came|caught|missed|entered",
    r"gotten|done|made",
)
_NOUN = r"(?!(?:for|of|with|about|on|when|if|to|or|and|is|are|gets?|after|be|been|i)\b)\w+"
_WHO = rf"(?:i|we|he|she|they|it|you|someone|somebody|who|(?:a|an|the|my|our|another|some) (?:{_NOUN} )??{_NOUN})"
_ADVERBS = r"(?:(?:just|accidentally|mistakenly|already|also|only|then|nearly|almost|been|gone and|all|\w+ly) )*"
_TOLD = re.compile(
    _any_of(
        rf"\b{_WHO} {_ADVERBS}{_EVENT}\b",
        rf"\b(?:have|has|had|ive|weve|shes|hes|theyve|its|was|were|got|ve) {_ADVERBS}{_EVENT}\b",
        r"\bthere (?:was|were|has been|have been|had been)\b|\b(?:went|gone|is|are|am) missing\b|\bsitting on\b",
    )
)
_SUPPOSED = re.compile(
    _any_of(
        r"\b(?:what )?(?:happens )?if (?:someone|somebody|ive got|it was|it is|i(?:m| am)? not|its)\b",
        r"\bwho (?:told|said|wrote|made|did it)\b",
        r"\b(?:how|what|when|why|if|whatever) (?:it |this |that )?happen(?:ed|s)?\b",
        r"\bhave (?:i|we) (?:missed|left it)\b|\b(?:know|that) i (?:reported|told|said|sent)\b|\bi (?:had|found) to\b",
        r"\b(?:colleagues?|friend|someone|somebody) (?:else )?did\b|\b(?:have|has|had) (?:i|we|you|they) got\b",
        r"\b(?:ive|weve|i have|we have) got to\b|\b(?:has|have) (?:to|been (?:reported|told))\b",
        r"\b(?:once|after|when|before) (?:ive|i have|i) (?:sent|reported|told|done|pressed)\b|\bget told\b",
        r"\bgets? (?:told|sent|seen)\b",
    )
)
"""Looks like telling, and only supposes, or speaks of the report itself."""


_ENDS = re.compile(
    r"(?<=[.!?])\s+|(?<=[?!])|\n+|\s[-\u2013\u2014]{1,3}\s"
    r"|,\s+(?=(?:do|does|should|shall|can|must|am|will|what|how) (?:i|we|it|they|the|happens|do|should|long|soon)\b)",
    re.IGNORECASE,
)


def pieces(text: str) -> Sequence[str]:
    """Return a message as typed, cut where its sentences end; put together again it is the same."""
    ends = [0, *(found.end() for found in _ENDS.finditer(text)), len(text)]
    return [text[first:last] for first, last in pairwise(ends) if first < last]


def in_sentences(text: str) -> Sequence[str]:
    """Return the sentences of a message in small letters, without apostrophes and what is only polite.

    Those of which nothing else remains are left out.
    """
    folded = (re.sub(r"['\u2018\u2019`]", "", piece.casefold()) for piece in pieces(text))
    return [sentence for piece in folded if (sentence := _without_politeness(piece))]


def asks(sentence: str) -> bool:
    """Tell whether a sentence of `in_sentences` has the form of a question."""
    if len(sentence) > _MOST_CHARACTERS or len(sentence.split()) > _LONGEST_QUESTION or _REQUEST.match(sentence):
        return False
    return _FRAME.match(sentence) is not None or _ASKING.match(sentence) is not None


def may_ask(sentence: str) -> bool:
    """Tell whether a sentence asks, or is nothing but a few words with a question mark: "deadline?"."""
    is_fragment = sentence.endswith("?") and len(sentence.split()) <= _LONGEST_FRAGMENT
    return asks(sentence) or (is_fragment and _REQUEST.match(sentence) is None)


def without_frame(sentence: str) -> str:
    """Return a question without what leads to it: "not sure whether it counts" asks whether it counts."""
    frame = _FRAME.match(sentence)
    return sentence[frame.end() :].strip() if frame else sentence


def tells(sentence: str) -> bool:
    """Tell whether a sentence says that something happened: "do I have to say that I lost it?" does."""
    return _TOLD.search(_SUPPOSED.sub(" ", sentence)) is not None


def _without_politeness(sentence: str) -> str:
    rest = sentence.strip(" \t\r\n,;:.!-\u2013\u2014\u2026")
    while len(rest) <= _MOST_CHARACTERS and (polite := _POLITE.match(rest)) is not None and polite.end():
        rest = rest[polite.end() :].strip()
    return rest if re.search(r"\w", rest) else ""
