"""Files as evidence: fetched from Slack's file server alone, kept, or refused and said so."""

import pytest

from bot.files import MOST_BYTES, FileRefusedError
from bot.slack.fetching import fetched
from tests.bot.slack.stage import SlackStage
from tests.bot.slack.standin.slack import BOT_TOKEN
from tests.bot.slack.standin.state import Json
from tests.bot.slack.test_reporting import STORY

PICTURE = b"\x89PNG\r\n\x1a\n" + b"picture" * 100


def file_of(stage: SlackStage, name: str, content: bytes = PICTURE, **more: object) -> Json:
    """Put a file on the file server and return it as Slack tells of it."""
    number = stage.slack.api.number()
    path = f"/files-pri/T0SCHOOL-F{number}/download/{number}"
    stage.slack.kept.files[path] = (content, "")
    address = f"http://{stage.slack.host}{path}"
    file = {"id": f"F{number}", "name": name, "mimetype": "image/png", "size": len(content)}
    return {**file, "url_private_download": address, "url_private": address, **more}


def sends(stage: SlackStage) -> None:
    stage.gareth.presses("send")
    stage.settles()


def test_a_file_becomes_evidence_of_the_report(stage: SlackStage) -> None:
    stage.gareth.uploads(file_of(stage, "7B.png"), text=STORY)
    stage.settles()
    sends(stage)
    (evidence,) = stage.case().reports[0].evidence
    assert (evidence.name, evidence.size_in_bytes) == ("7B.png", len(PICTURE))
    kept = stage.chat.core.store.open_evidence(stage.case().reference, evidence.digest)
    assert b"".join(kept) == PICTURE


def test_several_files_and_no_words_wait_for_the_story(stage: SlackStage) -> None:
    stage.gareth.uploads(file_of(stage, "a.png"), file_of(stage, "b.pdf", b"%PDF-1.7 1"))
    stage.settles()
    stage.gareth.types(STORY)
    stage.settles()
    sends(stage)
    assert [one.name for one in stage.case().reports[0].evidence] == ["a.png", "b.pdf"]


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("virus.exe", {}),
        ("page.html", {}),
        ("large.png", {"size": MOST_BYTES + 1}),
        ("elsewhere.png", {"url_private_download": "https://files.evil.example/x.png", "url_private": ""}),
        ("plain.png", {"url_private_download": "http://files.slack.com/x.png"}),
        ("user.png", {"url_private_download": "https://files.slack.com@evil.example/x.png"}),
        ("gone.png", {"url_private_download": "", "url_private": "", "mode": "tombstone"}),
        ("broken.png", {"url_private_download": "https://[", "url_private": ""}),
    ],
)
def test_a_file_that_is_not_taken_is_said_and_the_report_goes_on(
    socket_stage: SlackStage, name: str, more: dict[str, object]
) -> None:
    stage = socket_stage
    stage.gareth.uploads(file_of(stage, name) | more, text=STORY)
    stage.settles()
    assert any(name in one.words for one in stage.gareth.sees)
    sends(stage)
    assert stage.case().reports[0].text == STORY
    assert stage.case().reports[0].evidence == ()


def test_a_file_that_is_larger_than_was_said_is_refused(socket_stage: SlackStage) -> None:
    stage = socket_stage
    stage.gareth.uploads(file_of(stage, "large.png", b"x" * (MOST_BYTES + 1), size=10), text=STORY)
    stage.settles()
    sends(stage)
    assert stage.case().reports[0].evidence == ()


def test_the_token_goes_to_no_other_host(socket_stage: SlackStage) -> None:
    """A redirect is not followed, to wherever it leads."""
    stage = socket_stage
    file = file_of(stage, "a.png")
    path = str(file["url_private_download"]).removeprefix(f"http://{stage.slack.host}")
    stage.slack.kept.files[path] = (PICTURE, "https://evil.example")
    with pytest.raises(FileRefusedError):
        list(fetched(str(file["url_private_download"]), BOT_TOKEN, (stage.slack.host,)))


def test_a_wrong_token_gets_the_page_for_signing_in_and_that_is_no_evidence(socket_stage: SlackStage) -> None:
    stage = socket_stage
    with pytest.raises(FileRefusedError):
        list(fetched(str(file_of(stage, "a.png")["url_private_download"]), "xoxb-wrong", (stage.slack.host,)))


def test_the_same_event_again_holds_no_file_twice(stage: SlackStage) -> None:
    file = file_of(stage, "a.png")
    message = {"type": "message", "subtype": "file_share", "channel": stage.gareth.channel, "channel_type": "im"}
    event = {**message, "user": stage.gareth.id, "text": STORY, "ts": "1795.1", "files": [file]}
    for retry in (0, 1):
        stage.gareth.event(event, event_id="Ev1", retry=retry)
        stage.settles()
    sends(stage)
    assert len(stage.case().reports[0].evidence) == 1


def test_a_file_of_the_message_behind_the_shortcut_comes_along(stage: SlackStage) -> None:
    stage.gareth.uses_shortcut(STORY, files=[file_of(stage, "screen.png")])
    stage.settles()
    stage.gareth.submits()
    stage.settles()
    assert [one.name for one in stage.case().reports[0].evidence] == ["screen.png"]
