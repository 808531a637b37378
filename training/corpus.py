"""The labelled reports: one file a style of writing, one JSON object a line (training/reports/README.md).

A style is in one part alone, so that what is measured is how strangers are read, not how well one writer is known.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

REPORTS = Path(__file__).parent / "reports"

Row = Mapping[str, Any]


class Part(StrEnum):
    """What a style is for."""

    LESSONS = "lessons"
    """Rules are written and the model is trained with these in view."""
    MEASURED = "measured"
    """Models learn from these too, but nobody writes a rule for them: they say how far strangers are to be believed."""
    KEPT_BACK = "kept_back"
    """How well strangers are read is measured on these, and nothing else is done with them."""


MEASURED = (
    "boarding_and_sixth_form",
    "chat",
    "evening_and_casual_staff",
    "federation_staff",
    "second_thoughts",
    "subject_teachers",
    "supply_and_peripatetic",
    "technicians",
)
KEPT_BACK = (
    "assistants",
    "caring_professions",
    "governors_and_deputies",
    "heads_and_business_managers",
    "librarians_and_admin_assistants",
    "outsiders",
    "practical_subjects",
    "trainees_and_new_teachers",
)


def styles(part: Part) -> tuple[str, ...]:
    """Return the styles of a part, by name."""
    every = sorted(path.stem for path in REPORTS.glob("*.jsonl"))
    chosen = {Part.MEASURED: MEASURED, Part.KEPT_BACK: KEPT_BACK}
    if part is Part.LESSONS:
        return tuple(style for style in every if style not in MEASURED + KEPT_BACK)
    return tuple(style for style in every if style in chosen[part])


def rows_of(file: Path) -> list[Row]:
    """Return the labelled reports of a file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def rows(part: Part) -> list[Row]:
    """Return the labelled reports of a part, style by style."""
    return [row for style in styles(part) for row in rows_of(REPORTS / f"{style}.jsonl")]


def by_style(part: Part) -> Mapping[str, list[Row]]:
    """Return the labelled reports of a part by their styles."""
    return {style: rows_of(REPORTS / f"{style}.jsonl") for style in styles(part)}


EARLIER = ("examples", "fresh", "held_out", "later", "unseen")
"""Files of tests/nlp/data with reports from before there were styles: rules were made with all of them in view, and
models learn from them too. (`forms_unseen` is not among them.)"""


def learned_from() -> Mapping[str, list[Row]]:
    """Return the labelled reports that models learn from, by their styles: the lessons and what was measured."""
    return {style: found for part in (Part.LESSONS, Part.MEASURED) for style, found in by_style(part).items()}


def earlier() -> Mapping[str, list[Row]]:
    """Return the labelled reports from before there were styles, by their files."""
    folder = REPORTS.parents[1] / "tests" / "nlp" / "data"
    return {f"earlier {name}": rows_of(folder / f"{name}.jsonl") for name in EARLIER}


def digest_of_lessons() -> str:
    """Return what tells the reports that models learn from from any others."""
    text = json.dumps([*learned_from().items(), *earlier().items()], sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


FOLDS = 5


def folds(names: Iterable[str]) -> list[frozenset[str]]:
    """Return styles in parts, each of which is read by what was learned from the others; every style is in one part."""
    ordered = sorted(set(names))
    return [frozenset(ordered[first::FOLDS]) for first in range(FOLDS) if ordered[first::FOLDS]]
