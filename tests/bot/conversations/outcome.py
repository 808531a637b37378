"""What became of a report, as far as it has to be the same by whatever platform it came."""

from collections.abc import Mapping
from dataclasses import dataclass

from candour.cases.case import Case
from candour.cases.facts import Answer


@dataclass(frozen=True)
class Outcome:
    """A case without what belongs to its platform: ids, and the order of what came at the same moment."""

    status: str
    level: str | None
    values: Mapping[str, Answer | None]
    texts: tuple[Mapping[str, str], ...]
    evidence: tuple[str, ...]
    notices: frozenset[tuple[str, str, str]]
    open_questions: tuple[str, ...]


def outcome_of(case: Case) -> Outcome:
    """Return what became of a report."""
    return Outcome(
        status=case.status,
        level=case.assessment.level.level,
        values={field: case.facts.shown(field) for field in sorted(case.facts.values)},
        texts=tuple(report.own_texts for report in case.reports),
        evidence=tuple(item.name for item in case.evidence),
        notices=frozenset((notice.kind, notice.role, notice.channel) for notice in case.notices),
        open_questions=case.assessment.open_questions,
    )
