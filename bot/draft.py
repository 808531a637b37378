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


class Earlier(Record):
    """How a draft stood at an earlier version: what its form showed, and of which messages it was made."""

    version: int
    shown: Mapping[str, str] = {}
    story: tuple[Told, ...] = ()


class Draft(Record):
    """A report before it is sent.

    `story` is the description, `replies` are answers and corrections in their order. `typed` are the entries that the
    writer filled in on the form, `not_known` those that they emptied there. `facts` is what all of it was understood
    as. `asked` are the entries that were asked last, by their numbers (the first is 1), in so many `rounds`;
    `declined` are those that the writer can't tell.

    It is sent as it is at `sends_at`, after `was_announced` (R16, R23), and never by itself where that is None: its
    writer may not want to be named (`wants_no_name`, until they choose), or it did not read like an incident
    (`is_doubtful`). It is forgotten at `ends_at` then. With `is_sent_off` it is on its way: whoever finds it so after a
    crash sends it again, and the core knows it by its id.

    `version` counts what changed: a card that carries an older one is stale. `earlier` are the last ones before it.
    """

    id: str
    version: int = 1
    began_at: Moment
    touched_at: Moment
    touched_by: str = ""
    """The process that heard its writer last."""
    story: tuple[Told, ...] = ()
    replies: tuple[ToldReply, ...] = ()
    typed: Mapping[str, Answer] = {}
    not_known: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    limits: tuple[str, ...] = ()
    facts: Facts = Facts()
    asked: tuple[str, ...] = ()
    rounds: int = 0
    declined: tuple[str, ...] = ()
    sends_at: Moment | None = None
    ends_at: Moment | None = None
    was_announced: bool = False
    is_sent_off: bool = False
    is_doubtful: bool = False
    is_meant: bool = False
    """It read like an incident once, or its writer says that it is one: it is never doubted again."""
    wants_no_name: bool = False
    hides_name: bool = False
    """Its writer goes on in the chat and asks that their name is kept back (R33)."""
    retold: tuple[str, ...] = ()
    """The messages of a story that its writer wrote anew in the form."""
    earlier: tuple[Earlier, ...] = ()
    waiting: tuple[Told, ...] = ()
    """Messages that came after a long gap, until "continue" or "start again"; once sent off, the next draft's first."""

    @property
    def goes_by_itself(self) -> bool:
        """Tell whether it is sent when its writer leaves."""
        return not (self.wants_no_name or self.is_doubtful)

    @property
    def messages(self) -> tuple[str, ...]:
        """The platform's ids of the messages that it is made of."""
        return (*(told.id for told in self.story), *(reply.id for reply in self.replies))


class Reported(Record):
    """A draft that became a report: of which messages, and which entries were asked for in its receipt, by number."""

    draft: str
    reference: str
    at: Moment
    messages: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    was_receipted: bool = False
    was_told_of_edits: bool = False


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
