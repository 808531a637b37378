"""How well the model reads styles that it was not trained on: `python -m training.unseen`.

Each lesson is judged by a model that was trained without its style.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from nlp.statistics import Model
from training.fit import EARLIER, QUESTIONS, Lesson, Question, fit, lessons

Judged = list[tuple[Lesson, Mapping[str, Mapping[str, float]]]]


def judged(taught: Sequence[Lesson], questions: Sequence[Question] = QUESTIONS, folds: int = 5) -> Judged:
    """Return each lesson with the probabilities, by task and label, of a model that never saw its style."""
    earlier = {file.stem for file in EARLIER}
    styles = sorted({lesson.style for lesson in taught} - earlier)
    parts = [frozenset(styles[fold::folds]) for fold in range(folds)]
    found: Judged = []
    for part in parts:
        model = fit([lesson for lesson in taught if lesson.style not in part], questions)
        found += [(lesson, _all(model, lesson)) for lesson in taught if lesson.style in part]
    return found


def _all(model: Model, lesson: Lesson) -> dict[str, Mapping[str, float]]:
    return {task: model.probabilities(task, lesson.bag) for task in model.tasks}


def table(taught: Sequence[Lesson], questions: Sequence[Question] = QUESTIONS) -> str:
    """Return for each task how often the likeliest label was right, and how often where it was 0.8 likely."""
    seen = judged(taught, questions)
    lines = [f"{'task':26} right   n  | of those >= 0.8 right  n | log loss"]
    for question in questions:
        rows = [(question.label(lesson.labels), found[question.task]) for lesson, found in seen]
        pairs = [(label, _with_no(found)) for label, found in rows if label is not None]
        best = [(label, max(found, key=lambda name: found[name]), found) for label, found in pairs]
        sure = [(label, name) for label, name, found in best if found[name] >= 0.8]
        loss = -np.mean([np.log(max(found.get(label, 0), 1e-6)) for label, found in pairs])
        lines.append(
            f"{question.task:26} {np.mean([label == name for label, name, _ in best]):.3f} {len(best):4d} | "
            f"{np.mean([label == name for label, name in sure] or [False]):.3f} {len(sure):4d} | {loss:.3f}"
        )
    return "\n".join(lines)


def _with_no(found: Mapping[str, float]) -> Mapping[str, float]:
    return found if len(found) > 1 else {"yes": found["yes"], "no": 1 - found["yes"]}


if __name__ == "__main__":
    print(table(lessons()))
