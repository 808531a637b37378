"""Stretches of text in a message, not rendered before they are wanted."""

from dataclasses import dataclass

from intake.markup import stripped, text_of_html

_TOO_SHORT_IN_CHARACTERS = 300
_RICHER_TIMES = 4


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text as it came."""

    source: str
    is_html: bool = False

    def render(self) -> str:
        """Return the text as it is read."""
        return text_of_html(self.source) if self.is_html else self.source

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing stands there."""
        return not self.source.strip()


def best_of(alternatives: list[list[Passage]]) -> list[Passage]:
    """Choose one of several versions: the plain one, unless it is little more than "please see the HTML"."""
    plain = next((version for version in alternatives if version and not any(p.is_html for p in version)), [])
    rich = next((version for version in reversed(alternatives) if any(p.is_html for p in version)), [])
    if not plain or not rich:
        return plain or rich
    words = sum(len(passage.source) for passage in plain)
    if words >= _TOO_SHORT_IN_CHARACTERS:
        return plain
    richer = sum(len(stripped(passage.source)) for passage in rich)
    return rich if richer > words * _RICHER_TIMES else plain
