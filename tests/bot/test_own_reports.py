"""Somebody's own reports in a chat: told by whatever door they came, answered by any; nobody else's is ever told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from bot import commands, own_reports
from bot.draft import Chat
from bot.events import Brought, Said
from candour.cases.case import Case
from candour.cases.report import Sender
from tests.bot.stage import GARETH, ChatStage
from tests.builders import SEREN, a_report
from tests.service import decide

HIS = Sender(name=GARETH.name, address=GARETH.address)
QUESTION = "Was the laptop encrypted?"
LOST = "I lost my school laptop on the bus this morning. It has the reports of 30 pupils on it."


@pytest.fixture
def stage() -> ChatStage:
    return ChatStage()


def a_mail(stage: ChatStage, sender: Sender = HIS, number: int = 1, text: str = LOST) -> Case:
    """Take in a mail and return its case."""
    keys = {"id": f"mail-{number}", "keys": (f"mail-{number}",), "message_id": f"<{number}@saint-finnian.example>"}
    report = a_report(**keys, sender=sender, text=text, subject="Laptop", received_at=stage.clock())
    reference = stage.core.service.receive(report).reference
    assert reference is not None
    stage.clock.move(timedelta(minutes=5))
    return stage.core.store.load(reference)


def a_question(stage: ChatStage, case: Case, text: str = QUESTION) -> None:
    decide(stage.core, case.reference, "ask", text)
    stage.clock.move(timedelta(minutes=5))


def asked_here(stage: ChatStage, case: Case) -> None:
    """Ask by chat: the carrier notes where somebody was asked."""
    a_question(stage, case)
    stage.line.receipts.asked(stage.talker, case.reference)


def now(stage: ChatStage, case: Case) -> Case:
    return stage.core.store.load(case.reference)


def references(stage: ChatStage) -> set[str]:
    return {entry.reference for entry in stage.core.store.register()}


@contextmanager
def nothing_joins(stage: ChatStage, case: Case) -> Iterator[None]:
    before = len(now(stage, case).reports)
    yield
    assert len(now(stage, case).reports) == before


def test_who_has_reported_nothing_is_told_so(stage: ChatStage) -> None:
    assert stage.says("status") == "You have no reports under your name."


def test_status_names_a_mail_s_case_with_its_day_kind_and_state(stage: ChatStage) -> None:
    case = a_mail(stage)
    said = stage.says("status")
    assert f"{case.reference}, Friday 20 November 2026, by mail: Damage to or theft/loss of IT equipment. Open." in said


def test_status_tells_nothing_else_of_what_was_reported(stage: ChatStage) -> None:
    a_mail(stage)
    said = stage.says("status")
    assert not any(word in said for word in ("bus", "30", "pupils"))


def test_status_lists_the_newest_first_and_ten_at_most(stage: ChatStage) -> None:
    cases = [a_mail(stage, number=number) for number in range(12)]
    said = stage.says("status")
    places = [said.find(case.reference) for case in reversed(cases)]
    assert places[:10] == sorted(place for place in places[:10] if place >= 0)
    assert (places[10:], "And 2 older ones." in said) == ([-1, -1], True)


def test_status_says_what_is_closed(stage: ChatStage) -> None:
    case = a_mail(stage)
    decide(stage.core, case.reference, "no_incident")
    assert "Closed: it was no incident." in stage.says("status")


def test_a_question_by_mail_is_shown_in_the_chat_and_answered_there(stage: ChatStage) -> None:
    case = a_mail(stage)
    a_question(stage, case)
    assert f"> {QUESTION}" in stage.says("status")
    assert f"added that to {case.reference}" in stage.says(f"{case.reference} it was encrypted")
    after = now(stage, case)
    assert after.facts.shown("asset_encrypted") is True
    assert (len(after.reports), references(stage)) == (2, {case.reference})
    assert QUESTION not in stage.says("status")


def test_a_question_by_chat_about_a_mail_is_answered_without_naming_the_case(stage: ChatStage) -> None:
    case = a_mail(stage)
    asked_here(stage, case)
    assert case.reference in stage.says("yes it was encrypted")
    assert now(stage, case).facts.shown("asset_encrypted") is True


def test_who_was_shown_one_question_answers_it_without_the_reference(stage: ChatStage) -> None:
    case = a_mail(stage)
    a_question(stage, case)
    stage.says("status")
    assert case.reference in stage.says("yes, it was encrypted")


def test_of_two_questions_an_answer_without_the_reference_is_guessed_for_neither(stage: ChatStage) -> None:
    cases = [a_mail(stage), a_mail(stage, number=2)]
    for case in cases:
        a_question(stage, case)
    stage.says("status")
    stage.says("it was encrypted")
    assert [len(now(stage, case).reports) for case in cases] == [1, 1]


def test_an_answer_is_taken_once_and_what_comes_next_begins_anew(stage: ChatStage) -> None:
    case = a_mail(stage)
    asked_here(stage, case)
    stage.says("yes it was encrypted")
    with nothing_joins(stage, case):
        stage.says("I sent the Year 4 reports to the wrong parent")


@pytest.mark.parametrize("typed", [str.lower, lambda reference: reference.replace("-", " ")], ids=["lower", "spaces"])
def test_a_mistyped_reference_finds_its_case(stage: ChatStage, typed: object) -> None:
    case = a_mail(stage)
    assert callable(typed)
    assert case.reference in stage.says(f"{typed(case.reference)} it was encrypted")
    assert len(now(stage, case).reports) == 2


def test_a_retry_is_one_message(stage: ChatStage) -> None:
    case = a_mail(stage)
    event = Said(id="m-99", text=f"{case.reference} it was encrypted")
    for _ in range(2):
        chat = Chat(talker=stage.talker, school="st-finnian")
        turn = own_reports.answering(event, chat, stage.line._around(chat), stage.clock())  # noqa: SLF001  as after a crash before the event was noted
        assert turn is not None
        assert turn.answering is not None
        stage.core.service.answer(turn.answering.reference, turn.answering.report)
        stage.clock.move(timedelta(minutes=1))
    assert len(now(stage, case).reports) == 2


@pytest.mark.parametrize(
    "text", ["{0}", "{0}?", "what's happening with {0}?", "any news on {0}", "status of {0}", "is {0} closed"]
)
def test_who_asks_after_a_report_is_told_how_it_stands_and_adds_nothing(stage: ChatStage, text: str) -> None:
    case = a_mail(stage)
    with nothing_joins(stage, case):
        assert f"{case.reference}, Friday 20 November 2026" in stage.says(text.format(case.reference))


def test_somebody_else_s_reference_is_answered_as_one_that_does_not_exist(stage: ChatStage) -> None:
    theirs = a_mail(stage, sender=SEREN)
    there_is_none = "SF-26-K7QM4"
    assert theirs.reference != there_is_none
    news = [stage.says(f"what's happening with {reference}?") for reference in (theirs.reference, there_is_none)]
    assert news[0] == news[1]
    assert "can't find that reference among your reports" in news[0]


def test_nothing_joins_somebody_else_s_case_and_what_was_told_begins_a_report(stage: ChatStage) -> None:
    theirs = a_mail(stage, sender=SEREN)
    with nothing_joins(stage, theirs):
        said = stage.says(f"{theirs.reference} I lost my laptop on the train, it was encrypted")
    other = ChatStage()
    assert said == other.says("SF-26-K7QM4 I lost my laptop on the train, it was encrypted").replace(
        "SF-26-K7QM4", theirs.reference
    )


def test_a_new_incident_while_a_question_stands_begins_a_report_and_says_how_to_answer(stage: ChatStage) -> None:
    case = a_mail(stage)
    asked_here(stage, case)
    with nothing_joins(stage, case):
        said = stage.says("I've just emailed the reports of 7B to the wrong parent, 28 children")
    assert f"There is still a question about {case.reference}" in said
    assert "28" in said
    stage.says(f"{case.reference} it was encrypted")
    assert len(now(stage, case).reports) == 2


def test_an_answer_that_tells_what_happened_is_no_new_incident(stage: ChatStage) -> None:
    case = a_mail(stage, text="Something has gone wrong with the Year 5 reports, I sent them to somebody wrong.")
    a_question(stage, case, "Who did you send them to?")
    stage.line.receipts.asked(stage.talker, case.reference)
    assert case.reference in stage.says("I sent them to Mrs Jones, the mother of another boy")
    assert references(stage) == {case.reference}


def test_another_incident_that_names_an_earlier_one_is_a_report_of_its_own(stage: ChatStage) -> None:
    case = a_mail(stage)
    with nothing_joins(stage, case):
        stage.says(f"Like {case.reference}, it happened again: I lost the second laptop on the bus today")


def test_thanks_and_a_question_about_the_policy_are_no_answers(stage: ChatStage) -> None:
    case = a_mail(stage)
    asked_here(stage, case)
    with nothing_joins(stage, case):
        assert "You are welcome" in stage.says("thanks")
        assert "policy says on how soon" in stage.says("how long do I have?")
    stage.says("ok")
    assert len(now(stage, case).reports) == 2


def test_what_is_told_while_a_report_is_open_belongs_to_that_report(stage: ChatStage) -> None:
    case = a_mail(stage)
    stage.says("I sent the Year 4 reports to the wrong parent this morning")
    asked_here(stage, case)
    with nothing_joins(stage, case):
        stage.says("there were 14 of them")


def test_a_file_joins_the_case_about_which_was_asked_and_the_words_after_it_too(stage: ChatStage) -> None:
    case = a_mail(stage)
    asked_here(stage, case)
    evidence = stage.core.store.hold(iter([b"a picture"]), name="screen.png", media_type="image/png")
    stage.hear(Brought(id="f1", name="screen.png", evidence=evidence))
    after = now(stage, case)
    assert [item.name for report in after.reports for item in report.evidence] == ["screen.png"]
    assert case.reference in stage.says("here is the screenshot")
    assert len(now(stage, case).reports) == 3


def test_what_our_confirmation_tells_people_to_say_begins_a_new_report() -> None:
    assert commands.another_incident("new incident") == ""
