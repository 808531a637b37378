"""What a person wants to decide about a case, as a door brings it."""

from collections.abc import Mapping

from candour.cases.directory import Person
from candour.cases.record import Record


class Order(Record):
    """A decision before it is checked: `what` is an id of `decisions.DECISIONS`.

    `stamp` is `Case.stamp` of the page that was looked at (None where nobody looked at one). `details` belong to the
    kind: see `decisions`.
    """

    what: str
    by: Person
    value: str = ""
    reason: str = ""
    details: Mapping[str, str] = {}
    stamp: str | None = None
