"""Rules for a number of people: the number that stands with the data. How far they count is learned."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from nlp.numbers import NUMBER, number
from nlp.scope import is_negated
from nlp.text import MAX_MATCHES, Hit, Page

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
_OF_THINGS = re.compile(
    r"^ (?:[a-z]+ ){0,2}(?:forms?|questionnaires?|reports?|files?|letters?|minutes|meetings?"
    r"|packs?|sheets?|payslips|copies|desks?|rooms?|laptops?|passwords?|accounts?)\b"
)
_SUBJECT = re.compile(
    r"^ (?:has|have|had|said|says|put|told|rang|replied|came|saw|noticed|complained|asked"
    r"|wants?|contacted|emailed|e-mailed)\b"
)
_DOER = re.compile(r"\b(?:of|by|from|to|another|told|that|with) $")
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
_CLAUSE = re.compile(r"[,;:(]| and | but ")
_SUM = re.compile(
    rf"\b(?P<a>{NUMBER}) (?:pupils|students|children|learners) and (?P<b>{NUMBER}) (?:staff"
    r"|employees|adults|teachers|parents|governors|members of staff)\b"
)


_COUNTS = (
    ("counted", COUNTED, 0.74),
    ("class", CLASS, 0.8),
    ("all", ALL, 0.72),
    ("on-it", COUNTED_ON, 0.74),
    ("documents", DOCUMENTS, 0.58),
)


class Ruled(NamedTuple):
    """A number that a rule finds, how strongly the rule speaks (0 to 1), and where."""

    value: int
    strength: float
    rule: str
    hit: Hit


def rules_of(page: Page, starts: Sequence[int] | None = None) -> Iterator[Ruled]:
    """Yield what the rules find on a page, of single persons and of numbers; `starts` is where these are, if known."""
    yield from _singles(page)
    if starts is not None and not starts:
        return
    for match in page.matches(_SUM):
        one, other = number(match["a"]), number(match["b"])
        if one and other and not _RECIPIENT.search(page.before(match.start(), 40)):
            yield Ruled(one + other, 0.84, "sum", Hit(page, *match.span()))
    for rule, pattern, base in _COUNTS:
        for match in _matches(page, rule, pattern, starts):
            yield from _counted(page, rule, match, base)


def _matches(page: Page, rule: str, pattern: re.Pattern[str], starts: Sequence[int] | None) -> Iterable[re.Match[str]]:
    """Return where a rule holds; most begin with their number, and need only be tried where there is one."""
    if starts is None or rule in {"class", "all"}:
        return islice(page.matches(pattern), MAX_MATCHES)
    return (match for start in starts if (match := pattern.match(page.low, start)))


def _counted(page: Page, rule: str, match: re.Match[str], base: float) -> Iterator[Ruled]:
    found, hit = number(match["n"]), Hit(page, *match.span())
    if not found or _is_something_else(rule, found, match) or _NOT_PEOPLE.search(page.before(match.start(), 14)):
        return
    if not is_negated(hit):
        yield Ruled(found, _sure(page, hit, base), rule, hit)


def _is_something_else(rule: str, found: int, match: re.Match[str]) -> bool:
    """Tell whether it is a year, or a single thing where a rule is for several."""
    is_year = rule in {"all", "class"} and _FIRST_YEAR < found < _LAST_YEAR and "," not in match["n"]
    return is_year or (found == 1 and rule != "counted")


def _sure(page: Page, hit: Hit, base: float) -> float:
    near = page.before(hit.start, 50)
    after = page.after(hit.end, 45)
    sure = base
    if _DATA_NEAR.search(near) or _DATA_NEAR.search(after):
        sure += 0.1
    if _RECIPIENT.search(_CLAUSE.split(near)[-1]) or _RECIPIENT.search(_CLAUSE.split(after, 1)[0]):
        sure -= 0.3
    if _OF_THINGS.match(after):
        sure -= 0.25
    start, end = page.sentence_at(hit.start)
    if len(page.low[start:end].strip(" .,;!\n")) <= hit.end - hit.start + 8:  # "152 pupils."
        sure += 0.12
    return sure


def _singles(page: Page) -> Iterator[Ruled]:
    """Yield "one pupil", and a single person as in "a Year 9 pupil"."""
    for match in islice(page.matches(ONE), MAX_MATCHES):
        hit = Hit(page, *match.span())
        said = match["n"].startswith(("one", "1", "single"))
        if is_negated(hit) or _DOER.search(page.before(hit.start, 12)):
            continue
        sure = _sure(page, hit, 0.74) if said else (0.55 if _DATA_NEAR.search(page.before(hit.start, 40)) else 0.42)
        if _SUBJECT.match(page.after(hit.end, 14)):
            sure -= 0.3
        yield Ruled(1, sure, "one" if said else "single", hit)
