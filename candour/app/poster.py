"""The poster of a school: the address of its own page for reports without a name, as a QR code and in letters."""

from typing import BinaryIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from candour.app.cards import languages_of
from candour.app.paper import BOLD, PLAIN, Face, draw_centred, draw_qr, fitting, lines_of, new_paper
from candour.cases.directory import School

_QR = 90 * mm
_EDGE = 20 * mm
_MIDDLE, _WIDTH = A4[0] / 2, A4[0] - 2 * _EDGE
WORDS = {
    "en": (
        "Has something gone wrong with personal information?",
        "Tell us what went wrong. Nobody will ask who you are.",
        "Use your own phone and mobile data, not the school's Wi-Fi. It takes two minutes.",
    ),
    "cy": (
        "A oes rhywbeth wedi mynd o'i le gyda gwybodaeth bersonol?",
        "Dywedwch wrthym beth aeth o'i le. Fydd neb yn gofyn pwy ydych chi.",
        "Defnyddiwch eich ffôn a'ch data symudol eich hun, nid Wi-Fi'r ysgol. Mae'n cymryd dwy funud.",
    ),
}
"""The question, the promise, and how to be safe."""


def write_poster(file: BinaryIO, school: School, address: str) -> None:
    """Write the poster: a page of A4."""
    canvas = new_paper(file, school.name)
    y = A4[1] - 32 * mm
    draw_centred(canvas, school.name, _MIDDLE, y, fitting(school.name, Face(BOLD, 24), _WIDTH))
    y -= 18 * mm
    for language in languages_of(school):
        question, promise, _ = WORDS[language]
        y = _centred(canvas, question, y, Face(BOLD, 19))
        y = _centred(canvas, promise, y, Face(PLAIN, 15)) - 5 * mm
    draw_qr(canvas, address, _MIDDLE - _QR / 2, y - _QR, _QR)
    y -= _QR + 12 * mm
    shown = address.partition("://")[2]
    draw_centred(canvas, shown, _MIDDLE, y, fitting(shown, Face(BOLD, 17), _WIDTH))
    y -= 12 * mm
    for language in languages_of(school):
        y = _centred(canvas, WORDS[language][2], y, Face(PLAIN, 11)) - 2 * mm
    canvas.save()


def _centred(canvas: Canvas, text: str, y: float, face: Face) -> float:
    for line in lines_of(text, face, _WIDTH):
        draw_centred(canvas, line, _MIDDLE, y, face)
        y -= 1.3 * face.size
    return y
