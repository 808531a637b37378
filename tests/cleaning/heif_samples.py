"""Pictures as iPhones write them, made by libheif's own encoder, with what the phone says about its owner."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.cleaning.identifiers import PLACE
from tests.cleaning.samples import a_picture, exif, exif_at, saved

ENCODER = shutil.which("heif-enc")
NEEDED = "needs heif-enc: apt-get install libheif-examples"
_SIZE = (96, 64)


def heic(*jpegs: bytes, options: tuple[str, ...] = ()) -> bytes:
    """Return JPEGs as one HEIC, with their notes."""
    assert ENCODER
    with TemporaryDirectory() as folder:
        sources = [Path(folder) / f"{number}.jpg" for number in range(len(jpegs))]
        for source, jpeg in zip(sources, jpegs, strict=True):
            source.write_bytes(jpeg)
        written = Path(folder) / "out.heic"
        subprocess.run([ENCODER, *options, "-o", written, *sources], check=True, capture_output=True)
        return written.read_bytes()


def heics_that_tell() -> Mapping[str, bytes]:
    """Return the samples by what is special about each; none where there is no encoder."""
    if not ENCODER:
        return {}
    picture = a_picture(_SIZE)
    return {
        "heic-exif": heic(saved(picture, "JPEG", exif=exif())),
        "heic-place": heic(saved(picture, "JPEG", exif=exif_at(PLACE))),
        "heic-thumbnail": heic(saved(picture, "JPEG", exif=exif()), options=("-t", "32")),
        "heic-several-pictures": heic(saved(picture, "JPEG"), saved(picture, "JPEG", exif=exif())),
    }
