"""Tables of rules: many patterns looked for on the same pages, of which most are nowhere to be found."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from nlp.places import expect
from nlp.text import Hit, Page

Rule = TypeVar("Rule")
Hits = Sequence[Hit]


class Table(Generic[Rule]):
    """Rules, each with the pattern that it looks for, run over pages together."""

    def __init__(self, rules: Iterable[tuple[re.Pattern[str], Rule]]) -> None:
        self._rules = tuple(rules)
        self._patterns = {id(pattern): pattern for pattern, _ in self._rules}
        expect(self._patterns.values())

    def worth_trying(self, page: Page) -> list[Rule]:
        """Return the rules that a page may hold, from first to last."""
        tried = page.worth_trying(self._patterns.keys())
        return [rule for pattern, rule in self._rules if id(pattern) in tried]

    def on(self, pages: Iterable[Page]) -> Iterator[tuple[Rule, Sequence[Hits]]]:
        """Yield the rules that find something, from first to last; of each the hits, page by page.

        Pages on which it finds nothing are left out, so that no hits are empty.
        """
        by_page = [found for page in pages if (found := page.hits_of(self._patterns))]
        met = set[int]().union(*by_page)
        for pattern, rule in self._rules:
            if id(pattern) in met:
                yield rule, [found[id(pattern)] for found in by_page if id(pattern) in found]
