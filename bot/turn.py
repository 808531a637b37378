"""What the conversation makes of an event: the new state, what is said, and what is to be handed to the core."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.draft import Chat, Draft
from bot.form import ChatForm
from bot.messages import Message
from candour.cases.case import Deadline
from candour.cases.directory import School
from candour.cases.facts import Facts
from candour.cases.own_cases import OwnCase
from candour.cases.policy import Policy
from candour.cases.record import Record
from candour.cases.report import Reply, Report

_MOST_HEARD = 40


class Answering(Record):
    """A message that belongs to a case which was reported before."""

    reference: str
    report: Report


class Turn(Record):
    """The outcome of one event. `chat` is kept before anything is said; an empty one is forgotten.

    With `files` this draft is handed in, and `Conversation.filed` says the rest. `form` stands where a form that was
    sent holds something wrong. `erases` is why nothing of the draft may stay (somebody left for the anonymous page).
    """

    chat: Chat
    messages: tuple[Message, ...] = ()
    files: Draft | None = None
    answering: Answering | None = None
    form: ChatForm | None = None
    erases: bool = False

    def after(self, *messages: Message) -> "Turn":
        """Return the turn with messages that are said before its own."""
        return self.model_copy(update={"messages": (*messages, *self.messages)})

    def noting(self, event: str) -> "Turn":
        """Return the turn with its event among those that were heard; who left for the anonymous page leaves none."""
        if not event and not self.erases:
            return self
        heard = () if self.erases else (event, *self.chat.heard)[:_MOST_HEARD]
        return self.model_copy(update={"chat": self.chat.model_copy(update={"heard": heard})})


@dataclass(frozen=True)
class Around:
    """What the conversation may ask about. Every call keeps nothing, and answers the same for the same question.

    `understand` raises ReadingFailedError where a report can't be read. `anonymous` returns the address of the
    anonymous page, "" where there is none. `clocks` returns those of the policy as they would run for a report.
    `sends_after` is when a draft goes by itself, `warns_before` how long before that it says so. After `pauses_after`,
    or where another `process` than this one heard of it last, a draft is gone on with only where its writer says so.
    """

    school: School
    policy: Policy
    understand: Callable[[Report], Facts]
    understand_reply: Callable[[Report, Reply], Facts]
    own_cases: Callable[[], Sequence[OwnCase]]
    anonymous: Callable[[], str]
    pages: str = ""
    sends_after: timedelta = timedelta(minutes=30)
    warns_before: timedelta = timedelta(minutes=5)
    pauses_after: timedelta = timedelta(minutes=10)
    process: str = ""
    clocks: Callable[[Report, Facts], Sequence[Deadline]] = lambda _report, _facts: ()
