"""What a policy says on the matters that staff ask about, in its own words and with its place."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from candour.cases.policy import Policy, Statement

TOPICS: Mapping[str, str] = {
    "must_report": "whether something has to be reported",
    "near_miss": "near misses",
    "deadline": "how soon to report",
    "weekend": "weekends and holidays",
    "how_to_report": "how to report",
    "details": "what a report has to hold",
    "evidence": "copies of what got out",
    "incident": "what counts as an incident",
    "personal_data": "what personal data is",
    "unsure": "what to do in doubt",
    "who_is_told": "who is told",
    "line_manager": "telling your line manager",
    "tell_people": "telling the people concerned",
    "ico": "telling the Information Commissioner",
    "investigate": "who investigates",
    "put_right": "putting it right yourself",
    "trouble": "consequences for staff",
    "colleague": "reporting what somebody else did",
    "anonymous": "reporting without your name",
    "lost_device": "lost devices",
    "complaint": "complaints",
    "dpo": "the Data Protection Officer",
    "afterwards": "what happens afterwards",
    "retention": "how long reports are kept",
}
"""What staff ask about, in the words in which the bot names it."""


def said_on(topic: str, policy: Policy) -> Sequence[Statement]:
    """Return what a policy says on one of TOPICS, most to the point first; nothing where it is silent.

    What Candour does where a policy is silent (its source is "project") is none of the policy's words.
    """
    told = [*(said for said in policy.paragraphs if topic in said.topics), *_held(topic, policy)]
    return [said for said in told if said.text and "project" not in said.source]


def _held(topic: str, policy: Policy) -> Iterator[Statement]:
    """Yield what other entries of the policy say on a topic already: nothing of it stands there twice."""
    if (find := _ENTRIES.get(topic)) is not None and (said := find(policy)) is not None:
        yield said


def _anonymity(policy: Policy) -> Statement:
    return Statement(text=policy.wording.anonymity, source=policy.wording.sources.get("anonymity", "project"))


def _complaint(policy: Policy) -> Statement | None:
    rule = policy.route("complaint_at_once")
    return Statement(text=rule.text, source=rule.source) if rule else None


_ENTRIES: Mapping[str, Callable[[Policy], Statement | None]] = {
    "afterwards": lambda policy: policy.closer,
    "anonymous": _anonymity,
    "complaint": _complaint,
    "investigate": lambda policy: policy.investigator,
    "retention": lambda policy: policy.retention,
}
