"""docs/anonymity.md: every promise names tests that are there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "anonymity.md").read_text(encoding="utf-8")
PROMISES = [line for line in PAGE.partition("## What nobody can promise")[0].splitlines() if line.startswith("| ")][1:]
NAMED = re.compile(r"`(tests/[\w/]+(?:\.py)?/?)(?:::(\w+))?`")


@pytest.mark.parametrize("line", PROMISES, ids=lambda line: line[2:40])
def test_a_promise_names_tests_that_are_there(line: str) -> None:
    found = NAMED.findall(line)
    assert found, line
    for path, name in found:
        assert (ROOT / path).exists(), path
        if name:
            tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
            assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, name


def test_the_page_has_promises_and_every_file_that_it_names_is_there() -> None:
    assert len(PROMISES) >= 12
    for path in re.findall(r"`(deploy/[\w/.]+)`", PAGE):
        assert (ROOT / path).exists(), path
