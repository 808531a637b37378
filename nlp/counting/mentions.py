"""The numbers of a report that may count people: digits, words, "both", "the twins", and sums of such numbers."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from nlp.counting.words import HEADS, PEOPLE, classes_of
from nlp.numbers import NUMBER, number
from nlp.text import Hit, Page
from nlp.welsh.language import welsh_sentences
from nlp.welsh.numbers import WELSH_COUNT, welsh_number

MAX_MENTIONS = 40
"""How many numbers of a source are weighed."""
MAX_PEOPLE = 20_000
_FAR = 48
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b"
)
_CHILD = r"(?:pupil|student|child|kid|boy|girl|lad|lass|son|daughter|baby|toddler|infant|learner|bairn|wean)"
_PARENT = r"(?:mum|mam|mammy|mother|dad|father|nan|nain|gran|granny|grandmother|aunt|auntie|carer|parent)"
_COUNT = re.compile(
    rf"(?:(?<![\w£$€#@&.,:/'+-])|\bx)(?:(?P<n>{NUMBER})(?P<odd>ish|-?odd|\+)?(?![\w%°:/@]|\.\d|-\d|-[a-z]{{2,12}}-old|'\d)"
    r"(?! ?(?:am|pm|a\.m|p\.m|o'clock|oclock|hrs|hours)\b| past\b)"
    rf"(?!(?:st|nd|rd|th)\b)(?! (?:of )?{_MONTH}\b)"
    r"(?! (?:bus|tram|train)\b(?! (?:pass|passes|cards?|tickets?|drivers?|escorts?)\b))"
    r"|(?P<both>both(?! (?:of )?(?:the |these |those )?(?:schools|sites|sides|times|days|copies|ways|pages)\b)"
    r"|(?:the |a |his |her |our )?(?:twins|pair(?! of (?!the|them|you)))\b"
    r"|(?:and|&) (?:his|her|their|the|a) (?:(?:older|younger|little|big|baby|twin|half|step)[ -]?)?"
    r"(?:brother|sister|sibling|twin|cousin|husband|wife|partner)\b"
    r"|(?:brother|sister) and (?:brother|sister)\b|husband and wife\b)"
    rf"|(?P<kin>{_CHILD}(?: [\w'-]{{1,14}})? (?:and|&) (?:his|her|their|the) {_PARENT}\b"
    rf"|(?:{_PARENT}|she|he|her|him) (?:and|&) (?:his|her|their|the) (?:[\w'-]{{1,10}} )?{_CHILD}\b)"
    r"|(?P<swap>swapp(?:ed|ing) (?:them|over|round|the (?:two|envelopes|letters|bags|books|labels|names))|swapped\b"
    r"|mixed (?:them |the two |the names )?up|each other's|wrong way round|vice versa|transposed"
    r"|(?:has|have|got) (?:the other's|mine|theirs|hers|his)\b))"
)
_OF_SOMETHING_ELSE = re.compile(
    r"(?:\b(?:year|yr|y|room|bus|route|number|no\.?|nos\.?|key stage|ks|page|p\.?|period|lesson|step|phase|section"
    r"|chapter|version|v|unit|part|block|windows|ext\.?|extension|flat|platform|floor|junction|locker|set|aged?|ref"
    r"|half|(?:\d{1,2}|five|ten|twenty|half|quarter) past|quarter to"
    r"|blwyddyn|flwyddyn|rhif|ystafell|tudalen) ?|£ ?"
    rf"|\b{_MONTH} (?:the )?)$"
)
_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+[a-z]{0,2}|[^\w\s]")
_NO_HEAD_BEYOND = frozenset(
    {",", ";", "(", ")", "-", "and", "or", "but", "was", "were", "is", "are", "on", "in", "at", "to"}
)
_FIRST_YEAR, _LAST_YEAR = 1980, 2040
_AND = re.compile(r"[^.;:\n]{0,40}?(?:\band\b|\bplus\b|&|\+|\bas well as\b|, ?)[^.;:\n]{0,16}")
_ONE_AND = re.compile(
    r"\b(?:one|a|an|the|this|my|our|him|her|his)(?: [\w'-]{1,14}){0,3}?,? and (?:of |for |from )?"
    r"(?:the |his |her |my |from )?"
    r"(?:[\w'-]{1,12} (?:from|of) )?$"
)
_WELSH_CLOCK = re.compile(
    r" (?:munud|o'r gloch|wedi|i (?:un|d|t|b|p|ch|s|n|w)|awr|wythnos|diwrnod|mlynedd|blynedd|o weithiau|waith)"
)
_WELSH_HOUR = re.compile(r"\b(?:wedi|i|am|tan) $")
_PAIRS = frozenset({"both", "kin", "swap"})
"""Kinds of words for two: "both", "a girl and her mum", "swapped over"."""
_OTHERS = re.compile(r" (?:other|others|more|mates|friends|siblings|brothers|sisters)\b")


class Mention(NamedTuple):
    """A number in a report that may be the one of people."""

    hit: Hit
    value: int
    kind: str
    """How it is written."""
    counted: str
    """The class of what it counts, "" where the next words don't tell."""


def find_mentions(page: Page) -> list[Mention]:
    """Return the numbers of a page that can count something, in the order of the text, then their sums."""
    found = list(islice(_numbers(page), MAX_MENTIONS))
    if welsh := list(islice(_welsh_numbers(page), MAX_MENTIONS)):
        found = sorted([*found, *welsh], key=lambda mention: mention.hit.start)
    return [*found, *_sums(page, found)]


def tokens(text: str) -> list[str]:
    """Return words, numbers and signs."""
    return _TOKEN.findall(text)


def head(page: Page, offset: int) -> str:
    """Return the class of what a number before an offset counts, "" where the next words don't tell."""
    for word in tokens(page.after(offset, _FAR))[:5]:
        if word in _NO_HEAD_BEYOND:
            return ""
        for name in classes_of(word):
            if name in HEADS:
                return name
    return ""


def _numbers(page: Page) -> Iterator[Mention]:
    for match in page.matches(_COUNT):
        if (kind := match.lastgroup) in _PAIRS:
            yield _mention(page, match.start(kind), match.end(), 2, kind)
        elif mention := _number(page, match):
            yield mention


def _mention(page: Page, start: int, end: int, value: int, kind: str) -> Mention:
    return Mention(Hit(page, start, end), value, kind, head(page, end))


def _welsh_numbers(page: Page) -> Iterator[Mention]:
    if not any(page.matches(WELSH_COUNT)):  # as in most reports: which sentences are Welsh takes long to tell
        return
    for sentence in welsh_sentences(page):
        for match in WELSH_COUNT.finditer(page.low, sentence.start, sentence.end):
            value = welsh_number(match[0])
            is_of_clock = _WELSH_CLOCK.match(page.after(match.end(), 14))
            if value and value > 1 and not is_of_clock and not _WELSH_HOUR.search(page.before(match.start(), 12)):
                yield _mention(page, *match.span(), value, "words")


def _number(page: Page, match: re.Match[str]) -> Mention | None:
    words, start = match["n"], match.start("n")
    before = page.before(start, 16)
    value = number(words)
    if value is None or not 0 < value <= MAX_PEOPLE or _OF_SOMETHING_ELSE.search(before):
        return None
    if words.isdigit() and (words.startswith("0") or (_FIRST_YEAR < value < _LAST_YEAR and len(words) == 4)):  # noqa: PLR2004 - digits of a year
        return None
    if value == 1 and not _counts_one(page, match.end()):
        return None
    kind = "odd" if match["odd"] else "digits" if words[0].isdigit() else "words"
    return _mention(page, start, match.end(), value, kind)


def _counts_one(page: Page, offset: int) -> bool:
    """Tell whether "one" is a number there: "one pupil", not "one of them" or "no one"."""
    near = tokens(page.after(offset, 30))[:3]
    return any({"person", "papers", *PEOPLE}.intersection(classes_of(word) or classes_of(word + "s")) for word in near)


def _sums(page: Page, found: Sequence[Mention]) -> Iterator[Mention]:
    """Yield "14 pupils and 3 staff", "one boy and two others", "9 in 7A, 8 in 7B and 4 in 7C"."""
    for place, (one, other) in enumerate(pairwise(found)):
        if not _AND.fullmatch(page.low, one.hit.end, other.hit.start):
            continue
        yield _mention(page, one.hit.start, other.hit.end, one.value + other.value, "sum")
        if place + 2 < len(found):
            third = found[place + 2]
            if _AND.fullmatch(page.low, other.hit.end, third.hit.start):
                total = one.value + other.value + third.value
                yield _mention(page, one.hit.start, third.hit.end, total, "sum of three")
    for mention in found:
        start, end = mention.hit.start, mention.hit.end
        before = page.before(start, 50)
        joined = _ONE_AND.search(before) if " and " in before else None
        if joined and (mention.counted in PEOPLE or _OTHERS.match(page.low, end)):
            yield _mention(page, start - len(before) + joined.start(), end, mention.value + 1, "and one")
