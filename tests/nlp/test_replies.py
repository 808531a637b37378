"""Replies as people write them in the programs that they use: what they change on the form."""

from collections import Counter

import pytest

from candour.cases.facts import CERTAIN, Method
from nlp import ReportReader
from tests.nlp.replies import Reply, replies, score
from tests.nlp.replying import SCENES, a_reply

ALL = replies()


def shares(counts: Counter[str]) -> tuple[float, float]:
    """Return precision and recall."""
    right = counts["right"]
    return right / (right + counts["wrong"]), right / (right + counts["missed"])


@pytest.mark.parametrize("is_kept_back", [False, True], ids=["seen", "kept back"])
def test_replies_are_read_at_least_this_well(is_kept_back: bool, reader: ReportReader) -> None:  # noqa: FBT001 - a case
    counts: Counter[str] = Counter()
    for reply in ALL:
        if reply.is_kept_back is is_kept_back:
            counts += score(reply, reply.changes(reader))
    precision, recall = shares(counts)
    assert precision >= 0.93
    assert recall >= 0.97


def test_there_are_enough_replies_and_enough_of_them_are_whole_mails() -> None:
    assert len(ALL) >= 60
    assert sum(reply.name.endswith(".eml") for reply in ALL) >= 25


@pytest.mark.parametrize("reply", ALL, ids=lambda reply: reply.name)
def test_every_value_of_a_reply_stands_at_its_place_in_the_text(reply: Reply, rules: ReportReader) -> None:
    facts = rules.read(reply.report, reply.scene.asked())
    for value in facts.values.values():
        for one in (value, *value.alternatives, *value.parts):
            for span in one.spans:
                assert span.source == "body"
                assert reply.report.text[span.start : span.end] == span.text


CORRECTIONS = [
    ("No, it was Tuesday.", "occurred_date", "2026-11-17"),
    ("no it was tuesday", "occurred_date", "2026-11-17"),
    ("Actually the 3rd.", "occurred_date", "2026-11-03"),
    ("It was Monday, not yesterday.", "occurred_date", "2026-11-16"),
    ("I got the date wrong. It was 16/11.", "occurred_date", "2026-11-16"),
    ("Correction: we noticed it on Wednesday.", "discovered_date", "2026-11-18"),
    ("Sorry, it was half nine, not twenty to nine.", "occurred_time", "09:30"),
    ("Sorry, I meant 31 not 13.", "individuals", 31),
    ("It was 31, not 13.", "individuals", 31),
    ("Not 13 but 31.", "individuals", 31),
    ("I counted again, there are 31 pupils on it.", "individuals", 31),
    ("Not me, Gareth Pugh.", "responsible_employee", "Gareth Pugh"),
    ("It was Gareth Pugh, not me.", "responsible_employee", "Gareth Pugh"),
    ("It wasn't me. It was Gareth Pugh.", "responsible_employee", "Gareth Pugh"),
]


@pytest.mark.parametrize(("text", "field", "value"), CORRECTIONS)
def test_a_correction_is_certain_enough_to_replace_what_stands(
    text: str, field: str, value: object, rules: ReportReader
) -> None:
    found = rules.read(a_reply(text), SCENES["trip"].asked()).value(field)
    assert found is not None
    assert found.value == value
    assert found.confidence >= CERTAIN
    assert found.rule.startswith("correction.")


def test_what_the_other_parent_was_asked_to_do_is_an_action(rules: ReportReader) -> None:
    text = "> 1. What has been done about it so far?\n\nI asked Mrs Price to delete it\n"
    assert rules.read(a_reply(text), SCENES["trip"].asked()).ticks("remedial_action") == (
        "asked Mrs Price to delete it",
    )


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Mrs Khan came to the office on Tuesday and I sent her the right list on Wednesday.", "occurred_date"),
        ("There were 28 children in the hall when I told them about the trip.", "individuals"),
        ("No one was there on Monday.", "occurred_date"),
        ("Sorry, I was away on Monday and 4 of us were ill.", "individuals"),
        ("It took us 40 minutes, not 20.", "individuals"),
        ("Please ring me at half past four, not before.", "occurred_time"),
        ("It was 31, not 40.", "individuals"),  # nobody had said 40
        ("Correction: the other parent deleted it on Wednesday.", "occurred_date"),
    ],
)
def test_what_is_said_in_passing_replaces_nothing(text: str, field: str, rules: ReportReader) -> None:
    found = rules.read(a_reply(text), SCENES["trip"].asked()).value(field)
    assert found is None or found.confidence < CERTAIN


def test_where_nobody_was_shown_anything_nothing_is_a_correction(rules: ReportReader) -> None:
    read = rules.read(a_reply("No, it was Tuesday."), ())
    assert [value for value in read.values.values() if value.rule.startswith("correction.")] == []


def test_a_word_behind_a_yes_or_no_is_read_beside_it(rules: ReportReader) -> None:
    asked = SCENES["trip"].asked()
    question = next(entry.question for entry in asked if entry.field == "complaint")
    read = rules.read(a_reply(f"> {question}\nNo, but it happened on Tuesday not Thursday."), asked)
    assert (read.shown("complaint"), read.shown("occurred_date")) == (False, "2026-11-17")


def test_lines_below_several_questions_are_given_one_to_each_only_where_they_fit(rules: ReportReader) -> None:
    asked = SCENES["trip"].asked()
    questions = {entry.field: entry.question for entry in asked}
    text = f"> {questions['complaint']}\n> {questions['discovered_date']}\nWednesday\nMrs Price rang me again"
    read = rules.read(a_reply(text), asked)
    assert (read.shown("complaint"), read.shown("discovered_date")) == (None, "2026-11-18")


def test_an_answer_to_our_question_is_told_from_what_was_read(rules: ReportReader) -> None:
    asked = SCENES["wide"].asked()
    question = next(entry.question for entry in asked if entry.field == "near_miss")
    found = rules.read(a_reply(f"> {question}\nNo, she read it."), asked).value("near_miss")
    assert found is not None
    assert (found.value, found.method) == (False, Method.ANSWER)


def test_an_answer_typed_beside_what_we_understood_replaces_it(rules: ReportReader) -> None:
    scene = SCENES["trip"]
    ours = scene.mail().text.replace("information about? 13", "information about? 13  31!")
    assert "13  31!" in ours
    read = rules.read(a_reply(f"From: A\nSent: today\nTo: B\nSubject: C\n\n{ours}"), scene.asked())
    assert read.shown("individuals") == 31


def test_a_value_that_an_older_mail_of_ours_printed_is_no_answer(rules: ReportReader) -> None:
    scene = SCENES["trip"]
    ours = scene.mail().text.replace("information about? 13", "information about? 27")
    read = rules.read(a_reply(f"Thanks.\n\nFrom: A\nSent: today\nTo: B\nSubject: C\n\n{ours}"), scene.asked())
    assert read.value("individuals") is None


def test_answers_that_stand_in_an_older_reply_below_are_not_read_again(rules: ReportReader) -> None:
    scene = SCENES["trip"]
    head = "From: A\nSent: today\nTo: B\nSubject: C\n\n"
    question = next(entry.question for entry in scene.asked() if entry.field == "discovered_date")
    older = scene.mail().text.replace(question, f"{question}\nTuesday")
    read = rules.read(
        a_reply(f"Thanks.\n\n{head}{scene.mail().text}\n{head}Answers below.\n\n{head}{older}"), scene.asked()
    )
    assert read.value("discovered_date") is None


def test_what_is_typed_below_a_copy_of_our_whole_mail_is_read(rules: ReportReader) -> None:
    scene = SCENES["trip"]
    head = "From: A\nSent: today\nTo: B\nSubject: C\n\n"
    read = rules.read(a_reply(f"{head}{scene.mail().text}\n\nNobody has complained."), scene.asked())
    assert read.shown("complaint") is False
