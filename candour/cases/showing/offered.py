"""What a question offers to choose from: the values that were read too unsurely to be filled in."""

from collections.abc import Sequence

from candour.cases.facts import PLEASE_CHECK, Facts
from candour.cases.form import FormField
from candour.cases.showing.answers import answer_in_words
from candour.cases.showing.words import one_line

WORTH_OFFERING = 0.15
"""Below this a value is hardly more than a guess, and would only mislead."""
_MOST = 3
_LONGEST = 60
_TYPES = frozenset({"date", "time", "number", "choice"})


def offered(field: FormField, facts: Facts) -> str:
    """Return "Is it 9 or 10?" where an entry is open between a few values; empty where there is nothing to choose."""
    found = facts.value(field.id)
    if found is None or field.type not in _TYPES or found.confidence >= PLEASE_CHECK:
        return ""
    candidates = (found.as_candidate(), *found.alternatives)
    likely = [one.value for one in candidates if WORTH_OFFERING <= one.confidence < PLEASE_CHECK][:_MOST]
    words = list(dict.fromkeys(one_line(answer_in_words(field, value)) for value in likely))
    if len(words) < 2 or max(map(len, words)) > _LONGEST:  # noqa: PLR2004 - one value leaves no choice
        return ""
    return f"Is it {_either(words)}?"


def _either(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
