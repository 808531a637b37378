"""Write nlp/weights/ordinary_words.txt: words that people write in small letters, so that no name is taken for one.

`python -m training.ordinary_words`; made from the reports of `Part.LESSONS`, without first names and what people are
called in them, the same each time.
"""

import re
from collections import Counter
from pathlib import Path

from nlp.pseudonyms.words import FIRST_NAMES
from training.corpus import Part, rows

OUTPUT = Path(__file__).parent.parent / "nlp" / "weights" / "ordinary_words.txt"
_WORD = re.compile(r"[^\W\d_]+")
_INSIDE_A_SENTENCE = re.compile(r"[\w,')] $")
_FEWEST = 2
"""How often a word must stand in small letters: a name in a hasty chat does so once."""


def ordinary_words() -> list[str]:
    """Return the words that are written small more often than with a capital inside a sentence."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for row in rows(Part.LESSONS):
        text = f"{row['subject']}\n{row['body']}"
        for match in _WORD.finditer(text):
            if match[0].islower():
                small[match[0]] += 1
            elif _INSIDE_A_SENTENCE.search(text, max(0, match.start() - 2), match.start()):
                capital[match[0].lower()] += 1
    named = {word for row in rows(Part.LESSONS) for word in _names(row["expected"]) | _names({"": row["from"]["name"]})}
    return sorted(
        word
        for word, count in small.items()
        if count >= (_FEWEST if word not in named else 8) and count > capital[word] and word not in FIRST_NAMES
    )


def _names(fields: dict[str, object]) -> set[str]:
    known = [fields.get(key) for key in ("", "reporter_name", "responsible_employee", "line_manager")]
    return {word for name in known if isinstance(name, str) for word in _WORD.findall(name.lower())}


if __name__ == "__main__":
    OUTPUT.write_text("\n".join(ordinary_words()) + "\n", encoding="utf-8")
