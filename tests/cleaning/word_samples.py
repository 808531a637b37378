"""Word documents that say who wrote them, in every place that the format has for it."""

import datetime as dt
import re
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Inches

from tests.cleaning.identifiers import PLANTED
from tests.cleaning.samples import a_picture, exif, saved

SHOWN = "Twenty-seven names were on the list."
CELLS = (("Name", "Year"), ("Gwyn Ifans", "5"))
_P = PLANTED


def a_document() -> WordDocument:
    """Return a document with a heading, words, lists and a table."""
    document = Document()
    document.add_heading("The trip", level=1)
    document.add_paragraph(SHOWN)
    document.add_paragraph("Ring the parents", style="List Bullet")
    document.add_paragraph("Look on the bus", style="List Number")
    table = document.add_table(rows=2, cols=2)
    for row, words in zip(table.rows, CELLS, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    return document


def as_file(document: WordDocument) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def repacked(content: bytes, *changes: tuple[str, str, str], **members: bytes) -> bytes:
    """Return an office file with text replaced in members (name, pattern, text), and with further members.

    A further member's name is written with "__" for "/" and ends before its last "_", which stands for ".".
    """
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as archive, ZipFile(buffer, "w", ZIP_DEFLATED) as written:
        for name in archive.namelist():
            part = archive.read(name)
            for member, pattern, text in changes:
                if member == name:
                    changed = re.sub(pattern, lambda _, text=text: text, part.decode(), count=1)  # type: ignore[misc]
                    assert changed != part.decode(), (name, pattern)
                    part = changed.encode()
            written.writestr(name, part)
        for name, part in members.items():
            path, _, ending = name.replace("__", "/").rpartition("_")
            written.writestr(f"{path}.{ending}", part)
    return buffer.getvalue()


def with_more(*parts: str, document: WordDocument | None = None) -> bytes:
    """Return a document whose first paragraph of words has these parts in it too."""
    document = document or a_document()
    for part in parts:
        element = parse_xml(part.replace(">", f" {nsdecls('w', 'r')}>", 1))
        document.paragraphs[1]._p.append(element)  # noqa: SLF001  python-docx has no words for most of it
    return as_file(document)


def a_run(*parts: str) -> str:
    """Return a run of a paragraph."""
    return f"<w:r>{''.join(parts)}</w:r>"


def _properties() -> bytes:
    document = a_document()
    core = document.core_properties
    core.author, core.last_modified_by, core.comments = _P["author"], _P["last modified by"], _P["comment"]
    core.created = core.modified = dt.datetime(2026, 11, 20, 8, 41, 27, tzinfo=dt.UTC)
    return repacked(
        as_file(document),
        ("docProps/app.xml", "</Properties>", f"<Manager>{_P['manager']}</Manager>{_P['company']}</Properties>"),
        ("docProps/app.xml", "</Properties>", f"<Template>{_P['template']}</Template></Properties>"),
        docProps__custom_xml=f"<Properties><property name='a'>{_P['custom property']}</property></Properties>".encode(),
        customXml__item9_xml=f"<a>{_P['custom XML']}</a>".encode(),
        word__vbaProject_bin=_P["macro"].encode(),
        word__embeddings__oleObject1_bin=_P["embedded object"].encode("utf-16-le"),
    )


def _comment() -> bytes:
    document = a_document()
    document.add_comment(document.paragraphs[1].runs, text=_P["comment"], author=_P["commenter"], initials="SS")
    return as_file(document)


def _revisions() -> bytes:
    mark = f'w:author="{_P["reviser"]}" w:date="{_P["created"]}"'
    inserted = f'<w:ins w:id="1" {mark}><w:r w:rsidR="{_P["revision id"]}"><w:t> Inserted words.</w:t></w:r></w:ins>'
    deleted = f'<w:del w:id="2" {mark}><w:r><w:delText>{_P["deleted words"]}</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="3" {mark}><w:r><w:t>{_P["deleted words"]}</w:t></w:r></w:moveFrom>'
    settings = f'<w:rsids><w:rsidRoot w:val="{_P["revision id"]}"/>'
    return repacked(with_more(inserted, deleted, moved), ("word/settings.xml", "<w:rsids>", settings))


def _header_and_fields() -> bytes:
    document = a_document()
    document.sections[0].header.paragraphs[0].text = _P["header"]
    document.sections[0].footer.paragraphs[0].text = _P["template"]
    found_out = {"AUTHOR": _P["author"], r"FILENAME \p": _P["template"], "TEMPLATE": _P["company"]}
    simple = [
        f'<w:fldSimple w:instr="{key}">{a_run(f"<w:t>{it}</w:t>")}</w:fldSimple>' for key, it in found_out.items()
    ]
    return with_more(
        *simple,
        a_run('<w:fldChar w:fldCharType="begin"/>'),
        a_run('<w:instrText xml:space="preserve"> LASTSAVEDBY </w:instrText>'),
        a_run('<w:fldChar w:fldCharType="separate"/>'),
        a_run(f"<w:t>{_P['last modified by']}</w:t>"),
        a_run('<w:fldChar w:fldCharType="end"/>'),
        a_run("<w:t> After the field.</w:t>"),
        document=document,
    )


def _links() -> bytes:
    document = a_document()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    keys = [document.part.relate_to(_P[name], kind, is_external=True) for name in ("link", "linked path")]
    link = '<w:hyperlink r:id="{}" w:tooltip="{}"><w:r><w:t> here</w:t></w:r></w:hyperlink>'
    return with_more(*(link.format(key, _P["commenter"]) for key in keys), document=document)


def _hidden() -> bytes:
    return with_more(a_run("<w:rPr><w:vanish/></w:rPr>", f"<w:t>{_P['hidden words']}</w:t>"))


def _photo() -> bytes:
    document = a_document()
    document.add_picture(BytesIO(saved(a_picture(), "JPEG", exif=exif())), width=Inches(2))
    return repacked(
        as_file(document), ("word/document.xml", 'name="Picture 1"', f'name="a" descr="{_P["alternative text"]}"')
    )


def _thumbnail() -> bytes:
    small = saved(a_picture((16, 16)), "JPEG", exif=exif(), comment=_P["thumbnail"])
    content = as_file(a_document())
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as archive, ZipFile(buffer, "w", ZIP_DEFLATED) as written:
        for name in archive.namelist():
            written.writestr(name, small if name == "docProps/thumbnail.jpeg" else archive.read(name))
        written.comment = _P["comment"].encode()
    return buffer.getvalue()


def _style_of_a_person() -> bytes:
    document = a_document()
    document.styles.add_style(_P["author"], 1).base_style = document.styles["Heading 2"]
    document.add_paragraph("What happened", style=_P["author"])
    return as_file(document)


def documents_that_tell() -> Mapping[str, bytes]:
    """Return the samples by what is special about each."""
    return {
        "docx-properties-macro-object": _properties(),
        "docx-comment": _comment(),
        "docx-revisions": _revisions(),
        "docx-header-and-fields": _header_and_fields(),
        "docx-links": _links(),
        "docx-hidden-words": _hidden(),
        "docx-photo": _photo(),
        "docx-thumbnail": _thumbnail(),
        "docx-style-of-a-person": _style_of_a_person(),
    }
