"""Hostile and large files in the processes that Candour gives them to, with the least memory that is sensible."""

import zlib
from collections.abc import Iterator

import pytest

from candour.app.workers import ProcessWorkers
from candour.cases.errors import ReadingFailedError
from candour.cleaning.cleaner import FileCleaner
from tests.cleaning.pdf_samples import a_pdf, stream, with_objects
from tests.cleaning.samples import a_picture, saved
from tests.cleaning.test_cleaning_bounds import HOSTILE, sheet_of

pytestmark = pytest.mark.slow
MEMORY = 1024 * 1024 * 1024
LARGEST_PHOTO = (8_064, 6_048)
"""What an iPhone's camera makes at most."""
ROWS = "".join(f'<row r="{number}">{"<c><v>1</v></c>" * 7}</row>' for number in range(1, 40_001))


@pytest.fixture(scope="module")
def workers() -> Iterator[ProcessWorkers]:
    with ProcessWorkers(1, model="", memory_in_bytes=MEMORY) as running:
        yield running


CLEAN = FileCleaner().clean
"""Given to the worker as it is: a function of this module would have it make the samples too."""


def pages_that_unpack_to_much() -> bytes:
    packing = zlib.compressobj()
    packed = b"".join(packing.compress(b" " * 10_000_000) for _ in range(150)) + packing.flush()
    page = with_objects(stream(packed, b"/Filter /FlateDecode"))
    return page.replace(b"/Contents 4 0 R ", b"/Contents 10 0 R")


def drawings_in_drawings(depth: int = 12) -> bytes:
    """Return a page that shows a drawing ten times, which shows another ten times, and so on."""
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 400 300] /Resources << /XObject << /P %d 0 R >> >>"
    forms = [stream(b"/P Do " * 10, form % (10 + number + 1)) for number in range(depth)]
    last = stream(b"0 0 10 10 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 400 300]")
    return with_objects(*forms, last, drawn=b"/P Do", resources=b"/XObject << /P 10 0 R >>")


@pytest.mark.parametrize(
    "make",
    [
        lambda: saved(a_picture(LARGEST_PHOTO), "JPEG"),
        lambda: saved(a_picture(LARGEST_PHOTO).convert("RGBA"), "PNG", compress_level=1),
        lambda: a_pdf(pages=40),
        lambda: sheet_of(ROWS),
    ],
    ids=["the largest photo", "as large a picture with alpha", "forty pages", "40,000 rows"],
)
def test_the_largest_files_are_cleaned_with_a_gigabyte(make: object, workers: ProcessWorkers) -> None:
    assert callable(make)
    found = workers.run(CLEAN, make(), "", timeout_in_seconds=60)
    assert found.content, found.reason


@pytest.mark.parametrize("name", HOSTILE)
def test_the_worst_files_are_refused_with_a_gigabyte(name: str, workers: ProcessWorkers) -> None:
    content, reason = HOSTILE[name]
    assert reason in workers.run(CLEAN, content, "", timeout_in_seconds=60).reason


@pytest.mark.parametrize("make", [pages_that_unpack_to_much, drawings_in_drawings])
def test_a_pdf_that_ends_its_process_ends_no_more_than_that(make: object, workers: ProcessWorkers) -> None:
    assert callable(make)
    with pytest.raises(ReadingFailedError):
        workers.run(CLEAN, make(), "", timeout_in_seconds=60)
    assert workers.run(CLEAN, b"words", "", timeout_in_seconds=60).content == b"words"
