"""Subjects: the reference and a heading. Never a name or detail: lock screens show subjects."""

from candour.cases.case import Case
from candour.cases.notice import Notice
from candour.cases.showing.headings import heading


def subject(case: Case, notice: Notice) -> str:
    """Return a notice's subject."""
    return f"[{case.reference}] {heading(case, notice)}"
