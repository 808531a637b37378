"""Hostile texts in every field that somebody can write: shown as the text that they are, and never in an address."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from starlette.testclient import TestClient

from candour.cases.decisions import DECISIONS
from candour.cases.directory import Person
from candour.cases.report import Sender
from candour.web.evidence_page import file_name
from tests.builders import a_value, an_evidence, some_facts
from tests.service import CHAIR, DPO, HEAD, a_stage, decide
from tests.web.cases import HEOL_FFUG, ROLES, post_decision, reported, words_of
from tests.web.stage import WebStage, a_web_stage

EVIL = "\"'><script>steal()</script><img src=x onerror=steal()>{{ 7*7 }}</textarea>&lt;b&gt;"
"""Breaks out of attributes and text areas, runs as a script, as a template, and as an entity that is decoded twice."""
FILE = b"<script>steal()</script>"
PRIVATE = ("Seren", "Vaughan", "Tegan", "inhaler", "steal", "script", "saint-finnian.example")


class Elements(HTMLParser):
    """Collects what a browser would make of a page: elements, their attributes, and where it leads."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.handlers: set[str] = set()
        self.addresses: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.handlers |= {name for name, _ in attrs if name.startswith("on") or name == "style"}
        self.addresses |= {value or "" for name, value in attrs if name in {"href", "src", "action"}}


def is_harmless(page: str) -> bool:
    """Tell whether a page has no element, handler or address but those of our own templates."""
    found = Elements(page)
    return (
        not found.names & {"script", "img", "iframe", "object", "svg", "b"}
        and not found.handlers
        and all(re.fullmatch(r"/[\w./?=&%#-]*|#[\w-]+", address) for address in found.addresses)
        and "49" not in re.findall(r"\b49\b", words_of(page))
    )


@pytest.fixture
def hostile() -> tuple[WebStage, str]:
    """A case of which everything that somebody could write is hostile."""
    evil = Person(name=f"Dilys {EVIL}", address=DPO.address)
    roles = {**ROLES, "dpo": (evil,), "head_teacher": (Person(name=EVIL, address=HEAD.address),)}
    core = a_stage(roles, others=(HEOL_FFUG.model_copy(update={"name": EVIL, "roles": {"dpo": (evil,)}}),))
    stage = a_web_stage(core)
    facts = some_facts(
        summary=a_value(EVIL, EVIL),
        responsible_employee=a_value(f"Somebody {EVIL}", EVIL, confidence=0.6),
        service_area=a_value(EVIL, EVIL, confidence=0.3),
        reporter_name=a_value(EVIL, EVIL, confirmed_by=EVIL),
    )
    reported(stage, "report-2", school="heol-ffug")
    evidence = (core.store.hold([FILE], name=f"{EVIL}.html", media_type=EVIL),)
    reference = reported(
        stage, facts=facts, subject=EVIL, text=EVIL, sender=Sender(name=EVIL, address=f"{EVIL}@x.example"),
        evidence=evidence, limits=(EVIL,), unreadable=EVIL,
    )  # fmt: skip
    return stage, reference


def everything_decided(stage: WebStage, reference: str) -> None:
    """Take every decision that has a text of its own, with hostile words in all of it."""
    core, policy = stage.core, stage.core.policy
    answers: dict[str, Any] = {question.id: EVIL for question in policy.ico_questions}
    decide(core, reference, "note", EVIL, reason=EVIL)
    decide(core, reference, "ask", EVIL, reason=EVIL)
    decide(core, reference, "level", "high", reason=EVIL)
    decide(core, reference, "ico", "report", reason=EVIL, **answers)
    decide(core, reference, "data_subjects", "inform", reason=EVIL)
    decide(core, reference, "step", policy.steps[0].id, reason=EVIL)
    decide(core, reference, "route", "siro_ico", reason=EVIL, answer="decline", text=EVIL)
    decide(core, reference, "value", "summary", reason=EVIL, answer=EVIL)
    decide(
        core, reference, "authorise", "ivo@council.example", reason=EVIL, name=EVIL, until="2026-12-01", evidence="yes"
    )
    decide(core, reference, "action", EVIL, reason=EVIL, name=EVIL, address="a@b.example", due="2026-12-01")


def test_hostile_words_are_shown_as_words_on_every_page(hostile: tuple[WebStage, str]) -> None:
    stage, reference = hostile
    everything_decided(stage, reference)
    browser = stage.signed_in()
    for path in ("/", "/register", f"/cases/{reference}", "/away", f"/cases/{reference}?done={EVIL}"):
        page = browser.get(path)
        assert page.status_code == 200
        assert is_harmless(page.text), path
    shown = browser.get(f"/cases/{reference}").text
    assert shown.count("&lt;script&gt;steal()&lt;/script&gt;") > 20
    assert "49" not in words_of(shown).split()


@pytest.mark.parametrize("what", sorted(DECISIONS.keys() | {EVIL}))
def test_hostile_words_in_any_decision_s_fields_are_given_back_as_words(
    hostile: tuple[WebStage, str], what: str
) -> None:
    stage, reference = hostile
    browser = stage.signed_in()
    page = browser.get(f"/cases/{reference}")
    token = page.text.partition('name="csrf" value="')[2].partition('"')[0]
    names = ["value", "reason", "form", "detail.answer", "detail.text", "detail.name", "detail.due", "detail.day"]
    form = {"csrf": token, "stamp": EVIL, "what": what, **dict.fromkeys(names, EVIL)}
    for answer in (
        browser.post(f"/cases/{reference}/decide", data=form),
        browser.post(f"/cases/{reference}/decide", data={**form, "form": what}),
    ):
        assert answer.status_code in {409, 422}
        assert is_harmless(answer.text)


@pytest.mark.parametrize("name", ["school", "status", "level", "type", "q", "from", "to", "page"])
def test_hostile_words_in_the_register_s_filter_are_given_back_as_words(
    hostile: tuple[WebStage, str], name: str
) -> None:
    browser = hostile[0].signed_in()
    for text in (EVIL, "﷽" * 4_000, "9" * 5_000, "-1", "\x00", "2026-13-99"):
        page = browser.get("/register", params={name: text})
        assert page.status_code in {200, 422}
        assert is_harmless(page.text)


def test_a_hostile_file_is_saved_under_a_harmless_name_and_never_shown(hostile: tuple[WebStage, str]) -> None:
    stage, reference = hostile
    browser = stage.signed_in()
    token = browser.get("/").text.partition('name="csrf" value="')[2].partition('"')[0]
    digest = an_evidence(FILE).digest
    answer = browser.post(f"/cases/{reference}/evidence/{digest}", data={"csrf": token})
    assert answer.content == FILE
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == f'attachment; filename="{reference}-{digest[:8]}.bin"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox;")
    assert stage.core.store.load(reference).events[-1].kind == "evidence_opened"
    opened = len(stage.core.store.load(reference).events)
    assert browser.get(f"/cases/{reference}/evidence/{digest}").headers["location"] == f"/cases/{reference}"
    assert len(stage.core.store.load(reference).events) == opened


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("trip list of Seren.PDF", "pdf"),
        ("photo.jpeg", "jpeg"),
        ("page.html", "bin"),
        ("run.exe", "bin"),
        ("list.pdf\r\nSet-Cookie: a=b", "bin"),
        ('x".csv', "csv"),
        ("../../etc/passwd", "bin"),
        ("", "bin"),
        ("report.\u202efdp.scr", "bin"),
    ],
)
def test_nothing_of_a_file_s_own_name_is_left_but_a_harmless_ending(name: str, ending: str) -> None:
    assert file_name("SF-26-K7QM4", "ab" * 32, name) == f"SF-26-K7QM4-abababab.{ending}"


def test_no_address_title_or_redirect_tells_of_people() -> None:
    stage = a_web_stage()
    reference = reported(stage, subject="Tegan's inhaler")
    browser = stage.signed_in()
    status, leads_to, _ = post_decision(browser, reference, "note", value="Seren Vaughan rang about Tegan.")
    assert (status, leads_to) == (303, f"/cases/{reference}?done=note#done")
    for path in ("/", "/register", f"/cases/{reference}"):
        page = browser.get(path).text
        titles = re.findall(r"<title>(.*?)</title>", page, re.DOTALL)
        told = " ".join([*titles, *Elements(page).addresses])
        assert not [word for word in PRIVATE if word in told]


@pytest.mark.parametrize("name", ["Seren Vaughan", "Vaughan, Seren", "s.vaughan@saint-finnian.example"])
def test_a_name_typed_into_the_register_s_filter_stands_in_no_address_of_the_page(name: str) -> None:
    stage = a_web_stage()
    reported(stage)
    page = stage.signed_in().get("/register", params={"q": name, "status": "open"})
    assert page.status_code == 422
    assert not [address for address in Elements(page.text).addresses if "vaughan" in address.casefold()]


def test_a_case_that_is_not_there_and_one_that_is_not_yours_look_the_same() -> None:
    stage = a_web_stage(a_stage({**ROLES, "chair_of_governors": (CHAIR,)}))
    about_head = reported(stage, "report-2", some_facts(head_teacher_implicated=a_value(value=True)))
    reported(stage)
    browser: TestClient = stage.signed_in(HEAD)
    there = browser.get(f"/cases/{about_head}")
    nowhere = browser.get("/cases/SF-26-00000")
    assert there.status_code == nowhere.status_code == 404
    assert there.text == nowhere.text
