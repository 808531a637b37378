"""The demonstration's chat in a browser without scripts: both sides, the form, files, and what is refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import unescape

import pytest
from httpx import Response
from starlette.testclient import TestClient

from bot.doors import contact_of
from bot.line import ChatLine
from bot.messages import say
from bot.officers.desk import OfficerDesk
from bot.officers.pressing import ChatOfficers
from candour.app.demo.chat_page import ChatPage
from candour.cases.case import Case
from candour.cases.directory import Person
from candour.cases.policy_file import load
from candour.web.site import create_site
from tests.bot.stage import ChatStage
from tests.service import DPO
from tests.web.stage import HTTPS, a_web_stage

STORY = "I left my school laptop on the train this morning. About thirty pupils' reports were on it."
WRITER = Person(name="Robin Example", address="robin@saint-finnian.example")
CARRIED = re.compile(r'<button name="press" value="([^"]+)"[^>]*>([^<]+)</button>')


@dataclass
class Visit:
    """A browser at the page."""

    stage: ChatStage
    page: ChatPage
    browser: TestClient

    def shown(self) -> str:
        return words(self.browser.get("/chat"))

    def fields(self, path: str = "/chat") -> dict[str, str]:
        html = self.browser.get(path).text
        return {
            name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', html)
        }

    def says(self, text: str, side: str = "staff", file: tuple[str, bytes, str] | None = None) -> Response:
        hidden = self.fields()
        content = {"csrf": hidden["csrf"], "id": f"{side}-{hidden['id']}", "text": text}
        answer: Response = self.browser.post(f"/chat/{side}/say", data=content, files={"file": file or ("", b"", "")})
        return answer

    def presses(self, label: str, side: str = "staff") -> Response:
        buttons = {unescape(words): unescape(value) for value, words in CARRIED.findall(self.browser.get("/chat").text)}
        data = {"csrf": self.fields()["csrf"], "press": buttons[label]}
        answer: Response = self.browser.post(f"/chat/{side}/press", data=data)
        return answer

    def sends(self, form: Response, values: Mapping[str, str], side: str = "staff", **buttons: str) -> Response:
        """Send a form as its page has it, with these entries changed."""
        html = form.text
        data = {
            name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', html)
        }
        for name, text in re.findall(r'<textarea id="[^"]+" name="(e-\w+)"[^>]*>\s?(.*?)</textarea>', html, re.DOTALL):
            data[name] = unescape(text)
        data |= {f"e-{name}": value for name, value in values.items()} | buttons
        answer: Response = self.browser.post(f"/chat/{side}/form", data=data)
        return answer

    def cases(self) -> list[Case]:
        store = self.stage.core.store
        return [store.load(entry.reference) for entry in store.register()]


def words(answer: Response) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", answer.text)).split())


def a_chat_page() -> tuple[ChatStage, ChatPage]:
    """Return the page over a stage whose line knows officers."""
    stage = ChatStage()
    officers = ChatOfficers(OfficerDesk(stage.core.service, stage.core.directory, load, stage.clock))
    line = ChatLine(replace(stage.line._desk, officers=officers))  # noqa: SLF001  the stage's, with officers
    people = {"staff": (WRITER, "a member of staff"), "officer": (DPO, "Data Protection Officer")}
    return stage, ChatPage(line, people)


@pytest.fixture
def visit() -> Visit:
    stage, page = a_chat_page()
    opened = page.opened()
    surroundings = a_web_stage(stage.core).surroundings
    return Visit(stage, page, TestClient(create_site(surroundings, opened.routes, opened.rooms), base_url=HTTPS))


def test_r16_a_report_goes_from_a_message_to_its_receipt(visit: Visit) -> None:
    assert visit.says(STORY).status_code == 200
    assert "Laptop" in visit.shown()
    visit.presses("Send")
    [case] = visit.cases()
    assert (case.reports[0].text, case.reference in visit.shown()) == (STORY, True)


def test_a_message_sent_twice_is_heard_once(visit: Visit) -> None:
    hidden = visit.fields()
    content = {"csrf": hidden["csrf"], "id": hidden["id"], "text": STORY}
    for _ in range(2):
        visit.browser.post("/chat/staff/say", data=content, files={"file": ("", b"", "")})
    visit.presses("Send")
    assert [case.reports[0].text for case in visit.cases()] == [STORY]


def test_a_file_is_brought_with_the_message_and_one_that_is_not_taken_is_said(visit: Visit) -> None:
    visit.says(STORY, file=("the screen.png", b"\x89PNG\r\n\x1a\n", "image/png"))
    visit.says("", file=("tool.exe", b"MZ", "application/x-msdownload"))
    assert "tool.exe" in visit.shown()
    visit.presses("Send")
    [case] = visit.cases()
    assert [each.name for each in case.reports[0].evidence] == ["the screen.png"]


@pytest.mark.parametrize("way", ["button", "word"])
def test_the_whole_form_stands_there_filled_in_and_is_sent_from_there(visit: Visit, way: str) -> None:
    visit.says(STORY)
    form = visit.presses("Edit the whole form") if way == "button" else visit.says("form")
    assert STORY in words(form)
    assert 'value="laptop" selected' in form.text
    visit.sends(form, {"individuals": "31", "asset_type": "tablet"}, sends="yes")
    [case] = visit.cases()
    assert (case.facts.shown("individuals"), case.facts.shown("asset_type")) == (31, "tablet")


def test_what_is_wrong_in_the_form_is_said_beside_the_entry_and_nothing_typed_is_lost(visit: Visit) -> None:
    visit.says(STORY)
    form = visit.presses("Edit the whole form")
    again = visit.sends(form, {"individuals": "lots", "asset_reference": "LT-0042"}, sends="yes")
    assert again.status_code == 422
    assert 'href="#e-individuals"' in again.text
    assert 'aria-describedby="e-individuals-hint e-individuals-error"' in again.text
    assert 'value="lots"' in again.text
    assert "LT-0042" in again.text
    assert visit.cases() == []


def test_a_form_that_is_kept_goes_back_to_the_chat_and_sends_nothing(visit: Visit) -> None:
    visit.says(STORY)
    visit.sends(visit.presses("Edit the whole form"), {"individuals": "31"}, sends="no")
    assert (visit.cases(), "31" in visit.shown()) == ([], True)


def test_the_officer_sees_a_case_and_decides_its_level_with_a_reason(visit: Visit) -> None:
    visit.says(STORY)
    visit.presses("Send")
    [case] = visit.cases()
    visit.says(case.reference, "officer")
    form = visit.presses("Change the level", "officer")
    assert case.reference in words(form)
    visit.sends(form, {"value": "low", "reason": "It was encrypted."}, "officer")
    [case] = visit.cases()
    decided = case.decided("level")
    assert decided is not None
    assert (decided.value, decided.person) == ("low", DPO.name)


def test_who_reports_is_not_shown_the_case_and_can_not_press_for_the_officer(visit: Visit) -> None:
    visit.says(STORY)
    visit.presses("Send")
    [case] = visit.cases()
    visit.says(case.reference, "officer")
    visit.presses("I have seen this", "staff")
    assert all(event.actor != WRITER.name for event in visit.cases()[0].events)


def test_nothing_of_a_draft_stays_on_the_page_when_somebody_leaves_for_the_anonymous_one(visit: Visit) -> None:
    visit.says(STORY)
    visit.says("anonymous")
    assert "/r/st-finnian" in visit.shown()
    assert "laptop" not in visit.shown()


def test_what_people_type_stands_there_as_they_typed_it(visit: Visit) -> None:
    visit.says(f"<script>alert(1)</script> {STORY} \u202e &amp; <b>bold</b>")
    html = visit.browser.get("/chat").text
    assert "<script" not in html
    assert "<b>" not in html
    assert "\u202e" not in re.sub(r"<textarea.*?</textarea>|value=\"[^\"]*\"", "", html, flags=re.DOTALL)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


@pytest.mark.parametrize("path", ["/chat/staff/say", "/chat/staff/press", "/chat/staff/form"])
def test_a_form_from_elsewhere_is_refused(visit: Visit, path: str) -> None:
    files = {"file": ("", b"", "")} if path.endswith("say") else None
    csrf = visit.fields()["csrf"]
    foreign = visit.browser.post(
        path, data={"csrf": csrf, "text": STORY}, files=files, headers={"Sec-Fetch-Site": "cross-site"}
    )
    without = visit.browser.post(path, data={"csrf": "wrong", "text": STORY}, files=files)
    assert (foreign.status_code, without.status_code) == (403, 403)
    assert "laptop" not in visit.shown()


@pytest.mark.parametrize("press", ["", "{", "[]", "1", '{"action": "explode"}', '{"action": "send", "more": 1}'])
def test_a_button_that_is_none_is_refused(visit: Visit, press: str) -> None:
    answer = visit.browser.post("/chat/staff/press", data={"csrf": visit.fields()["csrf"], "press": press})
    assert answer.status_code == 400


def test_there_are_two_sides_and_no_third(visit: Visit) -> None:
    assert visit.browser.get("/chat/head/form").status_code == 404
    assert visit.browser.post("/chat/staff/say", content=b"x").status_code == 415


def test_the_line_reaches_both_by_their_addresses_and_a_newer_message_takes_an_older_ones_place(visit: Visit) -> None:
    found = visit.page.find(DPO.address.upper())
    assert found is not None
    assert visit.page.find("somebody@saint-finnian.example") is None
    visit.page.post(found, [say("The first.", key="k")])
    visit.page.post(found, [say("The second.", key="k")])
    assert "The second." in visit.shown()
    visit.page.post(found, [say("Between.")])
    for key in ("other", "k"):
        visit.page.post(found, [say(f"Of {key}.", key=key).model_copy(update={"only_replaces": True})])
    shown = visit.shown()
    assert [words for words in ("The first.", "The second.", "Of other.") if words in shown] == []
    assert shown.index("Of k.") < shown.index("Between.")
    assert contact_of(visit.page._sides["officer"].talker) == found  # noqa: SLF001  what it wrote to


def test_earlier_messages_are_folded_away(visit: Visit) -> None:
    found = visit.page.find(DPO.address)
    assert found is not None
    visit.page.post(found, [say(f"Message {number}.") for number in range(7)])
    html = visit.browser.get("/chat").text
    assert "3 earlier messages" in html
    assert html.count('-latest"') == 1
