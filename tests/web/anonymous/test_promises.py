"""What the anonymous pages promise of themselves: no cookie, no address, no request elsewhere, small, harmless."""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace

import pytest
from httpx import Response
from starlette.testclient import TestClient

from candour.web.anonymous.wording import LANGUAGES
from candour.web.headers import ALWAYS, OVER_TLS
from candour.web.site import create_site
from tests.service import DPO
from tests.web.anonymous.forms import PageForm, form_in, forms_in
from tests.web.anonymous.stage import SISTER_SCHOOL, WORDS, AnonymousStage, an_anonymous_stage
from tests.web.stage import a_web_stage

PHOTO = ("a.jpg", b"a photo", "image/jpeg")
FOUL = ("x.pdf", b"%PDF-1.7", "application/pdf")
HOSTILE = """</textarea><script>alert(1)</script>"'><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}&lt;"""
OUR_PLACES = {
    *("/static/anonymous.css", "/r/st-finnian", "/filed", "/back", "/proof"),
    *("#main", "#send", "#text", "#last", "tel:999", "tel:08088005000"),
}
MOST_BYTES_OF_A_PAGE = 50 * 1024


def every_page(stage: AnonymousStage, text: str = WORDS, language: str = "en") -> Iterator[tuple[str, Response]]:
    """Yield every page of the way and off it."""
    browser = stage.browser()
    lang = f"?lang={language}"
    first = browser.get(f"/r/st-finnian{lang}")
    yield "start", first
    yield "start without words", form_in(first.text).press(browser, "do", "next")
    details = form_in(first.text).press(browser, "do", "next", text=text)
    yield "details", details
    files = form_in(details.text).press(browser, "do", "add", files=[PHOTO, FOUL])
    yield "details with files", files
    yield "details with what is wrong", form_in(files.text).press(browser, "do", "send", text="")
    sent = form_in(files.text).press(browser, "do", "send")
    yield "receipt", sent
    yield "receipt of other words", form_in(files.text).press(browser, "do", "send", text="Other words.")
    kept: PageForm = form_in(sent.text, "kept")
    yield "receipt with a wrong end", kept.press(browser, "do", "done", last=text[:4])
    yield "done", kept.press(browser, "do", "done", last=kept.fields["code"][0][-4:])
    yield "spent", browser.get(f"/o/0123456789ABCDEF{lang}")
    yield "spent with words", browser.post("/r/no-such-school", data={"text": text, "lang": language})
    yield "refused", browser.post(f"/r/st-finnian{lang}", content=b"{}", headers={"content-type": "text/json"})
    yield "style", browser.get("/static/anonymous.css")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_in_the_language_that_was_chosen(language: str) -> None:
    marks = {"en": '<html lang="en-GB">', "cy": '<html lang="cy">'}
    for name, page in every_page(an_anonymous_stage(), language=language):
        assert name == "style" or marks[language] in page.text, name


def test_no_page_sets_a_cookie_or_asks_anything_of_anybody_else() -> None:
    for name, page in every_page(an_anonymous_stage()):
        text = page.text.casefold()
        assert "set-cookie" not in page.headers, name
        for forbidden in (
            "http://",
            "https://",
            'src="',
            "@import",
            "url(",
            "<script",
            " style=",
            "javascript:",
            '<link rel="pre',
        ):
            assert forbidden not in text, (name, forbidden)
        assert set(re.findall(r'(?:href|action|formaction)="([^"]*)"', page.text)) <= OUR_PLACES, name


def test_every_page_has_the_headers() -> None:
    for name, page in every_page(an_anonymous_stage()):
        for header, value in {**ALWAYS, **OVER_TLS}.items():
            assert page.headers.get_list(header) == [value], (name, header)


def test_a_page_with_its_style_is_at_most_fifty_kilobytes() -> None:
    for profile in ("saints-cardiff", "generic-school", "wentworth-essex"):
        pages = dict(every_page(an_anonymous_stage(profile=profile)))
        style = len(pages.pop("style").content)
        weights = {name: len(page.content) + style for name, page in pages.items()}
        assert max(weights.values()) <= MOST_BYTES_OF_A_PAGE, weights


def test_hostile_words_are_shown_and_do_nothing() -> None:
    for name, page in every_page(an_anonymous_stage(), HOSTILE):
        assert "<script" not in page.text, name
        assert "<img" not in page.text, name
        assert "49" not in page.text.partition("</main>")[0].partition("<textarea")[2].partition("</textarea>")[0], name
    stage = an_anonymous_stage()
    assert stage.on_details(stage.browser(), HOSTILE).fields["text"] == [HOSTILE]


def test_hostile_entries_language_and_files_do_nothing_either() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    form = stage.on_details(browser)
    form.fields.update({"entry-training": [HOSTILE], 'entry-"><script>': ["x"], "lang": [HOSTILE], "link": [HOSTILE]})
    form.buttons.append(("remove", HOSTILE))
    answer = form.press(browser, "remove", HOSTILE)
    assert "<script" not in answer.text
    assert form_in(answer.text).fields["entry-training"] == [HOSTILE]
    assert "link" not in form_in(answer.text).fields


def test_who_is_signed_in_is_not_looked_at() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    plain = browser.get("/o/0123456789ABCDEF")
    browser.cookies.set("__Host-candour-session", "anything")
    signed_in = browser.get("/o/0123456789ABCDEF")
    assert signed_in.content == plain.content
    assert "set-cookie" not in signed_in.headers
    assert DPO.name not in signed_in.text


def test_files_never_touch_a_temporary_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_more: object) -> None:
        raise AssertionError("a temporary file")

    for name in ("TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    stage = an_anonymous_stage()
    browser = stage.browser()
    form = stage.on_details(browser)
    answer = form.press(browser, "do", "send", files=[("big.png", b"x" * 3_000_000, "image/png")])
    assert answer.status_code == 200
    assert stage.cases[0].reports[0].evidence[0].size_in_bytes == 3_000_006


def test_every_form_has_what_enter_presses_first_and_a_language_switch_that_loses_nothing() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    form = stage.on_details(browser)
    switched = form.press(browser, "to", "cy", text="Other words.")
    welsh = form_in(switched.text)
    assert '<html lang="cy">' in switched.text
    assert (welsh.fields["text"], welsh.fields["page"]) == (["Other words."], ["details"])
    assert welsh.action == "/r/st-finnian?lang=cy"
    assert welsh.press(browser, "do", "send").text.startswith('<!doctype html>\n<html lang="cy">')
    for page in (switched, browser.get("/r/st-finnian")):
        assert page.text.index('aria-hidden="true"') < page.text.index('name="to"')


def test_each_page_has_one_form_and_labels_for_all_that_is_typed() -> None:
    for name, page in every_page(an_anonymous_stage()):
        if name == "style":
            continue
        assert len(forms_in(page.text)) <= 1, name
        ids = re.findall(r' id="([^"]*)"', page.text)
        assert len(ids) == len(set(ids)), name
        typed = re.findall(r'<(?:input|textarea|select)(?![^>]*type="hidden")[^>]* id="([^"]*)"', page.text)
        labelled = set(re.findall(r'<label for="([^"]*)"', page.text))
        assert set(typed) <= labelled, name
        described = " ".join(re.findall(r'aria-describedby="([^"]*)"', page.text)).split()
        assert set(described) <= set(ids), name


def test_the_site_without_a_door_has_no_anonymous_pages() -> None:
    browser = a_web_stage().browser()
    assert [browser.get(path).status_code for path in ("/r/st-finnian", "/o/x", "/static/anonymous.css")] == [404] * 3


def test_an_onion_service_needs_nothing_but_its_name() -> None:
    stage = an_anonymous_stage(others=(SISTER_SCHOOL,))
    around = replace(stage.site.state.surroundings, hosts=("abcdefgh.onion",))
    browser = TestClient(create_site(around), base_url="http://abcdefgh.onion")
    form = form_in(browser.get("/r/st-finnian").text)
    answer = form.press(browser, "do", "next", text=WORDS, headers={"origin": "http://abcdefgh.onion"})
    assert form_in(answer.text).press(browser, "do", "send", headers={"origin": "null"}).status_code == 200
    assert len(stage.cases) == 1
