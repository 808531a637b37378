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
_EVERYBODY_READS = "Everybody who can see the case reads them, so please think before you let anybody else in."
_SHOWN = 12
_LONGEST = 500


def confidential_in_words(case: Case, *, decides: bool) -> tuple[str, ...]:
    """Return the sentences; empty for a case that came by other doors alone.

    Who decides also reads what was cut, what waits in the mailbox, and which words may say who wrote: for others that
    would be the way to the writer.
    """
    return tuple(_sentences(case, decides=decides)) if came_confidentially(case) else ()


def is_all_confidential(case: Case) -> bool:
    """Tell whether no message of a case has a writer that could be shown or left out."""
    return all(report.confidential for report in case.reports)


def _sentences(case: Case, *, decides: bool) -> Iterator[str]:
    yield f"{_ALL if is_all_confidential(case) else _SOME} {SYSTEM_KNOWS} {_ASK_BACK}"
    reports = [report for report in case.reports if report.confidential]
    if decides:
        said = (sentence for report in reports for sentence in (report.unreadable or "", *report.limits))
        yield from dict.fromkeys(one_line(sentence, limit=_LONGEST) for sentence in said if sentence)
        yield from _pointed_out(case)
    elif any(report.unreadable for report in reports):
        yield _UNREAD


def _pointed_out(case: Case) -> Iterator[str]:
    found = case.facts.shown("may_identify")
    if isinstance(found, tuple) and found:
        words = tuple(f'"{one_line(each, limit=60)}"' for each in found[:_SHOWN])
        yield f"These words may identify the writer: {listed(words)}. {_EVERYBODY_READS}"
