"""What makes words plain: the reading age of a text, how long sentences may be, and words that nobody needs.

The reading age is the grade of Flesch and Kincaid (1975), plus the five years before the first grade:
0.39 words a sentence + 11.8 syllables a word - 15.59. It is made for English.
"""

import re
from collections.abc import Sequence

LONGEST_AVERAGE = 14
LONGEST_SENTENCE = 25
"""Words a sentence."""
YEARS_BEFORE_THE_FIRST_GRADE = 5
AVOID = frozenset(
    {
        "pursuant",
        "herewith",
        "hereby",
        "aforementioned",
        "utilise",
        "commence",
        "ascertain",
        "endeavour",
        "notwithstanding",
        "thereof",
        "forthwith",
        "facilitate",
        "terminate",
        "prior",
        "expedite",
        "disciplinary",
        "punish",
        "fault",
        "blame",
        "culprit",
        "offender",
        "guilty",
        "failure",
        "failed",
        "negligent",
        "careless",
        "mandatory",
        "must",
    }
)
_SILENT = re.compile(r"(?<=[^laeiouy])es$|(?<=[aeiou]l)es$|(?<=[^aeiouytd])ed$|(?<=[^aeioul])e$|(?<=[aeiou]l)e$")
"""Endings that are written, not said: "takes", "files", "looked", "note", "while" (but "little", "added")."""


def sentences_of(text: str) -> Sequence[str]:
    """Return the sentences of a text, each with words in it; a colon or a semicolon ends none."""
    return [sentence for sentence in re.split(r"(?<=[.!?])\s+", text) if words_of(sentence)]


def words_of(sentence: str) -> Sequence[str]:
    """Return the words of a sentence, figures among them, in small letters."""
    return re.findall(r"\w[\w'-]*", sentence.casefold())


def reading_age(sentences: Sequence[str]) -> float:
    """Return the age at which these sentences are easily read in an English school; raises ValueError for none."""
    words = [word for sentence in sentences for word in words_of(sentence)]
    if not words:
        raise ValueError("no words: nothing has a reading age")
    grade = 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return grade + YEARS_BEFORE_THE_FIRST_GRADE


def syllables(word: str) -> int:
    """Return about how many syllables an English word has: its groups of vowels, without endings that are silent."""
    return sum(max(1, len(re.findall(r"[aeiouy]+", _SILENT.sub("", part)))) for part in re.findall(r"[a-z0-9']+", word))
