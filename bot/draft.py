"""What is kept of a conversation until its report is sent."""

from collections.abc import Mapping

from bot.events import Talker
from candour.cases.facts import Answer, Facts
from candour.cases.record import Moment, Record
from candour.cases.report import Evidence, Reply


class Told(Record):
    """A message of the story, by the platform's id."""

    id: str
    text: str
    at: Moment


class ToldReply(Record):
    """A message that answered or corrected something, by the platform's id."""

    id: str
    reply: Reply


class Draft(Record):
    """A report before it is sent.

    `story` is the description, `replies` are answers and corrections in their order. `typed` are the entries that the
    writer filled in on the form, `not_known` those that they emptied there. `facts` is what all of it was understood
    as. `asked` are the entries that were asked last, by their numbers (the first is 1), `declined` those that the
    writer can't tell.

    It is sent as it is at `sends_at`, after `was_announced` (R16, R23), and never by itself where that is None: its
    writer may not want to be named. It is forgotten at `ends_at` then. With `is_sent_off` it is on its way: whoever
    finds it so after a crash sends it again, and the core knows it by its id.

    `version` counts what changed: a card that carries an older one is stale.
    """

    id: str
    version: int = 1
    began_at: Moment
    touched_at: Moment
    story: tuple[Told, ...] = ()
    replies: tuple[ToldReply, ...] = ()
    typed: Mapping[str, Answer] = {}
    not_known: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    limits: tuple[str, ...] = ()
    facts: Facts = Facts()
    asked: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    sends_at: Moment | None = None
    ends_at: Moment | None = None
    was_announced: bool = False
    is_sent_off: bool = False
    is_doubtful: bool = False
    """It did not read like an incident: it is sent only where its writer says so."""
    waiting: tuple[Told, ...] = ()
    """Messages that came after a long gap: they wait for "continue" or "start again"."""


class Reported(Record):
    """A draft that became a report."""

    draft: str
    reference: str
    at: Moment
    was_receipted: bool = False


class Chat(Record):
    """A conversation with one person. It is kept only while it holds something.

    `asked_about` is the case about which its writer was asked here and has not answered yet; `reported` are the newest
    reports of the last day, so that a stale card is told what became of it. `heard` are the ids of the last events.
    """

    talker: Talker
    school: str
    draft: Draft | None = None
    asked_about: str = ""
    reported: tuple[Reported, ...] = ()
    heard: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing has to be kept."""
        return self.draft is None and not self.asked_about and not self.reported
