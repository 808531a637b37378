"""Pictures are made anew from their pixels: nothing that says who took them passes, the picture does."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from candour.cleaning.cleaner import FileCleaner
from tests.cleaning.exiftool import EXIFTOOL, OF_ANY_PICTURE, needs_exiftool, said_by_exiftool
from tests.cleaning.samples import SIZE, WRITER, a_picture, exif, pictures_that_tell, saved

SAMPLES = pictures_that_tell()


def cleaned(content: bytes) -> bytes:
    found = FileCleaner().clean(content, "application/octet-stream")
    assert found.content is not None, found.reason
    return found.content


def pixel(content: bytes, x: int, y: int) -> tuple[int, ...]:
    with Image.open(BytesIO(content)) as picture:
        value = picture.convert("RGB").getpixel((x, y))
    assert isinstance(value, tuple)
    return tuple(int(part) for part in value)


def names_in(content: bytes) -> list[str]:
    """Return the parts of the writer's name that stand in the bytes, in any of the ways a file may write them."""
    return [
        f"{word} ({encoding})"
        for word in (*WRITER.split(), WRITER[:12])
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
        if word.casefold().encode(encoding) in content.lower()
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_names_its_maker_before_it_is_cleaned_and_not_after(name: str) -> None:
    before = SAMPLES[name]
    assert names_in(before) or (EXIFTOOL and WRITER in str(said_by_exiftool(before))), "the sample tells nothing"
    assert names_in(cleaned(before)) == []


@needs_exiftool
def test_exiftool_finds_nothing_in_a_cleaned_picture_but_what_every_picture_has() -> None:
    for name, before in SAMPLES.items():
        assert set(said_by_exiftool(cleaned(before))) <= OF_ANY_PICTURE, name


@pytest.mark.parametrize("name", SAMPLES)
def test_the_picture_itself_stays(name: str) -> None:
    content = cleaned(SAMPLES[name])
    left, right = ((2, 2), (-3, -3))
    if name == "jpeg-exif-gps-maker-note":  # held upright: what was left is now on top
        assert Image.open(BytesIO(content)).size == SIZE[::-1]
    width, height = Image.open(BytesIO(content)).size
    red, blue = pixel(content, *left), pixel(content, width + right[0], height + right[1])
    assert red[0] > 2 * red[2]
    assert blue[2] > 2 * blue[0]


@pytest.mark.parametrize(
    ("written_as", "media_type"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp"), ("GIF", "image/gif")],
)
def test_a_picture_is_known_by_its_bytes_whatever_it_claims_to_be(written_as: str, media_type: str) -> None:
    found = FileCleaner().clean(saved(a_picture(), written_as), "application/pdf")
    assert found.media_type == media_type
    with Image.open(BytesIO(found.content or b"")) as picture:
        assert picture.format == written_as


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_pictures_of_every_way_to_write_colours_are_cleaned(mode: str) -> None:
    written_as = "JPEG" if mode == "CMYK" else "PNG"
    picture = Image.new("I;16", SIZE, 40_000) if mode == "I;16" else a_picture().convert(mode)
    content = cleaned(saved(picture, written_as))
    assert Image.open(BytesIO(content)).size == SIZE
    if mode == "I;16":
        assert abs(pixel(content, 1, 1)[0] - 40_000 // 256) <= 1


def test_what_is_clear_stays_clear() -> None:
    picture = Image.new("RGBA", SIZE, (255, 0, 0, 0))
    for written_as in ("PNG", "WEBP", "GIF"):
        with Image.open(BytesIO(cleaned(saved(picture, written_as)))) as after:
            assert after.convert("RGBA").getchannel("A").getextrema() == (0, 0), written_as


@pytest.mark.parametrize("cut", [20, 200, 400])
def test_a_picture_that_is_cut_off_is_refused_with_the_reason(cut: int) -> None:
    found = FileCleaner().clean(saved(a_picture(), "JPEG", exif=exif())[:cut], "image/jpeg")
    assert found.content is None
    assert "damaged or cut off" in found.reason


def test_a_bomb_is_refused_before_it_is_decoded() -> None:
    bomb = saved(Image.new("1", (9_000, 9_000)), "PNG")
    assert len(bomb) < 50_000
    found = FileCleaner().clean(bomb, "image/png")
    assert found.content is None
    assert "50 million pixels" in found.reason


def test_a_picture_that_moves_is_refused_rather_than_shortened() -> None:
    other = a_picture().transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    for written_as in ("GIF", "WEBP", "PNG"):
        moving = saved(a_picture(), written_as, save_all=True, append_images=[other])
        found = FileCleaner().clean(moving, "image/gif")
        assert found.content is None, written_as
        assert "it moves" in found.reason


def test_notes_that_nobody_can_read_keep_no_picture_from_being_cleaned() -> None:
    notes = exif(orientation=6)
    content = cleaned(saved(a_picture(), "JPEG", exif=notes[:30] + b"\xff" * 60))
    assert names_in(content) == []


def test_nothing_is_written_to_the_disk_while_a_picture_is_cleaned() -> None:
    with files_opened() as opened:
        for content in SAMPLES.values():
            cleaned(content)
    assert [name for name, mode in opened if any(letter in mode for letter in "wax+")] == []


def test_the_watch_over_files_sees_one_that_is_written(tmp_path: Path) -> None:
    with files_opened() as opened, (tmp_path / "a-file").open("w", encoding="utf-8"):
        pass
    assert (str(tmp_path / "a-file"), "w") in opened


_watched: list[tuple[str, str]] | None = None
_is_hooked = False


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and _watched is not None:
        flags = arguments[2] if isinstance(arguments[2], int) else 0
        mode = str(arguments[1] or ("w" if flags & 3 else "r"))
        _watched.append((str(arguments[0]), mode))


@contextmanager
def files_opened() -> Iterator[list[tuple[str, str]]]:
    """Collect every file that this process opens; an audit hook can't be taken away, so there is one for all tests."""
    global _watched, _is_hooked  # noqa: PLW0603  see above
    if not _is_hooked:
        sys.addaudithook(_hook)
        _is_hooked = True
    _watched = []
    try:
        yield _watched
    finally:
        _watched = None
