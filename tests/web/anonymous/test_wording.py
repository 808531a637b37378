"""The two languages say the same things: the same keys, the same placeholders, nothing left out or in English."""

from datetime import date
from string import Formatter

import pytest

from candour.web.anonymous.wording import LANGUAGES, catalogue, language_of, words_of

ALIKE = frozenset({"days.whole", "start.danger_999"})
"""What both languages write alike: an order of words, and a telephone number."""


def placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


def test_both_languages_have_the_same_keys() -> None:
    assert set(catalogue("en")) == set(catalogue("cy"))


@pytest.mark.parametrize("key", sorted(catalogue("en")))
def test_both_languages_name_the_same_things(key: str) -> None:
    assert placeholders(catalogue("en")[key]) == placeholders(catalogue("cy")[key])


@pytest.mark.parametrize("key", sorted(catalogue("en").keys() - ALIKE))
def test_nothing_is_left_in_english(key: str) -> None:
    assert catalogue("cy")[key].casefold() != catalogue("en")[key].casefold()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_empty_or_marked_up(language: str) -> None:
    assert all(words.strip() and "<" not in words for words in catalogue(language).values())


@pytest.mark.parametrize(("language", "said"), [("en", "Sunday 22 November 2026"), ("cy", "dydd Sul 22 Tachwedd 2026")])
def test_a_day_is_said_in_words(language: str, said: str) -> None:
    assert words_of(language).day(date(2026, 11, 22)) == said


def test_a_missing_placeholder_is_an_error_and_not_a_hole() -> None:
    with pytest.raises(KeyError):
        words_of("en")("days.whole", weekday="Sunday")


@pytest.mark.parametrize(("text", "language"), [("cy", "cy"), ("en", "en"), ("", "en"), ("fr", "en"), ("CY", "en")])
def test_a_language_that_is_not_ours_is_english(text: str, language: str) -> None:
    assert language_of(text) == language
