"""The forms of a time of day in British English; read from top to bottom."""

import re

HOURS = {
    word: value
    for value, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1
    )
} | {"won": 1, "too": 2, "ate": 8}  # as dictation hears them
MINUTES = {
    "five": 5,
    "ten": 10,
    "quarter": 15,
    "twenty": 20,
    "twenty five": 25,
    "five and twenty": 25,
    "5": 5,
    "10": 10,
    "15": 15,
    "20": 20,
    "25": 25,
}
_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|0?[1-9])"
_HEARD_HOUR = rf"(?:{_HOUR}|won|too|ate)"
_HALF = r"(?P<half>[ap])(?:\.?\s?m\b\.?|ee em\b)"
_DAYPART = (
    r"(?:,? (?:in the |this |yesterday |at |that |on \w{3,9} )?(?P<part>morning|mornin|afternoon|evening|night"
    r"|tonight)| (?P<part2>tonight|last night))?"
)
_ABOUT = (
    r"(?:at |about |around |approx(?:imately)?\.? |roughly |just (?:after|before|gone) "
    r"|shortly (?:after|before) |nearly |~|c\.? ?)"
)
# Read from top to bottom: what an earlier rule matched, a later one doesn't see.
RULES = (
    ("noon", re.compile(r"\b(?:12 )?(?:noon|midday|mid-day)\b"), 0.92),
    ("midnight", re.compile(r"\b(?:12 )?midnight\b"), 0.85),
    (
        "past",
        re.compile(
            r"\b(?P<m>five[ -]and[ -]twenty|five|ten|quarter|twenty[ -]five|twenty|half|5|10|15|20|25)(?:[ -]?mins?"
            rf"| minutes)?[ -]?(?P<to>past|passed|to|gone|after)[ -]?(?P<h>{_HEARD_HOUR})\b(?!\s?(?:pupils"
            rf"|children|people"
            rf"|parents|staff|:|\.\d|%))(?:\s?(?P<half>[ap])\.?m\b)?{_DAYPART}"
        ),
        0.9,
    ),
    ("half", re.compile(rf"\bhalf[ -]?(?P<h>{_HOUR})\b(?! of)(?:\s?(?P<half>[ap])\.?m\b)?{_DAYPART}"), 0.88),
    (
        "colon",
        re.compile(
            r"(?<![\d:./])(?P<h>[01]?\d"
            rf"|2[0-3]):(?P<m>[0-5]\d)(?::[0-5]\d)?(?![\d:])(?:\s?{_HALF})?{_DAYPART}"
        ),
        0.95,
    ),
    ("half-day", re.compile(rf"(?<![\d:.£$/])(?P<h>[01]?\d)(?:[.](?P<m>[0-5]\d))?(?:ish)?\s?{_HALF}{_DAYPART}"), 0.94),
    (
        "dot",
        re.compile(
            r"(?<![\d:.£$/])(?<![^\d.:m ]-)(?P<h>[01]?\d|2[0-3])\.(?P<m>[0-5]\d)(?![\d%:/]|\.\d|\s?(?:kg|km|gb|mb"
            rf"|m\b|million|per|miles|%)){_DAYPART}"
        ),
        0.88,
    ),
    (
        "hundred",
        re.compile(
            r"\b(?:at |about |around |approx(?:imately)? |time:? )(?!(?:19"
            r"|20)\d\d\b(?!\s?h))(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)(?:\s?(?:hrs|hours"
            r"|h))?\b(?! (?:pupils|children|students|people|staff|families|parents|records|names"
            r"|rows))|(?<!\d)(?P<h2>[01]\d|2[0-3])(?P<m2>[0-5]\d)\s?(?:hrs|hours|h)\b"
        ),
        0.88,
    ),
    (
        "hundred.bare",
        re.compile(r"(?<![\w:./£$#+-])(?<!\d )(?P<h>0[6-9])(?P<m>[0-5]\d)(?![\w/:-]|[ ]?\d|\.\d)"),
        0.75,
    ),
    ("joined", re.compile(rf"(?<![\w:./£$-])(?P<h>[1-9]|1[0-2])(?P<m>[0-5]\d) ?{_HALF}{_DAYPART}"), 0.88),
    ("oclock", re.compile(rf"\b(?P<h>{_HOUR}) ?o'? ?clock\b{_DAYPART}"), 0.9),
    ("ish", re.compile(rf"\b(?P<h>{_HOUR}) ?-?ish\b{_DAYPART}"), 0.85),
    (
        "bare.part",
        re.compile(
            rf"\b(?:at |about |around )?(?P<h>{_HOUR})(?:ish)?,? (?:(?:in the |this |yesterday |at |o clock "
            rf"|on \w{{3,9}} )"
            r"(?P<part>morning|afternoon|evening|night)|(?P<part2>tonight|last night))\b"
        ),
        0.88,
    ),
    (
        "bare",
        re.compile(
            r"(?:\b(?:at|at about|at around|at approx(?:imately)?\.?|at roughly|around|just after|just before"
            r"|just gone|gone|abt"
            r"|shortly after|shortly before|about|circa|the back of|back of|getting on for|going on for"
            r"|coming up to|nearly"
            rf"|nigh on|towards|bang on|dead on|turned|dot of|stroke of)|@) ?(?P<h>{_HOUR})\b(?!\s?(?:[:.]\d|/|%"
            rf"|-|,\d|st\b|nd\b|rd\b|th\b|past"
            r"|to \w|of |other|pupil|child|kid|student|people|parent|famil|staff|member|email|e-mail"
            r"|copies|letter|page|name|record|year|week|day|month|minute|min|hour|hr|different|more"
            r"|school|class|row|sheet|form|file|report|miles|metre|gov|teacher|learner|girl|boy"
            r"|volunteer|visitor|employee|colleague|customer|user|envelope|folder|entries|contacts"
            rf"|address|photo)){_DAYPART}"
        ),
        0.7,
    ),
)
