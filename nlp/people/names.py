"""People named in a report: a grammar of names, and a named-entity recogniser for what the grammar can't tell."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice

from spacy.tokens import Doc

from nlp.people.capitals import capitals, matches_at
from nlp.people.common_words import COMMON_WORDS
from nlp.people.first_names import first_names
from nlp.reading import Person, Reading
from nlp.text import UPPER, Hit, Page, fold, lower

MAX_NER_CHARACTERS = 3_000
MAX_NER_SENTENCE = 400
MAX_PEOPLE = 60
_MOST_NAMES = 200
"""How many stretches that are written like a name are looked at."""
MAX_SAME = 20
"""How many times one name is looked for."""

TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Rev|Fr|Father|Sister|Sir|Nurse|Cllr)"
_PARTICLE = (
    r"(?:Mac|Mc|Ap|ap|Ab|ab|Ní|Nic|Ó|Ui|Uí|van|Van|de|De|del|der|von|bin|bint|al|Al|El|la|La"
    r"|Le|da|dos|ferch)"
)
_LOWER = r"[\w']"
_CAPITAL = rf"(?>[{UPPER}]{_LOWER}*[^\W\d_A-Z]{_LOWER}*(?:-[{UPPER}]{_LOWER}+)*)"
"""A whole word, never a part of it: no shorter one is tried where no other word of a name follows."""
_INITIAL = rf"[{UPPER}]\.?"
TITLED = re.compile(rf"\b{TITLE}\.? (?:{_CAPITAL}|{_INITIAL}(?= [{UPPER}]))(?: (?:{_PARTICLE} )?{_CAPITAL}){{0,3}}")
FULL = re.compile(rf"\b(?:{_CAPITAL}|[{UPPER}]\.(?: ?[{UPPER}]\.)?)(?: (?:{_PARTICLE} ){{0,2}}{_CAPITAL}){{1,3}}")

RECOGNISED = frozenset({"PERSON", "PER", "PERS"})
"""What recognisers call a person: the models for English PERSON, most others PER."""
_LOWER_TITLED = re.compile(
    r"(?<![\w'])(?:mr|mrs|ms|miss|dr|sir|sister"
    r"|fr)\.? (?:[a-z]\.? )?(?P<last>[^\W\d_]{3,20}(?:-[^\W\d_]{2,20})?)(?:'s)?(?![\w'])"
)
"""As people write names in haste; the words are in lower case."""
_OF_SOMEBODY = re.compile(
    r" (?:\w+ )?(?:log-?ins?|passwords?|accounts?|laptop|ipad|phone|bag|desk|room|office|class|file|email"
    r"|computer|car|username)\b"
)
_GROUP = re.compile(
    r"\b(?:Police|Occupational|OH|Travel|Forward|Services?|Systems?|Solutions|Group|Centre|Association|Society|Union"
    r"|Bank|Insurance|Cyber|Health|Hospital|Hotel|Pub|Arms|Street|Road|Lane|Avenue|Zoom|Padlet|Kahoot|Canva|Seesaw"
    r"|Tapestry|Edulink|Satchel|ChatGPT|Copilot|Gemini|Dosbarth|Blwyddyn|Annwyl|Diolch|Swyddfa|Cofion)\b"
)
"""What is no person though it is written like one."""

_SCHOOLISH = re.compile(
    r"\b(?:Ysgol|School|Academy|College|Primary|Juniors?|Infants?|Federation|High|Nursery|Prep"
    r"|Gynradd|Uwchradd|CofE|Saint|St)\b"
)


def find_names(reading: Reading) -> None:
    """Find names by grammar."""
    written = reading.layout.written
    places = capitals(written.cased)
    reading.people = list(islice(chain(_on_staff(reading), _by_grammar(written, places)), MAX_PEOPLE))
    reading.people = _without_doubles([*reading.people, *_in_small_letters(written)])
    reading.people = _without_doubles([*reading.people, *first_names(written, places, reading.people)])[:MAX_PEOPLE]


def words_for_recogniser(reading: Reading) -> str:
    """Find names by grammar, and return the sentences of which the recogniser is asked whether they hold more."""
    find_names(reading)
    written = reading.layout.written
    return "\n".join(written.cased[hit.start : hit.end] for hit in _worth_asking(written, reading.people))


def read_entities(reading: Reading, doc: Doc) -> None:
    """Add the people whom the recogniser found in the words for it."""
    entities = [entity for entity in doc.ents if entity.label_ in RECOGNISED]
    if not entities:
        return
    written, known = reading.layout.written, list(reading.people)
    stretches = list(_worth_asking(written, known))
    for entity in entities:
        if len(reading.people) >= MAX_PEOPLE:
            break
        if person := _placed(written, stretches, entity.start_char, entity.end_char, known):
            reading.people.append(person)
    reading.people.sort(key=lambda person: person.hit.start)


def _on_staff(reading: Reading) -> Iterator[Person]:
    """Yield the names of the school's staff list, in whatever case they are written."""
    written = reading.layout.written
    for name in reading.surroundings.staff:
        words = _words_on_staff(name)
        if len(words) < 2 or words[-1] not in written.low:  # noqa: PLR2004 - first name and last name
            continue
        pattern = r"(?<!\w)" + r"\s{1,3}".join(map(re.escape, words)) + r"(?!\w)"
        for match in islice(re.finditer(pattern, written.low), MAX_SAME):
            yield Person(Hit(written, *match.span()), 0.9, "name.staff")


@lru_cache(maxsize=4096)
def _words_on_staff(name: str) -> tuple[str, ...]:
    """Return the words of a name of the settings as a page has them; a report is looked through for all of the list."""
    return tuple(lower(fold(name)).split())


def _in_small_letters(page: Page) -> Iterator[Person]:
    """Yield "mrs halloran", and of "mrs hallorans password" her name."""
    for match in islice(page.matches(_LOWER_TITLED), MAX_SAME):
        last = match["last"]
        if page.cased[match.start("last")].isupper() or last in COMMON_WORDS or last in _NO_LAST_NAME:
            continue
        end = match.end("last")
        owns = last.endswith("s") and not last.endswith("ss") and _OF_SOMEBODY.match(page.low, end)
        yield Person(Hit(page, match.start(), end - 1 if owns else end), 0.6, "name.titled.small")


_AFTER_A_TITLE = """
    who was has had did can said came and but not out her his him them then that this with have said says told
    asked left sent put went just about again something anything everything everyone someone took gave got made
    used what when where which while called lost found teaching teacher please thanks thank out off over under
    next
"""
_NO_LAST_NAME = frozenset(_AFTER_A_TITLE.split())


def _without_doubles(people: list[Person]) -> list[Person]:
    """Return people of whom none stands within another, those named first in the list before the others."""
    kept: list[Person] = []
    for person in people:
        if not any(person.hit.start < other.hit.end and other.hit.start < person.hit.end for other in kept):
            kept.append(person)
    return sorted(kept, key=lambda person: person.hit.start)


def _by_grammar(page: Page, places: Sequence[int]) -> Iterator[Person]:
    taken = bytearray(len(page.cased))
    for pattern, titled in ((TITLED, True), (FULL, False)):
        for match in islice(matches_at(pattern, page.cased, places), _MOST_NAMES):
            if any(taken[match.start() : match.end()]):
                continue
            hit = _trimmed(page, match.start(), match.end(), titled=titled)
            if hit is None or _SCHOOLISH.search(hit.text) or (not titled and _GROUP.search(hit.text)):
                continue
            taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
            yield Person(hit, 0.85 if titled else 0.7, "name.titled" if titled else "name.full")


_WORD = re.compile(r"\S+")


def _trimmed(page: Page, start: int, end: int, *, titled: bool) -> Hit | None:
    """Leave out words at either end that are no names; two words must be left, one with a title."""
    words = [match.span() for match in _WORD.finditer(page.cased, start, end)]
    if titled:
        while len(words) > 1 and _is_common(page, words[-1]):
            words.pop()
        return Hit(page, words[0][0], _without_s(page, words[-1][1])) if len(words) > 1 else None
    while words and _is_common(page, words[0]):
        words.pop(0)
    common = next((place for place, word in enumerate(words) if _is_common(page, word)), len(words))
    words = words[:common]
    return Hit(page, words[0][0], _without_s(page, words[-1][1])) if len(words) > 1 else None


def _is_common(page: Page, word: tuple[int, int]) -> bool:
    low = page.low[word[0] : word[1]].strip(".,'")
    if len(low) < 2:  # noqa: PLR2004 - an initial
        return not low or page.low[word[1] - 1] != "."
    if "'" in low and (low.partition("'")[0] in _SPOKEN or low.removesuffix("'s") in COMMON_WORDS):
        return True
    return low in COMMON_WORDS


_WITH_APOSTROPHE = """
    i he she we they it that there who what where you don didn can won hasn haven wasn
"""
_SPOKEN = frozenset(_WITH_APOSTROPHE.split())
"""What stands before the apostrophe of "I'm" and "don't", which end no name."""


def _without_s(page: Page, end: int) -> int:
    return end - 2 if page.cased[:end].endswith("'s") else end


_LONG_RUN = re.compile(r"\S{80}")
"""No name is that long, and a tokenizer may take long over it."""
_CAPITAL_WORD = re.compile(rf"(?<![\w'])[{UPPER}][^\W\d_A-Z][\w'-]*")


def _worth_asking(page: Page, known: list[Person]) -> Iterator[Hit]:
    """Yield sentences with a capitalised word that is neither common nor part of a name already found."""
    covered = bytearray(len(page.cased))
    for person in known:
        covered[person.hit.start : person.hit.end] = b"\1" * (person.hit.end - person.hit.start)
    total = 0
    for sentence in page.sentences():
        end = min(sentence.end, sentence.start + MAX_NER_SENTENCE)
        has_open_word = any(
            match.start() != sentence.start and not covered[match.start()] and not _is_common(page, match.span())
            for match in _CAPITAL_WORD.finditer(page.cased, sentence.start, end)
        )
        if not has_open_word or _LONG_RUN.search(page.cased, sentence.start, end):
            continue
        if (total := total + end - sentence.start) <= MAX_NER_CHARACTERS:
            yield Hit(page, sentence.start, end)


def _placed(page: Page, stretches: list[Hit], start: int, end: int, known: list[Person]) -> Person | None:
    """Return an entity of the joined text at its place on the page, unless the grammar has it or it is no name."""
    offset = 0
    for stretch in stretches:
        length = stretch.end - stretch.start
        if start < offset + length:
            hit = _plain_name(page, stretch.start + start - offset, stretch.start + min(end - offset, length))
            if hit is None or any(hit.start < person.hit.end and person.hit.start < hit.end for person in known):
                return None
            return Person(hit, 0.6, "name.model")
        offset += length + 1
    return None


def _plain_name(page: Page, start: int, end: int) -> Hit | None:
    words = [match.span() for match in _WORD.finditer(page.cased, start, end)]
    while words and (_is_common(page, words[0]) or not page.cased[words[0][0]].isupper()):
        words.pop(0)
    while words and (_is_common(page, words[-1]) or not page.cased[words[-1][0]].isupper()):
        words.pop()
    if not words:
        return None
    hit = Hit(page, words[0][0], _without_s(page, words[-1][1]))
    return (
        None
        if _SCHOOLISH.search(hit.text)
        or _GROUP.search(hit.text)
        or not re.fullmatch(r"[^\W\d_][\w' .-]*", hit.page.cased[hit.start : hit.end])
        else hit
    )
