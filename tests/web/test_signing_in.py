"""Signing in by a mailed link: for those who may, once, soon, in the same browser, and without telling who may."""

from datetime import timedelta

import pytest

from candour.cases.directory import Person
from candour.web.browsers import KNOWN_FOR
from candour.web.links import KIND, MOST_AN_HOUR, MOST_FOR_ALL
from candour.web.tokens import digest_of
from tests.builders import a_report, a_value, some_facts
from tests.service import CHAIR, DESK, DPO, HEAD, a_stage, decide
from tests.web.stage import a_web_stage, csrf_in, press

EXPERT = Person(name="Ines Okafor", address="ines@experts.example")
STRANGER = "stranger@elsewhere.example"


def test_a_link_signs_in_whom_it_was_mailed_to_and_brings_them_where_they_wanted_to_go() -> None:
    stage = a_web_stage()
    browser = stage.browser()
    wanted = browser.get("/away")
    assert wanted.status_code == 303
    assert wanted.headers["location"] == "/sign-in?next=/away"
    stage.ask_for_link(browser, DPO.address, "/away")
    answer = press(browser, stage.post.sent[0].token)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/away"
    assert DPO.name in browser.get("/away").text


@pytest.mark.parametrize(("person", "gets_one"), [(DPO, True), (HEAD, True), (DESK, False), (CHAIR, False)])
def test_only_who_may_see_cases_gets_a_link(person: Person, gets_one: bool) -> None:  # noqa: FBT001  a table's column
    stage = a_web_stage()
    stage.ask_for_link(stage.browser(), f" {person.address.upper()} ")
    assert len(stage.post.sent) == gets_one


def test_who_got_the_alert_in_the_officers_place_gets_a_link() -> None:
    core = a_stage()
    core.reader.readings["report-1"] = some_facts(dpo_implicated=a_value(value=True))
    stage = a_web_stage(core)
    stage.ask_for_link(stage.browser(), CHAIR.address)
    assert not stage.post.sent
    core.service.receive(a_report())
    stage.ask_for_link(stage.browser(), CHAIR.address)
    assert [link.person for link in stage.post.sent] == [CHAIR]


def test_an_investigator_gets_a_link_until_their_authorisation_ends_and_their_session_ends_with_it() -> None:
    core = a_stage()
    reference = core.service.receive(a_report()).reference or ""
    stage = a_web_stage(core)
    stage.ask_for_link(stage.browser(), EXPERT.address)
    assert not stage.post.sent
    decide(core, reference, "authorise", EXPERT.address, name=EXPERT.name, until="2026-11-20", evidence="no")
    browser = stage.signed_in(EXPERT)
    assert EXPERT.name in browser.get("/away").text
    stage.clock.move(timedelta(days=1))
    assert browser.get("/away").status_code == 303
    stage.ask_for_link(stage.browser(), EXPERT.address)
    assert len(stage.post.sent) == 1


def test_the_answer_is_the_same_for_every_address() -> None:
    stage = a_web_stage()
    answers = [stage.ask_for_link(stage.browser(), address) for address in (DPO.address, DESK.address, STRANGER)]
    assert len({(answer.status_code, answer.text, str(answer.headers)) for answer in answers}) == 1
    assert len(stage.post.sent) == 1


def test_the_page_does_the_same_for_every_address_before_it_answers() -> None:
    stage = a_web_stage()
    for address in (DPO.address, STRANGER):
        stage.ask_for_link(stage.browser(), address)
    assert stage.post.asked == [DPO.address, STRANGER]


def test_a_scanner_that_opens_the_link_uses_nothing_up() -> None:
    stage = a_web_stage()
    browser = stage.browser()
    stage.ask_for_link(browser, DPO.address)
    path = f"/sign-in/{stage.post.sent[0].token}"
    before = stage.core.store.records(KIND)
    scanner = stage.browser()
    for _ in range(3):
        assert scanner.head(path).status_code == scanner.get(path).status_code == 403
        browser.get(path)
    assert not scanner.cookies
    assert stage.core.store.records(KIND) == before
    assert press(browser, stage.post.sent[0].token).status_code == 303


def test_a_link_that_was_used_has_run_out_or_never_was_gets_one_page_with_a_way_to_ask_anew() -> None:
    stage = a_web_stage()
    used, late = stage.browser(), stage.browser()
    stage.ask_for_link(used, DPO.address)
    token = stage.post.sent[-1].token
    browser_cookie = dict(used.cookies)
    assert press(used, token).status_code == 303
    used.cookies.update(browser_cookie)
    stage.ask_for_link(late, HEAD.address)
    stage.clock.move(timedelta(minutes=15))
    answers = [press(used, token), press(late, stage.post.sent[-1].token), press(late, "never-was")]
    assert {answer.status_code for answer in answers} == {410}
    texts = {answer.text for answer in (late_one for late_one in answers[1:])}
    assert len(texts) == 1
    assert 'href="/sign-in"' in answers[0].text


def test_a_link_lasts_fifteen_minutes_and_not_longer() -> None:
    stage = a_web_stage()
    browser = stage.browser()
    stage.ask_for_link(browser, DPO.address)
    stage.clock.move(timedelta(minutes=14, seconds=59))
    assert press(browser, stage.post.sent[0].token).status_code == 303


def test_a_link_from_before_the_clock_was_set_back_is_spent() -> None:
    stage = a_web_stage()
    browser = stage.browser()
    stage.ask_for_link(browser, DPO.address)
    stage.clock.move(-timedelta(minutes=5))
    assert press(browser, stage.post.sent[0].token).status_code == 410


def test_another_browser_is_told_to_use_the_first_one_and_the_link_still_works_there() -> None:
    stage = a_web_stage()
    first, other = stage.browser(), stage.browser()
    stage.ask_for_link(first, DPO.address)
    other.get("/sign-in")
    for browser in (other, stage.browser()):
        answer = press(browser, stage.post.sent[0].token)
        assert answer.status_code == 403
        assert "same browser in which you asked" in answer.text
        assert browser.get("/away").status_code == 303
    assert press(first, stage.post.sent[0].token).status_code == 303


def test_a_session_gets_a_token_of_its_own_whatever_cookie_somebody_planted() -> None:
    stage = a_web_stage()
    browser = stage.browser()
    name = "__Host-candour-session"
    browser.cookies.set(name, "planted", domain="candour.saint-finnian.example", path="/")
    stage.ask_for_link(browser, DPO.address)
    answer = press(browser, stage.post.sent[0].token)
    token = answer.cookies[name]
    assert token != "planted"
    thief = stage.browser()
    thief.cookies.set(name, "planted")
    assert thief.get("/away").status_code == 303
    thief.cookies.set(name, token)
    assert thief.get("/away").status_code == 200


def test_signing_in_again_ends_the_older_session_of_that_browser() -> None:
    stage = a_web_stage()
    browser = stage.signed_in(DPO)
    older = dict(browser.cookies)
    browser.get("/sign-in")  # signed in: it leads on at once, so the browser asks from a page it still has open
    links = stage.surroundings.links
    link = links.issue(HEAD.address, "same browser", "/")
    assert link is not None
    browser.cookies.set("__Host-candour-browser", "same browser")
    assert press(browser, link.token).status_code == 303
    other = stage.browser()
    other.cookies.update(older)
    assert other.get("/away").status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://candour.saint-finnian.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "null"},
    ],
)
def test_a_form_that_another_site_sends_is_refused(headers: dict[str, str]) -> None:
    stage = a_web_stage()
    browser = stage.browser()
    data = {"csrf": csrf_in(browser.get("/sign-in").text), "address": DPO.address}
    answer = browser.post("/sign-in", data=data, headers=headers)
    assert answer.status_code == 403
    assert "another site" in answer.text
    assert not stage.post.asked


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://candour.saint-finnian.example"}, {"sec-fetch-site": "same-origin", "origin": "null"}],
)
def test_our_own_form_is_taken_with_what_browsers_say_about_it(headers: dict[str, str]) -> None:
    stage = a_web_stage()
    browser = stage.browser()
    data = {"csrf": csrf_in(browser.get("/sign-in").text), "address": DPO.address}
    assert browser.post("/sign-in", data=data, headers=headers).status_code == 200


def test_a_form_without_its_token_or_with_that_of_another_browser_is_refused() -> None:
    stage = a_web_stage()
    browser, other = stage.browser(), stage.browser()
    browser.get("/sign-in")
    foreign = csrf_in(other.get("/sign-in").text)
    for data in ({"address": DPO.address}, {"csrf": "", "address": DPO.address}, {"csrf": foreign, "address": "a@b.c"}):
        assert browser.post("/sign-in", data=data).status_code == 403
    assert not stage.post.asked


def test_a_browser_without_cookies_is_told_so_and_nothing_is_sent() -> None:
    stage = a_web_stage()
    answer = stage.browser().post("/sign-in", data={"csrf": "0", "address": DPO.address})
    assert answer.status_code == 403
    assert "cookie" in answer.text
    assert not stage.post.asked


def test_what_is_no_address_is_shown_again_and_marked_as_wrong() -> None:
    stage = a_web_stage()
    answer = stage.ask_for_link(stage.browser(), '"><script>alert(1)</script>')
    assert answer.status_code == 422
    assert "<script" not in answer.text
    assert "&lt;script&gt;" in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert 'href="#address"' in answer.text
    assert not stage.post.asked


def test_an_address_gets_five_links_an_hour_and_again_later() -> None:
    stage = a_web_stage()
    for _ in range(MOST_AN_HOUR + 2):
        stage.ask_for_link(stage.browser(), DPO.address)
    assert len(stage.post.sent) == MOST_AN_HOUR
    stage.ask_for_link(stage.browser(), HEAD.address)
    assert len(stage.post.sent) == MOST_AN_HOUR + 1
    stage.clock.move(timedelta(hours=1))
    stage.ask_for_link(stage.browser(), DPO.address)
    assert len(stage.post.sent) == MOST_AN_HOUR + 2
    assert len(stage.core.store.records(KIND)) == 1


def test_strangers_who_use_up_the_links_of_an_address_do_not_keep_out_who_signed_in_in_this_browser_before() -> None:
    stage = a_web_stage()
    browser = stage.signed_in(DPO)
    cookie = browser.cookies["__Host-candour-browser"]
    stage.clock.move(timedelta(days=89))
    for _ in range(MOST_AN_HOUR + 2):
        stage.ask_for_link(stage.browser(), DPO.address)
    before = len(stage.post.sent)
    for _ in range(MOST_AN_HOUR + 2):
        stage.ask_for_link(browser, DPO.address)
    assert len(stage.post.sent) == before + MOST_AN_HOUR
    assert browser.cookies["__Host-candour-browser"] == cookie
    assert press(browser, stage.post.sent[-1].token).status_code == 303


def test_a_known_browser_counts_for_ninety_days_and_only_for_those_who_signed_in_there() -> None:
    stage = a_web_stage()
    browser = stage.signed_in(DPO)
    for person in (HEAD, DPO):
        for _ in range(MOST_AN_HOUR):
            stage.ask_for_link(stage.browser(), person.address)
    before = len(stage.post.sent)
    browser.cookies.delete("__Host-candour-session")
    stage.ask_for_link(browser, HEAD.address)
    assert len(stage.post.sent) == before
    stage.clock.move(KNOWN_FOR)
    for _ in range(MOST_AN_HOUR):
        stage.ask_for_link(stage.browser(), DPO.address)
    before = len(stage.post.sent)
    stage.ask_for_link(browser, DPO.address)
    assert len(stage.post.sent) == before
    stage.signed_in(HEAD)
    assert len(stage.core.store.records("browsers")) == 1


def test_people_who_share_a_browser_are_known_there_each_and_a_planted_cookie_is_replaced() -> None:
    stage = a_web_stage()
    browser = stage.signed_in(DPO)
    older = browser.cookies["__Host-candour-browser"]
    browser.cookies.delete("__Host-candour-session")
    stage.ask_for_link(browser, HEAD.address)
    assert press(browser, stage.post.sent[-1].token).status_code == 303
    newer, browsers = browser.cookies["__Host-candour-browser"], stage.surroundings.links.browsers
    assert browsers.knows(newer, DPO.address)
    assert browsers.knows(newer, HEAD.address)
    assert not browsers.is_known(older)


def test_all_addresses_together_get_a_bounded_number_of_links() -> None:
    heads = tuple(Person(name="", address=f"head{number}@saint-finnian.example") for number in range(MOST_FOR_ALL))
    stage = a_web_stage(a_stage({"dpo": (DPO,), "head_teacher": heads}))
    for head in (*heads, DPO):
        stage.surroundings.links.issue(head.address, "browser", "/")
    assert len(stage.core.store.records(KIND)) == MOST_FOR_ALL


def test_the_store_holds_no_token_that_would_let_anybody_in() -> None:
    stage = a_web_stage()
    browser = stage.signed_in(DPO)
    stage.ask_for_link(stage.browser(), DPO.address)
    kept = "".join(str(stage.core.store.records(kind)) for kind in (KIND, "sessions", "browsers"))
    tokens = [link.token for link in stage.post.sent] + list(browser.cookies.values())
    assert len(tokens) == 4
    for token in tokens:
        assert token not in kept
        assert digest_of(token) in kept


@pytest.mark.parametrize(
    ("wanted", "goes_to"),
    [
        ("/cases/SF-26-K7QM4", "/cases/SF-26-K7QM4"),
        ("/register", "/register"),
        ("/cases/SF-26-K7QM4/level", "/cases/SF-26-K7QM4"),
        ("/cases/SF-26-K7QM4//evil.example", "/cases/SF-26-K7QM4"),
        ("https://evil.example", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/cases/../../evil", "/"),
        ("/cases/SF-26-K7QM4\r\nSet-Cookie: a=b", "/"),
        ("/sign-in/x", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_nobody_is_sent_to_another_place_after_signing_in(wanted: str, goes_to: str) -> None:
    stage = a_web_stage()
    browser = stage.browser()
    page = browser.get("/sign-in")
    browser.post("/sign-in", data={"csrf": csrf_in(page.text), "address": DPO.address, "next": wanted})
    assert press(browser, stage.post.sent[0].token).headers["location"] == goes_to
    assert browser.get("/sign-in", params={"next": wanted}).headers["location"] == goes_to


def test_no_cookie_is_set_before_one_is_needed() -> None:
    browser = a_web_stage().browser()
    for path in ("/", "/away", "/cases/SF-26-K7QM4", "/static/candour.css", "/nothing", "/sign-in/some-token"):
        assert "set-cookie" not in browser.get(path).headers, path
    assert "set-cookie" in browser.get("/sign-in").headers


@pytest.mark.parametrize(
    ("pages", "prefix", "secure"),
    [("https://candour.saint-finnian.example", "__Host-", True), ("http://127.0.0.1:8710", "", False)],
)
def test_no_script_and_no_other_host_can_read_the_cookies(pages: str, prefix: str, secure: bool) -> None:  # noqa: FBT001  a table's column
    stage = a_web_stage(pages=pages)
    browser = stage.browser()
    cookies = [browser.get("/sign-in").headers["set-cookie"]]
    stage.ask_for_link(browser, DPO.address)
    cookies += press(browser, stage.post.sent[0].token).headers.get_list("set-cookie")
    assert [cookie.partition("=")[0] for cookie in cookies] == [
        f"{prefix}candour-browser", f"{prefix}candour-session", f"{prefix}candour-browser",
    ]  # fmt: skip
    for cookie in cookies:
        attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"httponly", "samesite=lax", "path=/"} <= attributes
        assert ("secure" in attributes) is secure
        assert not any(part.startswith("domain") for part in attributes)
    assert f"Max-Age={int(KNOWN_FOR.total_seconds())}" in cookies[-1]


def test_who_loses_their_role_is_signed_out() -> None:
    stage = a_web_stage()
    browser = stage.signed_in(HEAD)
    other = a_web_stage(a_stage({"dpo": (DPO,)}))
    other.core.store.put("sessions", *next(iter(stage.core.store.records("sessions").items())))
    moved = other.browser()
    moved.cookies.update(dict(browser.cookies))
    assert browser.get("/away").status_code == 200
    assert moved.get("/away").status_code == 303
