"""Sessions: they end when somebody signs out, after eight hours at the latest, and not because Candour restarts."""

from datetime import timedelta

from starlette.testclient import TestClient

from candour.web.sessions import KIND
from tests.service import DPO, HEAD
from tests.web.stage import a_web_stage, csrf_in


def is_in(browser: TestClient) -> bool:
    status: int = browser.get("/away").status_code
    return status == 200


def test_a_session_ends_after_eight_hours_however_busy_it_was() -> None:
    stage = a_web_stage()
    browser = stage.signed_in()
    for _ in range(7):
        stage.clock.move(timedelta(hours=1))
        assert is_in(browser)
    stage.clock.move(timedelta(minutes=59, seconds=59))
    assert is_in(browser)
    stage.clock.move(timedelta(seconds=1))
    assert not is_in(browser)


def test_a_session_survives_a_restart() -> None:
    stage = a_web_stage()
    browser = stage.signed_in()
    restarted = a_web_stage(stage.core).browser()
    restarted.cookies.update(dict(browser.cookies))
    assert is_in(restarted)


def test_a_session_from_before_the_clock_was_set_back_is_over() -> None:
    stage = a_web_stage()
    browser = stage.signed_in()
    stage.clock.move(-timedelta(days=1))
    assert not is_in(browser)


def test_signing_out_ends_the_session_for_whoever_has_its_cookie() -> None:
    stage = a_web_stage()
    browser, other = stage.signed_in(), stage.browser()
    other.cookies.update(dict(browser.cookies))
    token = csrf_in(browser.get("/away").text)
    answer = browser.post("/sign-out", data={"csrf": token})
    assert answer.status_code == 200
    assert "You are signed out" in answer.text
    assert DPO.name not in answer.text
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert not is_in(other)
    assert not stage.core.store.records(KIND)


def test_nobody_else_can_sign_somebody_out() -> None:
    stage = a_web_stage()
    browser, other = stage.signed_in(), stage.signed_in(HEAD)
    for token in ("", csrf_in(other.get("/away").text)):
        assert browser.post("/sign-out", data={"csrf": token}).status_code == 403
    assert browser.get("/sign-out").status_code == 405
    assert is_in(browser)


def test_sessions_that_ran_out_are_deleted_when_somebody_signs_in() -> None:
    stage = a_web_stage()
    stage.signed_in()
    stage.clock.move(timedelta(hours=9))
    stage.signed_in(HEAD)
    [record] = stage.core.store.records(KIND).values()
    assert record["address"] == HEAD.address


def test_two_people_sign_in_beside_each_other() -> None:
    stage = a_web_stage()
    first, second = stage.signed_in(DPO), stage.signed_in(HEAD)
    assert DPO.name in first.get("/away").text
    assert HEAD.name in second.get("/away").text
