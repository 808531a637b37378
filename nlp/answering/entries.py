"""The entries of the form as their answers are read: the label under which the rules know them, and what fits."""

import re
from dataclasses import dataclass
from enum import StrEnum

from nlp.answering.welsh import in_english
from nlp.numbers import NUMBER
from nlp.when.date_arithmetic import DAY, MONTH


class Kind(StrEnum):
    """What an answer to an entry looks like."""

    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    YES_NO = "yes_no"
    NAME = "name"
    TEXT = "text"


@dataclass(frozen=True)
class Entry:
    """An entry: `label` is its name in `answers.LABELS`."""

    label: str
    kind: Kind


_ENTRIES = {
    "occurred_date": Entry("occurred", Kind.DATE),
    "occurred_time": Entry("occurred", Kind.TIME),
    "discovered_date": Entry("discovered", Kind.DATE),
    "discovered_time": Entry("discovered", Kind.TIME),
    "individuals": Entry("individuals", Kind.NUMBER),
    "data_types": Entry("data", Kind.TEXT),
    "remedial_action": Entry("action", Kind.TEXT),
    "recovered": Entry("recovered", Kind.YES_NO),
    "complaint": Entry("complaint", Kind.YES_NO),
    "near_miss": Entry("near_miss", Kind.YES_NO),
    "breached_data_copy": Entry("breached_data_copy", Kind.YES_NO),
    "line_manager_told": Entry("line_manager_told", Kind.YES_NO),
    "asset_encrypted": Entry("asset_encrypted", Kind.YES_NO),
    "responsible_employee": Entry("responsible_employee", Kind.NAME),
    "line_manager": Entry("line_manager", Kind.NAME),
    "reporter_name": Entry("reporter_name", Kind.NAME),
    "asset_contents": Entry("data", Kind.TEXT),
    "asset_comments": Entry("other", Kind.TEXT),
}
LONG = frozenset(
    {"data", "action", "summary", "incident_type", "circumstances", "identifiability", "other", "employee_role"}
)
"""Labels whose answer may run over several lines."""

NUMERIC_DAY = r"[0-3]?\d(?:st|nd|rd|th)|[0-3]?\d[/.-][01]?\d(?:[/.-]\d{2,4})?"
_DAY = re.compile(
    rf"\b(?:{DAY}|{MONTH}|yesterday|today|tonight|this (?:morning|afternoon)|last (?:night|week)|ago|same day"
    r"|the (?:first|second|former|latter|earlier|later|last)"
    rf"|straight ?away|at once|weekend|{NUMERIC_DAY}|20\d\d-\d\d-\d\d)\b"
)
_TIME = re.compile(
    r"\d|\b(?:noon|midday|midnight|half|quarter|o'?clock|morning|afternoon|lunch\w*|break|five|ten|twenty|one|two|three"
    r"|four|six|seven|eight|nine|eleven|twelve|straight ?away|at once)\b"
)
_YES_NO = re.compile(
    r"^\W*(?:yes|yeah|yep|yup|y|no|nope|nah|n|not|none|nothing|nobody|no[- ]one|never|partly|partially|part|some|half"
    r"|all|most|a few|already|(?:i )?(?:think so|don't think so|dont think so|believe so|doubt it)|should be|probably"
    r"|pretty sure|still)\b|\b(?:delet\w+|destroyed|shredded|back|returned|retrieved|recovered|stopped)\b"
)
_SAYS_NOTHING = re.compile(
    r"\W*(?:\?+|n/?a|not (?:known|sure)|no idea|(?:i )?(?:don't|dont|do not) know|unsure|tbc|skip)\b"
)
_NUMBER = re.compile(rf"(?<![\w]){NUMBER}|\b(?:just )?(?:one|1|all|none|loads|lots)\b")
_BESIDE_THE_NAME = re.compile(
    r"\W*(?:(?:oh|well|um|er|i think|i believe|probably|maybe|sorry|no|nope|it(?:'s| is| was| will be| would be)"
    r"|that(?:'s| is| was|'d be| would be)|(?:wasn't|not) me|(?:her|his|their|my|the) (?:line )?manager is"
    r"|(?:her|his|their|my) name(?:'s| is)|(?:and|but|actually))[,:;. -]{1,3}){1,4}(?=[\w])"
)
_FORMS = {
    Kind.DATE: (14, _DAY),
    Kind.TIME: (14, _TIME),
    Kind.NUMBER: (20, _NUMBER),
    Kind.YES_NO: (60, _YES_NO),
    Kind.NAME: (9, re.compile(r"^\D+$")),
    Kind.TEXT: (2_000, re.compile(r"\w")),
}
"""The most words of an answer, and what must stand in it."""


def entry_of(field: str) -> Entry:
    """Return how an entry of the form is answered."""
    return _ENTRIES.get(field, Entry(field, Kind.TEXT))


def fits(field: str, words: str) -> bool:
    """Tell whether words in lower case can be the answer to an entry: a day for a date, yes or no, a short name."""
    if _SAYS_NOTHING.match(words):
        return True
    words = in_english(words)
    most, pattern = _FORMS[entry_of(field).kind]
    return 0 < len(words.split()) <= most and pattern.search(words) is not None


def name_starts(low: str, start: int, end: int) -> int:
    """Return where the name of an answer begins: behind "it was", "not me," and the like; `start` where it does."""
    lead = _BESIDE_THE_NAME.match(low, start, end)
    return lead.end() if lead and lead.end() < end else start
