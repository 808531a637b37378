"""Train what tells how an incident came out: `python -m training.fit_outcome [--check]`.

Writes nlp/weights/remedies.npz, by which a clause is known to tell what was done about the incident
(`nlp.outcome.actions`), and nlp/weights/outcome.npz, by which a report is known to say that the data is back
(`nlp.outcome.recovered`). The same lessons give the same weights. `--check` says whether the weights that are there are
those of this command.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlp import report_from_example
from nlp.outcome.actions import TASK, judged_clauses
from nlp.outcome.clauses import Clause
from nlp.outcome.recovered import TASK as RECOVERED_TASK
from nlp.outcome.recovered import bag_with_cues, cues_of
from nlp.statistics.model import FOLDER, Model, load
from training.corpus import Row, earlier, learned_from
from training.features import reading_of
from training.fit import Lesson, Question, differs, digest_of_lessons, fit, write
from training.scoring import overlap

ENOUGH = 0.5
"""So much of their words must a clause and a label have in common, as in the score."""
RECOVERED = Question(RECOVERED_TASK, lambda labels: str(labels["recovered"] or "none"), strength=6.0)
REMEDY = Question(TASK, lambda labels: labels["remedy"], strength=0.6)


def remedy_lessons(style: str, row: Row) -> Iterator[Lesson]:
    """Yield the clauses of a report as lessons: yes, no, or unclear where a better clause has the same label."""
    pairs = list(judged_clauses(reading_of(report_from_example(row)).layout))
    answers = _answers([clause for clause, _ in pairs], row["expected"]["remedial_action"])
    for (_, bag), answer in zip(pairs, answers, strict=True):
        yield Lesson(style, bag, {"remedy": answer})


def _answers(clauses: Sequence[Clause], labelled: Sequence[str]) -> list[str | None]:
    answers: list[str | None] = ["no"] * len(clauses)
    for label in labelled:
        shares = [overlap(label, clause.words.text) for clause in clauses]
        best = max(range(len(clauses)), key=lambda place: shares[place], default=0)
        for place, share in enumerate(shares):
            if share >= ENOUGH and answers[place] != "yes":
                answers[place] = "yes" if place == best else None
    return answers


def fit_remedies(lessons: Sequence[Lesson], digest: str = "") -> Model:
    """Return a model of clauses."""
    model = fit(lessons, (REMEDY,), digest)
    return replace(model, version=f"remedies.{digest[:8] or 'unnamed'}")


def all_remedy_lessons() -> list[Lesson]:
    """Return the clauses of all incidents as lessons."""
    return [lesson for style, row in incidents() for lesson in remedy_lessons(style, row)]


def incidents() -> list[tuple[str, Row]]:
    """Return the lessons that are incidents by their styles, then those of the earlier reports."""
    styles = [*learned_from().items(), *earlier().items()]
    return [(style, row) for style, rows in styles for row in rows if not row["expected"]["not_an_incident"]]


def outcome_lessons() -> list[Lesson]:
    """Return all incidents as lessons, with the cues for and against recovery."""
    read = [(style, reading_of(report_from_example(row)), row) for style, row in incidents()]
    return [Lesson(style, bag_with_cues(reading, cues_of(reading)), row["expected"]) for style, reading, row in read]


def fit_outcome(lessons: Sequence[Lesson], digest: str = "") -> Model:
    """Return a model of whole reports that says whether the data is back."""
    return replace(fit(lessons, (RECOVERED,), digest), version=f"outcome.{digest[:8] or 'unnamed'}")


def main() -> None:
    """Train and write, or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    asked = parser.parse_args()
    digest = digest_of_lessons()
    models = {
        "remedies": fit_remedies(all_remedy_lessons(), digest),
        "outcome": fit_outcome(outcome_lessons(), digest),
    }
    if asked.check:
        sys.exit(", ".join(name for name, model in models.items() if differs(model, load(name))) or 0)
    for name, model in models.items():
        file = FOLDER / f"{name}.npz"
        write(model, file)
        print(f"{file.name}: {len(model.vocabulary.rarity)} features, {file.stat().st_size} bytes")


if __name__ == "__main__":
    main()
