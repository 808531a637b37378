"""What writers say of their own part: that they did it, that somebody did, that they only met with it, or put it right.

Which way a class of saying speaks, and how loudly, is learned (`choosing`).
"""

import re
from collections.abc import Sequence
from itertools import islice
from operator import attrgetter

from nlp.people.own_deed_classes import CLASSES, OWNING
from nlp.people.own_deed_words import FIRST_PERSON, PAST, THEN, WITHOUT_I
from nlp.people.words import classes_of
from nlp.text import Hit, Page

_MOST_DEEDS = 40
_EARLY_WITH_I, _EARLY = 3, 2
"""Sentences."""

_MENDING = re.compile(
    r"^[^.;\n]{0,70}?\b(?:ask(?:ed|ing)|apolog\w+|to say (?:sorry|it)|recall\w*|delet\w+|destroy\w*|back\b"
    r"|safe\b|shred\w+|to (?:warn"
    r"|tell|let (?:them|you)|explain|report)|away\b|the (?:dpo|head|police|dsl|it)|replac\w+|new password"
    r"|it (?:down|off))"
)
_I_DID = re.compile(rf"\b{FIRST_PERSON} {THEN}(?P<deed>{PAST})\b")
_SAID_WITHOUT_I = re.compile(
    rf"\W{{0,6}}{WITHOUT_I}(?:{PAST}|can'?t find|cannot find)\b (?=[\w'£])(?!by\b|from my iphone)"
)
_SPEAKS_UP = ("w:fault", "w:by me", "w:careless", "w:my thing", "w:did.early", "w:without i.early")


def own_deeds(body: Page, sentences: Sequence[Hit]) -> tuple[dict[str, float], list[Hit]]:
    """Return the features that say how the writer stands to what happened, and the words that say that it was them."""
    found: list[str] = []
    hits: list[Hit] = []
    for name, pattern in CLASSES:
        if match := next(body.matches(pattern), None):
            found.append(f"w:{name}")
            if name in OWNING:
                hits.append(Hit(body, *match.span()))
    found += _with_i(body, hits)
    found += _without_i(body, sentences, hits)
    if not any(name.startswith(_SPEAKS_UP) for name in found):
        found.append("w:nothing")
    return dict.fromkeys(found, 1.0), sorted(hits, key=attrgetter("start"))


def _with_i(body: Page, hits: list[Hit]) -> list[str]:
    """Return what "I" did, by the class of the deed, and whether it was early in the text or about the incident."""
    found: list[str] = []
    deeds = 0
    for match in islice(body.matches(_I_DID), _MOST_DEEDS):
        if _is_mending(body.low, match.end()):
            found.append("w:did.mending")
            continue
        deeds += 1
        hits.append(Hit(body, *match.span()))
        is_early = body.sentence_number(match.start()) < _EARLY_WITH_I
        found.append("w:did.early" if is_early else "w:did.late")
        found += [f"w:did.{name}" for name in classes_of(match["deed"])]
    return [*found, f"w:deeds.{min(deeds, 3)}"]


def _without_i(body: Page, sentences: Sequence[Hit], hits: list[Hit]) -> list[str]:
    """Return that a sentence begins with a deed: "left my bag on the bus"."""
    found: list[str] = []
    for number, (_, start, end) in enumerate(sentences):
        if match := _SAID_WITHOUT_I.match(body.low, start, end):
            mending = _is_mending(body.low, match.end())
            found.append(f"w:without i{'.mending' if mending else '.early' if number < _EARLY else '.late'}")
            if not mending:
                hits.append(Hit(body, start, match.end()))
    return found


def _is_mending(low: str, end: int) -> bool:
    """Tell whether what follows a deed says that it was done about the incident."""
    return _MENDING.match(low[end : end + 110]) is not None
