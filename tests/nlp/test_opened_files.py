"""The words of an attached message are read as part of the report; the line above them is Candour's own."""

import pytest

from intake.message import ParsedMessage
from nlp.message.layout import lay_out
from tests.intake.enclosed import File, read
from tests.intake.msg_files import msg_storage
from tests.intake.test_formats_archives import a_zip
from tests.intake.test_formats_attached import COMPLAINT
from tests.intake.test_formats_outlook import BODY, SUBJECT, msg


@pytest.mark.parametrize(
    "message",
    [
        read(File("", COMPLAINT, "message/rfc822")),
        read(File("", COMPLAINT, "message/rfc822"), words=""),
        read(File("", COMPLAINT.replace(b"Date:", b"X-Date:").replace(b"From:", b"X-From:"), "message/rfc822")),
        read(msg(msg_storage(SUBJECT, BODY))),
        read(File("data.zip", a_zip({"note.txt": b"I sent the list to the wrong parent."}))),
    ],
)
def test_the_line_above_what_was_found_in_a_file_is_not_read(message: ParsedMessage) -> None:
    body = lay_out(message.subject, message.text, "Seren Vaughan").body.low
    assert "i sent the list to the wrong parent" in body
    assert "2026" not in body
    assert '"' not in body
    assert ("see below" in body) == ("See below" in message.text)
