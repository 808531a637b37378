"""How people say that data is back, gone for good, or back in part: cues, which a model weighs against each other.

A cue alone decides little ("she has it back" is said of the owner and of the thief); `python -m training.fit`
learns from the lessons how far each is to be believed, beside the kind of incident.
"""

_THING = (
    r"(?:it|them|this|these|that|those|everything|all|both|the lot|each|every \w+|the whole \w+"
    r"|(?:the|my|our|his|her|their|all|both) (?:\w+ ){0,2}?\w+)"
)
_PAPER_PLACE = (
    r"(?:safe|drawer|cupboard|cabinet|desk|office|cage|shed|boiler room|strongroom|store|locker"
    r"|lock and key|possession"
    r"|hands?|pocket|bag|car|wardrobe|filing \w+)"
)
_UNDONE = (
    r"(?:delet\w+|erased?|binn?ed|bin|shredd?e?d?|wiped?|destroy\w*|purged?|removed?|rubbed|scrubbed"
    r"|trashed|dispos\w+|burnt|burned|torn up)"
)
_THEY = (
    r"(?:he|she|they|he's|she's|they've|he'd|she'd|who|hes|shes|theyve|recipient|parent|mum|mother"
    r"|dad|father|nurse|dentist"
    r"|surgery|firm|company|supplier|engineer|officer|manager|receptionist|lady|man|woman|solicitors?"
    r"|school|office|both"
    r"|people|families|parents|centre|council|provider|agency)"
)
_NUMBER = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3}|half|some|most|many"
    r"|several|part|a few"
    r"|a couple|the rest|the others?|the remainder|the majority)"
)
_NOT = r"(?:not|never|n't|nt|no|nobody|no[ -]one|nothing|none|nowhere|neither|without)"

# What is said, and how: from surest to vaguest within each.
CUES: tuple[tuple[str, str], ...] = (
    ("yes back", rf"\b(?:got|have|has|had|having|'ve|get) (?:now )?(?:got )?{_THING} (?:all |safely |now )?back\b"),
    (
        "yes returned",
        (
            r"\b(?:returned|handed|given|gave|give|giving|brought|brings|sent|posted|dropped|passed|swapped"
            r"|came|come|driven"
            r"|couriered|taken|took)(?: (?:it|them|me|us|him|her|straight|all|everything|both|that|this"
            r"|the \w+)){0,3}"
            r" (?:back|in|round|over)\b"
        ),
    ),
    (
        "yes is back",
        (
            r"\b(?:is|are|was|were|'s|'re|it's|now|been|all)(?: now| all| both| safely)? (?:back|home"
            r"|returned|recovered"
            r"|retrieved|reunited|found|safe|accounted for|secured?|locked (?:away|up|in)|restored)\b"
        ),
    ),
    (
        "yes fetched",
        (
            r"\b(?:i|we|i've|we've|and|have|has|had|caretaker|then|to) (?:\w+ )?(?:collected|fetched"
            r"|retrieved|recovered"
            rf"|rescued|gathered|picked|grabbed|took|got|collect|fetch|salvaged|lifted|fished|chased) {_THING}\b"
        ),
    ),
    (
        "yes found it",
        (
            r"\b(?:found|spotted|handed|located|traced) (?:it|them|the \w+) (?:\w+ )?(?:in|on|under|behind|at"
            r"|by|where|still|safe)\b"
        ),
    ),
    (
        "yes with us",
        rf"\b(?:in|into|under|locked in)(?: (?:my|our|the|her|his|a|own|\w+'s)){{0,2}}(?: \w+)? {_PAPER_PLACE}\b",
    ),
    (
        "yes here",
        (
            r"\b(?:i have (?:it|them|the \w+) (?:here|now|safe)|with (?:me|us) (?:now|here)|in my (?:hands?"
            r"|possession|keeping)|holding (?:it|them)|i've (?:got|kept) (?:it|them)|we (?:still )?have (?:it"
            r"|them|the \w+)\b)"
        ),
    ),
    (
        "yes they deleted",
        (
            rf"\b{_THEY}(?:[^.;\n]{{0,40}})? (?:has|have|had|'s|'ve|already|now|since|both|all"
            rf"|just)?[ ]?(?:\w+ )?{_UNDONE}\b"
        ),
    ),
    ("yes we deleted", rf"\b(?:i|we|i've|we've|and|have|then) (?:\w+ )?{_UNDONE} (?:it|them|the|all|both|that)\b"),
    ("yes was deleted", rf"\b(?:is|was|been|it's|are|were|now)(?: now| all| since)? {_UNDONE}\b"),
    ("yes confirmed", rf"\b(?:confirm\w*|assured?|promised|swears?|swore|says?|said)\b[^.;\n]{{0,50}}\b{_UNDONE}\b"),
    (
        "yes watched",
        (
            r"\b(?:watched|in front of|while i (?:watched|held|stood)|stood over|next to me|saw (?:him|her"
            r"|them)|with me standing)\b"
        ),
    ),
    (
        "yes unread",
        (
            r"\b(?:unopened|still sealed|sealed|unread|not (?:been )?(?:opened|read|looked)|(?:hadn't|hasn't"
            r"|haven't|didn't|had not|did not) (?:been )?(?:open|read|look|see|kept?|print|forward|cop"
            r"|sav)\w*)\b"
        ),
    ),
    (
        "yes complete",
        (
            r"\b(?:all there|complete|intact|nothing (?:\w+ )?(?:missing|taken|gone)|none (?:\w+ )?missing"
            r"|every (?:sheet|page|one)|all \w+ (?:present|there|accounted))\b"
        ),
    ),
    ("yes restored", r"\b(?:restored|reinstated|put (?:\w+ ){1,3}back|backup|back-up|reverted|undone)\b"),
    (
        "yes down",
        (
            r"\b(?:taken|took|take|pulled|come|came|now|it's|turned|is) (?:it |them |the \w+ |that "
            r"|this )?(?:down|off)\b|\bdown (?:now|by|within|at)\b"
        ),
    ),
    (
        "yes stopped",
        (
            r"\b(?:recalled|never (?:left|went|sent|got)|did not (?:go|leave|send)|didn't (?:go|leave|send)"
            r"|held it|cancelled|in time)\b"
        ),
    ),
    ("partly of", rf"\b{_NUMBER} (?:out )?of (?:the|them|those|it|us|our|my|\d+|\w+)\b"),
    (
        "partly got",
        (
            r"\b(?:got|recovered|rescued|found|collected|recovering|retrieved|gathered|have|had|back|returned"
            rf"|picked) (?:back |up |in |out )?(?:about |only |just |at least |maybe )?{_NUMBER}\b"
        ),
    ),
    (
        "partly done",
        (
            rf"\b{_NUMBER}(?: \w+){{0,3}} (?:back|returned|deleted|replied|recovered|found|handed|confirmed"
            r"|came|come|said|say|brought|swapped)\b"
        ),
    ),
    (
        "partly rest",
        (
            rf"\b(?:the )?(?:rest|other|others|remaining|remainder|another|last|{_NUMBER})(?: \w+)? (?:is|are"
            r"|has|have|was|were|still|hasn't|haven't|gone|not)\b"
        ),
    ),
    (
        "partly what could",
        (
            r"\b(?:what|all|everything|as (?:much|many) as|most of what) (?:there was|(?:i|we|they|he|she"
            r"|it) (?:could|can|saw))\b"
        ),
    ),
    (
        "partly most",
        (
            r"\b(?:most|half|some|part|bits) of (?:it|them|the)\b|\bpart(?:ly|ially)?\b|\bnot all\b"
            r"|\bbound to have\b|\brhannol\b"
        ),
    ),
    (
        "no not found",
        (
            rf"(?:\b|(?<=n)){_NOT}(?: (?:yet|been|have|has|had|ever|so far|be|got|seem to have|actually|it"
            r"|them|one|'s))* (?:turned up|found|find|recovered|returned|handed|come back|come in|back|seen"
            r"|located|traced|retrieved|got it|here|there|received|in it|on it)\b"
        ),
    ),
    (
        "no sign",
        r"\bno (?:sign|trace|joy|luck|success|idea where|answer|reply|response|word|news|chance|hope|way|means)\b",
    ),
    (
        "no missing",
        r"\b(?:missing|lost|gone|vanished|disappeared|unaccounted|walked|astray|whereabouts|untraceable|nowhere)\b",
    ),
    (
        "no nothing",
        (
            r"(?:^|[.!?\n,;-] ?)(?:but |so far |still )?(?:nothing|nope|nowt|nada|not a (?:peep|sign|thing"
            r"|word)|no)(?: (?:yet|back|so far|heard|there|from \w+))*(?=[.!?,;\n]|$)"
        ),
    ),
    (
        "no cannot",
        (
            r"(?:\b(?:can|could|cannot|can not|won't|wont|will not|refus\w+|unable|no way|impossible)(?:'t"
            r"|not|nt)?|n't)(?: \w+){0,3} (?:be )?(?:get|got|find|found|recover\w*|retriev\w*|fetch\w*"
            r"|unsen[dt]|undo\w*|recall\w*|back|return\w*|pull|locate|trace|give|delete|take|unsee|say|tell"
            r"|saved?|reach)\b"
        ),
    ),
    (
        "no failed",
        (
            r"\brecall (?:failed|didn't|did not|hasn't|doesn't|won't)\b|\b(?:failed|didn't work|did not work"
            r"|too late|no use)\b"
        ),
    ),
    (
        "no destroyed",
        (
            r"\b(?:crushed|incinerat\w+|tipped|landfill|pulp\w*|papier[- ]m\w+|porridge|burnt?|burned|sank"
            r"|sunk|drowned|bottom of|blown?|blew|lorry|dustmen|binmen|past saving|ruined|soaked"
            r"|gone for good|emptied|collected|skip)\b"
        ),
    ),
    (
        "no out",
        (
            r"\b(?:still (?:up|there|out|on|online|visible|live|missing|looking|waiting|have|has)"
            r"|screenshots?|shared|group chat|snapchat|whatsapp|forwarded|going round|viral|facebook|tiktok"
            r"|all round|everyone knows|spread)\b"
        ),
    ),
    ("no stolen", r"\b(?:stolen|nicked|pinched|robbed|theft|burgl\w+|broken into|thieves|thief|police|crime)\b"),
    (
        "no will",
        (
            r"\b(?:will|going to|'ll|tonight|tomorrow|is (?:posting|dropping|fetching|bringing|sending"
            r"|couriering|collecting)|are (?:posting|dropping|fetching|couriering|looking)|picking"
            r"|to be collected|waiting)\b"
        ),
    ),
    (
        "no asked",
        (
            r"\b(?:asked|asking|requested|told|emailed|written) (?:\w+ ){0,4}?(?:to|that"
            r"|and) (?:\w+ ){0,2}?(?:delete|bin|destroy|return|disregard|ignore|erase|shred|remove|bring"
            r"|discard|it be)\w*\b"
        ),
    ),
)
