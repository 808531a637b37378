"""What a writer answered in a chat before the report was sent: read in the light of what they had been asked."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from candour.cases.asked import Asked
from candour.cases.asking import asked_entries, asked_of
from candour.cases.corrections import is_in_first
from candour.cases.directory import Person
from candour.cases.errors import ReadingFailedError
from candour.cases.facts import Facts, Method, Span, Value
from candour.cases.report import Door, Reply, Report
from candour.cases.showing.messages import messages_in_full
from candour.cases.showing.own_words import told_by
from candour.cases.showing.withholding import WITHHELD, without_writers
from tests.builders import NOON, SEREN, a_report, some_facts
from tests.cases.merged import OWAIN
from tests.replies.stage import POLICY, a_told_case, anonymous
from tests.service import RuleReader, a_stage, decide

HOW_MANY = Asked(field="individuals", label="Number of individuals", question="How many people?", number=1)
WHEN = Asked(field="occurred_date", label="Date", question="When did it happen?", number=2)
STORY = "I emailed the reports of 7B to the wrong parent."


def a_reply(text: str = "about thirty", asked: Sequence[Asked] = (HOW_MANY,)) -> Reply:
    return Reply(text=text, at=NOON + timedelta(minutes=2), asked=tuple(asked))


def a_chat(*replies: Reply, **changes: object) -> Report:
    usual = {"door": Door.CHAT, "subject": "", "text": STORY, "replies": replies, "mailbox": "", "message_id": None}
    return a_report(**{**usual, **changes})


def count(number: int, *, source: str = "body", confidence: float = 0.9) -> Value:
    words = Span(source=source, start=6, end=12, text="thirty")
    return Value(value=number, confidence=confidence, method=Method.ANSWER, rule="answer.number", spans=(words,))


def test_replies_are_read_one_by_one_as_their_writer_s_words_with_what_they_had_been_shown() -> None:
    stage = a_stage()
    stage.service.receive(a_chat(a_reply(), a_reply("on Tuesday", (WHEN,))))
    read = stage.reader.reports
    assert [report.text for report in read] == [STORY, "about thirty", "on Tuesday"]
    assert [stage.reader.asked[report.id] for report in read] == [(), (HOW_MANY,), (WHEN,)]
    assert all((report.door, report.school, report.sender) == (Door.CHAT, "st-finnian", SEREN) for report in read)
    assert read[1].received_at == NOON + timedelta(minutes=2)  # "today" is the day on which it was said


def test_a_reply_fills_what_is_open_and_its_words_are_told_from_those_of_the_story() -> None:
    stage = a_stage()
    stage.reader.readings["report-1"] = some_facts().without({"individuals"})
    stage.reader.readings["report-1.1"] = Facts(values={"individuals": count(30)})
    case = stage.store.load(stage.service.receive(a_chat(a_reply())).reference or "")
    found = case.facts.value("individuals")
    assert found is not None
    assert (found.value, [span.source for span in found.spans]) == (30, ["reply 1"])
    assert is_in_first(case, found)


def test_a_later_reply_corrects_an_earlier_one_which_stays_beside_it() -> None:
    stage = a_stage()
    stage.reader.readings["report-1.1"] = Facts(values={"individuals": count(30)})
    stage.reader.readings["report-1.2"] = Facts(values={"individuals": count(31)})
    facts = stage.service.understand(a_chat(a_reply(), a_reply("no, 31")))
    found = facts.value("individuals")
    assert found is not None
    assert (found.value, [span.source for span in found.spans]) == (31, ["reply 2"])
    assert [span.source for other in found.alternatives if other.value == 30 for span in other.spans] == ["reply 1"]


def test_what_was_typed_into_the_form_stands_above_every_reply() -> None:
    stage = a_stage()
    stage.reader.readings["report-1.1"] = Facts(values={"individuals": count(30)})
    facts = stage.service.understand(a_chat(a_reply(), typed={"individuals": 29}))
    assert facts.shown("individuals") == 29


def test_an_entry_that_its_writer_emptied_stays_open_in_the_case_until_somebody_answers() -> None:
    stage = a_stage()
    assert some_facts().shown("individuals") is not None
    case = stage.store.load(stage.service.receive(a_chat(not_known=("individuals",))).reference or "")
    assert case.facts.shown("individuals") is None
    assert "individuals" in case.assessment.open_questions
    read = case.facts.values["individuals"].as_first_read()
    assert read.value == some_facts().shown("individuals")
    stage.reader.readings["later"] = Facts(values={"individuals": count(31)})
    stage.service.answer(case.reference, a_chat(id="later", keys=("later",)))
    assert stage.store.load(case.reference).facts.shown("individuals") == 31


def test_a_wish_not_to_be_named_is_not_taken_back_by_an_empty_entry() -> None:
    stage = a_stage()
    wish = Value(value=True, confidence=0.6, method=Method.RULE, rule="wish")
    stage.reader.readings["report-1"] = Facts(values={"wants_anonymity": wish})
    assert stage.service.understand(a_chat(not_known=("wants_anonymity",))).holds("wants_anonymity")


def test_the_clocks_of_what_would_be_reported_are_those_of_the_case() -> None:
    stage = a_stage()
    report = a_chat()
    clocks = stage.service.clocks(report, stage.service.understand(report))
    assert clocks == stage.store.load(stage.service.receive(report).reference or "").assessment.deadlines


@pytest.mark.parametrize("unreadable", ["report-1", "report-1.1"], ids=["story", "reply"])
def test_what_can_not_be_read_takes_nothing_from_the_rest(unreadable: str) -> None:
    stage = a_stage()
    stage.reader.readings |= {
        "report-1": Facts(values={"incident_type": some_facts().values["incident_type"]}),
        "report-1.1": Facts(values={"individuals": count(30)}),
        "report-1.2": Facts(values={"individuals": count(31)}),
    }
    stage.reader.readings[unreadable] = "it took too long"
    report = a_chat(a_reply(), a_reply("no, 31"), typed={"occurred_date": "2026-11-20"})
    case = stage.store.load(stage.service.receive(report).reference or "")
    assert (case.facts.shown("individuals"), case.facts.shown("occurred_date")) == (31, "2026-11-20")
    assert [limit for limit in case.reports[0].limits if "it took too long" in limit] == [
        "it took too long" if unreadable == "report-1" else "reply 1: it took too long"
    ]


def test_understanding_keeps_nothing_and_fails_only_where_the_story_can_not_be_read() -> None:
    stage = a_stage()
    stage.reader.readings["report-1.1"] = "it took too long"
    assert stage.service.understand(a_chat(a_reply())) == some_facts()
    assert not stage.store.register()
    stage.reader.readings["report-1"] = "it took too long"
    with pytest.raises(ReadingFailedError):
        stage.service.understand(a_chat(a_reply()))


def test_what_is_understood_is_what_the_case_will_say() -> None:
    stage = a_stage()
    stage.reader.readings["report-1.1"] = Facts(values={"individuals": count(30)})
    report = a_chat(a_reply(), typed={"occurred_date": "2026-11-19"})
    before = stage.service.understand(report)
    assert stage.store.load(stage.service.receive(report).reference or "").facts == before


def test_a_reply_that_is_not_kept_yet_is_understood_at_the_place_that_it_would_have() -> None:
    stage = a_stage()
    stage.reader.readings["report-1.2"] = Facts(values={"individuals": count(31)})
    found = stage.service.understand_reply(a_chat(a_reply()), a_reply("31")).value("individuals")
    assert found is not None
    assert [span.source for span in found.spans] == ["reply 2"]


def test_short_replies_are_read_by_the_real_reader() -> None:
    """Chat's first promise: two answers, without a sentence around them."""
    stage = a_stage(reader=RuleReader())
    facts = stage.service.understand(a_chat(text=STORY, received_at=NOON))
    numbers = {"individuals": 1, "occurred_date": 2}
    asked = asked_entries(stage.policy, facts, set(numbers), numbers)
    report = a_chat(a_reply("about thirty", asked), a_reply("2. yesterday", asked), received_at=NOON)
    understood = stage.service.understand(report)
    assert (understood.shown("individuals"), understood.shown("occurred_date")) == (30, "2026-11-19")


def test_r35_what_somebody_typed_into_the_form_is_told_back_to_them_whoever_else_wrote_or_decided() -> None:
    stage = a_stage()
    report = a_chat(a_reply(), typed={"individuals": 29, "occurred_date": "2026-11-19"})
    reference = stage.service.receive(report).reference or ""
    decide(stage, reference, "value", "individuals", answer="31")
    stage.reader.readings["other"] = Facts()
    stage.service.answer(reference, a_report(id="other", keys=("other",), message_id=None, sender=OWAIN, text="Hm"))
    case = stage.store.load(reference)
    assert case.facts.shown("individuals") == 31
    told = told_by(case, [Person(name="Seren Vaughan", address=SEREN.address)])
    assert (told.shown("individuals"), told.shown("occurred_date")) == (29, "2026-11-19")
    assert told_by(case, [Person(name="Owain Price", address=OWAIN.address)]).values == {}


def test_a_case_keeps_the_questions_and_not_the_whole_form_each_time() -> None:
    stage = a_stage()
    shown = asked_entries(stage.policy, some_facts(), {"individuals"}, {"individuals": 1})
    by_a_person = Asked(field="", label="", question="Which class?")
    report = a_chat(a_reply(asked=(*shown, by_a_person)))
    [reply] = stage.store.load(stage.service.receive(report).reference or "").reports[0].replies
    assert [(entry.field, entry.number) for entry in reply.asked] == [("individuals", 1), ("", 0)]
    assert (reply.text, reply.at) == (report.replies[0].text, report.replies[0].at)


def test_the_entries_that_were_shown_are_the_same_before_and_after_there_is_a_case() -> None:
    case = a_told_case()
    shown = asked_of(POLICY, case, a_report())
    numbers = {entry.field: entry.number for entry in shown if entry.number}
    assert asked_entries(POLICY, case.facts, case.assessment.open_questions, numbers) == shown


def test_replies_are_shown_below_the_story_behind_what_had_been_asked() -> None:
    not_asked = HOW_MANY.model_copy(update={"number": 0})
    case = a_told_case(reports=(a_chat(a_reply(asked=(WHEN, not_asked)), a_reply("no, 31", ())),))
    (message,) = messages_in_full(case, POLICY)
    assert [(reply.asked, reply.text) for reply in message.replies] == [
        (("When did it happen?",), "about thirty"),
        ((), "no, 31"),
    ]


def test_r33_replies_are_masked_like_the_story_and_left_out_of_what_is_sent() -> None:
    case = a_told_case(anonymous(), reports=(a_chat(a_reply("Seren Vaughan told me")),))
    (message,) = messages_in_full(case, POLICY)
    assert [reply.text for reply in message.replies] == [f"{WITHHELD} told me"]
    assert without_writers(case, POLICY).reports[0].replies == ()
