"""What a report says, as the reader understands it."""

from collections.abc import Sequence

from candour.cases.asked import Asked
from candour.cases.desk import Desk
from candour.cases.errors import ReadingFailedError
from candour.cases.facts import Answer, Candidate, Facts, Method, Value
from candour.cases.merging import WISH, merge
from candour.cases.report import Reply, Report, reply_source
from candour.cases.sorting_signs import FOR_SORTING

_READ_IN_WELSH = "a machine read its days, times, numbers, kinds of data and kind of incident; please read it whole"
IN_WELSH = {
    "cy": f"the report is in Welsh: {_READ_IN_WELSH}",
    "mixed": f"the report is partly in Welsh: {_READ_IN_WELSH}",
}
"""What is told to whoever decides, by the value `language` of the facts."""
_AS_GOOD_AS_OPEN = 0.1
"""The confidence of what its writer emptied: below what a question offers to choose from."""


def read(desk: Desk, report: Report, asked: Sequence[Asked] = ()) -> tuple[Facts, Report]:
    """Return what the report says; where reading fails, or the report is in Welsh, it says so, and a person reads it.

    What serves to sort a shared mailbox is left out: in a case it says nothing, and an answer would "change" it.
    So would the language of an answer, which only its own report tells. What can't be read of a report takes nothing
    from the rest of it.
    """
    if report.unreadable:
        return Facts(), report
    limits: list[str] = []
    try:
        facts = _read(desk, report, asked)
    except ReadingFailedError as error:
        facts = Facts()
        limits.append(error.reason)
    facts = _with_replies(desk, report, facts, limits)
    facts = _as_typed(report, facts)
    if said := IN_WELSH.get(str(facts.shown("language"))):
        limits.append(said)
    facts = facts.without({"language"}) if asked else facts
    return facts, report.model_copy(update={"limits": (*report.limits, *limits)}) if limits else report


def understand(desk: Desk, report: Report) -> Facts:
    """Return what would be read out of a report now; raises ReadingFailedError where its story can't be read."""
    return _as_typed(report, _with_replies(desk, report, _read(desk, report, ()), []))


def understand_reply(desk: Desk, report: Report, reply: Reply) -> Facts:
    """Return what one reply says in the light of what its writer had been shown; raises ReadingFailedError.

    Its spans name the place that it has among the report's replies, the next one where it isn't one of them yet.
    """
    replies = report.replies
    number = replies.index(reply) + 1 if reply in replies else len(replies) + 1
    answer = report.model_copy(
        update={
            "id": f"{report.id}.{number}",
            "subject": "",
            "text": reply.text,
            "sent_at": reply.at,
            "received_at": reply.at,
            "replies": (),
            "typed": {},
        }
    )
    facts = _read(desk, answer, reply.asked).without({"language"})
    return Facts(values={field: _in_reply(value, number) for field, value in facts.values.items()})


def _read(desk: Desk, report: Report, asked: Sequence[Asked]) -> Facts:
    return desk.reader.read(report, asked, desk.surroundings_of(report)).without(FOR_SORTING)


def _with_replies(desk: Desk, report: Report, facts: Facts, limits: list[str]) -> Facts:
    """Return the facts of a report's story with what its replies say; adds to `limits` what can't be read."""
    for number, reply in enumerate(report.replies, start=1):
        try:
            facts, _ = merge(facts, understand_reply(desk, report, reply))
        except ReadingFailedError as error:
            limits.append(f"{reply_source(number)}: {error.reason}")
    return facts


def _in_reply(value: Value, number: int) -> Value:
    """Return a value with its words told from those of the story, which has other words at the same place."""
    placed = _candidate_in_reply(value, number)
    return value.model_copy(
        update={
            "spans": placed.spans,
            "alternatives": tuple(_candidate_in_reply(other, number) for other in value.alternatives),
            "parts": tuple(_candidate_in_reply(part, number) for part in value.parts),
            "read": _candidate_in_reply(value.read, number) if value.read else None,
        }
    )


def _candidate_in_reply(candidate: Candidate, number: int) -> Candidate:
    spans = tuple(
        span.model_copy(update={"source": reply_source(number)}) if span.source == "body" else span
        for span in candidate.spans
    )
    return candidate.model_copy(update={"spans": spans})


def _as_typed(report: Report, facts: Facts) -> Facts:
    """Return the facts with what the writer put into entries of the form themselves, and without what they emptied.

    What was read stands beside it. A wish not to be named stays: no reading takes it back.
    """
    emptied = ((field, facts.value(field)) for field in report.not_known if field != WISH)
    facts = facts.with_values({field: _emptied(value) for field, value in emptied if value})
    return facts.with_values({field: _instead_of(facts.value(field), answer) for field, answer in report.typed.items()})


def _emptied(value: Value) -> Value:
    """Return a value as one that nobody is shown, and no question offers again."""
    others = tuple(other.model_copy(update={"confidence": _AS_GOOD_AS_OPEN}) for other in value.alternatives)
    return value.model_copy(
        update={
            "confidence": _AS_GOOD_AS_OPEN,
            "method": Method.ANSWER,
            "rule": "form.emptied",
            "alternatives": others,
            "read": value.as_first_read(),
        }
    )


def _instead_of(read: Value | None, answer: Answer) -> Value:
    others = (read.as_candidate(), *read.alternatives) if read else ()
    return Value(
        value=answer,
        confidence=1.0,
        method=Method.ANSWER,
        rule="form.typed",
        alternatives=tuple(other for other in others if other.value != answer),
    )
