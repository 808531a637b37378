"""Train what tells what was done about an incident: `python -m training.fit_outcome [--check | --unseen]`.

Writes nlp/weights/remedies.npz, by which a clause is known to tell it (`nlp.outcome.actions`). The same lessons give
the same weights.
"""

from collections.abc import Iterator, Mapping, Sequence

from nlp import report_from_example
from nlp.outcome.actions import clauses_seen
from nlp.outcome.clause_words import Words
from nlp.outcome.clauses import Clause
from nlp.outcome.judging import TASK
from nlp.statistics.model import Model
from training import shipping
from training.corpus import Row
from training.features import reading_of
from training.learning import Lesson, Question, fit, incidents, unseen
from training.scoring import overlap

ENOUGH = 0.5
"""So much of their words must a clause and a label have in common, as in the score."""
REMEDY = Question(TASK, lambda labels: labels["remedy"], strength=0.6)


def clause_lessons(style: str, row: Row) -> Iterator[Lesson]:
    """Yield the clauses of a report as lessons: yes, no, or unclear where a better clause has the same label."""
    pairs = list(clauses_seen(reading_of(report_from_example(row)).layout, Words()))
    answers = _answers([clause for clause, _ in pairs], row["expected"]["remedial_action"])
    for (_, look), answer in zip(pairs, answers, strict=True):
        yield Lesson(style, look.bag(), {"remedy": answer})


def _answers(clauses: Sequence[Clause], labelled: Sequence[str]) -> list[str | None]:
    answers: list[str | None] = ["no"] * len(clauses)
    for label in labelled:
        shares = [overlap(label, clause.words.text) for clause in clauses]
        best = max(range(len(clauses)), key=lambda place: shares[place], default=0)
        for place, share in enumerate(shares):
            if share >= ENOUGH and answers[place] != "yes":
                answers[place] = "yes" if place == best else None
    return answers


def remedy_lessons() -> list[Lesson]:
    """Return the clauses of all incidents as lessons."""
    return [lesson for style, row in incidents() for lesson in clause_lessons(style, row)]


def make() -> Mapping[str, Model]:
    """Return a model of clauses."""
    return {"remedies": fit(remedy_lessons(), (REMEDY,), "remedies")}


def unseen_styles() -> list[str]:
    """Return lines of how well clauses are judged by models that never saw their styles."""
    return unseen(remedy_lessons(), REMEDY)


if __name__ == "__main__":
    shipping.run(__doc__, make, unseen_styles)
