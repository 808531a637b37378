"""Whoever chooses Welsh meets no English: neither the pages' own words nor those of the school's form.

English that stays is marked as such (WCAG 2.2, 3.1.2), or somebody's own words.
"""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

import pytest

from candour.cases.facts import Answer, Facts
from candour.cases.form import FormField
from candour.cases.policy_file import load, shipped_profiles
from candour.web.anonymous.wording import words_of
from tests.builders import a_value
from tests.web.anonymous.coming_back import Writer
from tests.web.anonymous.forms import form_in
from tests.web.anonymous.stage import WORDS, AnonymousStage, an_anonymous_stage
from tests.web.anonymous.test_promises import FOUL, PHOTO, every_page

ENGLISH = frozenset(
    re.findall(
        r"\S+",
        "the and you your not with this that what who how was were are have has it its for from can will we our they "
        "please yes no report code friday november names school's",
    )
)
"""Words without which English says little; Welsh has none of them."""
OWN_WORDS = frozenset({"q", "blockquote", "textarea", "style"})
"""What the writer or the school has written, in whatever language they chose."""
WITHOUT_END = frozenset({"input", "meta", "link", "br", "img", "path"})
NAMES = ("St Finnian's Primary School", "Bob's Business")


class _Reader(HTMLParser):
    """Collects what a Welsh reader is shown or told: the text, and the names that only a screen reader says."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._around: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_english = (given.get("lang") or "").startswith("en")
        is_left_out = is_english or tag in OWN_WORDS or self._is_left_out
        if not is_left_out:
            self.said += [given[name] or "" for name in ("aria-label", "title", "alt", "placeholder") if name in given]
        if tag not in WITHOUT_END:
            self._around.append(is_left_out)

    def handle_endtag(self, tag: str) -> None:
        if tag not in WITHOUT_END:
            self._around.pop()

    def handle_data(self, data: str) -> None:
        if not self._is_left_out:
            self.said.append(data)

    @property
    def _is_left_out(self) -> bool:
        return bool(self._around) and self._around[-1]


def english_in(page: str) -> set[str]:
    """Return the English words of a page that are not marked as English and nobody's own."""
    reader = _Reader()
    reader.feed(page)
    said = " ".join(reader.said).casefold()
    for name in NAMES:
        said = said.replace(name.casefold(), "")
    return set(re.findall(r"[\w']+", said)) & ENGLISH


def everything_understood(profile: str) -> Facts:
    """Return facts with a value for every entry of a form."""
    return Facts(values={field.id: a_value(_an_answer(field)) for field in load(profile).form.fields})


def _an_answer(field: FormField) -> Answer:
    if field.type == "yes_no":
        return field.id != "near_miss"
    if field.type == "ticks":
        return tuple(option.id for option in field.options)
    if field.options:
        return field.options[0].id
    typed: Mapping[str, Answer] = {"number": 27, "date": "2026-11-20", "time": "08:40"}
    return typed.get(field.type, "Seren Vaughan")


@pytest.mark.parametrize("profile", shipped_profiles())
def test_the_way_to_the_receipt_and_off_it_is_in_welsh(profile: str) -> None:
    stage = an_anonymous_stage(profile=profile)
    stage.hands.facts = everything_understood(profile)
    for name, page in every_page(stage, language="cy"):
        assert name == "style" or english_in(page.text) == set(), name


@pytest.mark.parametrize("profile", shipped_profiles())
def test_every_entry_that_is_asked_for_is_in_welsh(profile: str) -> None:
    stage = an_anonymous_stage(profile=profile)
    stage.hands.facts = Facts()
    page = _details(stage)
    assert english_in(page) == set()
    assert 'name="entry-data_types"' in page


def _details(stage: AnonymousStage) -> str:
    browser = stage.browser()
    return stage.opened(browser, "/r/st-finnian?lang=cy").press(browser, "do", "next", text=WORDS).text


def test_what_was_understood_is_said_in_welsh_and_as_the_question_wants_it() -> None:
    stage = an_anonymous_stage()
    stage.hands.facts = everything_understood("saints-cardiff")
    page = _details(stage)
    for question, answer in (
        ("Ar ba ddyddiad y digwyddodd?", "Dydd Gwener 20 Tachwedd 2026"),
        ("A gafodd ei atal cyn i unrhyw un weld, colli neu newid dim o&#39;r wybodaeth?", "Naddo"),
        ("A oes unrhyw un wedi cwyno am hyn?", "Oes"),
    ):
        assert f"<dt>{question}</dt>\n<dd>{answer}</dd>" in page


def pages_after_coming_back() -> Iterator[tuple[str, str]]:
    """Yield the pages behind the code, and those beside them."""
    stage = an_anonymous_stage()
    browser = stage.browser()
    sent = form_in(_details(stage)).press(browser, "do", "send")
    kept = form_in(sent.text, "kept").fields
    [code], [proof] = kept["code"], kept["proof"]
    writer = Writer(stage, browser, code)
    asked = browser.get("/back?lang=cy")
    yield "code", asked.text
    form = form_in(asked.text)
    for typed in ("", "ABC", "U" * 16, "0" * 16):
        yield f"code {typed!r}", form.press(browser, "do", "show", code=typed).text
    told = form.press(browser, "do", "show", code=code)
    yield "told", told.text
    yield "added", form_in(told.text).press(browser, "do", "add", text="Rhagor.", files=[PHOTO]).text
    yield "refused file", form_in(told.text).press(browser, "do", "add", files=[FOUL]).text
    yield "nothing added", form_in(told.text).press(browser, "do", "add").text
    yield "no name", form_in(told.text).press(browser, "do", "name").text
    yield "name", form_in(told.text).press(browser, "do", "name", name="Rhian").text
    writer.decided("ask", "How many pupils?")
    yield "question", form.press(browser, "do", "show", code=code).text
    yield "proof", browser.get("/proof?lang=cy").text
    check = form_in(browser.get("/proof?lang=cy").text, "proof-form")
    for pasted, words in (
        ("", ""),
        (proof, ""),
        (proof, WORDS),
        (proof, "Eraill."),
        (proof.replace("2026", "2025"), ""),
    ):
        yield "proof checked", check.press(browser, "do", "check", proof=pasted, code=code, words=words).text
    stop = form_in(told.text).press(browser, "do", "stop").text
    yield "stop", stop
    yield "stopped", form_in(stop, "stop").press(browser, "do", "give_up").text
    yield "leave", browser.get("/leave?lang=cy").text


def test_coming_back_is_in_welsh() -> None:
    for name, page in pages_after_coming_back():
        assert '<html lang="cy">' in page, name
        assert english_in(page) == set(), name


def test_english_that_stays_is_marked_as_english() -> None:
    stage = an_anonymous_stage()
    browser = stage.browser()
    receipt = form_in(_details(stage)).press(browser, "do", "send").text
    assert '<p lang="en-GB" class="proof">Candour proof of filing' in receipt
    assert re.search(r'<button class="plain"[^>]* lang="en"[^>]*>English</button>', receipt)
    assert re.search(r'<button class="plain"[^>]* lang="cy"[^>]*>Cymraeg</button>', browser.get("/r/st-finnian").text)


def test_the_search_for_english_finds_it() -> None:
    page = '<html lang="cy"><p>Mae the report</p><p lang="en">You</p><q>What</q><p aria-label="Your">Iawn</p></html>'
    assert english_in(page) == {"the", "report", "your"}


def test_a_small_file_is_small_in_both_languages() -> None:
    for language, said in (("en", "less than 1 KB"), ("cy", "llai nag 1 KB")):
        assert words_of(language)("files.small") == said
