"""People who are only called by their first name: "my TA Gary", "Zoe on reception", "linda my line manager".

A name is known from a list of first names, or from what stands about it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, islice

from nlp.people.capitals import matches_at
from nlp.people.common_words import COMMON_WORDS
from nlp.people.roles import ROLE, ROLE_WORDS
from nlp.people.words import last_words
from nlp.pseudonyms.words import FIRST_NAMES, KEPT, ordinary_words
from nlp.reading import Person
from nlp.text import UPPER, Hit, Page

_MOST = 60
_CAPITAL = re.compile(rf"(?<![\w'@./-])[{UPPER}][^\W\d_A-Z][\w-]{{1,15}}(?![\w@/]|\.\w)")
_SMALL = re.compile(r"(?<![\w'@./-])[a-z]{3,12}(?:-[a-z]{2,10})?(?![\w@/-]|\.\w)")
_LETTERS = re.compile(r"[a-z]{3,12}")
_SMALL_LAST = re.compile(r" (?P<last>[a-z]{4,16})(?![\w'-])")
_NEXT_CAPITAL = re.compile(rf" [{UPPER}][^\W\d_]")
_WORDS_TOO = "jan ken nick dean carol max poppy teddy iris bob noel angel lee jay kit long may"
_ALSO_WORDS = frozenset(_WORDS_TOO.split())
"""First names that small letters make something else."""
_SMALL_NAMES = FIRST_NAMES - _ALSO_WORDS
_STAFF_BEFORE = re.compile(
    rf"\b(?:our|my|the|a|new|one of our|colleague|another) (?:\w+ ){{0,2}}(?:{ROLE}|girl|lad|lady|man|chap),? \(?$"
    r"|\b(?:my|our) colleague,? $"
)
_ENDS_OF_STAFF = ROLE_WORDS | {"girl", "lad", "lady", "man", "chap", "colleague"}
"""The last words of what `_STAFF_BEFORE` finds."""
_STAFF_BEHIND = re.compile(
    r"(?:'s own\b| (?:in|from|on|at) (?:the (?:\w+ )?office|reception|payroll|finance|admin|attendance|accounts|hr|it"
    r"|exams|student services|the (?:front )?desk|the kitchens?|the library|year \w+|y\d+|science|maths|english|pe)\b"
    rf"| ?[(,] ?(?:our|the|my|a|site|office|school|supply)? ?(?:\w+ )?(?:{ROLE})\b)"
)


def first_names(page: Page, places: Sequence[int], known: Sequence[Person]) -> Iterator[Person]:
    """Yield people called by a first name alone, where nobody known stands; `places` are those of the capitals."""
    taken = bytearray(len(page.cased))
    for person in known:
        taken[person.hit.start : person.hit.end] = b"\1" * (person.hit.end - person.hit.start)
    for hit in islice(chain(_with_capital(page, places), _in_small_letters(page)), _MOST):
        if not any(taken[hit.start : hit.end]):
            yield Person(hit, 0.55, "name.first")


def _with_capital(page: Page, places: Sequence[int]) -> Iterator[Hit]:
    no_names = _no_names()
    for match in matches_at(_CAPITAL, page.cased, places):
        start, end = match.span()
        low = page.low[start:end]
        is_name = low in FIRST_NAMES or (low not in no_names and _is_on_staff(page, start, end))
        if is_name and not _NEXT_CAPITAL.match(page.cased, end):
            yield Hit(page, start, end)


def _in_small_letters(page: Page) -> Iterator[Hit]:
    if _SMALL_NAMES.isdisjoint(_LETTERS.findall(page.cased)):
        return
    for match in _SMALL.finditer(page.cased):
        if _SMALL_NAMES.issuperset(match[0].split("-")):
            last = _SMALL_LAST.match(page.cased, match.end())
            whole = last is not None and last["last"] not in ordinary_words()
            yield Hit(page, match.start(), last.end() if last and whole else match.end())


@cache
def _no_names() -> frozenset[str]:
    """Return the words that name nobody, whatever stands about them."""
    return COMMON_WORDS | KEPT | ordinary_words()


def _is_on_staff(page: Page, start: int, end: int) -> bool:
    """Tell whether what stands about a word makes it the name of somebody who works here."""
    if _STAFF_BEHIND.match(page.low, end):
        return True
    return (
        not _ENDS_OF_STAFF.isdisjoint(last_words(page.low, start))
        and _STAFF_BEFORE.search(page.before(start, 50)) is not None
    )
