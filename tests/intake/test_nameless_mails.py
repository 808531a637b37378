"""Awkward mails of the other tests, taken confidentially: nothing of its header comes out, and nothing raises."""

from functools import cache

import pytest

from candour.cleaning.cleaner import FileCleaner
from intake.limits import Limits
from intake.message import ParsedMessage
from intake.nameless import Nameless, nameless
from nlp.message.unsigning import unsigned
from tests.intake.awkward import people, structures
from tests.intake.mails import ARRIVAL, DATA, parsed

RAW = {
    **{mail.name: mail.raw for mail in (*people.ALL, *structures.ALL)},
    **{path.name: path.read_bytes() for path in DATA.rglob("*.eml")},
}


@cache
def kept_of(name: str) -> Nameless:
    return nameless(RAW[name], ARRIVAL, Limits(), unsigned, FileCleaner())


@cache
def read_of(name: str) -> ParsedMessage:
    return parsed(RAW[name])


def of_header(message: ParsedMessage) -> list[str]:
    """Return what of a header names nobody but this writer or this mail, long enough to be looked for."""
    found = [message.message_id or "", message.reply_to, *message.answers_to]
    found += [message.sender.address] if message.sender else []
    return [word for word in found if len(word) > len("a@b.example")]


@pytest.mark.parametrize("name", RAW)
def test_r33_nothing_of_a_header_comes_out_of_an_awkward_mail(name: str) -> None:
    found = kept_of(name)
    said = f"{found.subject}\n{found.text}\n{found.notes}\n{found.left_out}\n".casefold().encode()
    said += b"".join(file.name.encode() + file.content.lower() for file in found.files)
    assert [word for word in of_header(read_of(name)) if word.casefold().encode() in said] == []


def test_most_awkward_mails_keep_their_words() -> None:
    """The test above would hold for nothing at all."""
    with_words = [name for name in RAW if read_of(name).text.strip() and read_of(name).automatic is None]
    kept = [name for name in with_words if kept_of(name).text.strip()]
    assert len(kept) > 0.9 * len(with_words)
