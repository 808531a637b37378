"""How many people's data it is: the number that stands with the data, with the other numbers as rivals."""

import re

from nlp.numbers import NUMBER, number
from nlp.reading import Reading
from nlp.scope import is_negated
from nlp.text import Hit, Page

_PEOPLE = (
    r"(?:pupils?|children|child|kids?|students?|learners?|families|family|parents?|employees?"
    r"|staff|colleagues?|members? of staff|people|persons?|individuals?|boys?|girls?|lads?"
    r"|users?|visitors?|volunteers?|governors?|candidates?|applicants?|names|rows|teachers?"
    r"|tas|leavers'?|customers?|records|carers?|contacts|adults?|residents?|patients|entries"
    r"|year \d+s|pupils'|mothers|fathers|siblings|twins)"
)
_OF = r"(?: of (?:the |our |my |these |those )?)?"
_ADJECTIVE = (
    r"(?: (?!or\b|and\b|of\b|in\b|on\b|at\b|to\b|for\b|years?\b|weeks?\b|days?\b|minutes?\b"
    r"|hours?\b|months?\b|copies\b|pages?\b|times\b"
    r"|different [a-z]+s\b)[a-z0-9'-]{1,14}){0,2}?"
)
COUNTED = re.compile(rf"(?<![\w£$.,:/-])(?P<n>{NUMBER})(?: or so|-odd| odd|\+)?(?P<of>{_OF}){_ADJECTIVE}[ ]{_PEOPLE}\b")
CLASS = re.compile(
    r"\b(?:class|group|cohort|form|year group|squad|team|list|total|set|roll|register|sheet"
    r"|group of pupils) (?:is |was |has |of )+(?:about |around |roughly "
    rf"|approximately )?(?P<n>{NUMBER})\b"
)
ALL = re.compile(
    r"\b(?:all|everyone, all|whole school, so|so|exactly|roughly|about|around"
    r"|approx(?:imately)?\.?|total of|cohort is"
    rf"|all of them,) (?P<n>{NUMBER})\b(?= (?:of (?:them|the|year|us|our)|in (?:all|total)"
    r"|on roll|affected|altogether|pupils|children)|[,.;]|$)"
)
_UNKNOWN = re.compile(
    r"\b(?:no idea|don't know|dont know|do not know|not sure|can't say|cannot say|unsure"
    r"|unclear|couldn't say) (?:exactly )?how many\b"
)
_OF_THINGS = re.compile(
    r"^ (?:[a-z]+ ){0,2}(?:forms?|questionnaires?|reports?|files?|letters?|minutes|meetings?"
    r"|packs?|sheets?|payslips|copies|desks?|rooms?|laptops?|passwords?|accounts?)\b"
)
_SUBJECT = re.compile(
    r"^ (?:has|have|had|said|says|put|told|rang|replied|came|saw|noticed|complained|asked"
    r"|wants?|contacted|emailed|e-mailed)\b"
)
_FIRST_YEAR, _LAST_YEAR = 1950, 2040
COUNTED_ON = re.compile(
    rf"(?P<n>{NUMBER}) (?:on (?:it|roll|the list)|in (?:total|all|the (?:list|file|class|folder"
    r"|year))|altogether|affected|were named|of us were named|named)\b"
)
DOCUMENTS = re.compile(
    rf"(?<![\w£$.,:/-])(?P<n>{NUMBER}){_ADJECTIVE}[ ](?:letters|files|folders|reports|forms"
    r"|records|envelopes|care plans|plans|payslips|books|packs|certificates|passports|folios|portfolios|essays"
    r"|scripts"
    r"|applications|questionnaires|slips|statements|cards)\b"
)
ONE = re.compile(
    r"\b(?P<n>(?:one|a|1|the|this|her|his|single|an?|one single)(?: (?:year \d{1,2}|y\d{1,2}"
    r"|reception|nursery|former|young|sixth form|little|new|vulnerable|single|different|male"
    r"|female))? (?:pupil|child|boy|girl|student|learner|kid|employee|members? of staffs?"
    r"|staff member|family|person|individual|colleague|parent|teacher)(?:'s)?)\b(?!s)"
)
_DATA_NEAR = re.compile(
    r"\b(?:on (?:it|there|them)|list\w*|sheet|columns?|rows|contain\w*|include[sd]?|covers?"
    r"|covering|details|data|names?|records?|reports?|file|folder|spreadsheet|register|notes"
    r"|photos?|affected|information|about|for|regarding|forms?|whole school|cohort|belong\w*"
    r"|letters|class(?:es)?|in the (?:folder|class|file|mailbox)|hold(?:s)?|of (?:year|\d{1,2}[a-z]))\b"
)
_RECIPIENT = re.compile(
    r"\b(?:had it|received|opened (?:it|by)|got it|recipients?|sent to|emailed to|e-mailed to"
    r"|posted to|went to|shared with|in front of|heard|in the hall|of us in it|downloaded"
    r"|complained|complaints?|have left|already opened|told|saw it|seen it|drivers?|removed"
    r"|copies|to (?:the|all|our)|asked|spoke\w*|spoken|viewed|looked|present|waiting"
    r"|watched|(?:texts?|messages?|e-?mails?) went|went out wrong|comments about|reply|replied"
    r"|attended|brought back"
    r"|came with|got on it|messages|helped|in there|needed to see|to see it|audience|watching|turned up)\b"
)
_NOT_PEOPLE = re.compile(
    r"(?:\b(?:year|y|aged?|years?|room|bus|route|number|no\.|key stage|ks|p|page|form|period"
    r"|class|grade|step|phase|section|chapter|version|act|at|p\.|over|under|within|than|every"
    r"|id|part|volume|unit|block|set)|£) ?$"
)
_PARENTS_OF = re.compile(r"^(?:parents?|famil(?:y|ies)|contacts?)")
_SUM = re.compile(
    rf"\b(?P<a>{NUMBER}) (?:pupils|students|children|learners) and (?P<b>{NUMBER}) (?:staff"
    r"|employees|adults|teachers|parents|governors|members of staff)\b"
)


def read_individuals(reading: Reading) -> None:
    """Read individuals."""
    _read_answer(reading)
    body = reading.body
    for match in _SUM.finditer(body.low):
        one, other = number(match["a"]), number(match["b"])
        if one and other and not _RECIPIENT.search(body.before(match.start(), 40)):
            reading.add("individuals", one + other, 0.84, "individuals.sum", [Hit(body, *match.span())])
    for rule, pattern, base in (
        ("counted", COUNTED, 0.74),
        ("class", CLASS, 0.8),
        ("all", ALL, 0.72),
        ("on-it", COUNTED_ON, 0.74),
        ("documents", DOCUMENTS, 0.58),
    ):
        _read_counts(reading, body, rule, pattern, base)
    _read_one(reading, body)


def _read_answer(reading: Reading) -> None:
    for answer in reading.layout.answers:
        if answer.field == "individuals" and answer.value and "[" not in answer.value.low:
            match = re.search(NUMBER, answer.value.low)
            if match and (found := number(match[0])):
                page, start = answer.value.page, answer.value.start
                reading.add(
                    "individuals",
                    found,
                    0.95,
                    "form.individuals",
                    [Hit(page, start + match.start(), start + match.end())],
                )


def _read_counts(reading: Reading, page: Page, rule: str, pattern: re.Pattern[str], base: float) -> None:
    for match in pattern.finditer(page.low):
        found = number(match["n"])
        if (
            found is None
            or found == 0
            or (rule in {"all", "class"} and _FIRST_YEAR < found < _LAST_YEAR and "," not in match["n"])
            or _NOT_PEOPLE.search(page.before(match.start(), 14))
            or (found == 1 and rule != "counted")
        ):
            continue
        hit = Hit(page, *match.span())
        if is_negated(hit):
            continue
        sure = _sure(page, hit, base)
        if rule == "documents" and _UNKNOWN.search(page.low):
            sure = min(sure, 0.4)
        reading.add("individuals", found, sure, f"individuals.{rule}", [hit])


def _sure(page: Page, hit: Hit, base: float) -> float:
    near = page.before(hit.start, 50)
    after = page.after(hit.end, 45)
    sure = base
    if _DATA_NEAR.search(near) or _DATA_NEAR.search(after):
        sure += 0.1
    if _RECIPIENT.search(re.split(r"[,;:(]| and | but ", near)[-1]) or _RECIPIENT.search(
        re.split(r"[,;:(]| and | but ", after)[0]
    ):
        sure -= 0.3
    if _OF_THINGS.match(after):
        sure -= 0.25
    start, end = page.sentence_at(hit.start)
    if len(page.low[start:end].strip(" .,;!\n")) <= hit.end - hit.start + 8:  # "152 pupils."
        sure += 0.12
    return sure


def _read_one(reading: Reading, page: Page) -> None:
    """Read "one pupil", and of a single person "a Year 9 pupil" where no other number is told."""
    for match in ONE.finditer(page.low):
        hit = Hit(page, *match.span())
        said = match["n"].startswith(("one", "1", "single"))
        if is_negated(hit) or re.search(r"\b(?:of|by|from|to|another|told|that|with) $", page.before(hit.start, 12)):
            continue
        base = 0.74 if said else 0.5
        sure = _sure(page, hit, base) if said else (0.55 if _DATA_NEAR.search(page.before(hit.start, 40)) else 0.42)
        if _SUBJECT.match(page.after(hit.end, 14)):
            sure -= 0.3
        reading.add("individuals", 1, sure, "individuals.one" if said else "individuals.single", [hit])
