"""`candour check`: whether people reach the page for reports without a name by its address."""

import ssl
from collections.abc import Callable
from contextlib import closing
from threading import Event, Thread

import pytest

from candour.app.check_unnamed import check_unnamed
from candour.app.web import PageServer, listening
from candour.app.web_table import WebTable
from candour.cases.finding import Grade
from tests.dovecot import free_port
from tests.web.anonymous.stage import SCHOOL, an_anonymous_stage

REFUSED = ssl.SSLCertVerificationError("refused")
REFUSED.verify_message = "self-signed certificate"
WEB = WebTable(url="https://candour.saint-finnian.example")


def answering(status: int, page: bytes = b"") -> Callable[[str, str], tuple[int, bytes]]:
    return lambda _url, _path: (status, page)


def failing(error: Exception) -> Callable[[str, str], tuple[int, bytes]]:
    def fail(_url: str, _path: str) -> tuple[int, bytes]:
        raise error

    return fail


@pytest.mark.parametrize(
    ("ask", "grade", "words"),
    [
        (answering(200, b'<form id="report" method="post">'), Grade.OK, "people report without a name at https://"),
        (answering(200, b"<h1>Welcome to nginx</h1>"), Grade.FAIL, "another page answers (200)"),
        (answering(421), Grade.FAIL, "another page answers (421)"),
        (answering(404), Grade.FAIL, "another page answers (404)"),
        (answering(502), Grade.WARN, "Candour doesn't run behind it (502)"),
        (failing(ConnectionRefusedError()), Grade.WARN, "nothing answers (ConnectionRefusedError)"),
        (failing(TimeoutError()), Grade.WARN, "nothing answers (TimeoutError)"),
        (failing(REFUSED), Grade.FAIL, "its certificate is refused (self-signed certificate)"),
    ],
)
def test_what_answers_is_told_from_what_should(
    ask: Callable[[str, str], tuple[int, bytes]], grade: Grade, words: str
) -> None:
    [finding] = check_unnamed(WEB, ["st-finnian"], ask)
    assert finding.grade is grade
    assert words in finding.what
    assert "candour.saint-finnian.example/r/st-finnian" in finding.what
    assert bool(finding.advice) == (grade is not Grade.OK)


@pytest.mark.parametrize("web", [None, WebTable(url=WEB.url, anonymous=False)])
def test_where_it_is_switched_off_nothing_is_asked(web: WebTable | None) -> None:
    [finding] = check_unnamed(web, ["st-finnian"], failing(AssertionError()))
    assert (finding.grade, "off" in finding.what) == (Grade.OK, True)


def test_each_school_is_asked_for() -> None:
    assert len(list(check_unnamed(WEB, ["one", "two"], answering(404)))) == 2


def test_the_page_that_candour_serves_is_known_again() -> None:
    stage = an_anonymous_stage()
    port = free_port()
    stop = Event()
    with closing(listening(WebTable(url=f"http://127.0.0.1:{port}", port=port))) as where:
        thread = Thread(target=PageServer(stage.site, where).run, args=(stop,))
        thread.start()
        try:
            [finding] = check_unnamed(WebTable(url=f"http://127.0.0.1:{port}", port=port), [SCHOOL])
        finally:
            stop.set()
            thread.join(30)
    # The stage's own name is another: the host is turned away, as behind a proxy that changes it.
    assert (finding.grade, "421" in finding.what) == (Grade.FAIL, True)
    page = stage.browser().get(f"/r/{SCHOOL}")
    [finding] = check_unnamed(WEB, [SCHOOL], answering(page.status_code, page.content))
    assert finding.grade is Grade.OK
