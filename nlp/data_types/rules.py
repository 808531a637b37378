"""What a rule for a kind of personal data is: words that name it. The kinds stand in the modules beside this one."""

import re
from dataclasses import dataclass

PERSON = (
    r"(?:pupils?|child(?:ren)?|kids?|students?|learners?|staff|employees?|colleagues?|members?"
    r"|parents?|famil(?:y|ies)|boys?|girls?|teachers?|carers?|governors?|volunteers?"
    r"|candidates?|applicants?|mums?|dads?|users?|patients?)"
)


@dataclass(frozen=True)
class DataRule:
    """Words that name a kind of data, or unmistakably imply it.

    `vague` words do so only among other data or where the text says what something holds: "church" alone is a
    building, "name, address and church" is a belief.
    """

    id: str
    tick: str
    confidence: float
    pattern: re.Pattern[str]
    vague: bool = False


def firm(tick: str, name: str, confidence: float, words: str) -> DataRule:
    """Return a rule of whole words."""
    return DataRule(f"data.{tick}.{name}", tick, confidence, whole_words(words))


def vague(tick: str, name: str, confidence: float, words: str) -> DataRule:
    """Return a rule whose words count only where data are spoken of."""
    return DataRule(f"data.{tick}.{name}", tick, confidence, whole_words(words), vague=True)


def whole_words(lines: str) -> re.Pattern[str]:
    """Return a pattern for whole words; the lines that it is wrapped in are put together without what indents them."""
    alternatives = "".join(line.strip() for line in lines.splitlines())
    return re.compile(rf"\b(?=\w)(?:{alternatives})(?!\w)")
