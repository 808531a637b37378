"""Pictures that say who took them, in every place that their formats have for it."""

import struct
import zlib
from collections.abc import Mapping
from io import BytesIO

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

WRITER = "Gwenllian Prothero"
"""Who must not be found in what was cleaned."""
SIZE = (48, 32)
_XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>{WRITER}</dc:creator></x:xmpmeta>".encode()
_ORIENTATION, _ARTIST, _MODEL, _TAKEN, _MAKER_NOTE, _SERIAL, _OWNER = (
    0x0112,
    0x013B,
    0x0110,
    0x0132,
    0x927C,
    0xA431,
    0xA430,
)
_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_PHOTOSHOP, _COMMENT = 0xED, 0xFE


def a_picture(size: tuple[int, int] = SIZE) -> Image.Image:
    """Return a picture whose left half is red and whose right half is blue."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    return picture


def saved(picture: Image.Image, written_as: str, **options: object) -> bytes:
    """Return a picture's file."""
    buffer = BytesIO()
    picture.save(buffer, written_as, **options)
    return buffer.getvalue()


def exif(orientation: int = 1) -> bytes:
    """Return notes of a camera: owner, place, time, serial number, the maker's own notes."""
    notes = Image.Exif()
    notes[_ORIENTATION] = orientation
    notes[_ARTIST] = WRITER
    notes[_MODEL] = f"Phone of {WRITER}"
    notes[_TAKEN] = "2026:11:20 08:40:00"
    notes.get_ifd(_EXIF_IFD).update({_MAKER_NOTE: f"NOTE {WRITER}".encode(), _SERIAL: WRITER, _OWNER: WRITER})
    notes.get_ifd(_GPS_IFD).update({1: "N", 2: (51.0, 29.0, 1.0), 3: "W", 4: (3.0, 10.0, 2.0), 27: WRITER.encode()})
    return notes.tobytes()


def exif_at(place: bytes) -> bytes:
    """Return notes of a camera that have a place and nothing else; `place` are the two numbers of a fraction."""
    latitude = struct.pack("<HHII", 2, 5, 1, 44) + b"\0\0\0\0"
    return (
        b"Exif\0\0II*\0"
        + struct.pack("<IHHHIII", 8, 1, _GPS_IFD, 4, 1, 26, 0)
        + struct.pack("<H", 1)
        + latitude
        + place
    )


def _profile() -> bytes:
    """Return a colour profile whose description is the writer's name."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    name = WRITER.encode("utf-16-be")
    start = profile.find("sRGB built-in".encode("utf-16-be"))
    assert start > 0
    profile[start : start + len("sRGB built-in") * 2] = name[: len("sRGB built-in") * 2]
    return bytes(profile)


def _jpeg_with(segment: int, content: bytes, jpeg: bytes) -> bytes:
    return jpeg[:2] + struct.pack(">BBH", 0xFF, segment, len(content) + 2) + content + jpeg[2:]


def _iptc() -> bytes:
    record = b"\x1c\x02\x50" + struct.pack(">H", len(WRITER)) + WRITER.encode()
    return b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record + b"\0" * (len(record) % 2)


def _jpeg_with_thumbnail() -> bytes:
    """Return a JPEG with a small one in its notes, which names the writer in turn."""
    small = _jpeg_with(_COMMENT, WRITER.encode(), saved(a_picture((16, 16)), "JPEG"))
    second = (
        struct.pack("<H", 2) + struct.pack("<HHII", 0x0201, 4, 1, 44) + struct.pack("<HHII", 0x0202, 4, 1, len(small))
    )
    notes = b"Exif\0\0II*\0" + struct.pack("<IHI", 8, 0, 14) + second + struct.pack("<I", 0) + small
    return _jpeg_with(0xE1, notes, saved(a_picture(), "JPEG"))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _png() -> bytes:
    words = PngInfo()
    words.add_text("Author", WRITER)
    words.add_text("Comment", WRITER, zip=True)
    words.add_itxt("XML:com.adobe.xmp", _XMP.decode())
    png = saved(a_picture(), "PNG", pnginfo=words, exif=exif(), icc_profile=_profile())
    time = _chunk(b"tIME", struct.pack(">HBBBBB", 2026, 11, 20, 8, 40, 0))
    own = _chunk(b"prVt", WRITER.encode())
    return png[:-12] + time + own + png[-12:] + WRITER.encode()


def _gif() -> bytes:
    gif = saved(a_picture().quantize(), "GIF", comment=WRITER.encode())
    application = b"\x21\xff\x0bXMP DataXMP" + _XMP.replace(b"\0", b"") + b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    return gif[:-1] + application + b";" + WRITER.encode()


def pictures_that_tell() -> Mapping[str, bytes]:
    """Return the samples by what is special about each."""
    jpeg = saved(a_picture(), "JPEG")
    return {
        "jpeg-exif-gps-maker-note": saved(a_picture(), "JPEG", exif=exif(orientation=6)),
        "jpeg-xmp": _jpeg_with(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + _XMP, jpeg),
        "jpeg-comment": saved(a_picture(), "JPEG", comment=WRITER),
        "jpeg-iptc": _jpeg_with(_PHOTOSHOP, _iptc(), jpeg),
        "jpeg-colour-profile": saved(a_picture(), "JPEG", icc_profile=_profile()),
        "jpeg-thumbnail": _jpeg_with_thumbnail(),
        "jpeg-behind-its-end": jpeg + WRITER.encode() + jpeg,
        "jpeg-segment-of-a-program": _jpeg_with(0xEB, b"PROGRAM\0" + WRITER.encode(), jpeg),
        "jpeg-several-pictures": saved(a_picture(), "MPO", save_all=True, append_images=[a_picture()], exif=exif()),
        "png-text-time-exif": _png(),
        "webp-exif-xmp": saved(a_picture(), "WEBP", exif=exif(), xmp=_XMP, icc_profile=_profile()) + WRITER.encode(),
        "gif-comment-xmp": _gif(),
        "avif-exif-xmp": saved(a_picture(), "AVIF", exif=exif(), xmp=_XMP),
        "tiff-tags": saved(a_picture(), "TIFF", exif=exif(), description=WRITER, software=WRITER),
    }
