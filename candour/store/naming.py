"""Which names may become the names of files. They come from outside and must not lead out of the store's folder."""

import re

from candour.cases.errors import StoreError

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?")


def is_file_name(name: str) -> bool:
    """Tell whether a reference or a kind of record is letters, digits and inner hyphens: 1 to 64 of them."""
    return _NAME.fullmatch(name) is not None


def file_name(name: str) -> str:
    """Return the name itself; raises StoreError, without repeating it, where it can't be a file's."""
    if not is_file_name(name):
        raise StoreError(
            "a reference or kind of record has 1 to 64 letters, digits and inner hyphens; this one has not"
        )
    return name
