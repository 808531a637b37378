"""Which paragraphs of a Word document are headings and list items: looked up in its styles and numbering."""

import re
from collections.abc import Iterator, Mapping
from typing import Self

from lxml import etree

from candour.cleaning.office_package import OfficePackage
from candour.cleaning.word_names import child, name_of, value

_HEADING = re.compile(r"heading ([1-9])")
_STYLES_ABOVE = 10
BULLET_LIST = 1
"""The number of the one list with bullets; those with numbers follow, since each begins at one again."""


class Lists:
    """Styles and lists of the document read, and the numbered lists begun in the one written."""

    def __init__(self, styles: Mapping[str, tuple[str, str]], bulleted: Mapping[str, bool]) -> None:
        self._styles = styles
        self._bulleted = bulleted
        self._numbers: dict[str, int] = {}

    @classmethod
    def of(cls, package: OfficePackage) -> Self:
        """Read what the package has of both; raises NotCleanedError."""
        return cls(
            {key: entry for part in _part(package, "word/styles.xml") for key, entry in _style(part)},
            dict(_lists(_part(package, "word/numbering.xml"))),
        )

    @property
    def started(self) -> int:
        """How many numbered lists there are in the document written."""
        return len(self._numbers)

    def style(self, key: str) -> str:
        """Return our style for one of theirs: a heading, the title, a list's; "" for plain text."""
        for _ in range(_STYLES_ABOVE):
            name, key = self._styles.get(key, ("", ""))
            if heading := _HEADING.fullmatch(name):
                return f"Heading{heading[1]}"
            if name == "title":
                return "Title"
            if name.startswith("list bullet"):
                return "ListBullet"
            if name.startswith("list number"):
                return "ListNumber"
        return ""

    def number(self, key: str) -> int:
        """Return the number of our list for one of theirs."""
        if self._bulleted.get(key, False):
            return BULLET_LIST
        return self._numbers.setdefault(key, BULLET_LIST + 1 + len(self._numbers))


def _part(package: OfficePackage, name: str) -> etree._Element:
    return package.xml(name) if name in package.names() else etree.Element("none")


def _style(part: etree._Element) -> Iterator[tuple[str, tuple[str, str]]]:
    if name_of(part) == "style":
        key = next((text for name, text in part.attrib.items() if name.endswith("}styleId")), "")
        yield key, (value(child(part, "name")).casefold(), value(child(part, "basedOn")))


def _lists(numbering: etree._Element) -> Iterator[tuple[str, bool]]:
    """Yield each list's key and whether its first level has bullets."""
    abstract = {}
    for part in numbering:
        if name_of(part) == "abstractNum":
            level = child(part, "lvl")
            abstract[value(part, "abstractNumId")] = value(child(level, "numFmt")) == "bullet"
    for part in numbering:
        if name_of(part) == "num":
            yield value(part, "numId"), abstract.get(value(child(part, "abstractNumId")), False)
