"""What people say to a bot that is no report: hello, thanks, "are you a bot?", anger. English and Welsh.

Only a message that is nothing else counts: "Hi, I've lost my laptop" is a report.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from bot.messages import Message, say
from bot.turn import Around
from bot.whom_to_ask import officer

_LONGEST = 100
"""Characters; nobody's small talk is longer."""

_NAMES = (
    r"(?: (?:there|all|again|everyone|bot|candour|team|folks|mate|love|you|sir|miss|dpo|bawb|pawb|chi|ti|please|pls))*"
)
_KINDS: Mapping[str, Sequence[str]] = {
    "welsh": (
        r"(?:bore|prynhawn|p?nawn|noswaith|nos) da|s?h?wmae|shw ?mae|su ?t mae",
        r"sut (?:wyt ti|dach chi|ydych chi|mae)|s(?:h|u| )mae|helo|hylo|haia|iawn|ti n iawn|cyfarchion",
    ),
    "welsh_thanks": (r"diolch(?: yn fawr(?: iawn)?| o galon| i (?:chi|ti))?|hwyl(?: fawr)?|da iawn|ocê",),
    "greeting": (
        r"hi+|hi?ya|hello+|hey+|hiya|yo|morning|afternoon|evening",
        r"(?:good )(?:morning|afternoon|evening|day)|g ?day|greetings|how are you(?: doing)?(?: today)?",
        r"how s it going|you ok|alright|you alright|are you (?:there|awake|working|on)",
        r"any ?(?:one|body) (?:there|here)|test(?:ing)?(?: (?:test|1 2 3|123))*|ping",
    ),
    "thanks": (
        (
            r"(?:many |lots of )?(?:thanks|thank you|thankyou|thx|tx|ta|cheers|tysm|ty)(?: (?:very much|so much"
            r"|a lot|for (?:that|this|your help|the help|all your help|letting me know)|you|loads|again|anyway|bot"
            r"|a million))*"
        ),
        (
            r"(?:that s |that is |you are |you re |you ve been |that was |very |so |really )*(?:helpful|brilliant"
            r"|kind|great|perfect|lovely|fab|amazing|super|excellent|good to know|a star|awesome)"
        ),
        r"much appreciated|appreciate it|good bot|nice one|love it|phew",
    ),
    "goodbye": (
        r"bye+|bye bye|goodbye|good ?night|see (?:you|ya)(?: later| tomorrow| soon)?|cya|ttfn|ta ?ra",
        r"have a (?:good|nice|great|lovely) (?:day|evening|weekend|one|night)|you too",
        r"that s (?:all|it)(?: thanks)?|nothing(?: else| more)?|no that s (?:all|it)|all done",
        r"speak (?:soon|later)",
    ),
    "okay": (
        r"ok(?:ay|ey|ie)?|kk?|right|sure|cool|fine|got it|understood|i see|great|good|will do|no worries",
        r"no problem|np|alright then|fair enough|lol|haha+|ha",
    ),
    "who_are_you": (
        (
            r"(?:are|r) (?:you|u) (?:a |an )?(?:(?:real )?(?:person|human|bot|robot|machine|computer|program|ai"
            r"|chat ?bot|chatgpt|real)(?: or (?:a |an )?(?:person|human|bot|robot|machine|computer))?)"
        ),
        (
            r"(?:is this|am i (?:talking|speaking) to) (?:a |an )?(?:bot|robot|machine|computer|ai|human"
            r"|(?:real )?person|automated)"
        ),
        r"who (?:are|r) (?:you|u)|what (?:are|r) (?:you|u)(?: exactly)?",
        r"who am i (?:talking|speaking|chatting) (?:to|with)|what is this|what s this|who is this",
        r"who s this|is anyone real there|do you use (?:ai|chatgpt)",
    ),
    "who_reads": (
        (
            r"who (?:reads|can read|is reading|will read|sees|can see) (?:this|these|it|what i (?:write|type"
            r"|say)(?: here)?|these messages|my messages|this chat)"
        ),
        r"is any ?(?:one|body) reading (?:this|these)",
        r"do(?:es)? (?:people|any ?(?:one|body)|someone) (?:actually )?(?:read|see) (?:this|these|my messages)",
    ),
    "person": (
        (
            r"(?:can|could|may) i (?:please )?(?:speak|talk|chat) (?:to|with) (?:a|an|someone|somebody"
            r"|the)? ?(?:real |actual )?(?:person|human|human being|someone|somebody|dpo)?"
        ),
        (
            r"(?:i )?(?:(?:want|need|would like|d like|wanna|would prefer|d prefer) to|(?:would|d) rather)"
            r" (?:speak|talk) to (?:a |an |the )?(?:real |actual )?(?:person|human|someone|somebody|dpo)"
            r"(?: instead)?"
        ),
        r"give me a (?:human|person)|(?:real |actual )?(?:human|person) please",
    ),
    "begins": (
        (
            r"(?:(?:i|we) )?(?:(?:just )?(?:want|wanted|need|would like|d like|have|ve got|got)|can i|could i|may i"
            r"|how do i)"
            r"(?: to)?(?: make)? ?(?:report|log|flag|raise|tell you about)"
            r"(?: (?:a|an|the|another|my|some|possible|potential|data|data protection|gdpr|security))*"
            r"(?: (?:breach|incident|near miss|report|problem|issue|concern|something|thing))?"
        ),
        r"(?:i|we) (?:have|ve got|got) (?:something|an? (?:data )?(?:incident|breach|problem)) to (?:report|tell you)",
    ),
    "anger": (
        (
            r"(?:this|that|it|you|u|the bot|this bot|this thing|this system)(?: (?:is|are|re|s|r))?(?: (?:just|so"
            r"|such|all|really|completely|totally|absolutely|bloody|fucking|f ing|utterly|a|an|total|complete"
            r"|load of|useless|stupid))* (?:useless|rubbish|stupid|crap|shit|shite|hopeless|annoying|ridiculous"
            r"|pointless|pants|terrible|awful|a joke|joke|nonsense|bollocks|broken|dumb|idiotic|waste of "
            r"(?:my )?time|not (?:helpful|working|helping|good enough)|driving me mad|no (?:help|use|good))"
        ),
        (
            r"(?:useless|stupid|rubbish|bloody|dumb|fucking|effing|crap|idiot)(?: (?:useless|stupid|bloody))*(?: "
            r"(?:bot|thing|machine|robot|computer|system))?"
        ),
        r"wtf|ffs|omg|for (?:fuck|god|goodness|heaven|petes?)s? ?s? sake",
        r"fuck(?:ing)? (?:off|you|this|hell)|bugger off|piss off",
        r"i (?:hate|can t stand) (?:this|you)(?: (?:bot|thing))?|i give up|i m giving up",
        r"what a (?:waste of time|joke|load of rubbish|farce)|waste of time",
        r"you (?:don t|do not|didn t|dont) (?:understand|get it|listen)(?: me| anything)?",
        r"you re not (?:listening|helping)|not helpful|that s not what i (?:said|meant|asked)|shut up",
        r"go away|grr+|argh+|i haven t (?:got )?time for this|stop (?:asking|it)(?: me)?(?: questions)?",
        r"this is doing my head in",
    ),
}
_PIECES = {kind: re.compile(rf"(?:{'|'.join(words)}){_NAMES}(?![\w])") for kind, words in _KINDS.items()}


def reply(text: str, around: Around) -> Message | None:
    """Return an answer to a message that is nothing but small talk, None for every other one."""
    kinds = _kinds_in(text)
    return next((answer(around) for kind, answer in _REPLIES.items() if kind in kinds), None)


def is_all(text: str) -> bool:
    """Tell whether a message is small talk and nothing else."""
    return bool(_kinds_in(text))


def is_idle(text: str) -> bool:
    """Tell whether a message is small talk that says nothing: "ok" may be an answer, "thanks, bye" is none."""
    kinds = _kinds_in(text)
    return bool(kinds) and "okay" not in kinds


def _kinds_in(text: str) -> frozenset[str]:
    """Return the kinds of small talk that a message consists of; none where anything else stands in it."""
    if len(text) > _LONGEST:
        return frozenset()
    rest = " ".join(re.findall(r"\w+", re.sub(r"[_*~]", " ", text.casefold())))
    kinds = set[str]()
    while rest:
        found = [(match.end(), kind) for kind, piece in _PIECES.items() if (match := piece.match(rest))]
        if not found:
            return frozenset()
        end, kind = max(found)
        kinds.add(kind)
        rest = rest[end:].strip()
    return frozenset(kinds)


def _way_on(around: Around) -> str:
    return f"Tell me in your own words what went wrong, and I will report it for {around.school.name}."


def _greeted(around: Around) -> Message:
    return say("Hello, I am the incident line.", _way_on(around), "Say “help” to see what else I can do.")


def _greeted_in_welsh(around: Around) -> Message:
    return say(
        "Shwmae! Croeso i chi ysgrifennu yn Gymraeg.",
        "You can write in Welsh. I read days, times, numbers and kinds of data in it; a person reads the rest.",
        _way_on(around),
    )


def _thanked_in_welsh(around: Around) -> Message:
    del around
    return say("Croeso! I am here when you need me.")


def _thanked(around: Around) -> Message:
    del around
    return say("You are welcome. I am here when you need me.")


def _parted(around: Around) -> Message:
    del around
    return say("Goodbye. You can come back at any time.")


def _agreed(around: Around) -> Message:
    del around
    return say("All right. Say “status” to see your reports, or “help” to see what I can do.")


def _introduced(around: Around) -> Message:
    return say(
        "I am a program, not a person. I turn your words into a report, and people read it: "
        f"{officer(around)}, first of all. I decide nothing.",
        _way_on(around),
    )


def _said_who_reads(around: Around) -> Message:
    return say(
        f"I am a program. When a report is sent, it goes to people: {officer(around)}, and others whom your "
        "school's policy names. Until then nobody at the line reads it.",
        "Those who run this chat for your school may be able to see what you write here. Say “anonymous” for a page "
        "that asks for no name.",
    )


def _led_to_a_person(around: Around) -> Message:
    return say(
        f"Of course. You can write to {officer(around)}.", "If it is urgent, report it here too: it takes a minute."
    )


def _invited(around: Around) -> Message:
    del around
    return say("Of course. In your own words: what happened? You need not know everything yet.")


def _calmed(around: Around) -> Message:
    return say(
        "I am sorry that this is not going well. You don't have to answer any questions: one sentence on what happened "
        "is enough, and I pass it on as it is.",
        f"You can also write to {officer(around)}.",
    )


_REPLIES: Mapping[str, Callable[[Around], Message]] = {
    "anger": _calmed,
    "begins": _invited,
    "person": _led_to_a_person,
    "who_reads": _said_who_reads,
    "who_are_you": _introduced,
    "welsh": _greeted_in_welsh,
    "welsh_thanks": _thanked_in_welsh,
    "greeting": _greeted,
    "thanks": _thanked,
    "goodbye": _parted,
    "okay": _agreed,
}
"""The replies; of a message that is several of these, the first is given."""
