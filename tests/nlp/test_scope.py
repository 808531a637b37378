"""Which words a negation takes back, and which not."""

import re

import pytest

from nlp.scope import is_negated
from nlp.text import Hit, page


def negated(text: str, word: str = "medical") -> bool:
    written = page("body", text, [(0, len(text))])
    found = re.search(word, written.low)
    assert found
    return is_negated(Hit(written, *found.span()))


@pytest.mark.parametrize(
    "words",
    [
        *("no", "not", "nothing", "never", "without", "none of", "neither", "nor", "it didn't have", "cannot see"),
        *("it doesnt show", "it didnt show", "it isnt", "it wasnt", "dont think", "hasnt got", "havent got", "arent"),
        *("werent", "it's nae", "nowt", "nane", "dinna think it's", "it didnae have", "it wasnae", "there isnae"),
        *("they havenae got", "it doesnae have", "i donae see", "no names, addresses or"),
    ],
)
def test_every_word_that_denies_takes_back_what_follows_in_its_clause(words: str) -> None:
    assert negated(f"{words} medical notes")


@pytest.mark.parametrize(
    "words", ["the", "room no 4 and the", "no, but the", "nobody noticed the", "i hadn't realised the", "not it. The"]
)
def test_what_stands_outside_of_the_clause_or_was_only_not_known_takes_nothing_back(words: str) -> None:
    assert not negated(f"{words} medical notes")


def test_what_was_not_on_it_is_taken_back_by_what_follows() -> None:
    assert negated("the medical notes were not included")
