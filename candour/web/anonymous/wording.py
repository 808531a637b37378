"""The words of the anonymous pages, in English and in Welsh: one file a language, with the same keys.

The words of a school's own form are the policy's; everything else that these pages say stands in `words`.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "cy")
"""English and Welsh, as `lang` has them; the first one is that of a page that nobody has switched."""


class Words:
    """The words of one language: `words("start.title", school="St Finnian's")`.

    Raises KeyError where there is no such key, or a placeholder of it was not given.
    """

    def __init__(self, language: str, catalogue: Mapping[str, str]) -> None:
        self.language = language
        self._catalogue = catalogue

    def __call__(self, key: str, **values: object) -> str:
        """Return the words of a key, with what they name put in."""
        return self._catalogue[key].format_map(values)

    def __contains__(self, key: str) -> bool:
        return key in self._catalogue

    def day(self, day: date) -> str:
        """Return a day as people say it, like "Monday 16 November 2026"."""
        weekday = self(f"days.{day.isoweekday()}")
        return self("days.whole", weekday=weekday, day=day.day, month=self(f"months.{day.month}"), year=day.year)


def language_of(text: str) -> str:
    """Return the language that a form or an address names; English where it names none of ours."""
    return text if text in LANGUAGES else LANGUAGES[0]


@cache
def words_of(language: str) -> Words:
    """Return the words of one of LANGUAGES."""
    return Words(language, catalogue(language))


def catalogue(language: str) -> Mapping[str, str]:
    """Return a language's whole catalogue: "table.key" -> words, which may hold {placeholders}."""
    text = files("candour.web.anonymous").joinpath(f"words/{language}.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return {f"{table}.{key}": words for table, entries in tables.items() for key, words in entries.items()}
