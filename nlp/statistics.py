"""A logistic model over words, in numpy: what a report most likely says, how surely, and which words made it so.

`python -m training.fit` writes the weights. A model knows several tasks: one of several labels, or yes or no (a task
with one label).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.reading import Reading
from nlp.statistics_words import Bag
from nlp.text import Hit

Numbers = NDArray[np.float32]
Places = NDArray[np.int32]

FOLDER = Path(__file__).parent / "weights"
SCALES: Mapping[str, float] = {"w": 1.0, "c": 0.7, "s": 0.5, "m": 1.0, "l": 0.3, "r": 0.2, "d": 1.0}
"""How much a group of features counts beside the others before anything is learned."""
AS_IT_IS = frozenset({"l", "r", "d"})
"""Groups whose values are taken as they are; the others' are weighed so that long reports don't count for more."""
MOST_WORDS = 3
"""How many words are named as the reason."""


@dataclass(frozen=True)
class Vocabulary:
    """The features that a model knows: group and name -> number, and how telling each is for being rare."""

    numbers: Mapping[str, Mapping[str, int]]
    rarity: Numbers

    def vector(self, bag: Bag) -> tuple[Places, Numbers]:
        """Return the numbers of the known features of a bag, and their values."""
        places: list[Places] = []
        values: list[Numbers] = []
        for group, known in self.numbers.items():
            here = bag.groups.get(group)
            if not here:
                continue
            pairs = [(known[name], value) for name, value in here.items() if name in known]
            place = np.array([number for number, _ in pairs], dtype=np.int32)
            value = np.array([value for _, value in pairs], dtype=np.float32)
            if group not in AS_IT_IS and pairs:
                value = value * self.rarity[place]
                value = value / np.sqrt(np.sum(value * value))
            places.append(place)
            values.append(value * np.float32(SCALES[group]))
        if not places:
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        return np.concatenate(places), np.concatenate(values)


@dataclass(frozen=True)
class Task:
    """One question that a model answers: the weights of each label, a row a label; of yes or no one row."""

    labels: tuple[str, ...]
    weights: Numbers
    bias: Numbers


@dataclass(frozen=True)
class Model:
    """Learned weights. `version` is written into every value that comes from them."""

    version: str
    vocabulary: Vocabulary
    tasks: Mapping[str, Task]
    lessons: str = ""
    """A digest of what it was trained on."""

    def probabilities(self, task: str, bag: Bag) -> dict[str, float]:
        """Return how likely each label of a task is; of yes or no, how likely the one label is."""
        asked = self.tasks[task]
        places, values = self.vocabulary.vector(bag)
        return spread(asked.labels, asked.weights[:, places] @ values + asked.bias)

    def why(self, task: str, label: str, bag: Bag) -> list[Hit]:
        """Return the words of the bag that spoke most for a label, in the order of the text."""
        asked = self.tasks[task]
        row = asked.weights[asked.labels.index(label)]
        if len(asked.labels) > 1:
            row = row - asked.weights.mean(axis=0)
        said: dict[tuple[str, int, int], float] = {}
        hits: dict[tuple[str, int, int], Hit] = {}
        for group, known in self.vocabulary.numbers.items():
            for name, place in bag.places.get(group, {}).items():
                if (number := known.get(name)) is not None:
                    key = (place.page.source, place.start, place.end)
                    said[key] = said.get(key, 0.0) + float(row[number]) * float(self.vocabulary.rarity[number])
                    hits[key] = place
        most = sorted((key for key in said if said[key] > 0), key=lambda key: -said[key])[:MOST_WORDS]
        return [hits[key] for key in sorted(most)]


def spread(labels: Sequence[str], scores: Numbers) -> dict[str, float]:
    """Turn scores into probabilities: they add up to one over several labels; one label stands for itself."""
    if len(labels) == 1:
        return {labels[0]: float(1 / (1 + np.exp(-scores[0])))}
    powers = np.exp(scores - scores.max())
    shares = powers / powers.sum()
    return {label: float(share) for label, share in zip(labels, shares, strict=True)}


def probability(reading: Reading, task: str, label: str = "yes") -> float:
    """Return how likely the report model holds a label of a task for a whole report (0 to 1); see `training.fit`."""
    return report_model().probabilities(task, reading.bag)[label]


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
        )


def _text(stored: NDArray[np.uint8]) -> str:
    return stored.tobytes().decode("utf-8")


def _numbered(names: str) -> dict[str, dict[str, int]]:
    """Return group -> name -> number from lines of a group, a tab and a name."""
    numbers: dict[str, dict[str, int]] = {}
    for number, line in enumerate(names.splitlines()):
        group, _, name = line.partition("\t")
        numbers.setdefault(group, {})[name] = number
    return numbers
