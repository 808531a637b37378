"""A gate may let a pattern through in vain, but never keep it from a match."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp import ReportReader, gates, report_from_example
from nlp.gates import gate, is_open, marks_of
from training.corpus import Part, rows

WORDS = st.text("abc '", min_size=0, max_size=6)
ESCAPED = WORDS.map(re.escape)


def pieces(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(lambda each: f"(?:{'|'.join(each)})"),
        st.lists(inner, min_size=1, max_size=4).map("".join),
        inner.map(lambda one: f"(?:{one})?"),
        inner.map(lambda one: f"(?:{one})+"),
        inner.map(lambda one: f"(?:{one}){{0,3}}"),
        inner.map(lambda one: f"({one})(?!b)"),
        inner.map(lambda one: rf"\b{one}(?=[abc ]|$)"),
        inner.map(lambda one: rf"(?<![\w']){one}(?!\w)"),
        inner.map(lambda one: rf"{one}[ab][^c]\w*"),
    )


PATTERNS = st.recursive(ESCAPED, pieces, max_leaves=8)


@given(PATTERNS, st.text("abc '", max_size=30))
def test_what_matches_is_let_through_by_the_gate(pattern: str, text: str) -> None:
    compiled = re.compile(pattern)
    assert not compiled.search(text) or is_open(gate(compiled), marks_of(text))


@pytest.mark.parametrize(
    ("pattern", "text", "is_let_through"),
    [
        (r"\b(?:lost|mislaid)\b", "it was mislaid", True),
        (r"\b(?:lost|mislaid)\b", "it was sent", False),
        (r"can(?:'|no)t find", "i can't find it", True),
        (r"can(?:'|no)t find", "i found it", False),
        (r"\b(?:lost|mislaid)\b", "the lostness of it", False),
        (r"\bsen[dt]\w* (?:it|them)\b", "i sent it", True),
        (r"\bsen[dt]\w* (?:it|them)\b", "i sent this", False),
        (r"\b(?:wrong|other) parent\b", "the other parent", True),
        (r"\b(?:wrong|other) parent\b", "a parent took the other", False),
        (r"\bni\b|\bnino\b", "her ni number", True),
        (r"\bni\b|\bnino\b", "a night out", False),
        (r"\d{3}", "no number", False),
        (r"[^.]{3}", "anything", True),
        (r"(?i)lost", "LOST", True),
    ],
)
def test_a_gate_is_shut_where_no_letters_of_the_pattern_are(pattern: str, text: str, *, is_let_through: bool) -> None:
    assert is_open(gate(re.compile(pattern)), marks_of(text)) is is_let_through


def every_gated() -> Iterator[re.Pattern[str]]:
    yield from (pattern for pattern, needed in gates._known.values() if needed is not None)  # noqa: SLF001 - all there are


def test_no_pattern_of_a_rule_is_kept_from_a_match_in_any_report(rules: ReportReader) -> None:
    chosen = rows(Part.LESSONS)[::12]
    for row in chosen:
        rules.read(report_from_example(row))
    gated = list(every_gated())
    assert len(gated) > 150
    for row in chosen:
        low = row["body"].lower()
        seen = marks_of(low)
        for pattern in gated:
            if not is_open(gate(pattern), seen):
                assert not pattern.search(low), pattern.pattern
