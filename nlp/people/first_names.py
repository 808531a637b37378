"""People who are only called by their first name: "my TA Gary", "Zoe on reception", "linda my line manager".

A name is known from a list of first names, or from what stands about it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from nlp.people.common_words import COMMON_WORDS
from nlp.people.roles import ROLE
from nlp.pseudonyms.words import FIRST_NAMES, KEPT, ordinary_words
from nlp.reading import Person
from nlp.text import UPPER, Hit, Page

_MOST = 60
_CAPITAL = re.compile(rf"(?<![\w'@./-])[{UPPER}][^\W\d_A-Z][\w-]{{1,15}}(?![\w@/]|\.\w)")
_SMALL = re.compile(r"(?<![\w'@./-])[a-z]{3,12}(?:-[a-z]{2,10})?(?![\w@/-]|\.\w)")
_SMALL_LAST = re.compile(r" (?P<last>[a-z]{4,16})(?![\w'-])")
_NEXT_CAPITAL = re.compile(rf" [{UPPER}][^\W\d_]")
_WORDS_TOO = "jan ken nick dean carol max poppy teddy iris bob noel angel lee jay kit long may"
_ALSO_WORDS = frozenset(_WORDS_TOO.split())
"""First names that small letters make something else."""
_STAFF_BEFORE = re.compile(
    rf"\b(?:our|my|the|a|new|one of our|colleague|another) (?:\w+ ){{0,2}}(?:{ROLE}|girl|lad|lady|man|chap),? \(?$"
    r"|\b(?:my|our) colleague,? $"
)
_STAFF_BEHIND = re.compile(
    r"(?:'s own\b| (?:in|from|on|at) (?:the (?:\w+ )?office|reception|payroll|finance|admin|attendance|accounts|hr|it"
    r"|exams|student services|the (?:front )?desk|the kitchens?|the library|year \w+|y\d+|science|maths|english|pe)\b"
    rf"| ?[(,] ?(?:our|the|my|a|site|office|school|supply)? ?(?:\w+ )?(?:{ROLE})\b)"
)


def first_names(page: Page, known: Sequence[Person]) -> Iterator[Person]:
    """Yield people called by a first name alone, where nobody known stands."""
    taken = bytearray(len(page.cased))
    for person in known:
        taken[person.hit.start : person.hit.end] = b"\1" * (person.hit.end - person.hit.start)
    for hit in islice(_named(page), _MOST):
        if not any(taken[hit.start : hit.end]):
            yield Person(hit, 0.55, "name.first")


def _named(page: Page) -> Iterator[Hit]:
    for match in _CAPITAL.finditer(page.cased):
        if _is_first_name(page, match) and not _NEXT_CAPITAL.match(page.cased, match.end()):
            yield Hit(page, *match.span())
    for match in _SMALL.finditer(page.cased):
        if all(part in FIRST_NAMES and part not in _ALSO_WORDS for part in match[0].split("-")):
            last = _SMALL_LAST.match(page.cased, match.end())
            whole = last is not None and last["last"] not in ordinary_words()
            yield Hit(page, match.start(), last.end() if last and whole else match.end())


def _is_first_name(page: Page, match: re.Match[str]) -> bool:
    low = page.low[match.start() : match.end()]
    if low in FIRST_NAMES:
        return True
    if low in COMMON_WORDS or low in KEPT or low in ordinary_words():
        return False
    before = page.before(match.start(), 50)
    return bool(_STAFF_BEFORE.search(before) or _STAFF_BEHIND.match(page.low, match.end()))
