"""Drawing on paper: PDF without author, time or machine, the QR code of an address, and words that fit."""

import unicodedata
from collections.abc import Sequence
from itertools import islice
from typing import BinaryIO, NamedTuple

import segno
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas


class Face(NamedTuple):
    """A font and its size in points."""

    font: str
    size: float


PLAIN, BOLD = "Helvetica", "Helvetica-Bold"
_CIRCUMFLEX, _ALONE = "\u0302", "\u02c6"
"""The mark that joins a letter, and the one that stands by itself, which the fonts have."""
_ABOVE = {True: 0.20, False: 0.02}
"""How far a circumflex is raised above a capital, and above a small letter, in parts of the size."""


def new_paper(file: BinaryIO, title: str) -> Canvas:
    """Return an empty A4 document; the same drawing always gives the same bytes."""
    canvas = Canvas(file, pagesize=A4, invariant=1)
    canvas.setTitle(title)
    canvas.setAuthor("")
    canvas.setCreator("Candour")
    canvas.setProducer("Candour")
    return canvas


def draw_qr(canvas: Canvas, address: str, x: float, y: float, side: float) -> None:
    """Draw the QR code of an address, its lower left corner at x, y; all lengths are points."""
    modules = [list(row) for row in segno.make_qr(address, error="m").matrix]
    step = side / len(modules)
    path = canvas.beginPath()
    for number, row in enumerate(reversed(modules)):
        for at, length in _runs(row):
            path.rect(x + at * step, y + number * step, length * step, step)
    canvas.drawPath(path, stroke=0, fill=1)


def draw_words(canvas: Canvas, text: str, x: float, y: float, face: Face) -> None:
    """Draw a line. The fonts that every reader of PDF has lack the Welsh letters ŵ and ŷ: these are put together."""
    canvas.setFont(*face)
    for letter, mark in _letters(text):
        width = stringWidth(letter, *face)
        canvas.drawString(x, y, letter)
        if mark:
            over = x + (width - stringWidth(_ALONE, *face)) / 2
            canvas.drawString(over, y + _ABOVE[letter.isupper()] * face.size, _ALONE)
        x += width


def draw_centred(canvas: Canvas, text: str, x: float, y: float, face: Face) -> None:
    """Draw a line whose middle is at x."""
    draw_words(canvas, text, x - width_of(text, face) / 2, y, face)


def draw_lines(canvas: Canvas, lines: Sequence[str], x: float, y: float, face: Face) -> float:
    """Draw lines downwards from y, their left edge at x; return where the next line would stand."""
    for line in lines:
        draw_words(canvas, line, x, y, face)
        y -= 1.25 * face.size
    return y


def lines_of(text: str, face: Face, width: float) -> list[str]:
    """Return a text as lines that are no wider."""
    lines: list[str] = simpleSplit(_bare(text), *face, width)
    words = iter(unicodedata.normalize("NFC", text).split())
    return [" ".join(islice(words, len(line.split()))) for line in lines]


def fitting(text: str, face: Face, width: float) -> Face:
    """Return the face, or as much smaller as lets the text stand on one line of this width."""
    return face._replace(size=min(face.size, face.size * width / max(width_of(text, face), 1)))


def width_of(text: str, face: Face) -> float:
    """Return how wide a line is."""
    width: float = stringWidth(_bare(text), *face)
    return width


def _runs(row: Sequence[int]) -> list[tuple[int, int]]:
    """Return where dark modules begin, and how many stand together: drawn one by one they would show seams."""
    runs: list[tuple[int, int]] = []
    for at, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == at:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((at, 1))
    return runs


def _letters(text: str) -> list[tuple[str, bool]]:
    """Return what the fonts have, letter by letter, and whether a circumflex stands above it."""
    found = []
    for letter in unicodedata.normalize("NFC", text):
        try:
            letter.encode("cp1252")
            found.append((letter, False))
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            base = parts[0].encode("cp1252", "replace").decode("cp1252")
            found.append((base, _CIRCUMFLEX in parts))
    return found


def _bare(text: str) -> str:
    return "".join(letter for letter, _ in _letters(text))
