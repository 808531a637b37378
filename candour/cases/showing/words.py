"""How figures, dates and foreign text are put into words for people. Pure functions."""

import re
import unicodedata
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
"""What people's clocks show; records keep UTC."""
QUOTE_LIMIT = 300
"""Characters of quoted words; the whole text stays with the case."""
TEXT_LIMIT = 5_000
"""Characters of a long text in a mail."""
CUT = " […]"

# Controls, formats (direction overrides among them), surrogates, private use, unassigned.
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_BYTES_PER_STEP = 1024


def plain(text: str, *, limit: int = TEXT_LIMIT) -> str:
    """Return foreign text without control and direction characters, cut at `limit`; line ends and tabs stay."""
    unified = text[: 4 * limit].replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(
        character
        for character in unicodedata.normalize("NFC", unified)
        if character in "\n\t" or unicodedata.category(character) not in _UNPRINTABLE
    ).strip()
    if len(kept) <= limit and len(text) <= 4 * limit:
        return kept
    return kept[:limit].rstrip() + CUT


def one_line(text: str, *, limit: int = QUOTE_LIMIT) -> str:
    """Return foreign text on a single line, without control characters, cut at `limit`."""
    head = text[: 8 * limit]
    flat = " ".join(plain(head, limit=8 * limit).split())
    if len(flat) <= limit and len(head) == len(text):
        return flat
    return flat[:limit].rstrip() + CUT


def day_in_words(day: date) -> str:
    """Return a day like "Monday 16 November 2026"."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def moment_in_words(moment: datetime) -> str:
    """Return a moment as London's clocks show it, like "Monday 23 November 2026, 12:00"."""
    local = moment.astimezone(LONDON)
    return f"{day_in_words(local.date())}, {local:%H:%M}"


def noted_in_words(moment: datetime, *, only_day: bool) -> str:
    """Return when something happened; of what is kept by its day alone, that day and no hour that never was."""
    return day_in_words(moment.astimezone(LONDON).date()) if only_day else moment_in_words(moment)


def date_in_words(text: str) -> str:
    """Return the words for an ISO date; what is no date stays as it is."""
    try:
        return day_in_words(date.fromisoformat(text))
    except ValueError:
        return one_line(text)


def time_in_words(text: str) -> str:
    """Return HH:MM for an ISO time; what is no time stays as it is."""
    try:
        return f"{time.fromisoformat(text):%H:%M}"
    except ValueError:
        return one_line(text)


def number_in_words(number: float) -> str:
    """Return a number as printed on the form: 5, 0.5, 1,200."""
    return f"{number:,.0f}" if number == int(number) else f"{number:,g}"


def points_in_words(low: float, high: float) -> str:
    """Return a score line's points like "+2" or, where a value is unknown, "+0 to +3"."""
    return f"+{number_in_words(low)}" if low == high else f"+{number_in_words(low)} to +{number_in_words(high)}"


def range_in_words(low: float, high: float) -> str:
    """Return a total like "6" or "7 to 10"."""
    return number_in_words(low) if low == high else f"{number_in_words(low)} to {number_in_words(high)}"


def size_in_words(size_in_bytes: int) -> str:
    """Return a file's size like "840 bytes", "12 KB" or "3.4 MB"."""
    if size_in_bytes < _BYTES_PER_STEP:
        return f"{size_in_bytes} byte{'' if size_in_bytes == 1 else 's'}"
    size_in_kilobytes = size_in_bytes / _BYTES_PER_STEP
    if size_in_kilobytes < _BYTES_PER_STEP:
        return f"{size_in_kilobytes:.0f} KB"
    return f"{size_in_kilobytes / _BYTES_PER_STEP:.1f} MB"


def id_in_words(identifier: str) -> str:
    """Return a machine's id as words: "sent_to_wrong_person" becomes "sent to wrong person"."""
    return re.sub(r"[_\s]+", " ", one_line(identifier)).strip()


def listed(items: tuple[str, ...]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def as_sentence(text: str) -> str:
    """Return the text of a refusal as a sentence: with a capital, and a full stop at its end."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?', '”')) else '.'}"


def who_says(source: str) -> str:
    """Return how a rule's words are introduced: the school's policy says only what stands in it."""
    return "The rule says" if _is_from_elsewhere(source) else "The school's policy says"


def paragraph(source: str) -> str:
    """Return where a rule stands, for people who don't know how the profiles of Candour cite."""
    return "not in the school's own policy" if _is_from_elsewhere(source) else one_line(source)


def _is_from_elsewhere(source: str) -> bool:
    return source.startswith("project")
