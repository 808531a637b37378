"""The words of a Word document, element by element: only what is named here is made again."""

from collections.abc import Iterator

from lxml import etree

from candour.cleaning.word_fields import Fields
from candour.cleaning.word_lists import BULLET_LIST, Lists
from candour.cleaning.word_names import child, is_on, made, name_of, number, value, within
from candour.cleaning.word_pictures import WordPictures

_AROUND = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink", "dir", "bdo"})
"""Wrappings that go, while what they hold stays. What was deleted or moved away ("del", "moveFrom") isn't one."""
_DEEPEST_LEVEL = 8
_MAX_COLUMNS = 63
_WIDEST_IN_TWIPS = 31_680


class WordStory:
    """Makes paragraphs and tables again. One for each document: fields go on from one paragraph to the next."""

    def __init__(self, lists: Lists, pictures: WordPictures) -> None:
        self._lists = lists
        self._pictures = pictures
        self._fields = Fields()
        self._boxes: list[etree._Element] = []

    def blocks(self, parent: etree._Element) -> Iterator[etree._Element]:
        """Yield the paragraphs and tables of a body, a cell or a box; text boxes follow their paragraph."""
        for part in parent:
            match name_of(part):
                case "p":
                    yield from self._paragraph(part)
                case "tbl":
                    yield from self._table(part)
                case name if name in _AROUND:
                    yield from self.blocks(part)

    def _paragraph(self, part: etree._Element) -> Iterator[etree._Element]:
        boxes, self._boxes = self._boxes, []
        properties = child(part, "pPr")
        runs = list(self._runs(part))
        inner, self._boxes = self._boxes, boxes
        if runs or child(child(properties, "rPr"), "del") is None:
            yield made("p", *self._paragraph_properties(properties), *runs)
        for box in inner:
            yield from self.blocks(box)

    def _paragraph_properties(self, properties: etree._Element | None) -> Iterator[etree._Element]:
        style = self._lists.style(value(child(properties, "pStyle")))
        numbering = child(properties, "numPr")
        key = value(child(numbering, "numId"))
        level = number(child(numbering, "ilvl"), most=_DEEPEST_LEVEL)
        inner = [made("pStyle", val=style)] if style else []
        if not style.startswith("Heading") and key not in {"", "0"}:
            list_number = made("numId", val=str(self._lists.number(key)))
            inner.append(made("numPr", made("ilvl", val=str(level)), list_number))
        elif style == "ListBullet":
            inner.append(made("numPr", made("ilvl", val=str(level)), made("numId", val=str(BULLET_LIST))))
        elif style == "ListNumber":
            inner.append(made("numPr", made("ilvl", val="0"), made("numId", val=str(self._lists.number("")))))
        if inner:
            yield made("pPr", *inner)

    def _runs(self, parent: etree._Element) -> Iterator[etree._Element]:
        for part in parent:
            name = name_of(part)
            if name == "r":
                yield from self._run(part)
            elif name in _AROUND or (name == "fldSimple" and Fields.is_content(value(part, "instr"))):
                yield from self._runs(part)

    def _run(self, part: etree._Element) -> Iterator[etree._Element]:
        properties = child(part, "rPr")
        is_hidden = is_on(child(properties, "vanish"))
        is_blacked = value(child(properties, "highlight")) == "black"
        shown: list[etree._Element] = []
        for inner in part:
            if not self._fields.passes(inner) or is_hidden:
                continue
            shown.extend(self._shown(inner, is_blacked=is_blacked))
        if shown:
            marks = [made(name) for name in ("b", "i") if is_on(child(properties, name))]
            yield made("r", *([made("rPr", *marks)] if marks else []), *shown)

    def _shown(self, part: etree._Element, *, is_blacked: bool) -> Iterator[etree._Element]:
        """Yield what a run shows. Words marked in black were meant to be covered: they are, for good."""
        match name_of(part):
            case "t":
                text = part.text or ""
                yield _text("\N{FULL BLOCK}" * len(text) if is_blacked else text)
            case "tab" | "br" | "cr" as name:
                yield made("tab" if name == "tab" else "br")
            case "noBreakHyphen":
                yield _text("\N{NON-BREAKING HYPHEN}")
            case "sym":
                yield _text("\N{BULLET}")
            case "drawing" | "pict":
                yield from self._drawn(part)
            case "AlternateContent":
                for inner in within(part, "Choice"):
                    yield from self._shown(inner, is_blacked=is_blacked)

    def _drawn(self, part: etree._Element) -> Iterator[etree._Element]:
        """Yield the pictures of a drawing, and remember its boxes of text for later."""
        inside_box = None
        for inner in part.iter():
            name = name_of(inner)
            if name == "txbxContent" and (inside_box is None or inside_box not in inner.iterancestors()):
                inside_box = inner
                self._boxes.append(inner)
            if name in {"blip", "imagedata"} and (inside_box is None or inside_box not in inner.iterancestors()):
                kept = self._pictures.drawn(inner, part)
                yield _text(WordPictures.LEFT_OUT) if kept is None else kept

    def _table(self, part: etree._Element) -> Iterator[etree._Element]:
        rows = list(self._rows(part))
        if rows:
            grid = [
                made("gridCol", w=str(number(column, "w", most=_WIDEST_IN_TWIPS))) for column in within(part, "tblGrid")
            ]
            style = made("tblPr", made("tblStyle", val="TableGrid"), made("tblW", w="0", type="auto"))
            yield made("tbl", style, made("tblGrid", *grid), *rows)
            yield made("p")

    def _rows(self, parent: etree._Element) -> Iterator[etree._Element]:
        for part in parent:
            name = name_of(part)
            if name in _AROUND:
                yield from self._rows(part)
            elif name == "tr" and child(child(part, "trPr"), "del") is None:
                cells = list(self._cells(part))
                if cells:
                    yield made("tr", *cells)

    def _cells(self, parent: etree._Element) -> Iterator[etree._Element]:
        for part in parent:
            name = name_of(part)
            if name in _AROUND:
                yield from self._cells(part)
            elif name == "tc" and child(child(part, "tcPr"), "cellDel") is None:
                blocks = list(self.blocks(part)) or [made("p")]
                yield made("tc", _cell_properties(child(part, "tcPr")), *blocks)


def _cell_properties(properties: etree._Element | None) -> etree._Element:
    span = number(child(properties, "gridSpan"), most=_MAX_COLUMNS)
    merged = child(properties, "vMerge")
    inner = [made("gridSpan", val=str(span))] if span else []
    if merged is not None:
        inner.append(made("vMerge", val="restart" if value(merged) == "restart" else "continue"))
    return made("tcPr", *inner)


def _text(words: str) -> etree._Element:
    text = made("t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return text
