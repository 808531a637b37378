"""A logistic model over words, in numpy: what a report most likely says, how surely, and which words made it so.

`python -m training.fit` writes the weights. A model knows several tasks: one of several labels, or yes or no (a task
with one label).
"""

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate, repeat
from pathlib import Path
from sys import intern
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from nlp.reading import Reading
from nlp.statistics.spelling import Numbers, Places, Spelling
from nlp.statistics.words import Bag, pieces
from nlp.text import Hit, Page

FOLDER = Path(__file__).parents[1] / "weights"
SCALES: Mapping[str, float] = {"w": 1.0, "c": 0.7, "s": 0.5, "m": 1.0, "l": 0.3, "r": 0.2, "d": 1.0}
"""How much a group of features counts beside the others before anything is learned."""
AS_IT_IS = frozenset({"l", "r", "d"})
"""Groups whose values are taken as they are; the others' are weighed so that long reports don't count for more."""
_NO_PLACES: Places = np.zeros(0, np.int32)
SPELLING = "c"
"""The group of the pieces of words: they are added up once a word (`nlp.statistics.spelling`), not once a report."""
MOST_WORDS = 3
"""How many words are named as the reason."""
_MOST_SHARES = 40
"""How many features are looked at for them."""


class Vector(NamedTuple):
    """Known features of a bag, group by group: their numbers and their values."""

    numbers: Places
    values: Numbers


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The features that a model knows: group and name -> number, and how telling each is for being rare."""

    numbers: Mapping[str, Mapping[str, int]]
    rarity: Numbers

    def vector(self, bag: Bag) -> Vector:
        """Return the known features of a bag, but for the pieces of its words."""
        every = [self._group(bag, group, known) for group, known in self.numbers.items() if group != SPELLING]
        return Vector(
            np.concatenate([_NO_PLACES, *(one.numbers for one in every)]),
            np.concatenate([one.values for one in every] or [np.zeros(0, np.float32)]),
        )

    @property
    def words(self) -> list[str]:
        """The known words, without the pairs of words."""
        return [name for name in self.numbers.get("w", ()) if " " not in name]

    @cached_property
    def names(self) -> Sequence[tuple[str, str]]:
        """The features by their numbers, each with its group."""
        every = [(number, group, name) for group, known in self.numbers.items() for name, number in known.items()]
        return [(group, name) for _, group, name in sorted(every)]

    def _group(self, bag: Bag, group: str, known: Mapping[str, int]) -> Vector:
        if group in AS_IT_IS:
            here = bag.groups.get(group, {})
            names = [name for name in here if name in known]
            numbers = np.array([known[name] for name in names], np.int32)
            values = np.array([here[name] for name in names], np.float32)
        else:
            numbers = _numbers(known, bag.groups.get(group, {}))
            values = self.rarity[numbers]
            values = values / max(float(np.sqrt(values @ values)), 1e-6)
        return Vector(numbers, values * np.float32(SCALES[group]))

    def pieces_of(self, word: str) -> Places:
        """Return the known pieces of a word, one as often as it is in it."""
        return _numbers(self.numbers.get(SPELLING, {}), pieces(word))


@dataclass(frozen=True, eq=False)
class Task:
    """One question that a model answers: the weights of each label, a row a label; of yes or no one row."""

    labels: tuple[str, ...]
    weights: Numbers
    bias: Numbers


class Judged(NamedTuple):
    """What a model makes of a bag: its known features, what they count, and how likely each label of each task is."""

    numbers: Places
    """Of the known features; the words follow them, as they are spelt."""
    values: Numbers
    weights: Numbers
    """A row a feature, then a row a word."""
    likely: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, eq=False)
class Model:
    """Learned weights. `version` is written into every value that comes from them."""

    version: str
    vocabulary: Vocabulary
    tasks: Mapping[str, Task]
    lessons: str = ""
    """A digest of what it was trained on."""
    styles: tuple[str, ...] = ()
    """The styles of its lessons."""

    def probabilities(self, task: str, bag: Bag) -> Mapping[str, float]:
        """Return how likely each label of a task is; of yes or no, how likely the one label is."""
        return self._judge(bag).likely[task]

    def why(self, task: str, label: str, bag: Bag) -> list[Hit]:
        """Return the words of the bag that spoke most for a label, in the order of the text."""
        judged, asked = self._judge(bag), self.tasks[task]
        weights = judged.weights[:, self._columns[task]]
        row = weights[:, asked.labels.index(label)]
        shares = (row if len(asked.labels) == 1 else row - weights.mean(axis=1)) * judged.values
        said: dict[tuple[str, int, int], float] = {}
        pages: dict[str, Page] = {}
        for place in _largest(shares, _MOST_SHARES):
            share, (group, name) = float(shares[place]), self._named(bag, judged, place)
            if share > 0 and (word := bag.place(group, name)) is not None:
                pages[word.page.source] = word.page
                key = (word.page.source, word.start, word.end)
                said[key] = said.get(key, 0.0) + share
        most = sorted(said, key=lambda key: -said[key])[:MOST_WORDS]
        return [Hit(pages[source], start, end) for source, start, end in sorted(most)]

    def known(self, bag: Bag) -> Places:
        """Return the numbers of a bag's known features, but for the pieces of its words."""
        return self._judge(bag).numbers

    def _named(self, bag: Bag, judged: Judged, place: int) -> tuple[str, str]:
        """Return the group and the name of what stands at a place among what was judged."""
        known = len(judged.numbers)
        return self.vocabulary.names[judged.numbers[place]] if place < known else ("w", bag.words[place - known])

    def _judge(self, bag: Bag) -> Judged:
        if (known := bag.judged.get(self)) is not None:
            return cast("Judged", known)
        vector, spelt = self.vocabulary.vector(bag), self._spelling.counted(bag.words)
        weights = np.concatenate([self._stacked.take(vector.numbers, axis=0), spelt.weights])
        values = np.concatenate([vector.values, np.full(len(spelt.weights), spelt.value * SCALES[SPELLING])])
        values = values.astype(np.float32)
        scores = values @ weights
        likely = {
            name: spread(task.labels, scores[self._columns[name]] + task.bias) for name, task in self.tasks.items()
        }
        bag.judged[self] = judged = Judged(vector.numbers, values, weights, likely)
        return judged

    @cached_property
    def _columns(self) -> Mapping[str, slice]:
        """Where the labels of each task stand in `_stacked`."""
        ends = list(accumulate(len(task.labels) for task in self.tasks.values()))
        return {
            name: slice(end - len(self.tasks[name].labels), end) for name, end in zip(self.tasks, ends, strict=True)
        }

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling(self.vocabulary.pieces_of, self.vocabulary.rarity, self._stacked, self.vocabulary.words)

    @cached_property
    def _stacked(self) -> Numbers:
        """All tasks' weights, a row a feature: what a report needs of them then lies together."""
        return np.ascontiguousarray(np.concatenate([task.weights for task in self.tasks.values()]).T)


def _numbers(known: Mapping[str, int], names: Collection[str]) -> Places:
    found = np.fromiter(map(known.get, names, repeat(-1)), np.int32, len(names))
    return found[found >= 0]


def _largest(values: Numbers, most: int) -> list[int]:
    """Return the places of the largest values, the largest first."""
    places = np.argpartition(-values, most)[:most] if len(values) > most else np.arange(len(values))
    return cast("list[int]", places[np.argsort(-values[places], kind="stable")].tolist())


def spread(labels: Sequence[str], scores: Numbers) -> dict[str, float]:
    """Turn scores into probabilities: they add up to one over several labels; one label stands for itself."""
    each = scores.tolist()  # so few are faster without numpy
    if len(labels) == 1:
        return {labels[0]: 1 / (1 + math.exp(-each[0]))}
    most = max(each)
    powers = [math.exp(score - most) for score in each]
    total = sum(powers)
    return {label: power / total for label, power in zip(labels, powers, strict=True)}


def probability(reading: Reading, task: str, label: str = "yes") -> float:
    """Return how likely the report model holds a label of a task for a whole report (0 to 1); see `training.fit`."""
    return probabilities(reading, task)[label]


def probabilities(reading: Reading, task: str) -> Mapping[str, float]:
    """Return how likely the report model holds each label of a task."""
    return report_model().probabilities(task, reading.bag)


def because(reading: Reading, task: str, label: str = "yes") -> list[Hit]:
    """Return the words for which the report model holds a label likely."""
    return report_model().why(task, label, reading.bag)


def report_model() -> Model:
    """Return the model of whole reports."""
    return load("report")


@cache
def load(name: str) -> Model:
    """Return a model that comes with Candour, by the name of its file in nlp/weights/ without ".npz"."""
    with np.load(FOLDER / f"{name}.npz", allow_pickle=False) as stored:
        head = json.loads(_text(stored["head"]))
        return Model(
            version=head["version"],
            vocabulary=Vocabulary(_numbered(_text(stored["names"])), stored["rarity"].astype(np.float32)),
            tasks={
                task: Task(
                    labels=tuple(labels),
                    weights=stored[f"weights {task}"].astype(np.float32),
                    bias=stored[f"bias {task}"].astype(np.float32),
                )
                for task, labels in head["tasks"].items()
            },
            lessons=head["lessons"],
            styles=tuple(head.get("styles", ())),
        )


def _text(stored: NDArray[np.uint8]) -> str:
    return stored.tobytes().decode("utf-8")


def _numbered(names: str) -> dict[str, dict[str, int]]:
    """Return group -> name -> number from lines of a group, a tab and a name."""
    numbers: dict[str, dict[str, int]] = {}
    for number, line in enumerate(names.splitlines()):
        group, _, name = line.partition("\t")
        numbers.setdefault(group, {})[intern(name)] = number
    return numbers
