"""A gate may let a pattern through in vain, but never keep it from a match; nor may the places where it is tried."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp import ReportReader, gates, report_from_example
from nlp.beginnings import Places, beginnings
from nlp.gates import Seen, known
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
        inner.map(lambda one: rf"(?:\b|(?<=a)){one}"),
        inner.map(lambda one: rf"\b\w+{one}"),
    )


PATTERNS = st.recursive(ESCAPED, pieces, max_leaves=8)


@given(PATTERNS, st.text("abc '", max_size=30))
def test_what_matches_is_let_through_by_the_gate(pattern: str, text: str) -> None:
    compiled = re.compile(pattern)
    assert not compiled.search(text) or Seen(text).opened(compiled)


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
    assert (Seen(text).opened(re.compile(pattern)) is not None) is is_let_through


def found_at_beginnings(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    begun = beginnings(pattern)
    found = pattern.finditer(text) if begun is None else Places(text).matches(pattern, begun)
    return [match.span() for match in found]


@given(PATTERNS, st.text("abc '", max_size=30))
def test_at_the_beginnings_of_a_pattern_the_same_is_found_as_letter_by_letter(pattern: str, text: str) -> None:
    compiled = re.compile(pattern)
    assert found_at_beginnings(compiled, text) == [match.span() for match in compiled.finditer(text)]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\b(?:lost|mislaid)\b", ({"los", "mis"}, (), False, False)),
        (r"(?<![\w'])(?:the |a )?(?:pin|p)\b", ({"the", "a p", "p"}, (), False, False)),
        (r"(?:\b|(?<=n))not", ({"not"}, ("not",), False, False)),
        (r"(?:\bnot|n't)", ({"not"}, ("n't",), False, False)),
        (r"\b\d{1,3} of", (set(), (), True, False)),
        (r"\b[^\W\d_]+'s bag", (set(), (), False, True)),
        (r"[^.]{0,20}lost", None),
        (r"(?:lost)?", None),
        (r"(?i)\blost", None),
    ],
)
def test_the_beginnings_of_a_pattern_are_read_off_it(pattern: str, expected: tuple[object, ...] | None) -> None:
    assert beginnings(re.compile(pattern)) == expected


def every_pattern() -> list[re.Pattern[str]]:
    return [one.pattern for one in gates._known.values()]  # noqa: SLF001 - all there are


def test_no_pattern_of_a_rule_misses_a_match_in_any_report(rules: ReportReader) -> None:
    chosen = rows(Part.LESSONS)[::12]
    for row in chosen:
        rules.read(report_from_example(row))
    patterns = every_pattern()
    assert sum(known(pattern).ways is not None for pattern in patterns) > 150
    assert sum(known(pattern).beginnings is not None for pattern in patterns) > 150
    for row in chosen:
        low = row["body"].lower()
        seen, places = Seen(low), Places(low)
        for pattern in patterns:
            everything = [match.span() for match in pattern.finditer(low)]
            begun = known(pattern).beginnings
            assert seen.opened(pattern) or not everything, pattern.pattern
            assert begun is None or [match.span() for match in places.matches(pattern, begun)] == everything
