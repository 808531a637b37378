"""WordprocessingML by local names: the strict and the transitional dialect differ in nothing else (ECMA-376)."""

from lxml import etree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFF = frozenset({"0", "false", "off", "none"})


def name_of(part: etree._Element) -> str:
    """Return an element's name without its namespace."""
    tag = part.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(part: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of a name."""
    return None if part is None else next((inner for inner in part if name_of(inner) == name), None)


def within(part: etree._Element, name: str) -> list[etree._Element]:
    """Return what the first child of a name holds."""
    found = child(part, name)
    return [] if found is None else list(found)


def value(part: etree._Element | None, attribute: str = "val") -> str:
    """Return an attribute whatever its namespace; "" where it or the element is missing."""
    if part is None:
        return ""
    return next((str(text) for name, text in part.attrib.items() if name.rpartition("}")[2] == attribute), "")


def number(part: etree._Element | None, attribute: str = "val", *, most: int) -> int:
    """Return an attribute that is a number from 0 to `most`; else 0."""
    text = value(part, attribute)
    found = int(text) if text.isascii() and text.isdigit() and len(text) < len(str(most)) + 1 else 0
    return min(found, most)


def is_on(part: etree._Element | None) -> bool:
    """Tell whether a switch such as bold is there and on."""
    return part is not None and value(part).casefold() not in _OFF


def made(name: str, /, *inner: etree._Element, **attributes: str) -> etree._Element:
    """Return an element of our own document."""
    named = {f"{{{WORD}}}{key}": text for key, text in attributes.items()}
    part = etree.Element(f"{{{WORD}}}{name}", named, nsmap={"w": WORD})
    part.extend(inner)
    return part
