"""Where a pattern is tried everything is found that a search letter by letter finds."""

import re
from itertools import product
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp import ReportReader, places, report_from_example
from nlp.beginnings import DIGIT, START, beginnings
from nlp.places import Places
from training.corpus import Part, rows

WORDS = st.text("abc '", min_size=0, max_size=6)
ESCAPED = WORDS.map(re.escape)


SHAPES = (
    "(?:@)?",
    "(?:@)+",
    "(?:@){0,3}",
    "(@)(?!b)",
    r"\b@(?=[abc ]|$)",
    r"(?<![\w'])@(?!\w)",
    r"@[ab][^c]\w*",
    r"(?:\b|(?<=a))@",
    r"\b\w+@",
    r"\b(?:a )?\w{1,3}(?:'@|c' )",
    r"^@",
    r"\b @|'@",
    r"\b\d@",
    r"\d@",
    r"(?=[a_])@",
    r"(?<=a)@|(?<!\w\w)b@",
    r"(?<![\W_])(?:@){1,2}?",
    r"(?<!['\w])(?>b|@)c?",
    r"\b(?:@)++",
    r"(?:\b(?:a(?: @)?)?)?'",
    r"(?:|\b)@",
    r"(?i:@)b",
    r"(?a:\b@)",
    r"(?a:(?<!\w)\w+'@)",
    r"(?m:^@)",
    r"(?m:^)a|\A@",
    r"@\Z|\bc$",
    r"\B@|\b(?:_|\W)@",
    r"\s@|[_'1]@",
    r"[^a]@|\b\s?@",
)
"""What a pattern may be made of; "@" stands for a smaller one."""


def pieces(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, min_size=1, max_size=4)
    shaped = st.builds(lambda shape, one: shape.replace("@", one), st.sampled_from(SHAPES), inner)
    return shaped | several.map("".join) | several.map(lambda each: f"(?:{'|'.join(each)})")


BACKWARDS = st.sampled_from([r"(a|b)?(?(1)c|'){}", r"\b(a|b)\1{}", r"(?P<one>')?{}(?P=one)"])
"""What looks at what a group matched; groups are numbered, so it is the whole pattern."""
PIECES = st.recursive(ESCAPED, pieces, max_leaves=8)
PATTERNS = PIECES | st.builds(str.format, BACKWARDS, ESCAPED)
_LONGEST = 14
"""Of a text: a repeat within a repeat takes twice as long for each further letter."""
TEXTS = st.text("abc '1\u0663_\n\u00e9\u0301\u00b2\u2003A\U0001d49c", max_size=_LONGEST)


def placed(text: str, *patterns: re.Pattern[str]) -> Places:
    """Return the places of a text that is read after other texts were searched for the patterns."""
    with patch.object(places, "_known", places._Known()):  # noqa: SLF001 - no rule's place is taken
        places.expect(patterns)
        return Places(text)


@given(PATTERNS, TEXTS)
def test_where_a_pattern_can_begin_the_same_is_found_as_letter_by_letter(pattern: str, text: str) -> None:
    compiled = re.compile(pattern)
    seen = placed(text, compiled)
    everything = [match.span() for match in compiled.finditer(text)]
    assert [match.span() for match in seen.matches(compiled)] == everything
    assert seen.may_match(compiled) or not everything


@given(PATTERNS, TEXTS, st.integers(0, _LONGEST), st.integers(0, _LONGEST))
def test_in_a_stretch_the_same_is_found_as_letter_by_letter(pattern: str, text: str, start: int, end: int) -> None:
    compiled = re.compile(pattern)
    found = [match.span() for match in placed(text, compiled).matches_within(compiled, start, end)]
    assert found == [match.span() for match in compiled.finditer(text, start, end)]


def test_a_pattern_that_is_met_after_its_text_is_found_all_the_same() -> None:
    seen, pattern = Places("it was mislaid, then lost"), re.compile(r"\b(?:lost|mislaid)\b")
    assert seen.may_match(pattern)
    assert [match[0] for match in seen.matches(pattern)] == ["mislaid", "lost"]
    assert [match[0] for match in seen.matches(pattern)] == ["mislaid", "lost"]


def test_more_patterns_than_are_kept_are_found_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_MOST_KNOWN", 2)
    monkeypatch.setattr(places, "_MOST_LETTERS", 2)
    patterns = [re.compile(rf"\b{word}") for word in ("lost", "sent", "left", "seen")]
    seen = placed("seen, left, sent, lost", *patterns)
    assert [[match.start() for match in seen.matches(pattern)] for pattern in patterns] == [[18], [12], [6], [0]]


@pytest.mark.parametrize(
    ("pattern", "text", "is_worth_it"),
    [
        (r"\b(?:lost|mislaid)\b", "it was mislaid", True),
        (r"\b(?:lost|mislaid)\b", "it was sent, not glost", False),
        (r"\bsen[dt]\w* (?:it|them)\b", "i sent it", True),
        (r"\bsen[dt]\w* (?:it|them)\b", "i set it", False),
        (r"\b\d{3} of", "412 of them", True),
        (r"\b\d{3} of", "of a dozen", False),
        (r"[^.]{3}", "anything", True),
        (r"(?i)lost", "LOST", True),
    ],
)
def test_a_pattern_is_tried_only_where_a_word_begins_like_it(pattern: str, text: str, *, is_worth_it: bool) -> None:
    compiled = re.compile(pattern)
    assert placed(text, compiled).may_match(compiled) is is_worth_it


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\b(?:lost|mislaid)\b", ({"lost", "mislai"}, (), ())),
        (r"(?<![\w'])(?:the |a )?(?:pin|p)\b", ({"the p", "a p", "p"}, (), ())),
        (r"(?:\b|(?<=n))not", ({"not"}, ("not",), ())),
        (r"(?:\bnot|n't)", ({"not"}, ("n't",), ())),
        (r"\bnot|'ll|\b to", ({"not", "'l"}, (" to",), ())),
        (r"\b\d{1,3} of", ({DIGIT}, (), ())),
        (r"\d{1,3} of", ({DIGIT}, (), ())),
        (r"^\W*to|\bsent", ({START, "sent"}, (), ())),
        (rf"\b{'(?:b|c|d|e)' * 6}", ({"".join(four) for four in product("bcde", repeat=4)}, (), ())),
        (r"\b(?:a )?\w+(?:'s|s' )", ({"a "}, (), ("'s", "s' "))),
        (r"\b(?:\w+ )?list", ({"list"}, (), (" list",))),
        (r"\b(?:\w+ )+list", None),
        (r"\b\w+list", None),
        (r"\b[^\W\d_]+'s bag", None),
        (r"[^.]{0,20}lost", None),
        (r"(?:lost)?", None),
        (r"^(?:|lost)", None),
        (r"(?i)\blost", None),
        (r"(?i:\blost)", None),
        (r"(?a:\blost)", None),
        (r"(?m:^lost)", None),
    ],
)
def test_the_beginnings_of_a_pattern_are_read_off_it(pattern: str, expected: tuple[object, ...] | None) -> None:
    assert beginnings(re.compile(pattern)) == expected


def test_no_pattern_of_a_rule_misses_a_match_in_any_report(rules: ReportReader) -> None:
    chosen = rows(Part.LESSONS)[::30]
    for row in chosen:
        rules.read(report_from_example(row))
    patterns = places._known._kept  # noqa: SLF001 - all there are
    assert sum(beginnings(pattern) is not None for pattern in patterns) > 150
    for row in chosen:
        low = row["body"].lower()
        seen = Places(low)
        for pattern in patterns:
            everything = [match.span() for match in pattern.finditer(low)]
            assert [match.span() for match in seen.matches(pattern)] == everything, pattern.pattern
