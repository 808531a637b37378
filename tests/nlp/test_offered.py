"""What a question offers to choose from: printed in our mail, never read back as the writer's, and answered shortly."""

import pytest

from candour.cases.facts import Value
from candour.cases.notice import NoticeKind
from nlp import ReportReader
from tests.builders import LETTER, a_value
from tests.nlp.replying import TRIP, Scene, a_reply

OFFER = "Is it Monday 9 November 2026 or Tuesday 10 November 2026?"


def scene() -> Scene:
    """Return a case whose report leaves open on which of two days it happened."""
    words = "this morning"
    first, second = (a_value(day, words, confidence=sure) for day, sure in (("2026-11-09", 0.4), ("2026-11-10", 0.3)))
    between = Value.model_validate({**dict(first), "alternatives": (second.as_candidate(),)})
    questions = ("occurred_date", "discovered_time", "recovered", "complaint", "line_manager", "remedial_action")
    assert words in LETTER
    return Scene("saints-cardiff", questions, {**TRIP, "occurred_date": between})


def test_the_options_stand_behind_the_policy_s_question_and_the_first_few_are_marked() -> None:
    mail = scene().mail(NoticeKind.ACKNOWLEDGEMENT)
    assert f"1. On what date did it happen? {OFFER}\n" in mail.text
    assert mail.says("Short of time? Answer the first 4: they matter most.")


def test_few_questions_need_no_word_about_which_matter_most() -> None:
    few = Scene("saints-cardiff", ("occurred_date", "recovered"), TRIP)
    assert not few.mail(NoticeKind.ACKNOWLEDGEMENT).mentions("Short of time")


@pytest.mark.parametrize("mark", ["> ", ""], ids=["marked", "copied"])
def test_the_options_are_not_read_back_as_the_writer_s_words(mark: str, rules: ReportReader) -> None:
    case = scene()
    ours = "\n".join(f"{mark}{line}" for line in case.mail(NoticeKind.ACKNOWLEDGEMENT).text.splitlines())
    read = rules.read(a_reply(f"Thanks, will do.\n\nFrom: A\nSent: today\nTo: B\nSubject: C\n\n{ours}"), case.asked())
    assert read.value("occurred_date") is None


@pytest.mark.parametrize(
    "answer", ["Tuesday", "the 10th", "Tuesday 10 November", "the second", "dydd Mawrth", "Tues I think"]
)
def test_one_of_them_answers_the_question(answer: str, rules: ReportReader) -> None:
    case = scene()
    read = rules.read(a_reply(f"> 1. On what date did it happen? {OFFER}\n{answer}"), case.asked())
    assert read.shown("occurred_date") == "2026-11-10"
