"""What people read on every page and mail about a case that came confidentially: no promise more than is kept."""

from collections.abc import Iterator

from candour.cases.case import Case
from candour.cases.coming_back import COME_BACK_AFTER
from candour.cases.confidential import came_confidentially, to_the_day
from candour.cases.names_left import sealed_names
from candour.cases.showing.words import day_in_words, listed, one_line
from candour.cases.way_back import GIVEN_UP

SYSTEM_KNOWS = "The school's mail system knows who sent it; Candour has not kept it."
NOBODY_KNOWS = "Candour does not know who wrote it: nothing was kept that says so, and of its times only the day."
_ASK_BACK = "You can't ask the writer back: only they can write again. Please don't try to find out who it was."
_DONT_SEARCH = "Please don't try to find out who it was."
_ALL = "This report came by a confidential mailbox."
_SOME = "A message in this case came by a confidential mailbox."
_ALL_NAMELESS = "This report came without a name."
_SOME_NAMELESS = "A message in this case came without a name."
_UNREAD = "A message could not be read. Whoever decides about the case knows where it waits."
_EVERYBODY_READS = "Everybody who can see the case reads them, so please think before you let anybody else in."
_NO_WAY_BACK = "The writer has given up the way back: nobody can ask them anything any more."
_NOT_FROM_HERE = (
    "Who wrote it finds what you ask here when they come back with their code, as everybody does whom you ask."
)
_NAME_WAITS = "The writer has left their name since, sealed apart: nobody has seen it."
_SHOWN = 12
_LONGEST = 500


def confidential_in_words(case: Case, *, decides: bool) -> tuple[str, ...]:
    """Return the sentences; empty for a case that came by other doors alone.

    Who decides also reads what was cut, what waits in the mailbox, how the writer can be asked, and which words may say
    who wrote: for others that would be the way to the writer.
    """
    return tuple(_sentences(case, decides=decides)) if came_confidentially(case) else ()


def is_all_confidential(case: Case) -> bool:
    """Tell whether no message of a case has a writer that could be shown or left out."""
    return all(report.confidential for report in case.reports)


def is_name_sealed(case: Case) -> bool:
    """Tell whether who reported without a name has left it since, and nobody has opened it."""
    return case.merged_into is None and bool(sealed_names(case))


def _sentences(case: Case, *, decides: bool) -> Iterator[str]:
    reports = [report for report in case.reports if report.confidential]
    is_all = is_all_confidential(case)
    if any(report.anonymous for report in reports):
        yield f"{_ALL_NAMELESS if is_all else _SOME_NAMELESS} {NOBODY_KNOWS} {_DONT_SEARCH}"
        if decides:
            yield from _way_back(case)
    if not all(report.anonymous for report in reports):
        yield f"{_ALL if is_all else _SOME} {SYSTEM_KNOWS} {_ASK_BACK}"
    if decides:
        said = (sentence for report in reports for sentence in (report.unreadable or "", *report.limits))
        yield from dict.fromkeys(one_line(sentence, limit=_LONGEST) for sentence in said if sentence)
        yield from _pointed_out(case)
    elif any(report.unreadable for report in reports):
        yield _UNREAD


def _way_back(case: Case) -> Iterator[str]:
    """Yield whether and how the writer of a report without a name can be asked."""
    if case.way_back is not None:
        until = day_in_words(to_the_day(case.reports[0].received_at).date() + COME_BACK_AFTER)
        yield (
            "You can ask the writer by the form below. They find your question when they come back with their code: "
            f"they were asked to do so by about {until}. Nobody can tell whether they will."
        )
    else:
        yield _NO_WAY_BACK if any(event.kind == GIVEN_UP for event in case.events) else _NOT_FROM_HERE
    if is_name_sealed(case):
        yield _NAME_WAITS


def _pointed_out(case: Case) -> Iterator[str]:
    found = case.facts.shown("may_identify")
    if isinstance(found, tuple) and found:
        words = tuple(f'"{one_line(each, limit=60)}"' for each in found[:_SHOWN])
        yield f"These words may identify the writer: {listed(words)}. {_EVERYBODY_READS}"
