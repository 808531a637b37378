"""What a case keeps of the way back of who reported without a name, and what they did there."""

from candour.cases.record import Moment, Record

NAME_LEFT = "name_left"
"""The event of a writer who left their name, to be opened on purpose alone."""
GIVEN_UP = "way_back_given_up"
"""The event of a writer who wants no further questions."""


class WayBack(Record):
    """How who reported without a name comes back: by a code that nobody but they have (`coming_back`).

    `lookup` is what is kept of the code, and `key` opens what they are shown.
    """

    lookup: str
    key: str


class WriterAct(Record):
    """What who reported without a name did without words, `kind` as its event: it is seen at the slot `told_at`."""

    kind: str
    told_at: Moment
