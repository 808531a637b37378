"""Files in a chat of Teams: from Microsoft's own servers alone, within limits; the report goes on without them."""

import pytest

from bot.files import MOST_BYTES
from bot.messages import Action
from bot.teams.cloud import MICROSOFT
from bot.teams.fetching import offered
from bot.teams.sdk import Attachment
from candour.cases.report import Evidence
from tests.bot.teams.people import FILE, Person
from tests.bot.teams.stage import STORY, TeamsStage, the_report

PDF = b"%PDF-1.7 a register of 7B"


def the_evidence(stage: TeamsStage, gareth: Person) -> tuple[Evidence, ...]:
    """Send the report, and return what it brought."""
    gareth.types("send")
    return stage.chat.core.store.load(the_report(stage)).reports[0].evidence


def test_a_file_joins_the_report_and_is_fetched_without_the_bots_token(stage: TeamsStage, gareth: Person) -> None:
    gareth.attaches("register.pdf", PDF, STORY)
    (evidence,) = the_evidence(stage, gareth)
    kept = b"".join(stage.chat.core.store.open_evidence(the_report(stage), evidence.digest))
    assert (evidence.name, kept) == ("register.pdf", PDF)
    assert stage.service.fetched == [("register.pdf", "")]


def test_a_picture_in_a_message_is_fetched_with_the_bots_token(stage: TeamsStage, gareth: Person) -> None:
    stage.service.files["picture"] = b"\x89PNG a screenshot"
    picture = {"contentType": "image/png", "contentUrl": f"{stage.service.url}/files/picture"}
    gareth.types(STORY, attachments=[picture, {"contentType": "text/html", "content": f"<p>{STORY}</p>"}])
    (evidence,) = the_evidence(stage, gareth)
    assert (evidence.name, evidence.media_type) == ("picture.png", "image/png")
    assert stage.service.fetched == [("picture", f"Bearer {stage.service.cloud().token}")]


def test_a_file_alone_is_answered(stage: TeamsStage, gareth: Person) -> None:
    said = gareth.attaches("register.pdf", PDF)
    assert "register.pdf" in said
    assert stage.reports == 0


@pytest.mark.parametrize("name", ["virus.exe", "macro.xlsm", "page.html", "archive.zip", "noending", ".pdf"])
def test_a_kind_of_file_that_is_not_allowed_is_not_even_fetched(stage: TeamsStage, gareth: Person, name: str) -> None:
    said = gareth.attaches(name, PDF, STORY)
    assert "can't take this kind of file" in said
    assert stage.service.fetched == []
    assert the_evidence(stage, gareth) == ()


def test_a_file_that_is_too_large_is_said_and_the_report_goes_on(stage: TeamsStage, gareth: Person) -> None:
    said = gareth.attaches("film.pdf", bytes(MOST_BYTES + 1), STORY)
    assert "too large" in said
    assert the_evidence(stage, gareth) == ()


ELSEWHERE = ["http://127.0.0.2/files/register.pdf", "https://evil.example/register.pdf", "file:///etc/passwd", "", "::"]


@pytest.mark.parametrize("url", ELSEWHERE)
def test_a_file_that_lies_elsewhere_is_not_fetched(stage: TeamsStage, gareth: Person, url: str) -> None:
    said = gareth.attaches("register.pdf", PDF, STORY, url=url or "nothing")
    assert "can't fetch it" in said
    assert stage.service.fetched == []
    assert the_evidence(stage, gareth) == ()


@pytest.mark.parametrize("target", ["https://evil.example/x", "http://127.0.0.2/", "/files/register.pdf"])
def test_a_redirect_is_followed_to_microsofts_own_servers_alone(stage: TeamsStage, gareth: Person, target: str) -> None:
    said = gareth.attaches("register.pdf", b"-> " + target.encode(), STORY)
    assert "fetch it" in said
    assert len(stage.service.fetched) == (4 if target.startswith("/") else 1)
    assert the_evidence(stage, gareth) == ()


def test_a_file_that_is_gone_is_said(stage: TeamsStage, gareth: Person) -> None:
    gareth.attaches("other.pdf", PDF, STORY, url=f"{stage.service.url}/files/gone.pdf")
    assert "could not fetch it" in gareth.reads() or any(
        "could not fetch it" in str(card) for card in stage.service.cards(gareth.chat)
    )
    assert gareth.types(Action.SHOW.value)
    assert the_evidence(stage, gareth) == ()


@pytest.mark.parametrize("content", [None, "text", [1], {"downloadUrl": 7}, {}])
def test_an_attachment_that_says_nothing_of_use_is_refused_not_a_fault(
    stage: TeamsStage, gareth: Person, content: object
) -> None:
    gareth.types(STORY, attachments=[{"contentType": FILE, "name": "register.pdf", "content": content}])
    assert the_evidence(stage, gareth) == ()


def test_cards_and_the_html_of_a_message_are_no_files() -> None:
    for kind in ("text/html", "application/vnd.microsoft.card.adaptive", "", None):
        assert offered(Attachment(content_type=kind), "1", MICROSOFT, str) is None
