"""What an answer changed, in words: a field of the form, the score, the proposed level or a clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from candour.cases.dispatch import Dispatch
from candour.cases.facts import Answer
from candour.cases.notice import Change
from candour.cases.showing.answers import answer_in_words
from candour.cases.showing.case_views import level_in_words
from candour.cases.showing.words import id_in_words, moment_in_words, one_line, plain

_NOTHING = "open"


@dataclass(frozen=True)
class ChangeView:
    """A value before and after. `is_figure` of score, level and clocks, which are nobody's words."""

    label: str
    before: str
    after: str
    is_figure: bool


def changes_in_words(dispatch: Dispatch, *, everything: bool) -> tuple[ChangeView, ...]:
    """Return the notice's changes; without `everything` only score, level, clocks and what its role may see."""
    return tuple(
        _in_words(dispatch, change)
        for change in dispatch.notice.changes
        if everything or _may_see(dispatch, change.what)
    )


def _may_see(dispatch: Dispatch, what: str) -> bool:
    for field in dispatch.policy.form.fields:
        if field.id == what:
            return not field.visible_to or dispatch.notice.role in field.visible_to
    return _is_figure(dispatch, what)


def _is_figure(dispatch: Dispatch, what: str) -> bool:
    return what in {"score", "level", *(rule.id for rule in dispatch.policy.deadlines)}


def _in_words(dispatch: Dispatch, change: Change) -> ChangeView:
    """Give a change the label that the form or the policy prints for it."""
    label, words = _label_and_words(dispatch, change.what)
    before, after = _or_open(change.before, words), _or_open(change.after, words)
    return ChangeView(label=label, before=before, after=after, is_figure=_is_figure(dispatch, change.what))


def _label_and_words(dispatch: Dispatch, what: str) -> tuple[str, Callable[[Answer], str]]:
    field = dispatch.policy.field(what)
    if field is not None:
        return field.label, partial(answer_in_words, field)
    labels = {rule.id: rule.label for rule in dispatch.policy.deadlines}
    labels |= {clock.id: clock.label for clock in dispatch.case.assessment.deadlines}
    if what in labels:
        return labels[what], _moment
    if what == "level":
        return "Proposed level", _level
    return ("Total score" if what == "score" else id_in_words(what).capitalize()), _anything


def _or_open(answer: Answer | None, words: Callable[[Answer], str]) -> str:
    return _NOTHING if answer is None else words(answer) or _NOTHING


def _level(answer: Answer) -> str:
    return level_in_words(answer if isinstance(answer, str) else None)


def _moment(answer: Answer) -> str:
    text = answer if isinstance(answer, str) else ""
    try:
        return moment_in_words(datetime.fromisoformat(text))
    except ValueError:
        return one_line(text)


def _anything(answer: Answer) -> str:
    if isinstance(answer, tuple):
        return "; ".join(id_in_words(item) for item in answer)
    if isinstance(answer, str):
        return plain(answer, limit=300)
    return "Yes" if answer is True else "No" if answer is False else f"{answer:g}"
