"""Real-looking mails as files, each with what is expected of it beside it (NAME.eml, NAME.toml)."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.intake.mails import DATA, parsed

EXAMPLES = sorted(DATA.glob("*.eml"))


def expected(example: Path) -> dict[str, Any]:
    nothing: dict[str, Any] = {
        "sender": None,
        "recipients": [],
        "subject": "",
        "sent_at": None,
        "message_id": None,
        "answers_to": [],
        "thread_token": None,
        "automatic": None,
        "bounce_of": None,
        "text": "",
        "attachments": [],
        "limits": [],
        "forwarded": [],
    }
    return nothing | tomllib.loads(example.with_suffix(".toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_mail_is_read_as_the_file_beside_it_says(example: Path) -> None:
    message = parsed(example.read_bytes())
    found = {
        "sender": [message.sender.name, message.sender.address] if message.sender else None,
        "recipients": list(message.recipients),
        "subject": message.subject,
        "sent_at": message.sent_at,
        "message_id": message.message_id,
        "answers_to": list(message.answers_to),
        "thread_token": message.thread_token,
        "automatic": message.automatic,
        "bounce_of": message.bounce_of,
        "text": message.text,
        "attachments": [[item.name, item.media_type, len(item.content)] for item in message.attachments],
        "limits": list(message.limits),
        "forwarded": [
            [item.sender and [item.sender.name, item.sender.address], item.sent_at or "", item.subject]
            for item in message.forwarded
        ],
    }
    assert found == expected(example)
    assert message.unreadable is None


def test_there_is_an_expectation_for_every_mail_and_a_mail_for_every_expectation() -> None:
    assert len(EXAMPLES) >= 36
    assert {path.stem for path in EXAMPLES} == {path.stem for path in DATA.glob("*.toml")}


def test_an_attached_message_is_kept_byte_for_byte() -> None:
    raw = (DATA / "rfc822_attached.eml").read_bytes()
    attachment = parsed(raw).attachments[0]
    assert attachment.content in raw
    assert attachment.content.startswith(b"From: A parent")
    assert attachment.content.endswith(b"--g--")


def test_nothing_remote_is_named_in_the_text_of_html() -> None:
    assert "tracker.example" not in parsed((DATA / "html_only.eml").read_bytes()).text
