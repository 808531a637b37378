"""The frame of the pages: every refusal is a page in plain words, and nothing of the inside is told."""

import pytest

from candour.cases.errors import (
    CaseNotFoundError,
    DecisionRefusedError,
    NotAllowedError,
    StalePageError,
    StoreFullError,
    StoreReadOnlyError,
)
from tests.web.stage import a_web_stage, failing_pages

SECRET = "Seren Vaughan sent the trip list"


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (DecisionRefusedError("a reason is needed"), 422, "A reason is needed."),
        (NotAllowedError("only the Data Protection Officer closes"), 403, "Only the Data Protection Officer closes."),
        (StalePageError("SF-26-K7QM4"), 409, 'href="/cases/SF-26-K7QM4"'),
        (CaseNotFoundError("SF-26-K7QM4"), 404, "There is no such case"),
        (StoreFullError(SECRET), 503, "the disk is full"),
        (StoreReadOnlyError(SECRET), 503, "Nothing was changed"),
        (ValueError(SECRET), 500, "Something in Candour went wrong"),
    ],
)
def test_an_error_becomes_a_page_that_says_it_plainly(error: Exception, status: int, words: str) -> None:
    stage = a_web_stage()
    with failing_pages(stage, "/fails", error):
        answer = stage.browser().get("/fails")
    assert answer.status_code == status
    assert words in answer.text
    assert SECRET not in answer.text
    assert "<h1>" in answer.text


def test_an_unknown_page_and_a_wrong_method_are_said_plainly() -> None:
    browser = a_web_stage().browser()
    assert "There is no such page" in browser.get("/wp-login.php").text
    assert browser.put("/sign-in").status_code == 405
    assert "t be used in that way" in browser.put("/sign-in").text
