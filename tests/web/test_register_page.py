"""The register: filtered, in pages, handed out as a file."""

import re
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from candour.web.register_filter import LINES_A_PAGE, matching, paged, wanted
from tests.builders import NOON, a_value, some_facts
from tests.service import DPO, HEAD, decide
from tests.web.cases import DEPUTY, INVESTIGATOR, let_in, reported, words_of
from tests.web.stage import WebStage, a_web_stage


def listed(browser: TestClient, **query: str) -> list[str]:
    """Return the references on the page, in their order."""
    page = browser.get("/register", params=query)
    assert page.status_code == 200, words_of(page.text)
    return re.findall(r'href="/cases/([\w-]+)"', page.text)


@pytest.fixture
def stage() -> WebStage:
    stage = a_web_stage()
    reported(stage)
    stage.clock.move(timedelta(days=2))
    reported(stage, "report-2", some_facts(incident_type=a_value("found_in_public")))
    stage.clock.move(timedelta(days=2))
    reported(stage, "report-3", some_facts(not_an_incident=a_value(value=True)))
    return stage


def test_r89_the_newest_case_stands_first_with_the_count(stage: WebStage) -> None:
    every = [entry.reference for entry in stage.core.store.register()]
    browser = stage.signed_in()
    assert listed(browser) == every[::-1]
    assert "3 cases, the newest first" in words_of(browser.get("/register").text)


def test_each_filter_lets_through_what_it_says(stage: WebStage) -> None:
    first, second, third = (entry.reference for entry in stage.core.store.register())
    decide(stage.core, first, "level", "high")
    browser = stage.signed_in()
    assert listed(browser, type="found_in_public") == [second]
    assert listed(browser, status="proposed_no_incident") == [third]
    assert listed(browser, level="high") == [first]
    assert listed(browser, level="none") == [third]
    assert listed(browser, q=second[-5:].lower()) == [second]
    assert listed(browser, q=second) == [second]
    assert listed(browser, **{"from": "2026-11-22"}) == [third, second]
    assert listed(browser, to="2026-11-20") == [first]
    assert listed(browser, **{"from": "2026-11-22", "to": "2026-11-22"}) == [second]
    assert listed(browser, school="nowhere") == []
    assert "No case is like that" in stage.signed_in().get("/register", params={"status": "closed"}).text


@pytest.mark.parametrize(
    ("query", "told", "count"),
    [
        ({"from": "yesterday"}, "From: write the day as year-month-day", "3 cases"),
        ({"to": "2026-02-30"}, "Until: write the day as year-month-day", "3 cases"),
        ({"from": "2026-11-23", "to": "2026-11-20"}, "Until: this day is before the first one", "1 case,"),
        ({"q": "Seren Vaughan"}, "Reference: write it like SF-26-K7QM4", "3 cases"),
    ],
)
def test_a_filter_that_can_not_be_read_is_told_and_filters_nothing(
    stage: WebStage, query: dict[str, str], told: str, count: str
) -> None:
    page = stage.signed_in().get("/register", params=query)
    assert page.status_code == 422
    assert told in words_of(page.text)
    assert f'href="#{list(query)[-1]}"' in page.text
    assert count in words_of(page.text)


def test_fifty_lines_make_a_page_and_the_filter_goes_on_with_them() -> None:
    stage = a_web_stage()
    reported(stage)
    line = stage.core.store.register()[0]
    lines = [line.model_copy(update={"opened_at": NOON + timedelta(minutes=n)}) for n in range(2 * LINES_A_PAGE + 1)]
    filter_ = wanted({"status": "open", "page": "3"})
    found = paged(matching(lines, filter_), filter_.page)
    assert (len(found.lines), found.total, found.number, found.pages) == (1, 101, 3, 3)
    assert found.lines[0].opened_at == NOON
    assert paged(lines, 99).number == 3
    assert filter_.at(2) == "status=open&page=2"
    assert filter_.at(1) == "status=open"


@pytest.mark.parametrize("page", ["0", "-1", "x", "²", "99999999999999999999", ""])
def test_a_page_number_that_is_none_is_the_first(page: str) -> None:
    assert wanted({"page": page}).page == 1


def test_r89_the_file_holds_what_the_filter_lets_through_under_a_fixed_name(stage: WebStage) -> None:
    first, second, third = (entry.reference for entry in stage.core.store.register())
    browser = stage.signed_in()
    whole = browser.get("/register/export.xlsx")
    assert whole.text == f"xlsx: {first} {second} {third}"
    assert whole.headers["content-disposition"] == 'attachment; filename="register.xlsx"'
    some = browser.get("/register/export.csv", params={"from": "2026-11-22"})
    assert some.text == f"csv: {second} {third}"
    assert some.headers["content-type"] == "text/csv; charset=utf-8"
    assert browser.get("/register/export.html").status_code == 404


def test_a_head_teacher_sees_the_register_of_their_school_and_takes_no_file(stage: WebStage) -> None:
    browser = stage.signed_in(HEAD)
    page = browser.get("/register")
    assert page.status_code == 200
    assert "export" not in page.text
    assert browser.get("/register/export.csv").status_code == 403


def test_an_investigator_has_no_register(stage: WebStage) -> None:
    let_in(stage, stage.core.store.register()[0].reference, INVESTIGATOR, "2026-12-01")
    page = stage.signed_in(INVESTIGATOR).get("/register")
    assert page.status_code == 403
    assert "The register is for Data Protection Officers, deputies and head teachers." in words_of(page.text)


def test_r87_who_took_the_register_out_stands_beside_the_links_to_it() -> None:
    stage = a_web_stage()
    reference = reported(stage)
    stage.core.service.record_taking(DEPUTY, [reference])
    page = words_of(stage.signed_in(DPO).get("/register").text)
    assert f"Last taken out by {DEPUTY.name} on Friday 20 November 2026, 12:00." in page
    assert "taken out by" not in words_of(stage.signed_in(HEAD).get("/register").text)
    assert not stage.core.service.takings(HEAD)
