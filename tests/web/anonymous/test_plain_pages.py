"""Where nothing can be shown, who reports without a name reads so on a page of these: none leads to signing in."""

from html import unescape

import pytest

from candour.cases.errors import StoreError
from candour.cases.service import Service
from candour.web.anonymous.wording import LANGUAGES, words_of
from tests.web.anonymous.stage import an_anonymous_stage

PATHS = ("/r/", "/r/st-finnian/more", "/o", "/back/there", "/leave/now", "/proof/x")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_an_address_that_is_none_is_answered_in_the_page_s_language(path: str, language: str) -> None:
    answer = an_anonymous_stage().browser().get(path, params={"lang": language})
    assert answer.status_code == 404
    assert words_of(language)("message.gone_title") in unescape(answer.text)
    assert "/sign-in" not in answer.text
    assert "Go to today" not in answer.text


def test_a_page_that_is_used_in_another_way_is_answered_so_too() -> None:
    answer = an_anonymous_stage().browser().request("DELETE", "/back")
    assert answer.status_code == 405
    assert words_of("en")("message.gone_title") in unescape(answer.text)


def test_an_officer_s_wrong_address_still_leads_to_today() -> None:
    answer = an_anonymous_stage().browser().get("/nothing-here")
    assert answer.status_code == 404
    assert "Go to today" in answer.text


@pytest.mark.parametrize(("trouble", "status"), [(StoreError("the disk is away"), 503), (RuntimeError("odd"), 500)])
def test_a_fault_says_to_go_back_and_that_no_report_is_taken_twice(
    monkeypatch: pytest.MonkeyPatch, trouble: Exception, status: int
) -> None:
    def fails(_service: Service, _token: str) -> str:
        raise trouble

    monkeypatch.setattr(Service, "school_of_link", fails)
    answer = an_anonymous_stage().browser().get("/o/K7QM4T0V9XWE2HAB")
    assert answer.status_code == status
    assert words_of("en")("message.fault_text") in unescape(answer.text)
    assert str(trouble) not in answer.text
