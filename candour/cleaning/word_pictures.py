"""The pictures in a Word document, each cleaned as if it had come alone, and cut as the document shows it."""

from collections.abc import Callable, Mapping
from io import BytesIO

from lxml import etree
from PIL import Image

from candour.cleaning.bounds import MAX_BYTES, TOO_LARGE
from candour.cleaning.office_package import TOO_LONG
from candour.cleaning.refusal import NotCleanedError
from candour.cleaning.word_names import RELATIONS, child, made, name_of, number, value

CleanPicture = Callable[[bytes], bytes | None]
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
_MAX_PICTURES = 60
_WIDEST, _HIGHEST = 5_760_000, 8_000_000
"""What fits on a page of A4, in EMU: 914,400 an inch."""
_EMU_A_PIXEL = 9_525
_WHOLE = 100_000
"""Cuts are said in thousandths of a percent."""
_SIDES = ("l", "t", "r", "b")


class WordPictures:
    """Pictures asked for while a document is read. `kept` has those to write, by their names in the package."""

    LEFT_OUT = "[A picture was here that could not be cleaned.]"

    def __init__(self, open_picture: Callable[[str], bytes | None], clean: CleanPicture, *, is_covered: bool) -> None:
        self.kept: dict[str, bytes] = {}
        self._open = open_picture
        self._clean = clean
        self._is_covered = is_covered
        self._shown = 0
        self._seen: dict[tuple[str, tuple[int, ...]], str | None] = {}

    def drawn(self, part: etree._Element, drawing: etree._Element) -> etree._Element | None:
        """Return a picture ("blip" or "imagedata") for the new document, None where it can't be cleaned.

        What would be seen of it now and was cut off or covered by a shape before must not show. Raises NotCleanedError
        where there are too many pictures.
        """
        key = value(part, "embed") or value(part, "id")
        cut = _cut(part)
        if self._is_covered or cut is None:
            return None
        if (key, cut) not in self._seen:
            if len(self._seen) >= _MAX_PICTURES:
                raise NotCleanedError(TOO_LONG)
            self._seen[key, cut] = self._cleaned(key, cut)
        name = self._seen[key, cut]
        return None if name is None else self._placed(name, drawing)

    def _cleaned(self, key: str, cut: tuple[int, ...]) -> str | None:
        content = self._open(key)
        cleaned = None if content is None else self._clean(content)
        if cleaned is None:
            return None
        shown = _cut_to(cleaned, cut) if any(cut) else cleaned
        with Image.open(BytesIO(shown)) as picture:
            ending = {"JPEG": "jpeg", "GIF": "gif"}.get(picture.format or "", "png")
        name = f"image{len(self.kept) + 1}.{ending}"
        self.kept[name] = shown
        if sum(map(len, self.kept.values())) > MAX_BYTES:
            raise NotCleanedError(TOO_LARGE)
        return name

    def _placed(self, name: str, drawing: etree._Element) -> etree._Element:
        with Image.open(BytesIO(self.kept[name])) as picture:
            width, height = picture.width * _EMU_A_PIXEL, picture.height * _EMU_A_PIXEL
        extent = next((inner for inner in drawing.iter() if name_of(inner) == "extent"), None)
        width = number(extent, "cx", most=_WIDEST) or width
        height = number(extent, "cy", most=_HIGHEST) or height
        fits = min(1.0, _WIDEST / width, _HIGHEST / height)
        self._shown += 1
        return _inline(name, self._shown, int(width * fits), int(height * fits))


def _cut(blip: etree._Element) -> tuple[int, ...] | None:
    """Return what is cut off from left, top, right and bottom; None where that is said in a way we don't read."""
    if name_of(blip) == "imagedata":
        return None if any("crop" in name for name in blip.attrib) else (0, 0, 0, 0)
    source = child(blip.getparent(), "srcRect")
    sides = tuple(number(source, side, most=_WHOLE) for side in _SIDES)
    is_plain = sides[0] + sides[2] < _WHOLE and sides[1] + sides[3] < _WHOLE
    return sides if is_plain and _is_rectangle(blip) else None


def _is_rectangle(blip: etree._Element) -> bool:
    """Tell whether a picture is shown in a frame of four sides: another one would hide its corners."""
    shape = blip.getparent().getparent()
    frame = next((part for part in shape.iter() if name_of(part) in {"prstGeom", "custGeom"}), None)
    return frame is None or value(frame, "prst") in {"rect", "roundRect"}


def _cut_to(content: bytes, cut: tuple[int, ...]) -> bytes:
    with Image.open(BytesIO(content)) as picture:
        left, top, right, bottom = cut
        width, height = picture.size
        box = (
            width * left // _WHOLE,
            height * top // _WHOLE,
            width - width * right // _WHOLE,
            height - height * bottom // _WHOLE,
        )
        shown = picture.crop(box)
    buffer = BytesIO()
    shown.save(buffer, "PNG")
    return buffer.getvalue()


def _inline(name: str, place: int, width: int, height: int) -> etree._Element:
    """Return the smallest drawing that shows a picture in a line (ECMA-376 part 1, 20.4.2.8)."""
    number_of_it = "".join(filter(str.isdigit, name))
    size: Mapping[str, str] = {"cx": str(width), "cy": str(height)}
    blip = _a("blip")
    blip.set(f"{{{RELATIONS}}}embed", f"picture{number_of_it}")
    transform = _a("xfrm", _a("off", x="0", y="0"), _a("ext", **size))
    picture = _pic(
        "pic",
        _pic("nvPicPr", _pic("cNvPr", id=str(place), name=name), _pic("cNvPicPr")),
        _pic("blipFill", blip, _a("stretch", _a("fillRect"))),
        _pic("spPr", transform, _a("prstGeom", _a("avLst"), prst="rect")),
    )
    data = _a("graphic", _a("graphicData", picture, uri=f"{_DRAWING}picture"))
    return made(
        "drawing",
        _wp(
            "inline",
            _wp("extent", **size),
            _wp("docPr", id=str(place), name=f"Picture {place}"),
            data,
            **dict.fromkeys(("distT", "distB", "distL", "distR"), "0"),
        ),
    )


def _made_in(prefix: str, folder: str) -> Callable[..., etree._Element]:
    namespace = f"{_DRAWING}{folder}"

    def element(name: str, /, *inner: etree._Element, **attributes: str) -> etree._Element:
        part = etree.Element(f"{{{namespace}}}{name}", attributes, nsmap={prefix: namespace, "r": RELATIONS})
        part.extend(inner)
        return part

    return element


_a, _pic, _wp = _made_in("a", "main"), _made_in("pic", "picture"), _made_in("wp", "wordprocessingDrawing")
