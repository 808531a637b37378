"""Python's own test data of mail, read twice: by us, and by the standard library as a second opinion."""

from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses
from pathlib import Path

import pytest

from tests.intake.mails import parsed

MISSING = "needs Python's own test data: apt-get install libpython3.11-testsuite"
MAILS = sorted(
    path for folder in Path("/usr/lib").glob("python3*/test/test_email/data") for path in folder.glob("msg_*.txt")
)


def test_there_are_some_of_them() -> None:
    if not MAILS:
        pytest.skip(MISSING)
    assert len(MAILS) >= 40


def _address(message: Message) -> str | None:
    found = [address for _, address in getaddresses([str(message.get("From", ""))]) if "@" in address]
    return found[0] if found else None


def _words(message: Message) -> list[str]:
    """Return the words of the first plain text, as long as they need no decoding."""
    for part in message.walk():
        if part.get_content_type() == "text/plain" and not part.get_filename():
            payload = part.get_payload(decode=True)
            text = payload.decode("ascii", "ignore") if isinstance(payload, bytes) else ""
            return [word for word in text.split() if word.isalpha()][:20]
    return []


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.name)
def test_pythons_own_mail_is_read_as_the_standard_library_reads_it(path: Path) -> None:
    raw = path.read_bytes()
    found, second_opinion = parsed(raw), message_from_bytes(raw, policy=compat32)
    assert found.unreadable is None
    assert (found.sender.address if found.sender else None) == _address(second_opinion)
    message_id = second_opinion.get("Message-ID")
    assert found.message_id == (message_id.strip() if message_id else None)
    missing = [word for word in _words(second_opinion) if word not in found.text]
    assert not missing
