"""Reading policies/<profile>.toml. A profile with a mistake is refused with file, entry and reason, in plain words."""

import hashlib
import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from candour.cases.errors import PolicyError
from candour.cases.policy import Policy
from candour.cases.policy_checks import mistakes

_WHERE = re.compile(r" \(at (line \d+, column \d+|end of document)\)$")


def shipped_profiles() -> tuple[str, ...]:
    """Return the names of the profiles that come with Candour, in alphabetical order."""
    names = (entry.name for entry in resources.files("candour.cases").joinpath("policies").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def load(profile: str) -> Policy:
    """Return a shipped profile; raises PolicyError where there is none of that name, or where it has a mistake."""
    if profile not in shipped_profiles():
        raise PolicyError(f"{profile}.toml", "profile", f"no such profile is shipped; use {_or(shipped_profiles())}")
    file = resources.files("candour.cases").joinpath("policies", f"{profile}.toml")
    return _policy(file.name, file.read_bytes())


def load_file(path: Path) -> Policy:
    """Return the profile in a file; raises PolicyError where it can't be read or has a mistake."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PolicyError(path.name, "file", f"can't be read: {error.strerror}") from error
    return _policy(path.name, content)


@lru_cache(maxsize=32)
def _policy(file: str, content: bytes) -> Policy:
    document = _document(file, content)
    if "digest" in document:
        raise PolicyError(file, "digest", "is not known here; remove it, it is computed from the file")
    try:
        policy = Policy.model_validate({**_frozen(document), "digest": hashlib.sha256(content).hexdigest()})
    except ValidationError as error:
        # A misspelt key is also a missing one: name the key that stands there.
        first = min(error.errors(include_url=False), key=lambda found: found["type"] != "extra_forbidden")
        raise PolicyError(file, _entry(document, first["loc"]), _reason(first)) from error
    for entry, reason in mistakes(policy):
        raise PolicyError(file, entry, reason)
    return policy


def _document(file: str, content: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PolicyError(file, f"line {line}", "is not UTF-8; save the file as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        _refuse_syntax(file, error)


def _refuse_syntax(file: str, error: tomllib.TOMLDecodeError) -> NoReturn:
    message = str(error)
    where = _WHERE.search(message)
    entry = where[1] if where else "file"
    raise PolicyError(file, entry, f"is not valid TOML: {_WHERE.sub('', message)}") from error


def _frozen(value: Any) -> Any:
    """Turn lists into tuples: strict records take no lists."""
    if isinstance(value, dict):
        return {key: _frozen(entry) for key, entry in value.items()}
    return tuple(_frozen(entry) for entry in value) if isinstance(value, list) else value


def _entry(document: dict[str, Any], location: tuple[int | str, ...]) -> str:
    """Return a dotted path that names entries of a list by their id, or counted from 1 where they have none."""
    names: list[str] = []
    here: Any = document
    for number, step in enumerate(location):
        if isinstance(here, dict) and step == here.get("kind") and isinstance(location[number - 1], int):
            continue  # no step in the file: pydantic names the kind of table that it tried
        here = _inside(here, step)
        named = isinstance(here, dict) and isinstance(step, int) and isinstance(here.get("id"), str)
        names.append(here["id"] if named else f"{step + 1}" if isinstance(step, int) else step)
    return ".".join(names)


def _inside(here: Any, step: int | str) -> Any:
    if isinstance(here, dict):
        return here.get(str(step))
    return here[step] if isinstance(here, list) and isinstance(step, int) and step < len(here) else None


def _reason(error: ErrorDetails) -> str:
    """Put pydantic's finding into words for whoever wrote the file."""
    context = error.get("ctx", {})
    match error["type"]:
        case "missing" | "union_tag_not_found":
            kind = ": `kind` says how it counts" if error["type"] == "union_tag_not_found" else ""
            return f"is missing{kind}"
        case "extra_forbidden":
            return "is not known here; correct its spelling or remove it"
        case "literal_error":
            return f"must be {context['expected']}, not {error['input']!r}"
        case "union_tag_invalid":
            return (
                f"kind must be {_or(context['expected_tags'].replace(chr(39), '').split(', '))}, not {context['tag']!r}"
            )
        case _:
            return f"has the wrong type: {_expected(error)}, not {error['input']!r}"


def _expected(error: ErrorDetails) -> str:
    wanted = {
        "string_type": "it must be text in quotes",
        "int_type": "it must be a whole number",
        "int_from_float": "it must be a whole number",
        "float_type": "it must be a number",
        "bool_type": "it must be true or false",
        "tuple_type": "it must be a list",
        "time_type": "it must be a time such as 12:00:00",
        "date_type": "it must be a date such as 2027-04-30",
        "dict_type": "it must be a table",
        "mapping_type": "it must be a table",
        "model_type": "it must be a table",
        "model_attributes_type": "it must be a table",
    }
    return wanted.get(error["type"], error["msg"])


def _or(names: Any) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else str(last)
