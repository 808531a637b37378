"""The anonymous pages can be read at eleven, in a hurry: short sentences and short words, in both languages."""

from collections.abc import Mapping
from itertools import groupby
from statistics import mean

import pytest

from candour.cases.policy_file import load, shipped_profiles
from candour.cases.welsh_form import in_welsh
from candour.web.anonymous.wording import LANGUAGES, catalogue
from tests.plain_words import (
    AVOID,
    LONGEST_AVERAGE,
    LONGEST_SENTENCE,
    reading_age,
    sentences_of,
    syllables,
    words_of,
)

OLDEST = 11
OLDEST_FOR_A_SENTENCE = 14
"""No sentence far above the others: one list, or one word like "confidential", is as much as there may be."""
SHORT = 7
"""Words; of fewer, one long word alone makes a high age."""
NO_SENTENCES = frozenset({"days", "months"})
NAMED = {
    "school": "Oak School",
    "weekday": "Friday",
    "day": "Friday 27 November 2026",
    "month": "May",
    "year": "2026",
    "megabytes": "10",
    "minutes": "5",
    "most": "5",
    "characters": "4",
    "count": "3",
    "answer": "Yes",
    "reason": "a film",
}
"""Something short and likely for each placeholder."""


def pages(language: str) -> Mapping[str, list[str]]:
    """Return the sentences of each page: the catalogue has a table a page. What ends without a stop is a label."""
    entries = [(key, words.format_map(NAMED)) for key, words in catalogue(language).items()]
    return {
        page: [
            sentence for _, words in found if words.endswith((".", "?", "!", ":")) for sentence in sentences_of(words)
        ]
        for page, found in groupby(entries, key=lambda entry: entry[0].partition(".")[0])
        if page not in NO_SENTENCES
    }


def questions(profile: str, language: str) -> list[str]:
    """Return the sentences in which a profile's form asks."""
    fields = [field if language == "en" else in_welsh(field, profile) for field in load(profile).form.fields]
    return [sentence for field in fields for sentence in sentences_of(field.question)]


ASKED = {f"questions of {profile}": questions(profile, "en") for profile in shipped_profiles()}
IN_ENGLISH = {**pages("en"), **ASKED}
IN_WELSH = {**pages("cy"), **{f"questions of {profile}": questions(profile, "cy") for profile in shipped_profiles()}}


@pytest.mark.parametrize("page", IN_ENGLISH)
def test_a_page_is_read_easily_at_eleven(page: str) -> None:
    assert len(IN_ENGLISH[page]) >= 2
    assert reading_age(IN_ENGLISH[page]) <= OLDEST


@pytest.mark.parametrize("page", pages("en"))
def test_no_sentence_is_far_harder_than_its_page(page: str) -> None:
    longer = [sentence for sentence in IN_ENGLISH[page] if len(words_of(sentence)) > SHORT]
    assert [sentence for sentence in longer if reading_age([sentence]) > OLDEST_FOR_A_SENTENCE] == []


@pytest.mark.parametrize("page", IN_WELSH)
def test_sentences_in_welsh_are_short(page: str) -> None:
    lengths = [len(words_of(sentence)) for sentence in IN_WELSH[page]]
    assert len(lengths) >= 2
    assert max(lengths) <= LONGEST_SENTENCE
    assert mean(lengths) <= LONGEST_AVERAGE


@pytest.mark.parametrize("page", pages("en"))
def test_sentences_in_english_are_short(page: str) -> None:
    lengths = [len(words_of(sentence)) for sentence in IN_ENGLISH[page]]
    assert max(lengths) <= LONGEST_SENTENCE
    assert mean(lengths) <= LONGEST_AVERAGE


def test_r37_no_hard_words_and_no_threat_to_the_writer() -> None:
    words = {word for sentences in pages("en").values() for sentence in sentences for word in words_of(sentence)}
    assert words & AVOID == set()


def test_what_is_promised_is_said_plainly_in_both_languages() -> None:
    """Confidential, not untraceable: short words must not promise more."""
    for language, said in zip(LANGUAGES, (("confidential", "traced"), ("gyfrinachol", "olrhain")), strict=True):
        assert all(word in catalogue(language)["start.promise"] for word in said)
    assert "mobile data" in catalogue("en")["start.own_phone"]
    assert "data symudol" in catalogue("cy")["start.own_phone"]


@pytest.mark.parametrize(
    ("word", "count"),
    [("code", 1), ("report", 2), ("looked", 1), ("added", 2), ("takes", 1), ("little", 2), ("while", 1), ("the", 1),
     ("confidential", 4), ("untraceable", 4), ("school's", 1), ("wi-fi", 2), ("anybody", 4), ("files", 1), ("999", 1),
     ("information", 4), ("places", 1), ("people", 2), ("telephone", 3)],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_said(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_reading_age_is_that_of_the_formula() -> None:
    assert reading_age(["The cat sat on the mat."]) == pytest.approx(0.39 * 6 + 11.8 - 15.59 + 5)
    hard = "The controller shall communicate notifiable incidents to the supervisory authority without undue delay."
    assert reading_age([hard]) > 20


def test_no_words_have_no_reading_age() -> None:
    with pytest.raises(ValueError, match="no words"):
        reading_age(["..."])
