"""The whole conversation with somebody who reported without a name, seen from their browser and from the case."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from candour.cases.coming_back import Stage
from candour.cases.errors import DecisionRefusedError, StoreError
from candour.cases.way_back import GIVEN_UP, NAME_LEFT
from candour.web.anonymous.limits import Limits
from candour.web.anonymous.shelf import LASTING
from candour.web.anonymous.wording import LANGUAGES, words_of
from tests.web.anonymous.coming_back import PHOTO, a_writer
from tests.web.anonymous.forms import form_in
from tests.web.anonymous.stage import WORDS, an_anonymous_stage

QUESTION = "Which page of the website was it on?"
ANSWER = "On the page of the Year 4 trip."
PDF = ("list.pdf", b"%PDF-1.7", "application/pdf")


def test_who_comes_back_sees_how_far_it_is_and_their_own_words_by_day() -> None:
    writer = a_writer()
    shown = writer.comes_back().text
    for words in ("Your report of Friday 20 November 2026", "It has arrived and is kept", "You wrote, Friday 20 Nov"):
        assert words in shown
    assert WORDS.replace("'", "&#39;") in shown
    assert "Please come back by Friday 27 November 2026" in shown
    assert writer.case.reference not in shown


def test_an_hour_of_the_day_is_never_shown() -> None:
    writer = a_writer()
    writer.decided("ask", QUESTION)
    writer.adds(ANSWER)
    for answer in writer.met:
        assert not re.search(r"\b\d\d?[:.]\d\d\b", answer.text)


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("note", "It is being looked into."),
        ("no_incident", "the school decided that no personal data was lost"),
    ],
)
def test_what_was_decided_is_said_in_plain_words(what: str, words: str) -> None:
    writer = a_writer()
    writer.decided(what, "I looked at it")
    assert words in writer.comes_back().text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", Stage)
def test_every_stage_of_a_report_has_words_of_its_own(language: str, stage: Stage) -> None:
    say = words_of(language)
    others = {say(f"told.stage_{other.value}") for other in Stage if other is not stage}
    assert say(f"told.stage_{stage.value}") not in others


def test_who_comes_back_late_is_asked_to_look_in_again() -> None:
    writer = a_writer()
    writer.stage.clock.move(timedelta(days=9))
    late = writer.comes_back().text
    assert "Please come back by" not in late
    assert "look in again from time to time" in late


def test_a_question_is_shown_first_and_its_answer_joins_the_case() -> None:
    writer = a_writer()
    writer.decided("ask", QUESTION)
    asked = writer.comes_back().text
    assert asked.index("The school asks you") < asked.index(QUESTION) < asked.index("Your answer")
    answered = writer.adds(ANSWER).text
    assert "Thank you. It is kept safely" in answered
    assert "The school asks you" not in answered
    assert answered.index("The school asked, Friday") < answered.index(ANSWER)
    assert [report.text for report in writer.case.reports] == [WORDS, ANSWER]
    assert all(report.anonymous for report in writer.case.reports)


def test_the_same_form_sent_twice_adds_once_and_the_next_one_adds_again() -> None:
    writer = a_writer()
    form = writer.opened()
    first, second = (writer.sends(form, ANSWER, [PHOTO]) for _ in range(2))
    assert first.status_code == second.status_code == 200
    assert "Thank you" in second.text
    assert len(writer.case.reports) == 2
    assert writer.stage.store.claims() == {}
    writer.sends(form_in(second.text), ANSWER)
    assert len(writer.case.reports) == 3


def test_one_form_sent_many_times_at_once_adds_once() -> None:
    writer = a_writer()
    form = writer.opened()
    with ThreadPoolExecutor(12) as pool:
        sent = [
            pool.submit(form.press, writer.stage.browser(), "do", "add", text=ANSWER, files=[PHOTO]) for _ in range(12)
        ]
        answers = [each.result() for each in sent]
    assert {answer.status_code for answer in answers} == {200}
    assert [report.text for report in writer.case.reports] == [WORDS, ANSWER]
    assert len(writer.case.reports[-1].evidence) == 1
    assert writer.stage.store.claims() == {}


def test_files_are_cleaned_and_renamed_and_their_number_is_shown() -> None:
    writer = a_writer()
    shown = writer.adds("Two photos.", [PHOTO, ("b.png", b"another", "image/png")]).text
    assert "With 2 files." in shown
    names = {evidence.name for evidence in writer.case.reports[1].evidence}
    assert names == {"file-1.jpg", "file-2.png"}
    assert all(content.startswith((b"a photo", b"another")) for content in writer.stage.hands.cleaned)


def test_a_file_alone_is_enough_and_nothing_at_all_is_not() -> None:
    writer = a_writer()
    empty = writer.adds("  ")
    assert empty.status_code == 422
    assert '<a href="#text">Please write something, or add a file.' in empty.text
    assert "With one file." in writer.adds("", [PHOTO]).text


def test_a_file_that_is_refused_leaves_words_and_other_files_unsent_on_the_page() -> None:
    writer = a_writer()
    answer = writer.adds(ANSWER, [PHOTO, PDF])
    assert answer.status_code == 422
    assert "it is a PDF" in answer.text
    assert len(writer.case.reports) == 1
    again = form_in(answer.text)
    assert (again.fields["text"], again.fields["files"]) == ([ANSWER], ["1"])
    assert "With one file." in writer.presses(again, "add").text
    repeated = writer.presses(again, "add")
    assert (repeated.status_code, len(writer.case.reports)) == (200, 2)


def test_a_file_on_the_page_can_be_taken_away() -> None:
    writer = a_writer()
    form = form_in(writer.adds(ANSWER, [PHOTO, PDF]).text)
    fewer = form_in(form.press(writer.browser, "remove", "1").text)
    assert (fewer.fields["files"], fewer.fields["text"]) == (["0"], [ANSWER])
    writer.presses(fewer, "add")
    assert writer.case.reports[1].evidence == ()


def test_words_that_may_say_who_writes_are_pointed_at_when_the_writer_asks() -> None:
    writer = a_writer()
    text = "It was on my class page.\n\nMegan Tudor"
    checked = writer.presses(writer.opened(), "check", text=text)
    assert "<q>Megan Tudor</q>" in checked.text
    assert form_in(checked.text).fields["text"] == [text]
    assert [report.text for report in writer.case.reports] == [WORDS]
    writer.stage.hands.is_reading_broken = True
    broken = writer.presses(form_in(checked.text), "check", text=f"{text}.")
    assert "look at them once more yourself" in broken.text


def test_files_that_were_forgotten_are_asked_for_before_anything_is_sent() -> None:
    writer = a_writer()
    form = form_in(writer.adds(ANSWER, [PHOTO, PDF]).text)
    writer.stage.clock.move(LASTING + timedelta(minutes=1))
    asked = writer.presses(form, "add")
    assert "your files are no longer here" in asked.text
    assert len(writer.case.reports) == 1
    writer.presses(form_in(asked.text), "add")
    assert writer.case.reports[-1].text == ANSWER


def test_too_long_an_answer_and_too_many_are_kept_on_the_page() -> None:
    writer = a_writer(an_anonymous_stage(limits=Limits(furthers=1)))
    long = writer.adds("word " * 4_001)
    assert long.status_code == 422
    assert "in two parts" in long.text
    writer.adds("One.")
    many = writer.adds("Two.")
    assert (many.status_code, form_in(many.text).fields["text"]) == (429, ["Two."])
    assert len(writer.case.reports) == 2
    writer.stage.clock.move(timedelta(hours=1))
    assert writer.presses(form_in(many.text), "add").status_code == 200


def test_files_beyond_what_a_form_may_bring_give_the_words_back() -> None:
    writer = a_writer()
    answer = writer.adds(ANSWER, [("big.jpg", b"x" * 13_000_000, "image/jpeg")])
    assert answer.status_code == 413
    assert form_in(answer.text).fields["text"] == [ANSWER]
    assert "all files together" in answer.text


def test_a_name_is_sealed_apart_until_it_is_opened_with_a_reason() -> None:
    writer = a_writer()
    form = writer.opened()
    for _ in range(2):
        left = writer.presses(form, "name", text="half an answer", name="Wren Parry", reach="07700 900123")
        assert "Your name is locked away" in left.text
    assert form_in(left.text).fields["text"] == ["half an answer"]
    writer.slot_comes()
    assert [event.kind for event in writer.case.events].count(NAME_LEFT) == 1
    assert "Wren" not in writer.case.model_dump_json()
    assert "Nobody at the school has opened it yet" in writer.comes_back().text
    opened = writer.decided("release_name", reason="The ICO asks for a witness.")
    assert opened.facts.value("reporter_name").value == "Wren Parry, 07700 900123"  # type: ignore[union-attr]  # there
    released = writer.comes_back()
    assert "the school has opened it" in released.text
    assert ("do", "name") not in form_in(released.text).buttons


def test_a_name_is_asked_for_where_none_was_typed() -> None:
    writer = a_writer()
    answer = writer.presses(writer.opened(), "name", reach="07700 900123")
    assert answer.status_code == 422
    assert '<a href="#name">' in answer.text
    assert form_in(answer.text).fields["reach"] == ["07700 900123"]
    assert writer.case.acts == ()


def test_giving_up_asks_first_and_goes_back_with_everything_that_was_typed() -> None:
    writer = a_writer()
    asked = writer.presses(writer.opened(), "stop", text="half an answer", name="Wren")
    assert "Your code stops working at once" in asked.text
    back = form_in(writer.presses(form_in(asked.text, "stop"), "show").text)
    assert (back.fields["text"], back.fields["name"]) == (["half an answer"], ["Wren"])
    assert writer.case.acts == ()


def test_a_code_that_was_given_up_opens_nothing_and_its_form_says_the_same_again() -> None:
    writer = a_writer()
    writer.presses(writer.opened(), "name", name="Wren Parry")
    sure = writer.asks_to_stop()
    for _ in range(2):
        ended = writer.presses(sure, "give_up")
        assert (ended.status_code, "Your code has ended" in ended.text) == (200, True)
        assert '<a href="/r/st-finnian">' in ended.text
    assert writer.comes_back().status_code == 422
    assert writer.case.open_way_back is None
    writer.slot_comes()
    case = writer.case
    assert (case.way_back, [event.kind for event in case.events].count(GIVEN_UP)) == (None, 1)
    assert writer.stage.store.records("names-left") == {}
    with pytest.raises(DecisionRefusedError):
        writer.decided("ask", QUESTION)


def test_words_typed_when_a_code_has_ended_stay_on_the_page() -> None:
    writer = a_writer()
    form = writer.opened()
    writer.presses(writer.asks_to_stop(), "give_up")
    answer = writer.sends(form, ANSWER)
    assert answer.status_code == 422
    assert form_in(answer.text).fields["text"] == [ANSWER]


def test_no_code_is_given_up_without_the_page_that_asks() -> None:
    writer = a_writer()
    form = writer.opened()
    form.buttons.append(("do", "give_up"))
    writer.presses(form, "give_up")
    assert writer.case.open_way_back is not None


def test_a_store_in_trouble_keeps_code_and_words_for_the_next_try(monkeypatch: pytest.MonkeyPatch) -> None:
    writer = a_writer()
    form = writer.opened()
    with monkeypatch.context() as trouble:
        trouble.setattr(writer.stage.store, "full", True)
        answer = writer.sends(form, ANSWER, [PHOTO])
    assert answer.status_code == 503
    assert "press the button again in a few minutes" in answer.text
    assert writer.stage.store.claims() == {}
    again = form_in(answer.text)
    assert (again.fields["code"], again.fields["text"]) == ([writer.code], [ANSWER])
    report = form_in(writer.presses(again, "show").text)
    assert (report.fields["text"], report.fields["files"]) == ([ANSWER], ["1"])
    assert writer.presses(report, "add").status_code == 200
    assert len(writer.case.reports[1].evidence) == 1


@pytest.mark.parametrize("error", [StoreError("it can't be read"), RuntimeError("a fault of ours")])
def test_a_fault_of_any_kind_leaves_everything_that_was_typed(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    writer = a_writer()
    form = writer.opened()

    def fails(_reference: str) -> None:
        raise error

    monkeypatch.setattr(writer.stage.store, "load", fails)
    answer = writer.sends(form, ANSWER)
    assert answer.status_code in {500, 503}
    assert form_in(answer.text).fields["text"] == [ANSWER]


def test_the_pages_come_in_the_other_language_with_all_that_was_typed() -> None:
    writer = a_writer()
    code_page = writer.code_form().press(writer.browser, "to", "cy", code="abc")
    assert (code_page.status_code, form_in(code_page.text).fields["code"]) == (200, ["abc"])
    other = writer.opened().press(writer.browser, "to", "cy", text=ANSWER, name="Wren")
    form = form_in(other.text)
    assert '<html lang="cy">' in other.text
    assert (form.fields["text"], form.fields["name"], form.action) == ([ANSWER], ["Wren"], "/back?lang=cy")
    asked = form_in(writer.presses(form, "stop").text, "stop").press(writer.browser, "to", "en")
    assert '<html lang="en-GB">' in asked.text


def test_the_page_to_leave_to_says_nothing_of_what_was_done() -> None:
    writer = a_writer()
    assert '<a href="/leave">' in writer.comes_back().text
    neutral = writer.browser.get("/leave").text
    assert "You can close this page" in neutral
    for word in ("report", "code", "school"):
        assert word not in neutral.lower()
