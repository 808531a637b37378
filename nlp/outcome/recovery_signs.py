"""Signs that data is not back, is on its way back, or is back in part: what is left open, beside `recovery_cues`."""

_NUMBER = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|\d{1,3}|half|some|most|many|several"
    r"|a few|a couple|two thirds|a third|a handful)"
)
_CANNOT = r"(?:can't|cannot|can not|cant|couldn't|could not|never|won't|no way|impossible|nor can|not possible|unable)"

SIGNS: tuple[tuple[str, str], ...] = (
    (
        "no sign irrevocable",
        (
            rf"\b{_CANNOT}[^.;\n]{{0,20}}? (?:un-?[a-z]{{3,9}}|be (?:taken back|undone|got back|fetched|retrieved"
            r"|recovered|brought back|put back|read|saved|restored)|take (?:it|that|them) back"
            r"|get (?:\w+ )?(?:back|out)|undo|bring)\b"
            r"|\bonce (?:a thing|it|something)(?:'s| is| has)\b|\bgone (?:for good|for ever|forever)\b"
            r"|\b(?:is|it's|are|was|were) (?:simply |just |all |now )?(?:gone|destroyed|pulp\w*|ruined)\b"
            r"|\bwhat(?:'s| is| went)[^.;\n]{0,10}gone\b|\bas good as gone\b|\bgenie\b|\bdamage is done\b"
            r"|\b(?:no|any) way (?:of|to) (?:get|tak|undo|recover|know)\w*\b"
        ),
    ),
    (
        "no sign still gone",
        (
            r"\bstill (?:up|there|out|at large|missing|visible|live|have|has|not|got|on|online|nothing|no)\b"
            r"|\bat large\b|\b(?:hasn't|has not|haven't|have not|not|never|hasnt) (?:yet )?(?:surfaced|arrived"
            r"|appeared|come to light|here|materiali[sz]ed|shown up|resurfaced|reached)\b"
            r"|\bnot (?:here|back|found|so far)\b|\bnothing (?:doing|yet|so far|found|has come|heard)\b"
            r"|\bno (?:joy|luck|sign|trace|dice)\b|\b(?:was|were|is|been) (?:nicked|pinched|stolen|snatched"
            r"|swiped|lifted)\b|\b(?:made off|ran off|drove off|driven off|gone off|walked off|walked) (?:with|out"
            r"|from)\b|\btook it with (?:him|her|them)\b|\bnever (?:arrived|reached|turned|came|got)\b"
        ),
    ),
    (
        "no sign refused",
        (
            r"\b(?:won't|will not|wont|refus\w+|declin\w+|laughed|ignor\w+|no (?:answer|reply|response)"
            r"|isn't answering|not answer\w*|did(?: not|n't) (?:answer|reply|respond)"
            r"|ha(?:s|ve)(?:n't| not) (?:\w+ )?(?:answered|replied|responded|done|taken|confirmed|deleted|heard)"
            r"|not (?:done|confirmed)(?: it)? (?:so far|yet)|acknowledged? but|whatever that is worth"
            r"|for what it's worth|no idea (?:if|whether)"
            r"|can't (?:check|verify|be sure|make (?:them|him|her)))\b"
        ),
    ),
    (
        "no sign promised",
        (
            r"\b(?:will|'ll|going to|promise[sd]? to|offered to|agreed to|is to|are to|intends? to|to be)"
            r"(?: \w+){0,2} (?:bring|hand|post|send|return|drop|give|collect|fetch|pick|put|delete|shred|bin|destroy"
            r"|retriev\w+|collected|returned|posted)\b|\b(?:posting|bringing|handing|sending|dropping|returning"
            r"|collecting|fetching|picking) (?:it|them|\w+ \w+) (?:back|up|in|over|round)\b"
            r"|\b(?:tomorrow|tonight|next week|later today|this week|this aft\w*)\b"
        ),
    ),
    (
        "partly sign answered",
        (
            rf"\b{_NUMBER}(?: of (?:them|the \w+|\w+))?(?: \w+)? (?:have |has |had )?(?:said|answered|replied"
            r"|confirmed|agreed|deleted|written back|done so|come back|responded|says? they)\b"
            r"|\b(?:haven't|hasn't|not|nothing) (?:yet )?(?:heard )?(?:back )?(?:from|by) (?:the (?:rest|others?"
            rf"|remaining|last)|{_NUMBER}|all)\b|\ball but {_NUMBER}\b|\b(?:rest|others?|remaining \w+|other \w+"
            r"|last \w+) (?:has|have|hasn't|haven't|is|are|isn't|aren't|not|unaccounted|still)\b|\bthat leaves\b"
            rf"|\bapart from {_NUMBER}\b|\bexcept (?:for )?(?:one|two|\w+)\b"
        ),
    ),
    (
        "partly sign missing",
        (
            rf"\b{_NUMBER} (?:\w+ )?(?:\w+ )?(?:is |are |still |were |was )?(?:missing|short|unaccounted|adrift|gone"
            rf"|not there|outstanding|not back)\b|\bgot (?:back )?{_NUMBER}(?: \w+)?(?: back)?\b"
            rf"|\b{_NUMBER} (?:\w+ ){{0,2}}back\b|\bonly {_NUMBER}(?: \w+){{0,3}} (?:in it|there|left|back|in)\b"
            r"|\b(?:two thirds|bottom half|top half|the rest)\b|\b(?:about|roughly|over|nearly|maybe) half\b"
            r"|\bwhat (?:we|i|they|he|she) could\b|\b(?:can't|cannot|couldn't|can not|won't) (?:promise|swear|say"
            r"|guarantee|be (?:sure|certain))\b|\b(?:loads|some|plenty|bits|others)(?: \w+)? (?:has|have|had)"
            r" (?:blown|gone|been|already)\b"
        ),
    ),
    (
        "partly sign but",
        (
            r"\b(?:deleted|removed|down|withdrawn|recalled|pulled|wiped|collected|returned)\b[^.;\n]{0,24}"
            r"\b(?:but|though|although|however)\b[^.\n]{0,40}\b(?:views?|already|cop(?:y|ies)|archive|backup"
            r"|downloaded|opened|read|seen|screen-?\w+|shared|forwarded|other|before|not|n't|still|half)\b"
            r"|\b(?:already|had) (?:screen-?grabb?\w+|screenshott?\w*|photograph\w+|downloaded|forwarded|copied)\b"
            r"|\bby then (?:\w+ ){0,3}(?:\d+|views|shares?|downloaded|seen|been)\b|\bcopies had (?:already )?gone\b"
        ),
    ),
    (
        "yes sign kept none",
        (
            r"\b(?:kept|keep|keeping|took|made|has|have|holds?) (?:no|neither|nothing)(?: other)?(?: cop(?:y|ies)"
            r"| photos?| records?| pictures?)?\b|\bno copies (?:were|was|had|kept|made|taken)\b"
            r"|(?:\b(?:never|not)|n't) (?:opened|open|looked|look|read|copied|cop(?:y|ies)|saved?|kept|keep"
            r"|forward\w*|downloaded|printed)\b"
        ),
    ),
    (
        "yes sign taken off",
        (
            r"\b(?:took|taken|got|get|had|grabbed|snatched|confiscated) (?:it|them|that|this|what\w*|the \w+)"
            r"(?: \w+){0,2} (?:off|from|away|back|in|down)\b|\bcollected (?:back |them |it |all )?(?:in|back)\b"
            r"|\b(?:now|since|all|both|been|pages|sheets|copies|it's) (?:been )?(?:shredded|destroyed|deleted|wiped"
            r"|burnt|binned|secured?|sealed|collected)\b|\bin (?:my|the|our) (?:safe|pocket|hands?|strong ?room"
            r"|drawer)\b|\bunder lock\b|\b(?:here|in front of me|on my desk|with me) (?:now|safe)\b"
        ),
    ),
    (
        "yes sign counted",
        (
            r"\b(?:all|every one|the lot|both|everything)(?: \w+)? (?:there|present|complete|accounted|back|in|intact"
            r"|returned|counted|deleted|confirmed)\b|\bnone (?:is|are|was|were) missing\b"
            r"|\bnothing (?:is |was |has been )?(?:missing|gone|taken)\b|\bi counted\b|\bcounted (?:them|it)\b"
            r"|\b(?:confirmed|assured|promised|swears?|says?)[^.;\n]{0,30}\b(?:gone|deleted|erased|shredded"
            r"|destroyed|wiped|kept no|no cop)\w*\b"
        ),
    ),
)
