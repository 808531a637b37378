"""The filled form as plain text: for the terminal, and for the text part of a mail."""

import textwrap
from collections.abc import Iterator

from candour.cases.showing.form import FilledForm, FilledSection, Row, RowState
from candour.cases.showing.ticks import Tick, TickGroup

WIDTH = 96
_LABEL = 34
_INDENT = "  "

MARKS = {RowState.FILLED: "pre-filled", RowState.CHECK: "please check", RowState.OPEN: "open"}
"""What stands beside a value, so that nobody takes a guess for an answer."""


def render_text(form: FilledForm) -> str:
    """Return the form in two aligned columns, boxes as [x] and [ ], with the arithmetic of the score at its end."""
    lines = [f"{form.title} ({form.source})", ""]
    for section in form.sections:
        lines += [*_section_lines(section), ""]
    lines += _score_lines(form)
    if form.return_to:
        lines += ["", *_wrapped(form.return_to, "")]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _section_lines(section: FilledSection) -> Iterator[str]:
    if section.title:
        yield section.title
        yield "-" * min(len(section.title), WIDTH)
    yield from _wrapped(section.text, _INDENT)
    for row in section.rows:
        yield from _row_lines(row)
    yield from _wrapped(section.after, _INDENT)


def _row_lines(row: Row) -> Iterator[str]:
    """Yield a row's lines: label and value side by side, then its boxes, then the words behind the value."""
    mark = MARKS[row.state]
    value = row.value_beside_boxes
    head = f"[{mark}]\n{value}" if "\n" in value else f"{value}  [{mark}]".lstrip()
    if not row.groups:
        yield from _columns(row.label, "\n".join((head, *_reasons(row))))
        return
    yield from _columns(row.label, head)
    for group in row.groups:
        yield from _group_lines(group)
    for reason in _reasons(row):
        yield from _wrapped(reason, _INDENT * 2)


def _reasons(row: Row) -> Iterator[str]:
    yield from (f'"{quote.text}" ({quote.source})' for quote in row.quotes_beside_boxes)
    if row.alternatives:
        yield f"or: {'; or: '.join(row.alternatives)}"


def _group_lines(group: TickGroup) -> Iterator[str]:
    yield from _wrapped("  ".join(filter(None, (group.title, group.columns))), _INDENT * 2)
    for tick in group.ticks:
        yield from _tick_lines(tick)
    if group.total_label:
        yield from _wrapped(f"{group.total_label}: {group.total}", _INDENT * 2)


def _tick_lines(tick: Tick) -> Iterator[str]:
    box = "[x]" if tick.ticked else "[ ]"
    points = f"{tick.points:>5} " if tick.points else ""
    check = "  [please check]" if tick.check else ""
    words = f'  "{tick.words}"' if tick.words else ""
    yield from _wrapped(f"{tick.label}{check}{words}", f"{_INDENT * 2}{box} {points}", hanging=True)


def _score_lines(form: FilledForm) -> Iterator[str]:
    if not form.total:
        return
    yield "Score"
    yield "-----"
    for line in form.score_rows:
        yield from _wrapped(f"{line.section}: {line.text}", f"{_INDENT}{line.points:>12}  ", hanging=True)
    yield f"{_INDENT}{form.total:>12}  {form.total_label}"
    for note in form.notes:
        yield from _wrapped(f"Note: {note}", _INDENT)


def _columns(label: str, value: str) -> Iterator[str]:
    left = textwrap.wrap(label, _LABEL) or [""]
    right = [line for part in value.split("\n") for line in textwrap.wrap(part, WIDTH - _LABEL - 4) or [""]]
    for number in range(max(len(left), len(right))):
        name = left[number] if number < len(left) else ""
        text = right[number] if number < len(right) else ""
        yield f"{_INDENT}{name:<{_LABEL}}  {text}"


def _wrapped(text: str, start: str, *, hanging: bool = False) -> list[str]:
    following = " " * len(start) if hanging else start
    return [
        line
        for part in text.split("\n")
        for line in textwrap.wrap(part, WIDTH, initial_indent=start, subsequent_indent=following)
    ]
