"""The parts of the Word documents that Candour writes: the same each time, but for words and pictures."""

from collections.abc import Iterable, Mapping

from lxml import etree

from candour.cleaning.word_lists import BULLET_LIST
from candour.cleaning.word_names import RELATIONS, WORD, made

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LEVELS = 9
_INDENT_IN_TWIPS = 720

_CONTENT_TYPES = f"""{_HEAD}<Types xmlns="{_PACKAGE}content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="png" ContentType="image/png"/>\
<Default Extension="gif" ContentType="image/gif"/>\
<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>\
<Override PartName="/word/numbering.xml" ContentType="{_TYPE}.numbering+xml"/></Types>"""


def document_package(blocks: Iterable[etree._Element], lists: int, pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the members of a document with these paragraphs and tables, `lists` numbered lists, and pictures."""
    margins = dict.fromkeys(("top", "right", "bottom", "left"), "1440")
    page = made(
        "sectPr", made("pgSz", w="11906", h="16838"), made("pgMar", **margins, header="708", footer="708", gutter="0")
    )
    body = made("body", *blocks, page)
    document = etree.tostring(made("document", body), encoding="UTF-8", xml_declaration=True, standalone=True)
    main = _relations([("main", "officeDocument", "word/document.xml")])
    inner = [("styles", "styles", "styles.xml"), ("numbering", "numbering", "numbering.xml")]
    inner += [(f"picture{''.join(filter(str.isdigit, name))}", "image", f"media/{name}") for name in pictures]
    return {
        "[Content_Types].xml": _CONTENT_TYPES.encode(),
        "_rels/.rels": main,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(inner),
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(lists),
        **{f"word/media/{name}": content for name, content in pictures.items()},
    }


def _relations(relations: Iterable[tuple[str, str, str]]) -> bytes:
    entries = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{target}"/>' for key, kind, target in relations
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}relationships">{entries}</Relationships>'.encode()


def _styles() -> bytes:
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:outlineLvl w:val="{level - 1}"/>'
        f'</w:pPr><w:rPr><w:b/><w:sz w:val="{max(22, 36 - 4 * level)}"/></w:rPr></w:style>'
        for level in range(1, _LEVELS + 1)
    )
    lists = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/></w:style>'
        for key, name in (("ListBullet", "List Bullet"), ("ListNumber", "List Number"))
    )
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'{_HEAD}<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:pPr><w:spacing w:after="120"/></w:pPr><w:rPr><w:sz w:val="22"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>'
        f'<w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style>{headings}{lists}'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr></w:style></w:styles>"
    ).encode()


def _numbering(lists: int) -> bytes:
    """Return one list with bullets and `lists` with numbers, each of which begins at one."""
    levels = ["".join(_level(kind, level) for level in range(_LEVELS)) for kind in (0, 1)]
    kinds = "".join(f'<w:abstractNum w:abstractNumId="{kind}">{levels[kind]}</w:abstractNum>' for kind in (0, 1))
    numbered = "".join(
        f'<w:num w:numId="{BULLET_LIST + 1 + place}"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for place in range(lists)
    )
    bullets = f'<w:num w:numId="{BULLET_LIST}"><w:abstractNumId w:val="0"/></w:num>'
    return f'{_HEAD}<w:numbering xmlns:w="{WORD}">{kinds}{bullets}{numbered}</w:numbering>'.encode()


def _level(kind: int, level: int) -> str:
    form, text = ("decimal", f"%{level + 1}.") if kind else ("bullet", "\N{BULLET}")
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{_INDENT_IN_TWIPS * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )
