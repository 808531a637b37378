"""The page of a case that came without a name: what it promises, how its writer is asked, a name that was left."""

import re
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from candour.cases.coming_back import KEY
from candour.cases.directory import Person
from candour.cases.errors import WrongCodeError
from candour.cases.facts import Facts
from candour.cases.filing import Filing, Further
from candour.cases.notice import NoticeKind
from tests.builders import a_value
from tests.service import CODES, DPO, HEAD
from tests.web.cases import INVESTIGATOR, let_in, post_decision, reported, words_of
from tests.web.stage import WebStage, a_web_stage

CODE = "K7QM4T0V9XWE2HAB"
WORDS = "The spreadsheet is on the website."
NAME = "Wren Parry, room 12"
TO_THE_SLOT = timedelta(hours=4)


@pytest.fixture
def stage() -> WebStage:
    return a_web_stage()


def filed(stage: WebStage, *, told: bool = True) -> str:
    """Report without a name, wait until it is told, and return the case's reference."""
    stage.core.service.file(Filing(school="st-finnian", text=WORDS, code=CODE))
    reference = stage.core.store.find_key(f"{KEY}{CODES.lookup(CODE)}")
    assert reference is not None
    if told:
        stage.clock.move(TO_THE_SLOT)
    return reference


def added(stage: WebStage, text: str) -> None:
    """Come back and add something, and wait until it is told."""
    stage.core.service.add(Further(code=CODE, text=text, once=text))
    slot_comes(stage)


def slot_comes(stage: WebStage) -> None:
    """Let the next slot come, and what waits for it be seen."""
    stage.clock.move(TO_THE_SLOT)
    stage.core.service.sweep()


def page_of(browser: TestClient, reference: str) -> str:
    """Return a case's page in words."""
    return words_of(browser.get(f"/cases/{reference}").text)


def test_nobody_sees_the_case_before_those_who_must_know_are_told(stage: WebStage) -> None:
    reference = filed(stage, told=False)
    browser = stage.signed_in()
    assert browser.get(f"/cases/{reference}").status_code == 404
    assert all(reference not in browser.get(path).text for path in ("/", "/register"))
    stage.clock.move(TO_THE_SLOT)
    assert WORDS in page_of(browser, reference)
    assert all(reference in browser.get(path).text for path in ("/", "/register"))


def test_r33_the_page_promises_no_more_than_is_kept_and_asks_not_to_search(stage: WebStage) -> None:
    page = page_of(stage.signed_in(), filed(stage))
    assert "This report came without a name. Candour does not know who wrote it" in page
    assert "Please don't try to find out who it was." in page
    assert "they were asked to do so by about Friday 27 November 2026" in page
    assert "not known (reported without a name)" in page
    assert "mail system" not in page


def test_who_does_not_decide_reads_nothing_of_the_way_back(stage: WebStage) -> None:
    page = page_of(stage.signed_in(HEAD), filed(stage))
    assert "This report came without a name." in page
    assert "come back" not in page


def test_what_came_and_what_candour_did_has_days_and_no_hour_that_never_was(stage: WebStage) -> None:
    reference = filed(stage)
    browser = stage.signed_in()
    assert post_decision(browser, reference, "level", value="low", reason="little was lost")[0] == 303
    decided = stage.clock().strftime("%H:%M")
    added(stage, "It is still there.")
    page = page_of(browser, reference)
    received = "Friday 20 November 2026"
    assert f"Received {received} You see" in page
    assert f"Report, {received} From" in page
    assert f"Further message, {received} From" in page
    assert f"{received}, {decided}, Dilys Marlow" in page
    assert f"{received}, Candour" in page
    assert f"{received}, The person who reported" in page
    assert "00:00" not in page
    html = browser.get(f"/cases/{reference}").text
    told = words_of(html.partition('id="timeline">')[2].partition('id="more-about"')[0])
    assert set(re.findall(r"\b\d\d:\d\d\b", told)) == {decided}


def test_the_register_and_today_show_the_day(stage: WebStage) -> None:
    filed(stage)
    browser = stage.signed_in()
    for path in ("/", "/register"):
        page = words_of(browser.get(path).text)
        assert "Friday 20 November 2026" in page
        assert "00:00" not in page


def test_a_question_is_asked_by_the_form_and_found_with_the_code(stage: WebStage) -> None:
    reference = filed(stage)
    browser = stage.signed_in()
    assert "No mail goes to anybody." in page_of(browser, reference)
    before = len(stage.core.store.load(reference).notices)
    status, _, _ = post_decision(browser, reference, "ask", value="How many children are on it?")
    assert status == 303
    assert len(stage.core.store.load(reference).notices) == before
    assert [said.text for said in stage.core.service.come_back(CODE).said] == [WORDS, "How many children are on it?"]
    assert [entry.is_waiting_for_reporter for entry in stage.core.service.listing(DPO)] == [True]


def test_an_answer_ends_the_waiting_and_was_read_in_the_light_of_the_question(stage: WebStage) -> None:
    reference = filed(stage)
    post_decision(stage.signed_in(), reference, "ask", value="How many children are on it?")
    stage.core.reader.usual = Facts()
    added(stage, "about thirty")
    assert [entry.is_waiting_for_reporter for entry in stage.core.service.listing(DPO)] == [False]
    answer = stage.core.store.load(reference).reports[-1]
    assert "How many children are on it?" in [asked.question for asked in stage.core.reader.asked[answer.id]]


def test_what_a_writer_adds_is_nowhere_to_be_seen_before_its_slot_but_for_the_writer(stage: WebStage) -> None:
    reference = filed(stage)
    browser = stage.signed_in()
    post_decision(browser, reference, "ask", value="How many children are on it?")
    pages = ("/", "/register", f"/cases/{reference}")
    before = [browser.get(path).text for path in pages]
    stage.core.reader.usual = Facts(values={"individuals": a_value(30)})
    stage.core.service.add(Further(code=CODE, text="about thirty", once="1"))
    stage.core.service.sweep()
    assert [browser.get(path).text for path in pages] == before
    assert stage.core.service.come_back(CODE).said[-1].text == "about thirty"
    stage.clock.move(TO_THE_SLOT)
    stage.core.service.sweep()
    assert "about thirty" in page_of(browser, reference)
    assert "Read the new message" in words_of(browser.get("/").text)
    assert [said.text for said in stage.core.service.come_back(CODE).said].count("about thirty") == 1


def test_who_gave_up_the_way_back_is_not_asked_and_the_page_says_so(stage: WebStage) -> None:
    reference = filed(stage)
    browser = stage.signed_in()
    question = post_decision(browser, reference, "ask", value="How many?")
    assert question[0] == 303
    before = page_of(browser, reference)
    stage.core.service.give_up_way_back(CODE)
    with pytest.raises(WrongCodeError):
        stage.core.service.come_back(CODE)
    assert page_of(browser, reference) == before
    slot_comes(stage)
    page = page_of(browser, reference)
    assert "The writer has given up the way back: nobody can ask them anything any more." in page
    assert "Ask the person who reported" not in page.partition("What else you can do")[2].partition("The form")[0]
    assert [entry.is_waiting_for_reporter for entry in stage.core.service.listing(DPO)] == [False]
    typed = {"what": "ask", "form": "ask", "value": "Are you sure?"}
    html = browser.get(f"/cases/{reference}").text
    hidden = {name: re.search(rf'name="{name}" value="([^"]*)"', html) for name in ("csrf", "stamp")}
    data = {**typed, **{name: found[1] for name, found in hidden.items() if found}}
    answer = browser.post(f"/cases/{reference}/decide", data=data)
    assert answer.status_code == 422
    assert "Nobody can ask who wrote this any more: there is no way back" in words_of(answer.text)


def test_r33_a_name_that_was_left_is_offered_to_be_opened_with_a_reason_and_then_shown(stage: WebStage) -> None:
    reference = filed(stage)
    browser = stage.signed_in()
    before = page_of(browser, reference)
    assert "Open the name that was left" not in before
    stage.core.service.leave_name(CODE, NAME)
    assert page_of(browser, reference) == before
    slot_comes(stage)
    page = page_of(browser, reference)
    assert "The writer has left their name since, sealed apart: nobody has seen it." in page
    assert "Open it only if you need it." in page
    assert NAME not in page
    assert post_decision(browser, reference, "release_name")[0] == 422
    assert NAME not in page_of(browser, reference)
    assert post_decision(browser, reference, "release_name", reason="The ICO asks for a witness.")[0] == 303
    opened = page_of(browser, reference)
    assert NAME in opened
    assert "Opened the name that the writer had left" in opened
    assert "The ICO asks for a witness." in opened
    assert "Open it only if you need it." not in opened
    assert "nobody has seen it" not in opened
    assert stage.core.service.come_back(CODE).is_released


@pytest.mark.parametrize("person", [HEAD, INVESTIGATOR])
def test_nobody_but_who_decides_is_told_that_a_name_was_left(stage: WebStage, person: Person) -> None:
    reference = filed(stage)
    let_in(stage, reference, INVESTIGATOR, "2026-11-27")
    stage.core.service.leave_name(CODE, NAME)
    slot_comes(stage)
    page = page_of(stage.signed_in(person), reference)
    assert "sealed apart: nobody" not in page
    assert "Open it only if you need it." not in page
    assert NAME not in page


def test_merged_into_a_named_case_it_hides_neither_who_reported_that_nor_that_both_find_what_is_asked(
    stage: WebStage,
) -> None:
    named = reported(stage)
    nameless = filed(stage)
    browser = stage.signed_in()
    assert post_decision(browser, nameless, "merge", value=named, reason="one event")[0] == 303
    page = page_of(browser, named)
    assert "A message in this case came without a name." in page
    assert "Who wrote it finds what you ask here when they come back with their code" in page
    assert "Who wrote without a name about the same finds it too" in page
    assert "given up the way back" not in page
    assert post_decision(browser, named, "ask", value="Who else has it?")[0] == 303
    (asked,) = [each for each in stage.core.store.load(named).notices if each.kind is NoticeKind.QUESTIONS]
    assert asked.text == "Who else has it?"


def test_the_page_of_a_named_report_says_nothing_of_all_this(stage: WebStage) -> None:
    page = page_of(stage.signed_in(), reported(stage))
    assert "without a name" not in page
    assert "Friday 20 November 2026, 12:00" in page
