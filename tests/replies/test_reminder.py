"""Reminders to whoever decides: which clock, how far, until when, and what to decide."""

from datetime import timedelta

import pytest

from candour.cases.case import Deadline, Decision
from candour.cases.notice import NoticeKind
from replies.subjects import subject
from tests.builders import NOON
from tests.replies.stage import CLOCKS, a_dispatch, a_told_case, read

COMPLAINT = Deadline(
    id="complaint",
    label="Acknowledge the complaint (30 days)",
    starts_at=NOON,
    due_at=NOON + timedelta(days=30),
    source="DPA 2018 s.164A(3)",
)
ICO_TOLD = Decision(id="d-2", at=NOON, person="Dilys Marlow", what="ico", value="report", reason="It is serious.")


def topic(clock: str, stage: int) -> str:
    return f"clock:{clock}:{stage}:20261123T0900"


@pytest.mark.parametrize(
    ("clock", "stage", "words"),
    [
        ("ico_occurrence", 50, "Half of the time to decide about the ICO has passed"),
        ("ico_occurrence", 80, "Four fifths of the time to decide about the ICO have passed"),
        ("ico_awareness", 100, "The time to tell the ICO, if it must be told, has run out"),
        ("complaint", 80, "Four fifths of the time to answer the complaint have passed"),
        ("some_new_clock", 100, "The time of a deadline has run out"),
    ],
)
def test_a_subject_says_the_stage_and_the_clock_in_fixed_words(clock: str, stage: int, words: str) -> None:
    dispatch = a_dispatch(NoticeKind.REMINDER, topics=(topic(clock, stage),))
    assert subject(dispatch.case, dispatch.notice) == f"[SF-26-K7QM4] {words}"


def test_the_subject_names_the_clock_that_has_run_furthest() -> None:
    topics = (topic("complaint", 50), topic("ico_occurrence", 100), topic("ico_awareness", 80))
    dispatch = a_dispatch(NoticeKind.REMINDER, topics=topics)
    assert "The time to decide about the ICO has run out" in subject(dispatch.case, dispatch.notice)


def test_the_end_is_told_in_london_time_with_its_source_and_that_it_is_an_estimate() -> None:
    reminder = read(a_dispatch(NoticeKind.REMINDER))
    assert reminder.says("Monday 23 November 2026, 09:00, London time [estimated]")
    assert reminder.says("Friday 20 November 2026, 09:00, which is an estimate")
    assert reminder.says("Counted from the discovery.")
    assert reminder.says("5.7")


def test_summer_time_is_londons() -> None:
    summer = CLOCKS[1].model_copy(update={"due_at": NOON + timedelta(days=200)})
    case = a_told_case(assessment={"deadlines": (summer,)})
    assert read(a_dispatch(NoticeKind.REMINDER, case)).says("Tuesday 8 June 2027, 13:00, London time")


def test_several_clocks_stand_in_one_mail_each_with_what_to_decide() -> None:
    case = a_told_case(assessment={"deadlines": (*CLOCKS, COMPLAINT)})
    reminder = read(a_dispatch(NoticeKind.REMINDER, case, topics=(topic("ico_occurrence", 80), topic("complaint", 50))))
    assert reminder.says("Decide whether the Information Commissioner's Office (ICO) is told, and say why.")
    assert reminder.says("Tell the person who complained that you have the complaint, and record that you did.")
    assert reminder.says("Four fifths of the time have passed")
    assert reminder.says("Half of the time has passed")


def test_a_time_that_has_run_out_still_asks_and_accuses_nobody() -> None:
    late = read(a_dispatch(NoticeKind.REMINDER, topics=(topic("ico_occurrence", 100),)), NOON + timedelta(days=4))
    assert late.says("[this time has passed]")
    assert late.says("It still has to be done. Please record why it is late.")


def test_r105_once_it_is_decided_to_tell_the_ico_the_reminder_asks_to_tell_it() -> None:
    case = a_told_case(decisions=(ICO_TOLD,))
    reminder = read(a_dispatch(NoticeKind.REMINDER, case, topics=(topic("ico_awareness", 80),)))
    assert reminder.says("You decided that the Information Commissioner's Office (ICO) is told. Tell it, and record")


def test_what_was_decided_while_the_mail_waited_is_said_to_be_done() -> None:
    case = a_told_case(decisions=(ICO_TOLD,))
    reminder = read(a_dispatch(NoticeKind.REMINDER, case))
    assert reminder.says("This was done in the meantime")
    assert not reminder.mentions("What to decide")


def test_a_clock_that_has_gone_is_said_to_have_gone() -> None:
    reminder = read(a_dispatch(NoticeKind.REMINDER, topics=(topic("complaint", 50),)))
    assert reminder.says("The deadline has gone in the meantime.")


def test_a_reminder_says_nothing_that_the_report_said() -> None:
    reminder = read(a_dispatch(NoticeKind.REMINDER))
    for secret in ("Vaughan", "inhaler", "wrong parent", "Year 5"):
        assert not reminder.mentions(secret), secret
