"""People named in a report: a grammar of names, and a named-entity recogniser for what the grammar can't tell."""

import spacy
from spacy.language import Language

from nlp.reading import Reading

_NOT_NEEDED = ["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]


class NameFinder:
    """Finds the names in the sentences that can hold one."""

    def __init__(self, model: str) -> None:
        self._recogniser: Language | None = spacy.load(model, exclude=_NOT_NEEDED) if model.strip() else None

    def find(self, reading: Reading) -> None:
        """Fill `reading.people`."""
