"""A quick look that spares a pattern passes over nothing that the pattern finds: the words it knows are those of it."""

# ruff: noqa: SLF001 - a quick look and its pattern are known to their module alone

import re
from collections.abc import Callable

import pytest

from nlp.counting import mentions
from nlp.people import first_names, identity, rules, school, ties
from nlp.people.words import last_words
from nlp.text import Page, page
from nlp.when import verb_cues
from nlp.when.verb_cues import find_cues
from tests.nlp.ways import ways


def _page(text: str) -> Page:
    return page("body", text, [(0, len(text))])


def _passed_over(pattern: re.Pattern[str], is_looked_at: Callable[[str], bool]) -> list[str]:
    """Return what a pattern finds though a quick look doesn't; "$" finds the end before a last line break as well."""
    every = [text + end for text in ways(pattern) for end in ("", "\n")]
    assert every
    return [text for text in every if pattern.search(text) and not is_looked_at(text)]


@pytest.mark.parametrize(("ends", "pattern"), [(ends, pattern) for _, ends, pattern in ties._TIE_BEFORE])
def test_every_tie_before_a_name_ends_with_a_word_that_it_is_looked_up_by(
    ends: list[str], pattern: re.Pattern[str]
) -> None:
    assert not _passed_over(pattern, lambda text: not set(ends).isdisjoint(last_words(text, len(text))))


@pytest.mark.parametrize(
    ("pattern", "ends"),
    [
        (rules._STAFF_BEFORE, rules._ENDS_OF_ROLES),
        (rules._BY_STAFF, rules._ENDS_OF_ROLES),
        (first_names._STAFF_BEFORE, first_names._ENDS_OF_STAFF),
    ],
)
def test_what_makes_somebody_staff_before_a_name_ends_with_a_word_of_a_role(
    pattern: re.Pattern[str], ends: frozenset[str]
) -> None:
    assert not _passed_over(pattern, lambda text: not ends.isdisjoint(last_words(text, len(text))))


@pytest.mark.parametrize(
    ("pattern", "ends"),
    [
        (identity._SAYS_WHO, identity._ENDS_OF_SAYING_WHO),
        (verb_cues._MODAL, verb_cues._ENDS_OF_MODALS),
    ],
)
def test_what_says_who_writes_or_what_ought_to_be_ends_as_it_is_looked_for(
    pattern: re.Pattern[str], ends: tuple[str, ...]
) -> None:
    assert not _passed_over(pattern, lambda text: text.endswith(ends))


@pytest.mark.parametrize(("pattern", "words"), [(ties._BY_BEFORE, " by "), (mentions._ONE_AND, " and ")])
def test_what_is_looked_for_only_behind_by_or_and_holds_it(pattern: re.Pattern[str], words: str) -> None:
    assert not _passed_over(pattern, lambda text: words in text)


def test_every_kind_of_school_and_every_saint_makes_a_candidate() -> None:
    names = [*(f"Oak {kind}" for kind in ways(re.compile(school._KIND))), *ways(school.SAINT), "Ysgol y Bryn"]
    assert not [name for name in names if not list(school._candidates(_page(name), 0, len(name)))]


@pytest.mark.parametrize("text", ["linemanage", "line-manage", "line manage", "manage"])
def test_whom_i_manage_is_tied_to_me_in_whatever_way_it_is_spelt(text: str) -> None:
    assert "managed" in [name for name, _ in ties._TIES_BY_END[last_words(f"i {text} ", len(text) + 3)[-1]]]


@pytest.mark.parametrize("text", ["She was told not to \nsend it", "We must not \nuse it", "never \nsent"])
def test_what_was_not_to_be_done_is_no_deed_where_the_line_breaks_before_it(text: str) -> None:
    assert "occurred" not in [cue.role for cue in find_cues(_page(text), 0, len(text))]
