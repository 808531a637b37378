"""What people decided about a case, as columns of the exported register: what, by whom, when and why."""

from collections.abc import Callable, Iterator

from candour.cases.case import CaseStatus, Decision
from candour.cases.policy import Policy
from candour.cases.showing.case_views import level_in_words, role_title
from candour.cases.showing.decisions import decision_in_words
from candour.cases.showing.words import id_in_words
from replies.register_cells import Cell, day_cell, moment_cell, text_cell
from replies.register_line import MIDDLE, NARROW, WIDE, Column, Line

_ICO = {"report": "to be reported", "no_report": "not to be reported"}
_DATA_SUBJECTS = {"inform": "to be told", "not_inform": "not to be told"}
_RE_EVALUATED = {"reduced": "fewer of this type", "not_reduced": "not fewer of this type"}
_TOLD = frozenset({"send", "told"})


def level_columns() -> Iterator[Column]:
    """Yield the level that the rules propose, and the one that a person decided."""
    yield Column("level.proposed", "Level proposed", NARROW, _proposed_level)
    yield from _decision("level", "Level decided", level_in_words)


def decision_columns(policy: Policy) -> Iterator[Column]:
    """Yield the decisions about the ICO and the people concerned, the measures, the referrals, and the end."""
    yield from _decision("no_incident", "Taken for no incident", lambda _value: "yes", when=CaseStatus.NO_INCIDENT)
    yield from _decision("ico", "ICO", lambda value: _ICO.get(value, value))
    if policy.ico_questions:
        yield Column("ico.questions", "ICO: questions gone through", WIDE, _ico_answers)
    yield _day("ico_reported", "ICO: reported on")
    yield from _decision("data_subjects", "People concerned", lambda value: _DATA_SUBJECTS.get(value, value))
    yield _day("data_subjects_informed", "People concerned: told on")
    yield from _action_columns()
    yield Column("referrals", "Referrals sent", WIDE, _referrals)
    yield Column("steps", "Done and recorded", WIDE, _steps)
    yield from _decision("close", "Closed", lambda _value: "yes", when=CaseStatus.CLOSED)
    yield Column("re_evaluate_at", "Re-evaluation due", MIDDLE, lambda line: moment_cell(line.case.re_evaluate_at))
    yield from _decision("re_evaluated", "Re-evaluated", lambda value: _RE_EVALUATED.get(value, value))


def _decision(
    what: str, label: str, words: Callable[[str], str], *, when: CaseStatus | None = None
) -> Iterator[Column]:
    """Yield four columns of the latest decision of a kind; with `when` only while the case stands so."""

    def of(part: Callable[[Line, Decision], Cell]) -> Callable[[Line], Cell]:
        def cell(line: Line) -> Cell:
            made = line.case.decided(what) if when is None or line.case.status is when else None
            return part(line, made) if made else None

        return cell

    yield Column(what, label, MIDDLE, of(lambda _line, made: text_cell(words(made.value))))
    yield Column(f"{what}.by", f"{label}: by", MIDDLE, of(_by))
    yield Column(f"{what}.on", f"{label}: on", MIDDLE, of(lambda _line, made: moment_cell(made.at)))
    yield Column(f"{what}.why", f"{label}: why", WIDE, of(lambda _line, made: text_cell(made.reason)))


def _by(line: Line, made: Decision) -> Cell:
    role = f" ({role_title(line.policy, made.role)})" if made.role else ""
    return text_cell(f"{made.person}{role}")


def _day(what: str, label: str) -> Column:
    def cell(line: Line) -> Cell:
        made = line.case.decided(what)
        return day_cell(made.details.get("day", "")) if made else None

    return Column(what, label, NARROW, cell)


def _proposed_level(line: Line) -> Cell:
    return text_cell(level_in_words(line.case.assessment.level.level))


def _ico_answers(line: Line) -> Cell:
    made = line.case.decided("ico")
    asked = line.policy.ico_questions if made else ()
    answers = (f"{question.text}: {made.details.get(question.id, '')}" for question in asked if made)
    return text_cell("\n".join(answers)) or None


def _action_columns() -> Iterator[Column]:
    def count(*states: str) -> Callable[[Line], Cell]:
        return lambda line: sum(not states or action.state in states for action in line.actions)

    yield Column("actions", "Actions", NARROW, count())
    yield Column("actions.open", "Actions: open", NARROW, count("open", "overdue"))
    yield Column("actions.overdue", "Actions: overdue", NARROW, count("overdue"))
    yield Column("actions.what", "Actions: what, who, how it stands", WIDE, _measures)


def _measures(line: Line) -> Cell:
    found = (f"{action.text} ({action.officer}, due {action.due}; {action.state_in_words})" for action in line.actions)
    return text_cell("\n".join(found)) or None


def _referrals(line: Line) -> Cell:
    made = (entry for entry in line.case.decisions if entry.what == "route" and entry.details.get("answer") in _TOLD)
    return text_cell("\n".join(_dated(line, entry) for entry in made)) or None


def _steps(line: Line) -> Cell:
    made = (entry for entry in line.case.decisions if entry.what == "step")
    return text_cell("\n".join(_dated(line, entry) for entry in made)) or None


def _dated(line: Line, made: Decision) -> str:
    words = decision_in_words(line.case, line.policy, made) or id_in_words(made.what)
    return f"{words} ({moment_cell(made.at):%Y-%m-%d})"
