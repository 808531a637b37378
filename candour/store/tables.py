"""TinyDB over one sealed file: however many writes TinyDB makes, one file replacement."""

import json
from typing import Any

from pydantic_core import from_json, to_json
from tinydb import TinyDB
from tinydb.storages import Storage

_LISTS = ("reports", "notices", "decisions", "events")
"""The parts of a case that have a table each, a row an entry; the rest is the one row of table `case`."""


class BufferedStorage(Storage):
    """Holds TinyDB's tables between a text and a text; whoever owns the file seals and replaces it as a whole.

    TinyDB's own storages write in place, at each call: a crash between two of them, or within one, leaves half a case.
    """

    def __init__(self, text: bytes | None = None) -> None:
        self._tables: dict[str, dict[str, Any]] | None = None if text is None else json.loads(text)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return the tables as TinyDB wants them; None where there are none."""
        return self._tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Keep the tables."""
        self._tables = data

    def text(self) -> bytes:
        """Return the tables as they are to be written: in ASCII, which holds even half a surrogate pair."""
        return json.dumps(self._tables, separators=(",", ":")).encode("ascii")


def case_to_tables(text: str) -> bytes:
    """Return a case's JSON as the text of a TinyDB database."""
    storage = BufferedStorage()
    database = TinyDB(storage=lambda: storage)
    document = from_json(text)
    for name in _LISTS:
        database.table(name, cache_size=0).insert_multiple(document.pop(name))
    database.table("case", cache_size=0).insert(document)
    return to_json(storage.read())


def tables_to_case(text: bytes) -> str:
    """Return a case's JSON from the text of its TinyDB database; raises ValueError where it is none."""
    storage = BufferedStorage(text)
    database = TinyDB(storage=lambda: storage)
    (document,) = (dict(row) for row in database.table("case", cache_size=0))
    for name in _LISTS:
        document[name] = [dict(row) for row in database.table(name, cache_size=0)]
    return json.dumps(document)
