"""A report without a name in a real browser: no JavaScript, 320 pixels, the keyboard alone, in both languages."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from candour.web.anonymous.wording import LANGUAGES
from tests.browser.audit import Audit
from tests.browser.chromium import needs_chromium
from tests.browser.nameless import (
    PHONE,
    Reporter,
    Served,
    answer_and_be_named,
    check_the_proof,
    come_back,
    give_up,
    keep_the_code,
    serving,
    write_and_send,
)
from tests.browser.visit import visiting
from tests.service import decide
from tests.web.anonymous.stage import WORDS

pytestmark = [
    needs_chromium,
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.xdist_group("browser"),
]

QUESTION = "Which page of the website was it on?"
MOST_BYTES = 50 * 1024


def ask(served: Served, question: str) -> None:
    """Let the school's officer ask, after the slot in which they were told."""
    served.stage.clock.moment = served.stage.clock.moment.replace(hour=16)
    [case] = served.stage.cases
    decide(served.stage.core, case.reference, "ask", question)


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_way_is_gone_with_the_keyboard_alone_on_a_small_phone_and_every_page_passes(
    chromium: Browser, tmp_path: Path, language: str
) -> None:
    audit = Audit()
    with serving() as served, visiting(chromium, PHONE, audit, tmp_path) as visit:
        reporter = Reporter(visit, served, language)
        write_and_send(reporter)
        keep_the_code(reporter)
        ask(served, QUESTION)
        come_back(reporter)
        answer_and_be_named(reporter, QUESTION)
        check_the_proof(reporter)
        come_back(reporter)
        give_up(reporter)
        reporter.opens("/leave", "leave")
        reporter.opens("/o/0123456789ABCDEF", "spent")
        assert reporter.nothing_leaked()
    assert audit.violations == []
    assert audit.advice == []
    assert served.weighed.heaviest_in_bytes() <= MOST_BYTES
    [case] = served.stage.cases
    sent = (*case.reports, *case.coming)
    assert [report.text for report in sent] == [WORDS, "On the page of the Year 4 trip."]
    assert case.reports[0].typed == {"individuals": 30}
    assert [[item.name for item in report.evidence] for report in sent] == [["file-1.jpg"], ["file-1.jpg"]]
    assert case.open_way_back is None


@pytest.mark.long
def test_the_other_language_keeps_what_was_typed_and_the_code_stays_open(chromium: Browser, tmp_path: Path) -> None:
    with serving() as served, visiting(chromium, PHONE, Audit(), tmp_path) as visit:
        reporter = Reporter(visit, served, "en")
        write_and_send(reporter)
        keep_the_code(reporter)
        come_back(reporter)
        reporter.writes("text", "On the page of the Year 4 trip.")
        visit.hands.activate(visit.page.get_by_role("button", name=reporter.says("frame.switch")))
        reporter.language = "cy"
        reporter.visit.arrives_at(reporter.says("told.title", day="").strip())
        assert visit.page.locator("#text").input_value() == "On the page of the Year 4 trip."
