"""An iPhone's pictures become JPEGs of their pixels."""

from io import BytesIO

import pytest
from PIL import Image

from candour.cleaning.cleaner import FileCleaner
from tests.cleaning.exiftool import OF_ANY_PICTURE, needs_exiftool, said_by_exiftool
from tests.cleaning.heif_samples import ENCODER, NEEDED, heic, heics_that_tell
from tests.cleaning.identifiers import planted_in
from tests.cleaning.samples import a_picture, exif, saved

pytestmark = pytest.mark.skipif(ENCODER is None, reason=NEEDED)
SAMPLES = heics_that_tell()


def cleaned(content: bytes) -> bytes:
    found = FileCleaner().clean(content, "image/heic")
    assert found.content is not None, found.reason
    assert found.media_type == "image/jpeg"
    return found.content


def test_no_phones_picture_names_its_owner_or_a_place_afterwards() -> None:
    assert len(SAMPLES) == 4
    for name, before in SAMPLES.items():
        assert planted_in(before), name
        assert planted_in(cleaned(before)) == [], name


@needs_exiftool
def test_exiftool_finds_nothing_in_them_but_what_every_picture_has() -> None:
    assert "GPSLatitude" in said_by_exiftool(SAMPLES["heic-place"])
    for name, before in SAMPLES.items():
        assert set(said_by_exiftool(cleaned(before))) <= OF_ANY_PICTURE, name


def test_the_picture_itself_stays() -> None:
    for name, before in SAMPLES.items():
        with Image.open(BytesIO(cleaned(before))) as picture:
            assert (picture.format, picture.size) == ("JPEG", (96, 64)), name
            shown = picture.tobytes()
        assert list(shown[:3]) == pytest.approx([255, 0, 0], abs=12), name
        assert list(shown[-3:]) == pytest.approx([0, 0, 255], abs=12), name


def test_one_that_is_cut_off_is_refused_with_what_to_do_instead() -> None:
    whole = SAMPLES["heic-exif"]
    for cut in (40, 300, len(whole) - 80):
        found = FileCleaner().clean(whole[:cut], "image/heic")
        assert found.content is None
        assert found.reason.startswith("a HEIC picture: it is damaged")


def test_one_that_says_it_is_larger_than_any_camera_makes_is_refused_before_it_is_decoded() -> None:
    whole = heic(saved(a_picture((96, 64)), "JPEG", exif=exif()))
    size = b"ispe\0\0\0\0" + (96).to_bytes(4, "big") + (64).to_bytes(4, "big")
    assert size in whole
    found = FileCleaner().clean(whole.replace(size, size[:8] + b"\0\0\x40\0" * 2), "image/heic")
    assert found.content is None
    assert "50 million pixels" in found.reason
