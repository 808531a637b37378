"""Word documents written anew: their words, headings, lists, tables and pictures in a package of our own.

What isn't asked for can't pass: properties, comments, revisions and who made them, headers, footers, footnotes,
fields that name their author, macros, embedded objects, revision ids, custom XML, thumbnails, links' targets.
"""

import posixpath
from collections.abc import Callable

from lxml import etree

from candour.cleaning.office_package import DAMAGED, OfficePackage, written
from candour.cleaning.refusal import NotCleanedError, refused_where_it_fails
from candour.cleaning.word_lists import Lists
from candour.cleaning.word_names import name_of
from candour.cleaning.word_parts import document_package
from candour.cleaning.word_pictures import CleanPicture, WordPictures
from candour.cleaning.word_story import WordStory

_DOCUMENTS = ("word/document.xml", "word/document2.xml")
"""The second is what Word in a browser writes."""


def word_anew(content: bytes, clean_picture: CleanPicture) -> bytes:
    """Return the document written anew; raises NotCleanedError where it is damaged, locked or too long.

    Works in memory. `clean_picture` returns a picture cleaned, or None.
    """
    with refused_where_it_fails(DAMAGED):
        return _written_anew(OfficePackage.opened(content), clean_picture)


def _written_anew(package: OfficePackage, clean_picture: CleanPicture) -> bytes:
    main = next((name for name in _DOCUMENTS if name in package.names()), "")
    tree = package.xml(main)
    pictures = WordPictures(_pictures_of(package, main), clean_picture, is_covered=_has_shapes(tree))
    lists = Lists.of(package)
    story = WordStory(lists, pictures)
    body = next((part for part in tree if name_of(part) == "body"), None)
    if body is None:
        raise NotCleanedError(DAMAGED)
    blocks = list(story.blocks(body))
    return written(document_package(blocks, lists.started, pictures.kept))


def _pictures_of(package: OfficePackage, main: str) -> Callable[[str], bytes | None]:
    """Return what opens a picture by the id that the document has for it."""
    folder, file = posixpath.split(main)
    relations = f"{folder}/_rels/{file}.rels"
    targets = {}
    if relations in package.names():
        for relation in package.xml(relations):
            if relation.get("TargetMode") != "External" and relation.get("Type", "").endswith("/image"):
                name = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                targets[relation.get("Id", "")] = name.lstrip("/")
    return lambda key: package.read(targets[key]) if targets.get(key) in package.names() else None


_SHAPES = frozenset({"wsp", "wgp", "wpc", "rect", "oval", "roundrect", "polyline", "line", "group"})


def _has_shapes(tree: etree._Element) -> bool:
    """Tell whether something is drawn: it may lie over a picture, to hide what must not show when it is gone."""
    return any(name_of(part) in _SHAPES for part in tree.iter())
