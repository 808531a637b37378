"""A file that is refused is refused in the page's language, whatever the cleaning has against it."""

import ast
import importlib
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

import candour.cleaning
from candour.cleaning.kinds import KINDS
from candour.web.anonymous.refusals import refusal
from candour.web.anonymous.wording import words_of

TABLE = tomllib.loads(files("candour.web.anonymous").joinpath("words/refusals_cy.toml").read_text(encoding="utf-8"))
WELSH, ENGLISH = words_of("cy"), words_of("en")


def reasons() -> Iterator[str]:
    """Yield a pattern for each reason in the cleaning's source, and for what can be done instead of each kind."""
    for module in pkgutil.iter_modules(candour.cleaning.__path__):
        source = Path(str(importlib.import_module(f"candour.cleaning.{module.name}").__file__))
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if pattern := _pattern(node):
                yield pattern
    yield from (re.escape(kind.instead) for kind in KINDS if kind.instead)


def _pattern(node: ast.AST) -> str:
    """Return a pattern for a text that begins as a reason does, with anything for what it names; empty for others."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    text = "".join(
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\d+"
        for part in parts
        if isinstance(part, ast.Constant | ast.FormattedValue)
    )
    return text if re.match(r"(it|its|cleaned)\\ .*cleaned|its\\ .*kept|it\\ has", text) else ""


@pytest.mark.parametrize("reason", sorted(set(reasons())))
def test_each_reason_of_the_cleaning_has_its_welsh(reason: str) -> None:
    assert [english for english in TABLE["reasons"] if re.match(reason, english)] != []


@pytest.mark.parametrize("kind", [kind.called for kind in KINDS])
def test_each_kind_of_file_has_its_welsh(kind: str) -> None:
    assert TABLE["kinds"][kind]


def test_nothing_stands_in_the_table_that_the_cleaning_does_not_say() -> None:
    assert [english for english in TABLE["reasons"] if not any(re.match(reason, english) for reason in reasons())] == []


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (
            "a PDF: its pages are too large; printed to a PDF of A4 it can be cleaned",
            "PDF: mae'r tudalennau'n rhy fawr",
        ),
        ("a presentation; printed to a PDF it can be cleaned", "cyflwyniad; argraffwch y ffeil i PDF"),
        ("a file of a kind that Candour doesn't know", "Y rheswm: math o ffeil nad yw Candour yn ei adnabod."),
        ("a PDF: something new", "Y rheswm: PDF."),
    ],
)
def test_a_reason_is_said_in_welsh(reason: str, said: str) -> None:
    assert said in refusal(WELSH, reason)


@pytest.mark.parametrize("reason", ["a thing nobody knows: at all", "", "a\nb"])
def test_a_reason_without_welsh_is_left_out_and_not_said_in_english(reason: str) -> None:
    assert refusal(WELSH, reason) == WELSH("files.not_cleaned")


def test_in_english_the_reason_stands_as_it_is() -> None:
    assert "it is a PDF: odd." in refusal(ENGLISH, "a PDF: odd")
