"""Questions about the procedure get the policy's own paragraph, with its place; where it is silent, that is said.

Nothing is made up here: what the policy doesn't say is a question for the Data Protection Officer.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.messages import Message, Part, Quote, Text, say
from bot.question_cues import topic_of
from bot.sentences import asks, in_sentences, may_ask, pieces, tells, without_frame
from bot.turn import Around
from bot.whom_to_ask import officer
from candour.cases.guidance import TOPICS, said_on
from candour.cases.notice import NoticeKind
from candour.cases.policy import Policy, Statement
from candour.cases.showing.words import listed, one_line

_MOST_TOPICS = 2
_EXAMPLES = ("deadline", "near_miss", "incident", "who_is_told", "tell_people")
_MOST_WORDS = 120
_PROCEDURE = re.compile(
    r"\b(?:report(?:s|ed|ing)?|dpo|data protection|polic(?:y|ies)|procedures?|incidents?|breach(?:es)?|gdpr|ico)\b"
)
"""A question with one of these words is one about the procedure, though it is about none of our topics."""
_LINES = re.compile(r",? ?\bL\d+(?:-\d+)?")
"""How a profile cites a policy that numbers nothing: by the line, which no reader of the policy can find."""
_TO_ROLES = frozenset({NoticeKind.ALERT, NoticeKind.HEAD_NOTICE})
_EVERY_REPORT = frozenset({"always", "may_be_incident"})


def answer(text: str, around: Around, way_on: str = "") -> Message | None:
    """Return what the policy says on what somebody asks, None where they ask nothing about the procedure.

    A message may ask and tell ("How long do I have? I lost my laptop"): this answers the question, and
    `is_only_asked` says whether anything is left that has to become a report. Who only asks is told the `way_on`.
    """
    topics = topics_of(text)
    if not topics:
        return _not_known(around, way_on) if is_only_asked(text) else None
    parts = [part for topic in topics for part in _on(topic, around)]
    if way_on and is_only_asked(text):
        parts.append(Text(text=way_on))
    return Message(parts=tuple(parts))


def is_only_asked(text: str) -> bool:
    """Tell whether a message asks about the procedure and tells of nothing: it begins no report and adds to none."""
    sentences = in_sentences(text)
    if len(text.split()) > _MOST_WORDS or not all(may_ask(each) and not tells(each) for each in sentences):
        return False
    return bool(_topics(sentences, may_ask)) or any(asks(each) and _PROCEDURE.search(each) for each in sentences)


def asks_and_tells(text: str) -> bool:
    """Tell whether a message asks, and tells that something happened: so asks who is not sure that it matters."""
    sentences = in_sentences(text)
    return any(map(asks, sentences)) and any(map(tells, sentences))


def what_is_told(text: str) -> str:
    """Return a message without its questions about the procedure: those were put to us, and are no part of a report."""
    if not topics_of(text):
        return text
    told = "".join(piece for piece in pieces(text) if not is_only_asked(piece)).strip().rstrip(",")
    return told or text


def topics_of(text: str) -> Sequence[str]:
    """Return what a message asks about, in its order: of `guidance.TOPICS`, at most two."""
    sentences = in_sentences(text)
    return _topics(sentences, may_ask if is_only_asked(text) else asks)[:_MOST_TOPICS]


def _topics(sentences: Sequence[str], is_question: Callable[[str], bool]) -> Sequence[str]:
    found = (topic_of(without_frame(sentence)) for sentence in sentences if is_question(sentence))
    return list(dict.fromkeys(topic for topic in found if topic))


def _not_known(around: Around, way_on: str) -> Message:
    known = listed(tuple(TOPICS[topic] for topic in _EXAMPLES))
    return say(
        f"I can't tell you that. Please ask {officer(around)}.",
        f"I can show you what your school's policy says, for example on {known}.",
        way_on,
    )


def _on(topic: str, around: Around) -> Iterator[Part]:
    said = said_on(topic, around.policy)
    if said:
        yield Text(text=f"This is what your school's policy says on {TOPICS[topic]}:")
        for one in said:
            yield Quote(text=one.text)
            yield Text(text=_cited(one, around.policy), tone="quiet")
    else:
        yield Text(text=f"Your school's policy doesn't say anything on {TOPICS[topic]}.")
    if (add := _ADDED.get(topic)) is not None and (more := add(around)):
        yield Text(text=more)
    elif not said:
        yield Text(text=f"Please ask {officer(around)}.")


def _cited(said: Statement, policy: Policy) -> str:
    place = one_line(_LINES.sub("", said.source))
    return f"{policy.title}, {place}" if place else policy.title


def _who_it_is(around: Around) -> str:
    return f"At your school: {officer(around)}."


def _without_name(around: Around) -> str:
    del around
    return "Say “anonymous” for what this chat can promise, and for a page that asks for no name."


def _goes_to(around: Around) -> str:
    policy = around.policy
    rules = [rule for rule in policy.routes if rule.notice in _TO_ROLES and rule.when in _EVERY_REPORT]
    titles = tuple(dict.fromkeys(f"the {policy.role(rule.to).title}" for rule in rules if not rule.on_decision))
    return f"A report that you make here goes to {listed(titles)}. Whoever it is about does not get it."


def _in_good_faith(around: Around) -> str:
    wording = around.policy.wording
    return wording.good_faith if wording.sources["good_faith"].startswith("project") else ""


def _before_you_do(around: Around) -> str:
    return f"Before you delete anything or ask for it back, please ask {officer(around)}."


def _here(around: Around) -> str:
    del around
    return "You can tell me here: I fill in the form from your words and bring it to them."


_ADDED: Mapping[str, Callable[[Around], str]] = {
    "anonymous": _without_name,
    "dpo": _who_it_is,
    "how_to_report": _here,
    "put_right": _before_you_do,
    "trouble": _in_good_faith,
    "who_is_told": _goes_to,
}
"""What this school adds to its policy's words, or says where that is silent."""
