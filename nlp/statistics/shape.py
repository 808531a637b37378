"""The features of a whole report: its words, and its shape, such as the door it came by and the form it answers."""

from candour.cases.report import Report
from nlp.message.answers import PROSE
from nlp.message.layout import Layout
from nlp.statistics.words import Bag, bag_of, whole

_FREE_MAIL = ("gmail.", "hotmail.", "outlook.", "yahoo.", "icloud.", "btinternet.", "live.", "aol.")
_LENGTHS = (60, 150, 300, 600, 1200, 2500)
"""Characters of the report itself at which it counts as longer."""


def bag_of_report(report: Report, layout: Layout) -> Bag:
    """Return the features of a report; words of the subject count as such and as words of the report."""
    answers = [answer.value for answer in layout.answers if answer.field not in PROSE]
    said = [whole(layout.body), *(answer for answer in answers if answer is not None), whole(layout.subject)]
    words = bag_of([*(("w", hit) for hit in said), ("s", whole(layout.subject))])
    return words.also("l", [(name, 1.0, None) for name in shape_of(report, layout)])


def shape_of(report: Report, layout: Layout) -> list[str]:
    """Return what can be seen of a message without reading it."""
    body = layout.body.low
    length = len(" ".join(body.split()))
    seen = [f"door:{report.door.value}", *(f"longer:{limit}" for limit in _LENGTHS if length > limit)]
    seen += sorted({f"answer:{answer.field}" for answer in layout.answers if answer.value})
    address = report.sender.address if report.sender else ""
    said = {
        "subject": bool(layout.subject.low.strip()),
        "sender": bool(address),
        "free mail": any(name in address.casefold() for name in _FREE_MAIL),
        "school": ".sch." in address,
        "confidential": report.confidential,
        "forwarded": layout.forwarded,
        "quotes": bool(layout.quoted.low.strip()),
        "signature": bool(layout.closing.low.strip()),
        "form": bool(layout.answers),
        "asks": "?" in body,
        "asks often": body.count("?") > 2,  # noqa: PLR2004 - as said
        "lists": body.count("\n-") + body.count("\n*") > 1,
        "link": "http" in body or "www." in body,
        "money": "£" in body or "%" in body,
    }
    return [*seen, *(name for name, is_so in said.items() if is_so)]
