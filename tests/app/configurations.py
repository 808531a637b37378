"""A configuration for tests, as TOML."""

import json
from collections.abc import Mapping
from pathlib import Path

GOOD: Mapping[str, object] = {
    "store": {"folder": "store", "key_file": "candour.key"},
    "smtp": {"host": "127.0.0.1", "port": 2525, "security": "plain", "from_address": "dataloss@stteilos.example"},
    "mailbox": [
        {
            "name": "dataloss",
            "school": "st-teilos",
            "address": "dataloss@stteilos.example",
            "host": "127.0.0.1",
            "port": 1143,
            "security": "plain",
            "user": "dataloss",
        }
    ],
    "school": [
        {
            "key": "st-teilos",
            "name": "St Teilo's Primary School",
            "prefix": "ST",
            "profile": "saints-cardiff",
            "country": "WLS",
            "reply_address": "dataloss@stteilos.example",
            "roles": {
                "dpo": [{"name": "Dilys Marlow", "address": "dpo@stteilos.example"}],
                "head_teacher": [{"name": "Alun Prosser", "address": "head@stteilos.example"}],
            },
        }
    ],
}


def written(folder: Path, document: Mapping[str, object]) -> Path:
    """Write a document as candour.toml and return its path."""
    file = folder / "candour.toml"
    file.write_text("\n".join(f"{key} = {_toml(value)}" for key, value in document.items()), encoding="utf-8")
    return file


def changed(document: Mapping[str, object], path: tuple[str | int, ...], value: object) -> dict[str, object]:
    """Return a copy of the document with one setting changed; None removes it."""
    copy: dict[str, object] = json.loads(json.dumps(document))
    place: object = copy
    for part in path[:-1]:
        place = place[part]  # type: ignore[index]  # the path fits the document, or the test fails here
    if value is None:
        del place[path[-1]]  # type: ignore[attr-defined]  # likewise
    else:
        place[path[-1]] = value  # type: ignore[index]  # likewise
    return copy


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{json.dumps(key)} = {_toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)
