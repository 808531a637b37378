"""Words on paper: they fit, and Welsh letters that the fonts lack are put together."""

from contextlib import closing
from io import BytesIO

import pypdfium2
import pytest
import segno
from PIL import Image
from reportlab.pdfbase.pdfmetrics import stringWidth

from candour.app.paper import BOLD, PLAIN, Face, draw_qr, draw_words, fitting, lines_of, new_paper, width_of

FACE = Face(BOLD, 12)


def test_a_line_that_is_too_long_gets_smaller_and_another_stays() -> None:
    long = "Ysgol Gynradd Gatholig " * 4
    assert fitting("Ysgol", FACE, 200) == FACE
    assert width_of(long, fitting(long, FACE, 200)) == pytest.approx(200)


def test_lines_are_no_wider_than_asked_and_keep_their_letters() -> None:
    text = "Ysgol Gynradd Tŷ Ŵyn a Dŵr y Môr"
    lines = lines_of(text, FACE, 90)
    assert len(lines) > 1
    assert " ".join(lines) == text
    assert all(width_of(line, FACE) <= 90 for line in lines)


def test_a_code_is_drawn_module_by_module_as_it_is_made() -> None:
    file, address, step = BytesIO(), "https://candour.school.example/o/K7QM4T0V9XWE2HAB", 8
    modules = [[bool(module) for module in row] for row in segno.make_qr(address, error="m").matrix]
    canvas = new_paper(file, "")
    draw_qr(canvas, address, 100, 100, step * len(modules))
    canvas.save()
    with closing(pypdfium2.PdfDocument(file.getvalue())) as document:
        picture: Image.Image = document[0].render(scale=1).to_pil().convert("L")
    top = picture.height - 100 - step * len(modules)
    for row, line in enumerate(modules):
        for column, dark in enumerate(line):
            at = (100 + column * step + step // 2, top + row * step + step // 2)
            assert (picture.getpixel(at) == 0) == dark


@pytest.mark.parametrize(("text", "same"), [("Tŷ", "Ty"), ("Ŵyn", "Wyn"), ("ffôn", "ffôn"), ("Дом", "???")])
def test_a_letter_that_fonts_lack_is_as_wide_as_the_one_below_its_mark(text: str, same: str) -> None:
    assert width_of(text, FACE) == stringWidth(same, *FACE)


def test_the_same_drawing_is_the_same_file() -> None:
    def drawn() -> bytes:
        file = BytesIO()
        canvas = new_paper(file, "Tŷ")
        draw_words(canvas, "Tŷ Ŵyn", 100, 100, Face(PLAIN, 10))
        canvas.save()
        return file.getvalue()

    assert drawn() == drawn()
