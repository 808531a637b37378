"""One-time links: looking uses none up, sending uses one up once, and nobody can tell why one can't be used."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from httpx import Response
from starlette.testclient import TestClient

from tests.web.anonymous.forms import form_in
from tests.web.anonymous.stage import SCHOOL, SISTER_SCHOOL, WORDS, AnonymousStage, an_anonymous_stage

UNTIL = date(2026, 12, 1)


def minted(stage: AnonymousStage, count: int = 1) -> list[str]:
    return [f"/o/{token}" for token in stage.core.service.mint_links(SCHOOL, count, UNTIL)]


def used(stage: AnonymousStage, browser: TestClient) -> str:
    [path] = minted(stage)
    stage.sent(browser, path=path)
    return path


def out_of_date(stage: AnonymousStage, browser: TestClient) -> str:
    del browser
    [path] = minted(stage)
    stage.clock.move(timedelta(days=12))
    return path


def test_a_link_opens_the_form_of_its_school_and_is_used_up_by_sending() -> None:
    stage = an_anonymous_stage(others=(SISTER_SCHOOL,))
    browser = stage.browser()
    [token] = stage.core.service.mint_links(SISTER_SCHOOL.key, 1, UNTIL)
    stage.sent(browser, path=f"/o/{token}")
    assert stage.cases[0].school == SISTER_SCHOOL.key
    assert browser.get(f"/o/{token}").status_code == 404


def test_the_link_stands_in_no_address_but_its_own() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    [path] = minted(stage)
    form = stage.on_details(browser, path=path)
    assert form.action == "/r/st-finnian"
    assert form.fields["link"] == [path.removeprefix("/o/")]


def test_what_looks_at_links_in_mails_and_chats_uses_none_up() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    [path] = minted(stage)
    agents = (
        "Mozilla/5.0 SafeLinks",
        "Slackbot-LinkExpanding 1.0",
        "SkypeUriPreview Preview/0.5",
        "facebookexternalhit",
    )
    for number in range(100):
        method = "HEAD" if number % 3 else "GET"
        assert browser.request(method, path, headers={"user-agent": agents[number % 4]}).status_code == 200
    stage.sent(browser, path=path)
    assert len(stage.cases) == 1


@pytest.mark.parametrize("make", [used, out_of_date])
def test_a_link_that_cant_be_used_has_the_very_page_of_one_that_never_was(make: object) -> None:
    stage = an_anonymous_stage(others=(SISTER_SCHOOL,))
    browser = stage.browser()
    assert callable(make)
    spent, unknown = browser.get(make(stage, browser)), browser.get("/o/0123456789ABCDEF")
    assert spent.status_code == unknown.status_code == 404
    assert spent.content == unknown.content
    assert spent.headers == unknown.headers


@pytest.mark.parametrize("make", [used, out_of_date])
@pytest.mark.parametrize("button", ["next", "send"])
def test_it_stays_the_same_page_when_words_were_typed_and_keeps_them(make: object, button: str) -> None:
    stage = an_anonymous_stage(others=(SISTER_SCHOOL,))
    browser = stage.browser()
    assert callable(make)
    spent = make(stage, browser).removeprefix("/o/")

    def answer(link: str) -> Response:
        form = stage.opened(browser)
        form.fields.update(link=[link], page=["details"], drawer=["0000000000000000"])
        form.fields["entry-individuals"] = ["30"]
        answer: Response = browser.post(form.action, data={**form.fields, "do": button, "text": WORDS})
        return answer

    one, other = answer(spent), answer("0123456789ABCDEF")
    assert one.status_code == 404
    assert one.content == other.content
    kept = form_in(one.text)
    assert kept.fields["text"] == [WORDS]
    assert kept.fields["entry-individuals"] == ["30"]
    assert kept.actions == ["/r/st-elodie", "/r/st-finnian"]


def test_from_there_a_fresh_form_of_any_school_takes_the_words_on() -> None:
    stage = an_anonymous_stage(others=(SISTER_SCHOOL,))
    browser = stage.browser()
    page = form_in(browser.get("/o/0123456789ABCDEF").text)
    fresh = form_in(page.press(browser, to="/r/st-elodie", text=WORDS).text)
    assert fresh.fields["text"] == [WORDS]
    details = form_in(fresh.press(browser, "do", "next").text)
    assert details.press(browser, "do", "send").status_code == 200
    assert stage.cases[0].school == "st-elodie"


def test_an_unknown_school_has_that_page_too() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    assert browser.get("/r/no-such-school").content == browser.get("/o/no-such-link").content
    answer = browser.post("/r/no-such-school", data={"text": WORDS})
    assert (answer.status_code, form_in(answer.text).fields["text"]) == (404, [WORDS])


def test_that_page_can_be_read_in_both_languages_without_losing_a_word() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    page = form_in(browser.get("/o/no-such-link").text)
    welsh = page.press(browser, "to", "cy", text=WORDS)
    assert (welsh.status_code, form_in(welsh.text).fields["text"]) == (404, [WORDS])
    assert '<html lang="cy">' in welsh.text


def test_a_form_that_was_used_up_elsewhere_keeps_its_files_for_a_fresh_one() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    [path] = minted(stage)
    form = stage.on_details(browser, path=path)
    form = form_in(form.press(browser, "do", "add", files=[("a.jpg", b"a photo", "image/jpeg")]).text)
    stage.sent(browser, "Somebody else was quicker.", path=path)
    spent = form.press(browser, "do", "send")
    assert spent.status_code == 404
    assert stage.store.claims() == {}
    fresh = form_in(form_in(spent.text).press(browser, to="/r/st-finnian").text)
    form_in(fresh.press(browser, "do", "next").text).press(browser, "do", "send")
    assert [item.name for item in stage.cases[1].reports[0].evidence] == ["file-1.jpg"]


def test_sending_a_form_again_shows_the_same_receipt_and_files_nothing() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    [path] = minted(stage)
    form = stage.on_details(browser, path=path)
    form = form_in(form.press(browser, "do", "add", files=[("a.jpg", b"a photo", "image/jpeg")]).text)
    answers = [form.press(browser, "do", "send") for _ in range(3)]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert len(stage.cases) == 1
    assert stage.store.claims() == {}


def test_fifty_presses_at_once_of_one_link_make_one_report_and_one_receipt() -> None:
    stage = an_anonymous_stage()
    [path] = minted(stage)
    form = stage.on_details(stage.browser(), path=path)
    photo = [("a.jpg", b"a photo", "image/jpeg")]
    with ThreadPoolExecutor(50) as threads:
        pressed = [threads.submit(form.press, stage.browser(), "do", "send", files=photo) for _ in range(50)]
    answers = [each.result() for each in pressed]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert len(stage.cases) == 1
    assert len(stage.cases[0].reports) == 1
    assert stage.store.claims() == {}


def test_other_words_with_the_same_code_change_nothing_and_it_says_so() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    form = stage.on_details(browser)
    form.press(browser, "do", "send")
    other = form.press(browser, "do", "send", text="Forget it.")
    assert other.status_code == 200
    assert "its first words stand" in other.text
    assert stage.cases[0].reports[0].text == WORDS
    kept = form_in(other.text, "kept")
    assert "its first words stand" in kept.press(browser, "do", "done", last="----").text
