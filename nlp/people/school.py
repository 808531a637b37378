"""Which school it happened at: named in the text or the signature, checked against the sender's address."""

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

from nlp.reading import Reading
from nlp.text import UPPER, Hit, Page

_KIND = (
    r"(?:Primary|Junior|Juniors|Infant|Infants|Inf|Nursery|Academy|High|College|Secondary"
    r"|Grammar|Prep|Preparatory|Federation|Comprehensive|School|Schools|Sixth Form|Pre-school|Preschool"
    r"|Playgroup|Middle|Upper|Lower|First School|Trust|Kindergarten|CofE|C of E|CE|RC|Catholic"
    r"|Comp|Juniors|Jnr|Jnrs|Infs|Sec|CP|VA|VC|JMI|UTC|Alternative Provision|AP|Pri|PRU|Academies)"
)
_WORD = rf"[{UPPER}][\w'&.-]*"
_SMALL = r"(?:(?:of|the|and|y|yr|on|in|de|St|&)\b)"
NAMED = re.compile(rf"{_WORD}(?:(?: (?:{_SMALL} ){{0,2}}{_WORD}){{0,5}} {_WORD})?(?: (?:and|&) {_WORD})?")
WITH_KIND = re.compile(
    rf"{_WORD} (?:{_SMALL} )?(?:{_WORD} (?:{_SMALL} )?){{0,4}}(?:{_KIND})(?: (?:{_KIND}|of|and|&"
    rf"|{_WORD}))*?(?: {_KIND})*(?: school| primary| academy)?(?:, [A-Z][a-z]{{2,12}})?\b"
)
WELSH = re.compile(
    rf"\b(?:Ysgol|Coleg|Gaelscoil|Meithrin)(?: (?:y|yr|Y|Yr|{_WORD}(?:-(?:y|yr|ar|ger)-{_WORD})?)){{1,4}}"
)
SAINT = re.compile(
    rf"\b(?:St\.?|Saint|Ss|Our Lady(?:'s)?(?: of)?(?: the)?) {_WORD}"
    rf"(?! (?:Day|Street|Road|Church|Hospital|Lane))(?: (?:{_KIND}))*(?:, [A-Z][a-z]{{2,12}})?"
)
LOWER_KIND = re.compile(rf"{_WORD} (?:{_WORD} ){{0,2}}(?:school|primary|academy|nursery|juniors|infants|college)\b")
_CAPITALISED = re.compile(rf"[{UPPER}]\w*")
_PATTERNS = (
    (WELSH, frozenset({"Ysgol", "Coleg", "Gaelscoil", "Meithrin"})),
    (WITH_KIND, frozenset(re.findall(r"[:|]([A-Z]\w*)", _KIND))),
    (SAINT, frozenset({"St", "Saint", "Ss", "Our"})),
)
"""With the words of which each needs one: a page mostly has none of them."""
_OURS = re.compile(
    r"\b(?:at|our|here at|from|for|the school is|this is|i am (?:a )?\w+ (?:in|at)"
    r"|cleaner (?:in|at)|work (?:at|in)|of)\s$"
)
_MINE = re.compile(
    r"\bi(?:'m| am)? (?:\w+ ){0,4}?(?:work|teach|based|teacher|governor|ta|caretaker|cleaner) (?:at|in|for) $"
)
_THEIRS = re.compile(
    r"\b(?:from (?:a |ms |mr |mrs )?[\w ]{0,25}at|for what i thought was|meant for|moving to"
    r"|thought i was|belongs? to|intended for|instead of|another school,?"
    r"|transfer(?:ring)? (?:to|from)|went to|sent to|phoned|rang)\s$"
)
_NOT_NAMES = re.compile(
    r"^(?:The|A|An|Our|My|Your|This|That|In|On|At|I|We|It|Dear|Hi|From|Data|Year|Head|Deputy"
    r"|Assistant|Business|Office|Form|Class|Site|Network|Manager|Primary|Senior|Bursar|Finance"
    r"|Director|Chair|Governors?|Main|Also|No|All|As|When|Last|Early|Key|Line|School|High"
    r"|Nursery|Designated|Safeguarding|Lead|Street|Exams?|Special|Lower|Upper|Community|After"
    r"|Mock|PE|HR|IT)$"
)
_MIN_STEM = 5
_MIN_ALIKE = 3
"""With how many of its letters everything begins that may be the name of a domain."""


def read_school(reading: Reading) -> None:
    """Read school."""
    for answer in reading.layout.answers:
        if answer.field == "school" and answer.value:
            reading.add("school", answer.value.text, 0.95, "form.school", [answer.value])
        elif answer.field in {"service_area", "reporter_name"} and answer.value:
            for hit in _candidates(answer.value.page, answer.value.start, answer.value.end):
                reading.add("school", hit.text, 0.82, f"form.{answer.field}.school", [hit])
    stem = _stem(reading)
    closing = reading.layout.closing
    for hit in _candidates(closing, 0, len(closing.cased)):
        reading.add("school", hit.text, 0.95 if _same(hit.text, stem) else 0.88, "school.signature", [hit])
    body = reading.body
    for hit in _candidates(body, 0, len(body.cased)):
        reading.add("school", hit.text, _sure(body, hit, stem), "school.text", [hit])
    _by_address(reading, stem)


def _sure(body: Page, hit: Hit, stem: str) -> float:
    before = body.before(hit.start, 40)
    if _same(hit.text, stem):
        return 0.9
    if _MINE.search(before):
        return 0.84
    if _THEIRS.search(before):
        return 0.25
    return 0.66 if _OURS.search(before) and not stem else 0.52 if not re.search(r"\b(?:at|from|to)\s$", before) else 0.4


def _candidates(page: Page, start: int, end: int) -> Iterator[Hit]:
    taken: list[tuple[int, int]] = []
    words = _CAPITALISED.findall(page.cased, start, end)
    patterns = [pattern for pattern, needed in _PATTERNS if not needed.isdisjoint(words)]
    for pattern in (*patterns, LOWER_KIND) if words else ():
        for match in pattern.finditer(page.cased, start, end):
            hit = _trimmed(Hit(page, *match.span()))
            if hit and not any(hit.start < stop and begin < hit.end for begin, stop in taken):
                taken.append((hit.start, hit.end))
                yield hit


_TOKEN = re.compile(r"[\w'.&-]+")


def _trimmed(hit: Hit) -> Hit | None:
    """Leave out words that begin a sentence or name a role, and a comma with what isn't a place."""
    start, end = hit.start, hit.end
    text = hit.page.cased[start:end]
    while (word := _TOKEN.match(text)) and _NOT_NAMES.match(word[0]):
        rest = text[word.end() :].lstrip(" ,")
        start, text = end - len(rest), rest
    text = text.rstrip(" .,'")
    if len(text) < 4 or not text[0].isupper() or " " not in text:  # noqa: PLR2004 - a school's name has two words
        return None
    return Hit(hit.page, start, start + len(text))


_PLAIN = re.compile(r"[a-z0-9]+")


def _plain(text: str) -> str:
    """Return the letters and digits of a text without accents, in lower case."""
    decomposed = text if text.isascii() else unicodedata.normalize("NFKD", text)
    return "".join(_PLAIN.findall(decomposed.lower()))


def _stem(reading: Reading) -> str:
    """Return the letters of the sender's domain, without its ending."""
    sender = reading.report.sender
    domain = sender.address.rpartition("@")[2] if sender else ""
    return _plain(_DOMAIN_END.sub("", domain.lower()[:120]))


_DOMAIN_END = re.compile(r"\.(?:sch|org|ac|co|gov|com|net|uk|wales|cymru|scot|example|edu|ie).*$")


_COMMON = re.compile(
    (
        r"\b(?:ysgol|gynradd|uwchradd|gyfun|school|primary|academy|high|college|juniors?|infants?"
        r"|nursery|secondary|community|special|federation|rc|cofe|ce|the|of|and|gaelscoil|catholic"
        r"|prep|inf)\b"
    ),
    re.IGNORECASE,
)


def _same(name: str, stem: str) -> bool:
    """Tell whether a school's name and a domain share their letters."""
    core = _plain(_COMMON.sub(" ", name.split(",", maxsplit=1)[0]))
    return bool(stem) and len(core) >= 4 and (core in stem or (len(stem) >= _MIN_STEM and stem in _plain(name)))  # noqa: PLR2004


def _by_address(reading: Reading, stem: str) -> None:
    """Find words whose letters are the sender's domain: a school that is named without its kind."""
    if len(stem) < _MIN_STEM or (reading.best("school") and reading.shows("school")):
        return
    for page in (reading.layout.closing, reading.body):
        for match in NAMED.finditer(page.cased):
            if stem[:_MIN_ALIKE] in _plain(match[0]) and (hit := _trimmed_by_stem(Hit(page, *match.span()), stem)):
                reading.add("school", hit.text, 0.84, "school.address", [hit])
                return


_ENDING = re.compile(
    r"(?:primary|school|academy|acad|high|ps|sch|jnr|junior|juniors|infant|infants|rc|ce|cofe"
    r"|college|nursery|prep|sec|secondary|trust|mat|fed|federation|sixthform|sixth|hs|gs|girls|boys|cp|comp|f|\d)*"
)


def _alike(letters: str, stem: str) -> bool:
    """Tell whether a name and a domain differ in a letter or two: Glan-yr-Afon and glanrafon."""
    return letters.startswith(stem[:_MIN_ALIKE]) and len(letters) > 6 and _likeness(letters, stem) > 0.9  # noqa: PLR2004


def _likeness(letters: str, stem: str) -> float:
    return SequenceMatcher(None, letters, stem).ratio()


_UNSPACED = re.compile(r"\S+")


def _trimmed_by_stem(hit: Hit, stem: str) -> Hit | None:
    """Return the words of a capitalised phrase that the domain holds, or None."""
    words = list(_UNSPACED.finditer(hit.page.cased[hit.start : hit.end]))
    for first in range(len(words)):
        for last in range(len(words), first, -1):
            text = hit.page.cased[hit.start + words[first].start() : hit.start + words[last - 1].end()].rstrip(".,'")
            letters = _plain(text.removesuffix("'s"))
            if len(letters) >= _MIN_STEM and (
                _ENDING.fullmatch(stem.removeprefix(letters)) if stem.startswith(letters) else _alike(letters, stem)
            ):
                start = hit.start + words[first].start()
                return Hit(hit.page, start, start + len(text.removesuffix("'s")))
    return None
