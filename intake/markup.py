"""HTML to text. Nothing is loaded, nothing is run; what defeats the good converter goes to a plain one."""

import html
import re

from inscriptis import get_text  # type: ignore[import-untyped]  # inscriptis ships no types
from inscriptis.css_profiles import RELAXED_CSS_PROFILE  # type: ignore[import-untyped]  # likewise
from inscriptis.model.config import ParserConfig  # type: ignore[import-untyped]  # likewise
from lxml.etree import LxmlError  # what inscriptis parses with

_LAID_OUT_IN_CHARACTERS = 250_000
"""Longer HTML is read without its layout: a crafted megabyte takes inscriptis six seconds."""
_MOST_PADDING_IN_CHARACTERS = 20_000_000
_RAISED_BY_HOSTILE_HTML = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError, LxmlError,
)  # fmt: skip
"""What lxml and inscriptis raise in one place or another, such as OverflowError for a list that starts at 10^22."""
_TAG = re.compile(r"<[^<>]*>")
_NEW_LINE_TAG = re.compile(r"</?(?:p|div|br|tr|li|ul|ol|table|h[1-6]|blockquote|hr)\b[^<>]*>", re.IGNORECASE)
_HIDDEN_BLOCK = re.compile(r"<(script|style|head|title)\b", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n{3,}")
_ENRICHED_PARAMETER = re.compile(r"<param>[^<]{0,1000}</param>", re.IGNORECASE)
_LINE_ENDS = re.compile(r"\n+")
_DECLARATION = re.compile(r"<\?[^>]{0,200}>")


def text_of_html(markup: str) -> str:
    """Return the text of an HTML document, tables and lists laid out. Never raises."""
    markup = markup.replace("\0", "")  # lxml would show a mark in its place
    if len(markup) > _LAID_OUT_IN_CHARACTERS or _pads_too_much(markup):
        return stripped(markup)
    try:
        text = get_text(_DECLARATION.sub("", markup), ParserConfig(css=RELAXED_CSS_PROFILE))
    except _RAISED_BY_HOSTILE_HTML:
        return stripped(markup)
    return _tidy(text) or stripped(markup)


def stripped(markup: str) -> str:
    """Return the text of HTML by taking the tags away: less well laid out, but in a straight line."""
    visible = _without_hidden_blocks(markup)
    return _tidy(html.unescape(_TAG.sub(" ", _NEW_LINE_TAG.sub("\n", visible))))


def text_of_enriched(text: str) -> str:
    """Return text/enriched (RFC 1896) as plain text: without commands, a single line end being a space."""
    without = _TAG.sub("", _ENRICHED_PARAMETER.sub("", text.replace("\r\n", "\n")).replace("<<", "\0"))
    return _LINE_ENDS.sub(lambda found: "\n" * (len(found[0]) - 1) or " ", without).replace("\0", "<")


def _pads_too_much(markup: str) -> bool:
    """Tell whether laying out tables could blow up: every row is padded to its longest cell."""
    rows = markup.lower().count("<tr")
    longest = max(map(len, markup.split("<")), default=0)
    return rows * longest > _MOST_PADDING_IN_CHARACTERS


def _without_hidden_blocks(markup: str) -> str:
    """Cut out scripts, styles and the head; one that is never closed hides nothing."""
    kept: list[str] = []
    position = 0
    while opened := _HIDDEN_BLOCK.search(markup, position):
        closed = re.compile(rf"</{opened.group(1)}", re.IGNORECASE).search(markup, opened.end())
        if not closed:
            break
        kept.append(markup[position : opened.start()])
        position = closed.start()
    return "".join((*kept, markup[position:]))


def _tidy(text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", lines).strip()
