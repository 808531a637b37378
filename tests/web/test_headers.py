"""The headers stand on every answer: every page, the style sheet, redirects, refusals and faults."""

from collections.abc import Iterator

import pytest
from httpx import Response
from starlette.routing import Route

from candour.web.headers import ALWAYS, OVER_TLS
from tests.web.stage import WebStage, a_web_stage, failing_pages

FORM = {"content-type": "application/x-www-form-urlencoded"}
HTTP = "http://127.0.0.1:8710"


def every_answer(stage: WebStage) -> Iterator[tuple[str, Response]]:
    """Yield what every route answers, to nobody and to somebody who is signed in, and what no route answers."""
    for who, browser in (("nobody", stage.browser()), ("somebody", stage.signed_in())):
        for route in stage.site.routes:
            assert isinstance(route, Route)
            path = route.path.replace("{reference}", "SF-26-K7QM4").replace("{", "").replace("}", "")
            for method in route.methods or ():
                yield f"{who}: {method} {path}", browser.request(method, path)
        yield f"{who}: unknown page", browser.get("/nothing/there")
        yield f"{who}: wrong method", browser.put("/sign-in")
        yield f"{who}: a form without its token", browser.post("/sign-in", data={"address": "a@b.example"})
        yield f"{who}: too much", browser.post("/away", content=b"a" * 300_000, headers=FORM)
        with failing_pages(stage, "/fails", ValueError()):
            yield f"{who}: fault", browser.get("/fails")
        yield f"{who}: another host", browser.get("/sign-in", headers={"host": "evil.example"})


def test_every_answer_has_the_headers() -> None:
    statuses = set()
    for what, answer in every_answer(a_web_stage()):
        statuses.add(answer.status_code)
        for name, value in {**ALWAYS, **OVER_TLS}.items():
            assert answer.headers.get_list(name) == [value], (what, name)
        assert "server" not in answer.headers, what
    assert {200, 303, 403, 404, 405, 413, 421, 500} <= statuses


def test_without_tls_nothing_promises_it() -> None:
    answer = a_web_stage(pages=HTTP).browser().get("/sign-in")
    assert "strict-transport-security" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_nothing_may_run_be_framed_or_be_asked_elsewhere() -> None:
    policy = a_web_stage().browser().get("/sign-in").headers["content-security-policy"]
    assert set(policy.split("; ")) == {
        "default-src 'none'", "form-action 'self'", "style-src 'self'", "img-src 'self'", "base-uri 'none'",
        "frame-ancestors 'none'",
    }  # fmt: skip


@pytest.mark.parametrize("path", ["/sign-in", "/away", "/nothing"])
def test_pages_hold_no_script_no_inline_style_and_nothing_of_another_site(path: str) -> None:
    text = a_web_stage().signed_in().get(path, follow_redirects=True).text.casefold()
    for forbidden in ("<script", " style=", "onclick", "http://", "https://", "javascript:"):
        assert forbidden not in text


def test_another_host_is_told_where_the_pages_are() -> None:
    stage = a_web_stage()
    answer = stage.browser().get("/sign-in", headers={"host": "localhost:8710"})
    assert answer.status_code == 421
    assert stage.surroundings.pages in answer.text
    assert "set-cookie" not in answer.headers


def test_the_style_sheet_is_small_and_asks_for_nothing_else() -> None:
    answer = a_web_stage().browser().get("/static/candour.css")
    assert answer.headers["content-type"].startswith("text/css")
    assert len(answer.content) < 15 * 1024
    assert "url(" not in answer.text
    assert "@import" not in answer.text
