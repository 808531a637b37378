"""Pictures made anew from their pixels: what is not a pixel can't pass.

Exif, XMP, IPTC, comments, thumbnails, colour profiles and what hangs behind the end of the file are never copied, so
there is no list of tags to keep up with. What the picture shows stays, and so does the noise of the camera's sensor.
"""

import warnings
from collections.abc import Callable
from io import BytesIO
from typing import Literal

import pi_heif
from PIL import Image, ImageCms, ImageOps

from candour.cleaning.refusal import NotCleanedError, refused_where_it_fails

ReadFormat = Literal["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF"]
PictureFormat = Literal["JPEG", "PNG", "WEBP", "GIF"]
MAX_PIXELS = 50_000_000
"""A phone's best camera makes 48 million; decoded, this many take 200 MB."""
_JPEG_QUALITY = 90
_PNG_COMPRESSION = 3
"""Half the time of the usual 6: a worker's seconds are counted."""
_DEPTH_OF_SIXTEEN_BITS = 256
_DAMAGED = "it is damaged or cut off; a picture of the screen that shows it can be cleaned"
_TOO_LARGE = f"it is larger than {MAX_PIXELS // 1_000_000} million pixels; a smaller copy of it can be cleaned"


def made_anew(content: bytes, written_as: PictureFormat, read_as: ReadFormat | None = None) -> bytes:
    """Return the picture decoded, turned upright, in sRGB, and encoded again from its pixels alone.

    Works in memory: no temporary file is written. Raises NotCleanedError where it is too large, moves, has several
    pages, or is damaged. `read_as` is the format that it has, where that is not the one to write.
    """
    return _guarded(
        lambda: _encoded(_bare(_opened(content, read_as or written_as), alpha=written_as != "JPEG"), written_as)
    )


def heif_as_jpeg(content: bytes) -> bytes:
    """Return an iPhone's picture as a JPEG, from its pixels alone; raises NotCleanedError as `made_anew` does.

    The decoder turns it upright itself, and alone what the file calls its picture is decoded: thumbnails, depth and
    the rest of a burst go.
    """
    return _guarded(lambda: _encoded(_bare(_opened_heif(content), alpha=False), "JPEG"))


def _guarded(cleaned: Callable[[], bytes]) -> bytes:
    # Pillow warns of notes that it can't read: they go anyway.
    with refused_where_it_fails(_DAMAGED), warnings.catch_warnings(action="ignore"):
        try:
            return cleaned()
        except Image.DecompressionBombError:
            raise NotCleanedError(_TOO_LARGE) from None


def _opened(content: bytes, read_as: ReadFormat) -> Image.Image:
    picture = Image.open(BytesIO(content), formats=[read_as])
    _refuse_too_large(picture.size)
    # A JPEG's further pictures are a thumbnail, or brightness for better screens: the first one is the photo.
    if read_as != "JPEG" and getattr(picture, "n_frames", 1) > 1:
        if read_as == "TIFF":
            raise NotCleanedError("it has several pages; saved as a PDF it can be cleaned")
        raise NotCleanedError("it moves; a single picture of it can be cleaned")
    picture.load()
    return _upright(picture)


def _opened_heif(content: bytes) -> Image.Image:
    heif = pi_heif.open_heif(BytesIO(content))
    _refuse_too_large(heif.size)
    picture: Image.Image = heif.to_pillow()
    return picture


def _refuse_too_large(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MAX_PIXELS:
        raise NotCleanedError(_TOO_LARGE)


def _bare(picture: Image.Image, *, alpha: bool) -> Image.Image:
    """Return the pixels, and nothing else that hangs on a picture."""
    pixels = _in_plain_colours(picture, alpha=alpha)
    del picture  # a large one's memory is wanted for its copy
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    return bare


def _upright(picture: Image.Image) -> Image.Image:
    """Turn the pixels as the camera was held, since the note that says so goes; what can't be read turns nothing."""
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # noqa: BLE001  the note is as hostile as the rest, and the pixels are what counts
        return picture


def _in_plain_colours(picture: Image.Image, *, alpha: bool) -> Image.Image:
    """Return the picture in grey, RGB or RGBA, its colours those of sRGB."""
    if picture.mode.startswith("I;16"):
        picture = picture.point(lambda value: value * (1 / _DEPTH_OF_SIXTEEN_BITS)).convert("L")
    clear = alpha and (picture.mode in {"LA", "PA", "RGBA", "La", "RGBa"} or "transparency" in picture.info)
    wanted = "RGBA" if clear else "L" if picture.mode in {"1", "L", "LA"} else "RGB"
    return _in_srgb(picture, wanted)


def _in_srgb(picture: Image.Image, wanted: str) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "RGBA", "CMYK"}:
        return picture.convert(wanted)
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        turned = ImageCms.profileToProfile(
            picture,
            source,
            ImageCms.createProfile("sRGB"),
            outputMode="RGB" if picture.mode == "CMYK" else picture.mode,
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture.convert(wanted)  # a damaged profile: slightly wrong colours are better than no picture
    return (turned or picture).convert(wanted)


def _encoded(bare: Image.Image, written_as: PictureFormat) -> bytes:
    buffer = BytesIO()
    match written_as:
        case "JPEG":
            # Tables of our own: those of a camera or a program tell which one it was.
            bare.save(buffer, "JPEG", quality=_JPEG_QUALITY)
        case "PNG":
            bare.save(buffer, "PNG", compress_level=_PNG_COMPRESSION)
        case "WEBP":
            bare.save(buffer, "WEBP", quality=_JPEG_QUALITY)
        case "GIF":
            bare.save(buffer, "GIF")
    return buffer.getvalue()
