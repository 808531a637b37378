"""What a whole report says of how many people it is about: signs of one person, of several, or of an untold number."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice

from candour.cases.facts import PLEASE_CHECK
from nlp.counting.cues import CUES, OF_ONE
from nlp.counting.mentions import Mention
from nlp.reading import Reading
from nlp.text import Hit, Page

MAX_CUES = 4
"""How many places of a sign are counted."""
MAX_NAMES = 60
_SEEN: Mapping[str, Sequence[tuple[str, str]]] = {
    name: [(f"{name}:{count}", name if count else f"no {name}") for count in range(MAX_CUES + 1)] for name in CUES
}
"""The features of a sign by how often it is there."""
_LENGTHS = (120, 300, 600, 1200)
_NAMED = re.compile(
    r"[A-Z](?<!\w[A-Z])(?<![.!?\n] [A-Z])[a-zà-ÿ]{1,14}(?='s? (?:[a-z'-]{1,14} ){0,2}?[a-z])"  # "Gareth's old file"
)
_NO_NAMES = ("It", "He", "She", "We", "That", "There", "What", "Who", "Let")
_TITLED = re.compile(r"(?:M(?<!\wM)(?:rs?|iss|s)|D(?<!\wD)r)\.? ([A-Z][\w'-]{1,20})")


def signs_of(reading: Reading, mentions: Sequence[Mention]) -> tuple[list[str], tuple[Hit, ...]]:
    """Return the signs of one person or of an untold number, and the words that speak of one person."""
    features, hits = _cues(reading.pages)
    features += _names(reading.body.cased)
    features += _kinds(reading)
    heads = Counter(mention.counted for mention in mentions)
    features += [f"numbers of {name}:{min(count, 2)}" for name, count in heads.items()]
    features.append(f"numbers:{min(len(mentions), 4)}")
    length = len(" ".join(reading.body.low.split()))
    features += [f"longer:{limit}" for limit in _LENGTHS if length > limit]
    return features, hits


def _cues(pages: Sequence[Page]) -> tuple[list[str], tuple[Hit, ...]]:
    features: list[str] = []
    of_one: dict[str, Hit] = {}
    for name, pattern in CUES.items():
        count = 0
        for page in pages:
            found = list(page.matches(pattern))
            if found and not count:
                of_one[name] = Hit(page, *found[0].span())
            count += len(found)
        features += _SEEN[name][min(count, MAX_CUES)]
    return features, tuple([of_one[name] for name in OF_ONE if name in of_one][:2])


def _kinds(reading: Reading) -> list[str]:
    """Return which kinds of data were found, and how many."""
    ticks = {tick.value for tick in reading.ticks.get("data_types", ()) if tick.confidence >= PLEASE_CHECK}
    return [*(f"data:{tick}" for tick in sorted(ticks)), f"kinds of data:{min(len(ticks), 5)}"]


def _names(cased: str) -> tuple[str, str]:
    """Return how many people own something in a text, and how many are named with a title."""
    named = (match[0] for match in _NAMED.finditer(cased) if not match[0].startswith(_NO_NAMES))
    owners, titled = set(islice(named, MAX_NAMES)), {match[1] for match in islice(_TITLED.finditer(cased), MAX_NAMES)}
    return f"owners:{min(len(owners), 3)}", f"titled:{min(len(titled), 3)}"
