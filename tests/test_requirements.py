"""docs/requirements.md accounts for every duty, and names tests that exist."""

import re
from collections import Counter
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
MET = frozenset({"automated", "prompted", "recorded"})
WORDS_OF_A_REASON = 4
TABLE = TESTS.parent / "docs" / "requirements.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| R")
]


def test_every_requirement_stands_there_once_and_in_order() -> None:
    assert [row[0] for row in ROWS] == [f"R{number}" for number in range(1, 133)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row[0]))
def test_every_requirement_says_what_becomes_of_it_and_where(row: list[str]) -> None:
    assert len(row) == 4
    assert row[1] in MET | {"left to people"}
    assert row[2]


@pytest.mark.parametrize("row", [row for row in ROWS if row[1] in MET], ids=lambda row: str(row[0]))
def test_every_requirement_that_is_met_is_shown_by_a_test(row: list[str]) -> None:
    assert re.findall(r"`test_\w+`", row[3])


@pytest.mark.parametrize("row", [row for row in ROWS if row[1] not in MET], ids=lambda row: str(row[0]))
def test_what_is_left_to_people_says_why(row: list[str]) -> None:
    assert len(row[2].split()) > WORDS_OF_A_REASON


def test_every_named_test_exists() -> None:
    source = "\n".join(file.read_text(encoding="utf-8") for file in TESTS.rglob("test_*.py"))
    defined = Counter(re.findall(r"^(?:async )?def (test_\w+)\(", source, re.MULTILINE))
    named = {name for row in ROWS for name in re.findall(r"`(test_\w+)`", row[3])}
    assert named
    assert named - defined.keys() == set()
