"""What the options of dates and of times have in common (`date_options`, `time_options`)."""

from collections.abc import Sequence

from nlp.text import Hit
from nlp.when.choosing import Option

MANY = 3
"""More days, times or sentences are not told apart."""


def told_by_form(value: str | None) -> list[Option]:
    """Return what a form answers as the only option; none where it doesn't."""
    return [Option(value, "form", ["form"])] if value else []


def about_place(hit: Hit, place: int, count: int) -> list[str]:
    """Return which of how many days or times one is, and how far into the report it stands."""
    which = "first" if place == 0 else "last" if place == count - 1 else "inner"
    return [f"count={min(count, MANY)}", which, f"sentence={min(hit.page.sentence_number(hit.start), MANY)}"]


def in_order(occurred: Sequence[Option], discovered: Sequence[Option]) -> list[tuple[int, int]]:
    """Return the pairs of options, by their places, of which none is found before it happened."""
    return [
        (left, right)
        for left, one in enumerate(occurred)
        for right, other in enumerate(discovered)
        if not (one.value and other.value and other.value < one.value)
    ]


def order_of(one: Option, other: Option) -> str:
    """Return which of two options the text names first."""
    if not one.hits or not other.hits:
        return "order=unknown"
    return f"order={one.hits[0].start < other.hits[0].start}"
