"""The measures of a case in words: what, who, by when, and how it stands."""

from dataclasses import dataclass
from datetime import datetime

from candour.cases.case import Action, Case
from candour.cases.showing.withholding import mask_of
from candour.cases.showing.words import LONDON, day_in_words, one_line, plain


@dataclass(frozen=True)
class ActionView:
    """An action. `state` is open, overdue, done or effective; `state_in_words` is what people read."""

    id: str
    text: str
    officer: str
    due: str
    due_at: datetime
    state: str
    state_in_words: str


def actions_in_words(case: Case, now: datetime) -> tuple[ActionView, ...]:
    """Return a case's actions, the first given first; a writer's name that is withheld (R33) is masked in the text.

    The officer is always named: a gap there would tell who wrote.
    """
    hide = mask_of(case).hide
    return tuple(
        ActionView(
            id=action.id,
            text=hide(plain(action.text)),
            officer=one_line(action.officer.name or action.officer.address),
            due=day_in_words(action.due_at.astimezone(LONDON).date()),
            due_at=action.due_at,
            state=_state(action, now),
            state_in_words=_words(action, now),
        )
        for action in case.actions
    )


def _state(action: Action, now: datetime) -> str:
    if action.effective_at is not None:
        return "effective"
    if action.done_at is not None:
        return "done"
    return "overdue" if action.due_at <= now else "open"


def _words(action: Action, now: datetime) -> str:
    if action.effective_at is not None:
        return f"proved effective on {_day(action.effective_at)}"
    if action.done_at is not None:
        return f"done on {_day(action.done_at)}, not proved effective yet"
    return "overdue" if action.due_at <= now else "open"


def _day(moment: datetime) -> str:
    return day_in_words(moment.astimezone(LONDON).date())
