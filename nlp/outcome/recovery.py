"""Cues for and against the data being back, as the model of whole reports sees them."""

import re
from collections.abc import Iterator, Mapping

from nlp.message.layout import Layout
from nlp.outcome.recovery_cues import CUES
from nlp.outcome.recovery_phrases import PHRASES
from nlp.outcome.recovery_signs import SIGNS
from nlp.table import Table
from nlp.text import Hit

SAID = tuple((name, re.compile(pattern)) for name, pattern in PHRASES)
_PATTERNS = (*((name, re.compile(pattern)) for name, pattern in (*CUES, *SIGNS)), *SAID)
_TABLE = Table((pattern, name) for name, pattern in _PATTERNS)
_UNSURE = re.compile(
    r"(?:\b(?:not|never|nobody|no one|none|nothing|will|would|should|could|might|may|hope|hoping|if|asked|asking|ask"
    r"|to be|unless|until|tomorrow|promise[sd]?|going to|must|need|trying|want|wants|told)\b|n't\b|'ll\b)"
    r"[^.;\n]{0,30}$"
)
"""What stands before a thing that is not done, or was not yet done."""
_LATE = 0.6
"""What is said in this part of the report is how it came out."""
_WEIGHT, _PHRASE_WEIGHT, _ANSWER_WEIGHT = 0.3, 0.6, 0.6
"""How much a cue counts beside the report's words before anything is learned."""
_MOST_WORDS = 6


def cues_of(layout: Layout) -> Mapping[str, Hit]:
    """Return the last place of each cue: how it came out is told at the end."""
    found: dict[str, Hit] = {}
    for name, by_page in _TABLE.on(layout.pages):
        found.setdefault(name, by_page[0][-1])
    return found


def weighed(layout: Layout, cues: Mapping[str, Hit]) -> Iterator[tuple[str, float, None]]:
    """Yield the features of cues, and of what a form answers, each with its value; none is a word to show."""
    yield from ((name, value, None) for name, value in _of_cues(layout, cues))
    for answer in layout.answers:
        if answer.field == "recovered" and answer.raw:
            for word in re.findall(r"\w+", answer.raw.low)[:_MOST_WORDS]:
                yield f"answer {word}", _ANSWER_WEIGHT, None
            for name, pattern in _PATTERNS:
                if pattern.search(answer.raw.low):
                    yield f"answer {name}", _ANSWER_WEIGHT, None


def _of_cues(layout: Layout, cues: Mapping[str, Hit]) -> Iterator[tuple[str, float]]:
    body = layout.body.low
    for name, hit in cues.items():
        yield name, _PHRASE_WEIGHT if "phrase" in name else _WEIGHT
        if hit.page is layout.body and hit.start > len(body) * _LATE:
            yield f"{name} late", _WEIGHT
        if name.startswith("yes"):
            yield from _how_sure(name, hit)


def _how_sure(name: str, hit: Hit) -> Iterator[tuple[str, float]]:
    """Yield whether a cue is told as done, or as denied, asked for or still to come."""
    if _UNSURE.search(hit.page.before(hit.start, 40)):
        yield f"unsure {name}", _WEIGHT
        yield "unsure", _WEIGHT
    else:
        yield "sure", _WEIGHT
