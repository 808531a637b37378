"""Boxes to tick and options to ring: "[x] lost [ ] stolen", "(X) yes ( ) no", "Incident / *Near miss*"."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from nlp.message.lines import Line
from nlp.text import Page

_KINDS = (
    r"\[(?P<in>[ _]{0,3}|[xXyY*v/✓✔√])\]",
    r"\((?P<in2>[ _]{0,3}|[xX✓✔√])\)",
    r"(?P<sign>[☐□◻❏☑☒✓✔✅■])",
)
_BOX = re.compile("|".join(_KINDS))
_EACH = tuple(re.compile(kind) for kind in _KINDS)
"""The kinds of boxes by themselves: a text without "[" is searched for that kind in no time."""
_TICKED = frozenset("☑☒✓✔✅■")
_MOST_BOXES = 300
_MOST_OPTIONS = 9
_RINGED = re.compile(r"[*_>«(\[]{1,2}\s?(?P<option>[^*_<>»()\[\]/\n]{1,40}?)\s?[*_<»)\]]{1,2}")
_OPTIONS = re.compile(r"\s/\s|/|\s\|\s|,\s|\sor\s")


def unchosen(folded: str, lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield what the writer did not tick, boxes with their options, and the marks of the ticked ones."""
    if not any(kind.search(folded) for kind in _EACH):
        return
    for line in lines:
        boxes = list(islice(_BOX.finditer(folded, line.start, line.end), _MOST_BOXES))
        if boxes:
            yield from _of_line(folded, line.start, line.end, boxes)


def _of_line(folded: str, start: int, end: int, boxes: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
    is_behind = not folded[boxes[-1].end() : end].strip(" \t.|") and bool(folded[start : boxes[0].start()].strip())
    colon = max(folded.rfind(mark, start, boxes[0].start()) for mark in ":?\t=|")
    edge = colon + 1 if colon >= 0 else start
    for number, box in enumerate(boxes):
        stop = boxes[number + 1].start() if number + 1 < len(boxes) else end
        option = (edge, box.end()) if is_behind else (box.start(), stop)
        edge = box.end()
        yield box.span() if _is_ticked(box) else option


def _is_ticked(box: re.Match[str]) -> bool:
    return box["sign"] in _TICKED or bool((box["in"] or box["in2"] or "").strip(" _"))


def chosen(written: Page, start: int, end: int) -> tuple[int, int]:
    """Narrow an answer to the one of several options that is marked: "incident / *near miss*", "Y / (N)"."""
    text = written.cased[start:end]
    options = _OPTIONS.split(text.strip())
    if not 1 < len(options) <= _MOST_OPTIONS or "\n" in text.strip():
        return start, end
    ringed = [found for option in options if (found := _RINGED.fullmatch(option.strip()))]
    if len(ringed) != 1:
        return start, end
    place = text.index(ringed[0][0]) + ringed[0].start("option")
    return start + place, start + place + len(ringed[0]["option"])
