"""Fields of a Word document: what some of them show are words; of others, who wrote it and where it was kept."""

from lxml import etree

from candour.cleaning.word_names import name_of, value

_OF_CONTENT = frozenset({"HYPERLINK", "REF", "PAGEREF", "TOC", "SEQ", "FORMTEXT", "FORMDROPDOWN", "MERGEFIELD"})
"""All others show nothing: AUTHOR, LASTSAVEDBY, FILENAME, TEMPLATE, USERNAME, SAVEDATE, DOCPROPERTY are among them."""


class Fields:
    """Follows where fields begin and end, one within another, over the runs of a document."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @staticmethod
    def is_content(instruction: str) -> bool:
        """Tell whether what a field shows was written, rather than found out by the program."""
        return instruction.split(maxsplit=1)[:1] != [] and instruction.split(maxsplit=1)[0].upper() in _OF_CONTENT

    def passes(self, part: etree._Element) -> bool:
        """Tell whether this part of a run shows; parts that make up a field don't."""
        match name_of(part):
            case "fldChar":
                self._turn(value(part, "fldCharType"))
                return False
            case "instrText":
                if self._open:
                    self._open[-1].instruction += part.text or ""
                return False
        return all(field.is_in_result and self.is_content(field.instruction) for field in self._open)

    def _turn(self, kind: str) -> None:
        if kind == "begin":
            self._open.append(_Field())
        elif self._open and kind == "separate":
            self._open[-1].is_in_result = True
        elif self._open and kind == "end":
            self._open.pop()


class _Field:
    def __init__(self) -> None:
        self.instruction = ""
        self.is_in_result = False
