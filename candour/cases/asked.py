"""What a writer was shown before they answered: their words are read in that light."""

from candour.cases.record import Record


class Asked(Record):
    """An entry of the form as its reporter was shown it: its words as printed, and the question where one was asked.

    `is_open` where nothing is known of it yet; else `shown` is its value as printed. `number` is the one under which
    the mail that is answered asked it, 0 where it didn't. Without a `field` it is a sentence beside the form: the
    policy's own words, or (`is_open`) a question that a person wrote. `offered` is what stood behind the question to
    choose from.
    """

    field: str
    label: str
    question: str = ""
    is_open: bool = True
    shown: str = ""
    number: int = 0
    offered: str = ""
