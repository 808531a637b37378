"""Signs that something went wrong with somebody's information, for telling a report from the mail around it.

`incident_type` says what kind of incident a report is about; it is asked of mail that is known to be a report. In a
shared mailbox most mail is none: there a lost jumper, a wrong bus and an old bin must be told from a lost register, a
wrong recipient and a bin full of files. So a sign of harm counts together with information about people.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import islice

from nlp.incidents.harm_rules import ASKS_FOR_DATA, HARM, PERSONAL
from nlp.reading import Reading
from nlp.scope import is_negated
from nlp.table import Table
from nlp.text import Hit

_TABLE = Table((pattern, kind) for kind, pattern in HARM)
_SPEAK_FOR_THEMSELVES = frozenset({"says_so", "tricked"})
_SURE: Mapping[int, float] = {0: 0.9, 1: 0.7}
_FAR = 0.55
"""How sure it is that the harm was done to the information: by the sentences between them."""
_MOST_HITS = 20
_NONE = re.compile(r"\b(?:no|without|never any|not any)(?: \w+,?){0,2} $")


def read_harm(reading: Reading) -> None:
    """Read signs_of_harm (one tick a kind), harm_to_information (such a sign beside information about people), and
    asks_for_data (somebody uses a right to their own data, UK GDPR articles 15 to 17).
    """
    pages = [page for page in (reading.layout.subject, reading.body, reading.layout.quoted) if page.low.strip()]
    told = [(kind, harm) for kind, found in _TABLE.on(pages) if (harm := _said(found, is_negated))]
    matters = any(kind not in _SPEAK_FOR_THEMSELVES for kind, _ in told)
    personal = _said((page.hits(PERSONAL) for page in pages), _is_none) if matters else []
    for kind, harm in told:
        reading.tick("signs_of_harm", kind, 0.8, f"harm.{kind}", harm[:1])
        if kind not in _SPEAK_FOR_THEMSELVES and personal:
            away, *hits = min(((_distance(one, other), one, other) for one in harm for other in personal), key=_nearest)
            sure = _SURE.get(away, _FAR)
            reading.add("harm_to_information", value=True, confidence=sure, rule=f"harm.{kind}", hits=hits)
    if asked := _said((page.hits(ASKS_FOR_DATA) for page in pages), is_negated):
        reading.add("asks_for_data", value=True, confidence=0.8, rule="asks_for_data.said", hits=asked[:1])


def _said(found: Iterable[Iterable[Hit]], is_denied: Callable[[Hit], bool]) -> list[Hit]:
    return list(islice((hit for hits in found for hit in hits if not is_denied(hit)), _MOST_HITS))


def _is_none(hit: Hit) -> bool:
    """Tell whether it is said that there was none ("no names"). In "can't find the register" there was one."""
    return _NONE.search(hit.page.before(hit.start, 40)) is not None


def _distance(one: Hit, other: Hit) -> int:
    """Return how many sentences lie between two places; a subject is next to everything."""
    if one.page is not other.page:
        return 1
    return abs(one.page.sentence_number(one.start) - other.page.sentence_number(other.start))


def _nearest(found: tuple[int, Hit, Hit]) -> int:
    return found[0]
