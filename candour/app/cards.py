"""A sheet of cards to cut: each bears a one-time link, as a QR code and in letters. Ten to a page of A4."""

from collections.abc import Sequence
from datetime import date
from typing import BinaryIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from candour.app.paper import BOLD, PLAIN, Face, draw_lines, draw_qr, draw_words, fitting, lines_of, new_paper
from candour.cases.directory import School
from candour.web.anonymous.wording import words_of

COLUMNS, ROWS = 2, 5
A_PAGE = COLUMNS * ROWS
_WIDTH, _HEIGHT = 90 * mm, 54 * mm
_LEFT, _BOTTOM = (A4[0] - COLUMNS * _WIDTH) / 2, (A4[1] - ROWS * _HEIGHT) / 2
_EDGE, _QR = 5 * mm, 29 * mm
_MARK = 4 * mm
_HAIRLINE = 0.3
WORDS = {
    "en": (
        "Tell us what went wrong. Nobody will ask who you are.",
        "Use your own phone and mobile data, not the school's Wi-Fi.",
        "Good until {day}. Works once.",
    ),
    "cy": (
        "Dywedwch wrthym beth aeth o'i le. Fydd neb yn gofyn pwy ydych chi.",
        "Defnyddiwch eich ffôn a'ch data symudol eich hun, nid Wi-Fi'r ysgol.",
        "Diwrnod olaf: {day}. Yn gweithio unwaith.",
    ),
}
"""What it is for, how to be safe, how long it is good."""
WELSH = "WLS"
_FACES = {1: (Face(BOLD, 9.5), Face(PLAIN, 6.5)), 2: (Face(BOLD, 7.5), Face(PLAIN, 5.5))}
"""What it is for and how to be safe, by how many languages a card has room for."""


def languages_of(school: School) -> tuple[str, ...]:
    """Return the languages of what is printed for a school: Welsh comes first where it has a right to."""
    return ("cy", "en") if school.country == WELSH else ("en",)


def write_cards(file: BinaryIO, school: School, addresses: Sequence[str], until: date) -> None:
    """Write the sheet; each address stands on one card, in the order given."""
    canvas = new_paper(file, "Cards")
    for number, address in enumerate(addresses):
        place = number % A_PAGE
        if place == 0 and number:
            canvas.showPage()
        if place == 0:
            _draw_cut_marks(canvas)
        column, row = place % COLUMNS, ROWS - 1 - place // COLUMNS
        _draw_card(canvas, (_LEFT + column * _WIDTH, _BOTTOM + row * _HEIGHT), school, address, until)
    canvas.save()


def _draw_card(canvas: Canvas, corner: tuple[float, float], school: School, address: str, until: date) -> None:
    """Draw one card, its lower left corner there: words on the left, the code on the right, the address below."""
    x, y = corner
    draw_qr(canvas, address, x + _WIDTH - _EDGE - _QR, y + _HEIGHT - _EDGE - _QR, _QR)
    left, width = x + _EDGE, _WIDTH - 3 * _EDGE - _QR + 2 * mm
    name = Face(BOLD, max(7.0, fitting(school.name, Face(BOLD, 11), width).size))
    top = draw_lines(canvas, lines_of(school.name, name, width), left, y + _HEIGHT - _EDGE - 8, name)
    languages = languages_of(school)
    large, small = _FACES[len(languages)]
    for number, language in enumerate(languages):
        what, safe, until_then = WORDS[language]
        top = draw_lines(canvas, lines_of(what, large, width), left, top - 2, large)
        top = draw_lines(canvas, lines_of(safe, small, width), left, top, small)
        good = until_then.format(day=words_of(language).day(until))
        draw_words(canvas, good, left, y + _EDGE + 11 + 7.5 * (len(languages) - 1 - number), Face(PLAIN, 6))
    shown = address.partition("://")[2]
    draw_words(canvas, shown, left, y + _EDGE, fitting(shown, Face(BOLD, 7.5), _WIDTH - 2 * _EDGE))


def _draw_cut_marks(canvas: Canvas) -> None:
    """Draw short lines around the sheet where it is to be cut; none between the cards, to show where no cut is true."""
    canvas.setLineWidth(_HAIRLINE)
    right, top = _LEFT + COLUMNS * _WIDTH, _BOTTOM + ROWS * _HEIGHT
    for column in range(COLUMNS + 1):
        x = _LEFT + column * _WIDTH
        canvas.line(x, _BOTTOM - _MARK, x, _BOTTOM - 1 * mm)
        canvas.line(x, top + 1 * mm, x, top + _MARK)
    for row in range(ROWS + 1):
        y = _BOTTOM + row * _HEIGHT
        canvas.line(_LEFT - _MARK, y, _LEFT - 1 * mm, y)
        canvas.line(right + 1 * mm, y, right + _MARK, y)
