"""What of a Word document is written anew, and what must not show once its surroundings are gone."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Inches
from PIL import Image

from candour.cleaning.cleaner import FileCleaner
from tests.cleaning.samples import a_picture, saved
from tests.cleaning.word_samples import SHOWN, a_document, a_run, as_file, repacked, with_more

PNG = saved(a_picture((80, 40)), "PNG")


def cleaned(content: bytes) -> bytes:
    found = FileCleaner().clean(content, "")
    assert found.content is not None, found.reason
    return found.content


def words_of(content: bytes) -> list[str]:
    document: WordDocument = Document(BytesIO(cleaned(content)))
    return [paragraph.text for paragraph in document.paragraphs]


def pictures_of(content: bytes) -> list[Image.Image]:
    with ZipFile(BytesIO(cleaned(content))) as archive:
        return [Image.open(BytesIO(archive.read(name))) for name in archive.namelist() if "/media/" in name]


def with_picture(picture: bytes = PNG) -> bytes:
    document = a_document()
    document.add_picture(BytesIO(picture), width=Inches(2))
    return as_file(document)


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (
            [a_run("<w:tab/>", "<w:t>A</w:t>", "<w:br/>", "<w:noBreakHyphen/>", "<w:t>B</w:t>")],
            "\tA\n\N{NON-BREAKING HYPHEN}B",
        ),
        (["<w:smartTag><w:r><w:t> in a tag</w:t></w:r></w:smartTag>"], " in a tag"),
        (["<w:sdt><w:sdtContent><w:r><w:t> filled in</w:t></w:r></w:sdtContent></w:sdt>"], " filled in"),
        (['<w:fldSimple w:instr=" REF a "><w:r><w:t> page 5</w:t></w:r></w:fldSimple>'], " page 5"),
        (['<w:fldSimple w:instr=" USERNAME "><w:r><w:t> Anwen</w:t></w:r></w:fldSimple>'], ""),
        (['<w:fldSimple w:instr=""><w:r><w:t> Anwen</w:t></w:r></w:fldSimple>'], ""),
        ([a_run("<w:object/>", "<w:footnoteReference w:id='1'/>", "<w:unheardOf>Anwen</w:unheardOf>")], ""),
        (["<w:unheardOf><w:r><w:t>Anwen</w:t></w:r></w:unheardOf>"], ""),
        ([a_run('<w:rPr><w:highlight w:val="black"/></w:rPr>', "<w:t>Anwen</w:t>")], "\N{FULL BLOCK}" * 5),
        ([a_run('<w:rPr><w:vanish w:val="0"/></w:rPr>', "<w:t> seen</w:t>")], " seen"),
    ],
)
def test_what_a_paragraph_shows_is_kept_and_what_is_unheard_of_goes(parts: list[str], shown: str) -> None:
    assert words_of(with_more(*parts))[1] == SHOWN + shown


def test_a_field_inside_another_shows_only_where_both_do() -> None:
    begin, middle, end = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end"))
    code = "<w:instrText> {} </w:instrText>"
    inner = [a_run(begin), a_run(code.format("AUTHOR")), a_run(middle), a_run("<w:t>Anwen</w:t>"), a_run(end)]
    outer = [a_run(begin), a_run(code.format("REF")), a_run(middle), a_run("<w:t> see </w:t>"), *inner, a_run(end)]
    assert words_of(with_more(*outer, a_run("<w:t>.</w:t>")))[1] == f"{SHOWN} see ."


def test_bold_and_italic_words_stay_so() -> None:
    document = a_document()
    document.paragraphs[1].add_run(" Bold").bold = True
    document.paragraphs[1].add_run(" and italic").italic = True
    runs = Document(BytesIO(cleaned(as_file(document)))).paragraphs[1].runs
    assert [(run.bold, run.italic) for run in runs] == [(None, None), (True, None), (None, True)]


def test_merged_cells_stay_merged_and_tables_in_cells_stay_there() -> None:
    document = a_document()
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "wide"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "high"
    table.cell(1, 1).add_table(rows=1, cols=1).cell(0, 0).text = "inside"
    kept = Document(BytesIO(cleaned(as_file(document)))).tables[1]
    assert [cell.text for cell in kept.rows[0].cells] == ["wide"] * 3
    assert kept.cell(2, 0).text == "high"
    assert kept.cell(1, 1).tables[0].cell(0, 0).text == "inside"


def test_a_numbered_list_begins_at_one_again_where_it_did() -> None:
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="{}"/></w:numPr></w:pPr>'
    item = "<w:p>{}<w:r><w:t>item</w:t></w:r></w:p>"
    body = "".join(item.format(numbered.format(key)) for key in (5, 5, 6)) + "<w:sectPr"
    with ZipFile(
        BytesIO(cleaned(repacked(as_file(a_document()), ("word/document.xml", "<w:sectPr", body))))
    ) as archive:
        document = archive.read("word/document.xml").decode()
    assert [document.count(f'<w:numId w:val="{number}"/>') for number in (2, 3, 4)] == [1, 2, 1]


def test_a_row_that_was_deleted_goes() -> None:
    content = repacked(as_file(a_document()), ("word/document.xml", "<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>"))
    [table] = Document(BytesIO(cleaned(content))).tables
    assert [cell.text for cell in table.rows[0].cells] == ["Gwyn Ifans", "5"]


def test_text_boxes_follow_their_paragraph_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent>"
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = (
        f"<w:r><mc:AlternateContent {space}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert words_of(with_more(both))[1:4] == [SHOWN, "in a box", "Ring the parents"]


def test_a_picture_is_as_large_as_it_was_on_the_page() -> None:
    [picture] = Document(BytesIO(cleaned(with_picture()))).inline_shapes
    assert (picture.width, picture.height) == (Inches(2), Inches(1))


def test_what_was_cut_off_from_a_picture_is_cut_off_for_good() -> None:
    stretch, cut = "<a:stretch>", '<a:srcRect l="50000" b="25000"/><a:stretch>'
    [picture] = pictures_of(repacked(with_picture(), ("word/document.xml", stretch, cut)))
    assert picture.size == (40, 30)
    assert picture.convert("RGB").getcolors() == [(1_200, (0, 0, 255))]


@pytest.mark.parametrize(
    "change",
    [
        ('prst="rect"', 'prst="ellipse"'),
        ("<a:stretch>", '<a:srcRect l="60000" r="60000"/><a:stretch>'),
        ("<w:sectPr", '<w:p><w:r><w:pict><w:rect fillcolor="black"/></w:pict></w:r></w:p><w:sectPr'),
    ],
    ids=["an oval frame", "a cut that can't be", "a black shape somewhere"],
)
def test_a_picture_that_may_show_more_than_before_is_left_out(change: tuple[str, str]) -> None:
    content = repacked(with_picture(), ("word/document.xml", *change))
    assert pictures_of(content) == []
    assert "[A picture was here that could not be cleaned.]" in words_of(content)


def test_a_picture_that_can_t_be_cleaned_is_said_to_be_missing() -> None:
    moving = saved(a_picture(), "GIF", save_all=True, append_images=[a_picture().rotate(180)])
    assert pictures_of(with_picture(moving)) == []
    assert "[A picture was here that could not be cleaned.]" in words_of(with_picture(moving))


def test_a_picture_that_stands_there_twice_is_kept_once_in_the_file() -> None:
    document = a_document()
    for _ in range(2):
        document.add_picture(BytesIO(PNG))
    content = as_file(document)
    assert len(pictures_of(content)) == 1
    assert len(Document(BytesIO(cleaned(content))).inline_shapes) == 2


def test_a_picture_elsewhere_on_the_disk_or_the_web_is_never_fetched() -> None:
    content = repacked(
        with_picture(), ("word/_rels/document.xml.rels", 'Target="media/image1.png"', 'Target="../../../etc/hostname"')
    )
    assert pictures_of(content) == []
