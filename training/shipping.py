"""Learned weights as they are shipped (nlp/weights), and the command that all steps share which make them.

`python -m training.fit_...` makes weights and writes them. With `--check` it writes nothing, and fails where those that
are shipped are others; with `--unseen` it tells how well styles are read by weights that never saw them.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from nlp.statistics import choice, model
from nlp.statistics.choice import Weights
from nlp.statistics.model import Model, Vocabulary
from nlp.statistics.spelling import Numbers
from training.corpus import digest_of_lessons

TOLERANCE = 0.02
"""Other processors round otherwise, by less than this."""


def run(
    about: str | None,
    make: Callable[[], Mapping[str, Model | Weights]],
    unseen: Callable[[], list[str]],
    arguments: Sequence[str] | None = None,
) -> None:
    """Make the files of a step, by their names without suffix, and write or check them; or tell how well it does."""
    parser = argparse.ArgumentParser(description=about)
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument("--check", action="store_true", help="write nothing; fail where what is shipped is other")
    instead.add_argument("--unseen", action="store_true", help="write nothing; tell how well unseen styles are read")
    asked = parser.parse_args(arguments)
    if asked.unseen:
        print("\n".join(unseen()))
        return
    digest = digest_of_lessons()
    made = {name: stamped(one, digest) for name, one in make().items()}
    if asked.check:
        others = [name for name, one in made.items() if differs(one, shipped(name, one))]
        sys.exit(f"not what this command makes: {', '.join(others)}" if others else 0)
    for name, one in made.items():
        file = write(one, name)
        print(f"{file.name}: {file.stat().st_size} bytes")


def stamped(made: Model | Weights, digest: str) -> Model | Weights:
    """Return weights with a version that names what they were learned from."""
    return replace(made, version=f"{made.version}.{digest[:8]}", lessons=digest)


def shipped(name: str, like: Model | Weights) -> Model | Weights:
    """Return what comes with Candour under a name."""
    return model.load(name) if isinstance(like, Model) else choice.load(name)


def differs(one: Model | Weights, other: Model | Weights) -> bool:
    """Tell whether weights are not the same, but for rounding."""
    if one.version != other.version or one.lessons != other.lessons:
        return True
    if isinstance(one, Weights) or isinstance(other, Weights):
        return not isinstance(one, Weights) or not isinstance(other, Weights) or _other_weights(one.of, other.of)
    if one.vocabulary.numbers != other.vocabulary.numbers or one.tasks.keys() != other.tasks.keys():
        return True
    return any(_distance(task.weights, other.tasks[name].weights) > TOLERANCE for name, task in one.tasks.items())


def _other_weights(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    return any(abs(one.get(name, 0.0) - other.get(name, 0.0)) > TOLERANCE for name in one.keys() | other.keys())


def _distance(one: Numbers, other: Numbers) -> float:
    return float(np.max(np.abs(one - other), initial=0.0)) if one.shape == other.shape else np.inf


def write(made: Model | Weights, name: str) -> Path:
    """Write weights as they are loaded at run time; return the file."""
    if isinstance(made, Model):
        file = model.FOLDER / f"{name}.npz"
        np.savez_compressed(file, **_arrays(made))
    else:
        file = model.FOLDER / f"{name}.json"
        document = {"version": made.version, "lessons": made.lessons, "weights": dict(sorted(made.of.items()))}
        file.write_text(json.dumps(document, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    return file


def _arrays(made: Model) -> Mapping[str, Any]:
    head = {
        "version": made.version,
        "lessons": made.lessons,
        "styles": made.styles,
        "tasks": {name: list(task.labels) for name, task in made.tasks.items()},
    }
    arrays: dict[str, Any] = {
        "head": _bytes(json.dumps(head)),
        "names": _bytes("\n".join(_names(made.vocabulary))),
        "rarity": made.vocabulary.rarity.astype(np.float16),
    }
    for name, task in made.tasks.items():
        arrays[f"weights {name}"] = task.weights.astype(np.float16)
        arrays[f"bias {name}"] = task.bias
    return arrays


def _bytes(text: str) -> Any:
    return np.frombuffer(text.encode("utf-8"), dtype=np.uint8)


def _names(vocabulary: Vocabulary) -> Iterable[str]:
    return (f"{group}\t{name}" for group, name in vocabulary.names)
