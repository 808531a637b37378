"""Whatever stands in the way of a report, what was typed stays on the page, and it says what to do."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from markupsafe import escape

from candour.web.anonymous.bodies import MOST_IN_A_FORM
from candour.web.anonymous.draft import TRAP
from candour.web.anonymous.limits import Limits
from candour.web.anonymous.shelf import MOST_BYTES
from candour.web.anonymous.wording import words_of
from tests.web.anonymous.forms import form_in
from tests.web.anonymous.stage import SISTER_SCHOOL, WORDS, an_anonymous_stage

FORM = {"content-type": "application/x-www-form-urlencoded"}
PARTS = {"content-type": "multipart/form-data; boundary=x"}
PHOTO = ("a.jpg", b"a photo", "image/jpeg")


def test_a_report_without_words_is_asked_for_them() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    empty = stage.opened(browser).press(browser, "do", "next", text=" \n ")
    assert empty.status_code == 422
    assert '<a href="#text">Please write what happened.' in empty.text
    details = stage.on_details(browser).press(browser, "do", "send", text="")
    assert details.status_code == 422
    assert form_in(details.text).fields["page"] == ["details"]


def test_too_many_words_are_kept_and_told() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    long = "word " * 4_001
    answer = stage.opened(browser).press(browser, "do", "next", text=long)
    assert (answer.status_code, form_in(answer.text).fields["text"]) == (422, [long.strip()])
    assert "longer than 20,000 characters" in answer.text


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("discovered_date", "2026-11-21", "not in the future"),
        ("discovered_date", "last week", "like 2026-11-20"),
        ("discovered_time", "morning", "like 08:40"),
        ("individuals", "a few", "like 27"),
        ("complaint", "perhaps", "choose yes or no"),
        ("recovered", "maybe", "Please choose one of the answers"),
        ("data_types", "shoe_size", "Please tick only"),
    ],
)
def test_a_wrong_entry_is_shown_at_its_field_and_nothing_is_lost(name: str, typed: str, words: str) -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    form = stage.on_details(browser)
    form.fields.update({f"entry-{name}": [typed], "entry-training": ["yes, in May"]})
    answer = form.press(browser, "do", "send", files=[PHOTO])
    assert answer.status_code == 422
    assert f'<a href="#entry-{name}">' in answer.text
    assert words in answer.text
    again = form_in(answer.text)
    assert again.fields["text"] == [WORDS]
    assert again.fields["entry-training"] == ["yes, in May"]
    assert again.fields["files"] == ["1"]
    assert stage.cases == []
    again.fields[f"entry-{name}"] = [""]
    assert again.press(browser, "do", "send").status_code == 200


def test_a_filled_trap_costs_one_more_press_and_no_report() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    form = stage.on_details(browser)
    form.fields[TRAP] = ["http://spam.example"]
    caught = form.press(browser, "do", "send")
    assert "press Send once more" in caught.text
    assert stage.cases == []
    assert form_in(caught.text).fields[TRAP] == [""]
    assert form_in(caught.text).press(browser, "do", "send").status_code == 200
    assert stage.cases[0].reports[0].text == WORDS


def test_a_file_that_cant_be_cleaned_is_refused_with_the_reason_and_what_to_do() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    answer = stage.on_details(browser).press(
        browser, "do", "send", files=[("x.pdf", b"%PDF-1.7", "application/pdf"), PHOTO]
    )
    assert answer.status_code == 422
    assert "a picture of it (JPEG or PNG) can be cleaned. You can send your report without it." in answer.text
    assert stage.cases == []
    form_in(answer.text).press(browser, "do", "send")
    assert [item.name for item in stage.cases[0].reports[0].evidence] == ["file-1.jpg"]


def test_more_than_five_files_are_refused_and_the_first_five_kept() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    photos = [(f"{number}.jpg", f"photo {number}".encode(), "image/jpeg") for number in range(7)]
    answer = stage.on_details(browser).press(browser, "do", "add", files=photos)
    assert "there can be at most 5" in answer.text
    assert form_in(answer.text).fields["files"] == ["5"]
    assert len(stage.hands.cleaned) == 5
    more = form_in(answer.text).press(browser, "do", "add", files=[("8.jpg", b"photo 8", "image/jpeg")])
    assert "there can be at most 5" in more.text


def test_files_that_are_too_large_together_are_refused() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    big = ("big.png", b"x" * (MOST_BYTES - 3), "image/png")
    answer = stage.on_details(browser).press(browser, "do", "add", files=[big])
    assert "together may have 10 MB" in answer.text
    assert form_in(answer.text).fields["files"] == ["0"]


def test_a_form_with_far_too_large_files_comes_back_with_all_its_words() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    form = form_in(stage.on_details(browser).press(browser, "do", "add", files=[PHOTO]).text)
    form.fields["entry-training"] = ["yes, in May"]
    photos = [(f"{number}.jpg", bytes(5_000_000), "image/jpeg") for number in range(4)]
    answer = form.press(browser, "do", "send", files=photos, text="My own words.")
    assert answer.status_code == 413
    assert "together may have 10 MB" in answer.text
    again = form_in(answer.text)
    assert again.fields["text"] == ["My own words."]
    assert again.fields["entry-training"] == ["yes, in May"]
    assert again.fields["files"] == ["1"]
    assert len(stage.hands.cleaned) == 1
    assert again.press(browser, "do", "send").status_code == 200


def test_files_are_forgotten_after_an_hour_and_it_says_so_before_sending() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    form = form_in(stage.on_details(browser).press(browser, "do", "add", files=[PHOTO]).text)
    stage.clock.move(timedelta(minutes=61))
    answer = form.press(browser, "do", "send")
    assert str(escape(words_of("en")("note.files_gone"))) in answer.text
    assert stage.cases == []
    assert form_in(answer.text).press(browser, "do", "send").status_code == 200


def test_a_form_from_yesterday_is_taken_and_an_older_one_gets_a_fresh_ticket_with_the_same_code() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    form = stage.on_details(browser)
    stage.clock.move(timedelta(days=1))
    assert form.press(browser, "do", "check").status_code == 200
    stage.clock.move(timedelta(days=1))
    answer = form.press(browser, "do", "send")
    assert "open for more than a day" in answer.text
    fresh = form_in(answer.text)
    assert fresh.fields["text"] == [WORDS]
    assert fresh.fields["code"] == form.fields["code"]
    assert stage.cases == []
    assert form_in(fresh.press(browser, "do", "next").text).press(browser, "do", "send").status_code == 200


@pytest.mark.parametrize(
    "change", [{"ticket": ["forged"]}, {"ticket": [""]}, {"code": ["0000000000000000"]}, {"code": ["x"]}]
)
def test_a_code_that_we_did_not_give_is_not_filed_under(change: Mapping[str, list[str]]) -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    form = stage.on_details(browser)
    form.fields.update(change)
    answer = form.press(browser, "do", "send")
    assert stage.cases == []
    fresh = form_in(answer.text)
    assert fresh.fields["text"] == [WORDS]
    assert fresh.fields["code"] != form.fields["code"]


def test_a_ticket_of_one_school_is_none_of_another() -> None:
    stage = an_anonymous_stage(others=(SISTER_SCHOOL,))
    browser = stage.browser()
    form = stage.on_details(browser)
    fresh = form_in(form.press(browser, "do", "send", to="/r/st-elodie").text)
    assert stage.cases == []
    assert fresh.action == "/r/st-elodie"
    assert (fresh.fields["text"], fresh.fields["page"]) == ([WORDS], ["start"])
    assert fresh.fields["code"] != form.fields["code"]


def test_many_reports_at_once_have_to_wait_a_minute_and_repeats_are_not_counted() -> None:
    stage = an_anonymous_stage(limits=Limits(filings=2))
    browser = stage.browser()
    stage.sent(browser, "The first.")
    second = stage.on_details(browser, "The second.")
    assert {second.press(browser, "do", "send").status_code for _ in range(5)} == {200}
    third = stage.on_details(browser, "The third.")
    answer = third.press(browser, "do", "send")
    assert answer.status_code == 429
    assert "press Send again in 2 minutes" in answer.text
    assert form_in(answer.text).fields["text"] == ["The third."]
    stage.clock.move(timedelta(minutes=1))
    assert form_in(answer.text).press(browser, "do", "send").status_code == 200
    fourth = stage.on_details(browser, "The fourth.")
    assert fourth.press(browser, "do", "send").status_code == 429


def test_a_card_works_however_many_reports_came_by_the_address_and_cards_that_are_none_hold_up_nobody() -> None:
    stage = an_anonymous_stage(limits=Limits(filings=1))
    browser = stage.browser()
    [token, *_] = stage.core.service.mint_links("st-finnian", 2, stage.clock().date())
    for _ in range(2):
        form = stage.on_details(browser)
        form.fields["link"] = ["A" * 16]
        assert form.press(browser, "do", "send").status_code == 404
    stage.sent(browser, "By the address.")
    assert stage.on_details(browser).press(browser, "do", "send").status_code == 429
    stage.sent(browser, "By a card.", f"/o/{token}")
    assert len(stage.cases) == 2


def test_one_form_cant_be_sent_without_end() -> None:
    stage = an_anonymous_stage(limits=Limits(posts=3))
    browser = stage.browser()
    form = stage.on_details(browser)
    for _ in range(2):
        assert form.press(browser, "do", "check").status_code == 200
    answer = form.press(browser, "do", "send")
    assert (answer.status_code, form_in(answer.text).fields["text"]) == (429, [WORDS])
    assert "try again in 60 minutes" in answer.text


def test_thirty_people_behind_one_address_all_succeed() -> None:
    stage = an_anonymous_stage()
    for number in range(30):
        stage.sent(stage.browser(), f"The list of class {number} was open.")
    assert len(stage.cases) == 30


def test_a_full_disk_keeps_the_words_and_files_on_the_page() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    form = form_in(stage.on_details(browser).press(browser, "do", "add", files=[PHOTO]).text)
    stage.store.full = True
    answer = form.press(browser, "do", "send")
    assert answer.status_code == 503
    assert "no room left" in answer.text
    again = form_in(answer.text)
    assert (again.fields["text"], again.fields["files"]) == ([WORDS], ["1"])
    assert stage.store.claims() == {}
    stage.store.full = False
    assert again.press(browser, "do", "send").status_code == 200
    assert len(stage.cases[0].reports[0].evidence) == 1


def test_a_fault_of_ours_keeps_the_words_and_logs_none_of_them(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    form = stage.on_details(browser)

    def fail(*_arguments: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("candour.web.anonymous.sending.answers", fail)
        answer = form.press(browser, "do", "send")
    assert answer.status_code == 500
    assert "Sending them twice does no harm" in answer.text
    again = form_in(answer.text)
    assert (again.fields["text"], again.fields["code"]) == ([WORDS], form.fields["code"])
    assert "ZeroDivisionError" in caplog.text
    assert WORDS not in caplog.text
    assert form_in(again.press(browser, "do", "next").text).press(browser, "do", "send").status_code == 200


def test_a_text_that_cant_be_read_can_be_sent_all_the_same() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    stage.hands.is_reading_broken = True
    page = stage.opened(browser).press(browser, "do", "next", text=WORDS)
    assert "a person will read them" in page.text
    assert form_in(page.text).press(browser, "do", "send").status_code == 200
    assert len(stage.cases) == 1


def test_beyond_a_number_of_readings_an_hour_texts_go_unread() -> None:
    stage = an_anonymous_stage(limits=Limits(readings=1))
    browser = stage.browser()
    stage.on_details(browser)
    stage.sent(browser)
    assert len(stage.hands.read_texts) == 1
    assert len(stage.cases) == 1


@pytest.mark.parametrize(
    ("content", "headers", "status", "words"),
    [
        (b"text=" + b"b" * MOST_IN_A_FORM, FORM, 413, "together may have 10 MB"),
        (b"--x\r\n" + b"b" * MOST_IN_A_FORM, PARTS, 413, "too much at once"),
        (b"text=%ff", FORM, 400, "be read"),
        (b"&".join(b"a=1" for _ in range(401)), FORM, 400, "be read"),
        (b"", PARTS, 400, "be read"),
        (b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nhello', PARTS, 400, "be read"),
        (b"--y--", PARTS, 400, "be read"),
        (b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\xff\r\n--x--', PARTS, 400, "be read"),
        (b"hello", {"content-type": "multipart/form-data"}, 400, "be read"),
        (b"{}", {"content-type": "application/json"}, 415, "be read"),
        (b"text=hello", {**FORM, "sec-fetch-site": "cross-site"}, 403, "another website"),
        (b"text=hello", {**FORM, "origin": "https://evil.example"}, 403, "another website"),
    ],
)
@pytest.mark.parametrize("path", ["/r/st-finnian", "/filed"])
def test_what_is_no_bearable_form_is_refused_and_nothing_of_it_kept(
    path: str, content: bytes, headers: Mapping[str, str], status: int, words: str
) -> None:
    stage = an_anonymous_stage()
    answer = stage.browser().post(path, content=content, headers=dict(headers))
    assert answer.status_code == status
    assert words in answer.text
    assert stage.cases == []
    assert stage.hands.cleaned == []


def test_of_far_too_many_words_the_first_come_back() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    answer = stage.on_details(browser).press(browser, "do", "send", text="słowo " * 60_000, files=[PHOTO])
    assert answer.status_code == 422
    assert "longer than 20,000 characters" in answer.text
    assert form_in(answer.text).fields["text"][0].startswith("słowo " * 6_000)
    assert stage.cases == []
