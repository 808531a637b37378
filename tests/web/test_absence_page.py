"""The page on which somebody says that they are away."""

import pytest
from starlette.testclient import TestClient

from candour.cases.directory import Person
from tests.builders import a_report
from tests.service import DPO, a_stage, decide
from tests.web.stage import a_web_stage, csrf_in

EXPERT = Person(name="Ines Okafor", address="ines@experts.example")


def send(browser: TestClient, **fields: str) -> tuple[int, str]:
    answer = browser.post("/away", data={"csrf": csrf_in(browser.get("/away").text), **fields})
    return answer.status_code, answer.text


def test_the_days_are_kept_shown_changed_and_forgotten() -> None:
    stage = a_web_stage()
    browser = stage.signed_in()
    assert send(browser, first_day="2026-11-23", last_day="2026-11-27")[0] == 303
    text = browser.get("/away").text
    assert "You will be away" in text
    assert "Monday 23 November 2026" in text
    assert "Friday 27 November 2026" in text
    assert send(browser, first_day="2026-11-20", last_day="2026-11-20")[0] == 303
    assert "You are away" in browser.get("/away").text
    assert send(browser, what="back")[0] == 303
    assert stage.core.service.absence(DPO) is None
    assert "away from" not in browser.get("/away").text


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("", "2026-11-27", "Give the first day as a date"),
        ("2026-11-23", "27.11.2026", "Give the last day as a date"),
        ("2026-11-27", "2026-11-23", "The first day is after the last day"),
        ("2026-11-01", "2026-11-02", "over already"),
        ("2026-11-23", "2062-11-27", "longer than a year"),
        ('"><script>', "2026-11-27", "Give the first day as a date"),
    ],
)
def test_days_that_will_not_do_are_said_beside_what_was_typed(first: str, last: str, words: str) -> None:
    stage = a_web_stage()
    status, text = send(stage.signed_in(), first_day=first, last_day=last)
    assert status == 422
    assert words in text
    assert f'value="{last}"' in text
    assert "<script" not in text
    assert "<title>Error: " in text
    assert stage.core.service.absence(DPO) is None


def test_who_holds_no_role_is_told_that_nothing_would_change() -> None:
    core = a_stage()
    reference = core.service.receive(a_report()).reference or ""
    decide(core, reference, "authorise", EXPERT.address, name=EXPERT.name, until="2026-11-27", evidence="no")
    status, text = send(a_web_stage(core).signed_in(EXPERT), first_day="2026-11-23", last_day="2026-11-27")
    assert status == 403
    assert "You hold no role at this school" in text


def test_a_form_from_elsewhere_sends_nobody_away() -> None:
    stage = a_web_stage()
    browser = stage.signed_in()
    days = {"first_day": "2026-11-23", "last_day": "2026-11-27"}
    assert browser.post("/away", data=days).status_code == 403
    token = csrf_in(browser.get("/away").text)
    answer = browser.post("/away", data={"csrf": token, **days}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert stage.core.service.absence(DPO) is None
    assert stage.browser().post("/away", data={"csrf": token, **days}).status_code == 303


def test_nobody_sees_it_who_is_not_signed_in() -> None:
    answer = a_web_stage().browser().get("/away")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/away")
