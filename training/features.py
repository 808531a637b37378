"""Lessons as a model sees them: each report read by the rules, its features as a row of a sparse matrix."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import numpy as np
from scipy.sparse import csr_matrix

from candour.cases.report import Report
from nlp.message.layout import lay_out
from nlp.reading import Reading
from nlp.statistics.model import AS_IT_IS, SCALES, SPELLING, Vector, Vocabulary
from nlp.statistics.words import Bag

FEWEST_REPORTS = 3
"""In how many reports a feature must stand, and in how many styles: what one writer says is no sign."""
FEWEST_STYLES = 2

K = TypeVar("K", str, tuple[str, str])


def reading_of(report: Report) -> Reading:
    """Return a report laid out, and not yet read: what a model learns from is not what it said itself."""
    sender = report.sender.name if report.sender else ""
    return Reading(report, lay_out(report.subject, report.text, sender))


def vocabulary_of(bags: Sequence[Bag], styles: Sequence[str], fewest: int = FEWEST_REPORTS) -> Vocabulary:
    """Return the features that several writers use, and how rare each is (its inverse document frequency)."""
    kept = used_by_several(zip(styles, map(_keys, bags), strict=True), fewest)
    numbers: dict[str, dict[str, int]] = {}
    for number, (group, name) in enumerate(kept):
        numbers.setdefault(group, {})[name] = number
    rarity = [
        1.0 if group in AS_IT_IS else np.log((1 + len(bags)) / (1 + count)) + 1 for (group, _), count in kept.items()
    ]
    return Vocabulary(numbers, np.array(rarity, dtype=np.float32))


def used_by_several(
    told: Iterable[tuple[str, Iterable[K]]], fewest: int, fewest_styles: int = FEWEST_STYLES
) -> dict[K, int]:
    """Return the features that stand in enough texts and styles, in order, and in how many texts each stands.

    `told` are the features of each text, with its style; a feature that is named twice in a text counts twice.
    """
    counts: Counter[K] = Counter()
    styles: dict[K, set[str]] = {}
    for style, features in told:
        for feature in features:
            counts[feature] += 1
            styles.setdefault(feature, set()).add(style)
    kept = (one for one, count in counts.items() if count >= fewest and len(styles[one]) >= fewest_styles)
    return {feature: counts[feature] for feature in sorted(kept)}


def _keys(bag: Bag) -> Iterable[tuple[str, str]]:
    return ((group, name) for group, name in bag.features() if "\n" not in name)


def matrix_of(bags: Iterable[Bag], vocabulary: Vocabulary) -> Any:
    """Return a row of features a bag, as scikit-learn takes them."""
    rows = [row for bag in bags for row in (vocabulary.vector(bag), _pieces(bag, vocabulary))]
    starts = np.cumsum([0, *(len(row.numbers) for row in rows)])[::2]
    places = np.concatenate([row.numbers for row in rows])
    values = np.concatenate([row.values for row in rows])
    return csr_matrix((values, places, starts), shape=(len(starts) - 1, len(vocabulary.rarity)))


def _pieces(bag: Bag, vocabulary: Vocabulary) -> Vector:
    """Return the known pieces of a bag's words, each as often as it is there (`nlp.statistics.spelling`)."""
    found = np.concatenate([np.zeros(0, np.int32), *map(vocabulary.pieces_of, bag.words)])
    numbers, counts = np.unique(found, return_counts=True)
    rarity = vocabulary.rarity[numbers]
    length = max(float(np.sqrt(counts @ rarity**2)), 1e-6)
    return Vector(numbers, (counts * rarity / length * SCALES[SPELLING]).astype(np.float32))
