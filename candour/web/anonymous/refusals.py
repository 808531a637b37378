"""What the cleaning of files has to say, which is in English: for the language of a page, and for who decides."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from candour.web.anonymous.wording import Words

_PARTS = re.compile(r"(?P<kind>[^:;]*)(?P<mark>[:;] )?(?P<reason>.*)", re.DOTALL)

_PICTURE = re.compile(r"an? \w+ picture\b")


def without_device(reason: str) -> str:
    """Return a reason for who decides: which kind of picture it is can tell whose phone took it."""
    return _PICTURE.sub("a picture", reason)


def notes_in(say: Words, notes: Sequence[str]) -> Sequence[str]:
    """Return what went from a file when it was cleaned, as far as the page's language has words for it."""
    if say.language == "en":
        return notes
    return [welsh for note in notes if (welsh := _table()["notes"].get(note))]


def refusal(say: Words, reason: str) -> str:
    """Return the sentences for a file that was refused, with as much of the reason as the page's language has."""
    if say.language != "en":
        reason = _in_welsh(reason)
    return say("files.refused", reason=reason) if reason else say("files.not_cleaned")


def _in_welsh(reason: str) -> str:
    """Return a reason in Welsh; its kind of file alone where nothing else is known, empty where nothing is."""
    found = _PARTS.fullmatch(reason)
    kind = _table()["kinds"].get(found["kind"]) if found else None
    if found is None or kind is None:
        return ""
    said = _table()["reasons"].get(found["reason"])
    return f"{kind}{found['mark']}{said}" if said else kind


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("candour.web.anonymous").joinpath("words/refusals_cy.toml").read_text(encoding="utf-8"))
