"""What people read on every page and mail about a case that came confidentially: no promise more than is kept."""

from collections.abc import Iterator

from candour.cases.case import Case
from candour.cases.confidential import came_confidentially
from candour.cases.showing.words import listed, one_line

SYSTEM_KNOWS = "The school's mail system knows who sent it; Candour has not kept it."
_ASK_BACK = "You can't ask the writer back: only they can write again. Please don't try to find out who it was."
_ALL = "This report came by a confidential mailbox."
_SOME = "A message in this case came by a confidential mailbox."
_UNREAD = "A message could not be read. Whoever decides about the case knows where it waits."
_SHOWN = 12


def confidential_in_words(case: Case, *, decides: bool) -> tuple[str, ...]:
    """Return the sentences; empty for a case that came by other doors alone.

    Who decides also reads which words of the report may say who wrote it, and what waits in the mailbox.
    """
    return tuple(_sentences(case, decides=decides)) if came_confidentially(case) else ()


def is_all_confidential(case: Case) -> bool:
    """Tell whether no message of a case has a writer that could be shown or left out."""
    return all(report.confidential for report in case.reports)


def _sentences(case: Case, *, decides: bool) -> Iterator[str]:
    yield f"{_ALL if is_all_confidential(case) else _SOME} {SYSTEM_KNOWS} {_ASK_BACK}"
    for report in case.reports:
        if report.confidential and report.unreadable:
            yield f"{one_line(report.unreadable, limit=500)}." if decides else _UNREAD
    found = case.facts.shown("may_identify") if decides else None
    if isinstance(found, tuple) and found:
        words = tuple(f'"{one_line(each, limit=60)}"' for each in found[:_SHOWN])
        yield f"These words may identify the writer: {listed(words)}. Please think before you pass them on."
