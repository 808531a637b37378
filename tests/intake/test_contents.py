"""Which part of a message is its text, and which are its files."""

import pytest

from tests.intake.mails import parsed

PLAIN = "Content-Type: text/plain\n\n"
HTML = "Content-Type: text/html\n\n"
LONG = "The laptop with the SEN register of Year 5 was stolen from the boot of my car on Thursday night. " * 5


def multipart(kind: str, *parts: str) -> bytes:
    joined = "".join(f"--b\n{part}\n" for part in parts)
    return f"Content-Type: multipart/{kind}; boundary=b\n\n{joined}--b--\n".encode()


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (multipart("alternative", PLAIN + "plain", HTML + "<p>rich</p>"), "plain"),
        (multipart("alternative", HTML + "<p>rich</p>", PLAIN + "plain"), "plain"),
        (multipart("alternative", PLAIN + "  ", HTML + "<p>rich</p>"), "rich"),
        (multipart("alternative", HTML + "<p>rich</p>"), "rich"),
        (multipart("alternative", PLAIN + "See the HTML", HTML + f"<p>{LONG}</p>"), LONG.strip()),
        (multipart("alternative", PLAIN + LONG, HTML + f"<p>{LONG * 9}</p>"), LONG.strip()),
        (multipart("mixed", PLAIN + "one", HTML + "<p>two</p>", PLAIN + "three"), "one\n\ntwo\n\nthree"),
        (multipart("mixed", "\nno header", PLAIN + "two"), "no header\n\ntwo"),
        (multipart("signed", PLAIN + "signed", "Content-Type: application/pgp-signature\n\nx"), "signed"),
        (b"Content-Type: text/enriched\n\n<bold>bold</bold> words", "bold words"),
        (b"Content-Type: nonsense\n\ntext all the same", "text all the same"),
        (b'Content-Type: text/plain; name="body.txt"\n\nnamed, but all there is', "named, but all there is"),
        (multipart("mixed", PLAIN + "body", 'Content-Type: text/plain; name="a.txt"\n\nfile'), "body"),
        (multipart("mixed", "Content-Type: text/plain\nContent-Disposition: attachment\n\nfile"), ""),
    ],
)
def test_the_text_is_what_the_writer_wrote(raw: bytes, text: str) -> None:
    assert parsed(raw).text == text


@pytest.mark.parametrize(
    ("raw", "files"),
    [
        (multipart("alternative", PLAIN + "plain", "Content-Type: text/calendar\n\nx"), ["attachment-1.ics"]),
        (multipart("mixed", PLAIN + "body", 'Content-Type: text/plain; name="a.txt"\n\nfile'), ["a.txt"]),
        (multipart("mixed", PLAIN + "body", "Content-Type: message/rfc822\n\nSubject: x\n\ny"), ["attachment-1.eml"]),
        (multipart("signed", PLAIN + "x", "Content-Type: application/pgp-signature\n\ny"), ["attachment-1.sig"]),
        (b"Content-Type: application/pdf; name=a.pdf\n\n%PDF", ["a.pdf"]),
        (multipart("mixed", PLAIN + "body", "Content-Disposition: attachment; filename=a.txt\n\nfile"), ["a.txt"]),
        (multipart("alternative", PLAIN + "plain", HTML + "<p>rich</p>"), []),
    ],
)
def test_everything_else_is_a_file(raw: bytes, files: list[str]) -> None:
    assert [attachment.name for attachment in parsed(raw).attachments] == files
