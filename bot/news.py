"""What whoever reported in a chat is told there later: what the mails to reporters tell, in fewer words (R35)."""

from collections.abc import Callable, Mapping

from bot.messages import Message, Part, Question, Questions, Quote, Text
from candour.cases.case import CaseStatus
from candour.cases.dispatch import Dispatch
from candour.cases.notice import NoticeKind
from candour.cases.showing.questions import FEW, asset_questions_to_writer, questions_to_writer
from candour.cases.showing.telling import contact
from candour.cases.showing.withholding import is_name_withheld
from candour.cases.showing.words import one_line, plain

ASKING = frozenset({NoticeKind.ACKNOWLEDGEMENT, NoticeKind.QUESTIONS, NoticeKind.ASSET_FORM})
"""The kinds that may ask their reader something: what they say next may be the answer."""
SAID_ALREADY = frozenset({NoticeKind.UPDATE})
"""Thanks for an answer: its writer was thanked in the conversation when they gave it."""
_NOT_HELD_UP = "Tell me what you know, here in this chat. Leave out what you don't know: nothing waits for it."


def news(dispatch: Dispatch, key: str = "") -> Message | None:
    """Return what a notice tells whoever reported, in the place of what has `key`; None where only a mail tells it."""
    tell = _TELLS.get(dispatch.notice.kind)
    return tell(dispatch).model_copy(update={"key": key}) if tell else None


def asks(dispatch: Dispatch) -> bool:
    """Tell whether a notice asks its reader something."""
    if dispatch.notice.kind is NoticeKind.ACKNOWLEDGEMENT:
        return bool(questions_to_writer(dispatch))
    return dispatch.notice.kind in ASKING


def _acknowledgement(dispatch: Dispatch) -> Message:
    """Say that the report is in, for whoever the conversation's own receipt did not reach."""
    case, wording = dispatch.case, dispatch.policy.wording
    dpo, _ = contact(dispatch)
    looks = f"The {dpo} will look at it. You did the right thing by telling us."
    if case.reports[0].unreadable:
        looks = "We could not read all of it. It is kept whole, and a person will look at it."
    elif case.status is CaseStatus.PROPOSED_NO_INCIDENT:
        looks = "We were not sure that it is about a problem with personal data. A person will look at it."
    name = "Your name is left out of every notice to others." if is_name_withheld(case.facts) else ""
    sentences = (looks, wording.no_self_investigation, wording.good_faith, wording.tell_line_manager, name)
    return _message(
        f"Reported. Your reference is {case.reference}.",
        *(Text(text=one_line(text, limit=1_000)) for text in sentences if text),
        *_numbered(dispatch),
    )


def _questions(dispatch: Dispatch) -> Message:
    """Bring a person's question in their own words, or what the form still asks."""
    reference, asked = dispatch.case.reference, plain(dispatch.notice.text)
    if not asked:
        return _message(f"A few points of your report {reference} are still open.", *_numbered(dispatch))
    dpo, _ = contact(dispatch)
    return _message(
        f"Thank you again for your report {reference}. The {dpo} asks you:",
        Quote(text=asked),
        Text(text="Please answer here in this chat. What you write is added to your report."),
    )


def _asset_form(dispatch: Dispatch) -> Message:
    """Ask what the policy's second form asks. Without numbers: those belong to the questions of the first one."""
    title = f"Your report {dispatch.case.reference} says that an item was lost. The policy asks more about that:"
    asked = asset_questions_to_writer(dispatch)
    if not asked:
        return _message(f"{title} you have told us all of it already. Thank you.")
    short = f"Short of time? Answer the first {FEW}: they matter most." if len(asked) > FEW else ""
    questions = "\n".join(f"- {question}" for question in asked)
    return _message(title, Text(text=questions), Text(text=f"{_NOT_HELD_UP} {short}".rstrip()))


def _numbered(dispatch: Dispatch) -> tuple[Part, ...]:
    """Return the questions that matter most, by the numbers by which an answer is read (`asking`)."""
    questions = questions_to_writer(dispatch)[:FEW]
    if not questions:
        return ()
    asked = tuple(Question(number=number, text=text) for number, text in enumerate(questions, start=1))
    return Questions(questions=asked), Text(text=_NOT_HELD_UP)


def _message(first: str, *parts: Part) -> Message:
    return Message(parts=(Text(text=first), *parts))


_TELLS: Mapping[NoticeKind, Callable[[Dispatch], Message]] = {
    NoticeKind.ACKNOWLEDGEMENT: _acknowledgement,
    NoticeKind.QUESTIONS: _questions,
    NoticeKind.ASSET_FORM: _asset_form,
}
