"""Questions about the procedure: told from reports, and answered in the policy's own words or not at all.

data/questions_before.tsv was written before the rules, the others after them; "+" marks a question that also tells of
something.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.messages import Quote
from bot.policy_questions import answer, is_only_asked, topics_of
from bot.question_cues import topic_of
from candour.cases.guidance import TOPICS, said_on
from candour.cases.policy_file import load, shipped_profiles
from tests.bot.surroundings import around
from training.corpus import Part, rows

DATA = Path(__file__).parent / "data"


def phrasings() -> Iterator[tuple[str, bool, str]]:
    """Yield the topic, whether something is told beside it, and the question as staff type it."""
    for name in ("questions_before", "questions_after", "questions_last"):
        for line in (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
            topic, text = line.split("\t")
            yield topic.removesuffix("+"), topic.endswith("+"), text


def quoted(text: str, profile: str) -> list[str]:
    message = answer(text, around(profile))
    assert message is not None
    return [part.text for part in message.parts if isinstance(part, Quote)]


@pytest.mark.parametrize(("topic", "tells_more", "text"), list(phrasings()), ids=lambda value: str(value)[:40])
def test_a_question_about_the_procedure_is_known_however_it_is_typed(
    topic: str, *, tells_more: bool, text: str
) -> None:
    assert topic in topics_of(text)
    assert is_only_asked(text) is not tells_more


def test_every_topic_that_staff_ask_about_is_among_the_phrasings() -> None:
    assert {topic for topic, _, _ in phrasings()} == set(TOPICS)


@pytest.mark.parametrize("profile", shipped_profiles())
def test_an_answer_is_the_policy_s_own_paragraph_with_its_place(profile: str) -> None:
    for topic, tells_more, text in phrasings():
        if not tells_more and len(topics_of(text)) == 1:
            policy = load(profile)
            assert quoted(text, profile) == [said.text for said in said_on(topic, policy)]
            message = answer(text, around(profile))
            assert message is not None
            assert (policy.title in message.plain) is bool(said_on(topic, policy))


def test_r16_how_long_there_is_is_said_with_its_paragraph() -> None:
    message = answer("how long do I have?", around())
    assert message is not None
    assert "within 24 hours" in message.plain
    assert "GDPR Policy - Data Protection Incidents Policy & Procedure, 3.3" in message.plain


def test_a_policy_that_numbers_nothing_is_cited_by_its_headings_not_by_our_count_of_its_lines() -> None:
    message = answer("do I have to report a near miss?", around("generic-school"))
    assert message is not None
    assert "reporting policy, Definitions, Near Miss" in message.plain
    assert re.search(r"\bL\d", message.plain) is None


@pytest.mark.parametrize(
    ("profile", "text"),
    [
        ("generic-school", "will I get in trouble?"),
        ("wentworth-essex", "do I have to tell my line manager?"),
        ("generic-school", "should I delete it?"),
        ("wentworth-essex", "what counts as personal data?"),
    ],
)
def test_where_a_policy_is_silent_that_is_said_and_nothing_is_made_up(profile: str, text: str) -> None:
    message = answer(text, around(profile))
    assert message is not None
    assert quoted(text, profile) == []
    assert "Your school's policy doesn't say anything on" in message.plain


def test_who_to_ask_instead_is_named() -> None:
    message = answer("where do complaints about data go?", around("generic-school"))
    assert message is not None
    assert "Please ask the Data Protection Officer, Dilys Marlow (dpo@saint-finnian.example)." in message.plain


def test_r39_who_asks_whether_to_investigate_is_told_not_to() -> None:
    assert any("must not investigate" in said for said in quoted("can I look into it myself?", "saints-cardiff"))


def test_r34_who_asks_about_trouble_is_told_the_promise_and_what_else_the_policy_says() -> None:
    said = quoted("will I get in trouble for reporting?", "wentworth-essex")
    assert any("No action will be taken" in one for one in said)
    assert any("disciplinary action" in one for one in said)


def test_who_asks_for_the_officer_is_told_who_it_is() -> None:
    message = answer("who is the DPO?", around())
    assert message is not None
    assert "Dilys Marlow" in message.plain


def test_who_is_told_names_whom_a_report_from_here_reaches() -> None:
    message = answer("who gets told?", around())
    assert message is not None
    assert "goes to the Data Protection Officer and the Head Teacher" in message.plain


TELLING = (
    "how long do I have? I lost my laptop",
    "I've just emailed 7B's reports to the wrong parent, do I have to report it?",
    "what do I do if I've sent a medical form to the wrong parent",
    "is it a breach that I left the register on the bus?",
    "My memory stick was stolen. Should I tell the parents?",
    "do I have to tell anyone that someone has seen the SEN list on my screen?",
    "there was a letter in the wrong envelope, what happens next?",
)


@pytest.mark.parametrize("text", TELLING)
def test_who_asks_and_tells_is_answered_and_the_report_begins(text: str) -> None:
    assert answer(text, around()) is not None
    assert not is_only_asked(text)


REPORTING = (
    "I lost my laptop on the train",
    "near miss: nearly sent the CP file to the wrong school",
    "Can you add this as a near miss please",
    "can I report a lost memory stick",
    "I need to report a breach",
    "a parent complained that her son's report went to somebody else",
    "laptop gone from the staffroom over the weekend",
    "my line manager sent everybody's sickness notes to all staff",
    "the DPO told me to tell you",
    "when I got to school the cabinet was open",
    "why is everyone's salary on the shared drive?",
    "is the MIS down for everyone?",
    "what's for lunch?",
    "",
    "???",
    "\U0001f602",
)


WISHES = (
    "can i do this without giving my name",
    "can my name be left out?",
    "Can this be kept confidential as to who raised it",
    "please could this be treated gently and without my name on it",
    "can you not put my name on it please?",
    "could you leave my name out of it?",
    "Would it be possible to keep my name out of this?",
    "please keep this between us",
    "please do not put my name to anything",
)


@pytest.mark.parametrize("text", WISHES)
def test_r33_who_asks_not_to_be_named_is_not_fobbed_off_with_a_paragraph(text: str) -> None:
    assert not is_only_asked(text)


@pytest.mark.parametrize("text", REPORTING)
def test_a_report_and_a_question_about_something_else_are_no_questions_about_the_procedure(text: str) -> None:
    assert answer(text, around()) is None
    assert not is_only_asked(text)


def test_no_labelled_report_of_an_incident_is_taken_for_a_question() -> None:
    reports = [row["body"] for row in rows(Part.LESSONS) if not row["expected"]["not_an_incident"]]
    assert [body for body in reports if is_only_asked(body)] == []


def test_hardly_any_first_sentence_of_a_labelled_report_is_taken_for_a_question() -> None:
    reports = [row["body"].strip() for row in rows(Part.LESSONS) if not row["expected"]["not_an_incident"]]
    first = [re.split(r"(?<=[.?!])\s|\n", body)[0] for body in reports]
    taken = [sentence for sentence in first if is_only_asked(sentence)]
    assert len(taken) <= len(first) / 200, taken


def test_a_very_long_message_without_spaces_is_no_question() -> None:
    assert not is_only_asked("how long" + "-a" * 100_000)


def test_each_kind_of_question_is_about_something_that_a_policy_may_say() -> None:
    assert topic_of("what happens on saturdays") in TOPICS
    assert topic_of("what is the capital of france") is None
