"""Somebody's own reports, by whatever door they came: what became of them, and what is said to one of them later.

Only the writer's own cases are ever named: whether another reference exists is told to nobody.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from bot import commands, policy_questions, small_talk, words
from bot.changing import begun
from bot.draft import Chat, Told
from bot.events import Brought, Event, Said
from bot.messages import Message, Part, Quote, Text, say
from bot.reporting import as_report
from bot.sentences import in_sentences, tells
from bot.turn import Answering, Around, Turn
from candour.cases.case import CaseStatus
from candour.cases.errors import ReadingFailedError
from candour.cases.own_cases import OwnCase
from candour.cases.references import find
from candour.cases.report import Door, Evidence, Report
from candour.cases.showing.answers import option_label
from candour.cases.showing.words import LONDON, day_in_words, one_line, plain

MOST_SHOWN = 10
_LONGEST_STATUS = 60
_NONE = "You have no reports under your name."
_SOMETHING_NEW = "If it was about something new, say “new incident” and tell me."
_NOT_YOURS = "I can't find that reference among your reports."
_STATUS: Mapping[CaseStatus, str] = {
    CaseStatus.OPEN: "Open.",
    CaseStatus.PROPOSED_NO_INCIDENT: "Open.",
    CaseStatus.NO_INCIDENT: "Closed: it was no incident.",
    CaseStatus.CLOSED: "Closed.",
}
_DOORS: Mapping[Door, str] = {
    Door.EMAIL: "by mail",
    Door.CHAT: "in chat",
    Door.TERMINAL: "in chat",
    Door.WEB: "by form",
}
_ANEW = re.compile(
    r"\b(?:again|another|also|new|today|just|now|(?:this|yesterday) (?:morning|afternoon|evening)|second|separate"
    r"|different"
    r"|else|same thing)\b",
    re.IGNORECASE,
)

_HAPPENED_AGAIN = re.compile(
    r"\b(?:happened|did it|done it|sent it|it's happened|same thing (?:happened)?) again\b|\bnew (?:incident|report"
    r"|breach)\b"
    r"|\banother (?:incident|report|breach)\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\b[A-Za-z]{2,6}[ \-\u2010-\u2015\u2212]{0,3}\d[0-9OIL][ \-\u2010-\u2015\u2212]{0,3}[0-9A-Za-z]{5}\b"
)
_NEWS = re.compile(
    r"\W*(?:(?:hi|hello|please|pls|and|so)\W+)*(?:(?:whats?|what is|what has|hows?|how is|wheres?|where is)\b.*"
    r"|(?:any|is there any|is there|got any) (?:news|update|progress|word)\b.*|(?:status|update|news|progress"
    r"|state)(?: (?:of|on|for))?"
    r"|(?:is|has|was) (?:it |my report |report )?(?:been )?\W*(?:closed|open|done|sorted|finished|looked at"
    r"|dealt with|resolved)?"
    r"|(?:show|see|open)(?: me)?(?: my report)?|my report|report|what about(?: my report)?)?\W*",
    re.IGNORECASE,
)


def status(chat: Chat, around: Around) -> Message:
    """Return somebody's newest reports, at most ten: what each is about, what became of it, what is asked."""
    del chat
    own = around.own_cases()
    if not own:
        return say(_NONE)
    parts: list[Part] = [Text(text="Your reports, the newest first:")]
    for case in own[:MOST_SHOWN]:
        parts += _shown(case, around)
    if (left := len(own) - MOST_SHOWN) > 0:
        parts.append(Text(text=f"And {left} older ones."))
    asked = next((case for case in own if case.asked), own[0])
    parts.append(Text(text=_how_to_answer(asked.reference), tone="quiet"))
    return Message(parts=tuple(parts))


def answering(event: Event, chat: Chat, around: Around, now: datetime) -> Turn | None:
    """Return what comes of a message that belongs to a case of its writer; None for one that belongs to none.

    It names the case's reference, or nothing else is under way and it answers what was asked here. While a report is
    being told only the reference counts. A message that asks for news of a case gets them.
    """
    match event:
        case Said():
            return _named(event, chat, around, now) or _answer(event, chat, around, now)
        case Brought(evidence=Evidence()):
            return _file(event, chat, around, now)
        case _:
            return None


def still_asked(chat: Chat, around: Around) -> str:
    """Return how to answer what was asked in this chat, for whoever tells of something new first; "" where it isn't."""
    case = _asked_about(chat, around)
    return f"There is still a question about {case.reference}. {_how_to_answer(case.reference)}" if case else ""


def not_found(text: str, around: Around) -> str:
    """Return what is said where a message names what looks like a reference and is none of its writer's; else ""."""
    own = {case.reference for case in around.own_cases()} if _REFERENCE.match(text.strip()) else set[str]()
    if not _REFERENCE.match(text.strip()) or own & set(find(text)):
        return ""
    return f"{_NOT_YOURS} So I take this as a new report. Say “cancel” if it is none."


def with_question(chat: Chat, around: Around) -> Chat:
    """Return the chat of somebody who has just seen their reports: the one question of a person is what they answer."""
    asked = [case.reference for case in around.own_cases()[:MOST_SHOWN] if case.asked]
    return chat.model_copy(update={"asked_about": asked[0]}) if len(asked) == 1 else chat


def _named(event: Said, chat: Chat, around: Around, now: datetime) -> Turn | None:
    named = find(event.text)
    if not named:
        return None
    own = around.own_cases()
    case = next((each for reference in named for each in own if each.reference == reference), None)
    if _wants_news(event.text):
        return Turn(chat=chat, messages=(_news(case, around),))
    if case is None or _is_another(event.text):
        return None
    return _joined(event, case, chat, around, now)


def _answer(event: Said, chat: Chat, around: Around, now: datetime) -> Turn | None:
    case = _asked_about(chat, around)
    if case is None or chat.draft is not None or policy_questions.is_only_asked(event.text):
        return None
    if small_talk.is_idle(event.text) or _is_new(event, case, chat, around, now):
        return None
    return _joined(event, case, chat, around, now)


def _file(event: Brought, chat: Chat, around: Around, now: datetime) -> Turn | None:
    """Join a file to the case about which was asked; the question stays, for the words that go with the file."""
    case = _asked_about(chat, around)
    if case is None or chat.draft is not None or event.evidence is None:
        return None
    report = _message(event, chat, around, now)
    joined = words.FILE_JOINED.format(name=event.evidence.name, reference=case.reference)
    return Turn(chat=chat, messages=(say(joined),), answering=Answering(reference=case.reference, report=report))


def _joined(event: Said, case: OwnCase, chat: Chat, around: Around, now: datetime) -> Turn:
    return Turn(
        chat=chat.model_copy(update={"asked_about": ""}) if chat.asked_about == case.reference else chat,
        messages=(say(words.ADDED_TO.format(reference=case.reference), _SOMETHING_NEW),),
        answering=Answering(reference=case.reference, report=_message(event, chat, around, now)),
    )


def _message(event: Said | Brought, chat: Chat, around: Around, now: datetime) -> Report:
    """Return a message of the chat's writer; the same event makes the same one, so that a retry is known."""
    draft = begun(event.id, chat, around, now)
    if isinstance(event, Said):
        draft = draft.model_copy(update={"story": (Told(id=event.id, text=event.text, at=now),)})
    elif event.evidence is not None:
        draft = draft.model_copy(update={"evidence": (event.evidence,)})
    return as_report(draft, chat.talker, chat.school)


def _asked_about(chat: Chat, around: Around) -> OwnCase | None:
    """Return the case about which was asked here, as long as it is the writer's and something of it stands open."""
    if not chat.asked_about:
        return None
    own = (case for case in around.own_cases() if case.reference == chat.asked_about)
    return next((case for case in own if case.asked or case.open_questions), None)


def _is_new(event: Said, case: OwnCase, chat: Chat, around: Around, now: datetime) -> bool:
    """Tell whether a message begins a report though something was asked.

    It says so, or it tells of something that reads like an incident by itself; what a person asked may well be answered
    so, and then it must also say that this is another time.
    """
    if _is_another(event.text):
        return True
    if not any(map(tells, in_sentences(event.text))) or (case.asked and not _ANEW.search(event.text)):
        return False
    try:
        facts = around.understand(_message(event, chat, around, now))
    except ReadingFailedError:
        return False
    return facts.shown("incident_type") is not None


def _is_another(text: str) -> bool:
    return commands.another_incident(text) is not None or bool(_HAPPENED_AGAIN.search(text))


def _wants_news(text: str) -> bool:
    rest = _REFERENCE.sub(" ", text)
    flat = " ".join(rest.replace("\u2019", "").replace("'", "").split())
    return len(flat) <= _LONGEST_STATUS and _NEWS.fullmatch(flat) is not None


def _news(case: OwnCase | None, around: Around) -> Message:
    if case is None:
        return say(_NOT_YOURS, "Say “status” to see your reports.")
    return Message(parts=(*_shown(case, around), Text(text=_how_to_answer(case.reference), tone="quiet")))


def _shown(case: OwnCase, around: Around) -> Iterator[Part]:
    day = day_in_words(case.opened_at.astimezone(LONDON).date())
    kind = _kind(case, around)
    yield Text(text=f"{case.reference}, {day}, {_DOORS[case.door]}{f': {kind}' if kind else ''}. {_state(case)}")
    if case.asked:
        yield Text(text=f"The {around.policy.role('dpo').title} asks about {case.reference}:")
        yield Quote(text=plain(case.asked))


def _kind(case: OwnCase, around: Around) -> str:
    """Return the kind of incident, in the form's words; "" where it isn't known, or another policy's."""
    field = around.policy.field("incident_type")
    if field is None or case.incident_type not in {option.id for option in field.options}:
        return ""
    return one_line(option_label(field, case.incident_type))


def _state(case: OwnCase) -> str:
    if case.merged_into:
        return f"It is part of {case.merged_into} now."
    if case.asked or not case.open_questions:
        return _STATUS[case.status]
    return f"{_STATUS[case.status]} Some points are not known yet."


def _how_to_answer(reference: str) -> str:
    return f"To add something, begin your message with the reference, for example “{reference} it was encrypted”."
